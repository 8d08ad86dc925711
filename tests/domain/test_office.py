"""Offices, their presets, and what holds on which day."""

from __future__ import annotations

import datetime

import pytest

from papidesk.domain.office import (
    LEVELS,
    BadOfficeError,
    NumberSeries,
    Office,
    OfficeLevelError,
    Superior,
    new_office,
    recipients_for,
    series_for,
    superior_on,
    symbol_for,
    valid_on,
)
from papidesk.domain.record import Validity, from_plain, plain, replace

DAY = datetime.date(2026, 3, 1)


def test_a_commune_of_two_levels_answers_to_the_province() -> None:
    office = new_office(id="o1", name="xã  An Hòa", level="commune", superior="tỉnh Bình Nguyên")
    assert office.full_name == "Ủy ban nhân dân xã An Hòa"
    assert office.issuer == "ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert office.proper_name == office.place == "An Hòa"
    above = superior_on(office, DAY)
    assert above is not None
    assert (above.name, above.level) == ("tỉnh Bình Nguyên", "province")
    assert "UBND tỉnh Bình Nguyên" in recipients_for(office, "KH", DAY)
    assert [signer.signature().lines for signer in office.signers] == [
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ]
    assert any(unit.abbreviation == "TTPVHCC" for unit in office.units)


def test_a_commune_of_three_levels_answers_to_the_district() -> None:
    office = new_office(
        id="o1", name="thị trấn An Phú", level="commune", superior="huyện Bình An",
        preset="three-level",
    )  # fmt: skip
    above = superior_on(office, datetime.date(2024, 1, 1))
    assert above is not None
    assert above.level == "district"
    assert "Phòng Nội vụ huyện Bình An" in recipients_for(office, "BC", DAY)


def test_recipients_that_need_a_superior_are_left_out_when_there_is_none() -> None:
    office = new_office(id="o1", name="xã An Hòa", level="commune")
    assert not any("{" in item or "UBND tỉnh" in item for item in recipients_for(office, "KH", DAY))
    assert recipients_for(office, "KH", DAY)


def test_districts_ended_with_the_order_of_three_levels() -> None:
    with pytest.raises(OfficeLevelError):
        new_office(id="o1", name="huyện Bình An", level="district")


@pytest.mark.parametrize(
    ("level", "preset"),
    [
        (level, preset)
        for preset in ("two-level", "three-level")
        for level in LEVELS
        if (level, preset) != ("district", "two-level")
    ],
)
def test_every_level_has_a_preset_that_reads_back(level: str, preset: str) -> None:
    office = new_office(id="o1", name="xã An Hòa", level=level, preset=preset)  # type: ignore[arg-type]
    assert from_plain(Office, plain(office)) == office
    assert office.signers


def test_what_holds_depends_on_the_day() -> None:
    merged = datetime.date(2025, 7, 1)
    office = replace(
        new_office(id="o1", name="xã An Hòa", level="commune"),
        superiors=(
            Superior(
                name="huyện Bình An", level="district",
                validity=Validity(until=merged - datetime.timedelta(days=1)),
            ),
            Superior(name="tỉnh Bình Nguyên", validity=Validity(since=merged)),
        ),
    )  # fmt: skip
    before, after = superior_on(office, datetime.date(2025, 6, 30)), superior_on(office, merged)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("huyện Bình An", "tỉnh Bình Nguyên")
    assert valid_on(office.superiors, datetime.date(2020, 1, 1)) == office.superiors[:1]


def test_kinds_share_a_series_or_count_alone() -> None:
    office = new_office(id="o1", name="xã An Hòa", level="commune")
    assert series_for(office, "KH", DAY).id == series_for(office, "BC", DAY).id == "chung"
    own = replace(office, series=(NumberSeries(id="qd", kinds=("QĐ",)),))
    assert series_for(own, "QĐ", DAY).id == "qd"
    assert series_for(own, "KH", DAY).id == "KH"


def test_symbols_are_built_as_the_decree_wants() -> None:
    office = new_office(id="o1", name="xã An Hòa", level="commune")
    assert symbol_for(office, "KH") == "KH-UBND"
    assert symbol_for(office, "", "VHXH") == "UBND-VHXH"


@pytest.mark.parametrize(
    ("name", "code"),
    [("", ""), ("   ", ""), ("x" * 201, ""), ("xã A", "h53 1"), ("xã A", "A" * 36)],
)
def test_bad_names_and_codes_are_refused(name: str, code: str) -> None:
    with pytest.raises(BadOfficeError):
        new_office(id="o1", name=name, level="commune", code=code)

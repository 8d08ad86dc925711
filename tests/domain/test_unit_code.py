"""The code of a unit in bundles: its own, or its name in ASCII."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.office import Office, OfficeForm, Superior
from papidesk.domain.record import Validity
from papidesk.domain.unit_code import is_unit_code, own_codes, slug, superior_code, unit_code

DAY = datetime.date(2026, 3, 2)


@pytest.mark.parametrize(
    "name, code",
    [
        ("xã An Hòa", "xa-an-hoa"),
        ("Phường Đống Đa", "phuong-dong-da"),
        ("  UBND  xã An Hòa ", "ubnd-xa-an-hoa"),
        ("Sở Nội vụ", "so-noi-vu"),
        ("Trung tâm Phục vụ hành chính công xã An Hòa", "trung-tam-phuc-vu-hanh-chinh-cong"),
        ("…", "unit"),
    ],
)
def test_a_name_becomes_a_code(name: str, code: str) -> None:
    assert slug(name) == code


@given(st.text(max_size=80))
def test_every_name_gives_a_code_that_can_travel(name: str) -> None:
    assert is_unit_code(slug(name)) and slug(slug(name)) == slug(name)


def test_an_organisation_code_goes_before_the_name() -> None:
    office = Office(id="1", name="xã An Hòa", code="H22.15.03")
    assert unit_code(office) == "H22.15.03"
    assert unit_code(Office(id="1", name="xã An Hòa")) == "xa-an-hoa"


def test_an_office_is_known_by_all_names_it_had() -> None:
    office = Office(
        id="1", name="xã An Hòa", code="H22.15.03",
        former=(OfficeForm(name="xã An Bình", code="H22.9"),),
    )  # fmt: skip
    assert own_codes(office) == {
        "H22.15.03", "xa-an-hoa", "uy-ban-nhan-dan-xa-an-hoa", "H22.9", "xa-an-binh",
        "uy-ban-nhan-dan-xa-an-binh",
    }  # fmt: skip


def test_the_superior_is_the_one_of_the_day() -> None:
    old = Superior(name="UBND huyện Mẫu", validity=Validity(until=datetime.date(2025, 6, 30)))
    new = Superior(
        name="UBND tỉnh Mẫu", code="H22", validity=Validity(since=datetime.date(2025, 7, 1))
    )
    office = Office(id="1", name="xã An Hòa", superiors=(old, new))
    assert superior_code(office, DAY) == "H22"
    assert superior_code(office, datetime.date(2025, 1, 1)) == "ubnd-huyen-mau"
    assert superior_code(Office(id="1", name="xã An Hòa"), DAY) == ""

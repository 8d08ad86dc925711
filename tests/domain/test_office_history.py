"""What an office was on a day, whatever happened to it over the years."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.office import (
    NumberSeries,
    Office,
    OfficeCodeError,
    OfficeForm,
    OfficeNameError,
    Unit,
    new_office,
    series_for,
    valid_on,
)
from papidesk.domain.office_history import (
    FormOrderError,
    ValidityOrderError,
    as_of,
    change_form,
    check_validity,
    end_all,
    form_on,
    forms,
    present_form,
    rename_lists,
    reorganise,
    take_change_back,
)
from papidesk.domain.record import Validity, from_json, replace, to_json

MERGED = datetime.date(2025, 7, 1)
LAST = datetime.date(2025, 6, 30)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 1, 1))


def town() -> Office:
    return new_office(
        id="o1", name="thị trấn An Phú", level="commune", superior="huyện Bình An",
        preset="three-level",
    )  # fmt: skip


def merged(office: Office, name: str = "xã An Phú", since: datetime.date = MERGED) -> Office:
    form = replace(
        present_form(office), name=name, place="", preset="two-level",
        basis="Nghị quyết số 01/NQ-HĐND",
    )  # fmt: skip
    return change_form(office, replace(form, place=name.split(" ", 1)[1]), since)


def test_a_paper_of_the_past_carries_the_name_of_its_day() -> None:
    office = merged(town())
    assert as_of(office, LAST).issuer == "ỦY BAN NHÂN DÂN THỊ TRẤN AN PHÚ"
    assert as_of(office, MERGED).issuer == "ỦY BAN NHÂN DÂN XÃ AN PHÚ"
    assert form_on(office, datetime.date(1990, 1, 1)).name == "thị trấn An Phú"
    assert [form.validity.until for form in forms(office)] == [LAST, None]
    assert from_json(Office, to_json(office)) == office


def test_a_merged_office_takes_the_units_of_the_new_order_and_closes_the_old() -> None:
    pattern = new_office(id="p", name="xã An Phú", level="commune")
    office = reorganise(merged(town()), pattern, MERGED)
    before, after = as_of(office, LAST), as_of(office, MERGED)
    assert [unit.name for unit in before.units] == [unit.name for unit in town().units]
    assert [unit.name for unit in after.units] == [unit.name for unit in pattern.units]
    assert len({unit.id for unit in office.units}) == len(office.units)
    assert {post.unit for post in after.posts if post.unit} <= {unit.id for unit in after.units}
    assert len(after.signers) == len(pattern.signers)


def test_recipient_lists_name_the_office_as_it_is_called_on_the_day() -> None:
    office = rename_lists(merged(town()), "thị trấn An Phú", "xã An Phú", MERGED)
    before, after = as_of(office, LAST), as_of(office, MERGED)
    assert "Thường trực Đảng ủy, HĐND thị trấn An Phú" in before.recipient_lists[0].items
    assert "Thường trực Đảng ủy, HĐND xã An Phú" in after.recipient_lists[0].items
    assert len(before.recipient_lists) == len(after.recipient_lists) == 1
    assert rename_lists(office, "x", "x", MERGED) == office


def test_a_new_name_begins_after_the_present_one() -> None:
    office = merged(town())
    with pytest.raises(FormOrderError):
        merged(office, since=MERGED)
    with pytest.raises(OfficeNameError):
        change_form(office, OfficeForm(name=" "), datetime.date(2026, 1, 1))
    with pytest.raises(OfficeCodeError):
        change_form(office, OfficeForm(name="xã A", code="h 1"), datetime.date(2026, 1, 1))


def test_a_change_taken_back_leaves_the_office_as_it_was() -> None:
    office = town()
    assert take_change_back(merged(office)) == office
    assert take_change_back(office) == office


@settings(max_examples=60)
@given(days=st.lists(DAYS, min_size=1, max_size=6, unique=True), asked=DAYS)
def test_on_each_day_exactly_one_form_holds(
    days: list[datetime.date], asked: datetime.date
) -> None:
    office = town()
    for number, day in enumerate(sorted(days)):
        office = merged(office, f"xã Số {number}", day)
    holding = [form for form in forms(office) if form.validity.covers(asked)]
    assert holding == [form_on(office, asked)]
    for one, other in zip(forms(office), forms(office)[1:], strict=False):
        assert one.validity.until is not None
        assert one.validity.until + datetime.timedelta(days=1) == other.validity.since
    for _day in days:
        office = take_change_back(office)
    assert office == town()


@settings(max_examples=60)
@given(days=st.lists(DAYS, max_size=8, unique=True), asked=DAYS)
def test_units_that_follow_each_other_never_hold_together(
    days: list[datetime.date], asked: datetime.date
) -> None:
    units: tuple[Unit, ...] = (Unit(id="0", name="Văn phòng"),)
    for number, day in enumerate(sorted(days), start=1):
        units = end_all(units, day - datetime.timedelta(days=1))
        new = Unit(id=str(number), name="Văn phòng", validity=Validity(since=day))
        units = (*units, new)
    assert len(valid_on(units, asked)) == 1


def test_what_has_no_dates_at_all_still_writes_papers() -> None:
    office = replace(town(), signers=end_all(town().signers, datetime.date(2001, 1, 1)))
    assert as_of(office, datetime.date(2026, 1, 1)).signers


def test_nothing_ends_before_it_begins() -> None:
    check_validity("x", Validity(since=MERGED, until=MERGED))
    with pytest.raises(ValidityOrderError):
        check_validity("x", Validity(since=MERGED, until=LAST))


def test_a_series_for_a_kind_goes_before_the_common_one() -> None:
    office = replace(
        town(), series=(NumberSeries(id="chung"), NumberSeries(id="qd", kinds=("QĐ",)))
    )
    assert series_for(office, "QĐ", MERGED).id == "qd"
    assert series_for(office, "KH", MERGED).id == "chung"


@pytest.mark.parametrize(
    ("name", "superior", "place"),
    [
        ("xã An Hòa", "", "An Hòa"),
        ("phường Điện Biên Phủ", "", "Phường Điện Biên Phủ"),
        ("phường Lê Lợi", "", "Phường Lê Lợi"),
        ("Phường 12", "", "Phường 12"),
        ("đặc khu Phú Mẫu", "", "Phú Mẫu"),
        ("Sở Nội vụ", "UBND tỉnh Bình Nguyên", "Bình Nguyên"),
        ("UBND xã An Hòa", "", "An Hòa"),
    ],
)
def test_the_place_of_the_date_line_is_proposed_from_the_name(
    name: str, superior: str, place: str
) -> None:
    office = new_office(
        id="o", name=name, level="department" if name.startswith("Sở") else "commune",
        superior=superior,
    )  # fmt: skip
    assert office.place == place


def test_a_name_typed_with_its_body_is_not_said_twice() -> None:
    office = new_office(id="o", name="Ủy ban nhân dân xã An Hòa", level="commune")
    assert office.full_name == "Ủy ban nhân dân xã An Hòa"


def test_a_ward_has_the_office_a_ward_has() -> None:
    names = [u.name for u in new_office(id="o", name="phường An Hòa", level="commune").units]
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in names
    assert "Phòng Kinh tế" not in names

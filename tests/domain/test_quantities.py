"""Numbers and days as people write them in tables."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain import quantities
from papidesk.domain.day_reading import (
    DayYearError,
    NoSuchDayError,
    NoSuchMonthError,
    NotADayError,
    NoYearError,
    read_day,
    read_serial,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"), ("1,234.50", "1234.5"), ("2,5", "2.5"), ("12.000", "12000"),
        ("1.234", "1234"), ("0,125", "0.125"), ("0.125", "0.125"), ("3.5", "3.5"),
        ("1.000.000", "1000000"), ("1,000,000", "1000000"), ("12 000", "12000"), ("-3", "-3"),
        ("−3", "-3"), ("12\u00a0000", "12000"), ("1e3", "1000"), ("007", "7"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_meant(text: str, number: str) -> None:
    assert quantities.read(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "1,2,3", "12.34.567", "1..2", "--3", "½", "1" * 60, "1e99999"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(quantities.NotANumberError):
        quantities.read(text)


def test_a_comma_before_three_digits_is_asked_about_unless_things_are_whole() -> None:
    with pytest.raises(quantities.UnclearNumberError):
        quantities.read("1,234")
    assert quantities.read("1,234", whole=True) == 1234
    with pytest.raises(quantities.NotWholeError):
        quantities.read_whole("1,5")


@given(st.decimals(-(10**12), 10**12, places=3))
def test_what_is_written_is_read_again(number: Decimal) -> None:
    text = quantities.text(number)
    thousands = text.count(",") == 1 and len(text.partition(",")[2]) == 3 and "." not in text
    if thousands and not text.lstrip("-").startswith("0"):
        return  # "1,234" is read only where things are counted whole
    assert quantities.read(text) == number


@given(st.dates(datetime.date(1900, 3, 1), datetime.date(2200, 12, 31)))
def test_a_day_is_the_same_however_it_is_written(day: datetime.date) -> None:
    forms = [
        f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day.day}.{day.month}.{day.year}",
        f"{day:%Y-%m-%d}", f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"Thứ hai, {day:%d-%m-%Y}", f"{day:%d/%m/%Y} 8h30", f"{day:%Y-%m-%d} 00:00:00",
    ]  # fmt: skip
    assert {read_day(form) for form in forms} == {day}
    assert read_day(f"{day.day}/{day.month}", day.year) == day
    assert read_serial(Decimal((day - datetime.date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("31/02/2026", NoSuchDayError), ("29/02/2025", NoSuchDayError),
        ("0/1/2026", NoSuchDayError),
        ("03/25/2026", NoSuchMonthError), ("5/3/20224", DayYearError), ("5/3/1066", DayYearError),
        ("20224-03-05", DayYearError), ("5/3", NoYearError), ("đầu tháng", NotADayError),
        ("", NotADayError), ("5/3/2026/7", NotADayError),
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_refused_for_what_it_is(text: str, kind: type[NotADayError]) -> None:
    with pytest.raises(kind):
        read_day(text)


@pytest.mark.parametrize("number", ["-1", "0", "12", "1e9", "NaN"])
def test_a_count_of_days_far_away_is_no_day(number: str) -> None:
    with pytest.raises(NotADayError):
        read_serial(Decimal(number))

"""Figures, differences and the line of a year: as people read them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.reports.figure_words import amount, change, difference, percent_change, reached
from ui.reports.year_scale import scale_of

DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2021, 12, 31))


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("84", "61", "+23 (+37,7 %)"),
        ("298", "312", "−14 (−4,5 %)"),
        ("5", "5", "0"),
        ("5", "0", "+5"),
        ("1234567", "0", "+1.234.567"),
        ("0", "12", "−12 (−100 %)"),
    ],
)
def test_a_difference_says_how_much_and_which_share(now: str, before: str, said: str) -> None:
    assert change(Decimal(now), Decimal(before)) == said


def test_what_is_not_known_is_not_compared() -> None:
    assert change(None, Decimal(3)) == difference(Decimal(3), None) == ""
    assert percent_change(Decimal(3), Decimal(0)) == reached(None, Decimal(3)) == ""
    assert amount(None) == "–"


def test_figures_in_per_cent_change_by_points() -> None:
    assert change(Decimal("87.5"), Decimal("80"), points=True) == "+7,5"


def test_a_target_reached_is_told_in_per_cent() -> None:
    assert reached(Decimal(51), Decimal(60)) == "85 %"
    assert reached(Decimal(51), Decimal(0)) == ""


@given(st.lists(DAYS, max_size=6))
def test_a_years_line_holds_its_year_and_the_days_around_it(days: list[datetime.date]) -> None:
    scale = scale_of(2020, days)
    assert scale.first.day == 1 and (scale.last + datetime.timedelta(days=1)).day == 1
    assert scale.covers(datetime.date(2020, 1, 1)) and scale.covers(datetime.date(2020, 12, 31))
    assert all(scale.covers(day) for day in days)
    months = list(scale.months())
    assert len(months) == len(set(months)) and months[0] == scale.first


@given(DAYS, DAYS)
def test_later_days_lie_further_right(one: datetime.date, other: datetime.date) -> None:
    scale = scale_of(2020, [one, other])
    first, second = sorted((one, other))
    assert 0 <= scale.share(first) <= scale.share(second) <= 1
    assert scale.at(first, 10, 400) <= scale.at(second, 10, 400) <= 410

"""Days as pixels: every day has its place, months and weeks cover all of them once."""

from __future__ import annotations

import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from papidesk.errors import PapiDeskError
from ui.tasks.planned_days import planned_day
from ui.tasks.timeline_scale import DAY, LEAST, MOST, years_scale

YEARS = st.integers(2011, 2080)
WIDTHS = st.floats(LEAST, MOST)


@given(YEARS, st.integers(0, 3), WIDTHS, st.integers(0, 2000))
def test_the_day_at_its_place_is_the_day(first: int, more: int, width: float, after: int) -> None:
    scale = years_scale(first, first + more, width)
    day = min(scale.first + after * DAY, scale.last)
    assert scale.day_at(scale.left_of(day) + width / 2) == day
    assert (
        scale.right_of(day) - scale.left_of(day) == width
        or abs(scale.right_of(day) - scale.left_of(day) - width) < 1e-6
    )
    assert scale.day_at(-500) == scale.first
    assert scale.day_at(scale.total + 500) == scale.last


@given(YEARS, st.integers(0, 3), WIDTHS)
def test_months_follow_each_other_without_a_gap(first: int, more: int, width: float) -> None:
    scale = years_scale(first, first + more, width)
    months = list(scale.months())
    assert len(months) == 12 * (more + 1)
    assert months[0][0] == scale.first and months[-1][1] == scale.last
    for (_begin, end), (following, _last) in itertools.pairwise(months):
        assert following - end == DAY
    weeks = list(scale.weeks())
    assert all(monday.weekday() == 0 for monday in weeks)
    assert len(weeks) in range(52 * (more + 1), 53 * (more + 1) + 1)


@given(WIDTHS, st.floats(0.1, 10))
def test_zooming_keeps_within_bounds(width: float, factor: float) -> None:
    scale = years_scale(2026, 2026, width).zoomed(factor)
    assert LEAST <= scale.width <= MOST


@given(YEARS, st.dates(datetime.date(2012, 1, 1), datetime.date(2012, 12, 31)))
def test_a_day_without_a_year_is_of_the_tasks_year(year: int, day: datetime.date) -> None:
    text = f"{day.day}/{day.month}"
    try:
        found = planned_day(text, year)
    except PapiDeskError:
        assert (day.month, day.day) == (2, 29)
        return
    assert found == day.replace(year=year)

"""Windows of reports: across the year's end, side by side, due dates moved off free days."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.duty_terms import (
    cut_day,
    day_in,
    of_period,
    of_year,
    state_of,
    window_of,
    year_of,
)
from papidesk.domain.holidays import OwnDay, is_working
from papidesk.domain.periods import Period, parse
from papidesk.domain.record import Validity, replace
from papidesk.domain.report_duty import DayOfYear, ReportDuty, Term, WorkingDayRule
from papidesk.workflow import catalogues

YEARS = st.integers(min_value=2018, max_value=2040)
PAPI = catalogues.report_duty(None, "papi")
DAY = datetime.timedelta(days=1)


def date(day: int, month: int, year: int = 2024) -> datetime.date:
    return datetime.date(year, month, day)


@pytest.mark.parametrize(
    ("period", "since", "until", "due"),
    [
        ("2024-Q1", date(15, 12, 2023), date(14, 3), date(20, 3)),
        ("2024-H1", date(15, 12, 2023), date(14, 6), date(20, 6)),
        ("2024-9M", date(15, 12, 2023), date(14, 9), date(20, 9)),
        ("2024", date(15, 12, 2023), date(14, 12), date(20, 12)),
    ],
)
def test_the_default_windows_begin_in_december_of_the_year_before(
    period: str, since: datetime.date, until: datetime.date, due: datetime.date
) -> None:
    found = of_period(PAPI, parse(period))
    assert found is not None
    assert (found.since, found.until, found.due) == (since, until, due)


@given(YEARS)
def test_months_quarters_and_halves_lie_side_by_side_and_fill_the_year(year: int) -> None:
    for kind, count in (("month", 12), ("quarter", 4), ("half", 2)):
        spans = [
            window_of(PAPI, Period(year=year, kind=kind, index=index))  # type: ignore[arg-type]
            for index in range(1, count + 1)
        ]
        for before, after in pairwise(spans):
            assert after[0] == before[1] + DAY
        assert (spans[0][0], spans[-1][1]) == window_of(PAPI, Period(year=year))


@given(YEARS)
def test_one_year_ends_the_day_before_the_next_begins(year: int) -> None:
    last = window_of(PAPI, Period(year=year))[1]
    assert window_of(PAPI, Period(year=year + 1))[0] == last + DAY
    assert (year_of(last, PAPI), year_of(last + DAY, PAPI)) == (year, year + 1)
    assert year_of(last + DAY, None) == year


def test_without_a_duty_a_period_has_the_days_of_the_calendar() -> None:
    assert window_of(None, parse("2024-M02")) == (date(1, 2), date(29, 2))


def test_windows_that_are_cut_on_different_days_have_no_common_cut() -> None:
    odd = replace(
        PAPI,
        terms=(
            *PAPI.terms,
            Term(
                kind="half", index=2, since=DayOfYear(month=7, day=1),
                until=DayOfYear(month=12, day=31), due=DayOfYear(month=1, day=5, year=1),
            ),
        ),
    )  # fmt: skip
    assert (cut_day(PAPI), cut_day(odd)) == (15, 0)
    assert window_of(odd, parse("2024-M02")) == (date(1, 2), date(29, 2))
    assert of_period(odd, parse("2024-H2")).due == date(3, 1, 2025)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rule", "due"),
    [("stays", date(30, 4)), ("next", date(2, 5)), ("previous", date(26, 4))],
)
def test_a_due_date_on_a_holiday_moves_as_the_duty_says(
    rule: WorkingDayRule, due: datetime.date
) -> None:
    term = Term(
        kind="quarter", since=DayOfYear(month=1, day=1), until=DayOfYear(month=3, day=31),
        due=DayOfYear(month=4, day=30),
    )  # fmt: skip
    duty = ReportDuty(code="x", name="Báo cáo thử", terms=(term,), working_day=rule)
    own = (OwnDay(day=date(29, 4), kind="off", name="Nghỉ bù"),)
    found = of_year(duty, 2024, extra=own)[0]
    assert found.due == due
    assert found.moved_from == (None if rule == "stays" else date(30, 4))


@given(YEARS, st.sampled_from(["next", "previous"]))
def test_no_moved_due_date_is_a_day_nobody_works_on(year: int, rule: WorkingDayRule) -> None:
    for term in of_year(replace(PAPI, working_day=rule), year):
        assert is_working(term.due)
        assert abs((term.due - (term.moved_from or term.due)).days) < 15


def test_a_duty_that_ended_or_has_not_begun_wants_no_report() -> None:
    validity = Validity(since=date(1, 4), until=date(30, 9))
    found = of_year(replace(PAPI, validity=validity), 2024)
    assert [each.period for each in found] == ["2024-H1", "2024-Q3", "2024-9M"]


def test_the_last_day_of_february_is_there_in_every_year() -> None:
    last = DayOfYear(month=2, day=31)
    assert (day_in(last, 2023), day_in(last, 2024)) == (date(28, 2, 2023), date(29, 2))


@pytest.mark.parametrize(
    ("today", "paper", "state"),
    [
        (date(1, 12, 2023), "", "later"), (date(1, 3), "", "open"), (date(14, 6), "", "due_soon"),
        (date(20, 6), "", "due_soon"), (date(21, 6), "", "late"), (date(1, 6), "draft", "drafted"),
        (date(21, 6), "approved", "late"), (date(1, 9), "issued", "issued"),
        (date(1, 9), "acknowledged", "sent"), (date(1, 9), "archived", "issued"),
    ],
)  # fmt: skip
def test_a_report_stands_as_its_paper_and_its_due_date_say(
    today: datetime.date, paper: str, state: str
) -> None:
    term = of_period(PAPI, parse("2024-H1"))
    assert term is not None
    assert state_of(term, paper, today=today, soon_days=7) == state


def test_a_report_of_days_before_the_program_was_used_urges_nobody() -> None:
    term = of_period(PAPI, parse("2024-H1"))
    assert term is not None
    late = date(1, 9)
    assert state_of(term, "", today=late, soon_days=7, begun=date(15, 6)) == "before"
    assert state_of(term, "", today=late, soon_days=7, begun=date(14, 6)) == "late"
    assert state_of(term, "draft", today=late, soon_days=7, begun=date(15, 6)) == "late"
    assert state_of(term, "issued", today=late, soon_days=7, begun=date(15, 6)) == "issued"

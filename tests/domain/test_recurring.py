"""Days of what comes again: none twice, none outside, the same however a window is split."""

from __future__ import annotations

import datetime
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.recurrence import EVERY, Every, Recurrence
from papidesk.domain.recurring import (
    BadRecurrenceError,
    IntervalError,
    MonthDayError,
    MonthError,
    WeekdayError,
    WindowError,
    days,
    last_days,
    next_day,
    problems,
    text,
)

DAYS = st.dates(date(2015, 1, 1), date(2032, 12, 31))
MOST = {"month": 0, "quarter": 3, "half": 6, "year": 12}


@st.composite
def rules(draw: st.DrawFn) -> Recurrence:
    """Any rule without a problem."""
    every: Every = draw(st.sampled_from(list(EVERY)))
    weekdays: tuple[int, ...] = ()
    nth = 0
    month = draw(st.integers(0, MOST.get(every, 0)))
    if every == "week":
        weekdays = tuple(draw(st.lists(st.integers(0, 6), max_size=4)))
    elif every in MOST and draw(st.booleans()):
        weekdays = tuple(draw(st.lists(st.integers(0, 6), min_size=1, max_size=2)))
        nth = draw(st.sampled_from((-1, 1, 2, 3, 4, 5)))
    month_days = st.lists(st.sampled_from((-1, *range(1, 32))), max_size=4)
    since = draw(st.none() | DAYS)
    later = st.integers(0, 3000).map(datetime.timedelta)
    until = draw(st.none() | later.map(lambda span: (since or date(2024, 1, 1)) + span))
    return Recurrence(
        every=every,
        interval=draw(st.integers(1, 5)),
        weekdays=weekdays,
        nth=nth,
        days=tuple(draw(month_days)) if every in MOST else (),
        month=month,
        since=since,
        until=until,
    )


@given(rules(), DAYS, st.integers(0, 900))
def test_days_come_in_order_once_each_and_only_within_the_window(
    rule: Recurrence, since: date, span: int
) -> None:
    assert problems(rule) == []
    until = since + datetime.timedelta(days=span)
    found = list(days(rule, since, until))
    assert found == sorted(set(found))
    assert all(since <= day <= until for day in found)
    assert all(rule.since is None or rule.since <= day for day in found)
    assert all(rule.until is None or day <= rule.until for day in found)


@given(rules(), DAYS, st.integers(1, 900), st.data())
def test_any_split_of_a_window_gives_the_same_days(
    rule: Recurrence, since: date, span: int, data: st.DataObject
) -> None:
    until = since + datetime.timedelta(days=span)
    cut = since + datetime.timedelta(days=data.draw(st.integers(0, span - 1)))
    first = list(days(rule, since, cut))
    second = list(days(rule, cut + datetime.timedelta(days=1), until))
    assert first + second == list(days(rule, since, until))


@given(st.integers(29, 31), DAYS)
def test_a_day_a_month_does_not_have_is_its_last(day: int, since: date) -> None:
    until = since + datetime.timedelta(days=730)
    for found in days(Recurrence(every="month", days=(day,)), since, until):
        assert found.day == min(day, monthrange(found.year, found.month)[1])
    months = {
        (found.year, found.month)
        for found in days(
            Recurrence(every="month", days=(day,)), date(since.year, 1, 1), date(since.year, 12, 31)
        )
    }
    assert len(months) == 12


@given(rules(), DAYS)
def test_the_last_two_days_and_the_next_one_are_neighbours(rule: Recurrence, day: date) -> None:
    begin = day - datetime.timedelta(days=800)
    end = day + datetime.timedelta(days=800)
    every = list(days(rule, begin, end))
    before = [one for one in every if one < day]
    latest, earlier = last_days(rule, begin, day)
    assert latest == (before[-1] if before else None)
    assert earlier == (before[-2] if len(before) > 1 else None)
    after = [one for one in every if one >= day]
    assert next_day(rule, day, end) == (after[0] if after else None)


@pytest.mark.parametrize(
    ("rule", "since", "until", "expected"),
    [
        (
            Recurrence(every="month", days=(31,)),
            "2024-01-15",
            "2024-04-30",
            ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"],
        ),
        (
            Recurrence(every="month", days=(29, 30, -1)),
            "2023-02-01",
            "2023-03-31",
            ["2023-02-28", "2023-03-29", "2023-03-30", "2023-03-31"],
        ),
        (
            Recurrence(every="week", weekdays=(0, 3), interval=2, since=date(2023, 12, 20)),
            "2023-12-01",
            "2024-01-20",
            ["2023-12-21", "2024-01-01", "2024-01-04", "2024-01-15", "2024-01-18"],
        ),
        (
            Recurrence(every="year", month=2, days=(29,)),
            "2023-01-01",
            "2025-12-31",
            ["2023-02-28", "2024-02-29", "2025-02-28"],
        ),
        (Recurrence(every="quarter"), "2024-01-01", "2024-06-30", ["2024-03-31", "2024-06-30"]),
        (
            Recurrence(every="half", month=6, days=(15,)),
            "2023-12-01",
            "2024-12-31",
            ["2023-12-15", "2024-06-15", "2024-12-15"],
        ),
        (
            Recurrence(every="month", weekdays=(0,), nth=1),
            "2024-12-15",
            "2025-02-28",
            ["2025-01-06", "2025-02-03"],
        ),
        (
            Recurrence(every="day", interval=3, since=date(2024, 2, 27)),
            "2024-01-01",
            "2024-03-05",
            ["2024-02-27", "2024-03-01", "2024-03-04"],
        ),
    ],
)
def test_known_windows_give_known_days(
    rule: Recurrence, since: str, until: str, expected: list[str]
) -> None:
    found = days(rule, date.fromisoformat(since), date.fromisoformat(until))
    assert [day.isoformat() for day in found] == expected


def test_a_window_at_the_ends_of_the_calendar_is_no_matter() -> None:
    for rule in (Recurrence(every="day"), Recurrence(every="week"), Recurrence(every="year")):
        assert list(days(rule, date.min, date(1, 1, 20))) is not None
        assert list(days(rule, date(9999, 12, 25), date.max)) is not None


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (Recurrence(every="week", interval=0), IntervalError),
        (Recurrence(every="week", interval=-2), IntervalError),
        (Recurrence(every="week", weekdays=(7,)), WeekdayError),
        (Recurrence(every="month", weekdays=(1,)), WeekdayError),
        (Recurrence(every="month", nth=9, weekdays=(1,)), WeekdayError),
        (Recurrence(every="month", days=(32,)), MonthDayError),
        (Recurrence(every="month", days=(0,)), MonthDayError),
        (Recurrence(every="quarter", month=4), MonthError),
        (
            Recurrence(every="day", since=date(2024, 2, 1), until=date(2024, 1, 1)),
            WindowError,
        ),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_a_sentence(
    rule: Recurrence, kind: type[BadRecurrenceError]
) -> None:
    assert [type(problem) for problem in problems(rule)] == [kind]
    with pytest.raises(kind):
        list(days(rule, date(2024, 1, 1), date(2024, 12, 31)))
    assert str(problems(rule)[0])


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Recurrence(every="day"), "hằng ngày"),
        (Recurrence(every="week", weekdays=(3, 0)), "hằng tuần, vào thứ Hai và thứ Năm"),
        (Recurrence(every="week", interval=2, weekdays=(6,)), "2 tuần một lần, vào Chủ nhật"),
        (Recurrence(every="month"), "hằng tháng"),
        (Recurrence(every="month", days=(1, 15)), "hằng tháng, vào ngày 1 và ngày 15"),
        (Recurrence(every="month", days=(-1,)), "hằng tháng, vào ngày cuối của tháng"),
        (
            Recurrence(every="month", weekdays=(0,), nth=1),
            "hằng tháng, vào thứ Hai đầu tiên của tháng",
        ),
        (
            Recurrence(every="month", weekdays=(0,), nth=2),
            "hằng tháng, vào thứ Hai thứ 2 của tháng",
        ),
        (
            Recurrence(every="quarter", days=(20,)),
            "hằng quý, vào ngày 20 của tháng thứ 3 trong quý",
        ),
        (Recurrence(every="half", interval=1), "6 tháng một lần"),
        (Recurrence(every="half", interval=3), "18 tháng một lần"),
        (Recurrence(every="year", month=11, days=(9,)), "hằng năm, vào ngày 9 tháng 11"),
        (
            Recurrence(every="day", since=date(2024, 1, 1), until=date(2024, 2, 1)),
            "hằng ngày, từ ngày 01/01/2024 đến ngày 01/02/2024",
        ),
    ],
)
def test_a_rule_is_said_as_papers_say_it(rule: Recurrence, said: str) -> None:
    assert text(rule) == said

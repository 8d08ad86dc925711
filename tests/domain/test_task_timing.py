"""When tasks are overdue and due soon: by their days, by their rule, by the office's choice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import TASK_STATES, Task
from papidesk.domain.task_timing import TimingRule, TimingRuleError, When, check, when

TODAY = date(2024, 6, 17)  # a Monday
RULE = TimingRule()


def stands(
    task: Task, last: date | None = None, rule: TimingRule = RULE, today: date = TODAY
) -> When:
    return when(task, last, rule, today, lambda day: day.weekday() < 5)


@pytest.mark.parametrize(
    ("due", "timing"),
    [
        (date(2024, 6, 16), "overdue"),
        (date(2024, 6, 17), "due_soon"),
        (date(2024, 6, 24), "due_soon"),
        (date(2024, 6, 25), ""),
        (None, ""),
    ],
)
def test_a_day_is_overdue_only_when_it_has_passed(due: date | None, timing: str) -> None:
    assert stands(Task(text="Họp", due=due, year=2024)).timing == timing


def test_what_is_done_or_given_up_is_neither() -> None:
    for state in TASK_STATES:
        found = stands(Task(text="Họp", due=date(2024, 1, 1), state=state))
        assert found.timing == ("overdue" if state in ("open", "doing") else "")


def test_due_soon_can_count_working_days() -> None:
    rule = TimingRule(soon_days=5, working_days=True)
    assert stands(Task(text="Họp", due=date(2024, 6, 24)), rule=rule).timing == "due_soon"
    assert stands(Task(text="Họp", due=date(2024, 6, 25)), rule=rule).timing == ""
    assert stands(Task(text="Họp", due=date(2099, 1, 1)), rule=rule).timing == ""


def test_only_the_chosen_states_are_watched() -> None:
    rule = TimingRule(states=("doing",))
    assert stands(Task(text="Họp", due=date(2024, 1, 1)), rule=rule).timing == ""


def test_a_recurring_task_is_overdue_until_an_entry_comes() -> None:
    task = Task(text="Bản tin", recurring=Recurrence(every="month", days=(5,)), year=2024)
    assert stands(task) == When(timing="overdue", next_due=date(2024, 6, 5))
    # An entry of May stands for May; one after the 5th of May stands for June.
    assert stands(task, last=date(2024, 5, 5)).timing == "overdue"
    assert stands(task, last=date(2024, 5, 20)) == When(next_due=date(2024, 7, 5))
    assert stands(task, last=date(2024, 6, 5)) == When(next_due=date(2024, 7, 5))
    assert stands(task, last=date(2024, 6, 5), today=date(2024, 6, 30)).timing == "due_soon"


def test_before_its_first_day_a_recurring_task_waits_for_it() -> None:
    task = Task(text="Báo cáo", recurring=Recurrence(every="quarter"), year=2024)
    assert stands(task, today=date(2024, 2, 1)) == When(next_due=date(2024, 3, 31))


def test_after_its_year_a_recurring_task_asks_for_its_last_day_only() -> None:
    task = Task(text="Báo cáo", recurring=Recurrence(every="quarter"), year=2024)
    later = date(2025, 3, 1)
    assert stands(task, last=date(2024, 9, 30), today=later).next_due == date(2024, 12, 31)
    assert stands(task, last=date(2024, 12, 30), today=later) == When()


def test_recurring_days_can_be_left_out_of_the_rule() -> None:
    task = Task(text="Báo cáo", recurring=Recurrence(every="month"), year=2024)
    assert stands(task, rule=TimingRule(recurring=False)) == When()


def test_a_standing_task_is_late_only_when_entries_are_expected() -> None:
    task = Task(text="Niêm yết", standing=True, year=2024, due=date(2024, 6, 1))
    assert stands(task) == When()
    rule = TimingRule(standing_days=30)
    whole = Task(text="Niêm yết", standing=True, year=2024)
    assert stands(whole, rule=rule).timing == "overdue"
    assert stands(whole, last=date(2024, 6, 1), rule=rule).next_due == date(2024, 7, 1)


def test_a_rule_that_gives_no_days_falls_back_on_the_day_it_is_due() -> None:
    task = Task(text="Họp", recurring=Recurrence(every="week", interval=0), due=date(2024, 6, 1))
    assert stands(task).timing == "overdue"


@pytest.mark.parametrize(
    "rule",
    [TimingRule(soon_days=-1), TimingRule(soon_days=400), TimingRule(states=()),
     TimingRule(standing_days=-5)],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused(rule: TimingRule) -> None:
    with pytest.raises(TimingRuleError):
        check(rule)


@given(
    st.dates(date(2023, 1, 1), date(2026, 1, 1)),
    st.integers(0, 400),
    st.integers(0, 60),
)
def test_a_task_goes_from_nothing_to_due_soon_to_overdue(due: date, back: int, soon: int) -> None:
    rule = TimingRule(soon_days=soon)
    today = due - timedelta(days=back)
    expected = "due_soon" if back <= soon else ""
    assert stands(Task(text="Họp", due=due), rule=rule, today=today).timing == expected
    later = due + timedelta(days=back + 1)
    assert stands(Task(text="Họp", due=due), rule=rule, today=later).timing == "overdue"

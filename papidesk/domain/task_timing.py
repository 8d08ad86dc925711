"""When a task is overdue or due soon: a rule that an office can set."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from papidesk.domain import recurring
from papidesk.domain.record import Record
from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task import Task, TaskState, Timing
from papidesk.errors import N_, PapiDeskError

MOST_DAYS = 366
_DAY = datetime.timedelta(days=1)
IsWorking = Callable[[datetime.date], bool]


class TimingRuleError(PapiDeskError):
    """A rule for "due soon" that cannot be."""

    message = N_(
        "Tasks are due soon up to {most} days before: {days} is not possible. Choose at least one "
        "state, too."
    )


class TimingRule(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What "due soon" and "overdue" mean.

    Due soon is ``soon_days`` days before, or working days with ``working_days``. Tasks in other
    ``states`` are neither. A standing task is expected to have an entry every ``standing_days``
    days; 0 expects nothing of it. ``recurring`` tells that each day of a task that comes again
    wants an entry.
    """

    soon_days: int = 7
    working_days: bool = False
    states: tuple[TaskState, ...] = ("open", "doing")
    recurring: bool = True
    standing_days: int = 0


def check(rule: TimingRule) -> None:
    """Refuse a rule that cannot be; raises :class:`TimingRuleError`."""
    for days in (rule.soon_days, rule.standing_days):
        if not 0 <= days <= MOST_DAYS:
            raise TimingRuleError(days=days, most=MOST_DAYS)
    if not rule.states:
        raise TimingRuleError(days=rule.soon_days, most=MOST_DAYS)


class When(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How a task stands in time; ``next_due`` is the day it is next wanted by, also a past one."""

    timing: Timing = ""
    next_due: datetime.date | None = None


def when(
    task: Task,
    last_entry: datetime.date | None,
    rule: TimingRule,
    today: datetime.date,
    is_working: IsWorking,
) -> When:
    """Return how ``task`` stands on ``today``; ``last_entry`` is the day the log last has of it.

    A task is overdue after its last day. One that comes again is overdue, too, when its last day
    that has passed has no entry: none since the day before that one. What is done, given up or in
    a state the rule leaves out is neither overdue nor due soon.
    """
    wanted = _wanted(task, last_entry, rule, today)
    if wanted is None or task.state not in rule.states:
        closed = task.state in ("done", "stopped")
        return When(next_due=None if closed else wanted)
    if wanted < today:
        return When(timing="overdue", next_due=wanted)
    if _days_until(wanted, today, rule, is_working) <= rule.soon_days:
        return When(timing="due_soon", next_due=wanted)
    return When(next_due=wanted)


def window(task: Task) -> tuple[datetime.date, datetime.date]:
    """Return from when to when a task lasts: its days, else its year."""
    year = min(max(task.year or (task.due or task.start or datetime.date.min).year, 1), 9999)
    first = task.start or datetime.date(year, 1, 1)
    last = task.due or datetime.date(year, 12, 31)
    return (first, last) if first <= last else (last, last)


def _wanted(
    task: Task, last_entry: datetime.date | None, rule: TimingRule, today: datetime.date
) -> datetime.date | None:
    found = []
    if task.recurring is not None and rule.recurring:
        again = _next_occurrence(task, task.recurring, last_entry, today)
        # After its last occurrence the end of the task is no further day to wait for.
        if again is not None:
            found.append(again)
        elif last_entry is None and task.due is not None:
            found.append(task.due)
    elif task.standing:
        # It runs out at its end, and nothing is late by that.
        first, last = window(task)
        if rule.standing_days:
            wanted = (last_entry or first) + datetime.timedelta(days=rule.standing_days)
            found += [wanted] if wanted <= last else []
    elif task.due is not None:
        found.append(task.due)
    return min(found, default=None)


def _next_occurrence(
    task: Task,
    again: Recurrence,
    last_entry: datetime.date | None,
    today: datetime.date,
) -> datetime.date | None:
    """Return the occurrence to wait for: the last one passed without an entry, else the next."""
    if recurring.problems(again):
        return task.due
    first, last = window(task)
    latest, earlier = recurring.last_days(again, first, min(today, last + _DAY))
    if latest is not None and (
        last_entry is None or (earlier is not None and last_entry <= earlier)
    ):
        return latest
    return recurring.next_day(again, max(first, today), last)


def _days_until(
    day: datetime.date, today: datetime.date, rule: TimingRule, is_working: IsWorking
) -> int:
    if not rule.working_days:
        return (day - today).days
    if (day - today).days > 3 * MOST_DAYS:
        return MOST_DAYS + 1
    days = (today + _DAY * ahead for ahead in range(1, (day - today).days + 1))
    return sum(1 for one in days if is_working(one))

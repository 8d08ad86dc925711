"""A timeline of tasks for paper: months from left to right, a bar a task, groups, today's line."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Sequence
from typing import Literal

from papidesk.domain import recurring
from papidesk.domain.record import Record, replace
from papidesk.domain.task import TaskState
from papidesk.domain.task_list import TaskLine
from papidesk.domain.task_said import time_of
from papidesk.domain.task_timing import window

MOST_MONTHS = 24
_MOST_TICKS = 60
BarKind = Literal["span", "due", "standing", "ticks", "none"]


class Bar(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One task: ``first`` to ``last`` for a span, one day it is due, days it comes again (ticks).

    ``said`` is its time in words, shown where there is nothing to draw.
    """

    text: str
    kind: BarKind
    first: datetime.date | None = None
    last: datetime.date | None = None
    ticks: tuple[datetime.date, ...] = ()
    state: TaskState = "open"
    overdue: bool = False
    percent: int | None = None
    said: str = ""


class TimelineGroup(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Tasks under one title, "" for none."""

    title: str
    bars: tuple[Bar, ...]


class Timeline(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is drawn: from the first day of a month to the last day of one."""

    title: str
    office: str
    since: datetime.date
    until: datetime.date
    today: datetime.date
    groups: tuple[TimelineGroup, ...] = ()

    @property
    def months(self) -> tuple[datetime.date, ...]:
        """The first day of each month."""
        found = []
        day = self.since
        while day <= self.until:
            found.append(day)
            day = _next_month(day)
        return tuple(found)


def timeline(
    groups: Sequence[tuple[str, Sequence[TaskLine]]],
    *,
    title: str,
    office: str,
    today: datetime.date,
    year: int | None = None,
) -> Timeline:
    """Return the timeline of ``groups``: of ``year``, else of all months its tasks reach over.

    At most two years are drawn, those that hold today or begin with the first task.
    """
    lines = [line for _name, part in groups for line in part]
    since, until = _span(lines, today, year)
    return Timeline(
        title=title,
        office=office,
        since=since,
        until=until,
        today=today,
        groups=tuple(
            TimelineGroup(title=name, bars=tuple(bar_of(line, since, until) for line in part))
            for name, part in groups
        ),
    )


def bar_of(line: TaskLine, since: datetime.date, until: datetime.date) -> Bar:
    """Return how a task is drawn between two days."""
    task = line.task
    bar = Bar(
        text=task.text,
        kind="none",
        state=task.state,
        overdue=line.timing == "overdue",
        percent=line.percent,
        said=time_of(task),
    )
    first, last = window(task)
    if task.recurring is not None and not recurring.problems(task.recurring):
        found = []
        for day in recurring.days(task.recurring, max(first, since), min(last, until)):
            found.append(day)
            if len(found) > _MOST_TICKS:  # a tick a day is a line
                return _as(bar, "standing", first, last)
        return replace(bar, kind="ticks", ticks=tuple(found))
    if task.start and task.due:
        return _as(bar, "standing" if task.standing else "span", first, last)
    if task.standing:
        return _as(bar, "standing", first, last)
    if task.due:
        return _as(bar, "due", task.due, task.due)
    if task.start:
        return _as(bar, "span", first, last)
    return bar


def _as(bar: Bar, kind: BarKind, first: datetime.date, last: datetime.date) -> Bar:
    return replace(bar, kind=kind, first=first, last=last)


def _span(
    lines: Sequence[TaskLine], today: datetime.date, year: int | None
) -> tuple[datetime.date, datetime.date]:
    if year is not None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    windows = [window(line.task) for line in lines] or [window_of_year(today.year)]
    first = min(begin for begin, _end in windows).replace(day=1)
    last = max(end for _begin, end in windows)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > MOST_MONTHS:
        first = first if first > today else datetime.date(max(first.year, today.year - 1), 1, 1)
        last = datetime.date(first.year + MOST_MONTHS // 12 - 1, 12, 31)
    return first, last.replace(day=monthrange(last.year, last.month)[1])


def window_of_year(year: int) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def _next_month(day: datetime.date) -> datetime.date:
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)

"""The lines of the timeline: a unit's name, then its tasks, each with its stretch of days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ui.tasks.task_set import TaskSet
from ui.tasks.timeline_scale import TimelineScale

if TYPE_CHECKING:
    from papidesk.domain.task import Task
    from papidesk.workflow.tasks import TaskRow

Shape = Literal["bar", "mark", "ticks", "line", "none"]


@dataclass(slots=True)
class TimelineLine:
    """A line: the words of a group where ``row`` is None, else a task."""

    words: str
    row: TaskRow | None = None
    shape: Shape = "none"
    first: datetime.date | None = None
    last: datetime.date | None = None
    days: list[datetime.date] = field(default_factory=list)


def lines_of(tasks: TaskSet, scale: TimelineScale) -> list[TimelineLine]:
    """Return the lines of the set as it stands."""
    found: list[TimelineLine] = []
    for words, rows in tasks.groups():
        if words:
            found.append(TimelineLine(words))
        found += [line_of(row, scale) for row in rows]
    return found


def line_of(row: TaskRow, scale: TimelineScale) -> TimelineLine:
    """Return a task's line: days as a bar, one day as a mark, a rule as ticks, all year as a line.

    A task without any day has only its words.
    """
    task = row.task
    line = TimelineLine(task.text, row)
    if task.recurring is not None:
        line.shape, line.days = "ticks", _occurrences(task, scale)
        line.first, line.last = _window(task)
    elif task.standing:
        line.shape = "line"
        line.first, line.last = _window(task)
    elif task.due is not None and task.start is not None:
        line.shape, line.first, line.last = "bar", task.start, task.due
    elif task.due is not None:
        line.shape, line.first, line.last = "mark", task.due, task.due
    elif task.start is not None:
        line.shape = "line"
        line.first, line.last = _window(task)
    return line


def _window(task: Task) -> tuple[datetime.date, datetime.date]:
    from papidesk.domain.task_timing import window

    return window(task)


def _occurrences(task: Task, scale: TimelineScale) -> list[datetime.date]:
    from papidesk.domain import recurring

    rule = task.recurring
    if rule is None or recurring.problems(rule):
        return []
    first, last = _window(task)
    return list(recurring.days(rule, max(first, scale.first), min(last, scale.last)))


def span_of(tasks: TaskSet) -> tuple[int, int]:
    """Return the first and last year the timeline shows."""
    year = tasks.filter.year
    if year is not None:
        return year, year
    found = {
        day.year
        for row in tasks.rows
        for day in (row.task.start, row.task.due)
        if day is not None and 1990 < day.year < 2101
    }
    found |= {row.task.year for row in tasks.rows if 1990 < row.task.year < 2101}
    found = found or {tasks.today.year}
    # A slip of the keys must not stretch the picture over centuries.
    return max(min(found), max(found) - 9), max(found)

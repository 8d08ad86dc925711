"""Which tasks lie on which day of a month: those due, and those that come again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.tasks import task_words as words
from ui.tasks.task_set import TaskSet

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

DAY = datetime.timedelta(days=1)
WEEKS = 6


@dataclass(frozen=True, slots=True)
class DayItem:
    """A task on a day; ``again`` is one of its occurrences, else the day it is due."""

    row: TaskRow
    again: bool = False

    def tone(self, day: datetime.date) -> str:
        """Return the colour it is shown in on ``day``."""
        state = self.row.task.state
        if state == "done":
            return "done"
        if state == "stopped":
            return "neutral"
        if self.again and day != words.due_day(self.row):
            return "accent"
        return words.timing_tone(self.row) or "accent"


def first_shown(month: datetime.date) -> datetime.date:
    """Return the Monday with which the sheet of ``month`` begins."""
    first = month.replace(day=1)
    return first - first.weekday() * DAY


def days_of(tasks: TaskSet, first: datetime.date) -> dict[datetime.date, list[DayItem]]:
    """Return what lies on the six weeks from ``first`` on, the most pressing first."""
    last = first + (7 * WEEKS - 1) * DAY
    found: dict[datetime.date, list[DayItem]] = {}
    for row in tasks.rows:
        task = row.task
        if task.recurring is not None:
            for day in _occurrences(row, first, last):
                found.setdefault(day, []).append(DayItem(row, again=True))
        elif task.due is not None and first <= task.due <= last:
            found.setdefault(task.due, []).append(DayItem(row))
    for items in found.values():
        items.sort(key=_rank)
    return found


def _occurrences(row: TaskRow, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    from papidesk.domain import recurring
    from papidesk.domain.task_timing import window

    rule = row.task.recurring
    if rule is None or recurring.problems(rule):
        return []
    begin, end = window(row.task)
    if begin > last or end < first:
        return []
    return list(recurring.days(rule, max(begin, first), min(end, last)))


def _rank(item: DayItem) -> tuple[int, bool]:
    state = item.row.task.state
    order = {"overdue": 0, "due_soon": 1, "": 2}[item.row.timing]
    return (3 if state in ("done", "stopped") else order, item.again)

"""Which open tasks are overdue or due, without counting what the log has for each."""

from __future__ import annotations

import datetime
from functools import cache

from papidesk.domain import task_timing
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import Record
from papidesk.domain.task import Task, Timing
from papidesk.storage import task_facts
from papidesk.storage import tasks as stored
from papidesk.storage.store import Store
from papidesk.storage.task_facts import TaskFacts


class TimedTask(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An open task, how it is in time, and the day it is next wanted by."""

    task: Task
    timing: Timing = ""
    due: datetime.date | None = None


def timed(store: Store, *, today: datetime.date) -> list[TimedTask]:
    """Return all tasks that are not done as they stand on ``today``, of every year.

    The same as :func:`papidesk.workflow.tasks.listing` says; only where a task comes again, or
    goes on all the time, the log is asked.
    """
    from papidesk.workflow import tasks

    rule = tasks.timing_rule(store)
    found = [task for task, _ in stored.listed(store, TaskFilter(states=("open", "doing")))]
    facts = task_facts.facts(store, [o.id for o in found if o.recurring or o.standing])

    @cache
    def is_working(day: datetime.date) -> bool:
        from papidesk.workflow import holidays

        return holidays.is_working(store, day)

    timed_tasks = []
    for task in found:
        last = facts.get(task.id, TaskFacts()).last_entry
        when = task_timing.when(task, last, rule, today, is_working)
        timed_tasks.append(TimedTask(task=task, timing=when.timing, due=when.next_due))
    return timed_tasks

"""Tasks of a year over a log that grows: list, filter while typing, coverage, reports due."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from bench import figures, overview, workspaces
from bench.measure import OURS, Row, in_turn
from papidesk.domain.activity import Activity, Amount
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.task import Target
from papidesk.storage import activities
from papidesk.storage.store import Store
from papidesk.workflow import coverage, duty_terms, log_counters, tasks

SIZES = (50, 500, 2_000)
ENTRIES = 100  # of the log for each task
AIMED = 5  # one of so many has a target
TODAY = figures.TODAY
MOST = 0.05  # s, for 500 tasks over 50,000 entries


def rows() -> list[Row]:
    """Measure over tasks and entries that grow alike."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        begin = 0
        for size in SIZES:
            overview.give_out(workspace.store, range(begin, size))
            _serve(workspace.store, range(begin, size))
            begin = size
            measured += _measured(workspace.store, size)
        workspace.close()
    return sorted(measured, key=lambda row: row.job)


def _serve(store: Store, numbers: range) -> None:
    """Give each of the newest tasks entries that serve it, and one of five a target."""
    every = sorted(tasks.listing(store, today=TODAY), key=lambda row: row.task.id)
    target = Target(counter=figures.COUNTER, quantity=Decimal(1000))
    served = [row.task for row in every[-len(numbers) :]]
    aimed = [replace(task, targets=(target,)) for task in served[::AIMED]]
    tasks.save_many(store, aimed, who="bench")
    first = datetime.date(TODAY.year, 1, 1)
    entries = (
        Activity(
            date=first + datetime.timedelta(days=number * 7919 % 365),
            title=f"Hoạt động số {number}",
            amounts=(Amount(counter=figures.COUNTER, quantity=Decimal(number % 9 + 1)),),
            tasks=(task.id,),
        )
        for task in served
        for number in range(ENTRIES)
    )
    with store.unit_of_work():
        activities.add_many(store, entries, log_counters.rules(store))


def _measured(store: Store, size: int) -> list[Row]:
    year = TaskFilter(year=TODAY.year)
    works: dict[str, Callable[[], object]] = {
        "Tasks: the list of a year": lambda: tasks.listing(store, year, today=TODAY),
        "Tasks: filter while typing": lambda: tasks.listing(
            store, replace(year, text="tuyen truyen so 9"), today=TODAY
        ),
        "Tasks: coverage of a year": lambda: coverage.coverage(store, TODAY.year, today=TODAY),
        "Tasks: reports of a year and how they stand": lambda: duty_terms.states(
            store, TODAY.year, today=TODAY
        ),
    }
    shown = f"{size:,} tasks, {size * ENTRIES:,} entries"
    most = MOST if size <= 500 else None
    return [
        Row(job, shown, size, in_turn({OURS: work}), most_seconds=most)
        for job, work in works.items()
    ]

"""The overview of a year, and the numbers on the rail, read from a workspace that grows."""

from __future__ import annotations

import datetime
import tempfile
from functools import partial
from pathlib import Path

from bench import figures, workspaces
from bench.measure import OURS, Row, in_turn
from papidesk.domain.task import Task
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, overview, tasks, waiting

SIZES = (500, 5_000, 50_000)  # entries; a fifth as many documents, a hundredth as many tasks
DOCUMENTS, TASKS = 5, 100
TODAY = figures.TODAY
MOST = 0.1  # s for the largest


def rows() -> list[Row]:
    """Measure over a workspace that grows in documents, tasks and entries alike."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        store, begin = workspace.store, 0
        for size in SIZES:
            workspaces.fill(store, range(begin // DOCUMENTS, size // DOCUMENTS), 1)
            figures.fill(store, range(begin, size))
            give_out(store, range(begin // TASKS, size // TASKS))
            begin = size
            measured += _measured(store, size)
        workspace.close()
    return sorted(measured, key=lambda row: row.job)


def give_out(store: Store, numbers: range) -> None:
    """Give out as many tasks as ``numbers`` has, spread over the year and the sub-dimensions."""
    parts = [one.code for one in catalogues.dimensions(store, TODAY.year) if one.parent]
    begin = datetime.date(TODAY.year, 1, 1)
    given = [
        Task(
            text=f"Nhiệm vụ tuyên truyền số {number}",
            dimensions=(parts[number % len(parts)],),
            lead="Văn phòng HĐND và UBND",
            due=begin + datetime.timedelta(days=number * 7 % 365),
            year=TODAY.year,
            state="done" if number % 3 else "open",
        )
        for number in numbers
    ]
    tasks.save_many(store, given, who="bench")


def _measured(store: Store, size: int) -> list[Row]:
    works = (
        ("Overview: all tiles of a year", partial(overview.overview, store, TODAY.year)),
        ("Overview: the numbers on the rail", partial(waiting.count, store)),
    )
    said = f"{size // DOCUMENTS:,} documents, {size:,} entries, {size // TASKS} tasks"
    return [
        Row(job, said, size, in_turn({OURS: partial(work, today=TODAY)}), most_seconds=MOST)
        for job, work in works
    ]

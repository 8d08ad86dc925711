"""What a list is narrowed to: tasks, entries of the log, figures; pages hand them on."""

from __future__ import annotations

import datetime
from typing import Literal

from papidesk.domain.record import Record
from papidesk.domain.task import TaskState, Timing

TaskMissing = Literal["unit", "date", "product", "dimension", "target"]
ActivityMissing = Literal["evidence", "task", "counter"]


class TaskFilter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which tasks; what is empty lets all through.

    ``units`` are names of units that lead (or lend a hand, with ``cooperating``), "" is none named.
    ``dimensions`` are codes; "D1" stands for all of its sub-dimensions. ``missing`` lets through
    what lacks any of these. ``text`` is looked for without dấu.
    """

    year: int | None = None
    plan: str = ""
    units: tuple[str, ...] = ()
    cooperating: bool = False
    dimensions: tuple[str, ...] = ()
    states: tuple[TaskState, ...] = ()
    timings: tuple[Timing, ...] = ()
    missing: tuple[TaskMissing, ...] = ()
    text: str = ""
    ids: tuple[str, ...] = ()
    trashed: bool = False


class ActivityFilter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which entries of the log; days included, what is empty lets all through.

    ``dimensions`` count an entry's own and those of its tasks. ``counters`` are codes an entry
    brings an amount of, derived ones too.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    counters: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    series: str = ""
    batch: str = ""
    missing: tuple[ActivityMissing, ...] = ()
    text: str = ""
    ids: tuple[str, ...] = ()
    trashed: bool = False


class FigureQuery(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What figures are asked for: a window, both days included, and what narrows the log.

    ``period`` and ``duty`` say where the window comes from, for labels and comparison; "" for days
    chosen by hand.
    """

    since: datetime.date
    until: datetime.date
    period: str = ""
    duty: str = ""
    channels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()

"""A task of the year: who does what by when, for which sub-dimension, and how far it is."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from papidesk.domain.record import Record
from papidesk.domain.recurrence import Recurrence
from papidesk.errors import N_

TaskState = Literal["open", "doing", "done", "stopped"]
TASK_STATES: dict[TaskState, str] = {
    "open": N_("Not begun"),
    "doing": N_("Being done"),
    "done": N_("Done"),
    "stopped": N_("Given up"),
}
Timing = Literal["", "overdue", "due_soon"]


class Target(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How much of a counter a task is to bring: "60 tin, bài"."""

    counter: str
    quantity: Decimal


class Task(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One task. ``plan`` is the id of the document that gives it, ``block`` the block's id there.

    ``lead`` and ``cooperating`` are units by the name they have on paper. ``dimensions`` are codes
    of PAPI sub-dimensions. A task has days (``start``, ``due``), or a rule (``recurring``), or is
    ``standing`` ("thường xuyên"); ``time_text`` is how the plan says it. ``targets`` are reached by
    entries of the log. ``progress`` is per cent, entered by hand; None takes it from the targets.
    ``budget`` is đồng. ``evidence`` says which evidence is wanted, a line each. ``order`` is its
    place in the plan. ``superseded_by`` is the task of a later plan that went on with it.
    ``done_on`` is the day it was done.
    """

    id: str = ""
    plan: str = ""
    block: str = ""
    text: str
    dimensions: tuple[str, ...] = ()
    lead: str = ""
    cooperating: tuple[str, ...] = ()
    start: datetime.date | None = None
    due: datetime.date | None = None
    recurring: Recurrence | None = None
    standing: bool = False
    time_text: str = ""
    product: str = ""
    targets: tuple[Target, ...] = ()
    budget: int | None = None
    evidence: tuple[str, ...] = ()
    state: TaskState = "open"
    progress: int | None = None
    done_on: datetime.date | None = None
    note: str = ""
    year: int = 0
    order: int = 0
    superseded_by: str = ""
    stop_reason: str = ""

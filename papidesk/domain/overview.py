"""The year at a glance: what each tile of the overview shows, as plain records."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

import msgspec

from papidesk.domain.counters import Counter, Figure
from papidesk.domain.record import Record
from papidesk.domain.report_duty import DutyTerm, ReportDuty

TodoKind = Literal[
    "task_overdue", "task_due", "returned", "to_number", "report_late", "no_receipt",
    "units_overdue", "units_missing", "undecided",
]  # fmt: skip
TODO_ORDER: tuple[TodoKind, ...] = (
    "task_overdue", "report_late", "units_overdue", "undecided", "no_receipt", "task_due",
    "units_missing", "returned", "to_number",
)  # fmt: skip
# What a sub-dimension says: it has tasks, has none, or has none though the province is behind.
CoverState = Literal["covered", "bare", "behind"]
Piece = tuple[tuple[int, float | None], ...]


class Todo(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something to do: ``days`` until it is due, below 0 when that day has passed.

    ``id`` is the task's, document's or bundle's; ``detail`` is the unit, or what the document is
    called; ``term`` is that of a report. A bundle without a receipt has waited ``-days``. Of the
    units below ``count`` have not sent a report, or wait for a decision on it.
    """

    kind: TodoKind
    id: str
    title: str
    detail: str = ""
    due: datetime.date | None = None
    days: int | None = None
    term: DutyTerm | None = None
    count: int = 0


class NextReport(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The report that is due next, and how many are late or still to come in the year.

    ``corrections`` of closed periods wait to be told in it.
    """

    duty: ReportDuty
    term: DutyTerm
    state: str
    days_left: int
    filled: int = 0
    wanted: int = 0
    document: str = ""
    others: int = 0
    corrections: int = 0


class MonthBar(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A month of a counter; ``value`` is None for a month that has not begun."""

    month: int
    value: Decimal | None = None
    entries: int = 0


class CounterYear(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter by month; ``target`` is what the year's tasks are to bring of it.

    The counter "" is all entries of the log, whatever they bring.
    """

    code: str
    name: str
    unit: str
    months: tuple[MonthBar, ...]
    target: Decimal | None = None


class CounterLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter this year so far and in the same days last year, None where nothing is known."""

    counter: Counter
    now: Figure
    last_year: Figure | None = None
    target: Decimal | None = None


class Activity(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was done in the year: bars of each counter, and the main counters compared."""

    since: datetime.date
    until: datetime.date
    years: tuple[CounterYear, ...] = ()
    lines: tuple[CounterLine, ...] = ()
    entries: int = 0


class Documents(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How many documents wait, by what they wait for; bundles wait for their receipt."""

    drafts: int = 0
    submitted: int = 0
    returned: int = 0
    to_number: int = 0
    incoming_due: int = 0
    without_receipt: int = 0


class Backups(Record, frozen=True, kw_only=True, omit_defaults=True):
    """When the last backup was made (UTC, "" for never)."""

    last_at: str = ""
    count: int = 0


class Cover(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One sub-dimension: its tasks, and whether the province is behind in it."""

    code: str
    name: str
    tasks: int = 0
    done: int = 0
    behind: bool = False
    score: float | None = None
    compared: float | None = None

    @property
    def state(self) -> CoverState:
        """What it says."""
        if self.tasks:
            return "covered"
        return "behind" if self.behind else "bare"


class Coverage(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All sub-dimensions in force in the year; ``of_year`` is the year of the scores compared."""

    covers: tuple[Cover, ...] = ()
    of_year: int | None = None


class ScoreBreak(Record, frozen=True, kw_only=True, omit_defaults=True):
    """From ``year`` on scores are not to be compared with those before."""

    year: int
    why: str = ""
    of_provinces: bool = False


class ScoreLines(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Scores of a code by year: the province's and the country's, in pieces between breaks."""

    code: str
    name: str
    own: tuple[Piece, ...] = ()
    national: tuple[Piece, ...] = ()
    breaks: tuple[ScoreBreak, ...] = ()


class Papi(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The province's scores; ``latest`` is the last published year."""

    province: str = ""
    lines: tuple[ScoreLines, ...] = ()
    latest: int | None = None


class Overview(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All tiles of a year. ``empty``: nothing was written, given out or logged yet."""

    year: int
    today: datetime.date
    empty: bool = False
    todo: tuple[Todo, ...] = ()
    todo_counts: dict[TodoKind, int] = msgspec.field(default_factory=dict)
    report: NextReport | None = None
    activity: Activity
    documents: Documents = Documents()
    backups: Backups = Backups()
    coverage: Coverage = Coverage()
    papi: Papi = Papi()
    years: tuple[int, ...] = ()

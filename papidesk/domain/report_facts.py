"""What a periodic report is written from: figures with what is behind them, tasks, evidence."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.counters import Counter, Figure
from papidesk.domain.figures import FigureRef
from papidesk.domain.periods import Period
from papidesk.domain.record import Record
from papidesk.domain.task import TaskState, Timing


class Example(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of the log a sentence may name."""

    day: datetime.date
    title: str
    place: str = ""
    people: int | None = None


class ChannelShare(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How much of a counter came through one channel."""

    name: str
    ref: FigureRef
    value: Decimal


class ReportLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One counter in the report: its figure, what it is compared with, what it is made of.

    ``ref`` names the figure for live fields. ``target`` is the year's, ``so_far`` what the year
    has come to. ``months`` are the figures of the months a chart shows.
    """

    counter: Counter
    ref: FigureRef
    figure: Figure
    previous: Decimal | None = None
    last_year: Decimal | None = None
    target: Decimal | None = None
    so_far: Decimal | None = None
    channels: tuple[ChannelShare, ...] = ()
    examples: tuple[Example, ...] = ()
    months: tuple[Decimal | None, ...] = ()


class TaskFact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One task as the report tells of it; ``state`` and ``timing`` on the window's last day."""

    text: str
    lead: str = ""
    when: str = ""
    product: str = ""
    percent: int | None = None
    state: TaskState = "open"
    timing: Timing = ""
    standing: bool = False
    due: datetime.date | None = None
    next_due: datetime.date | None = None
    reason: str = ""
    dimension: str = ""


class EvidenceFact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One piece of evidence in the index: of which entry, its name, its hash or where it is."""

    day: datetime.date
    title: str
    name: str
    sha256: str = ""
    where: str = ""


class CorrectionFact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A figure that was reported otherwise before, and why it changed."""

    reported: str
    name: str
    unit: str
    before: Decimal
    after: Decimal
    day: datetime.date
    title: str
    reason: str


class ReportFacts(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Everything the draft of a report says; sentences are written only about what is in here.

    ``plans`` are how the plans carried out are cited. ``topics`` are names of sub-dimensions the
    entries serve. ``entries`` is how many entries the window has. ``cut`` is the day of the month
    the duty's months begin on, 0 as in the calendar. ``labels`` are what the annexes there are
    are called, by the part they hold.
    """

    period: Period
    since: datetime.date
    until: datetime.date
    subject: str = ""
    recipients: tuple[str, ...] = ()
    rounded: bool = False
    cut: int = 0
    charts: bool = True
    annexes: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    lines: tuple[ReportLine, ...] = ()
    others: tuple[Example, ...] = ()
    topics: tuple[str, ...] = ()
    entries: int = 0
    tasks: tuple[TaskFact, ...] = ()
    evidence: tuple[EvidenceFact, ...] = ()
    corrections: tuple[CorrectionFact, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()

    def label(self, part: str) -> str:
        """Return what the annex of ``part`` is called, "Phụ lục II"; "" where there is none."""
        return dict(self.labels).get(part, "")

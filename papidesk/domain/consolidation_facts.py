"""What a consolidated report is written from: who reported, totals, each unit's figures."""

from __future__ import annotations

import datetime
from decimal import Decimal

from msgspec import field

from papidesk.domain.consolidation import BoardState
from papidesk.domain.counters import Counter
from papidesk.domain.figures import FigureRef
from papidesk.domain.periods import Period
from papidesk.domain.record import Record


class UnitFact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How one unit reported: on which day, with which paper; ``typed`` in here from paper."""

    code: str
    name: str
    state: BoardState
    day: datetime.date | None = None
    days_late: int = 0
    paper: str = ""
    reason: str = ""
    typed: bool = False


class CountFact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter over all units, and what each reported of it by the unit's code.

    ``apart`` are units of whose ratio or mean the parts are not known: not in ``value``.
    """

    counter: Counter
    ref: FigureRef
    value: Decimal | None = None
    previous: Decimal | None = None
    units: int = 0
    of_units: dict[str, Decimal | None] = field(default_factory=dict)
    apart: tuple[str, ...] = ()


class DoubtFact(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A figure that stands out, in the words of a paper."""

    unit: str
    counter: str = ""
    value: Decimal | None = None
    measure: str = ""


class ConsolidationFacts(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All a consolidated report says. ``live`` has each unit's figures as live fields, too."""

    period: Period
    since: datetime.date
    until: datetime.date
    due: datetime.date
    duty: str = ""
    subject: str = ""
    recipients: tuple[str, ...] = ()
    rate: Decimal | None = None
    units: tuple[UnitFact, ...] = ()
    counts: tuple[CountFact, ...] = ()
    doubts: tuple[DoubtFact, ...] = ()
    live: bool = True
    labels: tuple[tuple[str, str], ...] = ()

    def label(self, part: str) -> str:
        """Return what the annex with ``part`` is called; "" where there is none."""
        return dict(self.labels).get(part, "")

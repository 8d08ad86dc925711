"""A duty to report: who wants what, for which periods, counted from when to when, due on which day.

Not to be mistaken for :mod:`papidesk.domain.duties`, the tasks a superior's plan gives.
"""

from __future__ import annotations

import datetime
from typing import Literal

from papidesk.domain.periods import PeriodKind
from papidesk.domain.record import Record, Validity
from papidesk.errors import N_

WorkingDayRule = Literal["stays", "next", "previous"]
WORKING_DAY_RULES: dict[WorkingDayRule, str] = {
    "stays": N_("stays as it is"),
    "next": N_("moves to the next working day"),
    "previous": N_("moves to the working day before"),
}


class DayOfYear(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A day of the reporting year; ``year`` -1 is the year before, 1 the year after."""

    month: int
    day: int
    year: int = 0


class Term(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One report of a year: of which period, its data from ``since`` to ``until``, due when.

    ``index`` counts as in :class:`~papidesk.domain.periods.Period`.
    """

    kind: PeriodKind
    index: int = 1
    since: DayOfYear
    until: DayOfYear
    due: DayOfYear


class ReportDuty(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A duty: ``recipient`` is whom the report is addressed to, ``template`` what it is made from.

    ``counters`` are the codes it wants, empty for all; ``dimensions`` and ``channels`` narrow the
    log to what serves them. ``rounded`` writes round numbers ("trên 40") in the running text;
    tables are always exact. ``source`` is the id of the superior's paper that gives it, ``basis``
    how that paper is named.
    """

    code: str
    name: str
    subject: str = ""
    recipient: str = ""
    template: str = "bao-cao-dinh-ky"
    terms: tuple[Term, ...] = ()
    working_day: WorkingDayRule = "previous"
    counters: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    rounded: bool = False
    note: str = ""
    source: str = ""
    basis: str = ""
    validity: Validity = Validity()
    order: int = 0
    own: bool = False


class DutyTerm(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One report that is to be made: the term of a duty in a year, as days."""

    duty: str
    period: str
    since: datetime.date
    until: datetime.date
    due: datetime.date
    moved_from: datetime.date | None = None

"""Closed periods: what was reported stands; later changes are corrections, with a reason."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from papidesk.domain.record import Record

CorrectionKind = Literal["added", "changed", "removed"]


class ClosedFigure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A figure as it was reported; ``value`` is None where there was none."""

    counter: str
    name: str
    unit: str
    value: Decimal | None = None


class Closing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A window that was closed, both days included, with the figures as they were then.

    ``duty`` and ``period`` say what it was closed for ("" by hand), ``document`` the report.
    ``reopened_at`` is set while it is open again.
    """

    id: str = ""
    since: datetime.date
    until: datetime.date
    duty: str = ""
    period: str = ""
    document: str = ""
    figures: tuple[ClosedFigure, ...] = ()
    closed_at: str = ""
    closed_by: str = ""
    reopened_at: str = ""
    reopened_by: str = ""
    reopen_reason: str = ""


class FigureChange(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a correction did to one counter's sum of the closed window."""

    counter: str
    before: Decimal = Decimal(0)
    after: Decimal = Decimal(0)


class Correction(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A change to an entry of a closed window. ``reported_in`` is the report that told of it.

    ``before`` and ``after`` are the entry's JSON, "" where there was none.
    """

    id: str = ""
    closing: str
    activity: str
    day: datetime.date
    kind: CorrectionKind
    title: str
    changes: tuple[FigureChange, ...] = ()
    reason: str
    before: str = ""
    after: str = ""
    who: str = ""
    at: str = ""
    reported_in: str = ""

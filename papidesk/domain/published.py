"""Consolidated figures as they are given to engines outside; see docs/mirror.md."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.record import Record

# Raised when a column is added, dropped or changes its meaning.
MIRROR_VERSION = 1


class PublishedFigure(Record, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One counter of one unit's report. Quantities have three decimals at most.

    ``value`` is the figure as it adds up (None where nothing can be said), ``total`` the sum of its
    entries (of a ratio the sum above, ``below`` the one below), ``last`` the latest quantity and
    ``last_day`` its day. ``by_hand`` tells that it was typed in from the unit's paper.
    """

    counter: str
    counter_name: str
    counter_unit: str
    adds_up: str
    value: Decimal | None
    total: Decimal
    below: Decimal | None = None
    entries: int
    last: Decimal | None = None
    last_day: datetime.date | None = None
    by_hand: bool = False


class PublishedReport(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The figures of one unit for one duty and period, all from one bundle.

    ``unit_now`` is the unit that goes on with it today (itself unless it was merged). ``state`` is
    received, accepted or returned; ``locked`` tells that the period is consolidated.
    """

    bundle: str
    manifest_sha256: str
    unit: str
    unit_name: str
    unit_now: str
    unit_now_name: str
    duty: str
    period: str
    since: datetime.date
    until: datetime.date
    state: str
    locked: bool = False
    received_at: datetime.datetime
    figures: tuple[PublishedFigure, ...] = ()

"""Rules of what comes again: every Monday, the 15th of each month, twice a year."""

from __future__ import annotations

import datetime
from typing import Literal

from papidesk.domain.record import Record
from papidesk.errors import N_

Every = Literal["day", "week", "month", "quarter", "half", "year"]
EVERY: dict[Every, str] = {
    "day": N_("daily"),
    "week": N_("weekly"),
    "month": N_("monthly"),
    "quarter": N_("quarterly"),
    "half": N_("half-yearly"),
    "year": N_("yearly"),
}


class Recurrence(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which days something comes again, from ``since`` to ``until``, both included.

    ``interval`` 2 with "week" is every second week, counted from ``since``'s week. ``weekdays``
    (0 is Monday) belong to "week", and with "month" to weeks of the month: ``nth`` 1 is the first,
    -1 the last. ``days`` are days of the month; 29 to 31 mean the last day of a shorter month, -1
    always the last. ``month`` 1 to 12 belongs to "year", 1 to 3 to "quarter", 1 to 6 to "half".
    """

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    days: tuple[int, ...] = ()
    month: int = 0
    since: datetime.date | None = None
    until: datetime.date | None = None

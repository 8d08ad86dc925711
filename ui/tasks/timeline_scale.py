"""Days as pixels: how wide a day is, where it lies, and which months and weeks the head names."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)
LEAST, MOST = 0.8, 40.0  # px for a day
WEEKS_FROM = 5.0  # px for a day: from here on the head names weeks, too
STEP = 1.25


@dataclass(frozen=True, slots=True)
class TimelineScale:
    """From ``first`` to ``last`` day, both included, ``width`` px for each."""

    first: datetime.date
    last: datetime.date
    width: float

    @property
    def total(self) -> int:
        """The whole width in px."""
        return round(((self.last - self.first).days + 1) * self.width)

    @property
    def shows_weeks(self) -> bool:
        """Tell whether a week is wide enough to be named."""
        return self.width >= WEEKS_FROM

    def left_of(self, day: datetime.date) -> float:
        """Return where ``day`` begins."""
        return (day - self.first).days * self.width

    def right_of(self, day: datetime.date) -> float:
        """Return where ``day`` ends."""
        return self.left_of(day) + self.width

    def day_at(self, x: float) -> datetime.date:
        """Return the day at ``x``, the first or last one for what lies outside."""
        days = int(max(0.0, x) / self.width)
        return min(self.last, self.first + days * DAY)

    def zoomed(self, factor: float) -> TimelineScale:
        """Return the same days ``factor`` times as wide, within bounds."""
        width = max(LEAST, min(MOST, self.width * factor))
        return TimelineScale(self.first, self.last, width)

    def months(self) -> Iterator[tuple[datetime.date, datetime.date]]:
        """Yield first and last day of each month."""
        day = self.first.replace(day=1)
        while day <= self.last:
            following = (day + 31 * DAY).replace(day=1)
            yield max(day, self.first), min(following - DAY, self.last)
            day = following

    def weeks(self) -> Iterator[datetime.date]:
        """Yield each Monday."""
        day = self.first + ((7 - self.first.weekday()) % 7) * DAY
        while day <= self.last:
            yield day
            day += 7 * DAY


def years_scale(first: int, last: int, width: float) -> TimelineScale:
    """Return the scale of whole years."""
    return TimelineScale(datetime.date(first, 1, 1), datetime.date(last, 12, 31), width)

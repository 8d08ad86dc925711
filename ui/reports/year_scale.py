"""Where the days of a reporting year lie on a line: months, windows, due days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearScale:
    """A stretch of whole months, both days included."""

    first: datetime.date
    last: datetime.date

    def share(self, day: datetime.date) -> float:
        """Return how far ``day`` begins along the line, from 0 to 1; days outside at its ends."""
        whole = (self.last - self.first).days + 1
        return min(1.0, max(0.0, (day - self.first).days / whole))

    def at(self, day: datetime.date, left: int, width: int) -> int:
        """Return where ``day`` begins, in px, on a line of ``width`` px from ``left`` on."""
        return left + round(self.share(day) * width)

    def covers(self, day: datetime.date) -> bool:
        """Tell whether ``day`` lies on the line."""
        return self.first <= day <= self.last

    def months(self) -> Iterator[datetime.date]:
        """Yield the first day of each month."""
        day = self.first
        while day <= self.last:
            yield day
            day = _next_month(day)


def scale_of(year: int, days: Iterable[datetime.date]) -> YearScale:
    """Return the scale of ``year``, widened to the months of ``days``, at most by a year."""
    early, late = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    kept = [day for day in days if abs(day.year - year) <= 1]
    first = min([early, *kept]).replace(day=1)
    end = max([late, *kept]).replace(day=1)
    return YearScale(first, _next_month(end) - datetime.timedelta(days=1))


def _next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)

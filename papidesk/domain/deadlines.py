"""Deadlines of incoming papers: counted in working days, and found in what a paper says."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from papidesk.domain import holidays
from papidesk.domain.document import Urgency
from papidesk.domain.holidays import OwnDay
from papidesk.paths import resource

_DAY = (
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})"
    r"(?:\s*(?:[/.-]|năm)\s*(?P<y>\d{4}))?"
)
_BY_DAY = re.compile(
    rf"(?:trước|chậm nhất|muộn nhất|hạn chót|hạn cuối|đến hết)"
    rf"(?:\s+(?:là|vào|trước|đến|hết|ngày|giờ|\d{{1,2}}\s*(?:giờ|h)\s*\d{{0,2}})){{0,5}},?\s+{_DAY}",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?:trong|thời hạn|vòng)(?:\s+(?:thời hạn|vòng|hạn|là|không quá|tối đa)){0,3}\s+"
    r"0?(?P<n>\d{1,2})\s+(?:\([^)]{1,20}\)\s+)?ngày(?P<working>\s+làm việc)?",
    re.IGNORECASE,
)
_FARTHEST = datetime.timedelta(days=400)


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(resource("catalogue", "incoming.toml").read_text(encoding="utf-8"))


def near_days() -> int:
    """Return how many days before its deadline a paper is near it."""
    return int(_catalogue()["near"]["days"])


def is_working(day: datetime.date, extra: Iterable[OwnDay] = ()) -> bool:
    """Tell whether offices work on ``day``; ``extra`` is the office's own table of days."""
    return holidays.is_working(day, extra)


def working_days_after(
    day: datetime.date, count: int, extra: Iterable[OwnDay] = ()
) -> datetime.date:
    """Return the ``count``-th working day after ``day``; 0 gives ``day`` or the next such day."""
    table = tuple(extra)
    found = day
    while not is_working(found, table) and count == 0:
        found += datetime.timedelta(days=1)
    while count > 0:
        found += datetime.timedelta(days=1)
        count -= is_working(found, table)
    return found


def suggested(
    arrived_on: datetime.date, urgency: Urgency = "", extra: Iterable[OwnDay] = ()
) -> datetime.date:
    """Return the deadline to propose for a paper that names none."""
    return working_days_after(arrived_on, int(_catalogue()["days"].get(urgency, 5)), extra)


def stated(
    texts: Iterable[str], arrived_on: datetime.date, extra: Iterable[OwnDay] = ()
) -> datetime.date | None:
    """Return the earliest deadline that ``texts`` name on or after ``arrived_on``; None for none.

    "trước ngày 15/3/2026", "chậm nhất ngày 15 tháng 3", "trong 05 ngày làm việc". A day without a
    year is the next one there is.
    """
    table = tuple(extra)
    found = []
    for text in texts:
        found += [_day(match, arrived_on) for match in _BY_DAY.finditer(text)]
        found += [_within(match, arrived_on, table) for match in _WITHIN.finditer(text)]
    latest = arrived_on + _FARTHEST
    fitting = [day for day in found if day is not None and arrived_on <= day <= latest]
    return min(fitting, default=None)


def _day(match: re.Match[str], arrived_on: datetime.date) -> datetime.date | None:
    year = int(match["y"]) if match["y"] else arrived_on.year
    try:
        day = datetime.date(year, int(match["m"]), int(match["d"]))
        if not match["y"] and day < arrived_on:
            day = day.replace(year=year + 1)
    except ValueError:
        return None
    return day


def _within(
    match: re.Match[str], arrived_on: datetime.date, extra: Iterable[OwnDay]
) -> datetime.date:
    count = int(match["n"])
    if match["working"]:
        return working_days_after(arrived_on, count, extra)
    return arrived_on + datetime.timedelta(days=count)

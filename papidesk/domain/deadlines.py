"""Deadlines of incoming papers: counted in working days, and found in what a paper says."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from papidesk.domain.document import Urgency
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
_TET = range(-1, 4)  # the eve and the first four days of the year


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(resource("catalogue", "incoming.toml").read_text(encoding="utf-8"))


@cache
def _moon_holidays() -> frozenset[datetime.date]:
    found = _catalogue()
    tet = (day + datetime.timedelta(days=off) for day in found["tet"] for off in _TET)
    return frozenset((*tet, *found["hung_kings"]))


def near_days() -> int:
    """Return how many days before its deadline a paper is near it."""
    return int(_catalogue()["near"]["days"])


def is_working(day: datetime.date) -> bool:
    """Tell whether offices work on ``day``; what single decisions move is not known.

    Tết and Giỗ Tổ are known for the years the catalogue has them.
    """
    if day.weekday() >= 5 or day in _moon_holidays():
        return False
    return f"{day:%m-%d}" not in _catalogue()["holidays"]


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """Return the ``count``-th working day after ``day``; 0 gives ``day`` or the next such day."""
    found = day
    while not is_working(found) and count == 0:
        found += datetime.timedelta(days=1)
    while count > 0:
        found += datetime.timedelta(days=1)
        count -= is_working(found)
    return found


def suggested(arrived_on: datetime.date, urgency: Urgency = "") -> datetime.date:
    """Return the deadline to propose for a paper that names none."""
    return working_days_after(arrived_on, int(_catalogue()["days"].get(urgency, 5)))


def stated(texts: Iterable[str], arrived_on: datetime.date) -> datetime.date | None:
    """Return the earliest deadline that ``texts`` name on or after ``arrived_on``; None for none.

    "trước ngày 15/3/2026", "chậm nhất ngày 15 tháng 3", "trong 05 ngày làm việc". A day without a
    year is the next one there is.
    """
    found = []
    for text in texts:
        found += [_day(match, arrived_on) for match in _BY_DAY.finditer(text)]
        found += [_within(match, arrived_on) for match in _WITHIN.finditer(text)]
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


def _within(match: re.Match[str], arrived_on: datetime.date) -> datetime.date:
    count = int(match["n"])
    if match["working"]:
        return working_days_after(arrived_on, count)
    return arrived_on + datetime.timedelta(days=count)

"""Days nobody works on: public holidays by their Vietnamese names, and what an office adds."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.paths import resource

if TYPE_CHECKING:
    from papidesk.domain.report_duty import WorkingDayRule

DayKind = Literal["off", "working"]
DAY_KINDS: dict[DayKind, str] = {
    "off": N_("day off"),
    "working": N_("working day"),
}
_SATURDAY = 5


class OwnDay(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A day the office's table decides: off (in lieu of another), or worked on to make up for one.

    ``name`` says why, ``basis`` which paper says so.
    """

    day: datetime.date
    kind: DayKind = "off"
    name: str = ""
    basis: str = ""
    own: bool = False


def holidays(year: int, extra: Iterable[OwnDay] = ()) -> dict[datetime.date, str]:
    """Return the days off of ``year`` beside weekends, by day, with their Vietnamese names.

    ``extra`` goes before what the library knows: it adds days and makes days working ones.
    """
    found = dict(_known(year)[0])
    for own in extra:
        if own.day.year != year:
            continue
        if own.kind == "off":
            found[own.day] = own.name or found.get(own.day) or "Ngày nghỉ"
        else:
            found.pop(own.day, None)
    return dict(sorted(found.items()))


def made_up(year: int, extra: Iterable[OwnDay] = ()) -> frozenset[datetime.date]:
    """Return the Saturdays and Sundays of ``year`` that are worked on."""
    own = [day for day in extra if day.day.year == year]
    days = set(_known(year)[1]) | {day.day for day in own if day.kind == "working"}
    return frozenset(days - {day.day for day in own if day.kind == "off"})


def is_working(day: datetime.date, extra: Iterable[OwnDay] = ()) -> bool:
    """Tell whether offices work on ``day``."""
    for own in extra:
        if own.day == day:
            return own.kind == "working"
    off, worked = _known(day.year)
    if day in off:
        return False
    return day.weekday() < _SATURDAY or day in worked


def moved(day: datetime.date, rule: WorkingDayRule, extra: Iterable[OwnDay] = ()) -> datetime.date:
    """Return the working day that ``day`` is moved to: the next, the one before, or itself."""
    step = {"stays": 0, "next": 1, "previous": -1}[rule]
    table = tuple(extra)
    while step and not is_working(day, table):
        day += datetime.timedelta(days=step)
    return day


@cache
def _known(
    year: int,
) -> tuple[Mapping[datetime.date, str], frozenset[datetime.date]]:
    """Return the holidays of a year and the weekend days made up for, by the catalogue's table."""
    begin = f"{year:04}-"
    table = _table()
    off = {
        datetime.date.fromisoformat(day): name
        for day, name in table["off"].items()
        if day.startswith(begin)
    }
    worked = (datetime.date.fromisoformat(day) for day in table["worked"] if day.startswith(begin))
    return MappingProxyType(off), frozenset(worked)


@cache
def _table() -> dict[str, Any]:
    # Made from a library by tools/make_holidays.py.
    found: dict[str, Any] = json.loads(resource("catalogue", "holidays.json").read_bytes())
    return found

"""The log counted by hand: a plain list of entries, added up as a person would do it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from papidesk.domain.activity import Activity
from papidesk.domain.counters import Counter
from papidesk.domain.filters import FigureQuery
from papidesk.domain.task import Task

Added = list[tuple[str, datetime.date, Decimal]]


def brings(entry: Activity, counters: Mapping[str, Counter]) -> dict[str, Decimal]:
    """Return what an entry brings of each counter, what follows from it too."""
    found = {amount.counter: amount.quantity for amount in entry.amounts}
    given = set(found)
    for code, counter in counters.items():
        if code in given or not counter.validity.covers(entry.date):
            continue
        if counter.people_of and given & set(counter.people_of) and entry.people is not None:
            found[code] = Decimal(entry.people)
        elif counter.cost and not counter.people_of and entry.cost is not None:
            found[code] = Decimal(entry.cost)
    return found


def chosen(
    entries: Iterable[Activity], query: FigureQuery, tasks: Mapping[str, Task]
) -> list[Activity]:
    """Return the entries ``query`` narrows to, whatever their day."""
    return [one for one in entries if _serves(one, query, tasks)]


def _serves(one: Activity, query: FigureQuery, tasks: Mapping[str, Task]) -> bool:
    codes = set(one.dimensions)
    for task in one.tasks:
        codes |= set(tasks[task].dimensions) if task in tasks else set()
    linked = {task for task in one.tasks if task in tasks}
    return (
        (not query.channels or one.channel in query.channels)
        and (not query.units or one.unit in query.units)
        and (not query.tasks or bool(linked & set(query.tasks)))
        and (not query.dimensions or any(_within(code, query.dimensions) for code in codes))
    )


def _within(code: str, wanted: tuple[str, ...]) -> bool:
    return any(code == one or code.startswith(f"{one[1:]}.") for one in wanted)


def figure(
    code: str, query: FigureQuery, entries: Iterable[Activity], counters: Mapping[str, Counter]
) -> Decimal | None:
    """Return the figure of a counter over ``entries``."""
    counter = counters[code]
    if counter.adds_up == "ratio":
        above = _total(_added(counter.numerator, query, entries, counters))
        below = _total(_added(counter.denominator, query, entries, counters))
        return _rounded(counter, 100 * above / below) if below else None
    if counter.adds_up == "latest":
        before = _added(code, query, entries, counters, until_only=True)
        return max(before, key=lambda one: (one[1], one[0]))[2] if before else None
    added = _added(code, query, entries, counters)
    if counter.adds_up == "average":
        return _rounded(counter, _total(added) / len(added)) if added else None
    return _total(added)


def behind(
    code: str, query: FigureQuery, entries: Iterable[Activity], counters: Mapping[str, Counter]
) -> list[str]:
    """Return the ids of the entries of the window that bring something of a sum, by day."""
    counter = counters[code]
    codes = (counter.numerator, counter.denominator) if counter.adds_up == "ratio" else (code,)
    found = {one[:2] for each in codes for one in _added(each, query, entries, counters)}
    return [id for id, day in sorted(found, key=lambda one: (one[1], one[0]))]


def _added(
    code: str,
    query: FigureQuery,
    entries: Iterable[Activity],
    counters: Mapping[str, Counter],
    *,
    until_only: bool = False,
) -> Added:
    return [
        (one.id, one.date, amounts[code])
        for one in entries
        if code in (amounts := brings(one, counters))
        and (until_only or query.since <= one.date)
        and one.date <= query.until
    ]


def _total(added: Added) -> Decimal:
    return sum((quantity for _, _, quantity in added), Decimal(0))


def _rounded(counter: Counter, value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-(counter.decimals or 2)), ROUND_HALF_UP)

"""Figures of the activity log: what counters of the catalogue say, and the entries behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from papidesk.domain import adding_up
from papidesk.domain.counters import Counter, Figure
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import replace
from papidesk.storage import activity_figures as stored
from papidesk.storage.store import Store


def figures(store: Store, counters: Sequence[Counter], query: FigureQuery) -> dict[str, Figure]:
    """Return the figure of each of ``counters`` in the window of ``query``, by code."""
    wanted = {code: None for counter in counters for code in _summed(counter)}
    latest = [each.code for each in counters if each.adds_up == "latest"]
    parts = stored.parts(store, list(wanted), query, latest=latest)
    found: dict[str, Figure] = {}
    for counter in counters:
        if counter.adds_up != "ratio":
            found[counter.code] = adding_up.figure(counter, parts[counter.code])
            continue
        above, below = parts[counter.numerator], parts[counter.denominator]
        ratio = adding_up.figure(counter, adding_up.Part(), above, below)
        # An entry may bring both of its sums, and is one entry all the same.
        behind = stored.count(store, _summed(counter), query)
        found[counter.code] = replace(ratio, entries=behind)
    return found


def entries(store: Store, counter: Counter, query: FigureQuery) -> list[str]:
    """Return the keys of the entries behind a figure, by day.

    For a latest value that was carried over: the one entry before the window it comes from.
    """
    found = stored.entries(store, _summed(counter), query)
    if not found and counter.adds_up == "latest":
        last = stored.last_entry(store, counter.code, query)
        return [last[0]] if last else []
    return found


def targets(
    store: Store, counters: Sequence[Counter], year: int, query: FigureQuery
) -> dict[str, Decimal]:
    """Return what the tasks of ``year`` are to bring of each counter; those without are left out.

    Targets of a sum add up; of a level (latest value, mean, ratio) the highest counts.
    """
    by_code: Mapping[str, Counter] = {counter.code: counter for counter in counters}
    given = stored.targets(store, list(by_code), year, query)
    return {
        code: sum(amounts, Decimal(0)) if by_code[code].adds_up == "sum" else max(amounts)
        for code, amounts in given.items()
    }


def _summed(counter: Counter) -> list[str]:
    """Return the codes whose entries are added up for ``counter``."""
    if counter.adds_up == "ratio":
        return [counter.numerator, counter.denominator]
    return [counter.code]

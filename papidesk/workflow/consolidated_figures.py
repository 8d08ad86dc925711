"""Figures the units below reported, as a source of live fields: "don-vi.tin-bai@2024-H1:papi"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papidesk.domain.consolidation import value_of
from papidesk.domain.counters import Counter, Figure
from papidesk.domain.figures import FigureRef
from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import BadPeriodError, parse
from papidesk.domain.record import replace
from papidesk.storage import figure_totals, unit_figures
from papidesk.storage.store import Store
from papidesk.workflow import consolidation, typed_figures

# No counter of a catalogue has a full stop in its code.
PREFIX = "don-vi."


def ref(counter: str, duty: str, period: str, *, unit: str = "") -> FigureRef:
    """Return the name of a live field: of all units, or of the one with this code."""
    return FigureRef(
        counter=PREFIX + counter, period=period, duty=duty, units=(unit,) if unit else ()
    )


def counters(store: Store | None) -> Mapping[str, Counter]:
    """Return the counters units reported, each by its code here."""
    told = figure_totals.told(store) if store is not None else {}
    if store is None or not told:
        return {}
    known = consolidation.counters_of(store)
    return {
        PREFIX + code: replace(
            known[code],
            code=PREFIX + code,
            name=f"{known[code].name} (các đơn vị báo cáo)",
            group="Các đơn vị báo cáo",
            people_of=(),
            cost=False,
        )
        for code in known
        if code in told
    }


def figures(store: Store, chosen: Sequence[Counter], query: FigureQuery) -> Mapping[str, Figure]:
    """Return what units reported for the duty and period of ``query``; nothing for other days.

    ``query.units`` are codes of units that narrow it.
    """
    found = {one.code: Figure(counter=one.code) for one in chosen}
    period = _period(query)
    if not period:
        return found
    sums = consolidation.sums(store, query.duty, period, within=query.units)
    only = query.units[0] if len(query.units) == 1 else ""
    for one in chosen:
        told = sums.get(one.code.removeprefix(PREFIX))
        if told is not None:
            code = one.code.removeprefix(PREFIX)
            bare = (
                typed_figures.without_parts(store, query.duty, period, replace(one, code=code))
                if only
                else {}
            )
            value = bare.get(only, value_of(one, told))
            found[one.code] = Figure(counter=one.code, value=value, entries=told.entries)
    return found


def behind(store: Store, counter: Counter, query: FigureQuery) -> tuple[str, ...]:
    """Return the codes of the units that reported a figure for the duty and period."""
    period, code = _period(query), counter.code.removeprefix(PREFIX)
    told = unit_figures.of_counter(store, code, query.duty, period) if period else {}
    out = consolidation.returned(store, query.duty, period)
    return tuple(unit for unit in sorted(told) if unit not in out)


def _period(query: FigureQuery) -> str:
    try:
        return parse(query.period).code
    except BadPeriodError:
        return ""

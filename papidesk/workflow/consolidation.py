"""What the units below reported, brought together: totals, each unit's part, what is behind it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from papidesk.domain.consolidation import Joined, UnitFigure, joined, minus, together, value_of
from papidesk.domain.counters import ADDS_UP, Counter
from papidesk.domain.periods import parse
from papidesk.domain.record import Record
from papidesk.domain.unit_tree import UnitTree
from papidesk.storage import figure_totals, unit_figures, unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, duty_terms, typed_figures, units

__all__ = [
    "Names", "TotalLine", "UnitPart", "codes_below", "counters_of", "default_duty", "months",
    "parts", "previous_period", "returned", "sums", "totals", "values_of", "window_end",
]  # fmt: skip

Names = Literal["now", "then"]


class TotalLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter over all units of a period.

    ``value`` is None where nothing can be said. ``units`` is how many units it comes from,
    ``previous`` the figure of the period before and ``previous_units`` from how many; None where
    nothing was reported then. ``known`` tells that it stands in our catalogue. ``apart`` are units
    whose ratio or mean was typed in from paper without its parts: it is not in ``value``.
    """

    counter: Counter
    value: Decimal | None = None
    entries: int = 0
    units: int = 0
    previous: Decimal | None = None
    previous_units: int = 0
    known: bool = True
    apart: tuple[str, ...] = ()

    @property
    def change(self) -> Decimal | None:
        """The difference from the period before; None where one of them is unknown."""
        if self.value is None or self.previous is None:
            return None
        return self.value - self.previous


class UnitPart(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What one unit reported of a counter; ``unit`` is its code, ``name`` as it was asked for.

    ``sources`` are the codes it was reported under: several where units were merged since.
    ``returned`` tells that the report was returned and does not count, ``typed`` that the figure
    was typed in from paper.
    """

    unit: str
    name: str
    parent: str = ""
    value: Decimal | None = None
    previous: Decimal | None = None
    entries: int = 0
    sources: tuple[str, ...] = ()
    returned: bool = False
    typed: bool = False

    @property
    def change(self) -> Decimal | None:
        """The difference from the period before; None where one of them is unknown."""
        if self.value is None or self.previous is None:
            return None
        return self.value - self.previous


def default_duty(store: Store, period: str) -> str:
    """Return the duty most units reported ``period`` for, else the first that asks for it.

    Raises :class:`~papidesk.domain.periods.BadPeriodError`.
    """
    from papidesk.workflow import reports

    code = parse(period).code
    most = unit_reports.duties_of(store, code)
    return most[0] if most else reports.default_duty(store, code)


def previous_period(period: str) -> str:
    """Return the code of the period before."""
    return parse(period).previous().code


def counters_of(store: Store) -> dict[str, Counter]:
    """Return every counter by code: those of our catalogue, then what units told of theirs."""
    found = {one.code: one for one in catalogues.counters(store)}
    from papidesk.workflow import register_figures

    for code, counter in register_figures.counters().items():
        found.setdefault(code, Counter(code=code, name=counter.name, unit=counter.unit))
    for code, (name, unit, way) in figure_totals.told(store).items():
        adds_up = next(each for each in ADDS_UP if each == way)
        # Two sums are told with a ratio: that its counters are not known here does not matter.
        found.setdefault(
            code, Counter(code=code, name=name or code, unit=unit, adds_up=adds_up, own=True)
        )
    return found


def returned(store: Store, duty: str, period: str) -> frozenset[str]:
    """Return the units whose report was returned: their figures do not count until it is sent."""
    found = unit_reports.of_period(store, duty, period)
    return frozenset(unit for unit, one in found.items() if one.state == "returned")


def totals(
    store: Store,
    duty: str,
    period: str,
    *,
    compare: bool = True,
    below: str = "",
    on: datetime.date | None = None,
) -> list[TotalLine]:
    """Return what each counter comes to over all units that reported, in the order of reports.

    With ``below`` only over the unit of that code and those below it (as they stand ``on`` a day).
    A returned report does not count. ``compare`` adds the period before. Figures are exact; they
    are kept totals, whatever number of units there is.
    """
    code = parse(period).code
    within = codes_below(store, below, on) if below else ()
    now = sums(store, duty, code, within=within)
    before = sums(store, duty, previous_period(code), within=within) if compare else {}
    known = counters_of(store)
    ours = {one.code for one in catalogues.counters(store)}
    wanted = _order(store, duty, known, now)
    apart = {each: _apart(store, (duty, code), known[each], within) for each in wanted}
    return [
        TotalLine(
            counter=known[each],
            value=value_of(known[each], now[each]),
            entries=now[each].entries,
            units=now[each].units - len(apart[each]),
            apart=apart[each],
            previous=value_of(known[each], before[each]) if each in before else None,
            previous_units=before[each].units if each in before else 0,
            known=each in ours,
        )
        for each in wanted
    ]


def _apart(
    store: Store, of: tuple[str, str], counter: Counter, within: Iterable[str]
) -> tuple[str, ...]:
    bare = typed_figures.without_parts(store, *of, counter)
    if not bare:
        return ()
    tree = units.tree(store)
    chosen = {source for code in within for source in tree.sources(code)} or set(bare)
    return tuple(sorted((bare.keys() & chosen) - returned(store, *of)))


def sums(store: Store, duty: str, period: str, *, within: Iterable[str] = ()) -> dict[str, Joined]:
    """Return the sums of each counter over all units that reported, or those of ``within``.

    Returned reports do not count; a merged unit brings what it reported under its old names.
    """
    chosen = set(within)
    if chosen:
        return _sums_of(store, duty, period, chosen)
    found = figure_totals.of_period(store, duty, period)
    for unit in returned(store, duty, period):
        told = unit_figures.of_unit(store, unit, duty, period)
        for figure in told.figures if told else ():
            found[figure.counter] = minus(found[figure.counter], joined([figure]))
    return {code: sums for code, sums in found.items() if sums.units}


def codes_below(store: Store, below: str, on: datetime.date | None = None) -> set[str]:
    """Return the code of a unit and of all below it on a day (today)."""
    tree = units.tree(store, on)
    return {below, *(one.code for one in tree.below(below))}


def _sums_of(store: Store, duty: str, period: str, chosen: set[str]) -> dict[str, Joined]:
    tree = units.tree(store)
    codes = {source for code in chosen for source in tree.sources(code)}
    codes -= returned(store, duty, period)
    found: dict[str, list[UnitFigure]] = {}
    for unit in sorted(codes):
        told = unit_figures.of_unit(store, unit, duty, period)
        for figure in told.figures if told else ():
            found.setdefault(figure.counter, []).append(figure)
    return {code: joined(figures) for code, figures in found.items()}


def _order(
    store: Store, duty: str, known: Mapping[str, Counter], found: Iterable[str]
) -> list[str]:
    there = set(found)
    asked = next((one for one in catalogues.report_duties(store) if one.code == duty), None)
    first = [code for code in (asked.counters if asked else ()) if code in there]
    return list(dict.fromkeys([*first, *(code for code in known if code in there)]))


def parts(
    store: Store,
    duty: str,
    period: str,
    counter: str,
    *,
    names: Names = "now",
    compare: bool = True,
    on: datetime.date | None = None,
) -> list[UnitPart]:
    """Return each unit's part of a counter, in the order of the tree.

    ``names`` "now" adds up what merged units reported under the unit they are part of ``on`` a day
    (today); "then" has each under the name it had at the end of the period.
    """
    code = parse(period).code
    tree = units.tree(store, on)
    found = _by_unit(store, (duty, code, counter), tree, names)
    before = _by_unit(store, (duty, previous_period(code), counter), tree, names) if compare else {}
    known = counters_of(store).get(counter) or Counter(code=counter, name=counter, unit="")
    day = _day(store, duty, code, names, on)
    out = returned(store, duty, code)
    typed = typed_figures.typed(unit_reports.of_period(store, duty, code), counter)
    bare = typed_figures.without_parts(store, duty, code, known) if typed else {}
    rows = []
    for unit, told in found.items():
        whole = told[0][1] if len(told) == 1 else together(sums for _, sums in told)
        earlier = before.get(unit)
        past = value_of(known, together(sums for _, sums in earlier)) if earlier else None
        rows.append(
            UnitPart(
                unit=unit,
                name=tree.name(unit, day),
                parent=tree.parent(unit),
                value=_shown(known, told, whole, bare),
                previous=past,
                entries=whole.entries,
                sources=tuple(source for source, _ in told),
                returned=any(source in out for source, _ in told),
                typed=any(source in typed for source, _ in told),
            )
        )
    place = {one.code: at for at, one in enumerate(tree.every())}
    return sorted(rows, key=lambda row: (place.get(row.unit, len(place)), row.unit))


def _shown(
    counter: Counter,
    told: list[tuple[str, Joined]],
    whole: Joined,
    bare: Mapping[str, Decimal],
) -> Decimal | None:
    """Return a unit's figure; the bare value it told where it is the only one."""
    only = bare.get(told[0][0]) if len(told) == 1 else None
    return value_of(counter, whole) if only is None else only


def values_of(store: Store, duty: str, period: str, counter: Counter) -> dict[str, Decimal | None]:
    """Return each unit's figure of a counter by the code it was reported under."""
    found = unit_figures.sums(store, counter.code, duty, period)
    values = {unit: value_of(counter, sums) for unit, sums in found.items()}
    return values | typed_figures.without_parts(store, duty, period, counter)


def months(store: Store, counter: str, duty: str = "") -> dict[str, Decimal | None]:
    """Return the figure of a counter over all units in every period there is, by period."""
    known = counters_of(store)[counter]
    found = figure_totals.of_counter(store, counter)
    return {
        period: value_of(known, sums) for (of, period), sums in sorted(found.items()) if of == duty
    }


def _by_unit(
    store: Store, told_of: tuple[str, str, str], tree: UnitTree, names: Names
) -> dict[str, list[tuple[str, Joined]]]:
    duty, period, counter = told_of
    told = unit_figures.sums(store, counter, duty, period)
    found: dict[str, list[tuple[str, Joined]]] = {}
    for unit, sums in sorted(told.items()):
        shown = tree.now_called(unit) if names == "now" else _code(tree, unit)
        found.setdefault(shown, []).append((unit, sums))
    return found


def _code(tree: UnitTree, unit: str) -> str:
    found = tree.find(unit)
    return found.code if found else unit


def _day(
    store: Store, duty: str, period: str, names: Names, on: datetime.date | None
) -> datetime.date:
    if names == "now":
        return on or datetime.date.today()
    return window_end(store, duty, period)


def window_end(store: Store, duty: str, period: str) -> datetime.date:
    """Return the last day a duty counts in a period; the calendar's for a duty not known here."""
    known = next((one for one in catalogues.report_duties(store) if one.code == duty), None)
    asked = parse(period)
    return duty_terms.of_period(store, known, period).until if known else asked.end

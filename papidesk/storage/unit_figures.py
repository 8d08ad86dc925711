"""What units below reported of each counter, by window; the sums over all units are kept beside."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Any

from papidesk.domain.adding_up import Part
from papidesk.domain.consolidation import FigureWindow, Joined, UnitFigure, UnitFigures
from papidesk.errors import N_
from papidesk.storage import figure_numbers, figure_totals
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import UNIT_FIGURES
from papidesk.storage.store import Store

_THOUSANDTHS = -3
_GREATEST = 2**63 - 1
_AT_ONCE = 200_000  # rows: some 60 MB while they wait
_REMEMBERED = 20_000
_COLUMNS = (
    "window", "counter", "unit", "total", "entries", "last", "last_day", "below", "value",
)  # fmt: skip
_READ = "figures.total, figures.entries, figures.last, figures.last_day, figures.below"


class FigureTooFineError(StorageError):
    """A figure with more places than are kept, or greater than any sum of entries."""

    message = N_(
        "The figure {value} of the counter “{counter}” cannot be kept: figures have at most three "
        "places after the comma. Return the report to the unit and ask for it again."
    )


def put(store: Store, unit: str, window: FigureWindow, figures: Iterable[UnitFigure]) -> int:
    """Keep what ``unit`` reported, in place of all it had for this duty and period before.

    ``unit`` is its code. Returns how many figures are kept; a counter may stand once only. Raises
    :class:`FigureTooFineError`. Part of the running unit of work where there is one.
    """
    return put_many(store, [UnitFigures(unit=unit, window=window, figures=tuple(figures))])


def put_many(store: Store, reported: Iterable[UnitFigures]) -> int:
    """Keep the figures of many units, as :func:`put` does for one; faster where there are many."""
    numbers = figure_numbers.Numbers(store)
    rows, kept = _Rows(numbers), 0
    with store.joined():
        totals = figure_totals.Changes()
        places: set[tuple[int, str, str]] = set()
        for one in reported:
            place = (numbers.unit(one.unit), one.window.duty, one.window.period)
            if rows.count >= _AT_ONCE or place in places:
                kept += rows.write(store, totals)
                places.clear()
            places.add(place)
            _take_out(store, *place, totals)
            rows.add(one, place[0])
        kept += rows.write(store, totals)
        totals.keep(store)
    return kept


class _Rows:
    """Rows that wait, by window and counter: written in the order of the table's key.

    That is how it grows fastest. Amounts come again and again: each is converted once.
    """

    def __init__(self, numbers: figure_numbers.Numbers) -> None:
        self.count = 0
        self._numbers = numbers
        self._rows: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
        self._whole: dict[Decimal | None, int | None] = {None: None}
        self._days: dict[datetime.date | None, str | None] = {None: None}

    def add(self, told: UnitFigures, unit: int) -> None:
        """Let the figures of a unit wait; raises :class:`FigureTooFineError`."""
        window, counter, rows = self._numbers.window(told.window), self._numbers.counter, self._rows
        whole, days = self._whole, self._days
        for figure in told.figures:
            part, value = figure.part, figure.value
            for amount in (part.total, part.last, figure.below):
                if amount not in whole:
                    whole[amount] = _thousandths(figure, amount)
            if part.last_day not in days:
                days[part.last_day] = part.last_day.isoformat() if part.last_day else None
            key = (window, counter(figure))
            row = (
                *key, unit, whole[part.total], part.entries, whole[part.last],
                days[part.last_day], whole[figure.below],
                None if value is None else f"{value:f}",
            )  # fmt: skip
            waiting = rows.get(key)
            if waiting is None:
                rows[key] = [row]
            else:
                waiting.append(row)
        self.count += len(told.figures)

    def write(self, store: Store, totals: figure_totals.Changes) -> int:
        """Write what waits, add it to the totals, and return how many rows it were."""
        kept, waiting = self.count, self._rows
        for key in sorted(waiting):
            _, _, _, total, entries, last, _, below, _ = zip(*waiting[key], strict=True)
            totals.add(key, (total, entries, last, below))
        if kept:
            store.bulk(
                UNIT_FIGURES, _COLUMNS, chain.from_iterable(waiting[key] for key in sorted(waiting))
            )
        self.count, self._rows = 0, {}
        if len(self._whole) > _REMEMBERED:
            self._whole = {None: None}
        return kept


def remove(store: Store, unit: str, duty: str, period: str) -> int:
    """Take away what ``unit`` reported for a duty and period; return how many figures it were."""
    with store.joined():
        no = store.value("SELECT no FROM figure_units WHERE unit = ?", (unit,))
        if no is None:
            return 0
        totals = figure_totals.Changes()
        gone = _take_out(store, no, duty, period, totals)
        totals.keep(store)
    return gone


def of_unit(store: Store, unit: str, duty: str, period: str) -> UnitFigures | None:
    """Return what ``unit`` reported for a duty and period, None when there is nothing."""
    found = store.rows(
        f"SELECT windows.since, windows.until, counters.code, {_READ}, figures.value, "
        "counters.name, counters.unit_name, counters.adds_up FROM figure_windows windows "
        # Cross joins keep the order: each figure is found by its whole key.
        "CROSS JOIN figure_counters counters CROSS JOIN unit_figures figures "
        "ON figures.window = windows.no AND figures.counter = counters.no "
        "AND figures.unit = (SELECT no FROM figure_units WHERE unit = ?) "
        "WHERE windows.duty = ? AND windows.period = ? ORDER BY counters.code",
        (unit, duty, period),
    )
    if not found:
        return None
    since, until = (datetime.date.fromisoformat(day) for day in found[0][:2])
    return UnitFigures(
        unit=unit,
        window=FigureWindow(duty=duty, period=period, since=since, until=until),
        figures=tuple(
            UnitFigure(
                counter=row[2], part=_part(row[3:7], since), below=_decimal(row[7]),
                value=None if row[8] is None else Decimal(row[8]), name=row[9], unit_name=row[10],
                adds_up=row[11],
            )
            for row in found
        ),
    )  # fmt: skip


def of_counter(store: Store, counter: str, duty: str, period: str) -> dict[str, UnitFigure]:
    """Return what every unit reported of one counter for a duty and period, by the unit's code."""
    found = store.rows(
        f"SELECT units.unit, windows.since, {_READ}, figures.value "
        "FROM figure_windows windows JOIN figure_counters counters ON counters.code = ? "
        "JOIN unit_figures figures "
        "ON figures.window = windows.no AND figures.counter = counters.no "
        "JOIN figure_units units ON units.no = figures.unit "
        "WHERE windows.duty = ? AND windows.period = ?",
        (counter, duty, period),
    )
    return {
        row[0]: UnitFigure(
            counter=counter,
            part=_part(row[2:6], datetime.date.fromisoformat(row[1])),
            below=_decimal(row[6]),
            value=None if row[7] is None else Decimal(row[7]),
        )
        for row in found
    }


def sums(store: Store, counter: str, duty: str, period: str) -> dict[str, Joined]:
    """Return what every unit's figure of one counter brings to a sum, by the unit's code.

    As :func:`of_counter`, without what only the unit's own figure needs.
    """
    found = store.rows(
        "SELECT units.unit, figures.total, figures.entries, figures.last, figures.below "
        "FROM figure_windows windows JOIN figure_counters counters ON counters.code = ? "
        "JOIN unit_figures figures "
        "ON figures.window = windows.no AND figures.counter = counters.no "
        "JOIN figure_units units ON units.no = figures.unit "
        "WHERE windows.duty = ? AND windows.period = ?",
        (counter, duty, period),
    )
    return {
        unit: Joined(
            total=Decimal(total).scaleb(_THOUSANDTHS), entries=entries, latest=_decimal(last),
            below=_decimal(below), units=1,
        )
        for unit, total, entries, last, below in found
    }  # fmt: skip


def problems(store: Store) -> Iterable[StorageError]:
    """Yield an error for each window whose kept totals are not what its figures come to."""
    return figure_totals.problems(store)


def _take_out(
    store: Store, unit: int, duty: str, period: str, totals: figure_totals.Changes
) -> int:
    found = store.rows(
        "SELECT figures.window, figures.counter, figures.total, figures.entries, figures.last, "
        "figures.below FROM figure_windows windows CROSS JOIN figure_counters counters "
        "CROSS JOIN unit_figures figures ON figures.window = windows.no "
        "AND figures.counter = counters.no AND figures.unit = ? "
        "WHERE windows.duty = ? AND windows.period = ?",
        (unit, duty, period),
    )
    for window, counter, total, entries, last, below in found:
        totals.take((window, counter), (total, entries, last, below))
    for window, counter, *_ in found:
        store.write(
            "DELETE FROM unit_figures WHERE window = ? AND counter = ? AND unit = ?",
            (window, counter, unit),
        )
    return len(found)


def _thousandths(figure: UnitFigure, amount: Decimal | None) -> int | None:
    if amount is None:
        return None
    scaled = amount.scaleb(-_THOUSANDTHS)
    whole = int(scaled)
    if whole != scaled or abs(whole) > _GREATEST:
        raise FigureTooFineError(value=amount, counter=figure.counter)
    return whole


def _part(row: tuple[Any, ...], since: datetime.date) -> Part:
    total, entries, last, last_day = row
    day = None if last_day is None else datetime.date.fromisoformat(last_day)
    return Part(
        total=Decimal(total).scaleb(_THOUSANDTHS),
        entries=entries,
        last=_decimal(last),
        last_day=day,
        before=day is not None and day < since,
    )


def _decimal(thousandths: int | None) -> Decimal | None:
    return None if thousandths is None else Decimal(thousandths).scaleb(_THOUSANDTHS)

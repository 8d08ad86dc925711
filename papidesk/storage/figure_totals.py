"""The sums of reported figures over all units, kept with every change of a unit's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from papidesk.domain.consolidation import Joined
from papidesk.errors import N_
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store

_LOW_BITS = 24
_LOW = (1 << _LOW_BITS) - 1
_THOUSANDTHS = -3
# Units, entries, total, how many have a last value, last, how many have a sum below, below.
_Sums = list[int]
# total, entries, last, below of one unit; amounts in thousandths.
_Figure = tuple[int, int, int | None, int | None]
_Figures = tuple[Sequence[int], Sequence[int], Sequence[int | None], Sequence[int | None]]
_COLUMNS = (
    "units", "entries", "total_high", "total_low", "lasts", "last_high", "last_low", "belows",
    "below_high", "below_low",
)  # fmt: skip
_KEEP = (
    f"INSERT INTO figure_totals (window, counter, {', '.join(_COLUMNS)}) "
    f"VALUES ({', '.join('?' * (len(_COLUMNS) + 2))}) ON CONFLICT (window, counter) DO UPDATE SET "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in _COLUMNS)
)


class DamagedTotalsError(StorageError):
    """Kept totals that are not what the figures come to."""

    message = N_(
        "The kept totals of {period} are not what the units’ figures come to. Restore a backup "
        "from before the damage."
    )


class Changes:
    """What a unit of work adds to the kept totals and takes from them, written at its end."""

    def __init__(self) -> None:
        """Begin with no change."""
        self._sums: dict[tuple[int, int], _Sums] = {}

    def add(self, key: tuple[int, int], figures: _Figures) -> None:
        """Add figures of several units of one (window, counter)."""
        totals, entries, lasts, belows = figures
        told = [last for last in lasts if last is not None]
        parts = [below for below in belows if below is not None]
        self._change(
            key, [
                len(totals), sum(entries), sum(totals), len(told), sum(told), len(parts),
                sum(parts),
            ]
        )  # fmt: skip

    def take(self, key: tuple[int, int], figure: _Figure) -> None:
        """Take a unit's figure away."""
        total, entries, last, below = figure
        self._change(
            key, [
                -1, -entries, -total, -(last is not None), -(last or 0), -(below is not None),
                -(below or 0),
            ]
        )  # fmt: skip

    def _change(self, key: tuple[int, int], changed: _Sums) -> None:
        before = self._sums.get(key)
        if before is None:
            self._sums[key] = changed
        else:
            self._sums[key] = [one + other for one, other in zip(before, changed, strict=True)]

    def keep(self, store: Store) -> None:
        """Write what changed; part of the running unit of work."""
        for (window, counter), changed in self._sums.items():
            if not any(changed):
                continue
            units, entries, total, lasts, last, belows, below = changed
            sums = [
                units, entries, *_halves(total), lasts, *_halves(last), belows, *_halves(below)
            ]  # fmt: skip
            if units < 0 or entries < 0 or lasts < 0 or belows < 0:
                _subtract(store, window, counter, sums)
            else:
                store.write(_KEEP, (window, counter, *sums))
            if units < 0:
                store.write(
                    "DELETE FROM figure_totals WHERE window = ? AND counter = ? AND units = 0",
                    (window, counter),
                )
        self._sums.clear()


def _halves(number: int) -> tuple[int, int]:
    # Their sums may carry over: only both together say anything.
    return number >> _LOW_BITS, number & _LOW


def of_period(store: Store, duty: str, period: str) -> dict[str, Joined]:
    """Return the sums over all units of each counter reported for a duty and period, by code."""
    sums = ", ".join(f"SUM(totals.{name})" for name in _COLUMNS)
    found = store.rows(
        f"SELECT counters.code, {sums} FROM figure_windows windows "
        "JOIN figure_totals totals ON totals.window = windows.no "
        "JOIN figure_counters counters ON counters.no = totals.counter "
        "WHERE windows.duty = ? AND windows.period = ? GROUP BY totals.counter",
        (duty, period),
    )
    return {code: _joined(sums) for code, *sums in found}


def of_counter(store: Store, counter: str) -> dict[tuple[str, str], Joined]:
    """Return the sums over all units of one counter by (duty, period)."""
    sums = ", ".join(f"SUM(totals.{name})" for name in _COLUMNS)
    found = store.rows(
        f"SELECT windows.duty, windows.period, {sums} FROM figure_counters counters "
        "CROSS JOIN figure_windows windows "
        "JOIN figure_totals totals ON totals.window = windows.no AND totals.counter = counters.no "
        "WHERE counters.code = ? GROUP BY windows.duty, windows.period",
        (counter,),
    )
    return {(duty, period): _joined(sums) for duty, period, *sums in found}


def told(store: Store) -> dict[str, tuple[str, str, str]]:
    """Return name, unit and way of adding up of each reported counter, as units told them."""
    found = store.rows("SELECT code, name, unit_name, adds_up FROM figure_counters")
    return {code: (name, unit, adds_up) for code, name, unit, adds_up in found}


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each period whose kept totals are not what its figures come to."""
    halves = ", ".join(
        f"SUM({name} >> {_LOW_BITS}) AS {name}_high, SUM({name} & {_LOW}) AS {name}_low"
        for name in ("total", "last", "below")
    )
    counted = (
        "SELECT window, counter, COUNT(*) AS units, SUM(entries) AS entries, COUNT(last) AS lasts, "
        f"COUNT(below) AS belows, {halves} FROM unit_figures GROUP BY window, counter"
    )
    # Carried over into the higher half: how the sums came about is not to be told from them.
    told = ", ".join(
        f"ifnull({name}_high, 0) + (ifnull({name}_low, 0) >> {_LOW_BITS}), "
        f"ifnull({name}_low, 0) & {_LOW}"
        for name in ("total", "last", "below")
    )
    columns = f"window, counter, units, entries, lasts, belows, {told}"
    kept, fresh = f"SELECT {columns} FROM figure_totals", f"SELECT {columns} FROM ({counted})"
    wrong = store.rows(
        "SELECT DISTINCT windows.period FROM "
        f"(SELECT window FROM ({kept} EXCEPT {fresh}) UNION SELECT window FROM "
        f"({fresh} EXCEPT {kept})) found JOIN figure_windows windows ON windows.no = found.window"
    )
    for (period,) in wrong:
        yield DamagedTotalsError(path=store.path, period=period)


def _subtract(store: Store, window: int, counter: int, sums: _Sums) -> None:
    # An upsert would try to insert what is below zero first, which the table refuses.
    changes = ", ".join(f"{name} = {name} + ?" for name in _COLUMNS)
    store.write(
        f"UPDATE figure_totals SET {changes} WHERE window = ? AND counter = ?",
        (*sums, window, counter),
    )


def _joined(sums: list[int]) -> Joined:
    units, entries, total_high, total_low, lasts, last_high, last_low, *below = sums
    belows, below_high, below_low = below
    return Joined(
        units=units,
        entries=entries,
        total=_decimal(total_high, total_low),
        latest=_decimal(last_high, last_low) if lasts else None,
        below=_decimal(below_high, below_low) if belows else None,
    )


def _decimal(high: int, low: int) -> Decimal:
    return Decimal((high << _LOW_BITS) + low).scaleb(_THOUSANDTHS)

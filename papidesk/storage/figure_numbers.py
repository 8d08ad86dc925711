"""The small numbers units, counters and windows of reported figures are kept by."""

from __future__ import annotations

from papidesk.domain.consolidation import FigureWindow, UnitFigure
from papidesk.storage.store import Store


class Numbers:
    """Looks numbers up and gives new ones; asks the database for each name once.

    Only for the length of one unit of work: a number given in one that was rolled back is none.
    """

    def __init__(self, store: Store) -> None:
        """Remember nothing yet."""
        self._store = store
        self._units: dict[str, int] = {}
        self._windows: dict[FigureWindow, int] = {}
        self._counters: dict[str, int] = {}

    def unit(self, code: str) -> int:
        """Return the number of a unit's code."""
        if code not in self._units:
            self._units[code] = self._number("figure_units", ("unit",), (code,))
        return self._units[code]

    def window(self, window: FigureWindow) -> int:
        """Return the number of a window."""
        if window not in self._windows:
            values = (
                window.duty, window.period, window.since.isoformat(), window.until.isoformat()
            )  # fmt: skip
            columns = ("duty", "period", "since", "until")
            self._windows[window] = self._number("figure_windows", columns, values)
        return self._windows[window]

    def counter(self, figure: UnitFigure) -> int:
        """Return the number of a figure's counter, new ones with what the unit calls it."""
        code = figure.counter
        if code not in self._counters:
            found = self._store.value("SELECT no FROM figure_counters WHERE code = ?", (code,))
            if found is None:
                self._store.write(
                    "INSERT INTO figure_counters (code, name, unit_name, adds_up) "
                    "VALUES (?, ?, ?, ?)",
                    (code, figure.name, figure.unit_name, figure.adds_up),
                )
                found = self._store.value("SELECT last_insert_rowid()")
            self._counters[code] = int(found)
        return self._counters[code]

    def _number(self, table: str, columns: tuple[str, ...], values: tuple[str, ...]) -> int:
        conditions = " AND ".join(f"{name} = ?" for name in columns)
        found = self._store.value(f"SELECT no FROM {table} WHERE {conditions}", values)
        if found is None:
            marks = ", ".join("?" * len(columns))
            self._store.write(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values
            )
            found = self._store.value("SELECT last_insert_rowid()")
        return int(found)

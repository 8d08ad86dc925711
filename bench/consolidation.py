"""Consolidation of 3,321 units × 100 counters × up to 36 months beside bare SQL aggregates."""

from __future__ import annotations

import datetime
import sqlite3
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from bench import workspaces
from bench.measure import OURS, Row, in_turn
from papidesk.domain.adding_up import Part
from papidesk.domain.consolidation import FigureWindow, UnitFigure, UnitFigures
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage import unit_figures
from papidesk.storage.store import Store
from papidesk.workflow import consolidation, consolidation_entries, units

UNITS, COUNTERS, MONTHS = 3_321, 100, (4, 12, 36)
STORED = (100_000, 300_000, 1_000_000)
DAY = datetime.date(2024, 5, 1)
COUNTER = "c050"
_FILL = """
    INSERT INTO unit_figures (window, counter, unit, total, entries, last, last_day, value)
    WITH RECURSIVE
        counters(c) AS (SELECT 1 UNION ALL SELECT c + 1 FROM counters WHERE c < ?),
        units(u) AS (SELECT 1 UNION ALL SELECT u + 1 FROM units WHERE u < ?)
    SELECT ?, c, u, abs(random() % 500) * 1000, 3, 4000, '2024-05-01', '4'
    FROM counters CROSS JOIN units
"""
_KEEP = """
    INSERT INTO figure_totals
    SELECT window, counter, count(*), sum(entries), sum(total >> 24), sum(total & 16777215),
        count(last), sum(last >> 24), sum(last & 16777215), 0, 0, 0
    FROM unit_figures WHERE window = ? GROUP BY window, counter
"""
_ONE = "SELECT counter, count(*), sum(entries), sum(total), sum(last) FROM unit_figures "
_COLUMNS = (
    "window", "counter", "unit", "total", "entries", "last", "last_day", "below", "value",
)  # fmt: skip


def rows() -> list[Row]:
    """Measure one period, the drill-down and all months as they grow; and storing."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        store = workspace.store
        begun(store)
        month = 0
        for months in MONTHS:
            while month < months:
                month += 1
                fill(store, month)
            measured += _asked(store, months)
        workspace.close()
    with tempfile.TemporaryDirectory() as folder:
        measured += _stored(Path(folder))
    return sorted(measured, key=lambda row: row.job)


def period(month: int) -> str:
    """Return the code of the so-manieth month of three years."""
    return f"{2024 + (month - 1) // 12}-M{(month - 1) % 12 + 1:02}"


def begun(store: Store) -> None:
    """Enter units and counters."""
    made = [BelowUnit(code=f"H{at:04}", name=f"xã Mẫu {at}") for at in range(1, UNITS + 1)]
    units.put_many(store, made, who="bench", new=True)
    with store.unit_of_work():
        store.bulk(
            "figure_units", ("no", "unit"), ((at, f"H{at:04}") for at in range(1, UNITS + 1))
        )
        store.bulk(
            "figure_counters",
            ("no", "code", "name", "unit_name", "adds_up"),
            ((at, f"c{at:03}", f"Chỉ tiêu {at}", "lần", "sum") for at in range(1, COUNTERS + 1)),
        )


def fill(store: Store, month: int) -> None:
    """Let every unit have reported a month."""
    with store.unit_of_work():
        store.write(
            "INSERT INTO figure_windows VALUES (?, '', ?, '2024-05-01', '2024-05-31')",
            (month, period(month)),
        )
        store.write(_FILL, (COUNTERS, UNITS, month))
        store.write(_KEEP, (month,))


def _asked(store: Store, months: int) -> Iterator[Row]:
    bare = sqlite3.connect(f"{store.path.absolute().as_uri()}?mode=ro", uri=True)
    size, amount = f"{months} months, {months * UNITS * COUNTERS:,} figures", float(months)
    last = period(months)
    one = f"{_ONE} WHERE window = {months} GROUP BY counter"
    sides = in_turn(
        {
            OURS: lambda: consolidation.totals(store, "", last, compare=False),
            "bare SQL": lambda: bare.execute(one).fetchall(),
        }
    )
    yield Row("totals of one period", size, amount, sides, reach={"bare SQL": 1.2})
    sides = in_turn(
        {
            OURS: lambda: consolidation.totals(store, "", last),
            "bare SQL": lambda: [
                bare.execute(f"{_ONE} WHERE window = {at} GROUP BY counter").fetchall()
                for at in (months - 1, months)
            ],
        }
    )
    yield Row("totals beside the period before", size, amount, sides, reach={"bare SQL": 1.2})
    drill = (
        "SELECT u.unit, f.total, f.entries FROM unit_figures f "
        f"JOIN figure_units u ON u.no = f.unit WHERE f.window = {months} AND f.counter = 50"
    )
    sides = in_turn(
        {
            OURS: lambda: consolidation.parts(store, "", last, COUNTER, compare=False),
            "bare SQL": lambda: bare.execute(drill).fetchall(),
        }
    )
    yield Row("drill-down to 3,321 units", size, amount, sides, most_seconds=0.05)
    sides = in_turn({OURS: lambda: consolidation_entries.behind(store, "H0050", COUNTER, "", last)})
    yield Row("drill-down to a unit’s entries", size, amount, sides, most_seconds=0.05)
    every = (
        "SELECT counter, window, count(*), sum(total) FROM unit_figures GROUP BY counter, window"
    )
    sides = in_turn(
        {
            OURS: lambda: [consolidation.months(store, f"c{at:03}") for at in (1, 50, 100)],
            "bare SQL": lambda: bare.execute(every).fetchall(),
        },
        rounds=3,
    )
    yield Row("three counters over all months", size, amount, sides, reach={"bare SQL": 1.2})
    bare.close()


def _stored(folder: Path) -> Iterator[Row]:
    """Yield how long it takes to store the figures of many units in one unit of work."""
    theirs_name = "bare executemany, numbers known"
    made = 0
    for size in STORED:
        reports = _reports(size)
        flat = _flat(reports)
        stores = []
        for _ in range(8):
            made += 1
            stores.append(workspaces.full(folder / f"{made}", 0).store)
        waiting = iter(stores)
        sides = in_turn(
            {
                OURS: lambda: _ours(next(waiting), reports),  # noqa: B023 - called right away
                theirs_name: lambda: _theirs(next(waiting), reports, flat),  # noqa: B023
            },
            rounds=3,
        )
        for store in stores:
            store.close()
        yield Row(
            "storing figures of units in one unit of work", f"{size:,} figures", float(size), sides,
            reach={theirs_name: 2},
        )  # fmt: skip


def _ours(store: Store, reports: list[UnitFigures]) -> None:
    with store.unit_of_work():
        unit_figures.put_many(store, reports)


def _theirs(store: Store, reports: list[UnitFigures], flat: list[tuple[object, ...]]) -> None:
    day = DAY.isoformat()
    with store.unit_of_work():
        store.write("INSERT INTO figure_windows VALUES (1, '', '2024-M05', ?, ?)", (day, day))
        units = ((at, one.unit) for at, one in enumerate(reports, start=1))
        store.bulk("figure_units", ("no", "unit"), units)
        counters = ((at, f"c{at:03}", "", "", "sum") for at in range(1, COUNTERS + 1))
        store.bulk("figure_counters", ("no", "code", "name", "unit_name", "adds_up"), counters)
        store.bulk("unit_figures", _COLUMNS, flat)


def _reports(size: int) -> list[UnitFigures]:
    window = FigureWindow(duty="", period="2024-M05", since=DAY, until=DAY)
    return [
        UnitFigures(
            unit=f"H{unit:05}",
            window=window,
            figures=tuple(
                UnitFigure(
                    counter=f"c{at:03}",
                    part=Part(total=Decimal(unit % 97 + at), entries=3, last=Decimal(at),
                              last_day=DAY),
                    value=Decimal(at),
                )
                for at in range(1, COUNTERS + 1)
            ),
        )
        for unit in range(1, size // COUNTERS + 1)
    ]  # fmt: skip


def _flat(reports: list[UnitFigures]) -> list[tuple[object, ...]]:
    day = DAY.isoformat()
    return [
        (1, at, unit, (unit % 97 + at) * 1000, 3, at * 1000, day, None, str(at))
        for unit in range(1, len(reports) + 1)
        for at in range(1, COUNTERS + 1)
    ]

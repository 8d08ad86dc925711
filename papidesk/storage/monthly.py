"""The log by month: how many entries, and what they bring of counters."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from papidesk.storage.store import Store

_LOW_BITS = 24
_LOW = (1 << _LOW_BITS) - 1
_THOUSANDTHS = -3


def entries(store: Store, year: int) -> dict[int, int]:
    """Return how many entries each month of ``year`` has; months without any are left out."""
    found = store.rows(
        "SELECT CAST(substr(date, 6, 2) AS INTEGER), count(*) FROM activities "
        "WHERE trashed_at IS NULL AND date BETWEEN ? AND ? GROUP BY 1",
        (f"{year:04}-01-01", f"{year:04}-12-31"),
    )
    return dict(found)


def sums(
    store: Store, codes: Iterable[str], year: int
) -> dict[str, dict[int, tuple[Decimal, int]]]:
    """Return for each counter that has any the (sum, number of entries) of each month."""
    wanted = list(codes)
    marks = ", ".join("?" * len(wanted))
    found: dict[str, dict[int, tuple[Decimal, int]]] = {}
    # High and low parts apart: the sum of many large costs is more than SQLite adds up.
    for code, month, high, low, count in store.rows(
        "SELECT counter, CAST(substr(date, 6, 2) AS INTEGER), "
        f"SUM(quantity >> {_LOW_BITS}), SUM(quantity & {_LOW}), COUNT(*) "
        f"FROM activity_amounts WHERE counter IN ({marks}) AND date BETWEEN ? AND ? GROUP BY 1, 2",
        [*wanted, f"{year:04}-01-01", f"{year:04}-12-31"],
    ):
        total = Decimal((high << _LOW_BITS) + low).scaleb(_THOUSANDTHS)
        found.setdefault(code, {})[month] = (total, count)
    return found


def is_empty(store: Store) -> bool:
    """Tell whether nothing was written, given out, received or logged yet."""
    return not any(
        store.value(f"SELECT 1 FROM {table} LIMIT 1")
        for table in ("documents", "tasks", "activities", "register_incoming")
    )


def tasks_by_dimension(store: Store, year: int) -> dict[str, tuple[int, int]]:
    """Return for each sub-dimension how many tasks of ``year`` serve it, and how many are done.

    Tasks that were given up, and those a later plan went on with, do not count.
    """
    found = store.rows(
        "SELECT d.code, count(*), sum(t.state = 'done') FROM task_dimensions d "
        "JOIN tasks t ON t.id = d.task_id WHERE t.year = ? AND t.trashed_at IS NULL "
        "AND t.state <> 'stopped' AND t.superseded_by IS NULL GROUP BY d.code",
        (year,),
    )
    return {code: (int(count), int(done)) for code, count, done in found}

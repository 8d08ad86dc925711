"""Which contents a receiver's database has said it holds: they need not be sent again."""

from __future__ import annotations

from collections.abc import Iterable

from papidesk.storage.activity_rows import as_json
from papidesk.storage.store import Store


def put(store: Store, unit: str, database: str, hashes: Iterable[str]) -> int:
    """Note that ``database`` of ``unit`` holds these contents; return how many were new."""
    with store.joined():
        return store.write(
            "INSERT INTO acknowledged_blobs (unit, database_id, sha256) "
            "SELECT ?, ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
            (unit, database, as_json(sorted(set(hashes)))),
        )


def of(store: Store, units: Iterable[str]) -> set[str]:
    """Return the contents that every one of ``units`` holds, in the database it told of last.

    A unit that came back with another database may have lost what it held before: only what
    its last database said counts.
    """
    common: set[str] | None = None
    for unit in units:
        held = of_database(store, unit, _last_database(store, unit))
        common = held if common is None else common & held
    return common or set()


def knows_us(store: Store, unit: str) -> bool:
    """Tell whether ``unit`` has taken in a bundle of this very database.

    It has not heard of one that was restored: that one has to send everything first.
    """
    found = store.row(
        "SELECT 1 FROM bundles_sent s, json_each(s.content, '$.to') t "
        "WHERE json_valid(s.content) AND t.value = ? AND s.state IN "
        "('applied', 'applied_with_remarks', 'returned', 'superseded') "
        "AND s.database_id = (SELECT database_id FROM workspace) LIMIT 1",
        (unit,),
    )
    return found is not None


def of_database(store: Store, unit: str, database: str) -> set[str]:
    """Return the contents this database of ``unit`` has said it holds."""
    rows = store.rows(
        "SELECT sha256 FROM acknowledged_blobs WHERE unit = ? AND database_id = ?",
        (unit, database),
    )
    return {str(sha256) for (sha256,) in rows}


def forget(store: Store, unit: str, database: str) -> int:
    """Forget what a database said it holds: it asks for everything again. Return how many."""
    with store.joined():
        return store.write(
            "DELETE FROM acknowledged_blobs WHERE unit = ? AND database_id = ?", (unit, database)
        )


def _last_database(store: Store, unit: str) -> str:
    # The last bundle that was taken in of the unit tells which database it works with now.
    heard = store.value(
        "SELECT database_id FROM bundles_received WHERE unit = ? AND database_id <> '' "
        "AND state = 'applied' ORDER BY received_at DESC, id DESC LIMIT 1",
        (unit,),
    )
    if heard:
        return str(heard)
    only = store.rows("SELECT DISTINCT database_id FROM acknowledged_blobs WHERE unit = ?", (unit,))
    return str(only[0][0]) if len(only) == 1 else ""

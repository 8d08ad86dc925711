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
    """Return the contents that every one of ``units`` holds, in the database it works with.

    A unit that came back with another database may have lost what it held before: only what
    its present database said counts.
    """
    common: set[str] | None = None
    for unit in units:
        for database in _present_databases(store, unit) or {""}:
            held = of_database(store, unit, database)
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


def _present_databases(store: Store, unit: str) -> set[str]:
    """Return the database a unit works with now; two where it cannot be told which.

    It is the one heard of last for the first time: an old one never comes back, but what it sent
    may come late, and may even be the first that comes from it. So the one that wrote last by the
    unit's own clock must be it, too.
    """
    appeared = store.rows(
        "SELECT database_id, max(CASE WHEN json_valid(content) "
        "THEN json_extract(content, '$.created_at') END) FROM bundles_received "
        "WHERE unit = ? AND database_id <> '' AND state = 'applied' "
        "GROUP BY database_id ORDER BY min(received_at) DESC, min(id) DESC",
        (unit,),
    )
    if appeared:
        wrote_last = max(appeared, key=lambda row: str(row[1] or ""))
        return {str(appeared[0][0]), str(wrote_last[0])}
    only = store.rows("SELECT DISTINCT database_id FROM acknowledged_blobs WHERE unit = ?", (unit,))
    return {str(only[0][0])} if len(only) == 1 else set()

"""Looking through a whole workspace: database, attachments, search index."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.storage import attachments, indexing
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import DamagedDatabaseError, StorageError
from papidesk.storage.schema import COUNTED
from papidesk.storage.store import Store


class SearchIndexError(StorageError):
    """The search index does not fit the documents."""

    message = N_(
        "The search index misses {count} documents or has them wrong. "
        "Nothing is lost: have it written anew."
    )


class Verification(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The outcome: what was counted; the problems are told apart from it, as errors."""

    counts: dict[str, int]
    attachments_checked: int
    checked_at: str


def verify(store: Store, *, now: datetime | None = None) -> tuple[Verification, list[StorageError]]:
    """Look through everything; return what was counted and each problem as its error.

    Checks every page and index of the database, every reference, every attachment against its
    hash, and the search index against the documents. An empty list means all is well.
    """
    problems: list[StorageError] = []
    problems += _database_problems(store)
    if not problems:
        problems += attachments.problems(store)
        problems += _index_problems(store)
    counts = {} if problems else _counts(store)
    checked_at = stored_time(now)
    if not problems and not store.read_only:
        with store.unit_of_work():
            store.write("UPDATE workspace SET checked_at = ?", (checked_at,))
    result = Verification(
        counts=counts, attachments_checked=counts.get("attachments", 0), checked_at=checked_at
    )
    return result, problems


def _database_problems(store: Store) -> list[StorageError]:
    try:
        found = [row[0] for row in store.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        found += [f"{row[0]} → {row[2]}" for row in store.rows("PRAGMA foreign_key_check")]
    except StorageError as error:
        return [error]
    return [DamagedDatabaseError(path=store.path, detail=detail) for detail in found]


def _index_problems(store: Store) -> list[StorageError]:
    try:
        wrong = indexing.check(store)
    except StorageError as error:
        return [error]
    return [SearchIndexError(path=store.path, count=wrong)] if wrong else []


def _counts(store: Store) -> dict[str, int]:
    return {table: int(store.value(f"SELECT count(*) FROM {table}")) for table in COUNTED}

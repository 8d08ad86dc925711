"""Looking through a whole workspace: database, saved contents, attachments, search index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from papidesk.domain.document import Document
from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.storage import (
    activities,
    attachments,
    bundles_received,
    bundles_sent,
    catalogue,
    closings,
    conflicts,
    consolidations,
    content,
    drafts,
    import_journal,
    incoming,
    indexing,
    keysets,
    received_records,
    record_versions,
    registers,
    series,
    tasks,
    trusted_keys,
    unit_figures,
    unit_reports,
)
from papidesk.storage.clock import stored_time
from papidesk.storage.columns import columns
from papidesk.storage.failures import DamagedDatabaseError, StorageError
from papidesk.storage.schema import COUNTED
from papidesk.storage.store import Store


class SearchIndexError(StorageError):
    """The search index does not fit the documents."""

    message = N_(
        "The search index misses {count} documents or has them wrong. "
        "Nothing is lost: have it written anew."
    )


class ListRowError(StorageError):
    """The list says something else of a document than its content."""

    message = N_(
        "The list shows “{title}” otherwise than the document has it ({columns}). The document "
        "itself is whole: change and save it once to have the list right, or restore a backup."
    )


class Verification(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The outcome: what was counted; the problems are told apart from it, as errors."""

    counts: dict[str, int]
    attachments_checked: int
    checked_at: str


def verify(store: Store, *, now: datetime | None = None) -> tuple[Verification, list[StorageError]]:
    """Look through everything; return what was counted and each problem as its error.

    Checks every page and index of the database, every reference, every saved version and every
    attachment against its hash, and the list and the search index against the documents. An empty
    list means all is well.
    """
    problems: list[StorageError] = []
    problems += _database_problems(store)
    # Also in a damaged database: it names the documents that are hit.
    problems += _content_problems(store, known=bool(problems))
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


def _content_problems(store: Store, *, known: bool) -> list[StorageError]:
    """Return an error for each damaged content; what cannot be read at all may be ``known``."""
    problems: list[StorageError] = []
    try:
        problems.extend(_damaged_contents(store))
    except StorageError as error:
        if not known:
            problems.append(error)
    return problems


def _damaged_contents(store: Store) -> Iterator[StorageError]:
    current = dict(store.rows("SELECT id, version FROM documents"))
    # One content at a time: all of them together need not fit into memory.
    for id, version in store.rows("SELECT document_id, version FROM versions"):
        try:
            document = content.document(store, id, version)
        except content.DamagedContentError as error:
            yield error
            continue
        if document is not None and current.get(id) == version:
            yield from _list_problem(store, document)
    for id, version in store.rows(
        "SELECT v.document_id, v.version FROM snapshots s JOIN versions v "
        "USING (document_id, version) WHERE v.content_sha256 <> s.content_sha256"
    ):
        title = store.value("SELECT title FROM documents WHERE id = ?", (id,))
        yield content.DamagedContentError(path=store.path, title=title, version=version)
    kept = set()
    for id, version in store.rows("SELECT office_id, version FROM office_versions"):
        kept.add((id, version))
        try:
            content.office(store, id, version)
        except content.DamagedOfficeError as error:
            yield error
    for id, version in store.rows("SELECT id, version FROM offices"):
        if (id, version) not in kept:
            yield content.DamagedOfficeError(path=store.path, version=version)
    yield from registers.problems(store)
    yield from drafts.problems(store)
    yield from incoming.problems(store)
    yield from catalogue.problems(store)
    yield from tasks.problems(store)
    yield from activities.problems(store)
    yield from series.problems(store)
    yield from closings.problems(store)
    yield from _exchange_problems(store)


def _exchange_problems(store: Store) -> Iterator[StorageError]:
    for kept in (
        trusted_keys, keysets, bundles_sent, record_versions, bundles_received, received_records,
        import_journal, conflicts, unit_reports, unit_figures, consolidations,
    ):  # fmt: skip
        yield from kept.problems(store)


def _list_problem(store: Store, document: Document) -> Iterator[ListRowError]:
    expected = columns(document)
    # As bytes: a damaged letter need not be UTF-8 any more.
    read = ", ".join(f"CAST({name} AS BLOB)" for name in expected)
    found = store.row(f"SELECT {read} FROM documents WHERE id = ?", (document.id,)) or ()
    wrong = [
        name
        for (name, value), stored in zip(expected.items(), found, strict=True)
        if _as_bytes(value) != stored
    ]
    if wrong:
        yield ListRowError(path=store.path, title=document.title, columns=", ".join(wrong))


def _as_bytes(value: Any) -> bytes | None:
    return value if value is None or isinstance(value, bytes) else str(value).encode()


def _index_problems(store: Store) -> list[StorageError]:
    try:
        wrong = indexing.check(store)
    except StorageError as error:
        return [error]
    return [SearchIndexError(path=store.path, count=wrong)] if wrong else []


def _counts(store: Store) -> dict[str, int]:
    return {table: int(store.value(f"SELECT count(*) FROM {table}")) for table in COUNTED}

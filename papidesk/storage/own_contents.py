"""Our own records as bundles tell them: content, whether deleted, who changed it last and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from papidesk.domain.activity import Activity, ActivitySeries, Evidence
from papidesk.domain.bundle import RecordKind
from papidesk.domain.closing import Closing, Correction
from papidesk.domain.counters import Channel, Counter
from papidesk.domain.document import Document
from papidesk.domain.life import RemarkNote
from papidesk.domain.record import Record, from_json
from papidesk.domain.report_duty import ReportDuty
from papidesk.domain.task import Task
from papidesk.domain.templates import Template
from papidesk.errors import N_
from papidesk.storage import evidence
from papidesk.storage.activity_rows import as_json
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store

_SLICE = 500
# The catalogue a kind of record is kept in, where it is kept in one.
CATALOGUES: dict[RecordKind, str] = {
    "counter": "counters",
    "channel": "channels",
    "duty": "report-duties",
    "template": "templates",
}
_RECORDS: dict[RecordKind, type[Record]] = {
    "document": Document,
    "task": Task,
    "activity": Activity,
    "series": ActivitySeries,
    "closing": Closing,
    "correction": Correction,
    "counter": Counter,
    "channel": Channel,
    "duty": ReportDuty,
    "template": Template,
    "evidence": Evidence,
    "remark": RemarkNote,
}
_CONTENT = "CAST({0}content AS BLOB), CAST({0}content_sha256 AS BLOB)"
# id, content, its hash, deleted, changed at, changed by
_TABLES: dict[RecordKind, str] = {
    "document": (
        f"SELECT d.id, {_CONTENT.format('v.')}, d.trashed_at IS NOT NULL, d.updated_at, v.saved_by "
        "FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.version"
    ),
    "task": (
        f"SELECT d.id, {_CONTENT.format('d.')}, d.trashed_at IS NOT NULL, d.updated_at, "
        "d.updated_by FROM tasks d"
    ),
    "activity": (
        f"SELECT d.id, {_CONTENT.format('d.')}, d.trashed_at IS NOT NULL, d.updated_at, "
        "d.updated_by FROM activities d"
    ),
    "series": (
        f"SELECT d.id, {_CONTENT.format('d.')}, 0, d.updated_at, d.updated_by "
        "FROM activity_series d"
    ),
    "closing": (
        f"SELECT d.id, {_CONTENT.format('d.')}, 0, coalesce(d.reopened_at, d.closed_at), '' "
        "FROM closings d"
    ),
    "correction": f"SELECT d.id, {_CONTENT.format('d.')}, 0, d.at, '' FROM corrections d",
}
_ENTRIES = (
    f"SELECT d.id, {_CONTENT.format('d.')}, 0, d.updated_at, d.updated_by FROM catalogue_entries d"
)
_REMARK = ", ".join(RemarkNote.__struct_fields__)


class DamagedOwnRecordError(StorageError):
    """A record that should be told and is no longer what was saved."""

    message = N_(
        "A record that belongs into the bundle is damaged ({kind} {id}): it is not what was "
        "saved. Restore a backup from before the damage, then send again."
    )


class OwnContent(NamedTuple):
    """One of our records; ``changed_at`` is UTC, ``changed_by`` may be unknown."""

    id: str
    record: Record
    deleted: bool = False
    changed_at: str = ""
    changed_by: str = ""


def record_type(kind: RecordKind) -> type[Record]:
    """Return what our records of a kind are."""
    return _RECORDS[kind]


def every(store: Store, kind: RecordKind, ids: Iterable[str] | None = None) -> Iterator[OwnContent]:
    """Yield our records of a kind by id, trashed ones as deleted; only those of ``ids`` if given.

    A counter, channel, duty or template goes by its code or id, and only what the office has made
    or changed itself is kept. Raises :class:`DamagedOwnRecordError`.
    """
    if kind == "evidence":
        yield from _evidence(store, ids)
    elif kind == "remark":
        yield from _remarks(store, ids)
    else:
        record = _RECORDS[kind]
        for id, content, hashed, deleted, at, by in _rows(store, kind, ids):
            if sha256(content).encode() != hashed:
                raise DamagedOwnRecordError(path=store.path, kind=kind, id=id)
            yield OwnContent(id, from_json(record, content), bool(deleted), at or "", by or "")


def ids(store: Store, kind: RecordKind) -> list[str]:
    """Return the ids of all our records of a kind, trashed ones too."""
    if kind in CATALOGUES:
        sql, values = "SELECT id FROM catalogue_entries WHERE catalogue = ?", (CATALOGUES[kind],)
        return [str(id) for (id,) in store.rows(f"{sql} ORDER BY id", values)]
    table = {
        "document": "documents", "task": "tasks", "activity": "activities",
        "series": "activity_series", "closing": "closings", "correction": "corrections",
        "evidence": "evidence", "remark": "remarks",
    }[kind]  # fmt: skip
    return [str(id) for (id,) in store.rows(f"SELECT id FROM {table} ORDER BY id")]


def _rows(store: Store, kind: RecordKind, ids: Iterable[str] | None) -> Iterator[Sequence[Any]]:
    catalogue = CATALOGUES.get(kind)
    base = f"{_ENTRIES} WHERE d.catalogue = ?" if catalogue else f"{_TABLES[kind]} WHERE 1"
    values: tuple[Any, ...] = (catalogue,) if catalogue else ()
    if ids is None:
        yield from store.rows(f"{base} ORDER BY d.id", values)
        return
    for some in _slices(ids):
        chosen = f"{base} AND d.id IN (SELECT value FROM json_each(?)) ORDER BY d.id"
        yield from store.rows(chosen, (*values, some))


def _evidence(store: Store, ids: Iterable[str] | None) -> Iterator[OwnContent]:
    for one in evidence.by_ids(store, ids):
        yield OwnContent(one.id, one, False, one.linked_at)


def _remarks(store: Store, ids: Iterable[str] | None) -> Iterator[OwnContent]:
    found: list[tuple[Any, ...]] = []
    if ids is None:
        found = store.rows(f"SELECT {_REMARK} FROM remarks ORDER BY id")
    else:
        for some in _slices(ids):
            found += store.rows(
                f"SELECT {_REMARK} FROM remarks WHERE id IN (SELECT value FROM json_each(?)) "
                "ORDER BY id",
                (some,),
            )
    for row in found:
        note = RemarkNote(**dict(zip(RemarkNote.__struct_fields__, row, strict=True)))
        who = note.settled_by or note.who
        yield OwnContent(note.id, note, False, note.settled_at or note.at, who)


def _slices(ids: Iterable[str]) -> Iterator[str]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _SLICE):
        yield as_json(wanted[start : start + _SLICE])

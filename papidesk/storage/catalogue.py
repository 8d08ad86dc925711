"""What an office keeps of its own beside the program's catalogues: templates, glossary, views."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

from papidesk.domain.record import Record, from_json, to_json
from papidesk.errors import N_
from papidesk.storage import audit, catalogue_versions
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store

R = TypeVar("R", bound=Record)


class DamagedEntryError(StorageError):
    """An entry of a catalogue that is no longer what was saved."""

    message = N_(
        "The entry “{id}” of “{catalogue}” is damaged: it is not what was saved. Delete it and "
        "enter it anew, or restore a backup from before the damage."
    )


def put(
    store: Store,
    catalogue: str,
    id: str,
    record: Record,
    *,
    who: str = "",
    now: datetime | None = None,
) -> None:
    """Keep ``record`` as entry ``id`` of ``catalogue``, in place of what was there, as a version.

    The same content again changes nothing and is not entered into the audit log.
    """
    written = to_json(record)
    fingerprint = sha256(written)
    with store.joined():
        if _stored_hash(store, catalogue, id) == fingerprint:
            return
        catalogue_versions.add(store, catalogue, id, written, who=who, now=now)
        store.write(
            "INSERT INTO catalogue_entries "
            "(catalogue, id, content, content_sha256, updated_at, updated_by) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (catalogue, id) DO UPDATE SET "
            "content = excluded.content, content_sha256 = excluded.content_sha256, "
            "updated_at = excluded.updated_at, updated_by = excluded.updated_by",
            (catalogue, id, written.decode(), fingerprint, stored_time(now), who),
        )
        audit.add(store, f"{catalogue}.saved", who=who, subject=id, now=now)


def get(store: Store, catalogue: str, id: str, kind: type[R]) -> R | None:
    """Return entry ``id`` as the record ``kind``, None when there is none.

    Raises :class:`DamagedEntryError`, and :class:`~papidesk.domain.record.BadRecordError` when
    it is no such record.
    """
    found = store.row(
        "SELECT id, CAST(content AS BLOB), CAST(content_sha256 AS BLOB) FROM catalogue_entries "
        "WHERE catalogue = ? AND id = ?",
        (catalogue, id),
    )
    return None if found is None else _read(store, catalogue, found, kind)


def every(store: Store, catalogue: str, kind: type[R]) -> list[R]:
    """Return all entries of ``catalogue`` as ``kind``, by their ids; raises as :func:`get`."""
    found = store.rows(
        "SELECT id, CAST(content AS BLOB), CAST(content_sha256 AS BLOB) FROM catalogue_entries "
        "WHERE catalogue = ? ORDER BY id",
        (catalogue,),
    )
    return [_read(store, catalogue, row, kind) for row in found]


def ids(store: Store, catalogue: str) -> list[str]:
    """Return the ids of all entries of ``catalogue``, damaged ones too."""
    found = store.rows(
        "SELECT id FROM catalogue_entries WHERE catalogue = ? ORDER BY id", (catalogue,)
    )
    return [str(id) for (id,) in found]


def remove(
    store: Store, catalogue: str, id: str, *, who: str = "", now: datetime | None = None
) -> bool:
    """Delete an entry and tell whether there was one; to undo, :func:`put` it again."""
    with store.joined():
        catalogue_versions.add(store, catalogue, id, None, who=who, now=now)
        gone = store.write(
            "DELETE FROM catalogue_entries WHERE catalogue = ? AND id = ?", (catalogue, id)
        )
        if gone:
            audit.add(store, f"{catalogue}.removed", who=who, subject=id, now=now)
    return bool(gone)


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each entry that is not what was saved."""
    for catalogue, id, content, fingerprint in store.rows(
        "SELECT catalogue, id, CAST(content AS BLOB), CAST(content_sha256 AS BLOB) "
        "FROM catalogue_entries ORDER BY catalogue, id"
    ):
        if sha256(content).encode() != fingerprint:
            yield DamagedEntryError(path=store.path, catalogue=catalogue, id=id)
    yield from catalogue_versions.problems(store)


def _read(store: Store, catalogue: str, row: tuple[str, bytes, bytes], kind: type[R]) -> R:
    id, content, fingerprint = row
    hashed = sha256(content)
    if hashed.encode() != fingerprint:
        # The same content stands among the versions: what was saved is not lost.
        known = {hashed, fingerprint.decode(errors="replace")}
        found = catalogue_versions.with_hash(store, catalogue, id, known)
        if found is None:
            raise DamagedEntryError(path=store.path, catalogue=catalogue, id=id)
        content = found
    return from_json(kind, content)


def _stored_hash(store: Store, catalogue: str, id: str) -> str:
    return str(
        store.value(
            "SELECT content_sha256 FROM catalogue_entries WHERE catalogue = ? AND id = ?",
            (catalogue, id),
        )
        or ""
    )

"""The versions of our own records as they were last told or taken in: vectors, dots, fields.

A version is caught up lazily: :mod:`papidesk.workflow.own_records` compares what a record is now
with what stands here, and counts one more change of this database where they differ.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from papidesk.domain.bundle import RecordKind
from papidesk.domain.record import Record
from papidesk.domain.version_vector import content_hash
from papidesk.errors import N_
from papidesk.storage.activity_rows import as_json
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import RECORD_VERSIONS
from papidesk.storage.store import Store

_COLUMNS = ("kind", "id", "vv", "dots", "deleted", "fields", "unknown", "hash")
_READ = (
    "SELECT kind, id, CAST(vv AS BLOB), CAST(dots AS BLOB), deleted, CAST(fields AS BLOB), "
    "CAST(unknown AS BLOB), CAST(hash AS BLOB) FROM record_versions"
)
# Where the database keeps its own id: the actor of every change made in it.
_DATABASE = "SELECT database_id FROM workspace"
_SLICE = 500


class DamagedVersionError(StorageError):
    """The stored version of a record that is no longer what was saved."""

    message = N_(
        "What is known of the versions of a record is damaged ({kind} {id}). Restore a backup "
        "from before the damage."
    )


class RecordVersion(Record, frozen=True, kw_only=True, omit_defaults=False):
    """One record as it was last told or taken in; ``hash`` is over fields and deletion."""

    kind: RecordKind
    id: str
    vv: dict[str, int]
    dots: dict[str, str] = msgspec.field(default_factory=dict)
    deleted: bool = False
    fields: dict[str, Any] = msgspec.field(default_factory=dict)
    unknown: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def hash(self) -> str:
        """The SHA-256 over the canonical fields."""
        return content_hash(self.fields, deleted=self.deleted)


def database_id(store: Store) -> str:
    """Return the id of this database, the name its changes are counted under."""
    return str(store.value(_DATABASE))


class Actor(NamedTuple):
    """This database as the one who makes changes; ``restored`` once it came out of a backup."""

    id: str
    restored: bool


def actor(store: Store) -> Actor:
    """Return whose changes are those made here."""
    found = store.row("SELECT 1 FROM audit WHERE act = 'workspace.restored' LIMIT 1")
    return Actor(database_id(store), found is not None)


def get(store: Store, kind: RecordKind, id: str) -> RecordVersion | None:
    """Return a record's stored version, None where it was never told; DamagedVersionError."""
    found = store.row(f"{_READ} WHERE kind = ? AND id = ?", (kind, id))
    return _read(store, found) if found else None


def get_many(store: Store, kind: RecordKind, ids: Iterable[str]) -> dict[str, RecordVersion]:
    """Return the stored versions of ``ids`` by id; those never told are left out.

    Of a damaged one what can be relied on, so that it heals when the record is told next; raises
    :class:`DamagedVersionError` where that is nothing.
    """
    wanted = list(ids)
    made: dict[str, RecordVersion] = {}
    for start in range(0, len(wanted), _SLICE):
        rows = store.rows(
            f"{_READ} WHERE kind = ? AND id IN (SELECT value FROM json_each(?))",
            (kind, as_json(wanted[start : start + _SLICE])),
        )
        made.update((row[1], _relied_on(store, row)) for row in rows)
    return made


def every(store: Store, kind: RecordKind) -> dict[str, RecordVersion]:
    """Return all stored versions of one kind by id; damaged ones as :func:`get_many` does."""
    rows = store.rows(f"{_READ} WHERE kind = ? ORDER BY id", (kind,))
    return {row[1]: _relied_on(store, row) for row in rows}


def ids(store: Store, kind: RecordKind) -> list[str]:
    """Return the ids of all stored versions of a kind."""
    found = store.rows("SELECT id FROM record_versions WHERE kind = ? ORDER BY id", (kind,))
    return [str(id) for (id,) in found]


def ids_within(store: Store, kind: RecordKind, field: str, since: str, until: str) -> list[str]:
    """Return the ids of stored versions whose ``field`` (a day) lies within, both days included."""
    found = store.rows(
        "SELECT id FROM record_versions WHERE kind = ? AND json_valid(fields) "
        "AND json_extract(fields, ?) BETWEEN ? AND ? ORDER BY id",
        (kind, f"$.{field}", since, until),
    )
    return [str(id) for (id,) in found]


def put(store: Store, versions: Iterable[RecordVersion]) -> None:
    """Keep ``versions`` in place of what stands there; part of the running unit of work."""
    rows = [_row(version) for version in versions]
    if not rows:
        return
    with store.joined():
        gone = [(row[0], row[1]) for row in rows]
        for start in range(0, len(gone), _SLICE):
            store.write(
                "DELETE FROM record_versions WHERE (kind, id) IN (SELECT "
                "json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))",
                (msgspec.json.encode(gone[start : start + _SLICE]).decode(),),
            )
        store.bulk(RECORD_VERSIONS, _COLUMNS, rows)


def remove(store: Store, kind: RecordKind, id: str) -> None:
    """Forget a record's version: what an undone import had brought was never told."""
    with store.joined():
        store.write("DELETE FROM record_versions WHERE kind = ? AND id = ?", (kind, id))


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every stored version that is not what was saved."""
    for row in store.rows(f"{_READ} ORDER BY kind, id"):
        try:
            _read(store, row)
        except DamagedVersionError as error:
            yield error


def _row(version: RecordVersion) -> tuple[Any, ...]:
    vv, dots, fields, unknown = (
        msgspec.json.encode(value).decode()
        for value in (version.vv, version.dots, version.fields, version.unknown)
    )
    return (
        version.kind, version.id, vv, dots, int(version.deleted), fields, unknown, version.hash,
    )  # fmt: skip


def _read(store: Store, row: Sequence[Any]) -> RecordVersion:
    kind, id, vv, dots, deleted, fields, unknown, hashed = row
    try:
        version = RecordVersion(
            kind=kind,
            id=id,
            vv=msgspec.json.decode(vv, type=dict[str, int]),
            dots=msgspec.json.decode(dots, type=dict[str, str]),
            deleted=bool(deleted),
            fields=msgspec.json.decode(fields, type=dict[str, Any]),
            unknown=msgspec.json.decode(unknown, type=dict[str, Any]),
        )
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedVersionError(path=store.path, kind=kind, id=id) from error
    if version.hash.encode() != hashed or not _agrees(version.vv, version.dots):
        raise DamagedVersionError(path=store.path, kind=kind, id=id)
    return version


def _agrees(vv: dict[str, int], dots: dict[str, str]) -> bool:
    """Tell whether no field has its value from a change the vector does not know."""
    return bool(vv) and all(
        count.isdecimal() and int(count) <= vv.get(actor, 0)
        for actor, _, count in (dot.rpartition(":") for dot in dots.values())
    )


def _relied_on(store: Store, row: Sequence[Any]) -> RecordVersion:
    """Return a stored version; of a damaged one its vector, with no field as last told.

    Every field of the record then counts as changed here, which is told as one more change.
    """
    try:
        return _read(store, row)
    except DamagedVersionError:
        kind, id, vv, dots, *_ = row
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
            vector = msgspec.json.decode(vv, type=dict[str, int])
            if _agrees(vector, msgspec.json.decode(dots, type=dict[str, str])):
                return RecordVersion(kind=kind, id=id, vv=vector)
        raise

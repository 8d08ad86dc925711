"""What two sides changed differently, kept until somebody decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from papidesk.domain.exchange import Conflict
from papidesk.domain.ids import new_id
from papidesk.domain.record import from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage.activity_rows import as_json
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import CONFLICTS
from papidesk.storage.store import Store

_BESIDE = ("kind", "record", "field", "received_id", "settled_at")
# Shown of a damaged one in place of both sides.
_LOST = "Nội dung xung đột này bị hỏng, xem bản sao lưu"
_READ = "CAST(content AS BLOB), CAST(content_sha256 AS BLOB), id"


class DamagedConflictError(StorageError):
    """A conflict that is no longer what was saved."""

    message = N_(
        "A conflict that was kept is damaged ({id}): it is not what was saved. Restore a backup "
        "from before the damage."
    )


def add(store: Store, conflict: Conflict) -> Conflict:
    """Keep a conflict and return it with its id.

    One that stands open for the same field already is replaced: the other side has said anew.
    """
    kept = replace(conflict, id=conflict.id or new_id())
    with store.joined():
        store.write(
            "DELETE FROM conflicts WHERE kind = ? AND record = ? AND field = ? "
            "AND settled_at IS NULL",
            (kept.kind, kept.record, kept.field),
        )
        store.insert(CONFLICTS, _columns(kept))
    return kept


def put(store: Store, conflict: Conflict) -> None:
    """Write a conflict that was decided, or put back, in place of what is kept of it."""
    with store.joined():
        store.write("DELETE FROM conflicts WHERE id = ?", (conflict.id,))
        store.insert(CONFLICTS, _columns(conflict))


def every(
    store: Store, *, open_only: bool = True, received: str = "", kind: str = "", record: str = ""
) -> list[Conflict]:
    """Return conflicts in the order they came.

    Of a damaged one, what stands beside its content is shown: the list can be opened, and
    :func:`get_many` tells.
    """
    clauses, values = ["1"], []
    if open_only:
        clauses.append("settled_at IS NULL")
    for column, wanted in (("received_id", received), ("kind", kind), ("record", record)):
        if wanted:
            clauses.append(f"{column} = ?")
            values.append(wanted)
    found = store.rows(
        f"SELECT {_READ} FROM conflicts WHERE {' AND '.join(clauses)} ORDER BY id", values
    )
    return [_shown(store, row) for row in found]


def get_many(store: Store, ids: Iterable[str]) -> list[Conflict]:
    """Return the conflicts with these ids; unknown ones are left out."""
    found = store.rows(
        f"SELECT {_READ} FROM conflicts WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (as_json(list(ids)),),
    )
    return [_read(store, row) for row in found]


def ids_beginning(store: Store, beginning: str) -> list[str]:
    """Return the ids of conflicts that begin with ``beginning``: two at most."""
    found = store.rows(
        "SELECT id FROM conflicts WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
        (len(beginning), beginning),
    )
    return [id for (id,) in found]


def open_of(store: Store, kind: str, record: str) -> list[Conflict]:
    """Return what is open about one record."""
    return every(store, kind=kind, record=record)


def count_open(store: Store) -> int:
    """Return how many conflicts wait to be decided."""
    return int(store.value("SELECT count(*) FROM conflicts WHERE settled_at IS NULL"))


def remove(store: Store, id: str) -> None:
    """Delete a conflict: what brought it was put back."""
    with store.joined():
        store.write("DELETE FROM conflicts WHERE id = ?", (id,))


def named(store: Store, hashes: Collection[str]) -> set[str]:
    """Return which of these contents a side of an open conflict has, to be chosen."""
    rows = store.rows("SELECT CAST(content AS BLOB) FROM conflicts WHERE settled_at IS NULL")
    return {one for one in hashes if any(one.encode() in content for (content,) in rows)}


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every conflict that is not what was saved."""
    for row in store.rows(f"SELECT {_READ} FROM conflicts ORDER BY id"):
        try:
            conflict = _read(store, row)
        except DamagedConflictError as error:
            yield error
            continue
        expected = tuple(_columns(conflict)[name] for name in _BESIDE)
        if store.row(f"SELECT {', '.join(_BESIDE)} FROM conflicts WHERE id = ?", (row[2],)) != (
            expected
        ):
            yield DamagedConflictError(path=store.path, id=row[2])


def _columns(conflict: Conflict) -> dict[str, Any]:
    written = to_json(conflict)
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "record": conflict.record,
        "field": conflict.field,
        "received_id": conflict.received,
        "settled_at": conflict.settled_at or None,
        "content": written.decode(),
        "content_sha256": sha256(written),
    }


def _read(store: Store, row: tuple[Any, ...]) -> Conflict:
    if sha256(row[0]).encode() != row[1]:
        raise DamagedConflictError(path=store.path, id=row[2])
    return from_json(Conflict, row[0])


def _shown(store: Store, row: tuple[Any, ...]) -> Conflict:
    try:
        return _read(store, row)
    except DamagedConflictError:
        kind, record, field, received, settled = store.row(
            f"SELECT {', '.join(_BESIDE)} FROM conflicts WHERE id = ?", (row[2],)
        ) or ("", "", "", "", None)
        return Conflict(
            id=row[2], kind=kind, record=record, field=field, received=received, title=_LOST,
            settled_at=settled or "",
        )  # fmt: skip

"""Bundles that were made here: each with its place in its stream and the way it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from papidesk.domain.exchange import SentBundle
from papidesk.domain.record import BadRecordError, from_json, from_plain, to_json
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.activity_rows import as_json
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import BUNDLES_SENT
from papidesk.storage.store import Store

_READ = "SELECT id, CAST(content AS BLOB), CAST(content_sha256 AS BLOB) FROM bundles_sent"


class UnknownSentBundleError(StorageError):
    """An id no sent bundle has."""

    message = N_("There is no bundle {id} among those that were sent. Refresh the list.")


class DamagedSentBundleError(StorageError):
    """A sent bundle whose entry is no longer what was saved."""

    message = N_(
        "The entry of a bundle that was sent is damaged ({id}): it is not what was saved. Restore "
        "a backup from before the damage, or send anew."
    )


class StreamMovedError(StorageError):
    """Another bundle took the place in the stream meanwhile."""

    message = N_(
        "Another bundle for the same receiver was made at the same time. Nothing was sent: do it "
        "once more."
    )


class StreamEnd(NamedTuple):
    """The last bundle of a stream: its number and the hash of its manifest; 0 and "" for none."""

    seq: int = 0
    manifest_sha256: str = ""


def add(store: Store, bundle: SentBundle, *, who: str = "", now: datetime | None = None) -> None:
    """Enter a new bundle; raises :class:`StreamMovedError` where its place is taken."""
    with store.joined():
        end = last(store, bundle.database, bundle.stream)
        if bundle.seq != end.seq + 1:
            raise StreamMovedError(path=store.path)
        store.insert(BUNDLES_SENT, _columns(bundle))
        audit.add(
            store, "bundle.made", who=who, subject=bundle.id, detail=bundle.file_name, now=now
        )


def put(
    store: Store, bundle: SentBundle, *, act: str, who: str = "", now: datetime | None = None
) -> None:
    """Keep a changed bundle; ``act`` is what the audit log calls it ("bundle.exported")."""
    with store.joined():
        if get(store, bundle.id) == bundle:
            return
        values = _columns(bundle)
        store.write(
            "UPDATE bundles_sent SET state = :state, content = :content, "
            "content_sha256 = :content_sha256 WHERE id = :id",
            {name: values[name] for name in ("id", "state", "content", "content_sha256")},
        )
        audit.add(store, act, who=who, subject=bundle.id, detail=bundle.file_name, now=now)


def remove(store: Store, id: str, *, who: str = "", now: datetime | None = None) -> None:
    """Delete a bundle that never left; its place in the stream is free again."""
    with store.joined():
        bundle = get(store, id)
        store.write("DELETE FROM bundles_sent WHERE id = ?", (id,))
        audit.add(store, "bundle.withdrawn", who=who, subject=id, detail=bundle.file_name, now=now)


def get(store: Store, id: str) -> SentBundle:
    """Return one bundle; raises :class:`UnknownSentBundleError`, DamagedSentBundleError."""
    found = find(store, id)
    if found is None:
        raise UnknownSentBundleError(path=store.path, id=id[:60])
    return found


def find(store: Store, id: str) -> SentBundle | None:
    """Return one bundle, None where there is none; raises :class:`DamagedSentBundleError`."""
    row = store.row(f"{_READ} WHERE id = ?", (id,))
    return _read(store, row) if row else None


def ids_beginning(store: Store, beginning: str) -> list[str]:
    """Return the ids of bundles that begin with ``beginning``: two at most."""
    found = store.rows(
        "SELECT id FROM bundles_sent WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
        (len(beginning), beginning),
    )
    return [id for (id,) in found]


def every(
    store: Store, *, states: Iterable[str] = (), kind: str = "", period: str = "", duty: str = ""
) -> list[SentBundle]:
    """Return the bundles that were made here, the latest first; narrowed by what is given.

    Of a damaged one, what stands beside its content: the list can be opened, :func:`get` tells.
    """
    clauses, values = ["1"], []
    wanted = list(states)
    if wanted:
        clauses.append("state IN (SELECT value FROM json_each(?))")
        values.append(as_json(wanted))
    for column, value in (("kind", kind), ("period", period), ("duty", duty)):
        if value:
            clauses.append(f"{column} = ?")
            values.append(value)
    rows = store.rows(
        f"{_READ} WHERE {' AND '.join(clauses)} ORDER BY made_at DESC, id DESC", values
    )
    return [_shown(store, row) for row in rows]


def of_database(store: Store, database: str) -> bool:
    """Tell whether bundles were sent from this database of ours, before or after a restore."""
    return bool(store.value("SELECT 1 FROM bundles_sent WHERE database_id = ?", (database,)))


def last(store: Store, database: str, stream: str) -> StreamEnd:
    """Return the end of a stream of this database."""
    found = store.row(
        "SELECT seq, manifest_sha256 FROM bundles_sent WHERE database_id = ? AND stream = ? "
        "ORDER BY seq DESC LIMIT 1",
        (database, stream),
    )
    return StreamEnd(*found) if found else StreamEnd()


def files(store: Store) -> set[str]:
    """Return the names of the files all bundles are kept under."""
    found = store.rows(
        "SELECT json_extract(content, '$.file_name') FROM bundles_sent WHERE json_valid(content)"
    )
    return {str(name) for (name,) in found if name}


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every entry that is not what was saved."""
    for row in store.rows(f"{_READ} ORDER BY id"):
        try:
            bundle = _read(store, row)
        except DamagedSentBundleError as error:
            yield error
            continue
        expected = {
            name: value for name, value in _columns(bundle).items() if name != "content_sha256"
        }
        columns = ", ".join(f"CAST({name} AS BLOB)" for name in expected)
        found = store.row(f"SELECT {columns} FROM bundles_sent WHERE id = ?", (row[0],))
        if found != tuple(str(value).encode() for value in expected.values()):
            yield DamagedSentBundleError(path=store.path, id=row[0])


def _read(store: Store, row: Sequence[Any]) -> SentBundle:
    id, content, hashed = row
    if sha256(content).encode() != hashed:
        raise DamagedSentBundleError(path=store.path, id=id)
    return from_json(SentBundle, content)


def _shown(store: Store, row: Sequence[Any]) -> SentBundle:
    try:
        return _read(store, row)
    except (DamagedSentBundleError, BadRecordError):
        names = ("kind", "stream", "seq", "database_id", "period", "duty", "state", "made_at")
        found = store.row(f"SELECT {', '.join(names)} FROM bundles_sent WHERE id = ?", (row[0],))
        beside = dict(zip(names, found or (), strict=True))
        database = beside.pop("database_id")
        unit = str(beside["stream"]).partition(":")[2]
        return from_plain(
            SentBundle,
            {"id": row[0], "database": database, "to": [unit], "file_name": row[0], **beside},
        )


def _columns(bundle: SentBundle) -> dict[str, Any]:
    written = to_json(bundle)
    return {
        "id": bundle.id,
        "kind": bundle.kind,
        "stream": bundle.stream,
        "seq": bundle.seq,
        "database_id": bundle.database,
        "manifest_sha256": bundle.manifest_sha256,
        "period": bundle.period,
        "duty": bundle.duty,
        "state": bundle.state,
        "content": written.decode(),
        "content_sha256": sha256(written),
        "made_at": bundle.made_at,
    }

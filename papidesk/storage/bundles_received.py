"""Every file that came in, with what became of it: applied, waiting, refused, overtaken, undone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from papidesk.domain.bundle import Manifest
from papidesk.domain.exchange import ReceivedBundle, ReceivedState
from papidesk.domain.record import from_json, to_json
from papidesk.errors import N_
from papidesk.storage.activity_rows import as_json
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import BUNDLES_RECEIVED
from papidesk.storage.store import Store

_BESIDE = (
    "id", "state", "bundle_id", "kind", "unit", "database_id", "stream", "seq", "period", "duty",
    "manifest_sha256", "file_sha256", "received_at",
)  # fmt: skip
_AMONG = "(SELECT value FROM json_each(?))"
_READ = f"CAST(content AS BLOB), CAST(content_sha256 AS BLOB), {', '.join(_BESIDE)}"


class UnknownReceivedError(StorageError):
    """An id no received file has."""

    message = N_("This received file is not there any more. Open the list of received files again.")


class DamagedReceivedError(StorageError):
    """A row of the history that is no longer what was saved."""

    message = N_(
        "The entry of a received bundle is damaged ({id}): it is not what was saved. Restore a "
        "backup from before the damage."
    )


def put(store: Store, received: ReceivedBundle) -> ReceivedBundle:
    """Keep a received file, new or changed, under its id and return it."""
    values = _columns(received)
    with store.joined():
        names = [name for name in values if name != "id"]
        changed = store.write(
            f"UPDATE bundles_received SET {', '.join(f'{name} = :{name}' for name in names)} "
            "WHERE id = :id",
            values,
        )
        if not changed:
            store.insert(BUNDLES_RECEIVED, values)
    return received


def get(store: Store, id: str) -> ReceivedBundle:
    """Return one; raises :class:`UnknownReceivedError`, :class:`DamagedReceivedError`."""
    found = store.row(f"SELECT {_READ} FROM bundles_received WHERE id = ?", (id,))
    if found is None:
        raise UnknownReceivedError(path=store.path)
    return _read(store, found)


def standing(store: Store, id: str) -> ReceivedBundle:
    """Return one; of a damaged row what stands beside its content. Raises UnknownReceivedError."""
    found = store.row(f"SELECT {_READ} FROM bundles_received WHERE id = ?", (id,))
    if found is None:
        raise UnknownReceivedError(path=store.path)
    return _shown(store, found)


def ids_beginning(store: Store, beginning: str) -> list[str]:
    """Return the ids of received files that begin with ``beginning``: two at most."""
    found = store.rows(
        "SELECT id FROM bundles_received WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
        (len(beginning), beginning),
    )
    return [id for (id,) in found]


def every(
    store: Store,
    *,
    states: tuple[ReceivedState, ...] = (),
    unit: str = "",
    kind: str = "",
    period: str = "",
    limit: int = -1,
) -> list[ReceivedBundle]:
    """Return received files, the latest first, narrowed by what is given.

    Of a damaged row, what stands beside its content is shown, so that the list can be opened.
    """
    clauses, values = ["1"], []
    for column, wanted in (("unit", unit), ("kind", kind), ("period", period)):
        if wanted:
            clauses.append(f"{column} = ?")
            values.append(wanted)
    if states:
        clauses.append(f"state IN ({', '.join('?' * len(states))})")
        values += states
    found = store.rows(
        f"SELECT {_READ} FROM bundles_received WHERE {' AND '.join(clauses)} "
        "ORDER BY received_at DESC, id DESC LIMIT ?",
        (*values, limit),
    )
    return [_shown(store, row) for row in found]


def highest_minor(store: Store) -> int:
    """Return the highest minor version of the format any verified bundle had."""
    found = store.value(
        "SELECT max(coalesce(json_extract(content, '$.minor'), 0)) FROM bundles_received "
        "WHERE json_valid(content)"
    )
    return int(found or 0)


def count(store: Store, state: ReceivedState) -> int:
    """Return how many files are in ``state``."""
    return int(store.value("SELECT count(*) FROM bundles_received WHERE state = ?", (state,)))


def of_bundle(store: Store, bundle: str) -> list[ReceivedBundle]:
    """Return all files that said they are this bundle, the earliest first."""
    found = store.rows(
        f"SELECT {_READ} FROM bundles_received WHERE bundle_id = ? AND bundle_id <> '' "
        "ORDER BY received_at, id",
        (bundle,),
    )
    return [_shown(store, row) for row in found]


def applied(store: Store, bundle: str) -> ReceivedBundle | None:
    """Return how a bundle was taken in; None when it was not, or was undone."""
    found = store.row(
        f"SELECT {_READ} FROM bundles_received WHERE bundle_id = ? AND state = 'applied'",
        (bundle,),
    )
    return None if found is None else _shown(store, found)


def of_file(store: Store, file_sha256: str, states: tuple[ReceivedState, ...]) -> str:
    """Return the id of a row about this very file in one of ``states``; "" when there is none."""
    found = store.value(
        "SELECT id FROM bundles_received WHERE file_sha256 = ? "
        f"AND state IN ({', '.join('?' * len(states))}) ORDER BY received_at DESC, id DESC",
        (file_sha256, *states),
    )
    return str(found or "")


def unread(store: Store, file_name: str) -> str:
    """Return the id of a refused file of this name that could not be read at all; "" for none."""
    found = store.value(
        "SELECT id FROM bundles_received WHERE file_sha256 = '' AND state = 'refused' "
        "AND json_valid(content) AND json_extract(content, '$.file_name') = ? "
        "ORDER BY received_at DESC, id DESC",
        (file_name,),
    )
    return str(found or "")


def databases_of(store: Store, units: Collection[str]) -> frozenset[str]:
    """Return the ids of the databases from which bundles were taken in of a unit.

    ``units`` are the codes it has and had.
    """
    found = store.rows(
        "SELECT DISTINCT database_id FROM bundles_received "
        f"WHERE unit IN {_AMONG} AND state = 'applied'",
        (as_json(sorted(units)),),
    )
    return frozenset(database for (database,) in found)


def of_database(store: Store, database: str, *, but: str) -> list[ReceivedBundle]:
    """Return what other units than ``but`` had taken in from a database: one bundle a unit."""
    units = store.rows(
        "SELECT DISTINCT unit FROM bundles_received WHERE database_id = ? AND unit <> ?",
        (database, but),
    )
    found = []
    for (unit,) in units:
        found += store.rows(
            f"SELECT {_READ} FROM bundles_received WHERE unit = ? AND database_id = ? "
            "AND state = 'applied' ORDER BY received_at DESC, id DESC LIMIT 1",
            (unit, database),
        )
    return [_shown(store, row) for row in found]


def last_seq(store: Store, units: Collection[str], database: str, stream: str) -> int:
    """Return the highest number taken in of a unit's stream, by all its codes; 0 for none."""
    found = store.value(
        f"SELECT max(seq) FROM bundles_received WHERE unit IN {_AMONG} AND stream = ? "
        "AND database_id = ? AND state = 'applied'",
        (as_json(sorted(units)), stream, database),
    )
    return int(found or 0)


def at_seq(
    store: Store, units: Collection[str], database: str, stream: str, seq: int
) -> list[ReceivedBundle]:
    """Return the bundles that were taken in under this number of a unit's stream."""
    found = store.rows(
        f"SELECT {_READ} FROM bundles_received WHERE unit IN {_AMONG} AND stream = ? "
        "AND database_id = ? AND seq = ? AND state = 'applied'",
        (as_json(sorted(units)), stream, database, seq),
    )
    return [_shown(store, row) for row in found]


def covered_later(store: Store, manifest: Manifest, units: Collection[str]) -> bool:
    """Tell whether a later bundle of the stream was taken in that covers the same.

    The same is: kind, duty, period and, of a bundle in parts, the part. ``units`` are the codes
    its sender has and had.
    """
    found = store.rows(
        f"SELECT content FROM bundles_received WHERE unit IN {_AMONG} AND stream = ? "
        "AND database_id = ? AND seq > ? AND state = 'applied' AND kind = ? AND duty = ? "
        "AND period = ? AND json_valid(content) "
        "AND coalesce(json_extract(content, '$.part'), 1) = ?",
        (
            as_json(sorted(units)), manifest.stream, manifest.sender.database, manifest.seq,
            manifest.kind, manifest.covers.duty, manifest.covers.period, manifest.covers.part,
        ),
    )  # fmt: skip
    return bool(found)


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every row that is not what was saved."""
    for row in store.rows(f"SELECT {_READ} FROM bundles_received ORDER BY id"):
        try:
            received = _read(store, row)
        except DamagedReceivedError as error:
            yield error
            continue
        columns = _columns(received)
        if row[2:] != tuple(columns[name] for name in _BESIDE):
            yield DamagedReceivedError(path=store.path, id=row[2])


def _columns(received: ReceivedBundle) -> dict[str, Any]:
    written = to_json(received)
    return {
        "id": received.id,
        "bundle_id": received.bundle,
        "kind": received.kind,
        "unit": received.unit,
        "database_id": received.database,
        "stream": received.stream,
        "seq": received.seq,
        "period": received.period,
        "duty": received.duty,
        "manifest_sha256": received.manifest_sha256,
        "file_sha256": received.file_sha256,
        "state": received.state,
        "content": written.decode(),
        "content_sha256": sha256(written),
        "received_at": received.received_at,
    }


def _read(store: Store, row: tuple[Any, ...]) -> ReceivedBundle:
    if sha256(row[0]).encode() != row[1]:
        raise DamagedReceivedError(path=store.path, id=row[2])
    return from_json(ReceivedBundle, row[0])


def _shown(store: Store, row: tuple[Any, ...]) -> ReceivedBundle:
    try:
        return _read(store, row)
    except DamagedReceivedError:
        beside = dict(zip(_BESIDE, row[2:], strict=True))
        bundle, database = beside.pop("bundle_id"), beside.pop("database_id")
        return ReceivedBundle(bundle=bundle, database=database, **beside)

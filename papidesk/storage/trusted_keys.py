"""Keys of other installations, each for the one unit it speaks for, and what is thought of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from papidesk.domain.exchange import KeyState, TrustedKey
from papidesk.domain.record import from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.activity_rows import as_json
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store

_COLUMNS = "keyid, unit, CAST(content AS BLOB), CAST(content_sha256 AS BLOB)"
# Of several rows with one key id the one that counts for most stands first.
_ORDER = (
    "ORDER BY CASE state WHEN 'revoked' THEN 0 WHEN 'trusted' THEN 1 WHEN 'waiting' THEN 2 "
    "ELSE 3 END, unit, keyid"
)


class DamagedKeyRowError(StorageError):
    """A key of another installation that is no longer what was saved."""

    message = N_(
        "The key {keyid} of “{unit}” is damaged: it is not what was saved. Take the unit’s key "
        "file in anew and compare its fingerprint, or restore a backup from before the damage."
    )


def put(store: Store, key: TrustedKey, *, who: str = "", now: datetime | None = None) -> TrustedKey:
    """Keep ``key`` in place of what was known of it for its unit, and return it as kept.

    The same again changes nothing. The act is entered into the audit log as "key.<state>".
    """
    at = stored_time(now)
    with store.joined():
        known = to_replace(store, key.keyid, key.unit)
        if known is not None and _content(known) == _content(key):
            return known
        kept = replace(key, changed_at=at, changed_by=who, since=key.since or at)
        _write(store, kept)
        audit.add(store, f"key.{key.state}", who=who, subject=key.keyid, detail=key.unit, now=now)
    return kept


def put_back(store: Store, key: TrustedKey, *, who: str = "", now: datetime | None = None) -> None:
    """Write ``key`` exactly as it was once, to undo a change."""
    with store.joined():
        _write(store, key)
        audit.add(store, "key.put_back", who=who, subject=key.keyid, detail=key.unit, now=now)


def remove(
    store: Store, keyid: str, unit: str, *, who: str = "", now: datetime | None = None
) -> bool:
    """Forget a key and tell whether it was there."""
    with store.joined():
        gone = store.write("DELETE FROM trusted_keys WHERE keyid = ? AND unit = ?", (keyid, unit))
        if gone:
            audit.add(store, "key.removed", who=who, subject=keyid, detail=unit, now=now)
    return bool(gone)


def get(store: Store, keyid: str, unit: str = "") -> TrustedKey | None:
    """Return the key with this id, for ``unit`` where one is named; None when it is not known.

    Without a unit a revocation counts for more than trust. Raises :class:`DamagedKeyRowError`.
    """
    found = store.row(
        f"SELECT {_COLUMNS} FROM trusted_keys WHERE keyid = ? AND (unit = ? OR ? = '') {_ORDER}",
        (keyid, unit, unit),
    )
    return None if found is None else _read(store, found)


def units_of(store: Store, keyids: Iterable[str]) -> frozenset[str]:
    """Return the units for which any of these keys is, or was, trusted."""
    found = store.rows(
        "SELECT DISTINCT unit FROM trusted_keys "
        "WHERE keyid IN (SELECT value FROM json_each(?)) AND state <> 'waiting'",
        (as_json(sorted(keyids)),),
    )
    return frozenset(unit for (unit,) in found)


def to_replace(store: Store, keyid: str, unit: str = "") -> TrustedKey | None:
    """Return what :func:`get` does, but None for a damaged one, so that it can be taken in anew.

    A damaged one that was revoked raises :class:`DamagedKeyRowError` all the same.
    """
    try:
        return get(store, keyid, unit)
    except DamagedKeyRowError:
        if store.row("SELECT 1 FROM trusted_keys WHERE keyid = ? AND state = 'revoked'", (keyid,)):
            raise
        return None


def every(store: Store, *, unit: str = "", state: KeyState | None = None) -> list[TrustedKey]:
    """Return all keys, those of one unit or in one state, by unit and id.

    A damaged one is left out, for it trusts nobody; :func:`get` and :func:`problems` tell of it.
    """
    found = store.rows(
        f"SELECT {_COLUMNS} FROM trusted_keys WHERE (unit = :unit OR :unit = '') "
        "AND (state = :state OR :state IS NULL) ORDER BY unit, keyid",
        {"unit": unit, "state": state},
    )
    made = []
    for row in found:
        with contextlib.suppress(DamagedKeyRowError):
            made.append(_read(store, row))
    return made


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each key that is not what was saved."""
    for row in store.rows(f"SELECT {_COLUMNS}, role, state FROM trusted_keys ORDER BY unit, keyid"):
        try:
            key = _read(store, row[:4])
        except DamagedKeyRowError as error:
            yield error
            continue
        if (key.keyid, key.unit, key.role, key.state) != (row[0], row[1], row[4], row[5]):
            yield DamagedKeyRowError(path=store.path, keyid=str(row[0])[:16], unit=row[1])


def _write(store: Store, key: TrustedKey) -> None:
    written = to_json(key)
    store.write(
        "INSERT INTO trusted_keys "
        "(keyid, unit, role, state, content, content_sha256, changed_at, changed_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (keyid, unit) DO UPDATE SET "
        "role = excluded.role, state = excluded.state, content = excluded.content, "
        "content_sha256 = excluded.content_sha256, changed_at = excluded.changed_at, "
        "changed_by = excluded.changed_by",
        (
            key.keyid, key.unit, key.role, key.state, written.decode(), sha256(written),
            key.changed_at, key.changed_by,
        ),
    )  # fmt: skip


def _content(key: TrustedKey) -> TrustedKey:
    return replace(key, changed_at="", changed_by="", since="")


def _read(store: Store, row: tuple[str, str, bytes, bytes]) -> TrustedKey:
    keyid, unit, content, fingerprint = row
    if sha256(content).encode() != fingerprint:
        raise DamagedKeyRowError(path=store.path, keyid=str(keyid)[:16], unit=unit)
    return from_json(TrustedKey, content)

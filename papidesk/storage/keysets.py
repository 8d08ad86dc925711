"""Sets of keys: the versions taken in of each issuer, and those made here; never one back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from papidesk.domain.exchange import TrustedKey
from papidesk.domain.record import Record, from_json, to_json
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store


class DamagedKeysetError(StorageError):
    """A set of keys that is no longer what was saved."""

    message = N_(
        "Set {version} of the keys of “{issuer}” is damaged: it is not what was saved. Take the "
        "latest set in again, or restore a backup from before the damage."
    )


class Keyset(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One version of an issuer's set: the bundle it came in (or went out with) and its keys."""

    issuer: str
    version: int
    bundle: str
    keys: tuple[TrustedKey, ...] = ()
    taken_at: str = ""


def latest(store: Store, issuer: str) -> int:
    """Return the highest version known of ``issuer``'s set, 0 for none."""
    return int(
        store.value("SELECT coalesce(max(version), 0) FROM keysets WHERE issuer = ?", (issuer,))
    )


def get(store: Store, issuer: str, version: int) -> Keyset | None:
    """Return one version of a set, None when it is not known; raises DamagedKeysetError."""
    found = store.row(
        "SELECT CAST(content AS BLOB), CAST(content_sha256 AS BLOB) FROM keysets "
        "WHERE issuer = ? AND version = ?",
        (issuer, version),
    )
    if found is None:
        return None
    content, fingerprint = found
    if sha256(content).encode() != fingerprint:
        raise DamagedKeysetError(path=store.path, issuer=issuer, version=version)
    return from_json(Keyset, content)


def put(store: Store, keyset: Keyset, *, who: str = "", now: datetime | None = None) -> None:
    """Keep a version; a version that is there stays as it is."""
    at = stored_time(now)
    written = to_json(keyset)
    with store.joined():
        added = store.write(
            "INSERT INTO keysets (issuer, version, bundle_id, content, content_sha256, taken_at) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (issuer, version) DO NOTHING",
            (
                keyset.issuer, keyset.version, keyset.bundle, written.decode(), sha256(written), at,
            ),
        )  # fmt: skip
        if added:
            audit.add(
                store, "keyset.kept", who=who, subject=keyset.issuer, detail=str(keyset.version),
                now=now,
            )  # fmt: skip


def remove(
    store: Store, issuer: str, version: int, *, who: str = "", now: datetime | None = None
) -> bool:
    """Forget a version, to undo taking it in; tell whether it was there."""
    with store.joined():
        gone = store.write(
            "DELETE FROM keysets WHERE issuer = ? AND version = ?", (issuer, version)
        )
        if gone:
            audit.add(
                store, "keyset.removed", who=who, subject=issuer, detail=str(version), now=now
            )
    return bool(gone)


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each version that is not what was saved."""
    for issuer, version, content, fingerprint in store.rows(
        "SELECT issuer, version, CAST(content AS BLOB), CAST(content_sha256 AS BLOB) FROM keysets "
        "ORDER BY issuer, version"
    ):
        if sha256(content).encode() != fingerprint:
            yield DamagedKeysetError(path=store.path, issuer=issuer, version=version)

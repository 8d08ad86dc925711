"""Every content an entry of a catalogue had: nothing that was kept of it is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store


class DamagedEntryVersionError(StorageError):
    """A version of an entry of a catalogue that is no longer what was saved."""

    message = N_(
        "Version {version} of the entry “{id}” of “{catalogue}” is damaged: it is not what was "
        "saved. The other versions can still be used; a backup from before the damage has it."
    )


class EntryVersion(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One version: ``content`` is its JSON, None where the entry was removed."""

    version: int
    content: bytes | None = None
    damaged: bool = False
    saved_at: str = ""
    saved_by: str = ""


def add(
    store: Store,
    catalogue: str,
    id: str,
    content: bytes | None,
    *,
    who: str = "",
    now: datetime | None = None,
) -> None:
    """Note a new version of an entry, None for its removal; called before the entry is changed.

    What was kept before there were versions becomes the first one. Removing what is not there
    makes no version.
    """
    last = _last(store, catalogue, id)
    before = store.row(
        "SELECT content, content_sha256, updated_at, updated_by FROM catalogue_entries "
        "WHERE catalogue = ? AND id = ?",
        (catalogue, id),
    )
    if before is None and content is None:
        return
    if not last and before is not None:
        last = 1
        _insert(store, (catalogue, id, last, *before))
    written, fingerprint = (None, "") if content is None else (content.decode(), sha256(content))
    _insert(store, (catalogue, id, last + 1, written, fingerprint, stored_time(now), who))


def every(store: Store, catalogue: str, id: str) -> list[EntryVersion]:
    """Return the versions of an entry, newest first; a damaged one has no content."""
    found = []
    for version, content, fingerprint, saved_at, saved_by in store.rows(
        "SELECT version, CAST(content AS BLOB), CAST(content_sha256 AS BLOB), saved_at, saved_by "
        "FROM catalogue_versions WHERE catalogue = ? AND id = ? ORDER BY version DESC",
        (catalogue, id),
    ):
        whole = content is None or sha256(content).encode() == fingerprint
        found.append(
            EntryVersion(
                version=version,
                content=content if whole else None,
                damaged=not whole,
                saved_at=saved_at,
                saved_by=saved_by,
            )
        )
    return found


def with_hash(store: Store, catalogue: str, id: str, hashes: Collection[str]) -> bytes | None:
    """Return the content of the newest whole version that was saved under one of ``hashes``."""
    for content, fingerprint in store.rows(
        "SELECT CAST(content AS BLOB), content_sha256 FROM catalogue_versions WHERE catalogue = ? "
        "AND id = ? AND content IS NOT NULL ORDER BY version DESC",
        (catalogue, id),
    ):
        if fingerprint in hashes and sha256(content) == fingerprint:
            return bytes(content)
    return None


def ids(store: Store, catalogue: str) -> list[str]:
    """Return the ids of all entries of ``catalogue`` there ever were."""
    found = store.rows(
        "SELECT DISTINCT id FROM catalogue_versions WHERE catalogue = ? ORDER BY id", (catalogue,)
    )
    return [str(id) for (id,) in found]


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each version that is not what was saved."""
    for catalogue, id, version, content, fingerprint in store.rows(
        "SELECT catalogue, id, version, CAST(content AS BLOB), CAST(content_sha256 AS BLOB) "
        "FROM catalogue_versions WHERE content IS NOT NULL ORDER BY catalogue, id, version"
    ):
        if sha256(content).encode() != fingerprint:
            yield DamagedEntryVersionError(
                path=store.path, catalogue=catalogue, id=id, version=version
            )


def _last(store: Store, catalogue: str, id: str) -> int:
    return int(
        store.value(
            "SELECT max(version) FROM catalogue_versions WHERE catalogue = ? AND id = ?",
            (catalogue, id),
        )
        or 0
    )


def _insert(store: Store, values: tuple[object, ...]) -> None:
    store.write(
        "INSERT INTO catalogue_versions "
        "(catalogue, id, version, content, content_sha256, saved_at, saved_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )

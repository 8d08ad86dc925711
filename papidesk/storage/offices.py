"""Offices: the one that writes here, and every form it had."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.office import Office
from papidesk.domain.record import to_json
from papidesk.errors import N_
from papidesk.storage import audit, content
from papidesk.storage.clock import stored_time
from papidesk.storage.documents import DocumentVersion
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import OFFICE_VERSIONS
from papidesk.storage.store import Store


class UnknownOfficeError(StorageError):
    """An id that no office has."""

    message = N_("There is no office {id} in this workspace.")


class NoOfficeError(StorageError):
    """A workspace in which no office was entered yet."""

    message = N_("The workspace in {path} has no office yet. Enter your office first.")


def save(
    store: Store, office: Office, *, who: str = "", reason: str = "", now: datetime | None = None
) -> Office:
    """Keep ``office`` as a new version and return it; unchanged content makes no version."""
    written, at = to_json(office), stored_time(now)
    with store.joined():
        last = int(store.value("SELECT version FROM offices WHERE id = ?", (office.id,)) or 0)
        if last and _stored_hash(store, office.id, last) == content.sha256(written):
            return office
        store.write(
            "INSERT INTO offices (id, version, updated_at) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET version = excluded.version, "
            "updated_at = excluded.updated_at",
            (office.id, last + 1, at),
        )
        store.insert(
            OFFICE_VERSIONS,
            {
                "office_id": office.id,
                "version": last + 1,
                "content": written.decode(),
                "content_sha256": content.sha256(written),
                "saved_at": at,
                "saved_by": who,
                "reason": reason,
            },
        )
        audit.add(store, "office.saved", who=who, subject=office.id, detail=reason, now=now)
    return office


def get(store: Store, id: str, version: int | None = None) -> Office:
    """Return an office as it is, or as it was in ``version``.

    Raises :class:`UnknownOfficeError`, and
    :class:`~papidesk.storage.content.DamagedOfficeError` when it is not what was saved.
    """
    if version is None:
        version = int(store.value("SELECT version FROM offices WHERE id = ?", (id,)) or 0)
    office = content.office(store, id, version)
    if office is None:
        raise UnknownOfficeError(path=store.path, id=id)
    return office


def own(store: Store) -> Office:
    """Return the office that works here: the first entered; raises :class:`NoOfficeError`."""
    first = store.value("SELECT id FROM offices ORDER BY id LIMIT 1")
    if first is None:
        raise NoOfficeError(path=store.folder)
    return get(store, first)


def every(store: Store) -> list[Office]:
    """Return all offices, the first entered first."""
    return [get(store, id) for (id,) in store.rows("SELECT id FROM offices ORDER BY id")]


def versions(store: Store, id: str) -> list[DocumentVersion]:
    """Return what was saved of an office, newest first."""
    found = store.rows(
        "SELECT version, saved_at, saved_by, reason FROM office_versions WHERE office_id = ? "
        "ORDER BY version DESC",
        (id,),
    )
    return [
        DocumentVersion(version=version, saved_at=at, saved_by=by, reason=reason)
        for version, at, by, reason in found
    ]


def numbers_given(store: Store, series: str) -> bool:
    """Tell whether any paper ever got its number from ``series``."""
    found = store.value("SELECT 1 FROM register_outgoing WHERE series = ? LIMIT 1", (series,))
    return found is not None


def _stored_hash(store: Store, id: str, version: int) -> str:
    return str(
        store.value(
            "SELECT content_sha256 FROM office_versions WHERE office_id = ? AND version = ?",
            (id, version),
        )
    )

"""Offices: the one that writes here, and every form it had."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.office import Office
from papidesk.domain.record import from_json, to_json
from papidesk.errors import N_
from papidesk.storage import audit
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
    content, at = to_json(office).decode(), stored_time(now)
    with store.joined():
        found = store.row("SELECT content, version FROM offices WHERE id = ?", (office.id,))
        if found is not None and found[0] == content:
            return office
        version = int(found[1]) + 1 if found else 1
        store.write(
            "INSERT INTO offices (id, version, content, updated_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET version = excluded.version, "
            "content = excluded.content, updated_at = excluded.updated_at",
            (office.id, version, content, at),
        )
        values = {"office_id": office.id, "version": version, "content": content}
        store.insert(OFFICE_VERSIONS, values | {"saved_at": at, "saved_by": who, "reason": reason})
        audit.add(store, "office.saved", who=who, subject=office.id, detail=reason, now=now)
    return office


def get(store: Store, id: str, version: int | None = None) -> Office:
    """Return an office as it is, or as it was in ``version``; raises UnknownOfficeError."""
    if version is None:
        content = store.value("SELECT content FROM offices WHERE id = ?", (id,))
    else:
        content = store.value(
            "SELECT content FROM office_versions WHERE office_id = ? AND version = ?",
            (id, version),
        )
    if content is None:
        raise UnknownOfficeError(path=store.path, id=id)
    return from_json(Office, content)


def own(store: Store) -> Office:
    """Return the office that works here: the first entered; raises :class:`NoOfficeError`."""
    content = store.value("SELECT content FROM offices ORDER BY id LIMIT 1")
    if content is None:
        raise NoOfficeError(path=store.folder)
    return from_json(Office, content)


def every(store: Store) -> list[Office]:
    """Return all offices, the first entered first."""
    return [
        from_json(Office, row[0]) for row in store.rows("SELECT content FROM offices ORDER BY id")
    ]


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

"""Saved contents and their SHA-256: SQLite itself does not notice a letter a bad disk changed."""

from __future__ import annotations

import hashlib

from papidesk.domain.document import Document
from papidesk.domain.office import Office
from papidesk.domain.record import from_json
from papidesk.errors import N_
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store


class DamagedContentError(StorageError):
    """A version of a document that is no longer what was saved."""

    message = N_(
        "Version {version} of “{title}” is damaged: it is not what was saved. Restore a backup "
        "from before the damage; the document’s other versions can still be opened."
    )


class DamagedOfficeError(StorageError):
    """A version of an office that is no longer what was saved."""

    message = N_(
        "Version {version} of the data of the office is damaged: it is not what was saved. "
        "Restore a backup from before the damage."
    )


def sha256(content: bytes) -> str:
    """Return the hash a content is stored with, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def document(store: Store, id: str, version: int) -> Document | None:
    """Return a version of a document, None when there is none.

    Raises :class:`DamagedContentError` when it is not what was saved.
    """
    content = _content(store, "versions", "document_id", id, version)
    if content is None:
        return None
    if not content:
        raise DamagedContentError(path=store.path, title=_title(store, id), version=version)
    return from_json(Document, content)


def office(store: Store, id: str, version: int) -> Office | None:
    """Return a version of an office, None when there is none; raises DamagedOfficeError."""
    content = _content(store, "office_versions", "office_id", id, version)
    if content is None:
        return None
    if not content:
        raise DamagedOfficeError(path=store.path, version=version)
    return from_json(Office, content)


def _content(store: Store, table: str, key: str, id: str, version: int) -> bytes | None:
    """Return the stored bytes: None when there are none, empty when they are damaged."""
    # As bytes: a damaged letter need not be UTF-8 any more.
    found = store.row(
        "SELECT CAST(content AS BLOB), CAST(content_sha256 AS BLOB) "
        f"FROM {table} WHERE {key} = ? AND version = ?",
        (id, version),
    )
    if found is None:
        return None
    content: bytes = found[0]
    return content if sha256(content).encode() == found[1] else b""


def _title(store: Store, id: str) -> str:
    found = store.value("SELECT CAST(title AS BLOB) FROM documents WHERE id = ?", (id,))
    return bytes(found or b"").decode(errors="replace") or id

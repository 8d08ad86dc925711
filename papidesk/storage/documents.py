"""Documents: the current one of each, and every version that was ever saved."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.document import FROZEN_STATES, Document
from papidesk.domain.ids import new_id
from papidesk.domain.life import READ_ONLY_STATES, STATE_NAMES
from papidesk.domain.record import Record, replace, to_json
from papidesk.errors import N_, Term
from papidesk.storage import audit, content, indexing
from papidesk.storage.clock import moment, stored_time
from papidesk.storage.columns import columns
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import DOCUMENTS, VERSIONS
from papidesk.storage.store import Store


class UnknownDocumentError(StorageError):
    """An id that no document has."""

    message = N_("There is no document {id} in this workspace. Refresh the list.")


class UnknownVersionError(StorageError):
    """A version a document never had."""

    message = N_("Document {id} has no version {version}. Refresh its history.")


class FrozenDocumentError(StorageError):
    """An issued document that should be changed."""

    message = N_(
        "“{title}” has been issued and is no longer changed. "
        "Make a new document that replaces or corrects it."
    )


class WaitingDocumentError(StorageError):
    """A document that waits for a decision and should be changed."""

    message = N_(
        "“{title}” is {state} and waits for a decision: its text is read, not written. "
        "Take it back or have it returned first."
    )


class ChangedMeanwhileError(StorageError):
    """Somebody else saved the document since it was opened."""

    message = N_(
        "“{title}” was saved elsewhere in the meantime (version {found}, you had {expected}). "
        "Open it again and repeat your change."
    )


class DocumentVersion(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One saved version of a document: when, by whom and why; ``saved_at`` is UTC."""

    version: int
    saved_at: str
    saved_by: str
    reason: str


def save(
    store: Store,
    document: Document,
    *,
    who: str = "",
    reason: str = "",
    based_on: int | None = None,
    by_act: bool = False,
    now: datetime | None = None,
) -> Document:
    """Keep ``document`` as a new version and return it with its id.

    A document without an id is new and gets one. Unchanged content makes no version. Of an
    issued document only the state may go on (sent, acknowledged, superseded, archived,
    cancelled): else raises :class:`FrozenDocumentError`. ``based_on`` is the version the change
    began from: raises :class:`ChangedMeanwhileError` when there is a later one. What waits for
    a decision is changed ``by_act`` of its life alone: else raises :class:`WaitingDocumentError`.
    """
    if not document.id:
        document = replace(document, id=new_id())
    with store.joined():
        stored, version = _current(store, document.id)
        if based_on is not None and version != based_on:
            raise ChangedMeanwhileError(
                path=store.path, title=document.title, found=version, expected=based_on
            )
        if stored is not None:
            if to_json(stored) == to_json(document):
                return document
            _check_frozen(store, stored, document)
            if not by_act:
                _check_waiting(store, stored)
        saved = DocumentVersion(
            version=version + 1, saved_at=stored_time(now), saved_by=who, reason=reason
        )
        _write(store, document, stored, saved)
    return document


def put_back(
    store: Store, document: Document, *, who: str, reason: str, now: datetime | None = None
) -> None:
    """Make a document what it was before, as a new version, whatever state it is in by now.

    For undoing what a bundle brought alone; everything else goes through :func:`save`.
    """
    with store.joined():
        stored, version = _current(store, document.id)
        saved = DocumentVersion(
            version=version + 1, saved_at=stored_time(now), saved_by=who, reason=reason
        )
        if stored != document:
            _write(store, document, stored, saved)


def get(store: Store, id: str, version: int | None = None) -> Document:
    """Return a document as it is, or as it was in ``version``; trashed ones too.

    Raises :class:`UnknownDocumentError`, :class:`UnknownVersionError`, and
    :class:`~papidesk.storage.content.DamagedContentError` when it is not what was saved.
    """
    if version is None:
        document, _ = _current(store, id)
        if document is None:
            raise UnknownDocumentError(path=store.path, id=id)
        return document
    document = content.document(store, id, version)
    if document is None:
        _must_exist(store, id)
        raise UnknownVersionError(path=store.path, id=id, version=version)
    return document


def current_version(store: Store, id: str) -> int:
    """Return the number of a document's latest version; raises :class:`UnknownDocumentError`."""
    version = store.value("SELECT version FROM documents WHERE id = ?", (id,))
    if version is None:
        raise UnknownDocumentError(path=store.path, id=id)
    return int(version)


def versions(store: Store, id: str) -> list[DocumentVersion]:
    """Return what was saved of a document, newest first; raises :class:`UnknownDocumentError`."""
    _must_exist(store, id)
    found = store.rows(
        "SELECT version, saved_at, saved_by, reason FROM versions WHERE document_id = ? "
        "ORDER BY version DESC",
        (id,),
    )
    return [
        DocumentVersion(version=version, saved_at=at, saved_by=by, reason=reason)
        for version, at, by, reason in found
    ]


def restore_version(
    store: Store,
    id: str,
    version: int,
    *,
    who: str = "",
    reason: str = "",
    now: datetime | None = None,
) -> Document:
    """Make an old version the current one again, as a new version; return the document.

    The text comes back, the state stays: what was returned is not submitted again by it.
    """
    with store.joined():
        old = replace(get(store, id, version), state=get(store, id).state)
        return save(store, old, who=who, reason=reason, now=now)


def is_frozen(store: Store, document: Document) -> bool:
    """Tell whether a stored document may no longer be changed: issued, whatever became of it."""
    if document.frozen:
        return True
    return store.row("SELECT 1 FROM snapshots WHERE document_id = ?", (document.id,)) is not None


def check_writable(store: Store, document: Document) -> None:
    """Refuse a stored document nobody writes in now.

    Raises :class:`FrozenDocumentError` for an issued one, :class:`WaitingDocumentError` for one
    that waits for a decision.
    """
    if is_frozen(store, document):
        raise FrozenDocumentError(path=store.path, title=document.title)
    _check_waiting(store, document)


def is_writable(store: Store, document: Document) -> bool:
    """Tell whether a stored document may be written in now."""
    return document.state not in READ_ONLY_STATES and not is_frozen(store, document)


def _check_waiting(store: Store, stored: Document) -> None:
    if stored.state in READ_ONLY_STATES:
        raise WaitingDocumentError(
            path=store.path, title=stored.title, state=Term(STATE_NAMES[stored.state])
        )


def _current(store: Store, id: str) -> tuple[Document | None, int]:
    version = store.value("SELECT version FROM documents WHERE id = ?", (id,))
    return (None, 0) if version is None else (content.document(store, id, version), int(version))


def _must_exist(store: Store, id: str) -> None:
    current_version(store, id)


def _check_frozen(store: Store, stored: Document, changed: Document) -> None:
    if not is_frozen(store, stored):
        return
    only_the_state = replace(changed, state=stored.state) == stored
    if not only_the_state or changed.state not in FROZEN_STATES:
        raise FrozenDocumentError(path=store.path, title=stored.title)


def _write(
    store: Store, document: Document, stored: Document | None, saved: DocumentVersion
) -> None:
    written = to_json(document)
    values = columns(document) | {"version": saved.version, "updated_at": saved.saved_at}
    if stored is None:
        store.insert(DOCUMENTS, values | {"created_at": saved.saved_at})
    else:
        assignments = ", ".join(f"{name} = :{name}" for name in values if name != "id")
        store.write(f"UPDATE documents SET {assignments} WHERE id = :id", values)
    store.insert(
        VERSIONS,
        {
            "document_id": document.id,
            "version": saved.version,
            "content": written.decode(),
            "content_sha256": content.sha256(written),
            "saved_at": saved.saved_at,
            "saved_by": saved.saved_by,
            "reason": saved.reason,
        },
    )
    # A document in the trash is not found until it comes back.
    if store.value("SELECT trashed_at FROM documents WHERE id = ?", (document.id,)) is None:
        indexing.replace_document(store, stored, document, saved.version)
    audit.add(
        store,
        "document.created" if stored is None else "document.saved",
        who=saved.saved_by,
        subject=document.id,
        detail=saved.reason,
        now=moment(saved.saved_at),
    )

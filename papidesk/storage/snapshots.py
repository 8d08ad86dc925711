"""Issued documents as they were printed: the version, its hash, and the PDF's hash."""

from __future__ import annotations

from datetime import datetime

from papidesk.domain.document import Document
from papidesk.domain.record import Record, to_json
from papidesk.errors import N_
from papidesk.storage import audit, content, documents
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import SNAPSHOTS
from papidesk.storage.store import Store


class AlreadyIssuedError(StorageError):
    """A document that already has a snapshot."""

    message = N_("“{title}” has been issued already. Nothing was changed.")


class Snapshot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was issued: ``pdf_sha256`` names the attachment with the printed bytes."""

    document_id: str
    version: int
    content_sha256: str
    pdf_sha256: str
    program: str
    issued_at: str


_FIELDS = Snapshot.__struct_fields__


def add(
    store: Store,
    document: Document,
    pdf_sha256: str,
    *,
    program: str,
    who: str = "",
    now: datetime | None = None,
) -> Snapshot:
    """Freeze the stored ``document`` with the PDF it was printed as; return the snapshot.

    ``document`` must be the current version as it was saved, ``pdf_sha256`` an attachment's.
    Raises :class:`AlreadyIssuedError`; a document that was saved otherwise in the meantime raises
    :class:`~papidesk.storage.documents.ChangedMeanwhileError`.
    """
    with store.joined():
        if get(store, document.id) is not None:
            raise AlreadyIssuedError(path=store.path, title=document.title)
        version = documents.current_version(store, document.id)
        if documents.get(store, document.id) != document:
            raise documents.ChangedMeanwhileError(
                path=store.path, title=document.title, found=version, expected=version - 1
            )
        snapshot = Snapshot(
            document_id=document.id,
            version=version,
            content_sha256=content.sha256(to_json(document)),
            pdf_sha256=pdf_sha256,
            program=program,
            issued_at=stored_time(now),
        )
        store.insert(SNAPSHOTS, {name: getattr(snapshot, name) for name in _FIELDS})
        audit.add(store, "document.issued", who=who, subject=document.id, now=now)
    return snapshot


def get(store: Store, document_id: str) -> Snapshot | None:
    """Return the snapshot of a document; None when it was never issued."""
    found = store.row(
        f"SELECT {', '.join(_FIELDS)} FROM snapshots WHERE document_id = ?", (document_id,)
    )
    return Snapshot(**dict(zip(_FIELDS, found, strict=True))) if found else None


def issued_document(store: Store, snapshot: Snapshot) -> Document:
    """Return the document as it was issued, whatever state it has gone on to."""
    return documents.get(store, snapshot.document_id, snapshot.version)

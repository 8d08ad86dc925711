"""The trash: documents and tasks that were deleted, to be brought back for thirty days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from papidesk.errors import N_
from papidesk.storage import audit, documents, indexing
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store

KEPT = timedelta(days=30)


class EvidencePaperError(StorageError):
    """A document that is evidence of something cannot be deleted for good."""

    message = N_(
        "“{title}” is evidence of an entry of the log, a task or a criterion and stays. Take it "
        "off there first."
    )


def trash(store: Store, id: str, *, who: str = "", now: datetime | None = None) -> None:
    """Put a document into the trash: out of lists and search, nothing lost.

    Raises :class:`~papidesk.storage.documents.FrozenDocumentError` for an issued one, which must
    stay with its number, :class:`~papidesk.storage.documents.WaitingDocumentError` for one that
    somebody is to decide on, and :class:`~papidesk.storage.documents.UnknownDocumentError`.
    """
    with store.joined():
        document = documents.get(store, id)
        documents.check_writable(store, document)
        changed = store.write(
            "UPDATE documents SET trashed_at = ? WHERE id = ? AND trashed_at IS NULL",
            (stored_time(now), id),
        )
        if changed:
            indexing.remove_document(store, document)
            audit.add(store, "document.trashed", who=who, subject=id, now=now)


def untrash(store: Store, id: str, *, who: str = "", now: datetime | None = None) -> None:
    """Bring a document back from the trash; raises ``UnknownDocumentError``."""
    with store.joined():
        document = documents.get(store, id)
        changed = store.write(
            "UPDATE documents SET trashed_at = NULL WHERE id = ? AND trashed_at IS NOT NULL", (id,)
        )
        if changed:
            version = documents.current_version(store, id)
            indexing.replace_document(store, None, document, version)
            audit.add(store, "document.untrashed", who=who, subject=id, now=now)


def delete(store: Store, id: str, *, who: str = "", now: datetime | None = None) -> None:
    """Delete for good one document that is in the trash; nothing happens to one that is not.

    Raises :class:`~papidesk.storage.documents.FrozenDocumentError` for one the register names,
    :class:`EvidencePaperError` for one that is evidence, and ``UnknownDocumentError``.
    """
    with store.joined():
        document = documents.get(store, id)
        if not is_trashed(store, id):
            return
        named = store.row("SELECT 1 FROM register_outgoing WHERE document_id = ?", (id,))
        if named is not None:
            raise documents.FrozenDocumentError(path=store.path, title=document.title)
        if store.row("SELECT 1 FROM evidence WHERE document_id = ?", (id,)) is not None:
            raise EvidencePaperError(path=store.path, title=document.title)
        store.write("DELETE FROM document_links WHERE target_id = ?", (id,))
        store.write("DELETE FROM documents WHERE id = ?", (id,))
        audit.add(store, "document.purged", who=who, subject=id, detail=document.title, now=now)


def is_trashed(store: Store, id: str) -> bool:
    """Tell whether a document is in the trash."""
    found = store.row("SELECT 1 FROM documents WHERE id = ? AND trashed_at IS NOT NULL", (id,))
    return found is not None


def purge(store: Store, *, who: str = "", now: datetime | None = None) -> int:
    """Delete for good what has been in the trash for more than thirty days; return how many."""
    moment = datetime.now(UTC) if now is None else now
    with store.joined():
        found = store.rows(
            # What the register names stays, whatever became of it, and what is evidence.
            "SELECT id, title FROM documents d WHERE trashed_at < ? AND NOT EXISTS "
            "(SELECT 1 FROM register_outgoing r WHERE r.document_id = d.id) AND NOT EXISTS "
            "(SELECT 1 FROM evidence e WHERE e.document_id = d.id)",
            (stored_time(moment - KEPT),),
        )
        for id, title in found:
            store.write("DELETE FROM document_links WHERE target_id = ?", (id,))
            store.write("DELETE FROM documents WHERE id = ?", (id,))
            audit.add(store, "document.purged", who=who, subject=id, detail=title, now=now)
    return len(found)


def purge_tasks(store: Store, *, who: str = "", now: datetime | None = None) -> int:
    """Delete tasks for good after thirty days in the trash, with their evidence; return how many.

    What entries of the log serve stays in the trash, also those that may come back from there
    themselves: figures by sub-dimension are counted through their tasks. A task that another one
    went on from, or goes on with, stays as well.
    """
    moment = datetime.now(UTC) if now is None else now
    with store.joined():
        found = store.rows(
            "SELECT id, CAST(title AS BLOB) FROM tasks t WHERE trashed_at < ? "
            "AND superseded_by IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM tasks b WHERE b.superseded_by = t.id) "
            "AND NOT EXISTS (SELECT 1 FROM activity_tasks s WHERE s.task_id = t.id) "
            "AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.trashed_at IS NOT NULL "
            "AND instr(a.content, t.id) > 0) ORDER BY id",
            (stored_time(moment - KEPT),),
        )
        for id, title in found:
            store.write("DELETE FROM evidence WHERE owner = 'task' AND owner_id = ?", (id,))
            store.write("DELETE FROM tasks WHERE id = ?", (id,))
            shown = bytes(title).decode(errors="replace")
            audit.add(store, "task.purged", who=who, subject=id, detail=shown, now=now)
    return len(found)

"""The history of a document: its versions, what differs between two, and going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papidesk.domain.document import Document
from papidesk.storage import documents, drafts
from papidesk.storage.documents import DocumentVersion
from papidesk.storage.store import Store
from papidesk.workflow.life import outside_trash

if TYPE_CHECKING:
    from papidesk.domain.comparing import Difference

__all__ = ["DocumentVersion", "difference", "history", "restore", "version"]


def history(store: Store, id: str) -> list[DocumentVersion]:
    """Return what was saved of a document, newest first.

    ``reason`` is a code for what the program did ("import: …", "issue", an act of
    :data:`papidesk.domain.life.ACTS`, "recover", "restore 3") or a person's own words. Raises
    :class:`~papidesk.storage.documents.UnknownDocumentError`.
    """
    return documents.versions(store, id)


def version(store: Store, id: str, number: int) -> Document:
    """Return a document as it was in version ``number``; raises UnknownVersionError."""
    return documents.get(store, id, number)


def difference(store: Store, id: str, old: int, new: int | None = None) -> Difference:
    """Return what changed from version ``old`` to ``new``, the current one without it."""
    from papidesk.domain.comparing import compare

    return compare(documents.get(store, id, old), documents.get(store, id, new))


def restore(store: Store, id: str, version: int, *, who: str) -> Document:
    """Bring the text of an old version back as a new one; return the document.

    The state stays as it is, and so does every version between. An autosaved text is let go: it
    began from what is replaced. Raises what forbids writing in the document.
    """
    with store.unit_of_work():
        documents.check_writable(store, outside_trash(store, id))
        restored = documents.restore_version(
            store, id, version, who=who, reason=f"restore {version}"
        )
        drafts.drop(store, id)
    return restored

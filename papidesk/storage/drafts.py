"""Autosaved text that is no version yet: the last of each document somebody writes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from papidesk.domain.document import Document
from papidesk.domain.record import Record, from_json, to_json
from papidesk.errors import N_
from papidesk.storage import content, documents
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import DRAFTS
from papidesk.storage.store import Store


class DamagedDraftError(StorageError):
    """An autosaved text that is no longer what was saved."""

    message = N_(
        "The autosaved text of “{title}” is damaged: it is not what was saved. The last saved "
        "version is whole; go on from that one."
    )


class Draft(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An autosaved text: the document, the version it began from, when (UTC) and who."""

    document: Document
    based_on: int
    saved_at: str
    saved_by: str


_FOUND = (
    "SELECT document_id, based_on, CAST(content AS BLOB), CAST(content_sha256 AS BLOB), saved_at, "
    "saved_by FROM drafts"
)


def keep(
    store: Store, document: Document, *, based_on: int, who: str, now: datetime | None = None
) -> Draft:
    """Keep ``document`` as the text somebody is writing, in place of the one kept before.

    Nobody's act, so the audit log stays as it is. Raises
    :class:`~papidesk.storage.documents.UnknownDocumentError`, the refusals of a document that is
    not written in now, and :class:`~papidesk.storage.documents.ChangedMeanwhileError` when a text
    that began from a later version is kept already.
    """
    written = to_json(document)
    with store.joined():
        documents.check_writable(store, documents.get(store, document.id))
        later = store.value("SELECT based_on FROM drafts WHERE document_id = ?", (document.id,))
        if later is not None and later > based_on:
            raise documents.ChangedMeanwhileError(
                path=store.path, title=document.title, found=later, expected=based_on
            )
        draft = Draft(document=document, based_on=based_on, saved_at=stored_time(now), saved_by=who)
        drop(store, document.id)
        store.insert(
            DRAFTS,
            {
                "document_id": document.id,
                "based_on": based_on,
                "content": written.decode(),
                "content_sha256": content.sha256(written),
                "saved_at": draft.saved_at,
                "saved_by": who,
            },
        )
    return draft


def get(store: Store, id: str) -> Draft | None:
    """Return the autosaved text of a document, None without one; raises DamagedDraftError."""
    found = store.row(f"{_FOUND} WHERE document_id = ?", (id,))
    return None if found is None else _draft(store, found)


def drop(store: Store, id: str) -> bool:
    """Let go of a document's autosaved text; return whether there was one."""
    with store.joined():
        return store.write("DELETE FROM drafts WHERE document_id = ?", (id,)) > 0


def ids(store: Store) -> list[str]:
    """Return the documents that have an autosaved text, the latest first, trashed ones too."""
    found = store.rows("SELECT document_id FROM drafts ORDER BY saved_at DESC, document_id")
    return [id for (id,) in found]


def every(store: Store) -> list[Draft]:
    """Return all autosaved texts that are whole, the latest first."""
    drafts = []
    for id in ids(store):
        try:
            draft = get(store, id)
        except DamagedDraftError:
            continue  # the last version is whole, and verify tells of this one
        if draft is not None:
            drafts.append(draft)
    return drafts


def problems(store: Store) -> Iterator[DamagedDraftError]:
    """Yield an error for each autosaved text that is not what was saved."""
    for id in ids(store):
        try:
            get(store, id)
        except DamagedDraftError as error:
            yield error


def _draft(store: Store, row: tuple[str, int, bytes, bytes, str, str]) -> Draft:
    id, based_on, written, hashed, saved_at, saved_by = row
    if content.sha256(written).encode() != hashed:
        title = store.value("SELECT CAST(title AS BLOB) FROM documents WHERE id = ?", (id,))
        raise DamagedDraftError(path=store.path, title=_text(title) or id)
    return Draft(
        document=from_json(Document, written),
        based_on=based_on,
        saved_at=saved_at,
        saved_by=saved_by,
    )


def _text(stored: bytes | None) -> str:
    return bytes(stored or b"").decode(errors="replace")

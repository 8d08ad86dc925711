"""Writing in a document: what is kept while typing, and what a crash left behind."""

from __future__ import annotations

from papidesk.domain.document import Document
from papidesk.domain.record import Record, replace
from papidesk.storage import documents, drafts, trash
from papidesk.storage.drafts import Draft
from papidesk.storage.store import Store
from papidesk.workflow import documents as workflow_documents

__all__ = ["Recovery", "any_left", "autosave", "discard", "keep", "recover", "recoverable"]

# What a version that came of a recovered text is called in the history.
RECOVERED = "recover"


class Recovery(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A text that was being written when the program ended, beside the document as it is kept.

    ``stale`` says that the document was saved again since the text was begun from it, ``open``
    that it may be written in (not issued and waiting for no decision).
    """

    document: Document
    current: Document
    saved_at: str
    saved_by: str
    based_on: int
    stale: bool = False
    open: bool = True

    @property
    def id(self) -> str:
        """The document's id."""
        return self.current.id

    @property
    def title(self) -> str:
        """What a list shows: the title as it is written now, else as it was kept."""
        return self.document.title or self.current.title


def autosave(store: Store, document: Document, *, based_on: int, who: str) -> bool:
    """Keep what is being written beside its last version; return whether it differs from that.

    What is the same as the version it began from leaves nothing to recover. Raises what forbids
    writing in the document, and
    :class:`~papidesk.storage.documents.ChangedMeanwhileError` when another text that began from a
    later version is kept.
    """
    with store.unit_of_work():
        stored = documents.get(store, document.id)
        document = replace(document, state=stored.state)
        if document == stored:
            drafts.drop(store, document.id)
            return False
        drafts.keep(store, document, based_on=based_on, who=who)
    return True


def keep(
    store: Store, document: Document, *, based_on: int, who: str, reason: str = ""
) -> tuple[Document, int]:
    """Keep what was written as a new version and let go of its autosaved text, in one step.

    Returns the document as stored and its version; unchanged text makes no version. The state is
    the stored one: writing changes no state. Raises
    :class:`~papidesk.storage.documents.ChangedMeanwhileError` when there is a later version than
    ``based_on``, and what forbids writing.
    """
    with store.unit_of_work():
        stored = documents.get(store, document.id)
        kept = workflow_documents.save(
            store,
            replace(document, state=stored.state),
            who=who,
            reason=reason,
            based_on=based_on,
        )
        drafts.drop(store, document.id)
        return kept, documents.current_version(store, document.id)


def any_left(store: Store) -> bool:
    """Tell whether an autosaved text was left behind: asked at each start, so quickly answered."""
    return bool(drafts.ids(store))


def recoverable(store: Store) -> list[Recovery]:
    """Return the texts a crash left behind, the latest first; none of documents in the trash.

    A text that is damaged is left out: the last version stands, and verifying tells of it.
    """
    found = []
    for draft in drafts.every(store):
        id = draft.document.id
        if trash.is_trashed(store, id):
            continue
        recovery = _recovery(store, draft)
        if recovery.document != recovery.current:
            found.append(recovery)
    return found


def _recovery(store: Store, draft: Draft) -> Recovery:
    current = documents.get(store, draft.document.id)
    version = documents.current_version(store, current.id)
    return Recovery(
        document=replace(draft.document, state=current.state),
        current=current,
        saved_at=draft.saved_at,
        saved_by=draft.saved_by,
        based_on=draft.based_on,
        stale=version != draft.based_on,
        open=documents.is_writable(store, current),
    )


def recover(store: Store, id: str, *, who: str) -> Document:
    """Make the text a crash left behind the current version; return the document.

    What was saved meanwhile stays in the history. Without such a text the document is returned
    as it is. Raises what forbids writing in it, and
    :class:`~papidesk.storage.drafts.DamagedDraftError`.
    """
    with store.unit_of_work():
        draft = drafts.get(store, id)
        current = documents.get(store, id)
        if draft is None:
            return current
        written = replace(draft.document, state=current.state)
        kept = workflow_documents.save(store, written, who=who, reason=RECOVERED)
        drafts.drop(store, id)
    return kept


def discard(store: Store, id: str) -> None:
    """Let go of the text a crash left behind; the last version stands."""
    with store.unit_of_work():
        drafts.drop(store, id)

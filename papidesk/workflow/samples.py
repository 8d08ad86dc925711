"""The samples in a workspace: documents found by their source, tasks and log; cleared away."""

from __future__ import annotations

import hashlib

from papidesk.domain.record import Record
from papidesk.storage import attachments, documents
from papidesk.storage.attachments import Attachment
from papidesk.storage.store import Store
from papidesk.workflow.demo import sample_files
from papidesk.workflow.sample_chain import SampleChain


def present(store: Store) -> list[str]:
    """Return the ids of sample documents that are neither in the trash nor issued here."""
    found: set[str] = set()
    for path in sample_files():
        content = path.read_bytes()
        known = Attachment(
            sha256=hashlib.sha256(content).hexdigest(),
            bytes=len(content),
            media_type="text/plain",
            added_at="",
        )
        found |= set(attachments.documents_with(store, known, role="source"))
    return sorted(id for id in found if not documents.get(store, id).frozen)


class Cleared(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was put into the trash: ids of documents, and the tasks and entries made from them."""

    documents: tuple[str, ...]
    chain: SampleChain | None = None


def clear(store: Store, *, who: str) -> Cleared:
    """Put every sample into the trash and return what it was: :func:`bring_back` undoes it."""
    from papidesk.workflow import documents as acts
    from papidesk.workflow import sample_chain

    with store.unit_of_work():
        ids = present(store)
        chain = sample_chain.clear(store, who=who)
        acts.trash(store, ids, who=who)
    return Cleared(documents=tuple(ids), chain=chain)


def bring_back(store: Store, cleared: Cleared, *, who: str) -> None:
    """Take the samples out of the trash again."""
    from papidesk.workflow import documents as acts
    from papidesk.workflow import sample_chain

    with store.unit_of_work():
        acts.untrash(store, list(cleared.documents), who=who)
        if cleared.chain is not None:
            sample_chain.bring_back(store, cleared.chain, who=who)

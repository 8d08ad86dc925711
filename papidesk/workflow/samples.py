"""The sample documents in a workspace: found again by their source, and cleared away at once."""

from __future__ import annotations

import hashlib

from papidesk.storage import attachments, documents
from papidesk.storage.attachments import Attachment
from papidesk.storage.store import Store
from papidesk.workflow.demo import sample_files


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


def clear(store: Store, *, who: str) -> list[str]:
    """Put every sample into the trash and return their ids; the trash brings them back."""
    from papidesk.workflow import documents as acts

    ids = present(store)
    acts.trash(store, ids, who=who)
    return ids

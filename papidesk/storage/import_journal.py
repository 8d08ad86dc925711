"""What an import changed, in order, so that it can be put back as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from papidesk.storage.schema import IMPORT_JOURNAL
from papidesk.storage.store import Store


class Entry(NamedTuple):
    """One change: ``before`` is None where there was nothing, ``after`` the hash of what came."""

    subject: str
    id: str
    before: str | None
    after_sha256: str


def fingerprint(text: str | None) -> str:
    """Return what tells a state from all others: its SHA-256, "" where there is nothing."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()


def add(store: Store, received_id: str, entries: Iterable[Entry]) -> int:
    """Enter changes behind those an import has already; return how many were added."""
    with store.joined():
        last = store.value(
            "SELECT max(place) FROM import_journal WHERE received_id = ?", (received_id,)
        )
        first = 0 if last is None else int(last) + 1
        return store.bulk(
            IMPORT_JOURNAL,
            ("received_id", "place", "subject", "id", "before", "after_sha256"),
            (
                # "" stands for nothing: no state that is kept is an empty text.
                (received_id, place, one.subject, one.id, one.before or "", one.after_sha256)
                for place, one in enumerate(entries, start=first)
            ),
        )


def latest_first(store: Store, received_id: str) -> list[Entry]:
    """Return what an import changed, the last change first."""
    found = store.rows(
        "SELECT subject, id, before, after_sha256 FROM import_journal WHERE received_id = ? "
        "ORDER BY place DESC",
        (received_id,),
    )
    return [Entry(subject, id, before or None, after) for subject, id, before, after in found]


def forget(store: Store, received_id: str) -> None:
    """Delete the journal of an import that was put back."""
    with store.joined():
        store.write("DELETE FROM import_journal WHERE received_id = ?", (received_id,))

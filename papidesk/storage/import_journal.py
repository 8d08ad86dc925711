"""What an import changed, in order, so that it can be put back as a whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from papidesk.errors import N_
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import IMPORT_JOURNAL
from papidesk.storage.store import Store

_READ = (
    "CAST(subject AS BLOB), CAST(id AS BLOB), CAST(before AS BLOB), CAST(after_sha256 AS BLOB), "
    "CAST(row_sha256 AS BLOB)"
)
_CONTENT = re.compile(rb"[0-9a-f]{64}")


class DamagedJournalError(StorageError):
    """What is kept to undo an import is no longer what was saved."""

    message = N_(
        "What is kept to undo the import of “{name}” is damaged, so it cannot be undone. Nothing "
        "was changed. Restore a backup from before the damage, or mend by hand what is wrong."
    )


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
            ("received_id", "place", "subject", "id", "before", "after_sha256", "row_sha256"),
            (
                # "" stands for nothing: no state that is kept is an empty text.
                (received_id, place, *row, _hash(row))
                for place, one in enumerate(entries, start=first)
                for row in [(one.subject, one.id, one.before or "", one.after_sha256)]
            ),
        )


def latest_first(store: Store, received_id: str) -> list[Entry]:
    """Return what an import changed, the last change first.

    Raises :class:`DamagedJournalError`: what is not what was noted must not be put back.
    """
    found = store.rows(
        f"SELECT {_READ} FROM import_journal WHERE received_id = ? ORDER BY place DESC",
        (received_id,),
    )
    made = []
    for *row, hashed in found:
        if _hash(row) != hashed.decode(errors="replace"):
            raise _damaged(store, received_id)
        subject, id, before, after = (value.decode() for value in row)
        made.append(Entry(subject, id, before or None, after))
    return made


def drop(store: Store, received_id: str, start: int, count: int) -> None:
    """Delete ``count`` changes of an import that were put back: ``start`` is the last one's place.

    The place is that in :func:`latest_first`.
    """
    with store.joined():
        store.write(
            "DELETE FROM import_journal WHERE received_id = ? AND place IN (SELECT place "
            "FROM import_journal WHERE received_id = ? ORDER BY place DESC LIMIT ? OFFSET ?)",
            (received_id, received_id, count, start),
        )


def named(store: Store, hashes: Collection[str]) -> set[str]:
    """Return which of these contents an import that can be undone would bring back."""
    found: set[str] = set()
    for (received_id,) in store.rows("SELECT DISTINCT received_id FROM import_journal"):
        for (before,) in store.rows(
            "SELECT CAST(before AS BLOB) FROM import_journal WHERE received_id = ?", (received_id,)
        ):
            found.update(name.decode() for name in _CONTENT.findall(before))
    return found.intersection(hashes)


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for each import whose journal is not what was noted."""
    # An import at a time: all journals together need not fit into memory.
    for (received_id,) in store.rows("SELECT DISTINCT received_id FROM import_journal"):
        found = store.rows(
            f"SELECT {_READ} FROM import_journal WHERE received_id = ?", (received_id,)
        )
        if any(_hash(row) != hashed.decode(errors="replace") for *row, hashed in found):
            yield _damaged(store, received_id)


def _hash(row: Iterable[Any]) -> str:
    parts = (value if isinstance(value, bytes) else str(value).encode() for value in row)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _damaged(store: Store, received_id: str) -> DamagedJournalError:
    name = store.value(
        "SELECT json_extract(content, '$.file_name') FROM bundles_received "
        "WHERE id = ? AND json_valid(content)",
        (received_id,),
    )
    return DamagedJournalError(path=store.path, name=name or received_id)


def forget(store: Store, received_id: str) -> None:
    """Delete the journal of an import that was put back."""
    with store.joined():
        store.write("DELETE FROM import_journal WHERE received_id = ?", (received_id,))

"""Keeping the search index current: written in the same unit of work as the document itself.

A document's place (the FTS row id) grows with its date, so that walking the index backwards finds
the newest first without sorting. The index has no copy of the texts: to take a document out, its
old texts are given again, so they must be computed the same way as when they went in. When that
way changes, :data:`SCHEME` changes and the index is rebuilt once.
"""

from __future__ import annotations

import datetime
import unicodedata

from papidesk.domain.blocks import Block, texts
from papidesk.domain.document import Document
from papidesk.domain.kinds import kinds
from papidesk.storage import activities, content, incoming, registers, tasks
from papidesk.storage.columns import DERIVED, columns
from papidesk.storage.schema import SEARCH_DOCUMENTS
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.text.tones import same_tone_style

SCHEME = f"1/{unicodedata.unidata_version}"
# So many documents of one day have a place of their own.
_PLACES_A_DAY = 1 << 20
_INDEXES = ("search", "search_typing", "search_numbers")


def parts(document: Document) -> list[str]:
    """Return the texts a document is found by, in reading order, empty ones left out."""
    known = kinds().get(document.kind)
    annexed: list[str] = []
    for annex in document.annexes:
        annexed += [annex.title, annex.note, *_block_texts(annex.blocks), annex.closing]
    found = [
        number_label(document),
        known.name if known else "",
        document.abstract,
        document.issuer,
        document.superior,
        document.place,
        *document.bases,
        *document.addressees,
        *_block_texts(document.blocks),
        document.closing,
        *document.recipients,
        *document.signature.lines,
        document.signature.name,
        *(note.text.text for note in document.footnotes),
        *annexed,
    ]
    return [unicodedata.normalize("NFC", part) for part in found if part]


def exact_text(text: str) -> str:
    """Return text (NFC) as the exact column has it: lower case, hoà as hòa."""
    return same_tone_style(text.lower())


def number_label(document: Document) -> str:
    """Return number and symbol as they are written: "05/KH-UBND"; what is missing is left out."""
    return "/".join(part for part in (document.number, document.symbol) if part)


def replace_document(
    store: Store, before: Document | None, document: Document, version: int
) -> None:
    """Make the index say what ``document`` says and no longer what ``before`` said."""
    place = remove_document(store, before) if before is not None else None
    day = document.date.date
    if place is None or (day is not None and place // _PLACES_A_DAY != day.toordinal()):
        place = _free_place(store, day or datetime.datetime.now(datetime.UTC).date())
    store.insert(SEARCH_DOCUMENTS, {"place": place, "document_id": document.id, "version": version})
    exact, folded, label = _texts(document)
    store.write(
        "INSERT INTO search (rowid, exact, folded) VALUES (?, ?, ?)", (place, exact, folded)
    )
    store.write("INSERT INTO search_typing (rowid, folded) VALUES (?, ?)", (place, folded))
    store.write("INSERT INTO search_numbers (rowid, label) VALUES (?, ?)", (place, label))


def remove_document(store: Store, document: Document) -> int | None:
    """Take ``document`` out of the index; return the place it had, None when it was not in."""
    place = store.value("SELECT place FROM search_documents WHERE document_id = ?", (document.id,))
    if place is None:
        return None
    exact, folded, label = _texts(document)
    store.write(
        "INSERT INTO search (search, rowid, exact, folded) VALUES ('delete', ?, ?, ?)",
        (place, exact, folded),
    )
    store.write(
        "INSERT INTO search_typing (search_typing, rowid, folded) VALUES ('delete', ?, ?)",
        (place, folded),
    )
    store.write(
        "INSERT INTO search_numbers (search_numbers, rowid, label) VALUES ('delete', ?, ?)",
        (place, label),
    )
    store.write("DELETE FROM search_documents WHERE place = ?", (place,))
    return int(place)


def rebuild(store: Store) -> int:
    """Write the whole index anew from the documents; return how many are in it."""
    written = 0
    with store.joined():
        store.write("DELETE FROM search_documents")
        for index in _INDEXES:
            store.write(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        ids = store.rows("SELECT id, version, trashed_at IS NULL FROM documents ORDER BY id")
        for id, version, found in ids:
            try:
                document = content.document(store, id, version)
            except content.DamagedContentError:
                continue  # the workspace must open all the same; verify tells of it
            if document is None:
                continue
            _refresh_list(store, document)
            if found:
                replace_document(store, None, document, version)
                written += 1
        registers.refold(store)
        incoming.refold(store)
        activities.refold(store)
        tasks.refold(store)
        store.write("UPDATE workspace SET search_scheme = ?", (SCHEME,))
    return written


def _refresh_list(store: Store, document: Document) -> None:
    """Fold and sort a document in the list anew, as this program does it."""
    values = columns(document)
    assignments = ", ".join(f"{name} = :{name}" for name in sorted(DERIVED))
    store.write(
        f"UPDATE documents SET {assignments} WHERE id = :id",
        {name: values[name] for name in ("id", *DERIVED)},
    )


def is_current(store: Store) -> bool:
    """Tell whether the index was written the way this program writes it."""
    return bool(store.value("SELECT search_scheme FROM workspace") == SCHEME)


def check(store: Store) -> int:
    """Return how many documents the index has wrong or not at all; 0 when all is well.

    The structure of the index itself is checked by SQLite and raises
    :class:`~papidesk.storage.failures.DamagedDatabaseError`; not where the database can only be
    read, since the question is asked as a change.
    """
    if not store.read_only:
        with store.joined():
            for index in _INDEXES:
                store.write(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
    return int(
        store.value(
            "SELECT (SELECT count(*) FROM documents d LEFT JOIN search_documents s "
            "ON s.document_id = d.id AND s.version = d.version "
            "WHERE d.trashed_at IS NULL AND s.place IS NULL) + "
            "(SELECT count(*) FROM search_documents s JOIN documents d ON d.id = s.document_id "
            "WHERE d.trashed_at IS NOT NULL)"
        )
    )


def _texts(document: Document) -> tuple[str, str, str]:
    """Return what goes into the columns: exact, folded, and the number's label."""
    text = "\n".join(parts(document))
    # A space before the number: " 5/kh" finds number 5 and not 15; with and without its zero.
    label = fold(number_label(document))
    label = f" {label} {label.lstrip('0')}" if label.startswith("0") else f" {label}"
    return exact_text(text), fold(text), label


def _block_texts(blocks: tuple[Block, ...]) -> list[str]:
    return [text for block in blocks for text in texts(block)]


def _free_place(store: Store, day: datetime.date) -> int:
    first = day.toordinal() * _PLACES_A_DAY
    taken = store.value(
        "SELECT max(place) FROM search_documents WHERE place >= ? AND place < ?",
        (first, first + _PLACES_A_DAY),
    )
    return first if taken is None else int(taken) + 1

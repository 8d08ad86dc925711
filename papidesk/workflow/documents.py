"""Taking documents in, listing, finding, changing and deleting them."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.blocks import Block, PageBreak
from papidesk.domain.completing import complete
from papidesk.domain.document import Document, State
from papidesk.domain.ids import new_id
from papidesk.domain.manuscript import Manuscript, Reading, Remark
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents as stored
from papidesk.storage import listing as listed
from papidesk.storage import trash as trashed
from papidesk.storage.listing import DocumentFilter, DocumentRow, SortKey
from papidesk.storage.store import Store

if TYPE_CHECKING:
    from papidesk.domain.recognise.recognise import Recognition

__all__ = [
    "AmbiguousIdError", "DocumentRow", "Imported", "Taken", "count", "find_id", "get",
    "import_file", "import_files", "import_html", "import_text", "listing", "reading_of",
    "recognised", "save", "search", "trash", "untrash", "years",
]  # fmt: skip


class AmbiguousIdError(PapiDeskError):
    """The beginning of an id that several documents share."""

    message = N_("Several documents' ids begin with “{id}”. Give more of it.")


class Imported(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file that became a draft: the document as saved, and how it was understood.

    ``same_as`` names the document the same file had been imported as before, "" when it is new.
    """

    name: str
    document: Document
    reading: Reading
    same_as: str = ""

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a person should know: what could not be read, what was inferred."""
        guessed = tuple(
            Remark(message=_GUESSED[field], values={"value": getattr(self.document, field)})
            for field in self.document.guessed
            if field in _GUESSED
        )
        remarks = self.reading.remarks + guessed
        if self.same_as:
            remarks += (Remark(message=_AGAIN, values={"document": self.same_as}),)
        return remarks


_AGAIN = N_(
    "The same file was imported before, as “{document}”. Put one of the two into the trash if it "
    "is not needed."
)
_GUESSED = {
    "issuer": N_("The issuing office was inferred from the text: {value}. Please check it."),
    "place": N_("The place was inferred from the issuing office: {value}. Please check it."),
    "symbol": N_("The symbol was inferred from kind and office: {value}. Please check it."),
}


class Taken(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file that was recognised and waits to be kept: its bytes stay with the document."""

    name: str
    document: Document
    reading: Reading
    source: bytes = b""


def recognised(path: Path) -> Taken:
    """Return what stands in the file at ``path``, ready to be kept; nothing is stored yet.

    Head fields that it lacks are inferred (:mod:`papidesk.domain.completing`). This is the slow
    part of an import and needs no database, so a worker can do it.
    """
    from papidesk.storage.attachments import kept_name
    from papidesk.workflow.reading import (
        ChangedMeanwhileError,
        file_state,
        read_whole,
        recognise_file,
    )

    before = file_state(path)
    recognition = recognise_file(path)
    source = read_whole(path)
    if file_state(path) != before:
        raise ChangedMeanwhileError(name=path.name)
    return _taken(recognition, kept_name(path.name), source)


def _taken(recognition: Recognition, name: str, source: bytes) -> Taken:
    document = with_block_ids(complete(recognition.document))
    return Taken(name=name, document=document, reading=recognition.reading, source=source)


def keep(store: Store, taken: Sequence[Taken], *, who: str) -> list[Imported]:
    """Save recognised files as drafts, their originals beside them: all of them, or none."""
    from papidesk.storage import attachments

    imported = []
    with store.unit_of_work():
        for one in taken:
            document = stored.save(store, one.document, who=who, reason=f"import: {one.name}")
            before = ""
            if one.source:
                media_type = mimetypes.guess_type(one.name)[0] or "application/octet-stream"
                original = attachments.add_bytes(store, one.source, media_type=media_type)
                before = _latest(store, attachments.documents_with(store, original, role="source"))
                attachments.link(store, original, document.id, one.name, role="source")
            imported.append(
                Imported(name=one.name, document=document, reading=one.reading, same_as=before)
            )
    return imported


def _latest(store: Store, ids: list[str]) -> str:
    """Return the last of the documents ``ids`` as a person knows it: number, symbol and title."""
    for row in listed.by_ids(store, ids[-1:]):
        label = "/".join(part for part in (row.number, row.symbol) if part)
        return " ".join(part for part in (label, row.title) if part)
    return ""


def import_files(store: Store, paths: Iterable[Path], *, who: str) -> list[Imported]:
    """Recognise files into drafts: all of them, or none when one is refused."""
    return keep(store, [recognised(path) for path in paths], who=who)


def import_file(store: Store, path: Path, *, who: str) -> Imported:
    """Recognise one file into a draft."""
    return import_files(store, [path], who=who)[0]


def import_text(store: Store, text: str, name: str, *, who: str) -> Imported:
    """Recognise pasted text into a draft; ``name`` is what its original is kept as."""
    from papidesk.domain.recognise.from_text import read_text

    manuscript = read_text(text, f"{name}.txt")
    return _import_manuscript(store, manuscript, text.encode(), who=who)


def import_html(store: Store, html: str, name: str, *, who: str) -> Imported:
    """Recognise pasted HTML (from Word, LibreOffice, a browser) into a draft."""
    from papidesk.domain.recognise.from_html import read_html

    manuscript = read_html(html, f"{name}.html")
    return _import_manuscript(store, manuscript, html.encode(), who=who)


def _import_manuscript(
    store: Store, manuscript: Manuscript, source: bytes, *, who: str
) -> Imported:
    from papidesk.domain.recognise.recognise import recognise

    return keep(store, [_taken(recognise(manuscript), manuscript.name, source)], who=who)[0]


def reading_of(store: Store, id: str) -> Reading | None:
    """Return how an imported draft was understood, as long as nobody changed it; None afterwards.

    It is read again from the original kept beside the draft, so that a check can judge the lines as
    they were written and name them.
    """
    from papidesk.storage import attachments
    from papidesk.workflow.reading import recognise_file

    source = next((a for a in attachments.links(store, id) if a.role == "source"), None)
    if source is None or stored.current_version(store, id) != 1:
        return None
    try:
        attachments.read(store, source.sha256, source.name)
    except (attachments.AttachmentMissingError, attachments.AttachmentChangedError):
        return None  # the draft is there all the same; verify tells of the file
    path = attachments.path_of(store, source.sha256, source.name)
    return recognise_file(path, Path(source.name).suffix).reading


def with_block_ids(document: Document) -> Document:
    """Return ``document`` with an id on every block that has none, for what points at a block."""
    annexes = tuple(
        replace(annex, blocks=tuple(_identified(block) for block in annex.blocks))
        for annex in document.annexes
    )
    blocks = tuple(_identified(block) for block in document.blocks)
    return replace(document, blocks=blocks, annexes=annexes)


def _identified(block: Block) -> Block:
    # Eight letters of the random part: unique within a document, short in every stored version.
    return block if block.id or isinstance(block, PageBreak) else replace(block, id=new_id()[-8:])


def get(store: Store, id: str) -> Document:
    """Return a document; raises :class:`papidesk.storage.documents.UnknownDocumentError`."""
    return stored.get(store, id)


def find_id(store: Store, beginning: str) -> str:
    """Return the one id that is or begins with ``beginning``.

    Raises :class:`papidesk.storage.documents.UnknownDocumentError`, :class:`AmbiguousIdError`.
    """
    if not beginning:
        # Every id begins so: with a single document in the workspace it would be taken for meant.
        stored.get(store, beginning)
    found = listed.ids_beginning(store, beginning)
    if len(found) > 1 and beginning not in found:
        raise AmbiguousIdError(id=beginning)
    if not found:
        stored.get(store, beginning)
    return beginning if beginning in found else found[0]


def save(
    store: Store, document: Document, *, who: str, reason: str = "", based_on: int | None = None
) -> Document:
    """Keep a changed document as a new version; fields a person filled are no guesses any more.

    ``based_on`` is the version the change began from: raises
    :class:`papidesk.storage.documents.ChangedMeanwhileError` when there is a later one.
    """
    if document.id and document.guessed:
        before = stored.get(store, document.id)
        touched = {f for f in document.guessed if getattr(before, f) != getattr(document, f)}
        document = replace(document, guessed=tuple(f for f in document.guessed if f not in touched))
    return stored.save(store, document, who=who, reason=reason, based_on=based_on)


def listing(
    store: Store,
    *,
    kind: str | None = None,
    year: int | None = None,
    state: State | None = None,
    text: str = "",
    trashed: bool = False,
    sort: SortKey = "updated",
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> list[DocumentRow]:
    """Return the documents that fit, sorted; ``text`` is looked for in number and title."""
    chosen = DocumentFilter(
        kinds=(kind,) if kind else (),
        years=(year,) if year else (),
        states=(state,) if state else (),
        text=text,
        trashed=trashed,
    )
    return listed.rows(store, chosen, sort=sort, descending=descending, limit=limit, offset=offset)


def count(
    store: Store,
    *,
    kind: str | None = None,
    year: int | None = None,
    state: State | None = None,
    text: str = "",
    trashed: bool = False,
) -> int:
    """Return how many documents :func:`listing` has for the same choice."""
    chosen = DocumentFilter(
        kinds=(kind,) if kind else (),
        years=(year,) if year else (),
        states=(state,) if state else (),
        text=text,
        trashed=trashed,
    )
    return listed.count(store, chosen)


def years(store: Store) -> list[int]:
    """Return the years documents are dated in, the latest first."""
    return listed.years(store)


def search(store: Store, text: str, *, limit: int = 50) -> list[DocumentRow]:
    """Return the documents ``text`` stands in, with or without dấu: exact hits first, then new."""
    from papidesk.storage.search import search as find

    return [hit.row for hit in find(store, text, limit=limit)]


def trash(store: Store, ids: Iterable[str], *, who: str) -> None:
    """Put documents into the trash for thirty days: all of them, or none."""
    with store.joined():
        for id in ids:
            trashed.trash(store, id, who=who)


def untrash(store: Store, ids: Iterable[str], *, who: str) -> None:
    """Bring documents back from the trash: all of them, or none."""
    with store.joined():
        for id in ids:
            trashed.untrash(store, id, who=who)

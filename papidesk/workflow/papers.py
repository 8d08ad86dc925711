"""Printing a document as PDF or as a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from papidesk import settings
from papidesk.domain.document import Document
from papidesk.domain.manuscript import Reading
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.workflow.files import write_whole

if TYPE_CHECKING:
    from papidesk.printing.render import Printed
    from papidesk.storage.store import Store


class UnknownPaperError(PapiDeskError):
    """A file name that ends in neither .pdf nor .docx."""

    message = N_("“{name}” must end in .pdf or .docx: that decides what is made.")


class OwnSourceError(PapiDeskError):
    """A paper that would be written over the file it is made from."""

    message = N_(
        "“{name}” is the file to be read: it would be lost. Choose another name for the new one."
    )


class Converted(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file that was recognised and printed without a workspace."""

    document: Document
    reading: Reading


def pdf(document: Document) -> bytes:
    """Return ``document`` as the bytes of a PDF in the official form."""
    from papidesk.printing.render import render

    return render(document, fonts=real_times())


def printed(document: Document) -> Printed:
    """Return :func:`pdf`'s file with its page counts and where each block stands."""
    from papidesk.printing.render import printed as print_paper

    return print_paper(document, fonts=real_times())


def frozen_pdf(store: Store, id: str) -> bytes | None:
    """Return the very file an issued document was frozen as; None for one that is not issued."""
    from papidesk.storage import attachments, snapshots

    snapshot = snapshots.get(store, id)
    return None if snapshot is None else attachments.read(store, snapshot.pdf_sha256)


def printed_of(store: Store, document: Document) -> Printed:
    """Return :func:`printed`'s file; for an issued document the one it was frozen as.

    A program that prints otherwise today does not know where the blocks stand in that file.
    """
    fresh = printed(document)
    frozen = frozen_pdf(store, document.id) if document.frozen else None
    if frozen is None or frozen == fresh.pdf:
        return fresh
    return replace(fresh, pdf=frozen, places=())


def real_times() -> Path | None:
    """Return where Windows keeps Times New Roman; None elsewhere or where it is not wanted."""
    from papidesk.printing.fonts import windows_fonts

    folder = windows_fonts()
    if folder is None or not settings.load(settings.default_path()).real_times:
        return None
    return folder


def docx(document: Document) -> bytes:
    """Return ``document`` as the bytes of a Word file in the official form."""
    from papidesk.printing.render import fit
    from papidesk.word.writer import write

    # Word breaks pages by itself: only with the same spacing do its pages end where ours end.
    settled = fit(document)
    return write(document, lines=settled.lines, signature_mm=settled.signature_mm)


def write_paper(document: Document, target: Path) -> Path:
    """Print ``document`` into ``target``, PDF or Word by its ending, and return ``target``.

    Raises :class:`UnknownPaperError`, :class:`papidesk.workflow.files.NotWrittenError`.
    """
    makers = {".pdf": pdf, ".docx": docx}
    maker = makers.get(target.suffix.lower())
    if maker is None:
        raise UnknownPaperError(name=target.name)
    return write_whole(target, maker(document))


def print_document(store: Store, id: str, target: Path) -> Path:
    """Print a document of the workspace into ``target``; an issued one as it was frozen.

    The PDF of an issued document is the very file that was made when it was issued.
    """
    from papidesk.storage import attachments, documents, snapshots

    snapshot = snapshots.get(store, id)
    if snapshot is None:
        return write_paper(documents.get(store, id), target)
    if target.suffix.lower() == ".pdf":
        return write_whole(target, attachments.read(store, snapshot.pdf_sha256, target.name))
    return write_paper(snapshots.issued_document(store, snapshot), target)


def convert(source: Path, target: Path) -> Converted:
    """Recognise the file ``source`` and print it into ``target``; no workspace is needed."""
    from papidesk.workflow.reading import recognise_file

    if target.suffix.lower() not in (".pdf", ".docx"):
        raise UnknownPaperError(name=target.name)
    if _is_same(source, target):
        raise OwnSourceError(name=target.name)
    recognition = recognise_file(source)
    write_paper(recognition.document, target)
    return Converted(document=recognition.document, reading=recognition.reading)


def _is_same(source: Path, target: Path) -> bool:
    try:
        return target.samefile(source)
    except (OSError, ValueError):
        return False  # one of them is not there, or cannot be looked at

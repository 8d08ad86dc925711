"""Reading a file of any accepted form into a manuscript, and understanding it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.errors import N_, PapiDeskError, Term

if TYPE_CHECKING:
    from papidesk.domain.manuscript import Manuscript
    from papidesk.domain.recognise.recognise import Recognition

TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown", ""})
HTML_SUFFIXES = frozenset({".html", ".htm"})
WORD_SUFFIXES = frozenset({".docx", ".docm", ".doc", ".dotx", ".rtf", ".odt"})
ACCEPTED = (".docx", ".txt", ".md", ".html")
# A plan is some ten kilobytes; beyond this a "text" is a data file opened by mistake.
TEXT_LIMIT = 20 * 1024 * 1024


class NotReadError(PapiDeskError):
    """A file could not be read from the disk."""

    message = N_(
        "“{name}” could not be read: {detail}. Check that it is there and not open elsewhere."
    )


class UnknownFormError(PapiDeskError):
    """A file of a form the program does not read."""

    message = N_(
        "“{name}” is of a form that cannot be opened here. Save it as a Word file (.docx) or as "
        "text (.txt) and open that."
    )


class PdfGivenError(PapiDeskError):
    """A PDF was given where its source is needed."""

    message = N_(
        "“{name}” is a PDF: its text cannot be taken over reliably. Open the Word file it was made "
        "from, or copy its text and paste it."
    )


class TooLongError(PapiDeskError):
    """A text too long to be an administrative document."""

    message = N_("“{name}” has {size} MB of text, more than a document can have ({limit} MB).")


def read_manuscript(path: Path, suffix: str | None = None) -> Manuscript:
    """Return what stands in the file at ``path``, read by its form.

    ``suffix`` tells the form of a file whose own name does not, such as an attachment.
    Raises :class:`NotReadError`, :class:`UnknownFormError`, :class:`PdfGivenError`,
    :class:`TooLongError`, or what the reader of the form refuses with.
    """
    suffix = (path.suffix if suffix is None else suffix).lower()
    if suffix in WORD_SUFFIXES:
        from papidesk.word.reader import read

        _must_exist(path)
        return read(path)
    if suffix == ".pdf":
        raise PdfGivenError(name=path.name)
    if suffix in TEXT_SUFFIXES or suffix in HTML_SUFFIXES:
        return _read_text(path, html=suffix in HTML_SUFFIXES)
    _must_exist(path)
    raise UnknownFormError(name=path.name)


def _read_text(path: Path, *, html: bool) -> Manuscript:
    from papidesk.text.encodings import decode

    _must_exist(path)
    size = path.stat().st_size
    if size > TEXT_LIMIT:
        raise TooLongError(
            name=path.name, size=size // 1024 // 1024, limit=TEXT_LIMIT // 1024 // 1024
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotReadError(name=path.name, detail=error.strerror or str(error)) from error
    if data.startswith(b"%PDF-"):
        raise PdfGivenError(name=path.name)
    decoded = decode(data)
    if html:
        from papidesk.domain.recognise.from_html import read_html

        return read_html(decoded.text, path.name)
    from papidesk.domain.recognise.from_text import read_text

    return read_text(decoded.text, path.name, decoded.encoding)


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise NotReadError(name=path.name, detail=Term(N_("it does not exist")))
    if not path.is_file():
        raise NotReadError(name=path.name, detail=Term(N_("it is a folder")))


def recognise_file(path: Path, suffix: str | None = None) -> Recognition:
    """Return the document that stands in the file at ``path`` and how it was understood."""
    from papidesk.domain.recognise.recognise import recognise

    return recognise(read_manuscript(path, suffix))

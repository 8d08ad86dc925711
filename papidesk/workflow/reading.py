"""Reading a file of any accepted form into a manuscript, and understanding it."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.errors import N_, PapiDeskError, Term
from papidesk.system_words import said

if TYPE_CHECKING:
    from papidesk.domain.manuscript import Manuscript
    from papidesk.domain.recognise.recognise import Recognition

TEXT_SUFFIXES = frozenset({".txt", ".md", ".text", ".markdown", ""})
HTML_SUFFIXES = frozenset({".html", ".htm"})
WORD_SUFFIXES = frozenset({".docx", ".docm", ".doc", ".dotx", ".rtf", ".odt"})
ACCEPTED = (".docx", ".txt", ".md", ".html")
# A plan is some ten kilobytes; beyond this a "text" is a data file opened by mistake.
TEXT_LIMIT = 20 * 1024 * 1024
# The longest papers have some ten thousand lines; a web page's marks are counted alike.
LINES_LIMIT = 300_000
OPEN_MARKS_LIMIT = 5_000


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


class TooManyLinesError(PapiDeskError):
    """A text of more lines, or more tags, than any paper has."""

    message = N_(
        "“{name}” has more than {limit} lines or marks and is no document, but data or a page of "
        "the web. Copy the text of the document itself and paste it."
    )


class ChangedMeanwhileError(PapiDeskError):
    """A file that another program wrote to while it was read."""

    message = N_("“{name}” was changed while it was read. Wait until it is saved, then try again.")


def read_manuscript(path: Path, suffix: str | None = None) -> Manuscript:
    """Return what stands in the file at ``path``, read by its form.

    ``suffix`` tells the form of a file whose own name does not, such as an attachment.
    Raises :class:`NotReadError`, :class:`UnknownFormError`, :class:`PdfGivenError`,
    :class:`TooLongError`, or what the reader of the form refuses with.
    """
    suffix = (path.suffix if suffix is None else suffix).lower()
    file_state(path)
    if suffix in WORD_SUFFIXES:
        from papidesk.word.reader import read

        return read(path)
    if suffix == ".pdf":
        raise PdfGivenError(name=path.name)
    if suffix in TEXT_SUFFIXES or suffix in HTML_SUFFIXES:
        return _read_text(path, html=suffix in HTML_SUFFIXES)
    raise UnknownFormError(name=path.name)


def _read_text(path: Path, *, html: bool) -> Manuscript:
    from papidesk.text.encodings import decode

    size, _ = file_state(path)
    if size > TEXT_LIMIT:
        raise TooLongError(
            name=path.name, size=size // 1024 // 1024, limit=TEXT_LIMIT // 1024 // 1024
        )
    data = read_whole(path)
    if data.startswith(b"%PDF-"):
        raise PdfGivenError(name=path.name)
    decoded = decode(data)
    _must_be_a_paper(path, decoded.text, html=html)
    if html:
        from papidesk.domain.recognise.from_html import read_html

        return read_html(decoded.text, path.name)
    from papidesk.domain.recognise.from_text import read_text

    return read_text(decoded.text, path.name, decoded.encoding)


def _must_be_a_paper(path: Path, text: str, *, html: bool) -> None:
    if html:
        # Python's parser looks for the end of each open mark again: quadratic in their number.
        marks = text.count("<") + text.count("&")
        too_many = marks > LINES_LIMIT or text.count("<") - text.count(">") > OPEN_MARKS_LIMIT
    else:
        too_many = text.count("\n") + text.count("\r") > LINES_LIMIT
    if too_many:
        raise TooManyLinesError(name=path.name, limit=LINES_LIMIT)


def read_whole(path: Path) -> bytes:
    """Return the bytes of the file at ``path``; raises :class:`NotReadError`."""
    file_state(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotReadError(name=path.name, detail=said(error)) from error


def file_state(path: Path) -> tuple[int, int]:
    """Return size and time of change of a file; raises :class:`NotReadError` for anything else.

    Devices and pipes are no files: reading one may never come to an end.
    """
    name = path.name or str(path)
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotReadError(name=name, detail=Term(N_("it does not exist"))) from error
    except OSError as error:
        raise NotReadError(name=name, detail=said(error)) from error
    except ValueError as error:  # a NUL in the name
        raise NotReadError(name=name, detail=Term(N_("it does not exist"))) from error
    if stat.S_ISDIR(found.st_mode):
        raise NotReadError(name=name, detail=Term(N_("it is a folder")))
    if not stat.S_ISREG(found.st_mode):
        raise NotReadError(name=name, detail=Term(N_("it is a device and no file")))
    return found.st_size, found.st_mtime_ns


def recognise_file(path: Path, suffix: str | None = None) -> Recognition:
    """Return the document that stands in the file at ``path`` and how it was understood."""
    from papidesk.domain.recognise.recognise import recognise

    return recognise(read_manuscript(path, suffix))

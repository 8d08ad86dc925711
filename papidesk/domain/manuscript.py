"""A paper as it was read from a file, before anything of it is understood.

Readers (text, HTML, Word) make a manuscript; :mod:`papidesk.domain.recognise` makes the document.
Every visible word of the input is in it, in reading order.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from papidesk.domain.record import Record
from papidesk.domain.richtext import RichText

Form = Literal["text", "markdown", "docx", "html"]


class Piece(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where a stretch of a text came from: offset in it, then line and column (from 1)."""

    offset: int
    line: int
    column: int = 1


class Line(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One paragraph of a Word file or HTML, or one physical line of a text file.

    ``number`` is an automatic list number the reader computed ("1.", "a)"), not part of ``text``;
    ``list_level`` its level from 0. ``heading`` is a heading style's or Markdown heading's level
    from 1, else 0. ``size`` is the text's size in points where the file says it, else 0.
    Soft line breaks inside a Word paragraph stay as newlines in ``text``. ``page_break``: a page
    break stands before it. ``indent`` is in points, or in characters for text files. ``pieces``
    are further places where text and file stop running side by side (markup was taken away).
    """

    text: RichText
    line: int
    column: int = 1
    number: str = ""
    list_level: int = 0
    bullet: bool = False
    heading: int = 0
    align: Literal["", "left", "center", "right", "both"] = ""
    indent: float = 0.0
    size: float = 0.0
    blank_before: bool = False
    page_break: bool = False
    landscape: bool = False
    pieces: tuple[Piece, ...] = ()


class GridCell(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A cell of a table that was read: its lines, and how far it reaches."""

    lines: tuple[Line, ...] = ()
    colspan: int = 1
    rowspan: int = 1


class Grid(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A table that was read; cells reached into from above or the left are left out.

    ``borders`` False marks the invisible tables that papers are laid out with (head, foot).
    ``widths`` are shares of 1 where the file says them.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    line: int
    widths: tuple[float, ...] = ()
    header_rows: int = 0
    borders: bool = True
    page_break: bool = False
    landscape: bool = False


Part = Line | Grid


class Remark(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a person should know about the reading: a message id with its values."""

    message: str
    values: dict[str, str | int] = msgspec.field(default_factory=dict)


class ReadNote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A footnote or endnote the reader found; marks of style "note" refer to its id."""

    id: str
    text: RichText


class Manuscript(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All that was read from one file."""

    name: str
    form: Form
    parts: tuple[Part, ...] = ()
    notes: tuple[ReadNote, ...] = ()
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    encoding: str = ""
    remarks: tuple[Remark, ...] = ()


ZoneName = Literal[
    "superior", "issuer", "motto", "number", "symbol", "place", "date", "kind", "abstract",
    "authority_line", "bases", "addressees", "body", "closing", "recipients", "signature",
    "annexes", "stamp",
]  # fmt: skip


class Zone(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Where a zone stood and how sure the recogniser is of it (0 to 1; below 0.7 is a guess)."""

    name: ZoneName
    sure: float
    first_line: int
    last_line: int
    text: str = ""


class Reading(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How a document was understood: zones, and where each text of it stood in the file.

    ``places`` maps a path of the document to the pieces its text came from. Paths: "superior",
    "issuer", "number", "symbol", "place", "date", "kind", "abstract", "authority_line",
    "signature", "closing"; "bases/0", "addressees/0", "recipients/0"; "blocks/3" (offsets count
    in the block's text, without number or marker); "blocks/4/rows/1/cells/0/2" for the third
    paragraph of a cell; the same below "annexes/0/", with "annexes/0/title" and "…/note".
    Between two pieces text and file run side by side: offset o of a piece (offset, line, column)
    stands in ``line`` at ``column`` + o - ``offset``.
    """

    form: Form = "text"
    name: str = ""
    zones: tuple[Zone, ...] = ()
    places: dict[str, tuple[Piece, ...]] = msgspec.field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def zone(self, name: ZoneName) -> Zone | None:
        """Return the zone called ``name``, or None when it was not found."""
        return next((zone for zone in self.zones if zone.name == name), None)

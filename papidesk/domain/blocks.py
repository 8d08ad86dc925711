"""What the body of a document is made of: headings, paragraphs, items, tables, page breaks."""

from __future__ import annotations

from typing import Literal

from papidesk.domain.record import Record
from papidesk.domain.richtext import Mark, RichText


class Heading(
    Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="heading"
):
    """A numbered (or named) place in the outline: a title of its own, or a numbered paragraph.

    ``level`` counts from 1. The printed number is computed (:mod:`papidesk.domain.numbering`);
    ``number_as_written`` is what an imported paper had, "" where it had none. ``format`` is the
    number's pattern where it differs from the document's scheme ("%1)", "(%1)", "Điều %1.").
    ``run_in``: a numbered paragraph printed as running text, not a title in bold.
    """

    level: int
    text: str = ""
    marks: tuple[Mark, ...] = ()
    number_as_written: str = ""
    format: str = ""
    numbered: bool = True
    run_in: bool = False
    id: str = ""


class Paragraph(
    Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="paragraph"
):
    """Running text; ``style`` is one of the few official ones."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    style: Literal["body", "center", "right", "note"] = "body"
    id: str = ""


class Item(Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="item"):
    """A dash item: level 1 is "-", level 2 is "+"; ``marker`` is the sign as written."""

    level: int = 1
    text: str = ""
    marks: tuple[Mark, ...] = ()
    marker: str = "-"
    id: str = ""


class Cell(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A table cell: its paragraphs, and over how many columns and rows it reaches."""

    paragraphs: tuple[RichText, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: Literal["", "left", "center", "right", "both"] = ""

    @property
    def text(self) -> str:
        """The paragraphs' text, a line each."""
        return "\n".join(part.text for part in self.paragraphs)


class Row(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A table row: only cells that begin here; those reaching in from above are left out."""

    cells: tuple[Cell, ...] = ()


class Table(Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="table"):
    """A table; the first ``header_rows`` repeat on each page; ``widths`` are shares of 1."""

    rows: tuple[Row, ...] = ()
    header_rows: int = 1
    widths: tuple[float, ...] = ()
    borders: bool = True
    id: str = ""

    @property
    def columns(self) -> int:
        """How many columns the widest row reaches over, cells from above counted."""
        reaching: dict[int, int] = {}
        widest = 0
        for index, row in enumerate(self.rows):
            width = reaching.get(index, 0) + sum(cell.colspan for cell in row.cells)
            widest = max(widest, width)
            for cell in row.cells:
                for below in range(index + 1, index + cell.rowspan):
                    reaching[below] = reaching.get(below, 0) + cell.colspan
        return widest


class PageBreak(
    Record, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag="page_break"
):
    """The next block begins on a new page."""

    id: str = ""


Block = Heading | Paragraph | Item | Table | PageBreak
TextBlock = Heading | Paragraph | Item


def rich(block: TextBlock) -> RichText:
    """Return the text of a block with its formatting."""
    return RichText(text=block.text, marks=block.marks)


def texts(block: Block) -> list[str]:
    """Return every piece of text a block holds, cells row by row, without numbers."""
    if isinstance(block, Table):
        return [part.text for row in block.rows for cell in row.cells for part in cell.paragraphs]
    return [] if isinstance(block, PageBreak) else [block.text]

"""A register printed as a book: the cover, then the table across the sheet, its head on each page.

Rows are set and drawn one after the other, so that a year of ten thousand papers takes seconds.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from papidesk.domain import issuer_name
from papidesk.domain.layout_profile import LayoutProfile, load
from papidesk.domain.paper import Paper
from papidesk.domain.register_book import (
    COVER_WIDTH_EM,
    BookColumn,
    RegisterBook,
    Value,
    shown,
)
from papidesk.printing.fonts import printing_with
from papidesk.printing.pen import DESCENT, Pen
from papidesk.printing.render import Printed, canvas_for
from papidesk.printing.spelled import spelled
from papidesk.printing.styles import POINTS_PER_MM, Sheet
from papidesk.printing.typesetting import SetLine, Type, set_plain, type_of

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SIZE = 11.0  # points of the table: the decree leaves it open
_PAD = 3.0  # points between a cell's lines and its frame
_WEIGHT = 0.5
# Cells that stand in many rows ("Như trên; Lưu: VT") are set once.
_KEPT_CELLS = 20_000
_SHORT = 6  # letters that always fit


class _Row(NamedTuple):
    cells: Sequence[list[SetLine]]
    lines: int


def register_pdf(
    book: RegisterBook, *, profile: LayoutProfile | None = None, fonts: Path | None = None
) -> Printed:
    """Return the book as PDF on A4 across: the cover without a number, then the table.

    Signs the font does not have are spelled by their code.
    """
    with printing_with(fonts):
        sheet = Sheet(profile or load())
        stream = io.BytesIO()
        title = f"{book.form.title} năm {book.year}"
        canvas = canvas_for(stream, Paper(title=title, author=book.office))
        _cover(canvas, sheet, book)
        pages = 1 + _Table(canvas, sheet, book).draw()
        canvas.save()
    return Printed(pdf=stream.getvalue(), pages=pages, body_pages=pages)


def _cover(canvas: Canvas, sheet: Sheet, book: RegisterBook) -> None:
    """Draw the cover: office, title, year, from when to when, from which number to which."""
    width, height = sheet.size(landscape=True)
    canvas.setPageSize((width, height))
    pen = Pen(canvas, height)
    column = (sheet.left, width - sheet.left - sheet.right)
    y = sheet.top + 20
    for text, bold in _office_lines(book):
        y = _centred(pen, text, type_of(14, bold), column, y)
    pen.rule(column[0] + column[1] / 2 - 45, y + 4, 90, 0.75)
    y = height * 0.38
    y = _centred(pen, book.form.title, type_of(24, True), column, y) + 10
    y = _centred(pen, f"Năm: {book.year}", type_of(16, True), column, y) + 14
    if book.since and book.until:
        days = f"Từ ngày {book.since:%d/%m/%Y} đến ngày {book.until:%d/%m/%Y}"
        y = _centred(pen, days, type_of(14), column, y) + 4
    if book.span:
        y = _centred(pen, book.span, type_of(14), column, y)
    bottom = height - sheet.bottom - 30
    _centred(pen, f"Quyển số: {book.volume:02}", type_of(14, True), column, bottom)
    pen.bookmark(book.form.title, 0, 0, "cover")
    pen.finish()
    canvas.showPage()


def _office_lines(book: RegisterBook) -> Iterator[tuple[str, bool]]:
    if book.superior:
        for line in issuer_name.lines(book.superior, COVER_WIDTH_EM):
            yield line, False
    for line in issuer_name.lines(book.office, COVER_WIDTH_EM):
        yield line, True


def _centred(pen: Pen, text: str, kind: Type, column: tuple[float, float], y: float) -> float:
    """Set ``text`` in the middle of ``column`` (left, width) and return where it ends."""
    for line in set_plain(kind, text, column[1]):
        y += kind.size * 1.3
        pen.line(line, column[0], y, column[1], "center")
    return y


class _Table:
    """The rows of a book, filled into pages."""

    def __init__(self, canvas: Canvas, sheet: Sheet, book: RegisterBook) -> None:
        self.canvas, self.sheet, self.book = canvas, sheet, book
        self.width, self.height = sheet.size(landscape=True)
        self.plain, self.bold = type_of(_SIZE), type_of(_SIZE, True)
        self.leading = sheet.single(_SIZE)
        self.columns = book.form.columns
        room = self.width - sheet.left - sheet.right
        whole = sum(column.width_mm for column in self.columns)
        self.widths = [column.width_mm / whole * room for column in self.columns]
        self.bottom = self.height - sheet.bottom
        self.head = self._head()
        self._cells: dict[tuple[int, str], list[SetLine]] = {}
        self.page = 1

    def draw(self) -> int:
        """Draw all pages and return how many there are; an empty book has one with the head."""
        rows = (self._set(row) for row in self.book.rows)
        pen, y, count = self._begin()
        for row in rows:
            for part in self._parts(row):
                height = self._height(part)
                if y + height > self.bottom + 0.01:
                    self._end(pen, y)
                    pen, y, count = self._begin()
                y = self._draw_row(pen, part, y, self.columns)
                count += 1
        self._end(pen, y)
        return self.page - 1

    def _head(self) -> tuple[_Row, _Row]:
        names = [
            set_plain(self.bold, column.title, wide - 2 * _PAD)
            for column, wide in zip(self.columns, self.widths, strict=True)
        ]
        numbers = [
            set_plain(self.plain, f"({number})", wide - 2 * _PAD)
            for number, wide in enumerate(self.widths, start=1)
        ]
        return _Row(names, max(map(len, names))), _Row(numbers, 1)

    def _set(self, row: Sequence[Value]) -> _Row:
        cells = []
        for at, value in enumerate(row):
            text = shown(value, self.columns[at])
            known = self._cells.get((at, text))
            if known is None:
                known = _lines(self.plain, text, self.widths[at] - 2 * _PAD)
                if len(self._cells) > _KEPT_CELLS:
                    self._cells.clear()
                self._cells[at, text] = known
            cells.append(known)
        return _Row(cells, max(map(len, cells)))

    def _parts(self, row: _Row) -> Iterator[_Row]:
        """Yield a row in pieces that fit on a page; nearly always it is one."""
        top = self.sheet.top + sum(self._height(head) for head in self.head)
        most = int((self.bottom - top - 2 * _PAD) // self.leading)
        for first in range(0, row.lines, most):
            cells = [lines[first : first + most] for lines in row.cells]
            yield _Row(cells, max(map(len, cells)))

    def _height(self, row: _Row) -> float:
        return row.lines * self.leading + 2 * _PAD

    def _begin(self) -> tuple[Pen, float, int]:
        self.page += 1
        self.canvas.setPageSize((self.width, self.height))
        pen = Pen(self.canvas, self.height)
        number = set_plain(self.sheet.type("page_number"), str(self.page), self.width)[0]
        baseline = self.sheet.profile.page.number_baseline_mm.chosen * POINTS_PER_MM
        room = self.width - self.sheet.left - self.sheet.right
        pen.line(number, self.sheet.left, baseline, room, "center")
        y = self.sheet.top
        middle = [BookColumn(title="", width_mm=1, align="center")] * len(self.columns)
        for head in self.head:
            y = self._draw_row(pen, head, y, middle, centred=True)
        return pen, y, 0

    def _draw_row(
        self,
        pen: Pen,
        row: _Row,
        y: float,
        columns: Sequence[BookColumn],
        *,
        centred: bool = False,
    ) -> float:
        left, height = self.sheet.left, self._height(row)
        pen.rule(left, y, sum(self.widths), _WEIGHT)
        for lines, wide, column in zip(row.cells, self.widths, columns, strict=True):
            top = y + _PAD
            if centred:
                top += (row.lines - len(lines)) * self.leading / 2
            for line in lines:
                top += self.leading
                if line.pieces and line.width:
                    base = top - DESCENT * _SIZE
                    pen.line(line, left + _PAD, base, wide - 2 * _PAD, column.align)
            left += wide
        return y + height

    def _end(self, pen: Pen, y: float) -> None:
        left = self.sheet.left
        pen.rule(left, y, sum(self.widths), _WEIGHT)
        for wide in (0.0, *self.widths):
            left += wide
            pen.upright(left, self.sheet.top, y, _WEIGHT)
        pen.finish()
        self.canvas.showPage()


def _lines(kind: Type, text: str, room: float) -> list[SetLine]:
    """Set a cell; a symbol wider than its column is broken after "/" or "-", not inside a word."""
    text = spelled(kind, text)
    words = text.split(" ")
    if any(len(word) > _SHORT and kind.width(word) > room for word in words):
        words = [piece for word in words for piece in _pieces(kind, word, room)]
        text = " ".join(words)
    return set_plain(kind, text, room)


def _pieces(kind: Type, word: str, room: float) -> Iterator[str]:
    while word and kind.width(word) > room:
        cuts = [at for at, sign in enumerate(word[:-1], start=1) if sign in "/-"]
        fitting = [at for at in cuts if kind.width(word[:at]) <= room]
        if not fitting:
            break
        yield word[: fitting[-1]]
        word = word[fitting[-1] :]
    yield word

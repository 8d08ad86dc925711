"""Boxes filled into pages, and the pages drawn: numbers, footnotes, text.

A page ends where the last box that fits may be followed by a break; a chain of boxes that must stay
together moves as a whole. What may be divided (a tall table row) is divided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papidesk.errors import N_, PapiDeskError
from papidesk.printing.boxes import Box, BreakBox, LineBox, Mark
from papidesk.printing.pen import DESCENT, Pen
from papidesk.printing.styles import POINTS_PER_MM, Sheet
from papidesk.printing.tables import Grid, RowBox, draw_rows
from papidesk.printing.typesetting import set_spans

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_EPSILON = 0.01
# Above the footnotes: a gap, a rule of 40 mm, a gap.
_NOTE_SPACE = 10.0
_NOTE_RULE_MM = 40.0
# Rows up to this share of a page move to the next page whole.
_WHOLE_ROW = 0.34

Notes = Mapping[int, Sequence[LineBox]]


class TooTallError(PapiDeskError):
    """A part of a paper that must stay in one piece and is higher than a page."""

    message = N_(
        "A part of this paper is too tall for a page ({height} mm, a page holds {room} mm). "
        "Shorten the issuer's name, the abstract or the addressees."
    )


@dataclass(slots=True)
class Leaf:
    """One page: boxes with their place below the top margin, and its footnotes' lines."""

    landscape: bool = False
    placed: list[tuple[float, Box]] = field(default_factory=list)
    notes: list[LineBox] = field(default_factory=list)
    address: list[LineBox] = field(default_factory=list)

    @property
    def height(self) -> float:
        """How far down the boxes reach."""
        return self.placed[-1][0] + self.placed[-1][1].height if self.placed else 0.0


def paginate(
    boxes: Sequence[Box], sheet: Sheet, notes: Notes, address: Sequence[LineBox] = ()
) -> list[Leaf]:
    """Return ``boxes`` on pages; raises :class:`TooTallError`.

    ``address`` stands at the foot of the first page (NĐ 30/2020, Phụ lục I, mục III.4).
    """
    queue = list(boxes)
    leaves: list[Leaf] = []
    carried: list[LineBox] = []
    at = 0
    while at < len(queue) or carried:
        while at < len(queue) and isinstance(queue[at], BreakBox):
            at += 1
        if at == len(queue) and not carried:
            break
        filler = _Filler(queue, at, sheet, notes, carried)
        if not leaves and address:
            filler.reserve(address)
        at = filler.fill()
        carried = filler.carried
        leaves.append(filler.leaf)
    return leaves or [Leaf()]


class _Filler:
    """Fills one page from ``queue``, beginning with the box at ``start``."""

    def __init__(
        self, queue: list[Box], start: int, sheet: Sheet, notes: Notes, carried: list[LineBox]
    ) -> None:
        self.queue, self.start, self.notes = queue, start, notes
        turned = queue[start].landscape if start < len(queue) else False
        self.leaf = Leaf(landscape=turned)
        self.room = sheet.room(turned)
        self.y = 0.0
        # Where the page may end: index of the next box, boxes placed, note lines placed.
        self.best: tuple[int, int, int] | None = None
        self.seen: set[int] = set()
        half = self._note_lines_fitting(carried, self.room / 2)
        self.leaf.notes, self.carried = carried[:half], carried[half:]

    def reserve(self, address: Sequence[LineBox]) -> None:
        """Keep room at the foot of this page for ``address``."""
        self.leaf.address = list(address)
        self.room -= address_height(address)

    def fill(self) -> int:
        """Place boxes until the page is full; return the index of the next page's first box."""
        self._repeat_heads()
        at = self.start
        while at < len(self.queue):
            box = self.queue[at]
            if isinstance(box, BreakBox):
                return at + 1
            if box.landscape != self.leaf.landscape:
                return self._end(at)
            gap = box.gap if self.leaf.placed else 0.0
            added = self._new_notes(box)
            if self._overflows(gap + box.height, added):
                parts = self._divide(box, gap, added, at == self.start)
                if parts is not None:
                    self.queue[at : at + 1] = parts
                    self._place(parts[0], gap, added)
                    return at + 1
                if at > self.start:
                    return self._end(at)
                self._force(box, added)
            else:
                self._place(box, gap, added)
            at += 1
            if not box.keep:
                self.best = (at, len(self.leaf.placed), len(self.leaf.notes))
        return at

    def _place(self, box: Box, gap: float, added: list[LineBox]) -> None:
        self.y += gap
        self.leaf.placed.append((self.y, box))
        self.leaf.notes += added
        self.seen.update(box.notes)
        self.y += box.height

    def _end(self, at: int) -> int:
        """End the page at the last allowed place; where there is none, before box ``at``."""
        if self.best is None:
            return at
        next_box, placed, notes = self.best
        del self.leaf.placed[placed:]
        del self.leaf.notes[notes:]
        return next_box

    def _overflows(self, height: float, added: list[LineBox]) -> bool:
        return self.y + height + self._notes_height(added) > self.room + _EPSILON

    def _notes_height(self, added: list[LineBox]) -> float:
        lines = [*self.leaf.notes, *added] if added else self.leaf.notes
        return _NOTE_SPACE + sum(line.height for line in lines) if lines else 0.0

    def _new_notes(self, box: Box) -> list[LineBox]:
        if not box.notes:
            return []
        return [
            line
            for number in box.notes
            if number not in self.seen
            for line in self.notes.get(number, ())
        ]

    def _divide(
        self, box: Box, gap: float, added: list[LineBox], first: bool
    ) -> tuple[Box, Box] | None:
        if not first and box.height <= self.room * _WHOLE_ROW:
            return None
        parts = box.split(self.room - self.y - gap - self._notes_height(added))
        for part in parts or ():
            part.block = box.block
        return parts

    def _force(self, box: Box, added: list[LineBox]) -> None:
        """Place the first box though its footnotes do not fit: what is left of them is carried."""
        free = self.room - self.y - box.height
        if free < -_EPSILON:
            height = round(box.height / POINTS_PER_MM)
            raise TooTallError(height=height, room=round(self.room / POINTS_PER_MM))
        lines = [*self.leaf.notes, *added]
        count = self._note_lines_fitting(lines, free)
        self._place(box, 0.0, [])
        self.leaf.notes, self.carried = lines[:count], [*lines[count:], *self.carried]

    def _note_lines_fitting(self, lines: Sequence[LineBox], room: float) -> int:
        used, count = _NOTE_SPACE, 0
        for line in lines:
            used += line.height
            if used > room:
                break
            count += 1
        return count

    def _repeat_heads(self) -> None:
        box = self.queue[self.start] if self.start < len(self.queue) else None
        if not isinstance(box, RowBox) or box.index < len(box.grid.heads):
            return
        for head in box.grid.heads:
            self.leaf.placed.append((self.y, head))
            self.y += head.height


class Outline:
    """The outline of a file as it grows: entries of one level stand side by side.

    Levels nobody uses are closed up: the articles of a decision without chapters stand outermost.
    """

    __slots__ = ("_count", "_open")

    def __init__(self) -> None:
        self._count = 0
        self._open: list[int] = []

    def add(self, pen: Pen, mark: Mark, top: float) -> None:
        """Add an entry for what stands at ``top`` of the pen's page."""
        while self._open and self._open[-1] >= mark.level:
            self._open.pop()
        self._open.append(mark.level)
        pen.bookmark(mark.title, len(self._open) - 1, top, f"b{self._count}")
        self._count += 1


def draw(canvas: Canvas, sheet: Sheet, leaf: Leaf, number: int, outline: Outline) -> None:
    """Draw ``leaf`` and end the page; ``number`` is shown from 2 on (mục I.7).

    ``outline`` is that of the whole file so far.
    """
    width, height = sheet.size(leaf.landscape)
    canvas.setPageSize((width, height))
    pen = Pen(canvas, height)
    if number > 1:
        _page_number(pen, sheet, number, leaf.landscape)
    index = 0
    while index < len(leaf.placed):
        top, box = leaf.placed[index]
        if box.mark is not None:
            outline.add(pen, box.mark, sheet.top + top)
        if isinstance(box, RowBox):
            rows = _rows_of(leaf.placed[index:], box.grid)
            draw_rows(pen, [(sheet.top + y, row) for y, row in rows], sheet.left)
            index += len(rows)
            continue
        box.draw(pen, sheet.left, sheet.top + top)
        index += 1
    _draw_notes(pen, sheet, leaf)
    pen.finish()
    canvas.showPage()


def _rows_of(placed: Sequence[tuple[float, Box]], grid: Grid) -> list[tuple[float, RowBox]]:
    rows: list[tuple[float, RowBox]] = []
    for top, box in placed:
        if not isinstance(box, RowBox) or box.grid is not grid:
            break
        rows.append((top, box))
    return rows


def _page_number(pen: Pen, sheet: Sheet, number: int, landscape: bool) -> None:
    line = set_spans([sheet.span("page_number", str(number))], sheet.width(landscape))[0]
    baseline = sheet.profile.page.number_baseline_mm.chosen * POINTS_PER_MM
    pen.line(line, sheet.left, baseline, sheet.width(landscape), "center")


def address_height(lines: Sequence[LineBox]) -> float:
    """Return what the address at the foot of page 1 takes, its line included."""
    return _NOTE_SPACE + sum(line.height for line in lines) if lines else 0.0


def _draw_notes(pen: Pen, sheet: Sheet, leaf: Leaf) -> None:
    bottom = sheet.size(leaf.landscape)[1] - sheet.bottom
    if leaf.address:
        top = bottom - sum(line.height for line in leaf.address)
        pen.rule(sheet.left, top - 2, sheet.width(leaf.landscape), 0.5)
        _draw_lines(pen, sheet, leaf.address, top)
        bottom -= address_height(leaf.address)
    if not leaf.notes:
        return
    top = bottom - sum(line.height for line in leaf.notes)
    pen.rule(sheet.left, top - _NOTE_SPACE / 2, _NOTE_RULE_MM * POINTS_PER_MM, 0.5)
    _draw_lines(pen, sheet, leaf.notes, top)


def _draw_lines(pen: Pen, sheet: Sheet, lines: Sequence[LineBox], top: float) -> None:
    for line in lines:
        baseline = top + line.height - DESCENT * line.size
        pen.line(line.line, sheet.left, baseline, line.width, line.align)
        top += line.height

"""Tables as boxes, one a row: heads repeat, tall rows and merged cells go over page ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from papidesk.domain.blocks import Cell, Table
from papidesk.domain.richtext import RichText
from papidesk.domain.wording import untied_where
from papidesk.printing.blocks import rich_spans
from papidesk.printing.boxes import Box
from papidesk.printing.pen import DESCENT, Pen
from papidesk.printing.styles import Sheet
from papidesk.printing.table_grid import Measured, Place, measure, places
from papidesk.printing.typesetting import Type, set_plain, set_spans

_FIGURE = re.compile(r"^[\s\d.,%+\-–/()IVX]*$")
# A repeated head higher than this share of the page would leave too little room for rows.
_HIGHEST_HEAD = 0.4
# Rows that a merged cell joins stay on one page up to this share of it; higher ones are torn.
_WHOLE_GROUP = 0.25
# The last two rows stay together up to this share of a page: a lone row looks forgotten.
_LOW_ROWS = 0.2
_EPSILON = 0.01


class Grid:
    """What the rows of one table share: columns, type, cells by row."""

    def __init__(
        self, sheet: Sheet, table: Table, cells: list[list[Place]], form: Measured
    ) -> None:
        self.table = table
        self.cells = cells
        self.edges = form.edges
        self.size = form.size
        self.side = form.padding
        self.above = form.padding * 0.7
        self.leading = sheet.single(form.size)
        self.weight = sheet.profile.table.border_pt
        self.heads: list[RowBox] = []
        self.merged = any(place.rows > 1 or place.columns > 1 for row in cells for place in row)
        # Cells from rows above that reach into a row.
        self.reaching: dict[int, list[Place]] = {}
        if self.merged:
            for row in cells:
                for place in row:
                    for below in range(place.row + 1, place.last_row + 1):
                        self.reaching.setdefault(below, []).append(place)

    def needed(self, lines: int) -> float:
        """Return the height of a cell with so many lines."""
        return max(1, lines) * self.leading + 2 * self.above

    def fitting(self, height: float) -> int:
        """Return how many lines a cell of ``height`` holds."""
        return int((height - 2 * self.above + _EPSILON) / self.leading)


class RowBox(Box):
    """A row, or a part of one that goes over a page end: ``used`` lines of each cell are above."""

    __slots__ = ("grid", "index", "last", "used")

    def __init__(self, grid: Grid, index: int, height: float) -> None:
        super().__init__(height)
        self.grid = grid
        self.index = index
        self.used = 0
        self.last = True

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Divide it between lines; None where not even one line fits."""
        count = self.grid.fitting(room)
        if count < 1:
            return None
        first = RowBox(self.grid, self.index, self.grid.needed(count))
        own = [p for p in self.grid.cells[self.index] if p.rows == 1]
        left = max((len(place.lines) - self.used - count for place in own), default=0)
        rest = RowBox(
            self.grid, self.index, max(self.grid.needed(left), self.height - first.height)
        )
        first.landscape = rest.landscape = self.landscape
        first.notes, first.gap, first.used = self.notes, self.gap, self.used
        first.last, rest.last, rest.keep = False, self.last, self.keep
        rest.used = self.used + count
        return first, rest


def table_boxes(
    sheet: Sheet, table: Table, notes: Mapping[str, int], landscape: bool = False
) -> list[Box]:
    """Return the rows of ``table``; heads are kept with the first row below them."""
    if not table.rows or not table.columns:
        return []
    cells = places(table)
    form = measure(sheet, table, cells, sheet.width(landscape))
    grid = Grid(sheet, table, cells, form)
    for row in cells:
        for place in row:
            _set(sheet, grid, place, notes)
    heads = _heads(table, cells)
    rows = [
        RowBox(grid, index, height) for index, height in enumerate(_heights(sheet, grid, landscape))
    ]
    for row_box, row in zip(rows, cells, strict=True):
        row_box.landscape = landscape
        # A row of one cell across the table heads those below it.
        group = (
            len(row) == 1 and row[0].columns == table.columns > 2 and row_box.index + 1 < len(rows)
        )
        row_box.keep = row_box.index < heads or group
        if notes:
            row_box.notes = _notes(row, notes)
    last = rows[max(heads, 1) :][-2:]
    if len(last) == 2 and sum(row.height for row in last) <= sheet.room(landscape) * _LOW_ROWS:
        last[0].keep = True
    if grid.merged:
        _keep_merged(grid, rows, sheet.room(landscape) * _WHOLE_GROUP)
    if sum(row.height for row in rows[:heads]) <= sheet.room(landscape) * _HIGHEST_HEAD:
        grid.heads = rows[:heads]
    rows[0].gap = sheet.profile.table.gap_pt
    return [*rows]


def _heads(table: Table, cells: list[list[Place]]) -> int:
    """Return how many rows the head has: a merged cell of it takes the rows it reaches along."""
    heads = min(table.header_rows, len(cells) - 1)
    for row in cells[: max(0, heads)]:
        heads = max(heads, *(place.last_row + 1 for place in row))
    return heads if heads < len(cells) else 0


def _set(sheet: Sheet, grid: Grid, place: Place, notes: Mapping[str, int]) -> None:
    cell, head = place.cell, place.row < grid.table.header_rows
    left, right = grid.edges[place.column], grid.edges[place.column + place.columns]
    width = max(right - left - 2 * grid.side, 1.0)
    kind = Type(sheet.type("table_head" if head else "table_cell").face, grid.size)
    place.align = _align(cell, head)
    for each in cell.paragraphs:
        text = untied_where(each.text, lambda word: kind.width(word) > width)
        part = each if text is each.text else RichText(text=text, marks=each.marks)
        if part.marks:
            spans = rich_spans(part, grid.size, head, False, notes)
            place.lines += set_spans(spans, width) if spans else []
        elif part.text:
            place.lines += set_plain(kind, part.text, width)


def _align(cell: Cell, head: bool) -> str:
    if cell.align:
        return cell.align
    return "center" if head or _FIGURE.match(cell.text) else "left"


def _notes(row: list[Place], notes: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(
        notes[mark.ref]
        for place in row
        for part in place.cell.paragraphs
        for mark in part.marks
        if mark.style == "note" and mark.ref in notes
    )


def _heights(sheet: Sheet, grid: Grid, landscape: bool) -> list[float]:
    """Return the rows' heights; a merged cell that needs more makes its last row taller."""
    heights = [
        grid.needed(max((len(p.lines) for p in row if p.rows == 1), default=1))
        for row in grid.cells
    ]
    if not grid.merged:
        return heights
    room = sheet.room(landscape)
    for row in grid.cells:
        for place in row:
            if place.rows > 1:
                need = grid.needed(len(place.lines))
                have = sum(heights[place.row : place.last_row + 1])
                if max(need, have) > room * _WHOLE_GROUP:
                    # Each page end inside costs up to a line and the padding.
                    ends = int(max(need, have) / room) + 1
                    need += ends * (grid.leading + 2 * grid.above)
                heights[place.last_row] += max(0.0, need - have)
    return heights


def _keep_merged(grid: Grid, rows: list[RowBox], highest: float) -> None:
    """Keep rows that a merged cell joins on one page, unless they are too high for that."""
    for row in grid.cells:
        for place in row:
            joined = rows[place.row : place.last_row + 1]
            if place.rows > 1 and sum(box.height for box in joined) <= highest:
                for box in joined[:-1]:
                    box.keep = True


def draw_rows(pen: Pen, rows: Sequence[tuple[float, RowBox]], left: float) -> None:
    """Draw the ``rows`` of one table that stand on one page, each with the top of its place."""
    grid = rows[0][1].grid
    start = 0
    # Repeated heads and the rows below them are drawn apart: their numbers do not follow.
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end][1].index != rows[end - 1][1].index + 1:
            _draw_stretch(pen, grid, rows[start:end], left)
            start = end


def _draw_stretch(pen: Pen, grid: Grid, rows: Sequence[tuple[float, RowBox]], left: float) -> None:
    tops = {box.index: top for top, box in rows}
    bottoms = {box.index: top + box.height for top, box in rows}
    first, last = rows[0][1], rows[-1][1]
    if first in grid.heads:
        for box in grid.heads:
            for place in grid.cells[box.index]:
                place.done = 0
    for _top, box in rows:
        above = grid.reaching.get(box.index, ()) if box is first else ()
        for place in (*above, *grid.cells[box.index]):
            top = tops[max(place.row, first.index)]
            under = min(place.last_row, last.index)
            ends = place.last_row <= last.index and (under != last.index or last.last)
            _draw_cell(pen, grid, place, (left, top, bottoms[under]), ends)
    if grid.table.borders and not grid.merged:
        _draw_net(pen, grid, rows, left)


def _draw_cell(
    pen: Pen, grid: Grid, place: Place, at: tuple[float, float, float], ends: bool
) -> None:
    left, top, bottom = at
    start = left + grid.edges[place.column]
    width = grid.edges[place.column + place.columns] - grid.edges[place.column]
    if grid.merged and grid.table.borders:
        pen.frame(start, top, width, bottom - top, grid.weight)
    lines = place.lines[place.done :]
    if not ends:
        lines = lines[: max(0, grid.fitting(bottom - top))]
    whole = ends and not place.done
    place.done += len(lines)
    y = top + grid.above
    if whole and (place.rows > 1 or place.row < grid.table.header_rows):
        y += max(0.0, (bottom - top - grid.needed(len(lines))) / 2)
    baseline = y + grid.leading - DESCENT * grid.size
    for line in lines:
        pen.line(line, start + grid.side, baseline, width - 2 * grid.side, place.align)
        baseline += grid.leading


def _draw_net(pen: Pen, grid: Grid, rows: Sequence[tuple[float, RowBox]], left: float) -> None:
    top, bottom = rows[0][0], rows[-1][0] + rows[-1][1].height
    for edge in grid.edges:
        pen.upright(left + edge, top, bottom, grid.weight)
    for place in (*(top for top, _box in rows), bottom):
        pen.rule(left, place, grid.edges[-1], grid.weight)

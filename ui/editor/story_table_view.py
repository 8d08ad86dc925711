"""Tables shown in a QTextDocument: in parts of few rows, since Qt lays out a table whole.

A part is a QTextTable; between two parts there is an empty line of no height (a seam), which is
no line of the story.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable

from papidesk.domain.blocks import Cell, Table
from papidesk.domain.richtext import RichText
from ui.editor import story_rows
from ui.editor.story_formats import Formats, shown
from ui.editor.story_looks import Look, cell_look
from ui.editor.story_rows import Lines, lines_of
from ui.editor.story_tables import Spread, column_shares, grid_of
from ui.editor.story_text import paragraphs, pieces

_FIGURES = re.compile(r"^[\s\d.,%+\-–/()IVX]*$")


def look_of_cell(formats: Formats, table: Table, row: int, cell: Cell) -> Look:
    """Return the look of a cell's paragraphs: heads are bold, lone figures centred."""
    figures = bool(_FIGURES.match(cell.text))
    return cell_look(cell.align, row < table.header_rows, figures, formats.base)


def put_text(
    cursor: QTextCursor, text: RichText, look: Look, formats: Formats, *, in_cell: bool = False
) -> None:
    """Write ``text`` into an empty line."""
    plain = formats.char(look)
    if in_cell:
        # The first line of a cell carries in its format how far the cell reaches.
        cursor.mergeBlockCharFormat(plain)
    else:
        cursor.setBlockCharFormat(plain)
    cursor.setCharFormat(plain)
    for part, key in pieces(text):
        cursor.insertText(shown(part), formats.char(look, key, part))


def put_table(cursor: QTextCursor, table: Table, formats: Formats) -> Lines:
    """Write ``table`` at an empty line and leave ``cursor`` in the empty line behind it."""
    lines = lines_of(table)
    grid, parts = lines.grid, lines.parts
    shares = column_shares(table, grid)
    for number, start in enumerate(parts):
        end = parts[number + 1] if number + 1 < len(parts) else grid.rows
        form = formats.table(shares, first=not number, last=end == grid.rows)
        made = cursor.insertTable(end - start, grid.columns, form)
        spreads = [s for s in grid.spreads if start <= s.row < end]
        for s in spreads:
            if s.rows > 1 or s.columns > 1:
                made.mergeCells(s.row - start, s.column, s.rows, s.columns)
        for s in spreads:
            _put_cell(made, s, start, table, formats)
        cursor.setPosition(made.lastPosition() + 1)
        if end < grid.rows:
            cursor.setBlockFormat(formats.seam())
            cursor.setBlockCharFormat(formats.seam_type())
    return lines


def _put_cell(made: QTextTable, spread: Spread, start: int, table: Table, formats: Formats) -> None:
    look = look_of_cell(formats, table, spread.row, spread.cell)
    inside = made.cellAt(spread.row - start, spread.column).firstCursorPosition()
    form = formats.block(look)
    for number, part in enumerate(paragraphs(spread.cell)):
        if number:
            inside.insertBlock()
        inside.setBlockFormat(form)
        put_text(inside, part, look, formats, in_cell=True)


def part_at(
    document: QTextDocument, first_line: int, lines: Lines, row: int
) -> tuple[QTextTable | None, int]:
    """Return the part that holds a row of the grid, and the row it begins with."""
    start = lines.parts[bisect_right(lines.parts, row) - 1]
    number = next(n for n in range(lines.begins[start], len(lines.order)) if lines.is_cell(n))
    line = document.findBlockByNumber(first_line + number)
    return QTextCursor(line).currentTable(), start


def patch_table(
    document: QTextDocument, first_line: int, lines: Lines, tables: tuple[Table, Table],
    formats: Formats,
) -> Lines:  # fmt: skip
    """Show the second of two tables of one shape in place of the first, cell by cell."""
    was, now = tables
    grid = grid_of(now)
    heads = was.header_rows != now.header_rows
    if (was.borders, was.widths) != (now.borders, now.widths):
        shares = column_shares(now, grid)
        for start in lines.parts:
            part, _start = part_at(document, first_line, lines, start)
            if part is not None:
                last = start == lines.parts[-1]
                part.setFormat(formats.table(shares, first=not start, last=last))
    differing = [
        s
        for s in grid.spreads
        if s.cell != was.rows[s.row].cells[s.index]
        or (heads and (s.row < was.header_rows) != (s.row < now.header_rows))
    ]
    # From below, so that the lines above keep their numbers.
    for s in reversed(differing):
        part, start = part_at(document, first_line, lines, s.row)
        if part is None:
            continue
        cell = part.cellAt(s.row - start, s.column)
        inside = cell.firstCursorPosition()
        inside.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        inside.removeSelectedText()
        _put_cell(part, s, start, now, formats)
    return lines_of(now, set(lines.parts))


def resize_table(
    document: QTextDocument, first_line: int, lines: Lines, tables: tuple[Table, Table],
    formats: Formats,
) -> Lines | None:  # fmt: skip
    """Put plain rows in or take rows out of a table that is shown; None when that is not all."""
    was, now = tables
    found = _rows_between(was, now)
    if found is None:
        return None
    at, grown = found
    if column_shares(was, lines.grid) != column_shares(now, grid_of(now)):
        return None
    part, start = part_at(document, first_line, lines, max(0, at - 1) if grown > 0 else at)
    if part is None:
        return None
    if grown > 0:
        if not _may_grow(part, lines, now, at, grown):
            return None
        if at - start == part.rows():
            part.appendRows(grown)
        else:
            part.insertRows(at - start, grown)
        for row in range(at, at + grown):
            for column, cell in enumerate(now.rows[row].cells):
                _put_cell(part, Spread(row, column, 1, 1, cell, column), start, now, formats)
    elif _may_shrink(part, lines, at - start, -grown, at):
        part.removeRows(at - start, -grown)
    else:
        return None
    parts = {r + grown if r > start else r for r in lines.parts}
    return lines_of(now, parts)


def _rows_between(was: Table, now: Table) -> tuple[int, int] | None:
    """Return where rows came or went below the head, and how many; None when more is different."""
    old, new = len(was.rows), len(now.rows)
    alike = (was.widths, was.borders, was.header_rows) == (now.widths, now.borders, now.header_rows)
    if not alike or old == new or not old or not new:
        return None
    at = 0
    while at < min(old, new) and was.rows[at] == now.rows[at]:
        at += 1
    grown = new - old
    same = was.rows[at + max(0, -grown) :] == now.rows[at + max(0, grown) :]
    return (at, grown) if same and at >= was.header_rows else None


def _may_grow(part: QTextTable, lines: Lines, now: Table, at: int, count: int) -> bool:
    """Tell whether ``count`` rows of single cells can be put into a part before row ``at``."""
    columns = lines.grid.columns
    plain = all(
        len(row.cells) == columns and all(c.colspan == c.rowspan == 1 for c in row.cells)
        for row in now.rows[at : at + count]
    )
    fits = (part.rows() + count) * columns <= story_rows.MOST_CELLS_OF_A_PART
    return plain and fits and at not in lines.joined


def _may_shrink(part: QTextTable, lines: Lines, first: int, count: int, at: int) -> bool:
    """Tell whether ``count`` whole rows can go from a part, and some of it stays."""
    joined = lines.joined
    inside = first + count <= part.rows() and count < part.rows()
    return inside and at not in joined and at + count not in joined


def bottom_of(document: QTextDocument, first_line: int, lines: Lines, formats: Formats) -> float:
    """Return where the last line of a table is, in px of the document."""
    part, start = part_at(document, first_line, lines, lines.parts[-1])
    if part is None:
        return 0.0
    frame = document.documentLayout().frameBoundingRect(part)
    above = formats.table_gap if not start else 0
    return frame.top() - formats.padding + frame.height() - above - formats.table_gap

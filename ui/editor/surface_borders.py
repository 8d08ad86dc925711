"""The lines of tables: painted cell by cell, so that merged cells have theirs."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from papidesk.domain.blocks import Cell, Table
from ui.editor.story_tables import Spread

if TYPE_CHECKING:
    from ui.editor.surface_painting import VisibleLine
    from ui.editor.surface_story import StorySurface

# What Qt adds to a table's height beside its margins when a line is 1 px wide.
_EXTRA = 4
_EMPTY = Cell()


def paint_borders(
    surface: StorySurface, painter: QPainter, lines: list[VisibleLine], bottom: float
) -> None:
    """Paint the lines of the cells in sight; those of a table without lines are dotted."""
    tables: dict[int, list[VisibleLine]] = {}
    for found in lines:
        if found.place.in_cell:
            tables.setdefault(found.place.block, []).append(found)
    for index, inside in tables.items():
        table = surface.view.blocks[index]
        if isinstance(table, Table):
            color = surface.theme.color("muted")
            style = Qt.PenStyle.SolidLine if table.borders else Qt.PenStyle.DotLine
            painter.setPen(QPen(color, 1, style))
            _paint_table(surface, painter, index, inside, bottom)


def table_bottom(surface: StorySurface, index: int, top: float) -> float:
    """Return where the last line of a table is, ``top`` being its first."""
    table = surface.view.table_of(index)
    if table is None:
        return top
    height = surface.document().documentLayout().frameBoundingRect(table).height()
    return top + height - 2 * surface.formats.table_gap - _EXTRA


def _paint_table(
    surface: StorySurface,
    painter: QPainter,
    index: int,
    inside: list[VisibleLine],
    bottom: float,
) -> None:
    lines = surface.view.lines_of(index)
    if lines is None:
        return
    padding = surface.formats.padding
    spreads = {(s.row, s.index): s for s in lines.grid.spreads}
    tops = {found.place.row: found.rect.top() - padding - 1 for found in inside if _first(found)}
    first = surface.view.first_cell_line(index)
    layout = surface.document().documentLayout()
    top = layout.blockBoundingRect(first).top() - padding - 1
    tops[lines.grid.rows] = table_bottom(surface, index, top)
    for found in inside:
        spread = spreads.get((found.place.row, found.place.cell))
        if found.place.cell < 0:
            spread = Spread(found.place.row, found.place.paragraph, 1, 1, _EMPTY)
        if spread is None or not (_first(found) or found.place.cell < 0):
            continue
        left = floor(found.rect.left() - padding - 1)
        right = floor(found.rect.right() + padding)
        up = floor(tops.get(spread.row, found.rect.top() - padding - 1))
        down = floor(tops.get(spread.bottom, bottom + 100))
        corners = [(left, up), (right, up), (right, down), (left, down), (left, up)]
        painter.drawPolyline([QPointF(x, y) for x, y in corners])


def _first(found: VisibleLine) -> bool:
    return found.place.cell >= 0 and found.place.paragraph == 0

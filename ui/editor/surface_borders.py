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
    tops = {found.place.row: found.rect.top() - padding for found in inside if _first(found)}
    tops[lines.grid.rows] = surface.view.table_bottom(index) - 1
    for found in inside:
        spread = lines.cells.get((found.place.row, found.place.cell))
        if found.place.cell < 0:
            spread = Spread(found.place.row, found.place.paragraph, 1, 1, _EMPTY)
        if spread is None or not (_first(found) or found.place.cell < 0):
            continue
        left = floor(found.rect.left() - padding)
        right = floor(found.rect.right() + padding)
        up = floor(tops.get(spread.row, found.rect.top() - padding))
        down = floor(tops.get(spread.bottom, bottom + 100))
        corners = [(left, up), (right, up), (right, down), (left, down), (left, up)]
        painter.drawPolyline([QPointF(x, y) for x, y in corners])


def _first(found: VisibleLine) -> bool:
    return found.place.cell >= 0 and found.place.paragraph == 0

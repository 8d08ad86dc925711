"""What is painted beside the letters: numbers, page breaks, chips of figures, waves, signs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPalette, QPen, QTextBlock

from papidesk.domain.blocks import PageBreak, Table
from papidesk.domain.richtext import RichText
from papidesk.domain.wording import is_note_sign
from papidesk.i18n import _
from ui.editor.story_formats import units
from ui.editor.story_places import GAP
from ui.editor.story_text import text_at

if TYPE_CHECKING:
    from ui.editor.surface_story import StorySurface

_COLOR = {"error": "error", "warning": "warning"}


class VisibleLine:
    """A line of the view in sight: its block in Qt, its place, and where it is drawn."""

    def __init__(self, surface: StorySurface, line: QTextBlock) -> None:
        self.line = line
        self.rect = surface.document().documentLayout().blockBoundingRect(line)
        # Qt puts the layout's own corner here, whatever the first line is indented.
        self.origin = self.rect.topLeft()
        self.place = surface.view.place_in(line, line.position())

    def stretches(self, text: str, start: int, end: int) -> Iterator[QRectF]:
        """Yield the rectangle of each printed line's part between two letters."""
        layout = self.line.layout()
        first, last = units(text, start), units(text, end)
        for number in range(layout.lineCount()):
            one = layout.lineAt(number)
            a, b = max(first, one.textStart()), min(last, one.textStart() + one.textLength())
            if a >= b:
                continue
            left, right = _x(one.cursorToX(a)), _x(one.cursorToX(b))
            yield QRectF(
                self.origin.x() + left, self.origin.y() + one.y(), right - left, one.height()
            )


def _x(found: object) -> float:
    # PySide returns the place and the position it belongs to.
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def visible_lines(surface: StorySurface, top: float, bottom: float) -> Iterator[VisibleLine]:
    """Yield the lines between two heights of the document, from above."""
    document, view = surface.document(), surface.view
    layout = document.documentLayout()
    hit = layout.hitTest(
        QPointF(surface.document().documentMargin(), top), Qt.HitTestAccuracy.FuzzyHit
    )
    line = document.findBlock(max(0, hit))
    if view.place_in(line, line.position()).in_cell:
        # Cells beside and merged cells above begin before the one that was hit.
        line = document.findBlockByNumber(view.first_line_beside(line))
    elif line.previous().isValid():
        line = line.previous()
    while line.isValid():
        found = VisibleLine(surface, line)
        if found.rect.top() > bottom:
            if not found.place.in_cell:
                return
            if view.beyond_cell_row(line, bottom, layout):
                return
        elif found.rect.bottom() >= top - 40 and not view.is_seam(line):
            yield found
        line = line.next()


def paint_below(surface: StorySurface, painter: QPainter, lines: list[VisibleLine]) -> None:
    """Paint what lies behind the letters: chips of figures, lines of page breaks."""
    blocks = surface.view.blocks
    for found in lines:
        place = found.place
        if place.offset == GAP or (place.in_cell and place.cell < 0):
            continue
        if place.block < len(blocks) and isinstance(blocks[place.block], PageBreak):
            _paint_page_break(surface, painter, found)
            continue
        text = text_at(blocks, place)
        if any(mark.style == "figure" for mark in text.marks):
            _paint_chips(surface, painter, found, text)


def _paint_chips(
    surface: StorySurface, painter: QPainter, found: VisibleLine, text: RichText
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in text.marks:
        if mark.style == "figure":
            wrong = mark.ref in surface.wrong_figures
            painter.setBrush(surface.theme.color("warning_soft" if wrong else "accent_soft"))
            for rect in found.stretches(text.text, mark.start, mark.end):
                painter.drawRoundedRect(rect.adjusted(-3, 1, 3, 1), 4, 4)


def _paint_page_break(surface: StorySurface, painter: QPainter, found: VisibleLine) -> None:
    width = surface.document().textWidth()
    margin = surface.document().documentMargin()
    label = _("Page break")
    font = surface.font()
    painter.setFont(font)
    room = painter.fontMetrics().horizontalAdvance(label) + 16
    y = found.rect.center().y()
    painter.setPen(QPen(surface.theme.color("muted"), 1, Qt.PenStyle.DashLine))
    middle = width / 2
    painter.drawLine(QLineF(margin, y, middle - room / 2, y))
    painter.drawLine(QLineF(middle + room / 2, y, width - margin, y))
    painter.setPen(surface.theme.color("muted"))
    box = QRectF(middle - room / 2, found.rect.top(), room, found.rect.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)


def paint_above(surface: StorySurface, painter: QPainter, lines: list[VisibleLine]) -> None:
    """Paint what stands beside and over the letters: numbers, footnote numbers, waves."""
    blocks = surface.view.blocks
    waves: dict[tuple[int, ...], list] = {}  # type: ignore[type-arg]
    for wave in surface.waves:
        waves.setdefault(tuple(wave.place[:4]), []).append(wave)
    for found in lines:
        place = found.place
        if place.offset == GAP or place.block >= len(blocks):
            continue
        block = blocks[place.block]
        if isinstance(block, PageBreak) or (place.in_cell and place.cell < 0):
            continue
        if not isinstance(block, Table):
            _paint_label(surface, painter, found)
        text = text_at(blocks, place)
        if any(mark.style == "note" for mark in text.marks):
            _paint_note_numbers(surface, painter, found, text)
        for wave in waves.get(tuple(place[:4]), ()):
            for rect in found.stretches(text.text, wave.place.offset, wave.end):
                _paint_wave(surface, painter, rect, wave.severity)


def _paint_label(surface: StorySurface, painter: QPainter, found: VisibleLine) -> None:
    index = found.place.block
    look = surface.view.look(surface.view.blocks[index])
    label = surface.view.label(index)
    if not label or not look.label:
        return
    one = found.line.layout().lineAt(0)
    if not one.isValid():
        return
    font = surface.formats.label_font(look)
    painter.setFont(font)
    painter.setPen(surface.palette().color(QPalette.ColorRole.Text))
    baseline = found.origin.y() + one.y() + one.ascent()
    if look.label == "before":
        x = found.origin.x() + one.x() - surface.formats.label_width(look, label)
        painter.drawText(QPointF(x, baseline), label)
        return
    width = painter.fontMetrics().horizontalAdvance(label)
    x = (surface.document().textWidth() - width) / 2
    painter.drawText(QPointF(x, baseline - one.height()), label)


def _paint_note_numbers(
    surface: StorySurface, painter: QPainter, found: VisibleLine, text: RichText
) -> None:
    look = surface.view.look(surface.view.blocks[found.place.block])
    for mark in text.marks:
        if mark.style != "note":
            continue
        number = surface.note_number(mark.ref)
        rects = list(found.stretches(text.text, mark.start, mark.end))
        if not rects or not number:
            continue
        font = surface.formats.font(look.bold, False, look.points * 0.66)
        painter.setFont(font)
        painter.setPen(surface.palette().color(QPalette.ColorRole.Text))
        rect = rects[-1]
        width = painter.fontMetrics().horizontalAdvance(number)
        sign = is_note_sign(text.text[mark.start : mark.end])
        x = rect.left() + max(0.0, (rect.width() - width) / 2) if sign else rect.right()
        painter.drawText(QPointF(x, rect.top() + painter.fontMetrics().ascent() + 2), number)


def _paint_wave(surface: StorySurface, painter: QPainter, rect: QRectF, severity: str) -> None:
    painter.setPen(QPen(surface.theme.color(_COLOR.get(severity, "accent")), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    y, x, up = rect.bottom() - 1.5, rect.left(), True
    path.moveTo(x, y)
    while x < rect.right():
        path.quadTo(x + 1.5, y - (2.5 if up else -2.5), min(x + 3.0, rect.right()), y)
        x, up = x + 3.0, not up
    painter.drawPath(path)

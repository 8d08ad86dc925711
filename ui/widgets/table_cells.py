"""How the cells of a table are painted: one or two lines of text, or a pill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Theme

if TYPE_CHECKING:
    from ui.widgets.table import Table

TONE_ROLE = Qt.ItemDataRole.UserRole + 1  # the tone of a pill; no pill without it
BELOW_ROLE = Qt.ItemDataRole.UserRole + 2  # a muted second line, in tables with tall rows
PAD = 8
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: the row's background as one, a thin line below, text or a pill."""

    def __init__(self, theme: Theme, table: Table) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        # PySide6 has these fields; its stubs do not.
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, index, chosen=chosen)
        font = index.data(Qt.ItemDataRole.FontRole) or option.font  # type: ignore[attr-defined]
        painter.setFont(font)
        tone = index.data(TONE_ROLE)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if tone:
            self._paint_pill(painter, rect, text, str(tone), chosen=chosen)
        elif self._table.tall:
            self._paint_lines(painter, rect, text, index)
        else:
            self._set_pen(painter, index)
            align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
            room = rect.adjusted(PAD, 0, -PAD, 0)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(align) | int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        color = self._theme.color
        if chosen:
            painter.fillRect(rect, color("accent_soft"))
        elif index.row() == self._table.lit_row:
            painter.fillRect(rect, color("raised"))
        painter.setPen(color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        current = self._table.currentIndex()
        begins = index.column() == self._table.first_column
        if self._table.hasFocus() and index.row() == current.row() and begins:
            bar = QRect(rect.topLeft(), QPoint(rect.left() + 2, rect.bottom()))
            painter.fillRect(bar, color("accent"))

    def _set_pen(self, painter: QPainter, index: Index) -> None:
        faded = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(self._theme.color(str(faded) if faded else "text"))

    def _paint_lines(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        room = rect.adjusted(PAD, 0, -PAD, 0)
        metrics = painter.fontMetrics()
        height = metrics.lineSpacing()
        top = rect.top() + (rect.height() - 2 * height) // 2
        below = str(index.data(BELOW_ROLE) or "")
        self._set_pen(painter, index)
        lines = [text, below] if below else two_lines(text, painter.font(), room.width())
        align = int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        right = align & int(Qt.AlignmentFlag.AlignRight)
        for line in lines:
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            left = room.right() - metrics.horizontalAdvance(shown) if right else room.left()
            painter.drawText(left, top + metrics.ascent(), shown)
            top += height
            if below:
                painter.setPen(self._theme.color("muted"))

    def _paint_pill(
        self, painter: QPainter, rect: QRect, text: str, tone: str, *, chosen: bool
    ) -> None:
        line = painter.fontMetrics().lineSpacing()
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        width = min(metrics.horizontalAdvance(text) + 16, rect.width() - 2 * PAD)
        height = metrics.height() + 4
        # Level with the first line of the cells beside it.
        lines = 2 if self._table.tall else 1
        middle = rect.top() + (rect.height() - lines * line) // 2 + line // 2
        pill = QRect(rect.left() + PAD, middle - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # On a chosen row these pills would melt into the ground.
        melts = chosen and tone in ("neutral", "accent")
        painter.setPen(self._theme.color("muted") if melts else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("surface" if melts else f"{tone}_soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(self._theme.color("text" if tone == "neutral" else tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 12)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


def two_lines(text: str, font: QFont, width: int) -> list[str]:
    """Return ``text`` broken into at most two lines of ``width`` px; the second holds the rest."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(1, width))
    layout.endLayout()
    end = line.textLength()
    rest = text[end:].strip()
    return [text[:end].rstrip(), rest] if rest else [text]

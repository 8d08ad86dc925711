"""The titles of a table's columns, each with a funnel that opens what the column is narrowed to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.icons import pixmap
from ui.theme import Theme

FILTERED_ROLE = int(Qt.ItemDataRole.UserRole) + 31  # headerData: the column narrows the list
SIZE = 14  # px of the funnel at 100 % text
ROOM = 22  # px of a title that belong to the funnel


class FilterHeader(QHeaderView):
    """Sorts by a click on a title, opens a filter by a click on its funnel."""

    filter_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("filterheader")
        self._theme = theme
        self._lit = self._pressed = -1
        self.setSectionsClickable(True)
        self.setMouseTracking(True)

    def funnel(self, section: int) -> QRect:
        """Return where the funnel of a column is, in the viewport."""
        room = round(ROOM * self._theme.scale)
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return QRect(right - room - 2, 0, room, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        painter.save()
        super().paintSection(painter, rect, index)
        painter.restore()
        active = self.model().headerData(index, self.orientation(), FILTERED_ROLE)
        if not active and index != self._lit:
            return
        size = round(SIZE * self._theme.scale)
        colors = self._theme.tokens
        at = self.funnel(index)
        ratio = self.devicePixelRatioF()
        place = QPoint(at.center().x() - size // 2, rect.center().y() - size // 2)
        drawn = pixmap("filter", colors.accent if active else colors.muted, size, ratio)
        painter.drawPixmap(place, drawn)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._funnel_at(event)
        if self._pressed < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
        elif self._funnel_at(event) == pressed:
            self.filter_asked.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._light(-1)
        super().leaveEvent(event)

    def _funnel_at(self, event: QMouseEvent) -> int:
        place = event.position().toPoint()
        section = self.logicalIndexAt(place)
        hit = (
            event.button() == Qt.MouseButton.LeftButton
            and section >= 0
            and self.funnel(section).contains(place)
            # The edge is for the width of the column.
            and place.x() < self.funnel(section).right() - 2
        )
        return section if hit else -1

    def _light(self, section: int) -> None:
        if section != self._lit:
            self._lit = section
            self.viewport().update()

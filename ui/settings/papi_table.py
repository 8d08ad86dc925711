"""The table of scores: cells are typed in, a broken line stands where a series begins anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from papidesk.i18n import _
from ui.settings.papi_model import BREAK
from ui.theme import Theme
from ui.widgets.table import Table
from ui.widgets.table_cells import Index, RowDelegate


class ScoreDelegate(RowDelegate):
    """Paints a cell, and the break before it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        # Beside the number, not through it.
        if index.data(BREAK):
            rect = option.rect  # type: ignore[attr-defined]
            painter.save()
            painter.setPen(QPen(self._theme.color("warning"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
            painter.restore()


class PapiTable(Table):
    """Single cells are chosen; typing or Enter edits one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("framed")
        self.setAccessibleName(_("PAPI scores by year"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setItemDelegate(ScoreDelegate(theme, self))
        names = self.verticalHeader()
        names.setVisible(True)
        names.setSectionsClickable(False)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.model() is not None:
            self.share()

    def share(self) -> None:
        """Give the columns their widths: the names take what the years leave, within bounds."""
        metrics = self.fontMetrics()
        year = metrics.horizontalAdvance("44,4042") + 28
        count = self.model().columnCount()
        for column in range(count):
            self.setColumnWidth(column, year)
        letter = metrics.averageCharWidth()
        room = self.width() - count * year - 24
        self.verticalHeader().setFixedWidth(max(26 * letter, min(60 * letter, room)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.model().setData(self.currentIndex(), "")
            return
        super().keyPressEvent(event)

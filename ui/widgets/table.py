"""A table with rows of one height, a lit row under the mouse, pills, and copying for Excel."""

from __future__ import annotations

import base64

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import Theme

TONE_ROLE = Qt.ItemDataRole.UserRole + 1  # the tone of a pill; no pill without it
PAD = 8
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: the row's background as one, a thin line below, text or a pill."""

    def __init__(self, theme: Theme, table: Table) -> None:
        super().__init__(table)
        self._theme, self._table = theme, table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        color = self._theme.color
        # PySide6 has these fields; its stubs do not.
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, color("accent_soft"))
        elif index.row() == self._table.lit_row:
            painter.fillRect(rect, color("raised"))
        painter.setPen(color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        current = self._table.currentIndex()
        if (
            self._table.hasFocus()
            and index.row() == current.row()
            and index.column() == (self._table.first_column)
        ):
            painter.fillRect(
                QRect(rect.topLeft(), QPoint(rect.left() + 2, rect.bottom())), color("accent")
            )
        tone = index.data(TONE_ROLE)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        font = index.data(Qt.ItemDataRole.FontRole) or option.font  # type: ignore[attr-defined]
        painter.setFont(font)
        if tone:
            self._paint_pill(painter, rect, text, str(tone))
        else:
            faded = index.data(Qt.ItemDataRole.ForegroundRole)
            painter.setPen(color(str(faded)) if faded else color("text"))
            align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
            room = rect.adjusted(PAD, 0, -PAD, 0)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(align) | int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def _paint_pill(self, painter: QPainter, rect: QRect, text: str, tone: str) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        width = min(metrics.horizontalAdvance(text) + 16, rect.width() - 2 * PAD)
        height = metrics.height() + 4
        top = rect.top() + (rect.height() - height) // 2
        pill = QRect(rect.left() + PAD, top, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{tone}_soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(self._theme.color("text" if tone == "neutral" else tone))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 12)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)


class Table(QTableView):
    """A table of rows that are chosen as a whole."""

    delete_pressed = Signal()
    opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lit_row = -1
        self._filling, self._least = -1, 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(RowDelegate(self._theme, self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(True)
        header.setMinimumSectionSize(48)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_row_height()

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu)
        self.doubleClicked.connect(self.opened)

    @property
    def first_column(self) -> int:
        """The column at the left edge."""
        header = self.horizontalHeader()
        shown = [
            i for i in range(header.count()) if not self.isColumnHidden(header.logicalIndex(i))
        ]
        return header.logicalIndex(shown[0]) if shown else 0

    def fill_with(self, column: int, least: int) -> None:
        """Let ``column`` take the room the others leave, at least ``least`` px."""
        self._filling, self._least = column, least
        self._fill()

    def _fill(self) -> None:
        if self._filling < 0 or self.model() is None:
            return
        others = sum(
            self.columnWidth(column)
            for column in range(self.model().columnCount())
            if column != self._filling and not self.isColumnHidden(column)
        )
        self.setColumnWidth(self._filling, max(self._least, self.viewport().width() - others))

    def chosen_rows(self) -> list[int]:
        """Return the rows that are chosen, from top to bottom."""
        model = self.selectionModel()
        return sorted(index.row() for index in model.selectedRows()) if model else []

    def copy(self) -> None:
        """Put the chosen rows with their column titles on the clipboard, as Excel takes them."""
        model, header = self.model(), self.horizontalHeader()
        columns = [
            header.logicalIndex(i)
            for i in range(header.count())
            if not self.isColumnHidden(header.logicalIndex(i))
        ]
        lines = ["\t".join(_title(model, column) for column in columns)]
        for row in self.chosen_rows():
            lines.append("\t".join(_cell(model, row, column) for column in columns))
        QApplication.clipboard().setText("\n".join(lines))

    def column_menu(self, parent: QWidget) -> QMenu:
        """Return a menu that shows and hides columns."""
        menu = QMenu(parent)
        for column in range(self.model().columnCount()):
            action = QAction(_title(self.model(), column), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(column))
            action.setData(column)
            action.toggled.connect(self._on_column_toggled)
            menu.addAction(action)
        return menu

    def widths(self) -> str:
        """Return order, widths and visibility of the columns as text."""
        return base64.b64encode(self.horizontalHeader().saveState().data()).decode()

    def set_widths(self, kept: str) -> bool:
        """Take over what :meth:`widths` gave; return whether it fitted."""
        return bool(kept) and self.horizontalHeader().restoreState(
            QByteArray.fromBase64(kept.encode())
        )

    def _set_row_height(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(16)
        vertical.setDefaultSectionSize(self._theme.row_height)

    def _light(self, row: int) -> None:
        if row != self.lit_row:
            self.lit_row = row
            self.viewport().update()

    def _on_theme_changed(self) -> None:
        self._set_row_height()
        self.viewport().update()

    def _on_column_toggled(self, shown: bool) -> None:
        self.setColumnHidden(self.sender().data(), not shown)  # type: ignore[attr-defined]
        self._fill()

    def _on_header_menu(self, at: QPoint) -> None:
        self.column_menu(self).popup(self.horizontalHeader().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._light(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._light(-1)
        super().leaveEvent(event)


def _title(model: QAbstractItemModel, column: int) -> str:
    return str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _cell(model: QAbstractItemModel, row: int, column: int) -> str:
    text = str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
    # A tab or a line end inside a cell would move everything behind it into other cells.
    return text.replace("\t", " ").replace("\n", " ")

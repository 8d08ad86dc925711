"""The table of the log: months above their entries, small photos, names offered while writing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from papidesk.errors import N_
from ui.context import Context
from ui.icons import pixmap
from ui.log.choices import LogChoices
from ui.log.log_model import LogModel
from ui.log.log_rows import CLOSED_ROLE, MONTH_ROLE, PICTURE_ROLE, MonthRow
from ui.log.thumbnails import Thumbnails, fitted
from ui.registers.register_table import RegisterTable, WritingDelegate
from ui.widgets.choice_line import ChoiceLine
from ui.widgets.dropped import accept_copy
from ui.widgets.table_cells import PAD

Index = QModelIndex | QPersistentModelIndex
MONTH_HEIGHT = 30  # px at 100 % text
ONWARDS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End})


class LogDelegate(WritingDelegate):
    """Paints months as one line across all columns, and photos beside their number."""

    def __init__(self, context: Context, table: LogTable) -> None:
        super().__init__(context.theme, table)
        self._choices = LogChoices.of(context)
        self._thumbnails = Thumbnails.of(context)
        self._thumbnails.ready.connect(table.viewport().update)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Only the first cell of a line between months has words; it is asked for in each.
        month = index.data(MONTH_ROLE)
        if isinstance(month, MonthRow):
            self._paint_month(painter, option.rect, month)  # type: ignore[attr-defined]
            return
        picture = index.data(PICTURE_ROLE)
        super().paint(painter, option, index)
        if picture is not None:
            count = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            rect: QRect = option.rect  # type: ignore[attr-defined]
            self._paint_picture(painter, rect, str(picture), int(count or 0))
        if index.data(CLOSED_ROLE):
            self._paint_lock(painter, option.rect)  # type: ignore[attr-defined]

    def _paint_lock(self, painter: QPainter, rect: QRect) -> None:
        size = round(13 * self._theme.scale)
        ratio = self._table.devicePixelRatioF()
        drawn = pixmap("lock", self._theme.tokens.muted, size, ratio)
        line = painter.fontMetrics().lineSpacing()
        top = rect.top() + (rect.height() - 2 * line) // 2 + line + (line - size) // 2
        painter.drawPixmap(rect.right() - PAD - size, top, drawn)

    def _paint_month(self, painter: QPainter, rect: QRect, month: MonthRow) -> None:
        painter.save()
        painter.fillRect(rect, self._theme.color("window"))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = painter.font()
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        # Each cell paints its part of the one line: spans over thousands of rows are slow.
        view = self._table.viewport().rect()
        painter.setClipRect(rect)
        line = QRect(PAD, rect.top(), view.width() - 2 * PAD, rect.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, month.text)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRect, sha256: str, count: int) -> None:
        if not count:
            return
        size = rect.height() - 10
        ratio = self._table.devicePixelRatioF()
        found = self._thumbnails.get(sha256) if sha256 else None
        width = painter.fontMetrics().horizontalAdvance(str(count)) + 6
        square = QRect(rect.left() + PAD + width, rect.top() + 5, size, size)
        if found is not None:
            drawn = fitted(found, square.width(), square.height(), ratio)
        else:
            small = round(16 * self._theme.scale)
            icon = "camera" if sha256 else "evidence"
            drawn = pixmap(icon, self._theme.tokens.muted, small, ratio)
        room = drawn.deviceIndependentSize()
        if square.left() + room.width() > rect.right():
            return
        top = rect.top() + (rect.height() - room.height()) / 2
        if found is None:
            line = painter.fontMetrics().lineSpacing()
            top = rect.top() + (rect.height() - 2 * line) / 2 + (line - room.height()) / 2
        painter.drawPixmap(square.left(), round(top), drawn)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._table.model()
        key = model.columns[index.column()].key if isinstance(model, LogModel) else ""
        offered = {
            "counter": self._choices.counters, "channel": self._choices.channels,
            "unit": self._choices.unit_choices() if key == "unit" else [],
        }.get(key)  # fmt: skip
        if offered is None:
            return super().createEditor(parent, option, index)
        line = ChoiceLine(
            str(model.headerData(index.column(), Qt.Orientation.Horizontal)),
            free=key == "unit",
            parent=parent,
        )
        line.offer(offered)
        return line

    def eventFilter(self, editor: object, event: object) -> bool:
        # The list below takes Enter, Tab and Escape before they end the writing.
        if (
            isinstance(editor, ChoiceLine)
            and editor.offering
            and isinstance(event, QKeyEvent)
            and event.type() == QKeyEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Tab:
                editor.take_marked()
            else:
                editor.keyPressEvent(event)
                return True
        return super().eventFilter(editor, event)  # type: ignore[arg-type]

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, QLineEdit):
            # Names are longer than their columns.
            least = editor.fontMetrics().averageCharWidth() * (32 if index.column() else 12)
            room = self._table.viewport().width() - editor.x()
            editor.resize(max(editor.width(), min(least, room)), editor.height())


class LogTable(RegisterTable):
    """The rows of the log; files may be dropped on one of them."""

    files_dropped = Signal(str, list)  # the entry's id ("" beside all entries), paths
    paste_pressed = Signal()
    written_at = Signal(QModelIndex)  # a double click

    own_more = (("F2", N_("Write in the row")),)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent)
        self.setItemDelegate(LogDelegate(context, self))
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.doubleClicked.disconnect(self.opened)
        self.doubleClicked.connect(self._on_double_clicked)
        context.theme.changed.connect(self.fit_months)

    @property
    def own_keys(self) -> list[tuple[str, str]]:
        return [*super().own_keys, *self.own_more]

    def setModel(self, model: object) -> None:
        super().setModel(model)  # type: ignore[arg-type]
        if isinstance(model, LogModel):
            model.modelReset.connect(self.fit_months)
            model.rowsInserted.connect(self._on_inserted)

    def chosen_rows(self) -> list[int]:
        model = self.model()
        rows = super().chosen_rows()
        if not isinstance(model, LogModel):
            return rows
        return [row for row in rows if model.row_of(row) is not None]

    def fit_months(self) -> None:
        """Give the lines between months their height."""
        self._fit(0)

    def _fit(self, first: int) -> None:
        model = self.model()
        if not isinstance(model, LogModel):
            return
        height = round(MONTH_HEIGHT * self._theme.scale)
        usual = self.verticalHeader().defaultSectionSize()
        for row in range(first, len(model.entries)):
            wanted = height if isinstance(model.entries[row], MonthRow) else usual
            if self.rowHeight(row) != wanted:
                self.setRowHeight(row, wanted)

    def _on_inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._fit(first)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not self.write_in(index):
            self.opened.emit(index)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_pressed.emit()
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        model, row = self.model(), self.currentIndex().row()
        if isinstance(model, LogModel) and row != before and model.row_of(row) is None:
            # The cursor passes over the line between months.
            step = 1 if event.key() in ONWARDS else -1
            target = row + step if model.row_of(row + step) is not None else row - step
            if model.row_of(target) is not None:
                self.choose_row(target)
            if target == 1 and row == 0:
                self.scrollToTop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        model = self.model()
        row = self.indexAt(event.position().toPoint()).row()
        if isinstance(model, LogModel) and row >= 0 and model.row_of(row) is None:
            self.setFocus()
            return
        super().mousePressEvent(event)

    # Files

    def _entry_at(self, event: QDropEvent) -> str:
        model = self.model()
        row = self.indexAt(event.position().toPoint()).row()
        found = model.row_of(row) if isinstance(model, LogModel) else None
        return found.id if found is not None else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            accept_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        accept_copy(event)
        self._light(self.indexAt(event.position().toPoint()).row())

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        accept_copy(event)
        self._light(-1)
        if paths:
            self.files_dropped.emit(self._entry_at(event), paths)

"""Editors that open in a cell of the tasks' table, with what is wrong written below them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QDate, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QStyleOptionViewItem,
    QWidget,
    QWidgetAction,
)

from papidesk.domain.task import TASK_STATES
from papidesk.i18n import _
from ui.icons import set_icon
from ui.tasks.planned_days import PlannedDayLine
from ui.tasks.task_columns import COLUMNS
from ui.tasks.task_table_model import GROUP_ROLE, PERCENT_ROLE, TaskTableModel
from ui.theme import Theme
from ui.widgets.choice_line import Choice, ChoiceLine
from ui.widgets.labels import restyle
from ui.widgets.table import Table
from ui.widgets.table_cells import PAD, Index, RowDelegate

ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
UNFINISHED = ("day", "targets")  # kinds that are wrong until the last letter is typed


class CellDayLine(PlannedDayLine):
    """A day in a cell, with a calendar at its right end."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        action = QAction(_("Calendar"), self)
        set_icon(action, "calendar", "muted")
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        action.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show a calendar below the line."""
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        day = self.day() or datetime.date.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._on_day)
        calendar.activated.connect(self._on_day)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _on_day(self, day: QDate) -> None:
        self.show_day(datetime.date(day.year(), day.month(), day.day()))
        self.textEdited.emit(self.text())


class TaskDelegate(RowDelegate):
    """Paints groups and bars of progress, and gives each cell the editor it needs."""

    def __init__(self, theme: Theme, table: Table, units: Callable[[], list[str]]) -> None:
        super().__init__(theme, table)
        self._units = units
        self.bubble = QLabel(table.viewport())
        self.bubble.setObjectName("cellproblem")
        self.bubble.setProperty("kind", "problem")
        self.bubble.setWordWrap(True)
        self.bubble.setAutoFillBackground(True)
        self.bubble.hide()
        self._index: Index | None = None

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group = index.data(GROUP_ROLE)
        if group:
            self._paint_group(painter, option.rect, str(group))  # type: ignore[attr-defined]
            return
        percent = index.data(PERCENT_ROLE)
        super().paint(painter, option, index)
        if percent is not None:
            self._paint_bar(painter, option.rect, int(percent))  # type: ignore[attr-defined]

    def _paint_group(self, painter: QPainter, rect: QRect, words: str) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._theme.color("raised"))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = painter.font()
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        # One line of words over all cells of the row, whatever the order of the columns.
        left = self._table.columnViewportPosition(self._table.first_column) + PAD
        room = QRect(left, rect.top(), self._table.viewport().width() - PAD, rect.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRect, percent: int) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRect(rect.left() + PAD, rect.bottom() - 13, rect.width() - 2 * PAD, 5)
        painter.setBrush(self._theme.color("border"))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        done = QRect(bar)
        done.setWidth(round(bar.width() * min(100, percent) / 100))
        if percent > 0:
            painter.setBrush(self._theme.color("done" if percent >= 100 else "accent"))
            painter.drawRoundedRect(done, 2.5, 2.5)
        painter.restore()

    # Writing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = COLUMNS[index.column()]
        self._index = index
        editor: QWidget
        if column.write == "state":
            editor = self._state_box(parent)
        elif column.write == "day":
            editor = self._day_line(index)
            editor.setParent(parent)
        elif column.write == "unit":
            editor = ChoiceLine(free=True, parent=parent)
            editor.offer([Choice(name, name) for name in self._units()])
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(_(column.title))
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._on_typed)
            if column.write == "targets":
                editor.setPlaceholderText(_("60 tin, bài; 12 buổi"))
        return editor

    def _state_box(self, parent: QWidget) -> QComboBox:
        box = QComboBox(parent)
        for code, word in TASK_STATES.items():
            box.addItem(_(word), code)
        box.activated.connect(self._on_state_chosen)
        return box

    def _on_state_chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box)

    def _day_line(self, index: Index) -> CellDayLine:
        model = index.model()
        assert isinstance(model, TaskTableModel)
        row = model.row_at(index.row())
        year = row.task.year if row is not None else 0
        return CellDayLine(year or datetime.date.today().year)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self._say("", None)
        if isinstance(editor, QLineEdit) and isinstance(model, TaskTableModel):
            # The cell was left by the mouse: nothing wrong is kept, and nothing is lost unsaid.
            said = model.problem(index, editor.text())
            if said:
                model.refused.emit(said)
                return
        model.setData(index, self._text(editor), Qt.ItemDataRole.EditRole)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._say("", None)
        super().destroyEditor(editor, index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect  # type: ignore[attr-defined]
        height = max(editor.sizeHint().height(), 28)
        width = max(rect.width(), 130 if COLUMNS[index.column()].write == "day" else 60)
        editor.setGeometry(rect.left(), rect.center().y() - height // 2, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) else 0
        ending = event.type() == QEvent.Type.KeyPress and pressed in ENDS
        if ending and isinstance(watched, QLineEdit):
            if isinstance(watched, ChoiceLine) and watched.offering:
                return False
            if not self.may_stay(watched):
                return True
        return super().eventFilter(watched, event)

    def may_stay(self, editor: QLineEdit) -> bool:
        """Tell whether what was typed can be kept; say below the cell why not."""
        said = self._problem(editor)
        self._say(said, editor)
        return not said

    def _problem(self, editor: QLineEdit) -> str:
        model = self._index.model() if self._index is not None else None
        if not isinstance(model, TaskTableModel) or self._index is None:
            return ""
        return model.problem(self._index, editor.text())

    def _text(self, editor: QWidget) -> str:
        if isinstance(editor, QComboBox):
            return str(editor.currentData())
        return editor.text() if isinstance(editor, QLineEdit) else ""

    def _on_typed(self) -> None:
        editor = self.sender()
        if not isinstance(editor, QLineEdit) or self._index is None:
            return
        unfinished = COLUMNS[self._index.column()].write in UNFINISHED
        self._say("" if unfinished else self._problem(editor), editor)

    def _say(self, sentence: str, editor: QLineEdit | None) -> None:
        self.bubble.setText(sentence)
        self.bubble.setVisible(bool(sentence) and editor is not None)
        if editor is None:
            return
        editor.setProperty("problem", "true" if sentence else "false")
        editor.setAccessibleDescription(sentence)
        restyle(editor)
        if sentence:
            width = max(260, editor.width())
            self.bubble.setFixedWidth(width)
            self.bubble.adjustSize()
            room = self._table.viewport().height()
            below = editor.geometry().bottom() + 2
            above = editor.geometry().top() - self.bubble.height() - 2
            left = min(editor.x(), max(0, self._table.viewport().width() - width))
            self.bubble.move(left, below if below + self.bubble.height() < room else above)
            self.bubble.raise_()

"""The tasks as a table: grouped, sorted, written in place, chosen and copied for Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from papidesk.errors import N_
from ui.context import Context
from ui.registers.column_fit import ColumnFit
from ui.registers.register_table import RegisterTable
from ui.tasks.cell_editors import TaskDelegate
from ui.tasks.task_columns import COLUMNS, KEYS, CellReader
from ui.tasks.task_set import TaskSet
from ui.tasks.task_table_model import TaskTableModel

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

ROOMY = 1400  # px at 100 % text from which units and products are as wide as WIDE
WIDE = {"unit": 260, "product": 210}
NEVER = 1_000_000  # px: a column that is only shown when somebody wants it


class _Fit(ColumnFit):
    """Columns that are hidden are not copied: they are shown when somebody wants them."""

    def arrange(self) -> None:
        """Give units and products of their own length where there is room for it."""
        super().arrange()
        scale = self._context.theme.scale
        roomy = self._table.width() / scale >= ROOMY
        for key, wide in WIDE.items():
            column = KEYS.index(key)
            usual, more = round(COLUMNS[column].width * scale), round(wide * scale)
            # Only from one of its own widths to the other: what a person chose stays.
            if self._table.columnWidth(column) == (usual if roomy else more):
                self._table.setColumnWidth(column, more if roomy else usual)
        self._table.fill()

    def _show_below(self) -> None:
        super()._show_below()
        self._table.always_copied = set()


class TaskTable(RegisterTable):
    """Enter opens a task, F2 or a double click writes in a cell, Tab goes to the next one."""

    selected = Signal()
    writing_ended = Signal()

    def __init__(self, context: Context, tasks: TaskSet, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent)
        self._context, self._set = context, tasks
        self.reader = CellReader(context)
        self.rows = TaskTableModel(tasks, self.reader, self)
        self.delegate = TaskDelegate(context.theme, self, self._units)
        self.setItemDelegate(self.delegate)
        self.setModel(self.rows)
        self._kept: tuple[list[str], str, int] = ([], "", 0)
        least = {one.key: NEVER for one in COLUMNS if not one.shown}
        least |= {"product": 1040, "progress": 860}
        self.fit = _Fit(context, self, self.rows, "tasks", least)  # type: ignore[arg-type]
        self.fit.take_widths("text")
        header = self.horizontalHeader()
        header.setSortIndicator(KEYS.index(tasks.sort_name), Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        self.setSortingEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    def _units(self) -> list[str]:
        from papidesk.workflow import tasks

        return list(tasks.units(self._context.workspace.store, self._set.today))

    @property
    def own_keys(self) -> list[tuple[str, str]]:
        return [*super().own_keys, ("F2", N_("Write in the cell")),
                ("Tab", N_("Write in the next cell"))]  # fmt: skip

    @property
    def writing(self) -> bool:
        """Tell whether a cell is being written in."""
        return self.state() == QAbstractItemView.State.EditingState

    def show_rows(self) -> None:
        """Show what the set holds now; what was chosen stays chosen."""
        self._keep_choice()
        self.rows.fill()
        self._fit_heights()
        self._choose_again()

    def _fit_heights(self) -> None:
        """Give groups the height of one line; rows keep theirs by number when others come."""
        low, tall = self._theme.row_height, self._theme.tall_row_height
        for row, line in enumerate(self.rows.lines):
            wanted = low if isinstance(line, str) else tall
            if self.rowHeight(row) != wanted:
                self.setRowHeight(row, wanted)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._fit_heights()

    def _keep_choice(self) -> None:
        current = self.rows.row_at(self.currentIndex().row())
        ids = [row.task.id for row in self.chosen()]
        here = current.task.id if current is not None else ""
        self._kept = (ids, here, self.verticalScrollBar().value())

    def _choose_again(self) -> None:
        ids, here, scrolled = self._kept
        flags = QItemSelectionModel.SelectionFlag
        at = self.rows.find(here) if here else -1
        if at >= 0:
            index = self.rows.index(at, self.first_column)
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        for id in ids:
            self.add_choice(id)
        self.verticalScrollBar().setValue(scrolled)

    def chosen_rows(self) -> list[int]:
        return [row for row in super().chosen_rows() if self.rows.row_at(row) is not None]

    def chosen(self) -> list[TaskRow]:
        """Return the chosen tasks, from top to bottom."""
        found = (self.rows.row_at(row) for row in self.chosen_rows())
        return [row for row in found if row is not None]

    def choose(self, id: str) -> bool:
        """Choose the task ``id``; tell whether it is shown."""
        row = self.rows.find(id)
        if row >= 0:
            self.choose_row(row)
        return row >= 0

    def add_choice(self, id: str) -> None:
        """Choose the task ``id`` beside what is chosen."""
        row = self.rows.find(id)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.rows.index(row, 0), flags.Select | flags.Rows)

    def choose_first(self) -> None:
        """Choose the first task where none is."""
        if self.chosen_rows():
            return
        first = next((r for r in range(len(self.rows.lines)) if self.rows.row_at(r)), -1)
        if first >= 0:
            self.choose_row(first)

    def task_at(self, place: QPoint) -> TaskRow | None:
        """Return the task at a place of the viewport."""
        return self.rows.row_at(self.indexAt(place).row())

    def _on_selected(self, *_changes: object) -> None:
        self.selected.emit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if not self.writing:
            QTimer.singleShot(0, self, self._on_closed)

    def _on_closed(self) -> None:
        if not self.writing:
            self.writing_ended.emit()

    def edit_cell(self, key: str) -> bool:
        """Open the cell of ``key`` in the current row."""
        return self.write_in(self.currentIndex().siblingAtColumn(KEYS.index(key)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit.arrange()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or self.rows.row_at(index.row()) is None:
            return
        if not self.write_in(index):
            self.opened.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self.writing and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            index: QModelIndex = self.currentIndex()
            if self.rows.row_at(index.row()) is not None:
                self.opened.emit(index)
            return
        super().keyPressEvent(event)

"""A table whose later columns are written in place: F2 or a double click, Tab to the next."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Theme
from ui.widgets.table import Table
from ui.widgets.table_cells import RowDelegate

Index = QModelIndex | QPersistentModelIndex


class WritingDelegate(RowDelegate):
    """Paints as other tables do, and gives a line to write in."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        )
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect  # type: ignore[attr-defined]
        height = max(editor.sizeHint().height(), 28)
        editor.setGeometry(rect.left(), rect.center().y() - height // 2, rect.width(), height)


class RegisterTable(Table):
    """The rows of a register."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, tall=True)
        self.setItemDelegate(WritingDelegate(theme, self))

    def write_in(self, index: QModelIndex) -> bool:
        """Open the cell to write in it; False where nothing can be written."""
        if not index.isValid() or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        self.setCurrentIndex(index)
        self.edit(index)
        return True

    def write_first(self) -> None:
        """Open the current cell, or else the first of its row that can be written."""
        current = self.currentIndex()
        if current.isValid() and not self.write_in(current):
            self._write_next(current.siblingAtColumn(self.first_column), 1)

    def _write_next(self, index: QModelIndex, step: int) -> None:
        header = self.horizontalHeader()
        place = header.visualIndex(index.column()) + step
        while 0 <= place < header.count():
            column = header.logicalIndex(place)
            if not self.isColumnHidden(column) and self.write_in(index.siblingAtColumn(column)):
                return
            place += step

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        index = self.currentIndex()
        super().closeEditor(editor, hints.NoHint)
        if hint in (hints.EditNextItem, hints.EditPreviousItem):
            self._write_next(index, 1 if hint == hints.EditNextItem else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the key that ends the writing comes by here too
        if event.key() == Qt.Key.Key_F2:
            self.write_first()
            return
        super().keyPressEvent(event)

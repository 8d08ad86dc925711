"""Which columns a table shows and in which order: ticks, and keys or the mouse to move them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from papidesk.i18n import _
from ui.widgets.buttons import tool_button
from ui.widgets.labels import label
from ui.widgets.table import Table


class ColumnChooser(QFrame):
    """A small window with a table's columns; each change is seen at once."""

    def __init__(self, table: Table) -> None:
        super().__init__(table, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table = table
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.up = tool_button(_("Move to the left (Alt+Up)"), "arrow-up")
        self.down = tool_button(_("Move to the right (Alt+Down)"), "arrow-below")
        head = QHBoxLayout()
        head.addWidget(label(_("Columns"), "strong"), 1)
        head.addWidget(self.up)
        head.addWidget(self.down)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.list)
        self._fill()
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._on_changed)
        self.list.model().rowsMoved.connect(self._on_changed)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)

    def _fill(self) -> None:
        shown = self._table.shown_columns()
        model = self._table.model()
        hidden = [column for column in range(model.columnCount()) if column not in shown]
        for column in (*shown, *hidden):
            title = model.headerData(column, Qt.Orientation.Horizontal)
            item = QListWidgetItem(str(title))
            item.setData(Qt.ItemDataRole.UserRole, column)
            ticked = Qt.CheckState.Checked if column in shown else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * self.list.count() + 4)
        self.list.setCurrentRow(0)

    def open_below(self, place: QPoint) -> None:
        """Show it with its right upper corner at ``place`` of the screen."""
        self.adjustSize()
        self.move(max(0, place.x() - self.width()), place.y())
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def move_current(self, by: int) -> None:
        """Move the column under the cursor ``by`` places."""
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            blocked = self.list.blockSignals(True)
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)
            self.list.blockSignals(blocked)
            self._on_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.move_current(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _on_up(self) -> None:
        self.move_current(-1)

    def _on_down(self) -> None:
        self.move_current(1)

    def _on_changed(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        # A table without columns could not be brought back by its titles.
        if ticked:
            columns = [int(item.data(Qt.ItemDataRole.UserRole)) for item in ticked]
            self._table.show_columns(columns)

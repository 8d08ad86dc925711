"""Remarks on places, added one by one below the reason of a return."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.fields import ChoiceField, LineField


class RemarkBox(QWidget):
    """A place, what is to be changed there, and the list of those added; Delete takes one away."""

    changed = Signal()

    def __init__(self, where: str, places: list[tuple[str, str]]) -> None:
        super().__init__()
        self._kept: list[tuple[str, str]] = []
        self.place = ChoiceField(where, places)
        self.remark = LineField(_("What is to be changed there"))
        self.add_button = push_button(_("Add"), "plus")
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Remarks of this return"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remove_button = tool_button(_("Take away (Delete)"), "delete")
        self.remove_button.setEnabled(False)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.place, 3)
        adding.addWidget(self.remark, 4)
        adding.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        kept = QHBoxLayout()
        kept.addWidget(self.list, 1)
        kept.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(adding)
        column.addLayout(kept, 1)
        self._connect()

    def _connect(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.remark.line.installEventFilter(self)
        self.remark.changed.connect(self._on_typed)
        self.remove_button.clicked.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._on_row)
        key = QShortcut(QKeySequence("Delete"), self.list)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._on_remove)

    def values(self) -> tuple[tuple[str, str], ...]:
        """Return (place, text) of each remark; what stands in the field counts too."""
        waiting = self.remark.value()
        return (*self._kept, (self.place.value(), waiting)) if waiting else tuple(self._kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter adds the remark; the dialog's button would send everything back too early.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_add()
            return True
        return super().eventFilter(watched, event)

    def _on_row(self, row: int) -> None:
        self.remove_button.setEnabled(row >= 0)

    def _on_typed(self) -> None:
        self.remark.show_problem("")
        self.changed.emit()

    def _on_add(self) -> None:
        text = self.remark.value()
        if not text:
            self.remark.show_problem(_("Write what is to be changed."))
            self.remark.setFocus()
            return
        self._kept.append((self.place.value(), text))
        self.list.addItem(f"{self.place.box.currentText()}: {text}")
        self.remark.show_value("")
        self.remark.setFocus()
        self.changed.emit()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self._kept[row]
            self.list.takeItem(row)

"""Which units' task sheets (phiếu giao việc) are written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from papidesk.text.sorting import sort_key
from ui.context import Context
from ui.tasks.task_words import count_text
from ui.widgets.buttons import push_button
from ui.widgets.labels import broaden, label

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow


class SheetsDialog(QDialog):
    """Units with how many tasks each leads; ``chosen`` gives the ticked ones for a file.

    ``print_asked`` gives them for the printer.
    """

    chosen = Signal(object)
    print_asked = Signal(object)

    def __init__(
        self,
        context: Context,
        rows: list[TaskRow],
        ticked: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Print task sheets"))
        led = [row.task.lead for row in rows if row.task.lead and row.task.state != "stopped"]
        self._build(Counter(led), ticked)
        self.resize(self.sizeHint().width(), round(440 * context.theme.scale))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemChanged.connect(self._on_changed)
        self.print_button.clicked.connect(self._on_print)
        self.every.clicked.connect(self._on_every)
        self.none.clicked.connect(self._on_none)
        self._on_changed()

    def _build(self, counts: Counter[str], ticked: tuple[str, ...]) -> None:
        self.list = QListWidget()
        self.list.setObjectName("framed")
        self.list.setAccessibleName(_("Units"))
        # Rows are measured as they come in: their look must be there before.
        self.list.ensurePolished()
        for unit in sorted(counts, key=sort_key):
            item = QListWidgetItem(f"{unit}  ({count_text(counts[unit])})")
            item.setData(Qt.ItemDataRole.UserRole, unit)
            wanted = not ticked or unit in ticked
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        if counts:
            self.list.setCurrentRow(0)
        said = (
            _("Each unit gets a sheet with the tasks of the list that it leads.")
            if counts
            else _("No task of the list names a unit. Name the units first.")
        )
        advice = label(said, "muted", wrap=True)
        broaden(advice, 64)
        self.every = push_button(_("All"), "check", "link")
        self.none = push_button(_("None"), "close", "link")
        links = QHBoxLayout()
        links.addWidget(self.every)
        links.addWidget(self.none)
        links.addStretch(1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Write the sheets…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.print_button = self.buttons.addButton(
            _("Print…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.print_button.setAutoDefault(False)
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(advice)
        layout.addLayout(links)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)

    def units(self) -> tuple[str, ...]:
        """Return the ticked units."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _on_every(self) -> None:
        self._tick(Qt.CheckState.Checked)

    def _on_none(self) -> None:
        self._tick(Qt.CheckState.Unchecked)

    def _on_changed(self) -> None:
        self.accept_button.setEnabled(bool(self.units()))
        self.print_button.setEnabled(bool(self.units()))

    def _on_print(self) -> None:
        units = self.units()
        super().accept()
        self.print_asked.emit(units)

    def accept(self) -> None:
        """Hand the ticked units on."""
        units = self.units()
        super().accept()
        self.chosen.emit(units)

"""Choosing the plan whose tasks are to be proposed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context
from ui.documents.document_picker import DocumentPicker
from ui.widgets.labels import broaden, label


class PlanDialog(QDialog):
    """Shows the documents that fit what is typed; ``chosen`` gives the id of one."""

    chosen = Signal(str)

    def __init__(
        self, context: Context, title: str, word: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.picker = DocumentPicker(context)
        broaden(self.picker.search, 70)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(word, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("Which plan?"), "section-title"))
        layout.addWidget(self.picker, 1)
        layout.addWidget(self.buttons)
        self.resize(self.sizeHint().width(), round(440 * context.theme.scale))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.picker.taken.connect(self.accept)
        self.picker.changed.connect(self._on_changed)
        # The year's plan is what tasks come from, nearly always.
        for row in range(self.picker.list.count()):
            if "/KH" in self.picker.list.item(row).text():
                self.picker.list.setCurrentRow(row)
                break
        self._on_changed()
        self.picker.search.setFocus()

    def _on_changed(self) -> None:
        self.accept_button.setEnabled(self.picker.chosen() is not None)

    def accept(self) -> None:
        """Hand on the document that is chosen."""
        found = self.picker.chosen()
        if found is not None:
            super().accept()
            self.chosen.emit(found.id)

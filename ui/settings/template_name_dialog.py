"""Asks what a template shall be called."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.widgets.fields import LineField
from ui.widgets.labels import broaden

LONGEST = 200


class TemplateNameDialog(QDialog):
    """One line; ``answered`` gives the name."""

    answered = Signal(str)

    def __init__(self, title: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.name = LineField(_("Name of the template"))
        self.name.line.setMaxLength(LONGEST)
        self.name.show_value(name)
        self.name.line.selectAll()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.name)
        layout.addWidget(self.buttons)
        broaden(self, 56)
        self.name.changed.connect(self._on_changed)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self.name.setFocus()

    def _on_changed(self) -> None:
        self.accept_button.setEnabled(bool(self.name.value()))

    def _on_accepted(self) -> None:
        name = self.name.value()
        if name:
            self.accept()
            self.answered.emit(name)

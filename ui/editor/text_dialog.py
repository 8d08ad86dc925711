"""Small questions of the editor: the words of a footnote, what to do with a dropped file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.widgets.buttons import push_button
from ui.widgets.fields import LinesField
from ui.widgets.labels import broaden, label


class FootnoteDialog(QDialog):
    """Asks for the words of a footnote."""

    answered = Signal(str)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Change the footnote") if text else _("Insert a footnote")
        self.setWindowTitle(title)
        self.text = LinesField(_("Words at the foot of the page"), joined=True, lines=3)
        self.text.show_value((text,))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.text)
        layout.addWidget(self.buttons)
        broaden(self, 60)
        self.text.changed.connect(self._on_changed)
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)
        self._on_changed()
        self.text.setFocus()

    def _on_changed(self) -> None:
        self.accept_button.setEnabled(bool(self.text.value()))

    def _on_accepted(self) -> None:
        words = " ".join(self.text.value())
        self.accept()
        self.answered.emit(words)


class DropDialog(QDialog):
    """Asks whether a dropped file becomes a document of its own or goes into this one."""

    import_asked = Signal()
    insert_asked = Signal()

    def __init__(self, names: list[str], editable: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("File dropped on the text"))
        question = label(
            _("Import {names} as a new document, or insert its text where you are writing?").format(
                names=", ".join(f"“{name}”" for name in names[:3]) + ("…" if names[3:] else "")
            ),
            wrap=True,
        )
        broaden(question, 58)
        self.insert_button = push_button(_("Insert here"))
        self.insert_button.setEnabled(editable and len(names) == 1)
        self.import_button = push_button(_("Import as a new document"), "", "primary")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.addButton(self.import_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.insert_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.import_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(question)
        layout.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self.import_button.clicked.connect(self._on_import)
        self.insert_button.clicked.connect(self._on_insert)

    def _on_import(self) -> None:
        self.accept()
        self.import_asked.emit()

    def _on_insert(self) -> None:
        self.accept()
        self.insert_asked.emit()

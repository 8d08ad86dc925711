"""Choosing a paper of the workspace as evidence: a document, or a paper that came in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.context import Context
from ui.documents.document_picker import DocumentPicker
from ui.widgets.labels import broaden, label


class EvidencePaperDialog(QDialog):
    """Shows the papers that fit what is typed."""

    chosen = Signal(object)  # Candidate

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Attach a paper"))
        self.picker = DocumentPicker(context)
        broaden(self.picker.search, 70)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Attach"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        hint = _("The paper stays where it is; the entry refers to it.")
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.picker, 1)
        layout.addWidget(self.buttons)
        self.resize(self.sizeHint().width(), round(440 * context.theme.scale))
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.picker.taken.connect(self._on_accept)
        self.picker.changed.connect(self._on_changed)
        self._on_changed()
        self.picker.search.setFocus()

    def _on_changed(self) -> None:
        self.accept_button.setEnabled(self.picker.chosen() is not None)

    def _on_accept(self) -> None:
        paper = self.picker.chosen()
        if paper is not None:
            self.chosen.emit(paper)
            self.accept()

"""Replacing an issued document: which later one takes its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.document import Document
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import life
from ui import words
from ui.context import Context
from ui.documents.document_picker import DocumentPicker
from ui.failures import sentence_of
from ui.widgets.labels import broaden, label


class SupersedeDialog(QDialog):
    """Chooses the issued document that replaces ``document``, and does it."""

    replaced = Signal(object)

    def __init__(self, context: Context, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._document = context, document
        self._build()
        self._connect()
        self._on_changed()
        self.picker.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("Replace the document"))
        number = words.number_text(self._document.number, self._document.symbol)
        head = label(f"{words.kind_word(self._document.kind)} · {number}", "section-title")
        title = label(self._document.title, wrap=True)
        broaden(title, 66)
        meaning = label(
            _(
                "The old document stays as it is and is marked as replaced; both know of each "
                "other. Only issued documents can replace one."
            ),
            "muted",
            wrap=True,
        )
        self.picker = DocumentPicker(
            self._context,
            without=self._document.id,
            states=("issued", "sent", "acknowledged", "archived"),
        )
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Replace by this one"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addWidget(title)
        layout.addWidget(meaning)
        layout.addWidget(label(_("Replaced by"), "strong"))
        layout.addWidget(self.picker, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.picker.changed.connect(self._on_changed)
        self.picker.taken.connect(self._on_accept)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)

    def _on_changed(self) -> None:
        self.problem.hide()
        self.accept_button.setEnabled(self.picker.chosen() is not None)

    def _on_accept(self) -> None:
        chosen = self.picker.chosen()
        if chosen is None or not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)
        try:
            after = life.supersede(
                self._context.workspace.store,
                self._document.id,
                chosen.id,
                who=self._context.who,
            )
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            self.accept_button.setEnabled(True)
            return
        self.accept()
        self.replaced.emit(after)

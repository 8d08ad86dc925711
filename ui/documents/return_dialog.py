"""Returning a document: why, and what is to be changed where."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import Document
from papidesk.domain.life import RemarkNote
from papidesk.i18n import _
from ui import words
from ui.documents.place_names import place_choices
from ui.documents.remark_box import RemarkBox
from ui.widgets.fields import LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


class ReturnDialog(QDialog):
    """Asks for the reason of a return and for remarks on places; remarks may be left out."""

    answered = Signal(str, tuple)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._build()
        self._connect()
        self.reason.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("Return the document"))
        title = label(self._document.title, wrap=True)
        broaden(title, 66)
        self.reason = LinesField(_("Why it is returned"), joined=True, lines=2)
        self.notes = RemarkBox(_("Where in the document"), place_choices(self._document))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Return"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(words.kind_word(self._document.kind), "section-title"))
        layout.addWidget(title)
        layout.addWidget(self.reason)
        layout.addWidget(label(_("Remarks on places"), "strong"))
        layout.addWidget(self.notes, 1)
        layout.addWidget(self.buttons)
        grow_with(self, self.reason.text, self.reason.problem, self.notes.remark.problem)

    def _connect(self) -> None:
        self.reason.changed.connect(lambda: self.reason.show_problem(""))
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)

    def remarks(self) -> tuple[RemarkNote, ...]:
        """Return the remarks as they were added; what stands in the field counts too."""
        return tuple(
            RemarkNote(document_id=self._document.id, text=text, place=place)
            for place, text in self.notes.values()
        )

    def _on_accept(self) -> None:
        reason = " ".join(self.reason.value())
        if not reason:
            self.reason.show_problem(_("Say why it comes back: the writer reads it first."))
            self.reason.setFocus()
            return
        self.accept_button.setEnabled(False)
        self.answered.emit(reason, self.remarks())
        self.accept()

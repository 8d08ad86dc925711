"""Choosing the document that is the report of a term: written elsewhere, or in another way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.report_duty import DutyTerm
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import report_links
from ui.context import Context
from ui.documents.document_picker import DocumentPicker
from ui.failures import sentence_of
from ui.widgets.labels import broaden, label

HEIGHT = 460  # px at 100 % text


class ExistingDialog(QDialog):
    """Finds a document and notes it as the report; ``taken`` gives its id."""

    taken = Signal(str)

    def __init__(self, context: Context, term: DutyTerm, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._term = context, term
        self.setWindowTitle(_("The report of this period"))
        meaning = label(
            _(
                "For a report that was not written with “Write the report”. Once it is issued the "
                "period no longer waits. Its figures were not counted here, so no period is closed."
            ),
            "muted",
            wrap=True,
        )
        broaden(meaning, 84)
        self.picker = DocumentPicker(context)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("This is the report"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(name, "section-title", wrap=True))
        layout.addWidget(meaning)
        layout.addWidget(self.picker, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.resize(self.sizeHint().width(), round(HEIGHT * context.theme.scale))
        self.picker.changed.connect(self._on_changed)
        self.picker.taken.connect(self._on_accept)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self._on_changed()
        self.picker.setFocus()

    def _on_changed(self) -> None:
        self.accept_button.setEnabled(self.picker.chosen() is not None)

    def _on_accept(self) -> None:
        chosen = self.picker.chosen()
        if chosen is None:
            return
        store, who = self._context.workspace.store, self._context.who
        try:
            report_links.take_as(store, self._term, chosen.id, who=who)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.accept()
        self.taken.emit(chosen.id)

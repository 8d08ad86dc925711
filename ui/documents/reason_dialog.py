"""Acts that ask for a word: why a document is cancelled, who received it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.document import Document
from papidesk.errors import N_
from papidesk.i18n import _
from ui import words
from ui.widgets.fields import LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


@dataclass(frozen=True, slots=True)
class Question:
    """Title, what the act means, the field's name, the button's word, as message ids.

    ``problem`` is said beside the field when it is left empty; "" where it may be.
    """

    title: str
    meaning: str
    field: str
    word: str
    problem: str = ""


CANCEL = Question(
    N_("Cancel the document"),
    N_(
        "A cancelled document holds no more. Its number stays in the register with the reason and "
        "is never given again. This cannot be undone."
    ),
    N_("Why it is cancelled"),
    N_("Cancel the document"),
    N_("Say why: the reason stays in the register."),
)
RECEIVED = Question(
    N_("Note the receipt"),
    N_("The name stands in the register beside the document. It may be left empty."),
    N_("Who received it"),
    N_("Mark as received"),
)


class ReasonDialog(QDialog):
    """A document's name, what the act means, one field, and the act's button."""

    answered = Signal(str)

    def __init__(
        self, document: Document, question: Question, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._build(document)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.reason.changed.connect(self._on_changed)
        self.reason.setFocus()

    def _build(self, document: Document) -> None:
        asked = self._question
        self.setWindowTitle(_(asked.title))
        self.reason = LinesField(_(asked.field), joined=True, lines=2)
        self.buttons = QDialogButtonBox()
        self.accept_button = self.buttons.addButton(
            _(asked.word), QDialogButtonBox.ButtonRole.AcceptRole
        )
        # "Cancel" beside "Cancel the document" would be two ways to read one word.
        self.buttons.addButton(_("Go back"), QDialogButtonBox.ButtonRole.RejectRole)
        paper = label(document.title, wrap=True)
        broaden(paper, 62)
        number = words.number_text(document.number, document.symbol)
        head = f"{words.kind_word(document.kind)} · {number}"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(head, "section-title", wrap=True))
        layout.addWidget(paper)
        layout.addWidget(label(_(asked.meaning), "muted", wrap=True))
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)
        grow_with(self, self.reason.text, self.reason.problem)

    def _on_changed(self) -> None:
        self.reason.show_problem("")

    def _on_accept(self) -> None:
        said = " ".join(self.reason.value())
        if not said and self._question.problem:
            self.reason.show_problem(_(self._question.problem))
            self.reason.setFocus()
            return
        self.accept_button.setEnabled(False)
        self.answered.emit(said)
        self.accept()

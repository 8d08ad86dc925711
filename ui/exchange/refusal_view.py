"""A file that was refused: one sentence, what to do, and the reason's code for who helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.failures import sentence_of
from ui.icons import set_icon
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class RefusalView(QWidget):
    """Says why nothing of a file was taken."""

    left = Signal()
    another_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        set_icon(sign, "error", "error", size=40)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label("", "section-title", wrap=True)
        self.sentence = label("", wrap=True)
        self.code = label("", "muted", wrap=True)
        for text in (self.title, self.sentence, self.code):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.back_button = push_button(_("Back"))
        self.another_button = push_button(_("Choose another bundle…"), "import", "primary")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.another_button)
        row.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(48, 20, 48, 20)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (sign, self.title, self.sentence, self.code):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.addWidget(card)
        self.back_button.clicked.connect(self.left)
        self.another_button.clicked.connect(self.another_asked)

    def show_error(self, name: str, error: Exception) -> None:
        """Show why the file ``name`` was refused."""
        self.title.setText(_("“{name}” was not taken in").format(name=name))
        self.sentence.setText(sentence_of(error))
        code = getattr(error, "code", "")
        said = _("Nothing was changed here. The refusal is entered under Received bundles.")
        told = _("Reason code: {code}").format(code=code) if code else ""
        self.code.setText("\n".join(part for part in (said, told) if part))

    def give_focus(self) -> None:
        """Put the focus on the way out."""
        self.another_button.setFocus()

"""A file that was refused: one sentence, what to do, and the reason's code for who helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from papidesk.i18n import _
from ui.exchange.outcome_view import OutcomeView
from ui.failures import sentence_of
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class RefusalView(OutcomeView):
    """Says why nothing of a file was taken."""

    another_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "section-title", wrap=True)
        self.sentence = label("", wrap=True)
        self.code = label("", "muted", wrap=True)
        for text in (self.title, self.sentence, self.code):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.back_button = push_button(_("Back"))
        self.another_button = push_button(_("Choose another bundle…"), "import", "primary")
        self.lay_out(
            "error", "error", (self.title, self.sentence, self.code),
            (self.back_button, self.another_button),
        )  # fmt: skip
        self.back_button.clicked.connect(self.left)
        self.another_button.clicked.connect(self.another_asked)

    def show_error(self, name: str, error: Exception) -> None:
        """Show why the file ``name`` was refused."""
        self.title.setText(_("“{name}” was not taken in").format(name=name))
        self.sentence.setText(sentence_of(error))
        from papidesk.bundles.failures import BundleError
        from papidesk.workflow.receiving import NOT_ABOUT_THE_FILE

        code = getattr(error, "code", "")
        said = _("Nothing was changed here.")
        if isinstance(error, BundleError) and not isinstance(error, NOT_ABOUT_THE_FILE):
            said = _("Nothing was changed here. The refusal is entered under Received bundles.")
        told = _("Reason code: {code}").format(code=code) if code else ""
        self.code.setText("\n".join(part for part in (said, told) if part))

    def give_focus(self) -> None:
        """Put the focus on the way out."""
        self.another_button.setFocus()

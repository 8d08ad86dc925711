"""Cancelling a number: what it is, that it stays, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.failures import sentence_of
from ui.widgets.fields import LineField
from ui.widgets.labels import broaden, label


class ReasonDialog(QDialog):
    """Asks why a number is cancelled; what is refused is said in the dialog."""

    def __init__(
        self, number: str, abstract: str, act: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._act = act
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Cancel a number"))
        title = label(abstract, wrap=True)
        broaden(title, 60)
        self.reason = LineField(_("Reason, kept in the register"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.accept_button = self.buttons.addButton(
            _("Cancel the number"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(number, "section-title"))
        layout.addWidget(title)
        layout.addWidget(
            label(
                _(
                    "The number stays in the register with the reason and is not given again. "
                    "This cannot be undone."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self.reason)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.reason.setFocus()

    def _on_accept(self) -> None:
        if not self.reason.value():
            self.reason.show_problem(_("Say why: the reason stays on record."))
            self.reason.setFocus()
            return
        try:
            self._act(self.reason.value())
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.accept()

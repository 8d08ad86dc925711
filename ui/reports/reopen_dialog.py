"""Opening a closed period again: which, what it means, why; what a refusal says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.closing import Closing
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.failures import sentence_of
from ui.reports.figure_words import stretch
from ui.widgets.fields import LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


class ReopenDialog(QDialog):
    """Asks why; ``act`` opens the period with the reason."""

    def __init__(
        self, closing: Closing, act: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._act = act
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Open a closed period again"))
        meaning = label(
            _(
                "Its entries can then be changed without a reason, and such changes are not kept "
                "as corrections. The report that was sent stays as it is. To put single entries "
                "right, leave the period closed and give a reason with each change."
            ),
            "muted",
            wrap=True,
        )
        broaden(meaning, 66)
        self.reason = LinesField(_("Why it is opened again"), joined=True, lines=2)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.accept_button = self.buttons.addButton(
            _("Open the period again"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.buttons.addButton(_("Go back"), QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(stretch(closing.since, closing.until), "section-title"))
        layout.addWidget(meaning)
        layout.addWidget(self.reason)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        grow_with(self, self.reason.text, self.reason.problem, self.problem)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.reason.changed.connect(self._on_changed)
        self.reason.setFocus()

    def _on_changed(self) -> None:
        self.reason.show_problem("")

    def _on_accept(self) -> None:
        said = " ".join(self.reason.value())
        if not said:
            self.reason.show_problem(_("Say why: the reason stays on record."))
            self.reason.setFocus()
            return
        self.accept_button.setEnabled(False)
        try:
            self._act(said)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            self.accept_button.setEnabled(True)
            return
        self.accept()

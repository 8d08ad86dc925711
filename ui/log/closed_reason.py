"""Changing what lies in a closed period: the reason is asked for and kept as a correction."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import sentence_of, show_failure
from ui.widgets.fields import LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

Act = Callable[[str], object]


class ClosedReasonDialog(QDialog):
    """Says which period is closed and asks why it is changed all the same.

    ``act`` is tried with the reason; what is refused is said in the dialog.
    """

    def __init__(self, said: str, act: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self.result_of: object = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build(said)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.reason.changed.connect(self._on_changed)
        self.reason.setFocus()

    def _build(self, said: str) -> None:
        self.setWindowTitle(_("Correct a closed period"))
        self.reason = LinesField(_("Why it is changed"), joined=True, lines=2)
        self.reason.text.setPlaceholderText(_("for example: the station handed in its list late"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox()
        self.accept_button = self.buttons.addButton(
            _("Keep as a correction"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self.buttons.addButton(_("Go back"), QDialogButtonBox.ButtonRole.RejectRole)
        title = label(_("This period was already reported"), "section-title", wrap=True)
        broaden(title, 62)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(label(said, wrap=True))
        meaning = _(
            "The figures that were reported stay as they are. The change is kept with its reason "
            "and told in the next report."
        )
        layout.addWidget(label(meaning, "muted", wrap=True))
        layout.addWidget(self.reason)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        grow_with(self, self.reason.text, self.reason.problem, self.problem)

    def _on_changed(self) -> None:
        self.reason.show_problem("")

    def _on_accept(self) -> None:
        said = " ".join(self.reason.value())
        if not said:
            self.reason.show_problem(_("Say why: the reason stands in the next report."))
            self.reason.setFocus()
            return
        self.accept_button.setEnabled(False)
        try:
            self._act(said)
        except PapiDeskError as error:
            self.accept_button.setEnabled(True)
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        self.accept()


def try_or_ask(
    context: Context,
    parent: QWidget,
    act: Act,
    *,
    refused: Callable[[Exception], None] | None = None,
    given_up: Callable[[], None] | None = None,
) -> bool:
    """Do ``act("")``; where a period is closed ask for the reason and do it with that.

    Other refusals go to ``refused``, or are told. Returns whether it was done at once.
    ``given_up`` is called when the person would rather not.
    """
    from papidesk.workflow.closings import ClosedPeriodError

    try:
        act("")
    except ClosedPeriodError as error:
        dialog = ClosedReasonDialog(sentence_of(error), act, parent)
        if given_up is not None:
            dialog.rejected.connect(given_up)
        dialog.open()
        return False
    except PapiDeskError as error:
        if refused is not None:
            refused(error)
        else:
            show_failure(context.ask, parent, error)
        return False
    return True

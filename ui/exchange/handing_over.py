"""Noting that a bundle was handed over: how and to whom, in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import show_failure
from ui.widgets.fields import LineField
from ui.widgets.labels import broaden, label


class HandOverDialog(QDialog):
    """Asks how a bundle was handed over; nothing need be said."""

    def __init__(self, then: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self.setWindowTitle(_("Handed over"))
        said = label(
            _(
                "From now on its papers count as sent. Whether it arrived, only the receipt tells."
            ),
            "muted", wrap=True,
        )  # fmt: skip
        broaden(said, 56)
        self.how = LineField(
            _("How and to whom"), _("for example: on a stick to Ms. Hoa, office of the province")
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(
            _("Handed over"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(said)
        column.addWidget(self.how)
        column.addWidget(buttons)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.how.setFocus()

    def _on_accepted(self) -> None:
        self.accept()
        self._then(self.how.value())


def ask_hand_over(owner: QWidget, context: Context, ids: Sequence[str]) -> None:
    """Ask how the bundles ``ids`` were handed over and note it."""
    HandOverDialog(partial(hand_over, owner, context, list(ids)), owner).open()


def hand_over(owner: QWidget, context: Context, ids: list[str], how: str) -> None:
    """Note that the bundles ``ids`` were handed over."""
    from papidesk.workflow import sending

    try:
        sending.hand_over(context.workspace.store, ids, who=context.who, how=how)
    except PapiDeskError as error:
        show_failure(context.ask, owner, error)
        return
    context.happened.emit(_("Noted as handed over"), None)
    context.documents_changed.emit()
    context.exchange_changed.emit()

"""Why an occurrence of a series is left out, or to which day it is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.i18n import _, ngettext
from ui.log.typed_day import TypedDayField
from ui.widgets.fields import LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

if TYPE_CHECKING:
    from papidesk.workflow.series import Occurrence


class OccurrenceDialog(QDialog):
    """One field or two, and the act's button."""

    answered = Signal(str, object)  # the reason, the new day or None

    def __init__(
        self, occurrences: list[Occurrence], *, move: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._move = move
        self.setWindowTitle(_("Move an occurrence") if move else _("Leave out of the series"))
        first = occurrences[0]
        said = f"{first.series.name}, {first.day:%d/%m/%Y}"
        if len(occurrences) > 1:
            more = ngettext("{count} occurrence", "{count} occurrences", len(occurrences))
            said = more.format(count=len(occurrences))
        title = label(said, "section-title", wrap=True)
        broaden(title, 50)
        self.day = TypedDayField(_("New day"))
        self.day.setVisible(move)
        self.reason = LineField(_("Why"), _("for example: power cut, public holiday"))
        self.buttons = QDialogButtonBox()
        self.accept_button = self.buttons.addButton(
            _("Move") if move else _("Leave out"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self.buttons.addButton(_("Go back"), QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.day)
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)
        grow_with(self, self.day.problem, self.reason.problem)
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        (self.day if move else self.reason).setFocus()

    def _on_accept(self) -> None:
        day = self.day.value()
        missing = _("Write the day it is moved to.") if self._move and day is None else ""
        self.day.show_problem(self.day.wrong() or missing)
        why = "" if self.reason.value() else _("Say why: the reason stays with the series.")
        self.reason.show_problem(why)
        if why or (self._move and day is None):
            return
        self.accept_button.setEnabled(False)
        self.answered.emit(self.reason.value(), day if self._move else None)
        self.accept()

"""Giving tasks up: why, kept with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.task import Task
from papidesk.i18n import _, ngettext
from ui.tasks.task_words import short
from ui.widgets.fields import LinesField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

SHOWN = 4  # tasks named in the dialog


class StopDialog(QDialog):
    """Names the tasks and asks for a reason; it may be left empty."""

    answered = Signal(str)

    def __init__(self, tasks: list[Task], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Give up tasks"))
        said = ngettext(
            "{count} task is given up. It stays in the list and counts as not done.",
            "{count} tasks are given up. They stay in the list and count as not done.",
            len(tasks),
        ).format(count=len(tasks))
        names = [f"– {short(task.text, 90)}" for task in tasks[:SHOWN]]
        if len(tasks) > SHOWN:
            names.append("…")
        what = label("\n".join(names), wrap=True)
        broaden(what, 62)
        self.reason = LinesField(_("Why (kept with the task)"), joined=True, lines=2)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Give up"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(said, "strong", wrap=True))
        layout.addWidget(what)
        layout.addWidget(self.reason)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        grow_with(self, self.reason.text)
        self.reason.setFocus()

    def accept(self) -> None:
        """Hand the reason on."""
        super().accept()
        self.answered.emit(" ".join(self.reason.value()))

"""The evidence of a task itself, beside that of its entries: files, links, papers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.task import Task
from papidesk.i18n import _
from ui.context import Context
from ui.log.dialog_size import give_size
from ui.log.evidence_box import EvidenceBox
from ui.tasks.task_words import short
from ui.widgets.labels import label

SIZE = (760, 560)  # px at 100 % text


class TaskEvidenceDialog(QDialog):
    """Shows what is wanted and what is there; files are dropped onto it."""

    def __init__(self, context: Context, task: Task, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Evidence of the task"))
        give_size(self, SIZE, context.theme.scale)
        self.evidence = EvidenceBox(context)
        self.evidence.show_owner("task", task.id)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(label(short(task.text, 200), "section-title", wrap=True))
        if task.evidence:
            wanted = _("Wanted: {what}").format(what="; ".join(task.evidence))
            layout.addWidget(label(wanted, "muted", wrap=True))
        layout.addWidget(self.evidence, 1)
        layout.addWidget(self.buttons)
        self.finished.connect(self._on_finished)
        self._context = context

    def _on_finished(self) -> None:
        self._context.tasks_changed.emit()

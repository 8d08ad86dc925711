"""One task with all its fields: what, who, when, how much, with which evidence, how far it is."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.task import Task
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import tasks
from ui.context import Context
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.tasks.task_form import TaskForm
from ui.tasks.task_words import short
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

SIZE = (900, 660)  # px at 100 % text


class TaskDialog(QDialog):
    """Enters a new task or changes one; ``kept`` gives its id."""

    kept = Signal(str)

    def __init__(
        self, context: Context, task: Task | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._new = task is None or not task.id
        self._task = task or Task(text="", year=datetime.date.today().year)
        self._trashed = self._in_trash()
        self._build()
        self._connect()
        self.form.show_task(self._task)
        self._shown = self.form.task(self._task)
        self._show_links()
        self.form.text.setFocus()

    def _build(self) -> None:
        self.setWindowTitle(_("New task") if self._new else _("Task"))
        self.setMinimumSize(620, 420)
        give_size(self, SIZE, self._context.theme.scale)
        self.form = TaskForm(self._context, self._task.year or datetime.date.today().year)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.form)
        self.plan = push_button("", "document", "link")
        self.links = QHBoxLayout()
        self.links.setContentsMargins(24, 0, 24, 0)
        self.links.setSpacing(8)
        self.links.addWidget(self.plan)
        self.links.addStretch(1)
        self.problem = label("", "problem", wrap=True)
        self.problem.setContentsMargins(24, 0, 24, 0)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Keep the task"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setToolTip("Ctrl+Enter")
        self.accept_button.setDefault(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 16)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self.links)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.plan.clicked.connect(self._on_plan)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.accept)

    def _show_links(self) -> None:
        title = ""
        if self._task.plan:
            plans = tasks.plans(self._context.workspace.store)
            title = plans.get(self._task.plan, "")
        self.plan.setText(_("Plan: {title}").format(title=short(title, 90)))
        self.plan.setToolTip(title)
        self.plan.setVisible(bool(title))

    def _in_trash(self) -> bool:
        return not self._new and tasks.is_trashed(self._context.workspace.store, self._task.id)

    def _on_plan(self) -> None:
        plan = self._task.plan
        self.reject()
        self._context.document_asked.emit(plan)

    def accept(self) -> None:
        """Keep the task; a field that cannot be kept says so and takes the focus."""
        wrong = self.form.first_problem()
        if wrong is not None:
            self.area.ensureWidgetVisible(wrong)
            wrong.setFocus()
            return
        store, who = self._context.workspace.store, self._context.who
        task = self.form.task(self._task)
        try:
            if not self._new and not self._trashed:
                # What is kept there nobody would see; what was written stays here.
                tasks.check_there(store, [self._task.id])
            if self._new or task != self._task:
                task = tasks.save(store, task, who=who, seen=None if self._new else self._task)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        super().accept()
        self._context.tell_saved("saved")
        self._context.tasks_changed.emit()
        self.kept.emit(task.id)

    def reject(self) -> None:
        """Close without keeping; what was written is asked about once."""
        if self.form.task(self._task) == self._shown:
            super().reject()
            return
        self._context.ask.confirm(
            self, _("Close without keeping what you changed in this task?"), _("Close"),
            super().reject,
        )  # fmt: skip

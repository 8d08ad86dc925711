"""Changing several tasks in one step: what is left empty stays as each task has it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.record import replace
from papidesk.domain.task import TASK_STATES, Task, TaskState
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.log.choices import LogChoices
from ui.tasks.planned_days import PlannedDayField
from ui.widgets.choice_line import ChoicePick
from ui.widgets.codes_field import CodesField
from ui.widgets.fields import ChoiceField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label


class ManyDialog(QDialog):
    """Unit, days, state, sub-dimensions for all chosen tasks."""

    answered = Signal(object)  # a function from a task to the changed task

    def __init__(self, context: Context, tasks: list[Task], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._tasks = context, tasks
        self._build()
        self._connect()
        self.lead.setFocus()

    def _build(self) -> None:
        count = len(self._tasks)
        self.setWindowTitle(_("Change several tasks"))
        head = ngettext("{count} task chosen", "{count} tasks chosen", count).format(count=count)
        advice = label(_("What is left empty stays as each task has it."), "muted", wrap=True)
        broaden(advice, 66)
        choices = LogChoices.of(self._context)
        year = next((task.year for task in self._tasks if task.year), datetime.date.today().year)
        self.lead = ChoicePick(_("Unit in charge"), _("as it is"), free=True)
        self.lead.line.offer(choices.unit_choices())
        states = [("", _("as it is")), *((code, _(word)) for code, word in TASK_STATES.items())]
        self.state = ChoiceField(_("State"), states)
        self.start = PlannedDayField(_("Begins on"), year)
        self.due = PlannedDayField(_("Due on"), year)
        self.dimensions = CodesField(_("Sub-dimensions"), _("as they are"))
        self.dimensions.offer(choices.dimension_choices(groups=True))
        self.add = QCheckBox(_("Add them to those each task has"))
        self.add.setChecked(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Change them"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(head, "section-title"))
        layout.addWidget(advice)
        for left, right in ((self.lead, self.state), (self.start, self.due)):
            row = QHBoxLayout()
            row.setSpacing(16)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            layout.addLayout(row)
        layout.addWidget(self.dimensions)
        layout.addWidget(self.add)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        grow_with(self, self.dimensions, self.start.problem, self.due.problem)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for field in (self.lead, self.state, self.start, self.due, self.dimensions):
            field.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        for field in (self.start, self.due):
            field.show_problem("")
        self.add.setEnabled(bool(self.dimensions.value()))
        given = (
            self.lead.value(), self.state.value(), self.start.line.text(), self.due.line.text(),
            self.dimensions.value(),
        )  # fmt: skip
        self.accept_button.setEnabled(any(given))

    def _problem(self) -> PlannedDayField | None:
        for field in (self.start, self.due):
            wrong = field.wrong()
            field.show_problem(wrong)
            if wrong:
                return field
        start, due = self.start.value(), self.due.value()
        for task in self._tasks:
            begin, end = start or task.start, due or task.due
            if (start or due) and begin is not None and end is not None and end < begin:
                said = _("“{task}” would end before it begins.").format(task=task.text[:60])
                self.due.show_problem(said)
                return self.due
        return None

    def accept(self) -> None:
        """Hand the change on when it can be made for all tasks."""
        wrong = self._problem()
        if wrong is not None:
            wrong.setFocus()
            return
        change = self.change()
        super().accept()
        self.answered.emit(change)

    def change(self) -> Callable[[Task], Task]:
        """Return what changes one task."""
        lead, start, due = self.lead.value(), self.start.value(), self.due.value()
        state: TaskState | str = self.state.value()
        codes, adds = self.dimensions.value(), self.add.isChecked()
        today = datetime.date.today()

        def changed(task: Task) -> Task:
            fields: dict[str, object] = {}
            if lead:
                fields["lead"] = lead
            if start is not None:
                fields["start"] = start
            if due is not None:
                fields |= {"due": due, "standing": False, "recurring": None, "time_text": ""}
            if state:
                fields["state"] = state
                if state == "done":
                    fields["done_on"] = task.done_on or today
            if codes:
                both = (*task.dimensions, *codes) if adds else codes
                fields["dimensions"] = tuple(dict.fromkeys(both))
            return replace(task, **fields)

        return changed

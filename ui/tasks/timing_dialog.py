"""When tasks are overdue and due soon: the office's rule."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.record import replace
from papidesk.domain.task import TASK_STATES, TaskState
from papidesk.domain.task_timing import MOST_DAYS
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import tasks
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.labels import broaden, label

STATES: tuple[TaskState, ...] = ("open", "doing")


class TimingDialog(QDialog):
    """Days before, working days or all, which states, and what comes again."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._rule = tasks.timing_rule(context.workspace.store)
        self._build()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _build(self) -> None:
        rule = self._rule
        self.setWindowTitle(_("When tasks are due soon"))
        advice = label(
            _(
                "A task is overdue after its last day, and due soon some days before. Done and "
                "given up tasks are neither."
            ),
            "muted",
            wrap=True,
        )
        broaden(advice, 62)
        self.days = QSpinBox()
        self.days.setRange(0, MOST_DAYS)
        self.days.setValue(rule.soon_days)
        self.days.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.working = QCheckBox(_("Count working days only"))
        self.working.setChecked(rule.working_days)
        self.states = {}
        for state in STATES:
            box = QCheckBox(_(TASK_STATES[state]))
            box.setChecked(state in rule.states)
            self.states[state] = box
        self.recurring = QCheckBox(_("Each day of a task that comes again wants a log entry"))
        self.recurring.setChecked(rule.recurring)
        self.standing = QSpinBox()
        self.standing.setRange(0, MOST_DAYS)
        self.standing.setSpecialValueText(_("nothing is expected"))
        self.standing.setValue(rule.standing_days)
        self.standing.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for name, field in (
            (_("Due soon so many days before"), self.days), ("", self.working),
            (_("In these states"), self.states["open"]), ("", self.states["doing"]),
            ("", self.recurring),
            (_("Standing tasks want an entry every … days"), self.standing),
        ):  # fmt: skip
            form.addRow(name, field)
            if name:
                field.setAccessibleName(name)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Keep the rule"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(advice)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def accept(self) -> None:
        """Keep the rule; lists follow at once."""
        rule = replace(
            self._rule,
            soon_days=self.days.value(),
            working_days=self.working.isChecked(),
            states=tuple(state for state, box in self.states.items() if box.isChecked()),
            recurring=self.recurring.isChecked(),
            standing_days=self.standing.value(),
        )
        store, who = self._context.workspace.store, self._context.who
        try:
            tasks.set_timing_rule(store, rule, who=who)
        except PapiDeskError as error:
            self.problem.setText(sentence_of(error))
            self.problem.show()
            return
        super().accept()
        self._context.tell_saved("saved")
        self._context.tasks_changed.emit()

"""The fields of a task, with what is wrong beside each while one types."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from papidesk.domain.record import replace
from papidesk.domain.task import TASK_STATES, Task, TaskState
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import sentence_of
from ui.log.choices import LogChoices
from ui.log.typed import cost_of
from ui.tasks.planned_days import PlannedDayField
from ui.tasks.targets_field import TargetsField
from ui.tasks.task_columns import percent_of
from ui.tasks.task_words import money_text
from ui.widgets.choice_line import ChoicePick
from ui.widgets.codes_field import CodesField
from ui.widgets.fields import ChoiceField, Field, LineField, LinesField
from ui.widgets.labels import label
from ui.widgets.recurrence_editor import RecurrenceEditor

if TYPE_CHECKING:
    from collections.abc import Callable

EARLIEST, LATEST = 2000, 2100
Mode = str  # "days", "recurring", "standing"


class TaskForm(QWidget):
    """All fields of one task."""

    changed = Signal()

    def __init__(self, context: Context, year: int) -> None:
        super().__init__()
        self._context, self._year = context, year
        self._choices = LogChoices.of(context)
        self._said_time = ""  # when, in the words of the plan
        self._id = ""
        self._build()
        self._lay_out()
        self._connect()

    # Building

    def _build(self) -> None:
        self.text = LinesField(_("Task"), lines=2, hint=_("What is to be done"))
        self.lead = ChoicePick(_("Unit in charge"), _("A unit or a person"), free=True)
        self.lead.line.offer(self._choices.unit_choices())
        self.cooperating = LinesField(_("Cooperating units (one a line)"))
        self.when = ChoiceField(
            _("When"),
            [
                ("days", _("until a day")),
                ("recurring", _("again and again")),
                ("standing", _("all the time (standing task)")),
            ],
        )
        self.start = PlannedDayField(_("Begins on"), self._year)
        self.due = PlannedDayField(_("Due on"), self._year)
        self.time_text = LineField(_("As the plan says it"), _("Quarter II; every month …"))
        self.rule = RecurrenceEditor()
        # Its stretch of days is that of the task.
        self.rule.since.hide()
        self.rule.until.hide()
        self.state = ChoiceField(_("State"), [(code, _(w)) for code, w in TASK_STATES.items()])
        self.progress = LineField(_("Progress in %"), _("empty: taken from the targets"))
        self.reason = LineField(_("Why it was given up"))
        self.targets = TargetsField(self._choices)
        self.product = LineField(_("Product"), _("Report, decision, broadcast …"))
        self.budget = LineField(_("Budget in đồng"))
        self.dimensions = CodesField(
            _("Sub-dimensions"), _("Type a number or words, for example 5.1")
        )
        self.dimensions.offer(self._choices.dimension_choices(groups=True))
        self.evidence = LinesField(_("Evidence that is wanted (one a line)"))
        self.note = LinesField(_("Note"))
        self.year = LineField(_("Year"))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.text, 0, 0, 1, 2)
        top = Qt.AlignmentFlag.AlignTop
        pairs: list[tuple[QWidget, QWidget]] = [
            (self.lead, self.cooperating), (self.when, self.time_text), (self.start, self.due),
        ]  # fmt: skip
        for row, (left, right) in enumerate(pairs, 1):
            grid.addWidget(left, row, 0, top)
            grid.addWidget(right, row, 1, top)
        grid.addWidget(self._rule_box(), 4, 0, 1, 2)
        later: list[tuple[QWidget, QWidget]] = [
            (self.state, self.progress), (self.product, self.budget),
        ]  # fmt: skip
        for row, (left, right) in enumerate(later, 5):
            grid.addWidget(left, row, 0, top)
            grid.addWidget(right, row, 1, top)
        grid.addWidget(self.reason, 7, 0, 1, 2)
        grid.addWidget(self.targets, 8, 0, 1, 2)
        grid.addWidget(self.dimensions, 9, 0, 1, 2)
        grid.addWidget(self.evidence, 10, 0, top)
        grid.addWidget(self.note, 10, 1, top)
        grid.addWidget(self.year, 11, 0, top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 4, 24, 8)
        layout.addLayout(grid)
        layout.addStretch(1)

    def _rule_box(self) -> QWidget:
        self.rule_box = QWidget()
        box = QVBoxLayout(self.rule_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(label(_("How it comes again"), "muted"))
        box.addWidget(self.rule)
        self.rule_box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return self.rule_box

    def _connect(self) -> None:
        for field in self._fields():
            field.changed.connect(self._on_changed)
            field.left.connect(self._on_left)
        self.rule.changed.connect(self._on_changed)
        self.when.changed.connect(self._show_parts)
        self.start.changed.connect(self._on_day)
        self.due.changed.connect(self._on_day)
        self.state.changed.connect(self._show_parts)
        self._show_parts()

    def _fields(self) -> list[Field]:
        return [
            self.text, self.lead, self.cooperating, self.when, self.start, self.due, self.time_text,
            self.state, self.progress, self.reason, self.targets, self.product, self.budget,
            self.dimensions, self.evidence, self.note, self.year,
        ]  # fmt: skip

    # The task

    def show_task(self, task: Task) -> None:
        """Show ``task``."""
        self._id = task.id
        self.text.show_value(tuple(task.text.split("\n")))
        self.lead.show_value(task.lead)
        self.cooperating.show_value(task.cooperating)
        mode = "recurring" if task.recurring else "standing" if task.standing else "days"
        self.when.show_value(mode)
        self.start.show_value(task.start)
        self.due.show_value(task.due)
        self._said_time = task.time_text
        self.time_text.show_value(task.time_text)
        if task.recurring is not None:
            self.rule.show_value(task.recurring)
        self.state.show_value(task.state)
        self.progress.show_value("" if task.progress is None else str(task.progress))
        self.reason.show_value(task.stop_reason)
        self.targets.show_targets(task.targets)
        self.product.show_value(task.product)
        self.budget.show_value(money_text(task.budget))
        self.dimensions.show_value(task.dimensions)
        self.evidence.show_value(task.evidence)
        self.note.show_value(tuple(task.note.split("\n")) if task.note else ())
        self.year.show_value(str(task.year or self._year))
        self._show_parts()

    def task(self, base: Task) -> Task:
        """Return ``base`` with what stands in the fields; what cannot be read stays as it was."""
        mode = self.when.value()
        state: TaskState = self.state.value()  # type: ignore[assignment]
        done_on = base.done_on
        if state == "done" and base.state != "done":
            done_on = datetime.date.today()
        return replace(
            base,
            text="\n".join(self.text.value()),
            lead=self.lead.value(),
            cooperating=self.cooperating.value(),
            start=self.start.value(),
            due=self.due.value(),
            recurring=self.rule.value() if mode == "recurring" else None,
            standing=mode == "standing",
            time_text=self.time_text.value(),
            state=state,
            done_on=done_on if state == "done" else None,
            stop_reason=self.reason.value() if state == "stopped" else "",
            progress=_read(lambda: percent_of(self.progress.value()), base.progress),
            targets=self.targets.targets(),
            product=self.product.value(),
            budget=_read(lambda: cost_of(self.budget.value()), base.budget),
            dimensions=self.dimensions.value(),
            evidence=self.evidence.value(),
            note="\n".join(self.note.value()),
            year=int(self.year.value()) if self.year.value().isdecimal() else base.year,
        )

    # What is wrong

    def first_problem(self) -> QWidget | None:
        """Say what is wrong beside each field; return the first of them, None when all is well."""
        found: QWidget | None = None
        for field, sentence in self.problems(whole=True):
            if isinstance(field, Field):
                field.show_problem(sentence)
            if sentence and found is None:
                found = field
        return found

    def problems(self, *, whole: bool) -> list[tuple[QWidget, str]]:
        """Return every field that can be wrong with what is wrong with it, "" for nothing.

        ``whole``: also what is only wrong once one is through.
        """
        missing = _("Write what is to be done.") if whole and not self.text.value() else ""
        year = self.year.value()
        good = year.isdecimal() and EARLIEST <= int(year) <= LATEST
        found: list[tuple[QWidget, str]] = [
            (self.text, missing),
            (self.start, self.start.wrong() if whole else ""),
            (self.due, self._due_problem(whole=whole)),
            (self.progress, _sentence(lambda: percent_of(self.progress.value()))),
            (self.targets, self.targets.wrong() if whole else ""),
            (self.budget, _sentence(lambda: cost_of(self.budget.value()))),
            (self.year, "" if good or not whole else _("Write the year with four digits.")),
        ]
        if self.when.value() == "recurring" and whole and self.rule.wrong():
            found.append((self.rule, self.rule.wrong()))
        return found

    def _due_problem(self, *, whole: bool) -> str:
        start, due = self.start.value(), self.due.value()
        if start is not None and due is not None and due < start:
            return _("The task would end before it begins.")
        return self.due.wrong() if whole else ""

    # Slots

    def _show_parts(self) -> None:
        mode = self.when.value()
        self.rule_box.setVisible(mode == "recurring")
        self.due.name.setText(_("Due on") if mode == "days" else _("Ends on (empty: year's end)"))
        self.reason.setVisible(self.state.value() == "stopped")

    def _on_changed(self) -> None:
        for field, sentence in self.problems(whole=False):
            if isinstance(field, Field):
                field.show_problem(sentence)
        self.changed.emit()

    def _on_day(self) -> None:
        """Let go of the plan's words for a day that is another one now."""
        if self._said_time and self.time_text.value() == self._said_time:
            self.time_text.show_value("")

    def _on_left(self) -> None:
        now = self.focusWidget()
        for field, sentence in self.problems(whole=True):
            here = now is not None and field.isAncestorOf(now)
            empty = field is self.text and not self.text.value()
            if isinstance(field, Field) and not here and not empty:
                field.show_problem(sentence)
        self._show_doubts()

    def _show_doubts(self) -> None:
        """Ask beside the units about names nobody knows, or that are gone by the day."""
        from papidesk.workflow.task_doubts import doubts

        task = self.task(Task(id=self._id, text=""))
        said: dict[str, list[str]] = {}
        for doubt in doubts(self._context.workspace.store, task, today=datetime.date.today()):
            said.setdefault(doubt.field, []).append(doubt.sentence)
        for field, name in ((self.lead, "lead"), (self.cooperating, "cooperating")):
            field.show_problem("\n".join(said.get(name, ())), grave=False)


def _read(read: Callable[[], int | None], otherwise: int | None) -> int | None:
    try:
        return read()
    except PapiDeskError:
        return otherwise


def _sentence(read: Callable[[], object]) -> str:
    try:
        read()
    except PapiDeskError as error:
        return sentence_of(error)
    return ""

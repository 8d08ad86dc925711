"""Tasks whose plan was replaced or whose unit is no more: carried over, handed on, given up."""

from __future__ import annotations

import datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import tasks
from papidesk.workflow.task_changes import WHY
from ui.context import Context
from ui.failures import sentence_of
from ui.log.dialog_size import give_size
from ui.tasks.task_words import short
from ui.widgets.buttons import push_button
from ui.widgets.fields import CalmComboBox
from ui.widgets.labels import label
from ui.words import day_text

if TYPE_CHECKING:
    from papidesk.workflow.tasks import Overtaken

SIZE = (780, 560)  # px at 100 % text
SHOWN = 5  # tasks named of each plan or unit


class OvertakenBox(QFrame):
    """What happened to one plan or unit, its tasks, and what can be done about them."""

    carry_asked = Signal(str, str)  # old plan, new plan
    reassign_asked = Signal(object, str, str)  # ids, old unit, new unit
    other_plan_asked = Signal(str)

    def __init__(self, found: list[Overtaken], plans: dict[str, str]) -> None:
        super().__init__()
        self._found, self._plans = found, plans
        self.setObjectName("card")
        first = found[0]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(label(self._head(first), "strong", wrap=True))
        names = [f"– {short(one.task.text, 110)}" for one in found[:SHOWN]]
        if len(found) > SHOWN:
            left = len(found) - SHOWN
            names.append(ngettext("and {count} more", "and {count} more", left).format(count=left))
        column.addWidget(label("\n".join(names), "muted", wrap=True))
        if first.why == "unit_gone":
            column.addLayout(self._units(first))
        else:
            column.addLayout(self._ways(first))

    def _head(self, first: Overtaken) -> str:
        count = ngettext("{count} task", "{count} tasks", len(self._found))
        said = count.format(count=len(self._found))
        if first.why == "unit_gone":
            until = day_text(first.until) if first.until else ""
            what = _("{unit} is no more since {day}").format(unit=first.unit, day=until)
        else:
            title = self._plans.get(first.task.plan, "")
            what = f"{_(WHY[first.why])}: {short(title, 120)}" if title else _(WHY[first.why])
        return f"{what} · {said}"

    def _units(self, first: Overtaken) -> QHBoxLayout:
        self.unit: QComboBox = CalmComboBox()
        self.unit.setEditable(True)
        self.unit.addItems(list(first.choices))
        self.unit.setAccessibleName(_("Unit that goes on with them"))
        button = push_button(_("Hand them on to this unit"), "check", "primary")
        button.clicked.connect(partial(self._on_reassign, first.unit))
        self.button = button
        row = QHBoxLayout()
        row.addWidget(self.unit, 1)
        row.addWidget(button)
        return row

    def _ways(self, first: Overtaken) -> QHBoxLayout:
        row = QHBoxLayout()
        other = push_button(_("Carry them over into another plan…"), "document")
        other.clicked.connect(partial(self._on_other, first.task.plan))
        if first.successor:
            title = self._plans.get(first.successor, "")
            button = push_button(_("Carry them over into the new plan"), "check", "primary")
            button.setToolTip(title)
            button.clicked.connect(partial(self._on_carry, first.task.plan, first.successor))
            self.button = button
            row.addWidget(button)
        row.addWidget(other)
        row.addStretch(1)
        return row

    def _on_reassign(self, old: str, *_checked: object) -> None:
        ids = [one.task.id for one in self._found]
        self.reassign_asked.emit(ids, old, self.unit.currentText())

    def _on_carry(self, old: str, new: str, *_checked: object) -> None:
        self.carry_asked.emit(old, new)

    def _on_other(self, old: str, *_checked: object) -> None:
        self.other_plan_asked.emit(old)


class OvertakenDialog(QDialog):
    """One box for each plan and unit that is no more."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self.boxes: list[OvertakenBox] = []
        self.setWindowTitle(_("Tasks whose plan or unit is no more"))
        give_size(self, SIZE, context.theme.scale)
        self.advice = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(holder)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(self.advice)
        layout.addWidget(area, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        self.show_found()

    def show_found(self) -> None:
        """Ask anew and show what was found."""
        for box in self.boxes:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        store = self._context.workspace.store
        found = tasks.overtaken(store, datetime.date.today())
        plans = tasks.plans(store)
        found.sort(key=_kind)
        self.boxes = []
        for _key, group in groupby(found, key=_kind):
            box = OvertakenBox(list(group), plans)
            box.carry_asked.connect(self._on_carry)
            box.reassign_asked.connect(self._on_reassign)
            box.other_plan_asked.connect(self._on_other)
            self._column.insertWidget(len(self.boxes), box)
            self.boxes.append(box)
        self.advice.setText(
            _("Nothing is lost: tasks keep their entries and evidence, and the old ones stay.")
            if found
            else _("Every task that is still to be done has its plan and its unit.")
        )

    def _on_carry(self, old: str, new: str) -> None:
        store, who = self._context.workspace.store, self._context.who
        try:
            made = tasks.carry_over(store, old, new, who=who)
        except PapiDeskError as error:
            self._refuse(error)
            return
        said = ngettext("{count} task carried over", "{count} tasks carried over", len(made))
        self._after(said.format(count=len(made)))

    def _on_other(self, old: str) -> None:
        from ui.tasks.plan_dialog import PlanDialog

        dialog = PlanDialog(self._context, _("Carry tasks over"), _("Carry over"), self)
        dialog.chosen.connect(partial(self._on_carry, old))
        dialog.open()

    def _on_reassign(self, ids: list[str], old: str, new: str) -> None:
        store, who = self._context.workspace.store, self._context.who
        try:
            changed = tasks.reassign(store, ids, old, new, who=who)
        except PapiDeskError as error:
            self._refuse(error)
            return
        said = ngettext("{count} task handed on", "{count} tasks handed on", len(changed))
        self._after(said.format(count=len(changed)))

    def _after(self, said: str) -> None:
        self.problem.hide()
        self._context.tell_saved("saved")
        self._context.tasks_changed.emit()
        self._context.happened.emit(said, None)
        self.show_found()

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()


def _kind(one: Overtaken) -> tuple[str, str]:
    return (one.why, one.unit or one.task.plan)

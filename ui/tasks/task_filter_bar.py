"""The chips above the tasks: what they are narrowed to, their groups, how many there are."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace
from papidesk.domain.task import TASK_STATES
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.text.sorting import sort_key
from ui.icons import set_icon
from ui.tasks import task_words as words
from ui.tasks.task_set import GROUPS, GroupKey, TaskSet, dimension_names
from ui.tasks.tick_chip import TickChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label, restyle

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow
    from ui.documents.column_filter import Choices

GROUP_WORDS: dict[GroupKey, str] = {
    "": N_("no groups"), "unit": N_("unit"), "dimension": N_("sub-dimension"),
    "state": N_("state"), "plan": N_("plan"),
}  # fmt: skip
TIMINGS = {"overdue": N_("Overdue"), "due_soon": N_("Due soon")}
MISSING = {
    "unit": N_("without a unit"), "date": N_("without a date"),
    "product": N_("without a product"), "dimension": N_("without a sub-dimension"),
    "target": N_("without a target"),
}  # fmt: skip


class TaskFilterBar(QWidget):
    """Narrows the set of tasks."""

    everything_asked = Signal()

    def __init__(self, tasks: TaskSet) -> None:
        super().__init__()
        self._set = tasks
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._connect()
        self.show_filter()

    def _build(self) -> None:
        self.unit = TickChip(_("Unit"), self._units)
        self.state = TickChip(_("State"), self._states)
        self.timing = TickChip(_("Due"), self._timings)
        self.dimension = TickChip(_("Sub-dimension"), self._dimensions)
        self.plan = TickChip(_("Plan"), self._plans, single=True)
        self.missing = TickChip(_("Lacking"), self._missing)
        self.some = self._chip(_("Chosen tasks"))
        self.trash = self._chip(_("Trash"))
        self.trash.setCheckable(True)
        set_icon(self.trash, "delete", "muted", beside=True)
        self.trash.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clear = QToolButton()
        self.clear.setProperty("kind", "link")
        self.clear.setText(_("Show all"))
        self.clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = label("", "muted")
        self.count.setContentsMargins(6, 5, 0, 0)
        self.group = self._group_chip()
        chips = QWidget()
        flow = FlowLayout(chips, 6)
        for chip in (self.unit, self.state, self.timing, self.dimension, self.plan, self.missing,
                     self.trash, self.some, self.clear, self.count):  # fmt: skip
            flow.addWidget(chip)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(chips, 1)
        row.addWidget(self.group, 0, Qt.AlignmentFlag.AlignTop)

    def _chip(self, text: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "chip")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setText(text)
        made.setAccessibleName(text)
        return made

    def _group_chip(self) -> QToolButton:
        made = self._chip("")
        made.setProperty("menued", True)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        for key in GROUPS:
            action = QAction(_(GROUP_WORDS[key]), menu)
            action.setData(key)
            action.setCheckable(True)
            menu.addAction(action)
        menu.triggered.connect(self._on_group)
        made.setMenu(menu)
        return made

    def _connect(self) -> None:
        for chip, field in (
            (self.unit, "units"), (self.state, "states"), (self.timing, "timings"),
            (self.dimension, "dimensions"), (self.missing, "missing"),
        ):  # fmt: skip
            chip.chosen.connect(partial(self._on_chosen, field))
        self.plan.chosen.connect(self._on_plan)
        self.trash.toggled.connect(self._on_trash)
        self.some.clicked.connect(self._on_some)
        self.clear.clicked.connect(self.everything_asked)
        self._set.narrowed_anew.connect(self.show_filter)
        self._set.changed.connect(self._show_count)

    # Showing

    def show_filter(self) -> None:
        """Show what the set is narrowed to."""
        now = self._set.filter
        self.unit.show_codes(now.units, {"": _("No unit named")})
        self.state.show_codes(now.states, {code: _(word) for code, word in TASK_STATES.items()})
        self.timing.show_codes(now.timings, {code: _(word) for code, word in TIMINGS.items()})
        self.missing.show_codes(now.missing, {code: _(word) for code, word in MISSING.items()})
        names = self._dimension_words() if now.dimensions else {}
        self.dimension.show_codes(now.dimensions, names)
        self.plan.show_codes((now.plan,) if now.plan else (), self._plan_words(now.plan))
        self.some.setText(_("Chosen tasks ({count})").format(count=len(now.ids)) + "  ×")
        self.some.setProperty("active", "true")
        self.some.setVisible(bool(now.ids))
        blocked = self.trash.blockSignals(True)
        self.trash.setChecked(now.trashed)
        self.trash.blockSignals(blocked)
        self.clear.setVisible(self._set.narrowed)
        self._show_count()
        self._show_group()

    def _show_count(self) -> None:
        self.count.setText(words.count_text(len(self._set.rows)))

    def _show_group(self) -> None:
        text = _("Grouped by: {what}").format(what=_(GROUP_WORDS[self._set.group]))
        self.group.setText(text)
        self.group.setAccessibleName(text)
        self.group.setProperty("active", "false")
        restyle(self.group)
        # Its words change: it must not be squeezed by the chips beside it.
        self.group.setMinimumWidth(self.group.sizeHint().width())
        for action in self.group.menu().actions():
            action.setChecked(action.data() == self._set.group)

    def _dimension_words(self) -> dict[str, str]:
        year = self._set.filter.year or self._set.today.year
        found = dimension_names(self._set.context, year)
        return {code: f"{code} {name}" for code, name in found.items()}

    def _plan_words(self, plan: str) -> dict[str, str]:
        if not plan:
            return {}
        from papidesk.workflow import tasks

        return tasks.plans(self._set.context.workspace.store)

    # What the chips offer, each with how many tasks of the year have it

    def _rows(self) -> list[TaskRow]:
        from papidesk.workflow import tasks

        chosen = TaskFilter(year=self._set.filter.year, trashed=self._set.filter.trashed)
        return tasks.listing(self._set.context.workspace.store, chosen, today=self._set.today)

    def _tally(self, codes: Callable[[TaskRow], Iterable[str]]) -> Tally[str]:
        return Tally(code for row in self._rows() for code in codes(row))

    def _units(self) -> Choices:
        found = self._tally(lambda row: (row.task.lead,))
        names = sorted(found, key=lambda name: (not name, sort_key(name)))
        return [(name, name or _("No unit named"), found[name]) for name in names]

    def _states(self) -> Choices:
        found = self._tally(lambda row: (row.task.state,))
        return [(code, words.state_word(code), found[code]) for code in words.ORDER]

    def _timings(self) -> Choices:
        found = self._tally(lambda row: (row.timing,))
        return [(code, _(word), found[code]) for code, word in TIMINGS.items()]

    def _dimensions(self) -> Choices:
        found = self._tally(_with_parents)
        names = self._dimension_words()
        names |= {code: code for code in found if code not in names}
        return [(code, name, found[code]) for code, name in names.items()]

    def _plans(self) -> Choices:
        found = self._tally(lambda row: (row.task.plan,))
        from papidesk.workflow import tasks

        plans = tasks.plans(self._set.context.workspace.store)
        return [(id, title, found[id]) for id, title in plans.items() if found[id]]

    def _missing(self) -> Choices:
        found = self._tally(lacking)
        return [(code, _(word), found[code]) for code, word in MISSING.items()]

    # Slots

    def _on_chosen(self, field: str, codes: tuple[str, ...]) -> None:
        self._set.choose(**{field: codes})

    def _on_plan(self, codes: tuple[str, ...]) -> None:
        self._set.choose(plan=codes[0] if codes else "")

    def _on_trash(self, shown: bool) -> None:
        self._set.choose(trashed=shown)

    def _on_some(self) -> None:
        self._set.show(replace(self._set.filter, ids=()))

    def _on_group(self, action: QAction) -> None:
        self._set.group_by(action.data())
        self._show_group()


def lacking(row: TaskRow) -> list[str]:
    """Return what a task lacks, as the filter calls it."""
    task = row.task
    timed = task.due or task.start or task.recurring or task.standing
    there = {
        "unit": task.lead, "date": timed, "product": task.product,
        "dimension": task.dimensions, "target": task.targets,
    }  # fmt: skip
    return [code for code, value in there.items() if not value]


def _with_parents(row: TaskRow) -> set[str]:
    codes = set(row.task.dimensions)
    return codes | {f"D{code.split('.')[0]}" for code in codes if not code.startswith("D")}

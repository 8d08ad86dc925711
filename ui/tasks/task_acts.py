"""What can be done with the chosen tasks: one act each for menu, strip, palette and keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from papidesk.domain.task import TASK_STATES, Task
from papidesk.i18n import _
from ui.commands import Command, command_of
from ui.icons import set_icon

STATE_ICONS = {"open": "tasks", "doing": "edit", "done": "check", "stopped": "cancel"}


class TaskActs(QObject):
    """The acts; who owns them says what they do."""

    state_asked = Signal(str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._why: dict[QAction, str] = {}
        self.edit = self._act(_("Open the task…"), "edit")
        self.write = self._act(_("Write in the row (F2)"), "edit")
        self.many = self._act(_("Change several tasks…"), "tasks", "Ctrl+E")
        self.log = self._act(_("Log an activity for this task…"), "log", "Ctrl+G")
        self.entries = self._act(_("Log entries of this task…"), "views")
        self.evidence = self._act(_("Evidence of this task…"), "evidence")
        self.pack = self._act(_("Evidence pack of this task…"), "export")
        self.plan = self._act(_("Go to its place in the plan"), "document")
        self.annex = self._act(_("Make the task annex of its plan"), "table")
        self.sheet = self._act(_("Print the task sheet…"), "print")
        self.duplicate = self._act(_("Duplicate"), "duplicate", "Ctrl+D")
        self.copy = self._act(_("Copy with titles (for Excel)"), "copy")
        self.delete = self._act(_("Delete"), "delete")
        self.restore = self._act(_("Take out of the trash"), "restore")
        self.states: dict[str, QAction] = {}
        for code, word in TASK_STATES.items():
            action = QAction(_(word), self)
            set_icon(action, STATE_ICONS[code])
            action.triggered.connect(partial(self._on_state, code))
            self.states[code] = action
        self.show_possible([], trashed=False)

    def _act(self, text: str, icon: str, keys: str = "") -> QAction:
        action = QAction(text, self)
        set_icon(action, icon)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._owner.addAction(action)
        return action

    def _on_state(self, code: str, *_checked: object) -> None:
        self.state_asked.emit(code)

    def show_possible(self, chosen: list[Task], *, trashed: bool) -> None:
        """Allow what can be done with the ``chosen`` tasks, and know why of the rest."""
        none = "" if chosen else _("Choose a task first")
        one = none or ("" if len(chosen) == 1 else _("Choose one task only"))
        there = _("The task is in the trash") if trashed else ""
        no_plan = "" if any(task.plan for task in chosen) else _("The task belongs to no plan")
        no_unit = "" if any(task.lead for task in chosen) else _("The task names no unit")
        gone = "" if trashed else _("Only for tasks in the trash")
        for action, why in (
            (self.edit, one or there),
            (self.write, one or there),
            (self.many, none or there),
            (self.log, one or there),
            (self.entries, none),
            (self.evidence, one or there),
            (self.pack, one or there),
            (self.plan, one or no_plan),
            (self.annex, one or there or no_plan),
            (self.sheet, none or there or no_unit),
            (self.duplicate, none or there),
            (self.copy, none),
            (self.delete, none or there),
            (self.restore, none or gone),
        ):
            self._why[action] = why
            action.setEnabled(not why)
        for action in self.states.values():
            action.setEnabled(not (none or there))
        self.restore.setVisible(trashed)
        self.delete.setVisible(not trashed)

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu of the chosen tasks."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.edit, self.write, self.many])
        states = menu.addMenu(_("State"))
        states.addActions(list(self.states.values()))
        states.setEnabled(self.states["done"].isEnabled())
        menu.addSeparator()
        menu.addActions([self.log, self.entries, self.evidence, self.pack])
        menu.addSeparator()
        menu.addActions([self.plan, self.annex, self.sheet, self.duplicate, self.copy])
        menu.addSeparator()
        menu.addActions([self.delete, self.restore])
        return menu

    def commands(self) -> Iterator[Command]:
        """Yield the acts as commands."""
        for action, more in (
            (self.edit, _("change edit fields")),
            (self.many, _("bulk several unit day state dimension")),
            (self.log, _("activity entry done")),
            (self.entries, _("activity log figures")),
            (self.evidence, _("files photos proof")),
            (self.pack, _("evidence zip folder")),
            (self.plan, _("document paragraph")),
            (self.annex, _("plan table assignments")),
            (self.sheet, _("assign unit paper")),
            (self.duplicate, _("copy the task")),
            (self.copy, _("clipboard table rows")),
            (self.delete, _("trash remove")),
            (self.restore, _("undo delete")),
        ):
            if action.isVisible():
                yield command_of(action, more, self._why.get(action, ""))
        for action in self.states.values():
            name = _("State: {state}").format(state=action.text())
            icon = str(action.property("iconName"))
            why = "" if action.isEnabled() else _("Choose a task first")
            yield Command(name, _("task state"), action.trigger, why=why, icon=icon)

"""Changing tasks: each step is kept at once and has a way back in the message below."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from papidesk.domain.record import replace
from papidesk.domain.task import Task, TaskState
from papidesk.errors import PapiDeskError
from papidesk.i18n import ngettext
from papidesk.storage.store import Store
from ui.context import Context
from ui.failures import show_failure
from ui.tasks.task_words import state_word


class TaskChanges(QObject):
    """Keeps what a person changed, and takes it back."""

    done = Signal(object)  # ids of the tasks that were changed

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    @property
    def _store(self) -> Store:
        return self._context.workspace.store

    def keep(self, seen: Iterable[Task], tasks: Iterable[Task], said: str) -> list[Task]:
        """Keep ``tasks`` in one step; [] when they were refused, which is told.

        ``seen`` are the tasks as the person saw them: what was changed elsewhere since in other
        fields stays. ``said`` is what the message says, its way back brings all of them back.
        """
        from papidesk.workflow import tasks as work

        wanted = list(tasks)
        try:
            work.check_there(self._store, [task.id for task in wanted])
            before = [work.get(self._store, task.id) for task in wanted]
            kept = work.save_many(self._store, wanted, who=self._context.who, seen=list(seen))
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return []
        self._tell([task.id for task in kept], said, partial(self._put_back, before, kept))
        return kept

    def change_all(self, tasks: Iterable[Task], change: Callable[[Task], Task]) -> bool:
        """Change many tasks in one step."""
        seen = list(tasks)
        changed = [change(task) for task in seen]
        said = ngettext("{count} task changed", "{count} tasks changed", len(changed))
        return bool(self.keep(seen, changed, said.format(count=len(changed))))

    def set_state(self, tasks: Iterable[Task], state: TaskState, reason: str = "") -> bool:
        """Bring tasks into a state in one step."""
        from papidesk.workflow import tasks as work

        before = [task for task in tasks if task.state != state]
        if not before:
            return False
        ids = [task.id for task in before]
        try:
            before = [work.get(self._store, id) for id in ids]
            after = work.set_state(
                self._store, ids, state, today=datetime.date.today(), who=self._context.who,
                reason=reason,
            )  # fmt: skip
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return False
        said = ngettext("{count} task: {state}", "{count} tasks: {state}", len(ids))
        self._tell(
            ids, said.format(count=len(ids), state=state_word(state)),
            partial(self._put_back, before, after),
        )  # fmt: skip
        return True

    def delete(self, ids: list[str]) -> None:
        """Delete tasks; the message below brings them back."""
        from papidesk.workflow import tasks as work

        if not ids:
            return
        try:
            work.remove(self._store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        said = ngettext("{count} task deleted", "{count} tasks deleted", len(ids))
        self._tell(ids, said.format(count=len(ids)), partial(self.restore, ids))

    def restore(self, ids: list[str]) -> None:
        """Bring deleted tasks back."""
        from papidesk.workflow import tasks as work

        try:
            work.restore(self._store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self._after(ids)

    def duplicate(self, tasks: Iterable[Task]) -> list[str]:
        """Make each task once more, not begun, and return the new ids."""
        from papidesk.workflow import tasks as work

        copies = [
            replace(
                task, id="", state="open", progress=None, done_on=None, stop_reason="",
                superseded_by="",
            )
            for task in tasks
        ]  # fmt: skip
        try:
            made = [work.save(self._store, task, who=self._context.who).id for task in copies]
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return []
        said = ngettext("{count} task duplicated", "{count} tasks duplicated", len(made))
        self._tell(made, said.format(count=len(made)), partial(self._take_away, made))
        return made

    # Inside

    def _put_back(self, before: list[Task], after: list[Task]) -> None:
        """Bring back what a step changed; what was changed since in other fields stays."""
        from papidesk.workflow import tasks as work

        try:
            work.save_many(self._store, before, who=self._context.who, seen=after)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self._after([task.id for task in before])

    def _take_away(self, ids: list[str]) -> None:
        from papidesk.workflow import tasks as work

        try:
            work.remove(self._store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self._after(ids)

    def _tell(self, ids: list[str], said: str, back: Callable[[], None]) -> None:
        self._after(ids)
        self._context.happened.emit(said, back)

    def _after(self, ids: list[str]) -> None:
        self._context.tell_saved("saved")
        self._context.tasks_changed.emit()
        self.done.emit(ids)

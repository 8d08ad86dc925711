"""What is done on the page of tasks: each act opens its dialog or changes tasks at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QDialog, QWidget

from papidesk.domain.record import replace
from papidesk.domain.task import Task, TaskState
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.failures import show_failure
from ui.tasks.task_acts import TaskActs
from ui.tasks.task_changes import TaskChanges
from ui.tasks.task_papers import TaskPapers

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow
    from ui.tasks.tasks_page import TasksPage


class TaskWork(QObject):
    """Wires the acts of the page."""

    def __init__(self, context: Context, page: TasksPage) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.acts = TaskActs(page)
        self.changes = TaskChanges(context, page)
        self.papers = TaskPapers(context, page)
        self.dialog: QDialog | None = None
        self._connect()
        self._connect_acts()

    def _connect(self) -> None:
        page, views = self._page, self._page.views
        page.new_button.clicked.connect(self.new)
        page.big_new.clicked.connect(self.new)
        page.strip.propose.clicked.connect(self.propose)
        page.big_propose.clicked.connect(self.propose)
        page.big_document.clicked.connect(self._on_document)
        views.opened.connect(self.edit)
        views.selected.connect(self.show_possible)
        views.menu_asked.connect(self._on_menu)
        views.delete_pressed.connect(self.delete)
        views.state_asked.connect(self.set_state)
        views.day_moved.connect(self.move_day)
        views.new_asked.connect(self.new_on)
        views.print_asked.connect(self._on_print_timeline)
        views.table.rows.written.connect(self._on_written)
        views.table.rows.refused.connect(self._on_refused)
        strip = page.strip
        strip.many.clicked.connect(self.change_many)
        strip.excel.clicked.connect(self._on_excel)
        strip.sheets.clicked.connect(self._on_sheets)
        strip.columns.clicked.connect(self._on_columns)
        menu = strip.more.menu()
        for text, act in (
            (_("When tasks are due soon…"), self.timing),
            (_("Tasks whose plan or unit is no more…"), self.overtaken),
            (_("Print timeline…"), self._on_print_timeline),
            (_("Timeline as a PDF file…"), self._on_write_timeline),
        ):
            menu.addAction(text).triggered.connect(partial(_do, act))

    def _connect_acts(self) -> None:
        acts = self.acts
        for action, act in (
            (acts.edit, self._on_edit), (acts.write, self._page.views.table.write_first),
            (acts.many, self.change_many), (acts.log, self.log), (acts.entries, self.entries),
            (acts.evidence, self.evidence), (acts.pack, self.pack),
            (acts.plan, self.go_to_plan), (acts.annex, self.make_annex),
            (acts.sheet, self._on_sheet), (acts.duplicate, self.duplicate),
            (acts.copy, self.copy), (acts.delete, self.delete), (acts.restore, self.restore),
        ):  # fmt: skip
            action.triggered.connect(partial(_do, act))
        acts.state_asked.connect(self._on_state)

    # What is chosen

    def chosen(self) -> list[Task]:
        """Return the chosen tasks."""
        return [row.task for row in self._page.views.chosen()]

    def show_possible(self) -> None:
        """Allow what can be done with the chosen tasks."""
        chosen = self.chosen()
        self.acts.show_possible(chosen, trashed=self._page.set.filter.trashed)
        said = ngettext("{count} task chosen", "{count} tasks chosen", len(chosen))
        self._page.strip.show_chosen(len(chosen), said.format(count=len(chosen)))

    def open(self, dialog: QDialog) -> None:
        """Open ``dialog`` over the window."""
        self.dialog = dialog
        dialog.open()

    @property
    def _window(self) -> QWidget:
        return self._page.window()

    # One task

    def new(self) -> None:
        """Enter a task; what the list is narrowed to is filled in."""
        now = self._page.set.filter
        task = Task(
            text="",
            year=now.year or datetime.date.today().year,
            lead=now.units[0] if len(now.units) == 1 else "",
            dimensions=tuple(code for code in now.dimensions if not code.startswith("D")),
            plan=now.plan,
        )
        self._open_task(task)

    def new_on(self, day: datetime.date | None) -> None:
        """Enter a task that is due on ``day``."""
        year = day.year if day is not None else datetime.date.today().year
        self._open_task(Task(text="", due=day, year=year))

    def new_for(self, code: str) -> None:
        """Enter a task for a sub-dimension that has none."""
        year = self._page.set.filter.year or datetime.date.today().year
        self._open_task(Task(text="", dimensions=(code,), year=year))

    def edit(self, id: str) -> None:
        """Open the task ``id`` with all its fields."""
        from papidesk.workflow import tasks

        try:
            self._open_task(tasks.get(self._context.workspace.store, id))
        except PapiDeskError as error:
            show_failure(self._context.ask, self._page, error)

    def _open_task(self, task: Task) -> None:
        from ui.tasks.task_dialog import TaskDialog

        dialog = TaskDialog(self._context, task, self._window)
        dialog.kept.connect(self._page.choose)
        self.open(dialog)

    def _on_edit(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self.edit(chosen[0].id)

    def _on_written(self, before: Task, task: Task) -> None:
        """Keep what was written into a cell of the table."""
        if task.state != before.state:
            self.set_state([before], task.state)
        elif self.changes.keep([before], [task], _("Task changed")):
            self._page.views.table.rows.put(task)

    def _on_refused(self, sentence: str) -> None:
        self._context.happened.emit(sentence, None)

    def move_day(self, row: TaskRow, day: datetime.date) -> None:
        """Let a task end on ``day``."""
        said = _("Due day moved to {day}").format(day=f"{day:%d/%m/%Y}")
        moved = replace(row.task, due=day, time_text="")
        if self.changes.keep([row.task], [moved], said):
            self._page.refresh()

    # Several tasks

    def change_many(self) -> None:
        """Change the chosen tasks in one step."""
        chosen = self.chosen()
        if not chosen:
            return
        from ui.tasks.many_dialog import ManyDialog

        dialog = ManyDialog(self._context, chosen, self._window)
        dialog.answered.connect(partial(self._on_many, chosen))
        self.open(dialog)

    def _on_many(self, tasks: list[Task], change: Callable[[Task], Task]) -> None:
        self.changes.change_all(tasks, change)

    def _on_state(self, state: TaskState) -> None:
        self.set_state(self.chosen(), state)

    def set_state(self, chosen: list[Task] | list[TaskRow], state: TaskState) -> None:
        """Bring tasks into ``state``; giving them up asks for a reason."""
        tasks = [one if isinstance(one, Task) else one.task for one in chosen]
        tasks = [task for task in tasks if task.state != state]
        if not tasks:
            return
        if state != "stopped":
            self.changes.set_state(tasks, state)
            return
        from ui.tasks.stop_dialog import StopDialog

        dialog = StopDialog(tasks, self._window)
        dialog.answered.connect(partial(self._on_stop, tasks))
        self.open(dialog)

    def _on_stop(self, tasks: list[Task], reason: str) -> None:
        self.changes.set_state(tasks, "stopped", reason)

    def delete(self) -> None:
        """Put the chosen tasks into the trash."""
        if not self._page.set.filter.trashed:
            self.changes.delete([task.id for task in self.chosen()])

    def restore(self) -> None:
        """Take the chosen tasks out of the trash."""
        self.changes.restore([task.id for task in self.chosen()])

    def duplicate(self) -> None:
        """Make the chosen tasks once more."""
        made = self.changes.duplicate(self.chosen())
        if made:
            self._page.choose(made[0])

    def copy(self) -> None:
        """Copy the chosen tasks as rows of the table."""
        table, chosen = self._page.views.table, self.chosen()
        if self._page.views.name != "table":
            table.show_rows()
            table.clearSelection()
            for task in chosen:
                table.add_choice(task.id)
        table.copy()

    # Log, evidence, plan

    def log(self) -> None:
        """Write an entry of the log for the chosen task."""
        from papidesk.domain.activity import Activity
        from ui.log.entry_dialog import EntryDialog

        chosen = self.chosen()
        if len(chosen) != 1:
            return
        task = chosen[0]
        entry = Activity(
            date=datetime.date.today(), title=task.text.split("\n")[0][:200], unit=task.lead,
            tasks=(task.id,),
        )  # fmt: skip
        self.open(EntryDialog(self._context, entry, self._window))

    def entries(self) -> None:
        """Show the entries of the chosen tasks."""
        from papidesk.domain.filters import ActivityFilter
        from ui.log.entries_dialog import EntriesDialog

        chosen = self.chosen()
        if not chosen:
            return
        title = chosen[0].text if len(chosen) == 1 else _("Entries of the chosen tasks")
        wanted = ActivityFilter(tasks=tuple(task.id for task in chosen))
        self.open(EntriesDialog(self._context, title, wanted, self._window))

    def evidence(self) -> None:
        """Show the evidence of the chosen task."""
        from ui.tasks.evidence_dialog import TaskEvidenceDialog

        chosen = self.chosen()
        if len(chosen) == 1:
            self.open(TaskEvidenceDialog(self._context, chosen[0], self._window))

    def pack(self) -> None:
        """Hand over the evidence of the chosen task."""
        chosen = self.chosen()
        if len(chosen) == 1:
            self.papers.pack(chosen[0], self._window)

    def go_to_plan(self) -> None:
        """Open the plan at the chosen task's place."""
        chosen = self.chosen()
        if len(chosen) == 1 and chosen[0].plan:
            from ui.documents.block_place import BlockPlace

            place = BlockPlace(chosen[0].plan, chosen[0].block)
            self._context.place_asked.emit("documents", place)

    def make_annex(self) -> None:
        """Open the plan of the chosen task and make the annex of all its tasks there."""
        chosen = self.chosen()
        if len(chosen) == 1 and chosen[0].plan:
            from ui.documents.block_place import BlockPlace

            self._context.place_asked.emit("documents", BlockPlace(chosen[0].plan, annex=True))

    # The whole list

    def propose(self) -> None:
        """Choose a plan, then accept the tasks that are found in it."""
        from ui.tasks.plan_dialog import PlanDialog

        title, word = _("Tasks out of a plan"), _("Propose tasks")
        dialog = PlanDialog(self._context, title, word, self._window)
        dialog.chosen.connect(self.propose_from)
        self.open(dialog)

    def propose_from(self, document_id: str) -> None:
        """Show what is proposed from the plan ``document_id``."""
        from ui.tasks.proposals_dialog import ProposalsDialog

        try:
            dialog = ProposalsDialog(self._context, document_id, self._window)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._page, error)
            return
        dialog.kept.connect(self._on_proposed)
        self.open(dialog)

    def _on_proposed(self, ids: tuple[str, ...]) -> None:
        if ids:
            self._page.show_rows_of(ids)

    def timing(self) -> None:
        """Set when tasks are overdue and due soon."""
        from ui.tasks.timing_dialog import TimingDialog

        self.open(TimingDialog(self._context, self._window))

    def overtaken(self) -> None:
        """Show tasks whose plan or unit is no more."""
        from ui.tasks.overtaken_dialog import OvertakenDialog

        self.open(OvertakenDialog(self._context, self._window))

    def refresh_notice(self) -> None:
        """Say above the tasks when some of them were overtaken."""
        self._page.notice.refresh()

    def _on_document(self) -> None:
        self._context.place_asked.emit("documents", "new")

    def _on_menu(self, place: QPoint) -> None:
        self.show_possible()
        self.acts.menu(self._page).popup(place)

    def _on_columns(self) -> None:
        from ui.widgets.column_chooser import ColumnChooser

        button = self._page.strip.columns
        place = button.mapToGlobal(QPoint(button.width(), button.height()))
        ColumnChooser(self._page.views.table).open_below(place)

    def _on_excel(self) -> None:
        self.papers.write_sheet(self._page.set, self._page.views.table.shown_columns())

    def _on_sheets(self) -> None:
        self.papers.ask_task_sheets(self._window, self._page.set, ())

    def _on_sheet(self) -> None:
        units = tuple(dict.fromkeys(task.lead for task in self.chosen() if task.lead))
        self.papers.ask_task_sheets(self._window, self._page.set, units)

    def _on_print_timeline(self) -> None:
        self.papers.print_timeline(self._page.set)

    def _on_write_timeline(self) -> None:
        self.papers.write_timeline(self._page.set)


def _do(act: Callable[[], object], *_checked: object) -> None:
    act()

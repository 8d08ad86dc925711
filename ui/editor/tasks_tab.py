"""The tab Nhiệm vụ: what the open plan gives to do, the tasks it has, its annex of tasks."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from papidesk.domain.filters import TaskFilter
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.block_place import path_of_block
from ui.editor.history import Spot
from ui.editor.session import EditorSession
from ui.editor.tasks_tab_rows import ProposalRow, TaskLine
from ui.failures import show_failure
from ui.widgets.buttons import push_button
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.domain.task import Task
    from papidesk.domain.task_proposal import TaskProposal
    from papidesk.workflow.tasks import TaskRow

SHOWN = 40  # rows drawn at a time
REPORT = "BC"
_ROW = re.compile(r"/rows/\d+$")


@dataclass(frozen=True, slots=True)
class _Found:
    rows: list[TaskRow]
    proposals: list[TaskProposal]


class TasksTab(QScrollArea):
    """Proposals first, then tasks; a click goes to the words they come from."""

    place_chosen = Signal(str)  # a path of the document

    def __init__(self, context: Context, session: EditorSession) -> None:
        super().__init__()
        self._context, self._session = context, session
        self._shown_for = ("", 0)
        self._limit = SHOWN
        self.proposals: list[ProposalRow] = []
        self.lines: list[TaskLine] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Tasks"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.summary = label("", "strong", wrap=True)
        self.summary.setContentsMargins(16, 0, 16, 0)
        self.all = push_button(_("Decide one by one…"), "check")
        self.annex = push_button(_("Make the task annex"), "table")
        self.page = push_button(_("Show on the page Tasks"), "tasks", "link")
        acts = QHBoxLayout()
        acts.setContentsMargins(16, 0, 16, 0)
        acts.setSpacing(6)
        acts.addWidget(self.all)
        acts.addWidget(self.annex)
        acts.addStretch(1)
        more = QHBoxLayout()
        more.setContentsMargins(10, 0, 16, 0)
        more.addWidget(self.page)
        more.addStretch(1)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 12, 0, 16)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addLayout(acts)
        column.addLayout(more)
        column.addLayout(self.rows)
        column.addStretch(1)
        self.setWidget(panel)

    def _connect(self) -> None:
        self._session.opened.connect(self.refresh)
        self._session.kept.connect(self.refresh)
        self._context.tasks_changed.connect(self.refresh)
        self.all.clicked.connect(self._on_all)
        self.annex.clicked.connect(self.make_annex)
        self.page.clicked.connect(self._on_page)

    # Reading

    def refresh(self) -> None:
        """Read tasks and proposals anew, once the tab is looked at."""
        self._shown_for = ("", 0)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    @property
    def _report(self) -> bool:
        document = self._session.document
        return document is not None and document.kind == REPORT

    def _read(self) -> None:
        document = self._session.document
        if document is None or not document.id:
            return
        if self._shown_for == (document.id, self._session.version):
            return
        if self._shown_for[0] != document.id:
            self._limit = SHOWN
        self._shown_for = (document.id, self._session.version)
        run_task(
            self,
            partial(_found, self._context, document.id, self._report),
            jobs=self._context.jobs,
            done=partial(self._show, document.id),
            failed=partial(show_failure, self._context.ask, self),
        )

    def _show(self, id: str, found: _Found) -> None:
        document = self._session.document
        if document is None or document.id != id:
            return  # another one was opened meanwhile
        _empty(self.rows)
        self.proposals, self.lines = [], []
        self._show_summary(found)
        if found.proposals:
            self._title(_("Proposed from the text"))
        for proposal in found.proposals[: self._limit]:
            row = ProposalRow(proposal, editable=True)
            row.chosen.connect(self._on_proposal)
            row.accepted.connect(partial(self._on_accept, proposal))
            row.change_asked.connect(partial(self._on_change, proposal))
            row.declined.connect(partial(self._on_decline, proposal))
            self.proposals.append(row)
            self.rows.addWidget(row)
        if found.rows and found.proposals:
            self._title(_("Tasks of this plan"))
        for line in found.rows[: self._limit]:
            made = TaskLine(line, datetime.date.today())
            made.chosen.connect(partial(self._on_line, line.task))
            made.open_asked.connect(partial(self._on_open, line.task.id))
            self.lines.append(made)
            self.rows.addWidget(made)
        left = max(len(found.proposals), len(found.rows)) - self._limit
        if left > 0:
            said = ngettext("Show {count} more", "Show {count} more", left).format(count=left)
            more = push_button(said, "chevron-down", "link")
            more.clicked.connect(self._on_more)
            self.rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _title(self, text: str) -> None:
        made = label(text, "section-title")
        made.setContentsMargins(16, 10, 16, 4)
        self.rows.addWidget(made)

    def _show_summary(self, found: _Found) -> None:
        tasks = ngettext("{count} task", "{count} tasks", len(found.rows))
        said = tasks.format(count=len(found.rows))
        if self._report:
            said = _("{tasks} of the year of this report").format(tasks=said)
        elif not found.rows and not found.proposals:
            said = _("The text names no task yet. Tasks can be entered on the page Tasks.")
        elif found.proposals:
            more = ngettext("{count} more is proposed", "{count} more are proposed",
                            len(found.proposals))  # fmt: skip
            said = f"{said}; {more.format(count=len(found.proposals))}"
        self.summary.setText(said)
        self.all.setVisible(bool(found.proposals))
        self.annex.setVisible(bool(found.rows) and not self._report)
        self.annex.setEnabled(self._session.editable)
        self.page.setVisible(bool(found.rows))

    # Acts

    def _on_accept(self, proposal: TaskProposal) -> None:
        from papidesk.workflow import task_proposals

        document = self._session.document
        if document is None:
            return
        store, who = self._context.workspace.store, self._context.who
        try:
            made = task_proposals.accept(store, document.id, [proposal], who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        back = partial(self._take_back, document.id, proposal.id, [one.id for one in made])
        self._after(_("Task taken over"), back)

    def _on_decline(self, proposal: TaskProposal) -> None:
        from papidesk.workflow import task_proposals

        document = self._session.document
        if document is None:
            return
        store, who = self._context.workspace.store, self._context.who
        try:
            task_proposals.decline(store, document.id, [proposal.id], who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self._after(_("Proposal declined"), partial(self._take_back, document.id, proposal.id, []))

    def _take_back(self, document: str, proposal: str, tasks_made: list[str]) -> None:
        from papidesk.workflow import task_proposals, tasks

        store, who = self._context.workspace.store, self._context.who
        try:
            if tasks_made:
                tasks.remove(store, tasks_made, who=who)
            task_proposals.reconsider(store, document, [proposal], who=who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self._context.tasks_changed.emit()

    def _after(self, said: str, back: object) -> None:
        self._context.tell_saved("saved")
        self._context.tasks_changed.emit()
        self._context.happened.emit(said, back)

    def _on_change(self, proposal: TaskProposal) -> None:
        """Open the dialog of all proposals at this one: it can be changed there."""
        self._open_proposals(proposal.id)

    def _on_all(self) -> None:
        self._open_proposals("")

    def _open_proposals(self, first: str) -> None:
        from ui.tasks.proposals_dialog import ProposalsDialog

        document = self._session.document
        if document is None or not self._session.flush():
            return
        try:
            dialog = ProposalsDialog(self._context, document.id, self.window())
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        dialog.show_proposal(first)
        dialog.open()

    def make_annex(self) -> None:
        """Put the annex of tasks into the document, or make it anew, as a step of its own."""
        from papidesk.workflow import task_annex

        document = self._session.document
        if document is None:
            return
        store = self._context.workspace.store
        try:
            made = task_annex.with_annex(store, document)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        if made == document:
            self._context.happened.emit(_("The task annex is up to date"), None)
            return
        old = document.annexes
        place = next(
            (i for i, annex in enumerate(made.annexes) if i >= len(old) or annex != old[i]), 0
        )
        self._session.history.close_step()
        self._session.take(made, before=Spot("body"), after=Spot(f"annex:{place}"))
        self._session.show_again(Spot(f"annex:{place}"))
        self._context.happened.emit(_("Task annex made"), self._session.way_back())

    def _on_page(self) -> None:
        document = self._session.document
        if document is None:
            return
        wanted = TaskFilter(plan=document.id)
        if self._report:
            wanted = TaskFilter(year=_year(self.lines))
        self._context.place_asked.emit("tasks", wanted)

    def _on_proposal(self, path: str) -> None:
        # A row of a table is shown at its first cell.
        self.place_chosen.emit(f"{path}/cells/0" if _ROW.search(path) else path)

    def _on_line(self, task: Task, _path: str = "") -> None:
        document = self._session.document
        path = path_of_block(document, task.block) if document is not None else ""
        if path:
            self.place_chosen.emit(path)
        else:
            self._on_open(task.id)

    def _on_open(self, id: str) -> None:
        from papidesk.workflow import tasks
        from ui.tasks.task_dialog import TaskDialog

        try:
            task = tasks.get(self._context.workspace.store, id)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        TaskDialog(self._context, task, self.window()).open()

    def _on_more(self) -> None:
        self._limit += SHOWN
        self.refresh()


def _found(context: Context, id: str, report: bool, job: Job) -> _Found:
    from papidesk.domain.forwarding.forward import year_of
    from papidesk.workflow import documents, task_proposals, tasks

    job.step(0, 2)
    today = datetime.date.today()
    with workspaces.open_store(context.workspace) as store:
        if report:
            year = year_of(documents.get(store, id)) or today.year
            return _Found(tasks.listing(store, TaskFilter(year=year), today=today), [])
        rows = tasks.listing(store, TaskFilter(plan=id), today=today)
        job.step(1, 2)
        return _Found(rows, task_proposals.propose(store, id))


def _year(lines: list[TaskLine]) -> int | None:
    return next((line.year for line in lines if line.year), None)


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

"""What a plan gives to do: proposed tasks beside their words in it, accepted one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.task import Task
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import documents, task_proposals
from ui.context import Context
from ui.documents.block_place import BlockPlace
from ui.documents.place_names import place_name
from ui.drafting.decision_list import DecisionList
from ui.failures import sentence_of, show_failure
from ui.log.dialog_size import give_size
from ui.tasks.proposal_words import facts_of
from ui.tasks.task_form import TaskForm
from ui.tasks.task_words import short
from ui.widgets.buttons import push_button
from ui.widgets.labels import label, restyle

if TYPE_CHECKING:
    from papidesk.workflow.task_proposals import TaskProposal

SIZE = (1120, 680)  # px at 100 % text
UNSURE = 0.6  # a proposal below this is marked: look closely


class ProposalsDialog(QDialog):
    """Decisions are kept together at the end; ``kept`` gives the ids of the new tasks."""

    kept = Signal(object)

    def __init__(self, context: Context, document_id: str, parent: QWidget | None = None) -> None:
        """Raises what proposing refuses with, before there is a window."""
        store = context.workspace.store
        proposed = list(task_proposals.propose(store, document_id))
        document = documents.get(store, document_id)
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._document = context, document
        self._proposed: list[TaskProposal] = proposed
        self._tasks: list[Task] = [one.task for one in proposed]
        self._row = -1
        self._build()
        self._connect()
        self.decisions.show_items([self._line(row) for row in range(len(proposed))])
        self._on_decided()
        self._show_empty()

    # Building

    def _build(self) -> None:
        self.setWindowTitle(_("Tasks out of a plan"))
        give_size(self, SIZE, self._context.theme.scale)
        self.advice = label(
            _(
                "These tasks are read out of “{title}”. Put each right where needed; Ctrl+Enter "
                "accepts it and goes to the next one."
            ).format(title=short(self._document.title, 120)),
            "muted",
            wrap=True,
        )
        self.decisions = DecisionList(self._context.theme, _("Proposed tasks"))
        self.rest = push_button(_("Accept all that are left"), "check", "link")
        self.again = push_button(_("Propose declined ones again"), "undo", "link")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.decisions, 1)
        column.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self._right())
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([380, 720])
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.finish = self.buttons.addButton(
            _("Keep what was decided"), QDialogButtonBox.ButtonRole.ActionRole
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.advice)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _right(self) -> QWidget:
        self.where = label("", "muted", wrap=True)
        self.quote = QLabel()
        self.quote.setObjectName("quote")
        self.quote.setWordWrap(True)
        self.quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.quote.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.go = push_button(_("Show in the plan"), "document", "link")
        self.form = TaskForm(self._context, self._year())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        self.area = area
        self.decline = push_button(_("Decline"), "cancel")
        self.accept_button = push_button(_("Accept"), "check", "primary")
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        head.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.decline)
        row.addWidget(self.accept_button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.quote)
        column.addWidget(area, 1)
        column.addLayout(row)
        return right

    def _year(self) -> int:
        import datetime

        return next((task.year for task in self._tasks if task.year), datetime.date.today().year)

    def _connect(self) -> None:
        self.decisions.chosen.connect(self._on_chosen)
        self.accept_button.clicked.connect(self._on_accept)
        self.decline.clicked.connect(self._on_decline)
        self.rest.clicked.connect(self._on_rest)
        self.again.clicked.connect(self._on_again)
        self.go.clicked.connect(self._on_go)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_accept)
        QShortcut(QKeySequence("Ctrl+Delete"), self).activated.connect(self._on_decline)
        self.decline.setToolTip("Ctrl+Delete")
        self.accept_button.setToolTip("Ctrl+Enter")
        self.finish.clicked.connect(self._on_finish)
        self.buttons.rejected.connect(self.reject)

    def _show_empty(self) -> None:
        """Say so when nothing is proposed; declined ones can be asked for again."""
        if self._proposed:
            return
        self.advice.setText(
            _(
                "Nothing is left to propose from “{title}”: what it gives to do is decided, or "
                "its words name no task. Tasks can be entered by hand as well."
            ).format(title=short(self._document.title, 120))
        )
        for widget in (self.form, self.quote, self.go, self.accept_button, self.decline, self.rest):
            widget.setEnabled(False)

    def show_proposal(self, id: str) -> None:
        """Choose the proposal ``id``; the first one where it is none of them."""
        row = next((row for row, one in enumerate(self._proposed) if one.id == id), 0)
        if self._proposed:
            self.decisions.list.setCurrentRow(row)

    # One proposal

    def _line(self, row: int) -> str:
        task = self._tasks[row]
        text = short(task.text.replace("\n", " "), 90)
        return f"{task.lead}: {text}" if task.lead else text

    def _on_chosen(self, row: int) -> None:
        self._put_by()
        self._row = row
        proposal = self._proposed[row]
        unsure = _("not sure: look closely") if proposal.sure < UNSURE else ""
        facts = [place_name(self._document, proposal.path), unsure, " ".join(facts_of(proposal))]
        self.where.setText(" · ".join(fact for fact in facts if fact))
        self.quote.setText(f"“{short(proposal.quote, 420)}”")
        self.form.show_task(self._tasks[row])
        self.area.verticalScrollBar().setValue(0)

    def _put_by(self) -> None:
        """Remember what was changed in the fields of the task that is left."""
        if 0 <= self._row < len(self._tasks):
            self._tasks[self._row] = self.form.task(self._tasks[self._row])

    def _on_accept(self) -> None:
        row = self.decisions.current
        if row < 0:
            return
        wrong = self.form.first_problem()
        if wrong is not None:
            self.area.ensureWidgetVisible(wrong)
            wrong.setFocus()
            return
        self._put_by()
        self._decide(row, "taken")

    def _on_decline(self) -> None:
        if self.decisions.current >= 0:
            self._decide(self.decisions.current, "left")

    def _on_rest(self) -> None:
        self._put_by()
        for row in range(len(self._tasks)):
            if not self.decisions.state(row):
                self.decisions.decide(row, "taken", self._line(row))
        self._on_decided()

    def _decide(self, row: int, state: str) -> None:
        self.decisions.decide(row, state, self._line(row))
        self.decisions.go_on()
        self._on_decided()

    def _on_decided(self) -> None:
        total = len(self._tasks)
        open_ = self.decisions.open_count
        self.finish.setEnabled(open_ < total)
        self.rest.setEnabled(open_ > 0)
        done = not open_ and total > 0
        self.finish.setProperty("kind", "primary" if done else "")
        self.accept_button.setProperty("kind", "" if done else "primary")
        for button in (self.finish, self.accept_button):
            restyle(button)
        if done:
            QTimer.singleShot(0, self.finish, self.finish.setFocus)

    def _on_again(self) -> None:
        """Propose once more what was declined before."""
        store = self._context.workspace.store
        try:
            found = list(task_proposals.propose(store, self._document.id, again=True))
        except PapiDeskError as error:
            self._refuse(error)
            return
        known = {one.id for one in self._proposed}
        more = [one for one in found if one.id not in known]
        self.again.setEnabled(False)
        if not more:
            return
        self._put_by()
        self._row = -1
        states = [self.decisions.state(row) for row in range(len(self._tasks))]
        self._proposed += more
        self._tasks += [one.task for one in more]
        self.decisions.show_items([self._line(row) for row in range(len(self._tasks))])
        for row, state in enumerate(states):
            if state:
                self.decisions.decide(row, state, self._line(row))
        for widget in (self.form, self.quote, self.go, self.accept_button, self.decline, self.rest):
            widget.setEnabled(True)
        self._on_decided()

    def _on_go(self) -> None:
        """Show the words in the plan; the decisions so far are kept before."""
        row = self.decisions.current
        if row < 0:
            return
        place = BlockPlace(self._document.id, self._proposed[row].task.block)
        if self.finish.isEnabled():
            self._on_finish()
        else:
            super().reject()
        self._context.place_asked.emit("documents", place)

    # The end

    def _on_finish(self) -> None:
        self._put_by()
        rows = range(len(self._tasks))
        taken = [row for row in rows if self.decisions.state(row) == "taken"]
        left = [self._proposed[row].id for row in rows if self.decisions.state(row) == "left"]
        store, who = self._context.workspace.store, self._context.who
        self.finish.setEnabled(False)
        try:
            accepted = [_with_task(self._proposed[row], self._tasks[row]) for row in taken]
            made = task_proposals.accept(store, self._document.id, accepted, who=who)
            if left:
                task_proposals.decline(store, self._document.id, left, who=who)
        except PapiDeskError as error:
            self._refuse(error)
            self.finish.setEnabled(True)
            return
        super().accept()
        self._context.tell_saved("saved")
        self._context.tasks_changed.emit()
        said = ngettext("{count} task taken over", "{count} tasks taken over", len(made))
        ids = tuple(task.id for task in made)
        decided = [self._proposed[row].id for row in taken] + left
        back = partial(_take_back, self._context, self._document.id, list(ids), decided)
        self._context.happened.emit(said.format(count=len(made)), back)
        self.kept.emit(ids)

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def reject(self) -> None:
        """Close without tasks; decisions made so far are asked about once."""
        if self.decisions.open_count == len(self._tasks):
            super().reject()
            return
        self._context.ask.confirm(
            self,
            _("Close without keeping? What you have decided so far is not kept."),
            _("Close"),
            super().reject,
        )


def _take_back(context: Context, document: str, made: list[str], decided: list[str]) -> None:
    """Take the new tasks away again, and leave all that was decided open."""
    from papidesk.workflow import tasks

    store, who = context.workspace.store, context.who
    try:
        if made:
            tasks.remove(store, made, who=who)
        task_proposals.reconsider(store, document, decided, who=who)
    except PapiDeskError as error:
        show_failure(context.ask, None, error)
        return
    context.tasks_changed.emit()


def _with_task(proposal: TaskProposal, task: Task) -> TaskProposal:
    from papidesk.domain.record import replace

    return replace(proposal, task=task)

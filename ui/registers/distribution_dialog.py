"""Handing a paper to who deals with it: unit or person, deadline, opinions, answer, done."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.document import IssueDate
from papidesk.domain.incoming import Incoming
from papidesk.domain.issuing import number_text
from papidesk.domain.office import valid_on
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage import offices
from papidesk.workflow import incoming, registers
from ui import words
from ui.context import Context
from ui.documents.field_problems import date_problem
from ui.failures import sentence_of
from ui.registers.cells import day_shown
from ui.registers.incoming_fields import FoldedChoices
from ui.registers.incoming_model import PROGRESS, deadline_text, deadline_tone
from ui.widgets.buttons import push_button
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineField, LinesField
from ui.widgets.labels import Pill, Tone, broaden, label


class DistributionDialog(QDialog):
    """Shows how a paper is dealt with, and changes it."""

    changed = Signal(object)  # Incoming

    def __init__(self, context: Context, paper: Incoming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._paper = context, paper
        self._today = datetime.date.today()
        self._replies: dict[str, str] = {}
        self._build()
        self._fill()
        self._connect()

    def _build(self) -> None:
        self.setWindowTitle(_("Hand on and follow up"))
        paper = self._paper
        head = _("Arrival number {number} of {day}").format(
            number=number_text(paper.arrival_number), day=day_shown(paper.arrived_on)
        )
        title = label(f"{paper.author}: {paper.code} {paper.title}", wrap=True)
        broaden(title, 70)
        # What breaks its lines tells a layout no least height: fields below would be squeezed.
        title.setMinimumHeight(title.heightForWidth(title.minimumWidth()))
        self.state = Pill()
        self.deadline_pill = Pill()
        self.assigned = LineField(_("Unit or recipient"), _("A unit or a person"))
        self.deadline = DateField(_("Deadline"))
        self.opinion = LinesField(
            _("Opinion of the leader, kept with name and time"), joined=True, lines=2
        )
        self.opinions = QListWidget()
        self.opinions.setObjectName("framed")
        self.opinions.setAccessibleName(_("Opinions so far"))
        self.opinions.setWordWrap(True)
        self.reply = LineField(_("Number and symbol of the answer"), "15/BC-UBND")
        self.answered = push_button(_("Note as answered"), "check")
        self.dealt_with = push_button(_("Dealt with, no answer needed"), "passed")
        self.reopen = push_button(_("Take back: still to be dealt with"), "undo")
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.accept_button = self.buttons.addButton(
            _("Hand on"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self._lay_out(head, title)

    def _lay_out(self, head: str, title: QWidget) -> None:
        top = QHBoxLayout()
        top.addWidget(label(head, "section-title"), 1)
        top.addWidget(self.deadline_pill)
        top.addWidget(self.state)
        to = QHBoxLayout()
        to.setSpacing(16)
        to.addWidget(self.assigned, 3)
        to.addWidget(self.deadline, 2)
        answer = QHBoxLayout()
        answer.setSpacing(12)
        for button in (self.answered, self.dealt_with, self.reopen):
            answer.addWidget(button)
        answer.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(title)
        layout.addLayout(to)
        layout.addWidget(self.opinions)
        layout.addWidget(self.opinion)
        layout.addWidget(self.reply)
        layout.addLayout(answer)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _fill(self) -> None:
        office = offices.own(self._context.workspace.store)
        units = [unit.name for unit in valid_on(office.units, self._today)]
        people = [post.holder for post in valid_on(office.posts, self._today) if post.holder]
        self._units = FoldedChoices(self.assigned.line)
        self._units.show([*units, *people])
        self._answers = FoldedChoices(self.reply.line)
        self._read_replies()
        self._show(self._paper)

    def _read_replies(self) -> None:
        chosen = registers.OutgoingFilter(since=self._paper.arrived_on, cancelled=False)
        store = self._context.workspace.store
        for entry in registers.listing(store, chosen, sort="date", descending=True, limit=300):
            if entry.document_id is not None:
                self._replies[registers.number_and_symbol(entry)] = entry.document_id
        self._answers.show(list(self._replies))

    def _show(self, paper: Incoming) -> None:
        self._paper = paper
        self.state.setText(_(PROGRESS[paper.progress]))
        self.state.set_tone("neutral" if paper.open else "done")
        shown = deadline_text(paper, self._today)
        tone = deadline_tone(paper, self._today)
        self.deadline_pill.setText(shown)
        self.deadline_pill.setVisible(bool(shown) and paper.open)
        self.deadline_pill.set_tone(_as_tone(tone))
        self.assigned.show_value(paper.assigned_to)
        self.deadline.show_value(IssueDate.of(paper.deadline) if paper.deadline else IssueDate())
        self.reply.show_value(paper.reply_code)
        self.opinions.clear()
        for opinion in paper.opinions:
            at = words.local_time(opinion.at)
            self.opinions.addItem(f"{at:%d/%m/%Y %H:%M} · {opinion.who}: {opinion.text}")
        self.opinions.setVisible(bool(paper.opinions))
        lines = self.opinions.sizeHintForRow(0) * min(4, self.opinions.count())
        self.opinions.setFixedHeight(max(lines, 0) + 2 * self.opinions.frameWidth() + 4)
        for widget in (self.answered, self.dealt_with):
            widget.setVisible(paper.open)
        self.reopen.setVisible(not paper.open and paper.cancelled_at is None)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.answered.clicked.connect(self._on_answered)
        self.dealt_with.clicked.connect(self._on_done)
        self.reopen.clicked.connect(self._on_reopen)
        self.assigned.setFocus()

    # Slots

    def _on_accept(self) -> None:
        day = self.deadline.value()
        wrong = date_problem(day)
        if not wrong and day != IssueDate() and day.date is None:
            wrong = _("Give the whole date.")
        self.deadline.show_problem(wrong)
        if wrong:
            return
        store, who = self._context.workspace.store, self._context.who
        opinion = " ".join(self.opinion.value())
        try:
            paper = incoming.assign(
                store, self._paper.id, self.assigned.value(), deadline=day.date,
                opinion=opinion, today=self._today, who=who,
            )  # fmt: skip
        except PapiDeskError as error:
            self._refuse(error)
            return
        self._tell(paper)
        self.accept()

    def _on_answered(self) -> None:
        code = self.reply.value()
        if not code:
            self.reply.show_problem(_("Give the number and symbol of the answer."))
            self.reply.setFocus()
            return
        self.reply.show_problem("")
        store, who = self._context.workspace.store, self._context.who
        try:
            paper = incoming.answer(
                store, self._paper.id, document_id=self._replies.get(code), code=code,
                today=self._today, who=who,
            )  # fmt: skip
        except PapiDeskError as error:
            self._refuse(error)
            return
        self._tell(paper)

    def _on_done(self) -> None:
        store, who = self._context.workspace.store, self._context.who
        try:
            self._tell(incoming.done(store, self._paper.id, today=self._today, who=who))
        except PapiDeskError as error:
            self._refuse(error)

    def _on_reopen(self) -> None:
        store, who = self._context.workspace.store, self._context.who
        try:
            self._tell(incoming.reopen(store, self._paper.id, who=who))
        except PapiDeskError as error:
            self._refuse(error)

    def _tell(self, paper: Incoming) -> None:
        self.problem.hide()
        self._show(paper)
        self._context.tell_saved("saved")
        self.changed.emit(paper)

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()


def _as_tone(tone: str) -> Tone:
    known: dict[str, Tone] = {"error": "error", "warning": "warning", "done": "done"}
    return known.get(tone, "neutral")

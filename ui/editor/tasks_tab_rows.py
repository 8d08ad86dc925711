"""Rows of the tab Nhiệm vụ: a proposal with its three answers, a task with its state."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from papidesk.i18n import _
from ui.tasks import task_words as words
from ui.tasks.proposal_words import facts_of
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.labels import Pill, label

if TYPE_CHECKING:
    from papidesk.domain.task_proposal import TaskProposal
    from papidesk.workflow.tasks import TaskRow


class _Row(QFrame):
    """A row that takes the focus; Enter and a click choose it."""

    chosen = Signal(str)

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._path = path
        self.setObjectName("finding")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._path)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._path)
        else:
            super().keyPressEvent(event)


class ProposalRow(_Row):
    """A proposed task: its words, unit and day, why, and accept, change or decline."""

    accepted = Signal()
    change_asked = Signal()
    declined = Signal()

    def __init__(self, proposal: TaskProposal, *, editable: bool) -> None:
        super().__init__(proposal.path)
        self.proposal = proposal
        task = proposal.task
        text = label(words.short(task.text.replace("\n", " "), 220), wrap=True)
        facts = [task.lead, words.time_text(task), task.product]
        about = label(" · ".join(fact for fact in facts if fact), "muted", wrap=True)
        why = label(" ".join(facts_of(proposal)), "muted", wrap=True)
        self.setAccessibleName(_("Proposed task: {text}").format(text=task.text))
        self.accept_button = push_button(_("Accept"), "check")
        self.change_button = push_button(_("Change…"), "edit")
        self.decline_button = tool_button(_("Decline"), "cancel")
        for button in (self.accept_button, self.change_button, self.decline_button):
            word = button.text() or button.toolTip()
            button.setAccessibleName(f"{word}: {words.short(task.text)}")
        self.accept_button.clicked.connect(self._on_accept)
        self.change_button.clicked.connect(self._on_change)
        self.decline_button.clicked.connect(self._on_decline)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.accept_button, self.change_button, self.decline_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(4)
        for widget in (text, about, why):
            column.addWidget(widget)
            widget.setVisible(bool(widget.text()))
        column.addLayout(buttons)
        for button in (self.accept_button, self.change_button, self.decline_button):
            button.setEnabled(editable)

    def _on_accept(self) -> None:
        self.accepted.emit()

    def _on_change(self) -> None:
        self.change_asked.emit()

    def _on_decline(self) -> None:
        self.declined.emit()


class TaskLine(_Row):
    """A task: its words, state, unit, day; a button opens it."""

    open_asked = Signal()

    def __init__(self, row: TaskRow, today: datetime.date) -> None:
        super().__init__()
        task = row.task
        self.id, self.year = task.id, task.year
        text = label(words.short(task.text.replace("\n", " "), 200), wrap=True)
        state = Pill(words.state_word(task.state), words.TONES[task.state])
        due = words.due_pill(row, today)
        tone = words.timing_tone(row)
        self.setAccessibleName(words.said_aloud(row, today))
        pills = QHBoxLayout()
        pills.setSpacing(6)
        pills.addWidget(state)
        if tone is not None:
            pills.addWidget(Pill(due, tone))
        facts = [task.lead, due if tone is None else "", words.percent_text(row.percent)]
        about = label(" · ".join(fact for fact in facts if fact), "muted", wrap=True)
        pills.addWidget(about, 1)
        self.open_button = tool_button(_("Open the task"), "edit")
        name = f"{self.open_button.toolTip()}: {words.short(task.text)}"
        self.open_button.setAccessibleName(name)
        self.open_button.clicked.connect(self._on_open)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(text)
        column.addLayout(pills)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addLayout(column, 1)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_open(self) -> None:
        self.open_asked.emit()

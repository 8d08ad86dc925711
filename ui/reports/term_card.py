"""What is known of one term: days left, window, due day, counters with entries, its document."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from papidesk.i18n import _, ngettext
from ui.reports import term_states
from ui.reports.figure_words import stretch
from ui.widgets.buttons import push_button
from ui.widgets.labels import Pill, label

if TYPE_CHECKING:
    from papidesk.workflow.duty_terms import DutyState

WIDTH = 280  # px at 100 % text


class TermCard(QScrollArea):
    """Shows a term and what can be done with it."""

    make_asked = Signal()
    document_asked = Signal(str)
    figures_asked = Signal()
    existing_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: DutyState | None = None
        self._build()
        self.make_button.clicked.connect(self.make_asked)
        self.open_button.clicked.connect(self._on_open)
        self.figures_button.clicked.connect(self.figures_asked)
        self.existing_button.clicked.connect(self.existing_asked)

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setAccessibleName(_("The chosen report"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        panel = QWidget()
        panel.setObjectName("panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = label("", "section-title", wrap=True)
        self.recipient = label("", "muted", wrap=True)
        self.left = label("", "page-title", wrap=True)
        self.pill = Pill()
        self.due = label("", wrap=True)
        self.moved = label("", "caution", wrap=True)
        self.window_text = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Counters with entries"))
        self.filled = label("", "muted", wrap=True)
        self.paper = label("", wrap=True)
        self.make_button = push_button(_("Write the report…"), "reports")
        self.open_button = push_button(_("Open the document"), "document")
        self.figures_button = push_button(_("See the figures"), "table")
        self.existing_button = push_button(_("There is a report already…"), "link", "link")
        state = QHBoxLayout()
        state.addWidget(self.pill)
        state.addStretch(1)
        column = QVBoxLayout(panel)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.recipient)
        column.addSpacing(4)
        column.addLayout(state)
        column.addWidget(self.left)
        for widget in (self.due, self.moved, self.window_text):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.filled)
        column.addWidget(self.paper)
        column.addSpacing(8)
        for button in (
            self.make_button,
            self.open_button,
            self.figures_button,
            self.existing_button,
        ):
            column.addWidget(button)
        column.addStretch(1)
        self.setWidget(panel)

    def show_state(
        self,
        state: DutyState | None,
        holidays: dict[datetime.date, str],
        document: str,
    ) -> None:
        """Show ``state``; ``document`` is how its paper is called. None shows nothing."""
        self._state = state
        self.widget().setVisible(state is not None)
        if state is None:
            return
        term = state.term
        self.name.setText(term_states.term_name(state))
        told = _("To {recipient}").format(recipient=state.duty.recipient)
        self.recipient.setText(told if state.duty.recipient else "")
        self.recipient.setVisible(bool(state.duty.recipient))
        self.pill.setText(term_states.state_word(state.state))
        self.pill.set_tone(term_states.state_tone(state.state))
        left = term_states.left_words(state)
        self.left.setText(left[:1].upper() + left[1:])
        self.left.setVisible(bool(left))
        self.due.setText(_("Due {day}").format(day=f"{term.due:%d/%m/%Y}"))
        moved = term_states.moved_words(term, holidays)
        self.moved.setText(moved)
        self.moved.setVisible(bool(moved))
        window = stretch(term.since, term.until)
        self.window_text.setText(_("Figures from {window}").format(window=window))
        self._show_counters(state)
        self.paper.setText(_("Document: {name}").format(name=document))
        self.paper.setVisible(bool(state.document and document))
        self.open_button.setVisible(bool(state.document))
        self.existing_button.setVisible(not state.document)
        again = bool(state.document)
        self.make_button.setText(_("Write it again…") if again else _("Write the report…"))

    def _show_counters(self, state: DutyState) -> None:
        self.bar.setRange(0, max(1, state.wanted))
        self.bar.setValue(state.filled)
        for widget in (self.bar, self.filled):
            widget.setVisible(state.wanted > 0)
        open_ = state.wanted - state.filled
        said = _("{filled} of {wanted} counters have entries").format(
            filled=state.filled, wanted=state.wanted
        )
        if open_:
            without = ngettext("{count} without any", "{count} without any", open_)
            said += " · " + without.format(count=open_)
        self.filled.setText(said)

    def _on_open(self) -> None:
        if self._state is not None and self._state.document:
            self.document_asked.emit(self._state.document)

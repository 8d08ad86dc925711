"""Making reports from the page: the assistant, and the question where there is a report already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from papidesk.domain.report_duty import DutyTerm
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.failures import show_failure
from ui.reports import term_states

if TYPE_CHECKING:
    from papidesk.workflow.duty_terms import DutyState
    from ui.reports.assistant_dialog import AssistantDialog


class Making(QObject):
    """Opens the assistant on a term; what it made is opened for writing."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.dialog: AssistantDialog | None = None

    def begin(self, term: DutyTerm | None, year: int) -> None:
        """Begin the report of ``term``, or of what is due next; a second one is asked about."""
        if self.dialog is not None:
            return
        try:
            state = self._state(term, year)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        if term is None or state is None or not state.document:
            self._open(state.term if state is not None else term, year)
            return
        question = _(
            "There is a report of this term already: {report} ({state}). Write a second one?"
        ).format(
            report=term_states.term_name(state), state=term_states.state_word(state.state).lower()
        )
        self._context.ask.confirm(
            self._window, question, _("Write a second one"), partial(self._open, state.term, year)
        )

    def open_document(self, id: str) -> None:
        """Open a report for writing, or to be read where it is issued."""
        self._context.edit_asked.emit(id)

    def _state(self, term: DutyTerm | None, year: int) -> DutyState | None:
        import datetime

        from papidesk.workflow import duty_terms

        states = duty_terms.states(
            self._context.workspace.store,
            int(term.period[:4]) if term is not None else year,
            today=datetime.date.today(),
        )
        if term is not None:
            same = (one for one in states
                    if (one.term.duty, one.term.period) == (term.duty, term.period))  # fmt: skip
            return next(same, None)
        waiting = [one for one in states if not one.document]
        return min(waiting, key=lambda one: (one.term.due, one.duty.order), default=None)

    def _open(self, term: DutyTerm | None, year: int) -> None:
        from ui.reports.assistant_dialog import AssistantDialog

        self.dialog = AssistantDialog(self._context, term, self._window, year=year)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.made.connect(self._on_made)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()

    def _on_closed(self) -> None:
        self.dialog = None

    def _on_made(self, id: str) -> None:
        self._context.documents_changed.emit()
        self.open_document(id)

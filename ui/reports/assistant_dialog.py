"""The assistant for a report: duty and window, figures, draft; back and forth at will."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from papidesk.domain.document import Document
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import replace
from papidesk.domain.report_duty import DutyTerm
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of
from ui.reports.draft_step import DraftStep
from ui.reports.figures_step import FiguresStep
from ui.reports.order_step import OrderStep
from ui.steps_dialog import StepsDialog
from ui.widgets.labels import label, restyle

ORDER, FIGURES, DRAFT = range(3)
STEPS = (N_("Duty and window"), N_("Figures"), N_("Draft"))
SIZE = (1180, 660)  # px at 100 % text


class AssistantDialog(StepsDialog):
    """Three steps to a report; ``made`` gives the document that was kept."""

    def __init__(
        self, context: Context, term: DutyTerm | None, parent: QWidget, *, year: int
    ) -> None:
        super().__init__(context, parent)
        self._making = False
        # A second report of the same term is asked about once, here or before.
        self._asked = {(term.duty, term.period)} if term is not None else set()
        self._build(year)
        self._connect()
        self.order_step.show_term(term)
        self.show_step(ORDER)

    # Building

    def _build(self, year: int) -> None:
        self.order_step = OrderStep(self._context, year)
        self.figures_step = FiguresStep(self._context)
        self.draft_step = DraftStep(self._context)
        steps = zip(
            map(_, STEPS), (self.order_step, self.figures_step, self.draft_step), strict=True
        )
        self.build_steps(_("Write a report"), steps)
        scale, room = self._context.theme.scale, self.parentWidget().window().size()
        self.resize(
            min(round(SIZE[0] * scale), room.width() - 40),
            min(round(SIZE[1] * scale), room.height() - 40),
        )
        self.window_text = label("", "muted")
        self.head.addWidget(self.window_text)

    def _connect(self) -> None:
        self.order_step.changed.connect(self._on_order_changed)
        self.order_step.document_asked.connect(self._on_existing)
        self.figures_step.changed.connect(self.draft_step.forget)
        self.figures_step.behind.document_asked.connect(self._on_existing)
        self.draft_step.drafted.connect(self._on_drafted)

    # Steps

    def go_to(self, step: int, _checked: bool = False) -> None:
        """Go to ``step`` if what comes before it is sound."""
        if step > ORDER and self.order_step.order() is None:
            step = ORDER
        self.show_step(step)

    def query(self) -> FigureQuery | None:
        """Return what the figures of the report are asked for."""
        order = self.order_step.order()
        if order is None:
            return None
        from papidesk.workflow import duty_terms

        asked = duty_terms.query(self._context.workspace.store, order.duty, order.period)
        if order.since is None or order.until is None:
            return asked
        return replace(asked, since=order.since, until=order.until)

    def show_step(self, step: int) -> None:
        """Show ``step``, ORDER, FIGURES or DRAFT, filled from the steps before it."""
        self.refuse("")
        try:
            self._prepare(step)
        except PapiDeskError as error:
            self.refuse(sentence_of(error))
            return
        self.stack.setCurrentIndex(step)
        self.mark_step()
        self.back.setEnabled(step > ORDER)
        self.next.setText(_("Open in the editor") if step == DRAFT else _("Continue"))
        self._tell_next()
        if step == ORDER:
            self.order_step.duty.setFocus()
        elif step == FIGURES:
            self.figures_step.give_focus()
        else:
            self.next.setFocus()

    def _prepare(self, step: int) -> None:
        query, order = self.query(), self.order_step.order()
        if query is None or order is None:
            return
        if step == FIGURES:
            from papidesk.workflow import figures

            duty = self.order_step.chosen_duty
            found = figures.wanted(self._context.workspace.store, duty, query.until)
            self.figures_step.show_query(query, [counter.code for counter in found])
        elif step == DRAFT and self.draft_step.document is None:
            self.draft_step.draft(order)

    def _tell_next(self) -> None:
        sound = self.order_step.order() is not None
        drafted = self.step != DRAFT or self.draft_step.document is not None
        self.next.setEnabled(sound and drafted and not self._making)
        for button in self.steps[1:]:
            button.setEnabled(sound)
            restyle(button)
        term = self.order_step.term
        query = self.query() if sound else None
        if term is None or query is None:
            self.window_text.setText("")
            return
        self.window_text.setText(f"{query.since:%d/%m/%Y} – {query.until:%d/%m/%Y}")

    # Slots

    def _on_order_changed(self) -> None:
        self.draft_step.forget()
        self._tell_next()

    def _on_drafted(self) -> None:
        self._tell_next()
        # The button could not take the focus while there was nothing to open.
        if self.step == DRAFT and self.next.isEnabled():
            self.next.setFocus()

    def finish(self) -> None:
        """Keep the report and open it; a second press makes no second one."""
        order = self.order_step.order()
        if order is None or self._making:
            return
        if self.order_step.existing_document and (order.duty, order.period) not in self._asked:
            self._asked.add((order.duty, order.period))
            self._context.ask.confirm(
                self,
                _("There is a report of this term already. Write a second one?"),
                _("Write a second one"),
                self.finish,
            )
            return
        self._making = True
        self._tell_next()
        run_task(
            self,
            partial(_made, self._context, order),
            jobs=self._context.jobs,
            done=self._on_made,
            failed=self._on_failed,
            title=_("Writing the report"),
        )

    def _on_made(self, document: Document) -> None:
        self.accept()
        self.made.emit(document.id)

    def _on_failed(self, error: Exception) -> None:
        self._making = False
        self._tell_next()
        self.refuse(sentence_of(error))

    def _on_existing(self, id: str) -> None:
        if id:
            super().reject()
            self._context.edit_asked.emit(id)

    # Leaving

    def reject(self) -> None:
        """Close without a report; what was entered is asked about once."""
        if self._making:
            return
        if not self.order_step.touched:
            super().reject()
            return
        self._context.ask.confirm(
            self,
            _("Close without writing the report? What you have chosen is not kept."),
            _("Close"),
            super().reject,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter goes on from the fields of the first step; in the figures it opens entries.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            elif self.step == ORDER:
                self.go_on()
            event.accept()
            return
        super().keyPressEvent(event)


def _made(context: Context, order: object, job: Job) -> Document:
    from papidesk.workflow import reports

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return reports.make(
            store, order, today=datetime.date.today(), who=context.who  # type: ignore[arg-type]
        )  # fmt: skip

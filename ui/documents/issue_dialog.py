"""Giving a document its number and date: what is offered, the last check, and the button."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.issuing import number_text, parse_number
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage.registers import NumberGapError
from papidesk.workflow import issuing, workspaces
from papidesk.workflow.checks import Checked
from ui import words
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.field_problems import date_problem
from ui.failures import sentence_of
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineField
from ui.widgets.labels import Pill, broaden, label


@dataclass(frozen=True, slots=True)
class _Order:
    number: int
    day: datetime.date
    today: datetime.date
    reason: str


class IssueDialog(QDialog):
    """Issues one document; what is refused is said in the dialog, so that it can be put right."""

    issued = Signal(object)

    def __init__(
        self,
        context: Context,
        document: Document,
        checked: Checked | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._document = context, document
        self._today = datetime.date.today()
        self._build(checked)
        self._connect()
        self._offer()

    def _build(self, checked: Checked | None) -> None:
        self.setWindowTitle(_("Issue the document"))
        self.number = LineField(_("Number"))
        self.date = DateField(_("Date"))
        self.symbol = label("", "strong")
        self.reason = LineField(_("Why numbers are left out"))
        self.reason.hide()
        numbers = QHBoxLayout()
        numbers.setSpacing(16)
        numbers.addWidget(self.number, 1)
        numbers.addWidget(self.date, 2)
        title = label(self._document.title, wrap=True)
        broaden(title, 62)
        self.note = label(
            _(
                "An issued document is frozen: it is printed the same for ever and cannot be "
                "changed or deleted."
            ),
            "muted",
            wrap=True,
        )
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = self.buttons.addButton(
            _("Issue"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(words.kind_word(self._document.kind), "section-title"))
        layout.addWidget(title)
        layout.addLayout(numbers)
        layout.addWidget(self.symbol)
        layout.addWidget(self.reason)
        layout.addLayout(self._last_check(checked))
        layout.addWidget(self.note)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _last_check(self, checked: Checked | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(_("Last check:"), "strong"))
        errors = checked.report.count("error") if checked else 0
        warnings = checked.report.count("warning") if checked else 0
        if errors:
            row.addWidget(Pill(words.errors_text(errors), "error"))
        if warnings:
            row.addWidget(Pill(words.warnings_text(warnings), "warning"))
        if checked is None:
            row.addWidget(Pill(_("Not checked yet"), "neutral"))
        elif checked.report.not_evaluated:
            # What could not be judged is never called right.
            row.addWidget(Pill(words.open_rules_text(checked.report.not_evaluated), "neutral"))
        elif not errors and not warnings:
            row.addWidget(Pill(_("No findings"), "done"))
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.number.changed.connect(self._on_changed)
        self.date.changed.connect(self._on_changed)

    def _offer(self) -> None:
        try:
            offered = issuing.proposal(
                self._context.workspace.store, self._document, today=self._today
            )
        except PapiDeskError as error:
            self._refuse(error)
            return
        self._offered = offered
        self.number.show_value(number_text(offered.number))
        self.date.show_value(IssueDate.of(offered.day))
        self.number.line.selectAll()
        self._show_symbol()

    def _show_symbol(self) -> None:
        shown = words.number_text(self.number.value(), self._document.symbol)
        self.symbol.setText(_("Number and symbol: {number}").format(number=shown))

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()
        self.accept_button.setEnabled(True)
        if isinstance(error, NumberGapError):
            self.reason.show()
            self.reason.setFocus()

    def _on_changed(self) -> None:
        self.problem.hide()
        self._show_symbol()

    def _on_accept(self) -> None:
        day = self.date.value().date
        if day is None:
            wrong = date_problem(self.date.value())
            self.date.show_problem(wrong or _("Give the whole date."))
            return
        self.date.show_problem("")
        try:
            number = parse_number(self.number.value())
        except PapiDeskError as error:
            self.number.show_problem(sentence_of(error))
            return
        self.number.show_problem("")
        self.accept_button.setEnabled(False)
        order = _Order(number, day, self._today, self.reason.value())
        run_task(
            self,
            partial(_issue, self._context, self._document.id, order),
            jobs=self._context.jobs,
            done=self._on_issued,
            failed=self._refuse,
            title=_("Issuing"),
        )

    def _on_issued(self, document: Document) -> None:
        self.issued.emit(document)
        self.accept()


def _issue(context: Context, id: str, order: _Order, job: Job) -> Document:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return issuing.issue(
            store,
            id,
            number=order.number,
            day=order.day,
            today=order.today,
            reason=order.reason,
            who=context.who,
        )

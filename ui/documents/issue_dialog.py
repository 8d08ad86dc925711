"""Giving a document its number and date: series, what will be printed, last check, the button."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.issuing import number_text, parse_number
from papidesk.domain.wording import number_line, place_date
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.storage.registers import NumberGapError
from papidesk.workflow import issuing, workspaces
from papidesk.workflow.checks import Checked
from papidesk.workflow.issuing import Proposal
from ui import words
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.field_problems import date_problem
from ui.documents.last_check import LastCheck
from ui.failures import sentence_of
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineField
from ui.widgets.growing import grow_with
from ui.widgets.labels import broaden, label

PAUSE = 250  # ms of quiet before the last check is made again


@dataclass(frozen=True, slots=True)
class _Order:
    number: int
    day: datetime.date
    today: datetime.date
    reason: str
    override: str


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
        self._offered: Proposal | None = None
        self._edition = 0
        self._came = self._came_so()
        self._build()
        self._offer()
        self.check.show_checked(checked)
        self._show_printed()
        self._connect()
        if not self._came:
            self._pause.start()

    def _build(self) -> None:
        self.setWindowTitle(_("Issue the document"))
        self.number = LineField(_("Number"))
        self.date = DateField(_("Date"))
        self.series = label("", "muted", wrap=True)
        self.symbol = label("", "strong", wrap=True)
        self.symbol.setAccessibleName(_("What will be printed"))
        self.reason = LineField(_("Why numbers are left out"))
        self.reason.hide()
        self.check = LastCheck(stops=not self._came)
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
        layout.addWidget(self.series)
        layout.addLayout(numbers)
        layout.addWidget(self.reason)
        layout.addWidget(self.symbol)
        layout.addWidget(self.check)
        layout.addWidget(self.note)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)
        grow_with(
            self, self.check, self.check.list, self.check.override, self.check.override.text,
            self.reason, self.problem,
        )  # fmt: skip
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._on_accept)
        self.buttons.rejected.connect(self.reject)
        self.number.changed.connect(self._on_changed)
        self.date.changed.connect(self._on_date)
        self._pause.timeout.connect(self._on_check)

    def _came_so(self) -> bool:
        try:
            return issuing.came_numbered(self._context.workspace.store, self._document)
        except PapiDeskError:
            return False  # what is wrong is told when the number is asked for

    # What is offered

    def _offer(self, day: datetime.date | None = None) -> None:
        """Show the proposal, for the year of ``day`` when a person chose another day."""
        store = self._context.workspace.store
        try:
            self._offered = issuing.proposal(store, self._document, today=self._today, day=day)
        except PapiDeskError as error:
            self._refuse(error)
            return
        self.number.show_value(number_text(self._offered.number))
        if day is None:
            self.date.show_value(IssueDate.of(self._offered.day))
            self.number.line.selectAll()
        self.series.setText(_series_text(self._offered))

    def _show_printed(self) -> None:
        """Show number line and date line as they will stand on the paper."""
        line = number_line(self.number.value(), self._document.symbol)
        when = place_date(self._document.place, self.date.value())
        self.symbol.setText(f"{line}\n{when}")
        self.reason.setVisible(self._leaves_out() or bool(self.reason.value()))

    def _leaves_out(self) -> bool:
        """Tell whether the number leaves some of the series out."""
        offered = self._offered
        if offered is None or offered.from_paper or not offered.last_number:
            return False
        typed = self.number.value()
        return typed.isdecimal() and int(typed) > offered.last_number + 1

    def _refuse(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()
        self.accept_button.setEnabled(True)
        if isinstance(error, NumberGapError):
            self.reason.show()
            self.reason.setFocus()
        if isinstance(error, issuing.ErrorsFoundError):
            self._on_check()

    # Slots

    def _on_changed(self) -> None:
        self.problem.hide()
        self._show_printed()
        self._pause.start()

    def _on_date(self) -> None:
        day = self.date.value().date
        offered = self._offered
        untouched = offered is not None and self.number.value() == number_text(offered.number)
        if day is not None and offered is not None and day.year != offered.day.year and untouched:
            # Each year counts anew: the number a person did not touch follows.
            self._offer(day)
        self._on_changed()

    def _on_check(self) -> None:
        """Check the document as it would be issued, away from the window."""
        day = self.date.value().date
        typed = self.number.value()
        if day is None or not typed.isdecimal():
            return
        self._edition += 1
        order = _Order(int(typed), day, self._today, "", "")
        run_task(
            self,
            partial(_check, self._context, self._document.id, order),
            jobs=self._context.jobs,
            done=partial(self._on_checked, self._edition),
            failed=self._on_not_checked,
        )

    def _on_checked(self, edition: int, checked: Checked) -> None:
        if edition == self._edition:
            self.check.show_checked(checked)

    def _on_not_checked(self, error: Exception) -> None:
        self.problem.setText(sentence_of(error))
        self.problem.show()

    def _on_accept(self) -> None:
        if not self.accept_button.isEnabled():
            return
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
        if self._leaves_out() and not self.reason.value():
            self.reason.show_problem(_("Say why numbers are left out: it stands in the register."))
            self.reason.setFocus()
            return
        self.reason.show_problem("")
        if self.check.ask():
            return
        self.accept_button.setEnabled(False)
        self._issue(_Order(number, day, self._today, self.reason.value(), self.check.reason()))

    def _issue(self, order: _Order) -> None:
        self._pause.stop()
        self._edition += 1
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


def _series_text(offered: Proposal) -> str:
    name = offered.series_name or _("each kind on its own")
    if not offered.last_number or offered.last_day is None:
        return _("Series: {name}. The first number of {year}.").format(
            name=name, year=offered.day.year
        )
    return _("Series: {name}. The last number was {number} of {day}.").format(
        name=name, number=number_text(offered.last_number), day=words.day_text(offered.last_day)
    )


def _check(context: Context, id: str, order: _Order, job: Job) -> Checked:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return issuing.last_check(store, id, number=order.number, day=order.day, today=order.today)


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
            override=order.override,
            who=context.who,
        )

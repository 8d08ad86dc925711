"""The first step of a report: which duty and period, counted from when to when, written how."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.periods import BadPeriodError, Period, parse
from papidesk.domain.report_duty import DutyTerm, ReportDuty
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import catalogues, duty_terms
from ui.context import Context
from ui.failures import sentence_of
from ui.reports.figure_words import capital, stretch
from ui.reports.term_states import moved_words
from ui.reports.window_picker import EARLIEST, LATEST, PERIODS
from ui.widgets.buttons import push_button
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.labels import label, line

if TYPE_CHECKING:
    from papidesk.workflow.reports import ReportOrder

# Codes of the annexes with their words; their titles on paper are Vietnamese.
ANNEXES = (
    ("so-lieu", N_("Annex of figures, compared and with targets")),
    ("nhiem-vu", N_("Annex of tasks")),
    ("kiem-chung", N_("Index of the evidence")),
    ("dieu-chinh", N_("Figures that were reported otherwise")),
)
NONE = ("none",)
LONGEST = 400  # days of a window that is taken without a word


class OrderStep(QScrollArea):
    """Fields of one report; what is not sound is said beside the field."""

    changed = Signal()
    document_asked = Signal(str)

    def __init__(self, context: Context, year: int) -> None:
        super().__init__()
        self._context = context
        self._year = year
        self._duties: dict[str, ReportDuty] = {}
        self._term: DutyTerm | None = None
        self.touched = False  # a person changed something
        self.existing_document = ""  # the report there is of the term already
        self._build()
        self._connect()
        self._offer_duties()

    # Building

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.duty = ChoiceField(_("Duty to report"), [])
        self.year = LineField(_("Year"))
        self.year.line.setMaxLength(4)
        self.period = ChoiceField(_("Period"), [])
        self.since, self.until = DayField(_("Figures from")), DayField(_("Figures to"))
        self.usual = push_button(_("Days as the duty says"), "undo", "link")
        self.exact = QRadioButton(_("Exact figures: “43 tin, bài”"))
        self.rounded = QRadioButton(_("Round figures in sentences: “trên 40 tin, bài”"))
        self.annexes = {code: QCheckBox(_(word)) for code, word in ANNEXES}
        self.charts = QCheckBox(_("Charts in the annex of figures"))
        self.facts = label("", "muted", wrap=True)
        self.caution = label("", "caution", wrap=True)
        self.existing = push_button(_("Open the report there is"), "document", "link")
        self.problem = label("", "problem", wrap=True)
        when = QHBoxLayout()
        when.setSpacing(12)
        when.addWidget(self.year, 1, Qt.AlignmentFlag.AlignTop)
        when.addWidget(self.period, 3, Qt.AlignmentFlag.AlignTop)
        days = QHBoxLayout()
        days.setSpacing(24)
        for day in (self.since, self.until):
            days.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        days.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignBottom)
        days.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.duty)
        left.addLayout(when)
        left.addLayout(days)
        for widget in (self.facts, self.caution, self.existing, self.problem):
            left.addWidget(widget)
        left.setAlignment(self.existing, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        panel = QWidget()
        row = QHBoxLayout(panel)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addLayout(left, 3)
        row.addWidget(self._card(), 2, Qt.AlignmentFlag.AlignTop)
        self.setWidget(panel)

    def _card(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(_("How it is written"), "strong"))
        column.addWidget(self.exact)
        column.addWidget(self.rounded)
        column.addWidget(label(_("Tables are always exact."), "muted", wrap=True))
        column.addWidget(line())
        column.addWidget(label(_("What comes with it"), "strong"))
        for box in (*self.annexes.values(), self.charts):
            box.setChecked(True)
            column.addWidget(box)
        return card

    def _connect(self) -> None:
        self.duty.changed.connect(self._on_duty)
        self.year.changed.connect(self._on_year)
        self.period.changed.connect(self._on_period)
        for day in (self.since, self.until):
            day.changed.connect(self._on_changed)
            day.left.connect(self._judge)
        self.usual.clicked.connect(self._on_usual)
        for box in (self.exact, self.rounded, *self.annexes.values(), self.charts):
            box.clicked.connect(self._on_written)
        self.annexes["so-lieu"].toggled.connect(self.charts.setEnabled)
        self.existing.clicked.connect(self._on_existing)

    # What the assistant asks of it

    def show_term(self, term: DutyTerm | None) -> None:
        """Show the duty and the period of ``term`` with what the duty says of them."""
        if term is not None:
            self._year = int(term.period[:4])
            self.duty.show_value(term.duty)
        self.year.show_value(str(self._year))
        self._show_duty(term.period if term is not None else "")

    def order(self) -> ReportOrder | None:
        """Return what is ordered; None while something is not sound."""
        from papidesk.workflow.reports import ReportOrder

        if self._term is None or not self._judge():
            return None
        own = (self.since.day(), self.until.day())
        usual = (self._term.since, self._term.until)
        return ReportOrder(
            duty=self._term.duty,
            period=self._term.period,
            since=own[0] if own != usual else None,
            until=own[1] if own != usual else None,
            rounded=self.rounded.isChecked(),
            charts=self.charts.isChecked(),
            # An empty list would ask for all of them.
            annexes=tuple(code for code, box in self.annexes.items() if box.isChecked()) or NONE,
        )

    @property
    def term(self) -> DutyTerm | None:
        """The chosen term, with the days its duty gives it."""
        return self._term

    @property
    def chosen_duty(self) -> ReportDuty | None:
        """The chosen duty."""
        return self._duties.get(self.duty.value())

    # Filling

    def _offer_duties(self) -> None:
        found = catalogues.report_duties(self._context.workspace.store)
        self._duties = {duty.code: duty for duty in found}
        for duty in found:
            self.duty.box.addItem(duty.name, duty.code)

    def _show_duty(self, period: str) -> None:
        duty = self.chosen_duty
        box = self.period.box
        box.clear()
        own = [
            Period(year=self._year, kind=term.kind, index=term.index)
            for term in (duty.terms if duty is not None else ())
        ]
        others = [Period(year=self._year, kind=kind, index=index) for kind, index in PERIODS]
        for one in own:
            box.addItem(capital(one.label), one.code)
        if own:
            box.insertSeparator(box.count())
        for one in others:
            if one not in own:
                box.addItem(capital(one.label), one.code)
        self.period.show_value(period or self._nearest(own))
        if duty is not None:
            (self.rounded if duty.rounded else self.exact).setChecked(True)
        self._show_period()

    def _nearest(self, periods: list[Period]) -> str:
        """Return the period that ended last, the first one before any did."""
        today = datetime.date.today()
        ended = [one for one in periods if one.end <= today]
        chosen = max(ended, key=lambda one: one.end, default=periods[0] if periods else None)
        return chosen.code if chosen is not None else ""

    def _show_period(self) -> None:
        duty = self.chosen_duty
        self._term = None
        if duty is not None:
            try:
                parse(self.period.value())
                store = self._context.workspace.store
                self._term = duty_terms.of_period(store, duty, self.period.value())
            except (BadPeriodError, PapiDeskError) as error:
                self._say(sentence_of(error))
        if self._term is not None:
            self.since.show_day(self._term.since)
            self.until.show_day(self._term.until)
        self._judge()
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Say what is known of the term: recipient, due day, what there is already."""
        term, duty = self._term, self.chosen_duty
        self.existing.hide()
        self.existing_document = ""
        if term is None or duty is None:
            self.facts.setText("")
            return
        store = self._context.workspace.store
        from papidesk.workflow import holidays

        named = {**holidays.of_year(store, term.due.year)}
        due = _("Due {day}").format(day=f"{term.due:%d/%m/%Y}")
        moved = moved_words(term, named)
        lines = [f"{due}, {moved}" if moved else due]
        if duty.recipient:
            lines.insert(0, _("To {recipient}").format(recipient=duty.recipient))
        self.facts.setText("\n".join(lines))
        states = duty_terms.states(store, int(term.period[:4]), today=datetime.date.today())
        here = (one for one in states
                if (one.term.duty, one.term.period) == (term.duty, term.period))  # fmt: skip
        state = next(here, None)
        if state is not None and state.document:
            self.existing_document = state.document
            self.existing.show()

    # Judging

    def _judge(self) -> bool:
        """Tell whether the days are sound; say what is not, and what is to be thought of."""
        self.caution.hide()
        self.usual.setVisible(self._changed_days())
        if not all([self.since.judge(), self.until.judge()]):
            return False
        since, until = self.since.day(), self.until.day()
        for day, field in ((since, self.since), (until, self.until)):
            if day is None:
                field.show_problem(_("Write the day the figures are counted by."))
        if since is None or until is None:
            return False
        if until < since:
            self.until.show_problem(_("The end is before the beginning."))
            return False
        said = []
        if until >= datetime.date.today():
            said.append(_("The window has not ended yet: more may still be logged in it."))
        if (until - since).days > LONGEST:
            said.append(_("The window is longer than a year."))
        if self._changed_days() and self._term is not None:
            usual = stretch(self._term.since, self._term.until)
            said.append(_("The duty counts from {window}.").format(window=usual))
        self.caution.setText("\n".join(said))
        self.caution.setVisible(bool(said))
        return True

    def _changed_days(self) -> bool:
        if self._term is None:
            return False
        return (self.since.day(), self.until.day()) != (self._term.since, self._term.until)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    # Slots

    def _on_duty(self) -> None:
        self.touched = True
        self._say("")
        self._show_duty(self.period.value())

    def _on_year(self) -> None:
        text = self.year.value()
        right = text.isdecimal() and EARLIEST <= int(text) <= LATEST
        self.year.show_problem("" if right else _("Write the year with four digits."))
        self.touched = True
        if right:
            self._year = int(text)
            self._show_duty(f"{self._year:04}{self.period.value()[4:]}")
        else:
            self._term = None
            self.changed.emit()

    def _on_period(self) -> None:
        self.touched = True
        self._say("")
        self._show_period()

    def _on_changed(self) -> None:
        self.touched = True
        self._judge()
        self.changed.emit()

    def _on_usual(self) -> None:
        if self._term is not None:
            self.since.show_day(self._term.since)
            self.until.show_day(self._term.until)
            self._judge()
            self.changed.emit()

    def _on_written(self, *_checked: object) -> None:
        self.touched = True
        self.changed.emit()

    def _on_existing(self) -> None:
        self.document_asked.emit(self.existing_document)

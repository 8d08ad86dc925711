"""The first step of sending: which kind of bundle, which period, papers and evidence."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from papidesk.domain.bundle import BundleKind
from papidesk.domain.periods import Period
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import catalogues, duty_terms, lists
from papidesk.workflow.lists import DocumentFilter
from ui.context import Context
from ui.exchange.checklist import Checklist
from ui.exchange.exchange_words import kind_word
from ui.reports.figure_words import capital
from ui.reports.window_picker import PERIODS
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import label
from ui.words import number_text

if TYPE_CHECKING:
    from papidesk.workflow.sending import Order

TOLD: dict[BundleKind, str] = {
    "report": N_("The issued report with its figures, log entries and evidence, to the superior."),
    "plan": N_("A plan with its tasks and targets, to the superior."),
    "directive": N_("Plans, report duties, counters and forms, to units below."),
    "keyset": N_("The keys of all units as they are now, signed by this office."),
    "office": N_("All records, to another computer of this office."),
}
OUT = ("issued", "sent", "acknowledged", "archived")
YEARS = 3  # of periods that are offered
PAPERS = 200  # that are offered to go with it
EVIDENCE = ("all", "none")


class SendWhat(QWidget):
    """Kinds at the left; at the right what the chosen kind asks for."""

    changed = Signal()

    def __init__(self, context: Context, *, below: bool) -> None:
        super().__init__()
        self._context = context
        self._below = below
        self._build()
        self._connect()
        self._offer()
        self.kinds["report"].setChecked(True)
        self._on_kind()

    def _build(self) -> None:
        self.kinds: dict[BundleKind, QRadioButton] = {}
        self._group = QButtonGroup(self)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(label(_("What is sent"), "strong"))
        for kind, told in TOLD.items():
            button = QRadioButton(kind_word(kind))
            self._group.addButton(button)
            self.kinds[kind] = button
            said = label(_(told), "small", wrap=True)
            said.setContentsMargins(24, 0, 0, 6)
            down = kind in ("directive", "keyset")
            button.setVisible(not down or self._below)
            said.setVisible(not down or self._below)
            left.addWidget(button)
            left.addWidget(said)
        left.addStretch(1)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(28)
        row.addLayout(left, 2)
        row.addWidget(self._right(), 3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _right(self) -> QWidget:
        self.duty = ChoiceField(_("Duty to report"), [])
        self.period = ChoiceField(_("Period"), [])
        self.papers = Checklist(_("Papers that go with it"))
        self.remarks = QCheckBox(_("With the remarks on these papers"))
        self.evidence = ChoiceField(
            _("Evidence"),
            [("all", _("All evidence of the entries and tasks")), ("none", _("No evidence")),
             ("some", _("Chosen evidence…"))],
        )  # fmt: skip
        self.pieces = Checklist(_("Evidence that goes with it"))
        self.pieces.hide()
        self.nothing = label("", "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        when = QHBoxLayout()
        when.setSpacing(12)
        when.addWidget(self.duty, 3)
        when.addWidget(self.period, 2)
        column.addLayout(when)
        for widget in (self.nothing, self.papers, self.remarks, self.evidence, self.pieces,
                       self.problem):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        return right

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._on_kind)
        self.duty.changed.connect(self._on_duty)
        self.period.changed.connect(self._on_window)
        self.papers.changed.connect(self.changed)
        self.remarks.clicked.connect(self.changed)
        self.evidence.changed.connect(self._on_evidence)
        self.pieces.changed.connect(self.changed)

    # What the assistant asks of it

    @property
    def kind(self) -> BundleKind:
        """The kind that is chosen."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def order(self) -> Order | None:
        """Return what is ordered so far; None while something is not chosen, which is said."""
        from papidesk.workflow.sending import Order

        kind = self.kind
        papers = self.papers.chosen()
        chosen = self.evidence.value()
        evidence = self.pieces.chosen() if chosen == "some" else chosen
        self.problem.setText("")
        if kind == "plan" and not papers:
            self.problem.setText(_("Tick the plan that is to be sent."))
            return None
        report = kind == "report"
        return Order(
            kind=kind,
            period=self.period.value() if report else "",
            duty=self.duty.value() if report else "",
            documents=papers if kind in ("report", "plan", "directive") else (),
            evidence=evidence if kind != "keyset" else "none",  # type: ignore[arg-type]
            remarks=kind == "directive" and self.remarks.isChecked(),
        )

    def show_kind(self, kind: BundleKind) -> None:
        """Choose ``kind``."""
        self.kinds[kind].setChecked(True)
        self._on_kind()

    def show_period(self, duty: str, period: str) -> None:
        """Choose a duty and a period."""
        self.duty.show_value(duty)
        self._offer_periods()
        self.period.show_value(period)

    def give_focus(self) -> None:
        """Put the focus on the kind that is chosen."""
        self.kinds[self.kind].setFocus()

    # Filling

    def _offer(self) -> None:
        for duty in catalogues.report_duties(self._context.workspace.store):
            self.duty.box.addItem(duty.name, duty.code)
        self._offer_periods()

    def _offer_periods(self) -> None:
        chosen = self.period.value()
        self.period.box.clear()
        today = datetime.date.today()
        store = self._context.workspace.store
        own = {
            term.period
            for year in range(today.year, today.year - YEARS, -1)
            for term in duty_terms.terms(store, year)
            if term.duty == self.duty.value()
        }
        every = [
            Period(year=year, kind=kind, index=index)
            for year in range(today.year, today.year - YEARS, -1)
            for kind, index in PERIODS
        ]
        offered = [one for one in every if one.code in own] or every
        offered.sort(key=lambda one: one.end, reverse=True)
        for one in offered:
            self.period.box.addItem(capital(one.label), one.code)
        ended = next((one.code for one in offered if one.end <= today), "")
        self.period.show_value(chosen or ended)

    def _offer_papers(self) -> None:
        kind = self.kind
        kinds = ("KH",) if kind == "plan" else ()
        states = () if kind in ("plan", "directive") else OUT
        found = lists.rows(
            self._context.workspace.store, DocumentFilter(kinds=kinds, states=states),  # type: ignore[arg-type]
            sort="date", limit=PAPERS,
        )  # fmt: skip
        ticked = self.papers.chosen()
        self.papers.offer(
            [(row.id, f"{number_text(row.number, row.symbol)}  {row.title}") for row in found],
            [id for id in ticked if any(row.id == id for row in found)],
        )
        self.papers.setVisible(kind in ("report", "plan", "directive") and bool(found))
        self.nothing.setText("")
        if kind == "plan" and not found:
            self.nothing.setText(_("There is no plan (KH) here yet. Write or import it first."))
        elif kind == "report":
            self.nothing.setText(
                _("The issued report of the period goes with it by itself; tick others beside it.")
            )
        elif kind == "office":
            self.nothing.setText(
                _("What was changed on both computers is kept from both and shown as a conflict.")
            )
        self.nothing.setVisible(bool(self.nothing.text()))

    # Slots

    def _on_kind(self, *_button: object) -> None:
        kind = self.kind
        for widget in (self.duty, self.period):
            widget.setVisible(kind == "report")
        self.remarks.setVisible(kind == "directive")
        self.evidence.setVisible(kind != "keyset")
        self._offer_papers()
        self._on_evidence()

    def _on_duty(self) -> None:
        self.period.box.clear()
        self._offer_periods()
        self._on_window()

    def _on_window(self) -> None:
        self._on_evidence()

    def _on_evidence(self) -> None:
        some = self.evidence.value() == "some" and self.kind != "keyset"
        self.pieces.setVisible(some)
        if some:
            self._offer_evidence()
        self.changed.emit()

    def _offer_evidence(self) -> None:
        """Offer the evidence that “all” would send."""
        from ui.exchange.send_work import evidence_of

        kept = self.pieces.chosen()
        order = self.order()
        found = evidence_of(self._context, order) if order is not None else []
        self.pieces.offer(found, kept or [code for code, _words in found])

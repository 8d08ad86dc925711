"""Choosing a window: a month, quarter, half, nine months, year, or days; as a duty counts it."""

from __future__ import annotations

import datetime
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import BadPeriodError, Period, PeriodKind, parse
from papidesk.domain.report_duty import ReportDuty
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.reports.figure_words import capital, stretch
from ui.widgets.day_field import DayField
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label

PERIODS: tuple[tuple[PeriodKind, int], ...] = (
    ("year", 1), ("half", 1), ("half", 2), ("nine_months", 1), ("quarter", 1), ("quarter", 2),
    ("quarter", 3), ("quarter", 4), *(("month", month) for month in range(1, 13)),
)  # fmt: skip
BY_HAND = "days"
EARLIEST, LATEST = 1990, 2100


class WindowPicker(QWidget):
    """Period, the duty whose window it is counted in, and days where they are chosen by hand.

    With ``own_year`` the year is asked for too; else :meth:`show_year` says it.
    """

    changed = Signal()

    def __init__(self, context: Context, *, own_year: bool = False) -> None:
        super().__init__()
        self._context = context
        self._year = datetime.date.today().year
        self._duties: dict[str, ReportDuty] = {}
        self._build(own_year)
        self._offer_duties()
        self._offer_periods(Period(year=self._year).code)
        self._connect()
        self._show_days()

    def _build(self, own_year: bool) -> None:
        self.year = LineField(_("Year"))
        self.year.show_value(str(self._year))
        self.year.line.setMaxLength(4)
        self.year.setVisible(own_year)
        self.year.setFixedWidth(self.year.fontMetrics().horizontalAdvance("000000") + 30)
        self.period = ChoiceField(_("Period"), [])
        self.duty = ChoiceField(_("Counted as"), [])
        for field, letters in ((self.period, 26), (self.duty, 30)):
            field.setFixedWidth(field.fontMetrics().averageCharWidth() * letters + 40)
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.since, self.until = DayField(_("From")), DayField(_("To"))
        self.days = QWidget()
        row = QHBoxLayout(self.days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for day in (self.since, self.until):
            row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        self.window_text = label("")
        self.window_text.setMinimumHeight(self.period.box.sizeHint().height())
        self.window_part = QWidget()
        part = QVBoxLayout(self.window_part)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(4)
        part.addWidget(label(_("Window"), "muted"))
        part.addWidget(self.window_text)
        flow = FlowLayout(self, 10)
        for widget in (self.year, self.period, self.duty, self.days, self.window_part):
            flow.addWidget(widget)

    def _connect(self) -> None:
        self._context.catalogues_changed.connect(self._offer_duties)
        self.year.changed.connect(self._on_year)
        self.period.changed.connect(self._on_period)
        self.duty.changed.connect(self._on_changed)
        for day in (self.since, self.until):
            day.changed.connect(self._on_changed)
            day.left.connect(self._on_changed)

    # What others ask of it

    def query(self) -> FigureQuery | None:
        """Return the chosen window; None while the days are none."""
        if self.period.value() == BY_HAND:
            return self._by_hand()
        try:
            period = parse(self.period.value())
        except BadPeriodError:
            return None
        duty = self._duties.get(self.duty.value())
        plain = FigureQuery(since=period.start, until=period.end, period=period.code)
        if duty is None:
            return plain
        from papidesk.workflow import duty_terms

        try:
            found = duty_terms.query(self._context.workspace.store, duty, period.code)
        except PapiDeskError:
            return plain
        # Narrowed as the report is: what the duty asks for.
        return found

    def show_query(self, wanted: FigureQuery) -> None:
        """Show the window of ``wanted``, telling nobody."""
        self._offer_duties()
        with suppress(BadPeriodError):
            period = parse(wanted.period)
            self._year = period.year
            self.year.show_value(str(period.year))
            self._offer_periods(period.code)
            self.duty.show_value(wanted.duty)
            found = self.query()
            if found is not None and (found.since, found.until) == (wanted.since, wanted.until):
                self._show_days()
                return
        self.period.show_value(BY_HAND)
        self.since.show_day(wanted.since)
        self.until.show_day(wanted.until)
        self._show_days()

    def show_year(self, year: int) -> None:
        """Show the same period of another year, telling nobody."""
        if year == self._year:
            return
        code = self.period.value()
        self._year = year
        self.year.show_value(str(year))
        self._offer_periods(code if code == BY_HAND else f"{year:04}{code[4:]}")
        self._show_days()

    @property
    def shown_year(self) -> int:
        """The year the periods are of."""
        return self._year

    def said(self) -> str:
        """Return the window in words: "6 tháng đầu năm 2026"."""
        query = self.query()
        if query is None:
            return ""
        if not query.period:
            return stretch(query.since, query.until)
        return parse(query.period).label

    # Filling

    def _offer_duties(self) -> None:
        from papidesk.workflow import catalogues

        kept = self.duty.value()
        try:
            found = catalogues.report_duties(self._context.workspace.store)
        except PapiDeskError:
            found = []
        self._duties = {duty.code: duty for duty in found}
        self.duty.box.clear()
        self.duty.box.addItem(_("Calendar"), "")
        for duty in found:
            self.duty.box.addItem(duty.name, duty.code)
        self.duty.show_value(kept)

    def _offer_periods(self, chosen: str) -> None:
        box = self.period.box
        box.clear()
        for kind, index in PERIODS:
            period = Period(year=self._year, kind=kind, index=index)
            box.addItem(capital(period.label), period.code)
        box.addItem(_("Days chosen by hand"), BY_HAND)
        self.period.show_value(chosen)

    def _by_hand(self) -> FigureQuery | None:
        if not (self.since.judge() and self.until.judge()):
            return None
        since, until = self.since.day(), self.until.day()
        if since is None or until is None:
            return None
        if until < since:
            self.until.show_problem(_("The end is before the beginning."))
            return None
        self.until.show_problem("")
        return FigureQuery(since=since, until=until)

    def _show_days(self) -> None:
        by_hand = self.period.value() == BY_HAND
        self.days.setVisible(by_hand)
        self.duty.setVisible(not by_hand and bool(self._duties))
        query = self.query()
        known = query is not None and not by_hand
        self.window_text.setText(stretch(query.since, query.until) if known and query else "")
        self.window_part.setVisible(known)

    # Slots

    def _on_year(self) -> None:
        text = self.year.value()
        right = text.isdecimal() and EARLIEST <= int(text) <= LATEST
        self.year.show_problem("" if right else _("Write the year with four digits."))
        if right:
            self.show_year(int(text))
            self.changed.emit()

    def _on_period(self) -> None:
        if self.period.value() == BY_HAND and self.since.day() is None:
            whole = Period(year=self._year)
            self.since.show_day(whole.start)
            self.until.show_day(whole.end)
        self._on_changed()

    def _on_changed(self) -> None:
        self._show_days()
        self.changed.emit()

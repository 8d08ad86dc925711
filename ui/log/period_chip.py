"""The chip that narrows the log to a period: usual ones from a menu, any days typed in."""

from __future__ import annotations

import calendar
import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from papidesk.errors import N_
from papidesk.i18n import _
from ui.log.typed_day import TypedDayField
from ui.widgets.buttons import push_button
from ui.widgets.labels import label, restyle

Span = tuple[datetime.date | None, datetime.date | None]
USUAL = (
    ("today", N_("Today")),
    ("week", N_("This week")),
    ("month", N_("This month")),
    ("last-month", N_("Last month")),
    ("quarter", N_("This quarter")),
    ("half", N_("This half-year")),
    ("year", N_("This year")),
    ("last-year", N_("Last year")),
)


def span_of(code: str, today: datetime.date) -> Span:
    """Return the days of a usual period, both included."""
    first = today.replace(day=1)
    match code:
        case "today":
            return today, today
        case "week":
            monday = today - datetime.timedelta(days=today.weekday())
            return monday, monday + datetime.timedelta(days=6)
        case "last-month":
            last = first - datetime.timedelta(days=1)
            return last.replace(day=1), last
        case "year" | "last-year":
            year = today.year - (code == "last-year")
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    size = {"month": 1, "quarter": 3, "half": 6}[code]
    begin = (today.month - 1) // size * size + 1
    end = begin + size - 1
    last_day = calendar.monthrange(today.year, end)[1]
    return today.replace(month=begin, day=1), datetime.date(today.year, end, last_day)


def span_text(since: datetime.date | None, until: datetime.date | None) -> str:
    """Return days as people say them: a day, a month, a year, or from – to."""
    if since and until:
        if since == until:
            return f"{since:%d/%m/%Y}"
        last = calendar.monthrange(until.year, until.month)[1]
        whole = since.day == 1 and until.day == last and since.year == until.year
        if whole and since.month == until.month:
            return f"{since.month}/{since.year}"
        if whole and (since.month, until.month) == (1, 12):
            return str(since.year)
        return f"{since:%d/%m/%Y} – {until:%d/%m/%Y}"
    if since:
        return _("since {day}").format(day=f"{since:%d/%m/%Y}")
    return _("until {day}").format(day=f"{until:%d/%m/%Y}") if until else ""


class PeriodChip(QToolButton):
    """Opens a menu of periods; lit while one is chosen."""

    chosen = Signal(object, object)  # since, until

    def __init__(self) -> None:
        super().__init__()
        self._span: Span = (None, None)
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        for code, word in (("", N_("All")), *USUAL, ("days", N_("Choose days…"))):
            action = QAction(_(word), menu)
            action.setData(code)
            menu.addAction(action)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)
        self.show_span(None, None)

    def show_span(self, since: datetime.date | None, until: datetime.date | None) -> None:
        """Show what is chosen, telling nobody."""
        self._span = (since, until)
        said = span_text(since, until)
        name = _("Period")
        self.setText(f"{name}: {said}" if said else name)
        self.setAccessibleName(self.text())
        self.setProperty("active", "true" if said else "false")
        restyle(self)

    def choose(self, code: str) -> None:
        """Choose a usual period as if in the menu; "" is all."""
        span = span_of(code, datetime.date.today()) if code else (None, None)
        self.chosen.emit(*span)

    def _on_triggered(self, action: QAction) -> None:
        code = str(action.data())
        if code == "days":
            self.open_days()
        else:
            self.choose(code)

    def open_days(self) -> DaysPopup:
        """Open the small window that takes any days."""
        popup = DaysPopup(self._span, self)
        popup.given.connect(self.chosen)
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        popup.since.line.setFocus(Qt.FocusReason.PopupFocusReason)
        return popup


class DaysPopup(QFrame):
    """Two days, either of which may be left empty."""

    given = Signal(object, object)

    def __init__(self, span: Span, chip: PeriodChip) -> None:
        super().__init__(chip, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.since, self.until = TypedDayField(_("From")), TypedDayField(_("To"))
        self.since.show_value(span[0])
        self.until.show_value(span[1])
        self.show_button = push_button(_("Show"), kind="primary")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.since)
        row.addWidget(self.until)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(_("Days of the log"), "strong"))
        column.addLayout(row)
        column.addLayout(foot)
        self.show_button.clicked.connect(self._on_show)
        self.since.line.returnPressed.connect(self._on_show)
        self.until.line.returnPressed.connect(self._on_show)

    def _on_show(self) -> None:
        for field in (self.since, self.until):
            field.show_problem(field.wrong())
        if self.since.wrong() or self.until.wrong():
            self.adjustSize()
            return
        since, until = self.since.value(), self.until.value()
        if since and until and until < since:
            since, until = until, since
        self.given.emit(since, until)
        self.close()

"""A whole day or none, and a stretch of days from one to another."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from papidesk.domain.document import IssueDate
from papidesk.domain.record import Validity
from papidesk.i18n import _
from ui.widgets.date_field import DateField


class DayField(DateField):
    """A day that is whole or left empty; says so when it is neither."""

    def day(self) -> datetime.date | None:
        """Return the day; None when it is empty or no day."""
        return self.value().date

    def show_day(self, day: datetime.date | None) -> None:
        """Show ``day``; None empties the field."""
        self.show_value(IssueDate.of(day) if day else IssueDate())
        self.show_problem("")

    def judge(self) -> bool:
        """Tell whether the field can be kept; a problem is shown once the typing has left it."""
        shown = self.value()
        parts = (shown.day, shown.month, shown.year)
        good = shown.date is not None or not any(parts)
        typing = self.isAncestorOf(QApplication.focusWidget()) and not all(parts)
        said = _("This is not a day. Write day, month and year, or leave all empty.")
        self.show_problem("" if good or typing else said)
        return good


class ValidityFields(QWidget):
    """From when to when something holds."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.since = DayField(_("Since (empty: always)"))
        self.until = DayField(_("Until (empty: still)"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for field in (self.since, self.until):
            layout.addWidget(field, 1)
            field.changed.connect(self.changed)
            field.left.connect(self.left)

    def value(self) -> Validity | None:
        """Return the stretch; None while a date is no day or the end is before the beginning."""
        good = [field.judge() for field in (self.since, self.until)]
        if not all(good):
            return None
        since, until = self.since.day(), self.until.day()
        if since is not None and until is not None and until < since:
            self.until.show_problem(_("The end is before the beginning."))
            return None
        return Validity(since=since, until=until)

    def show_value(self, validity: Validity) -> None:
        """Show ``validity``."""
        self.since.show_day(validity.since)
        self.until.show_day(validity.until)


def validity_text(validity: Validity) -> str:
    """Return "since 01/07/2025", "until …", "… – …", or "without limit"."""
    since = f"{validity.since:%d/%m/%Y}" if validity.since else ""
    until = f"{validity.until:%d/%m/%Y}" if validity.until else ""
    if since and until:
        return f"{since} – {until}"
    if since:
        return _("since {day}").format(day=since)
    return _("until {day}").format(day=until) if until else _("without limit")

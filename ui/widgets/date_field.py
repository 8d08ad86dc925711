"""A date with blanks allowed: day, month and year, and a calendar to take them from."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
    QWidgetAction,
)

from papidesk.domain.document import IssueDate
from papidesk.i18n import _
from ui.widgets.buttons import tool_button
from ui.widgets.fields import Field


class DateEditor(QWidget):
    """Three short lines and a calendar button."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.day = self._part(_("Day"), 2, 31)
        self.month = self._part(_("Month"), 2, 12)
        self.year = self._part(_("Year"), 4, 2999)
        self.calendar_button = tool_button(_("Calendar"), "calendar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.day, self.month, self.year):
            if part is not self.day:
                layout.addWidget(QLabel("/"))
            layout.addWidget(part)
        layout.addWidget(self.calendar_button)
        layout.addStretch(1)
        self.setFocusProxy(self.day)

    def _part(self, name: str, digits: int, largest: int) -> QLineEdit:
        part = QLineEdit()
        part.setAccessibleName(name)
        part.setToolTip(name)
        part.setPlaceholderText("…")
        part.setMaxLength(digits)
        part.setValidator(QIntValidator(0, largest, part))
        part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        part.setFixedWidth(part.fontMetrics().horizontalAdvance("0" * digits) + 26)
        return part

    def _connect(self) -> None:
        for part in (self.day, self.month, self.year):
            part.textEdited.connect(self.changed)
            part.editingFinished.connect(self.left)
        self.calendar_button.clicked.connect(self._on_calendar)

    def value(self) -> IssueDate:
        """Return the parts that are filled in."""
        day, month, year = (
            int(part.text()) if part.text().strip("0 ") else None
            for part in (self.day, self.month, self.year)
        )
        return IssueDate(day=day, month=month, year=year)

    def show_value(self, date: IssueDate) -> None:
        """Show ``date``, blanks as blanks."""
        if self.value() == date:
            return
        self.day.setText(f"{date.day:02}" if date.day else "")
        self.month.setText(f"{date.month:02}" if date.month else "")
        self.year.setText(str(date.year) if date.year else "")

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        for part in (self.day, self.month, self.year):
            part.setReadOnly(fixed)
        self.calendar_button.setEnabled(not fixed)

    def _on_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self.value().date or datetime.date.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._on_day_clicked)
        calendar.clicked.connect(menu.close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.calendar_button.mapToGlobal(QPoint(0, self.calendar_button.height())))

    def _on_day_clicked(self, day: QDate) -> None:
        self.show_value(IssueDate(day=day.day(), month=day.month(), year=day.year()))
        self.changed.emit()
        self.left.emit()


class DateField(Field):
    """A named date editor."""

    def __init__(self, name: str) -> None:
        self.date = DateEditor()
        super().__init__(name, self.date)
        self.date.changed.connect(self.changed)
        self.date.left.connect(self.left)

    def value(self) -> IssueDate:
        """Return the date with its blanks."""
        return self.date.value()

    def show_value(self, date: IssueDate) -> None:
        """Show ``date``."""
        self.date.show_value(date)

    def set_read_only(self, fixed: bool) -> None:
        """Show without letting it be changed."""
        self.date.set_read_only(fixed)

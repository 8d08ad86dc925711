"""A day typed in one short line ("15/3", "hôm nay") or taken from a calendar."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QWidget,
    QWidgetAction,
)

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.failures import sentence_of
from ui.log.typed import day_of
from ui.widgets.buttons import tool_button
from ui.widgets.fields import Field


class DayLine(QLineEdit):
    """Writes the day out when it is left; the arrow keys go a day on or back."""

    settled = Signal()

    def day(self) -> datetime.date | None:
        """Return the day; None while it is empty or no day."""
        try:
            return day_of(self.text(), datetime.date.today())
        except PapiDeskError:
            return None

    def problem(self) -> str:
        """Return what is wrong with what stands there, "" for nothing."""
        try:
            day_of(self.text(), datetime.date.today())
        except PapiDeskError as error:
            return sentence_of(error)
        return ""

    def show_day(self, day: datetime.date | None) -> None:
        """Show ``day`` as dd/mm/yyyy."""
        self.setText(f"{day:%d/%m/%Y}" if day else "")

    def settle(self) -> None:
        """Write out the day that was typed short."""
        day = self.day()
        if day is not None:
            self.show_day(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and not self.isReadOnly():
            start = self.day() or datetime.date.today()
            self.show_day(start + datetime.timedelta(days=steps[Qt.Key(event.key())]))
            self.textEdited.emit(self.text())
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)
        self.settled.emit()


class DayEditor(QWidget):
    """The line and the button of its calendar."""

    changed = Signal()

    def __init__(self, name: str = "", line: DayLine | None = None) -> None:
        super().__init__()
        self.line = line or DayLine()
        self.line.setAccessibleName(name)
        self.line.setMaxLength(24)
        self.line.setToolTip(_("For example 15/3, 15/3/2026 or “hôm nay”; ↑ and ↓ change the day"))
        self.calendar_button = tool_button(_("Calendar"), "calendar")
        width = self.line.fontMetrics().horizontalAdvance("00/00/0000") + 28
        self.line.setMinimumWidth(width)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.calendar_button)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self.changed)
        self.calendar_button.clicked.connect(self._on_calendar)

    def _on_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self.line.day() or datetime.date.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.clicked.connect(self._on_day_clicked)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(self._on_day_clicked)
        calendar.activated.connect(menu.close)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.calendar_button.mapToGlobal(QPoint(0, self.calendar_button.height())))
        calendar.setFocus()

    def _on_day_clicked(self, day: QDate) -> None:
        self.line.show_day(datetime.date(day.year(), day.month(), day.day()))
        self.changed.emit()
        self.line.settled.emit()


class TypedDayField(Field):
    """A named day line."""

    def __init__(self, name: str, line: DayLine | None = None) -> None:
        self.day_editor = DayEditor(name, line)
        super().__init__(name, self.day_editor)
        self.line = self.day_editor.line
        self.day_editor.changed.connect(self.changed)
        self.line.settled.connect(self.left)

    def value(self) -> datetime.date | None:
        """Return the day; None while it is empty or no day."""
        return self.line.day()

    def wrong(self) -> str:
        """Return what is wrong with what was typed, "" for nothing."""
        return self.line.problem()

    def show_value(self, day: datetime.date | None) -> None:
        """Show ``day``."""
        if self.value() != day or not day:
            self.line.show_day(day)

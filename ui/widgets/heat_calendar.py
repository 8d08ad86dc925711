"""The days of a year as small squares, darker the more happened; the number stands in the tip."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from ui.theme import Theme

DAYS = 7
WEEKS = 54  # a leap year that begins on a Sunday touches as many
MONTHS = 12
STEPS = 4
CELL, GAP = 11, 2  # px at 100 % text
_MOVES = {
    Qt.Key.Key_Left: -7, Qt.Key.Key_Right: 7, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -28, Qt.Key.Key_PageDown: 28,
}  # fmt: skip


class HeatCalendar(QWidget):
    """Shows a year; a click, or Enter on the day under the keys, chooses a day.

    ``folded`` lays the halves of the year below each other where the room is narrow.
    """

    own_keys = (("← → ↑ ↓", N_("Go from day to day")), ("Enter", N_("Narrow the list to the day")))

    day_chosen = Signal(object)  # datetime.date

    def __init__(
        self, theme: Theme, say: Callable[[datetime.date, int], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._say = theme, say
        self._year = datetime.date.today().year
        self._counts: Mapping[datetime.date, int] = {}
        self._chosen: datetime.date | None = None
        self._cursor = datetime.date.today()
        self.folded = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Calendar of the year"))
        theme.changed.connect(self._on_theme_changed)

    # What others ask of it

    @property
    def year(self) -> int:
        """The year on the screen."""
        return self._year

    @property
    def cursor_day(self) -> datetime.date:
        """The day the keys stand on."""
        return self._cursor

    def show_counts(self, year: int, counts: Mapping[datetime.date, int]) -> None:
        """Show ``year`` with how much happened on each day."""
        self._year, self._counts = year, counts
        if self._cursor.year != year:
            today = datetime.date.today()
            self._cursor = today if today.year == year else datetime.date(year, 1, 1)
        self._tell()
        self.update()

    def show_chosen(self, day: datetime.date | None) -> None:
        """Mark the day the list is narrowed to."""
        self._chosen = day
        self.update()

    def fold(self, folded: bool) -> None:
        """Lay the halves of the year below each other, or in one row."""
        if folded != self.folded:
            self.folded = folded
            self.updateGeometry()
            self.update()

    @property
    def whole_width(self) -> int:
        """How wide the year is in one row, in px."""
        return self._left() + WEEKS * self._pitch()

    def day_at(self, place: QPoint) -> datetime.date | None:
        """Return the day at ``place``."""
        day = datetime.date(self._year, 1, 1)
        while day.year == self._year:
            if self.cell(day).contains(place):
                return day
            day += datetime.timedelta(days=1)
        return None

    def cell(self, day: datetime.date) -> QRect:
        """Return where ``day`` is drawn."""
        pitch, size = self._pitch(), self._size()
        half = 1 if self.folded and day.month > MONTHS // 2 else 0
        first = datetime.date(self._year, 7 if half else 1, 1)
        week = (day - first + datetime.timedelta(days=first.weekday())).days // DAYS
        top = self._top() + half * self._block()
        return QRect(self._left() + week * pitch, top + day.weekday() * pitch, size, size)

    def level(self, count: int) -> int:
        """Return how dark a day with ``count`` is: 0 for none, 1 to 4."""
        most = max(self._counts.values(), default=0)
        if not count:
            return 0
        # The steps follow what is usual here: a single crowded day must not pale all others.
        usual = sorted(value for value in self._counts.values() if value)
        top = max(STEPS, usual[int(len(usual) * 0.95)] if usual else most)
        return max(1, min(STEPS, -(-count * STEPS // top)))

    # Measures

    def _size(self) -> int:
        return round(CELL * self._theme.scale)

    def _pitch(self) -> int:
        return self._size() + GAP

    def _left(self) -> int:
        return self.fontMetrics().horizontalAdvance("CN ") + 4

    def _top(self) -> int:
        return self.fontMetrics().height() + 4

    def _block(self) -> int:
        return self._top() + DAYS * self._pitch() + 4

    def sizeHint(self) -> QSize:
        rows = 2 if self.folded else 1
        weeks = 28 if self.folded else WEEKS
        legend = self.fontMetrics().height() + 8
        return QSize(self._left() + weeks * self._pitch(), rows * self._block() + legend)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_words(painter)
        day = datetime.date(self._year, 1, 1)
        while day.year == self._year:
            self._paint_day(painter, day)
            day += datetime.timedelta(days=1)
        self._paint_legend(painter)
        painter.end()

    def _color(self, level: int) -> QColor:
        if level == 0:
            return self._theme.color("neutral_soft")
        soft, strong = self._theme.color("accent_soft"), self._theme.color("accent")
        part = (level - 0.5) / (STEPS - 0.5)
        return QColor(
            round(soft.red() + (strong.red() - soft.red()) * part),
            round(soft.green() + (strong.green() - soft.green()) * part),
            round(soft.blue() + (strong.blue() - soft.blue()) * part),
        )

    def _paint_day(self, painter: QPainter, day: datetime.date) -> None:
        rect = self.cell(day)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color(self.level(self._counts.get(day, 0))))
        painter.drawRoundedRect(rect, 2, 2)
        marks = (
            (day == datetime.date.today(), "muted", 1), (day == self._chosen, "text", 2),
            (self.hasFocus() and day == self._cursor, "accent", 2),
        )  # fmt: skip
        for wanted, color, width in marks:
            if wanted:
                pen = painter.pen()
                pen.setStyle(Qt.PenStyle.SolidLine)
                pen.setColor(self._theme.color(color))
                pen.setWidth(width)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-1, -1, 0, 0), 2, 2)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(self._theme.color("muted"))
        height = self.fontMetrics().height()
        for month in range(1, MONTHS + 1):
            first = self.cell(datetime.date(self._year, month, 1))
            half = 1 if self.folded and month > MONTHS // 2 else 0
            # A month that begins in the middle of a week is named over its first whole one.
            lead = self._pitch() if datetime.date(self._year, month, 1).weekday() else 0
            if month in ((1, 7) if self.folded else (1,)):
                lead = 0
            place = QRect(first.left() + lead, half * self._block(), 4 * self._pitch(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, _("M{month}").format(month=month))
        for half in range(2 if self.folded else 1):
            for weekday, word in ((0, _("Mon")), (2, _("Wed")), (4, _("Fri"))):
                top = self._top() + half * self._block() + weekday * self._pitch()
                place = QRect(0, top - 2, self._left() - 4, self._size() + 4)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_legend(self, painter: QPainter) -> None:
        size, metrics = self._size(), self.fontMetrics()
        top = self.height() - metrics.height() - 2
        middle = top + (metrics.height() - size) // 2
        left = self._left()
        painter.setPen(self._theme.color("muted"))
        few = _("fewer")
        painter.drawText(left, top + metrics.ascent(), few)
        left += metrics.horizontalAdvance(few) + 6
        for level in range(STEPS + 1):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color(level))
            painter.drawRoundedRect(left, middle, size, size, 2, 2)
            left += size + GAP
        painter.setPen(self._theme.color("muted"))
        most = max(self._counts.values(), default=0)
        painter.drawText(
            left + 4, top + metrics.ascent(), _("more (at most {count} a day)").format(count=most)
        )

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key()) if event.key() else None
        if key in _MOVES:
            self._go(self._cursor + datetime.timedelta(days=_MOVES[key]))
        elif key == Qt.Key.Key_Home:
            self._go(datetime.date(self._year, 1, 1))
        elif key == Qt.Key.Key_End:
            self._go(datetime.date(self._year, 12, 31))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def _go(self, day: datetime.date) -> None:
        first, last = datetime.date(self._year, 1, 1), datetime.date(self._year, 12, 31)
        self._cursor = min(max(day, first), last)
        self._tell()
        self.update()
        if self.isVisible():
            place = self.mapToGlobal(self.cell(self._cursor).bottomRight())
            QToolTip.showText(place, self._words(self._cursor), self)

    def _words(self, day: datetime.date) -> str:
        return self._say(day, self._counts.get(day, 0))

    def _tell(self) -> None:
        self.setAccessibleDescription(self._words(self._cursor))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = day
            self._tell()
            self.day_chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            if day is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._words(day), self, self.cell(day))
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

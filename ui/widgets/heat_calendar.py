"""The days of a year as small squares, darker the more happened; the number stands in the tip."""

from __future__ import annotations

import calendar
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
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from ui.theme import Theme

DAYS, ROWS, MONTHS, STEPS = 7, 6, 12, 4
LEAST, MOST = 7, 15  # px of a day at 100 % text
GAP = 2  # px between two days
BETWEEN = 12  # px between two months
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class HeatCalendar(QWidget):
    """Shows a year month by month, weeks as rows; days are as large as the room lets them be.

    A click, or Enter on the day under the keys, chooses a day.
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
        self._across = 3
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
        corner, pitch = self._corner(day.month), self._pitch()
        before = datetime.date(day.year, day.month, 1).weekday()
        row, column = divmod(day.day - 1 + before, DAYS)
        return QRect(
            corner.x() + column * pitch,
            corner.y() + self._title() + row * pitch,
            self._size(),
            self._size(),
        )

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
        scale = self._theme.scale
        room = (self.width() - (self._across - 1) * BETWEEN) // self._across
        return max(round(LEAST * scale), min(round(MOST * scale), room // DAYS - GAP))

    def _pitch(self) -> int:
        return self._size() + GAP

    def _title(self) -> int:
        return self.fontMetrics().height() + 2

    def _block(self) -> int:
        return self._title() + ROWS * self._pitch() + 4

    def _corner(self, month: int) -> QPoint:
        row, column = divmod(month - 1, self._across)
        width = DAYS * self._pitch() + BETWEEN
        return QPoint(column * width, row * self._block())

    def _rows(self) -> int:
        return MONTHS // self._across

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The days' size follows the width, and the height follows the days.
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        return self._rows() * self._block() + self.fontMetrics().height() + 6

    def sizeHint(self) -> QSize:
        size = round((LEAST + 3) * self._theme.scale) + GAP
        return QSize(self._across * DAYS * size + (self._across - 1) * BETWEEN, self._height())

    def minimumSizeHint(self) -> QSize:
        size = round(LEAST * self._theme.scale) + GAP
        return QSize(self._across * DAYS * size + (self._across - 1) * BETWEEN, 40)

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
        for month in range(1, MONTHS + 1):
            corner = self._corner(month)
            place = QRect(corner.x(), corner.y(), DAYS * self._pitch(), self._title())
            said = _("Month {month}").format(month=month)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, said)

    def _paint_legend(self, painter: QPainter) -> None:
        size, metrics = self._size(), self.fontMetrics()
        top = self.height() - metrics.height() - 2
        middle = top + (metrics.height() - size) // 2
        left = 0
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
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(_month_on(self._cursor, -1 if key == Qt.Key.Key_PageUp else 1))
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
        self.setFixedHeight(self._height())
        self.updateGeometry()
        self.update()


def _month_on(day: datetime.date, by: int) -> datetime.date:
    month = min(max(day.month + by, 1), MONTHS)
    last = calendar.monthrange(day.year, month)[1]
    return day.replace(month=month, day=min(day.day, last))

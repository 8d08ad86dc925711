"""The sheet of a month: six weeks of days with their tasks, holidays and today."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from ui.tasks import task_words as words
from ui.tasks.calendar_days import DAY, WEEKS, DayItem, days_of, first_shown
from ui.tasks.task_set import TaskSet
from ui.theme import Theme
from ui.widgets.rule_words import weekday_words
from ui.words import day_text

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

PAD = 6


class MonthGrid(QWidget):
    """Arrow keys go from day to day, Enter opens the day."""

    month_changed = Signal()
    selected = Signal()
    opened = Signal(str)
    day_asked = Signal(object, QPoint)  # a day, where its list is to be shown
    new_asked = Signal(object)  # a day
    menu_asked = Signal(QPoint)
    delete_pressed = Signal()
    own_keys = (
        ("Left", N_("The day before")), ("Right", N_("The day after")),
        ("PgUp", N_("The month before")), ("PgDown", N_("The month after")),
        ("T", N_("Go to today")), ("Enter", N_("Open the tasks of the day")),
        ("N", N_("New task on this day")),
    )  # fmt: skip

    def __init__(self, theme: Theme, tasks: TaskSet) -> None:
        super().__init__()
        self._theme, self._set = theme, tasks
        self.day = tasks.today
        self.items: dict[datetime.date, list[DayItem]] = {}
        self._off: dict[datetime.date, str] = {}
        self.chosen_id = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Calendar of the tasks"))
        theme.changed.connect(self.update)

    # What the view asks of it

    @property
    def first(self) -> datetime.date:
        """The Monday the sheet begins with."""
        return first_shown(self.day)

    def show_rows(self) -> None:
        """Read which tasks lie on the days of the sheet."""
        from papidesk.workflow import holidays

        self.items = days_of(self._set, self.first)
        store = self._set.context.workspace.store
        years = {self.first.year, (self.first + (7 * WEEKS - 1) * DAY).year}
        self._off = {}
        for year in years:
            self._off |= holidays.of_year(store, year)
        self._tell()
        self.update()

    def go_to(self, day: datetime.date) -> None:
        """Go to ``day``, turning the sheet where it lies in another month."""
        if not 2000 <= day.year <= 2100:
            return
        other = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        if other:
            self.show_rows()
            self.month_changed.emit()
        self._tell()
        self.update()

    def turn(self, months: int) -> None:
        """Go ``months`` on, to the same day or the last one there is."""
        index = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(index, 12)
        following = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
        last = (following - DAY).day
        self.go_to(datetime.date(year, month + 1, min(self.day.day, last)))

    @property
    def chosen_row(self) -> TaskRow | None:
        """The chosen task, None for none."""
        return self._set.row_of(self.chosen_id) if self.chosen_id else None

    def choose(self, id: str) -> None:
        """Choose the task ``id``."""
        self.chosen_id = id
        self.selected.emit()
        self.update()

    def said(self, day: datetime.date) -> str:
        """Return what is to be read aloud of a day."""
        parts = [day_text(day)]
        if day in self._off:
            parts.append(self._off[day])
        items = self.items.get(day, [])
        parts.append(words.count_text(len(items)))
        parts += [words.short(item.row.task.text, 80) for item in items[:5]]
        return ", ".join(parts)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.said(self.day))

    # Places

    @property
    def _line(self) -> int:
        return QFontMetrics(self._small()).height() + 1

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    @property
    def _head(self) -> int:
        return self.fontMetrics().height() + 10

    def cell(self, day: datetime.date) -> QRect:
        """Return where ``day`` lies."""
        place = (day - self.first).days
        row, column = divmod(place, 7)
        height = self.height() - self._head
        left, right = column * self.width() // 7, (column + 1) * self.width() // 7
        top, bottom = row * height // WEEKS, (row + 1) * height // WEEKS
        return QRect(left, self._head + top, right - left, bottom - top)

    def day_at(self, at: QPoint) -> datetime.date | None:
        """Return the day at a place, None above the days."""
        if at.y() < self._head or not self.rect().contains(at):
            return None
        row = min(WEEKS - 1, (at.y() - self._head) * WEEKS // max(1, self.height() - self._head))
        column = min(6, at.x() * 7 // max(1, self.width()))
        return self.first + (row * 7 + column) * DAY

    def _boxes(self, day: datetime.date) -> tuple[list[tuple[QRect, DayItem]], QRect | None]:
        """Return where the tasks of a day are shown, and where it says how many more there are."""
        cell, items = self.cell(day), self.items.get(day, [])
        top = cell.top() + self.fontMetrics().height() + 5
        room = max(1, (cell.bottom() - top) // (self._line + 2))
        shown = items if len(items) <= room else items[: max(0, room - 1)]
        boxes = []
        for place, item in enumerate(shown):
            y = top + place * (self._line + 2)
            boxes.append((QRect(cell.left() + 4, y, cell.width() - 8, self._line), item))
        if len(shown) == len(items):
            return boxes, None
        y = top + len(shown) * (self._line + 2)
        return boxes, QRect(cell.left() + 4, y, cell.width() - 8, self._line)

    def item_at(self, at: QPoint) -> DayItem | None:
        """Return the task at a place."""
        day = self.day_at(at)
        if day is None:
            return None
        return next((item for box, item in self._boxes(day)[0] if box.contains(at)), None)

    def more_at(self, day: datetime.date) -> QRect | None:
        """Return where a day says that it has more tasks than it shows."""
        return self._boxes(day)[1]

    def minimumSizeHint(self) -> QSize:
        return QSize(420, self._head + WEEKS * (self.fontMetrics().height() + self._line + 8))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        self._paint_head(painter)
        for place in range(7 * WEEKS):
            self._paint_day(painter, self.first + place * DAY)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell(self.day).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        painter.setPen(self._theme.color("muted"))
        for column, word in enumerate(weekday_words()):
            left = column * self.width() // 7
            box = QRect(left + PAD, 0, self.width() // 7 - PAD, self._head)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), word)

    def _paint_day(self, painter: QPainter, day: datetime.date) -> None:
        cell, color = self.cell(day), self._theme.color
        inside = (day.year, day.month) == (self.day.year, self.day.month)
        off = self._off.get(day, "")
        if off:
            painter.fillRect(cell, color("error_soft"))
        elif day.weekday() >= 5 or not inside:
            painter.fillRect(cell, color("window"))
        painter.setPen(color("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(0, 0, 0, 0))
        self._paint_number(painter, day, cell, off, inside=inside)
        painter.setFont(self._small())
        boxes, more = self._boxes(day)
        for box, item in boxes:
            self._paint_item(painter, box, item, day)
        if more is not None:
            painter.setPen(color("accent"))
            left = len(self.items[day]) - len(boxes)
            painter.drawText(
                more.adjusted(PAD, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), f"+{left}"
            )
        painter.setFont(self.font())

    def _paint_number(
        self, painter: QPainter, day: datetime.date, cell: QRect, off: str, *, inside: bool
    ) -> None:
        color, metrics = self._theme.color, self.fontMetrics()
        text = str(day.day) if day.day > 1 else f"{day.day}/{day.month}"
        width = metrics.horizontalAdvance(text) + 10
        number = QRect(cell.left() + 3, cell.top() + 3, width, metrics.height())
        if day == self._set.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(number, 8, 8)
            painter.setPen(color("on_accent"))
        else:
            painter.setPen(color("error" if off else "text" if inside else "muted"))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, text)
        if off:
            room = cell.adjusted(width + 6, 3, -4, 0)
            painter.setFont(self._small())
            shown = QFontMetrics(self._small()).elidedText(
                off, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.setPen(color("error"))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignTop), shown)
            painter.setFont(self.font())

    def _paint_item(self, painter: QPainter, box: QRect, item: DayItem, day: datetime.date) -> None:
        tone, color = item.tone(day), self._theme.color
        painter.setBrush(color(f"{tone}_soft"))
        chosen = item.row.task.id == self.chosen_id
        painter.setPen(QPen(color("accent"), 2) if chosen else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(color("text" if tone == "neutral" else tone))
        again = "↻ " if item.again else ""
        sign = {"done": "✓ ", "error": "! ", "warning": "! "}.get(tone, again)
        room = box.adjusted(5, 0, -3, 0)
        shown = painter.fontMetrics().elidedText(
            sign + item.row.task.text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        day, item = self.day_at(at), self.item_at(at)
        if day is None:
            return
        more = self.more_at(day)
        # Turning the sheet under the mouse would take the task away from it.
        if (day.year, day.month) == (self.day.year, self.day.month) or item is None:
            self.go_to(day)
        self.choose(item.row.task.id if item is not None else "")
        if more is not None and more.contains(at):
            self.day_asked.emit(day, self.mapToGlobal(more.bottomLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        day, item = self.day_at(at), self.item_at(at)
        if item is not None:
            self.opened.emit(item.row.task.id)
        elif day is not None:
            self.new_asked.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen_row is not None:
            self.menu_asked.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item, day = self.item_at(event.pos()), self.day_at(event.pos())
            text = words.tip(item.row, self._set.today) if item is not None else ""
            if not text and day is not None:
                text = self._off.get(day, "")
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(self.day + steps[key] * DAY)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_T:
            self.go_to(self._set.today)
        elif key == Qt.Key.Key_N:
            self.new_asked.emit(self.day)
        elif key == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_asked.emit(self.day, self.mapToGlobal(self.cell(self.day).center()))
        else:
            super().keyPressEvent(event)

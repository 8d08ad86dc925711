"""The tasks on a line of days: where each lies, what is chosen, zoom and scrolling."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from papidesk.i18n import _
from ui.tasks import task_words as words
from ui.tasks.task_set import TaskSet
from ui.tasks.timeline_lines import TimelineLine, lines_of, span_of
from ui.tasks.timeline_painting import TimelinePainter
from ui.tasks.timeline_scale import TimelineScale, years_scale
from ui.theme import Theme
from ui.words import day_text

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

WEEK_WIDTH = 14.0  # px for a day in the view of weeks
NAMES = 300  # px at 100 % text


class TimelineFrame(QAbstractScrollArea):
    """Names at the left stay; days scroll."""

    opened = Signal(str)
    selected = Signal()
    day_moved = Signal(object, object)  # the row, the new last day
    zoomed = Signal()
    menu_asked = Signal(QPoint)
    delete_pressed = Signal()

    def __init__(self, theme: Theme, tasks: TaskSet) -> None:
        super().__init__()
        self._theme, self._set = theme, tasks
        self.scale_ = years_scale(tasks.today.year, tasks.today.year, 2.0)
        self.lines: list[TimelineLine] = []
        self.current = -1
        self._fitted = True  # the whole stretch fits, until a person zooms
        self._drag: tuple[TimelineLine, datetime.date] | None = None
        self._shown_once = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Timeline of the tasks"))
        theme.changed.connect(self._on_theme_changed)

    # Measures

    @property
    def row_height(self) -> int:
        """The height of a line in px."""
        return round(28 * self._theme.scale)

    @property
    def head_height(self) -> int:
        """The height of the head in px."""
        return round(48 * self._theme.scale)

    @property
    def names_width(self) -> int:
        """The width of the names at the left in px."""
        return min(round(NAMES * self._theme.scale), self.viewport().width() * 2 // 5)

    def _days_area(self) -> QRect:
        view = self.viewport().rect()
        return view.adjusted(self.names_width, self.head_height, 0, 0)

    def _left(self) -> int:
        return self.names_width - self.horizontalScrollBar().value()

    def line_rect(self, place: int) -> QRect:
        """Return where the line at ``place`` lies in the viewport."""
        top = self.head_height + place * self.row_height - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self.row_height)

    def bar_end(self, place: int) -> QPoint:
        """Return where the end of the task at ``place`` can be taken."""
        line = self.lines[place]
        last = line.last or self._set.today
        x = self._left() + self.scale_.right_of(last)
        x -= self.scale_.width / 2 if line.shape == "mark" else 0
        return QPoint(round(x), self.line_rect(place).center().y())

    # What the view asks of it

    def show_rows(self) -> None:
        """Show the tasks of the set."""
        chosen = self.chosen_row
        first, last = span_of(self._set)
        same = (self.scale_.first.year, self.scale_.last.year) == (first, last)
        self.scale_ = years_scale(first, last, self.scale_.width)
        self.lines = lines_of(self._set, self.scale_)
        self.current = self.place_of(chosen.task.id) if chosen is not None else -1
        if self._fitted:
            self._fit()
        self._fit_bars()
        if not same or not self._shown_once:
            self._shown_once = True
            self.go_to_today()
        self.viewport().update()

    @property
    def chosen_row(self) -> TaskRow | None:
        """The chosen task, None for none."""
        return self.lines[self.current].row if 0 <= self.current < len(self.lines) else None

    def place_of(self, id: str) -> int:
        """Return the line of the task ``id``, -1 when it is not shown."""
        for place, line in enumerate(self.lines):
            if line.row is not None and line.row.task.id == id:
                return place
        return -1

    def choose(self, place: int) -> None:
        """Choose the task at ``place`` and bring it into sight."""
        if not 0 <= place < len(self.lines) or self.lines[place].row is None:
            return
        self.current = place
        rect = self.line_rect(place)
        area = self._days_area()
        bar = self.verticalScrollBar()
        if rect.top() < area.top():
            bar.setValue(bar.value() - (area.top() - rect.top()))
        elif rect.bottom() > area.bottom():
            bar.setValue(bar.value() + rect.bottom() - area.bottom())
        row = self.lines[place].row
        if row is not None:
            self.setAccessibleDescription(words.said_aloud(row, self._set.today))
        self.viewport().update()
        self.selected.emit()

    def zoom(self, factor: float, at: int | None = None) -> None:
        """Make days ``factor`` times as wide; the day at ``at`` px of the viewport stays there."""
        area = self._days_area()
        x = area.center().x() if at is None else max(at, area.left())
        day = (x - self._left()) / self.scale_.width
        self.scale_ = self.scale_.zoomed(factor)
        self._fitted = False
        self._fit_bars()
        self.horizontalScrollBar().setValue(round(day * self.scale_.width - (x - area.left())))
        self.lines = lines_of(self._set, self.scale_)
        self.viewport().update()
        self.zoomed.emit()

    def show_whole(self) -> None:
        """Let the whole stretch of days fit: the view of months."""
        self._fitted = True
        self._fit()
        self._fit_bars()
        self.viewport().update()
        self.zoomed.emit()

    def show_weeks(self) -> None:
        """Let weeks be named in the head."""
        self.zoom(WEEK_WIDTH * self._theme.scale / self.scale_.width)
        self.go_to_today()

    def go_to_today(self) -> None:
        """Bring today into the middle."""
        x = self.scale_.left_of(self._set.today)
        self.horizontalScrollBar().setValue(round(x - self._days_area().width() / 2))

    def _fit(self) -> None:
        days = (self.scale_.last - self.scale_.first).days + 1
        room = max(200, self._days_area().width() - 4)
        self.scale_ = TimelineScale(self.scale_.first, self.scale_.last, max(0.8, room / days))

    def _fit_bars(self) -> None:
        area = self._days_area()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, self.scale_.total - area.width()))
        across.setPageStep(area.width())
        across.setSingleStep(max(8, round(7 * self.scale_.width)))
        down.setRange(0, max(0, len(self.lines) * self.row_height - area.height()))
        down.setPageStep(area.height())
        down.setSingleStep(self.row_height)

    def _on_theme_changed(self) -> None:
        if self._fitted:
            self._fit()
        self._fit_bars()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(800, 400)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view, area = self.viewport().rect(), self._days_area()
        painter.fillRect(view, self._theme.color("surface"))
        paint = TimelinePainter(painter, self._theme, self.scale_, self._left())
        today = self._set.today
        first = max(0, self.verticalScrollBar().value() // self.row_height)
        last = min(len(self.lines), first + view.height() // self.row_height + 2)
        self._paint_grounds(painter, range(first, last))
        painter.setClipRect(area)
        paint.paint_grid(area, today)
        for place in range(first, last):
            line, rect = self.lines[place], self.line_rect(place)
            dragged = self._drag[1] if self._drag and self._drag[0] is line else None
            paint.paint_line(line, rect, today, dragged)
        painter.setClipRect(view.adjusted(0, self.head_height, 0, 0))
        for place in range(first, last):
            rect = self.line_rect(place)
            rect.setWidth(self.names_width)
            paint.paint_name(self.lines[place], rect)
        painter.setPen(self._theme.color("border"))
        painter.drawLine(area.left() - 1, area.top(), area.left() - 1, area.bottom())
        painter.setClipping(False)
        painter.fillRect(0, 0, self.names_width, self.head_height, self._theme.color("surface"))
        head = QRect(area.left(), 0, area.width(), self.head_height)
        paint.paint_head(head, today)
        paint.paint_today_word(head, today)
        self._paint_dragged(painter)
        painter.end()

    def _paint_grounds(self, painter: QPainter, places: range) -> None:
        color = self._theme.color
        for place in places:
            rect = self.line_rect(place)
            if self.lines[place].row is None:
                painter.fillRect(rect, color("raised"))
            elif place == self.current:
                painter.fillRect(rect, color("accent_soft"))
                if self.hasFocus():
                    painter.fillRect(rect.left(), rect.top(), 3, rect.height(), color("accent"))
            painter.setPen(color("border"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_dragged(self, painter: QPainter) -> None:
        if self._drag is None:
            return
        place = self.lines.index(self._drag[0])
        text = day_text(self._drag[1])
        metrics = QFontMetrics(self.font())
        x = self._left() + round(self.scale_.right_of(self._drag[1]))
        width = metrics.horizontalAdvance(text) + 14
        rect = self.line_rect(place)
        box = QRect(x + 6, rect.top() + 3, width, rect.height() - 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._theme.color("on_accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self._fit()
        self._fit_bars()

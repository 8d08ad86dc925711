"""How the timeline is painted: head with months and weeks, names at the left, bars, today."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from papidesk.i18n import _
from ui.tasks import task_words as words
from ui.tasks.timeline_lines import TimelineLine
from ui.tasks.timeline_scale import TimelineScale
from ui.theme import Theme

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

PAD = 8
MARK = 6.0  # px from the middle of a mark to its corner


def row_tone(row: TaskRow) -> str:
    """Return the colour of a task's bar."""
    if row.task.state == "done":
        return "done"
    if row.task.state == "stopped":
        return "muted"
    return words.timing_tone(row) or "accent"


class TimelinePainter:
    """Paints parts of the timeline; places are in px of the viewport."""

    def __init__(self, painter: QPainter, theme: Theme, scale: TimelineScale, left: int) -> None:
        self.painter, self.theme, self.scale = painter, theme, scale
        self.left = left  # where the first day of the scale lies
        self.metrics = QFontMetrics(painter.font())

    def _x(self, day: datetime.date) -> float:
        return self.left + self.scale.left_of(day)

    def paint_head(self, head: QRect, today: datetime.date) -> None:
        """Paint the names of months, and of weeks where they have room."""
        painter, color = self.painter, self.theme.color
        painter.save()
        painter.setClipRect(head)
        painter.fillRect(head, color("surface"))
        half = head.height() // 2
        several = self.scale.first.year != self.scale.last.year
        for first, last in self.scale.months():
            left = self._x(first)
            box = QRectF(left, head.top(), self._x(last) + self.scale.width - left, half)
            if box.right() < head.left() or box.left() > head.right():
                continue
            painter.setPen(color("border"))
            painter.drawLine(box.bottomLeft(), box.topLeft())
            painter.setPen(color("text" if self._same_month(first, today) else "muted"))
            shown = QRectF(box.intersected(QRectF(head))).adjusted(PAD, 0, -2, 0)
            painter.drawText(shown, int(Qt.AlignmentFlag.AlignVCenter), self._month(
                first, several, shown.width()))  # fmt: skip
        if self.scale.shows_weeks:
            self._paint_weeks(head.adjusted(0, half, 0, 0))
        painter.setPen(color("border"))
        painter.drawLine(head.bottomLeft(), head.bottomRight())
        painter.restore()

    @staticmethod
    def _same_month(day: datetime.date, today: datetime.date) -> bool:
        return (day.year, day.month) == (today.year, today.month)

    def _month(self, day: datetime.date, several: bool, room: float) -> str:
        year = f"/{day.year}" if several else ""
        long = _("Month {month}").format(month=f"{day.month}{year}")
        for text in (long, f"{day.month}{year}", str(day.month)):
            if self.metrics.horizontalAdvance(text) <= room:
                return text
        return ""

    def _paint_weeks(self, head: QRect) -> None:
        for monday in self.scale.weeks():
            left = self._x(monday)
            if left > head.right() or left + 7 * self.scale.width < head.left():
                continue
            self.painter.setPen(self.theme.color("muted"))
            box = QRectF(left + 3, head.top(), 7 * self.scale.width - 4, head.height())
            self.painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), f"{monday:%d/%m}")

    def paint_grid(self, area: QRect, today: datetime.date) -> None:
        """Paint the lines of months and weeks, and today's."""
        painter, color = self.painter, self.theme.color
        if self.scale.shows_weeks:
            faint = QColor(color("border"))
            faint.setAlpha(110)
            painter.setPen(faint)
            for monday in self.scale.weeks():
                x = self._x(monday)
                if area.left() <= x <= area.right():
                    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(color("border"))
        for first, _last in self.scale.months():
            x = self._x(first)
            if area.left() <= x <= area.right():
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        if self.scale.first <= today <= self.scale.last:
            x = self._x(today) + self.scale.width / 2
            if area.left() <= x <= area.right():
                painter.setPen(QPen(color("accent"), 2))
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def paint_today_word(self, head: QRect, today: datetime.date) -> None:
        """Say at the head which line is today's."""
        if not self.scale.first <= today <= self.scale.last:
            return
        text = _("Today {day}").format(day=f"{today:%d/%m}")
        width = self.metrics.horizontalAdvance(text) + 12
        x = self._x(today) + self.scale.width / 2 - width / 2
        box = QRectF(x, head.bottom() - self.metrics.height() - 1, width, self.metrics.height())
        if box.left() < head.left() or box.right() > head.right():
            return
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.color("accent"))
        self.painter.drawRoundedRect(box, 4, 4)
        self.painter.setPen(self.theme.color("on_accent"))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def paint_line(
        self, line: TimelineLine, area: QRect, today: datetime.date, dragged: datetime.date | None
    ) -> None:
        """Paint a task's days into ``area``; ``dragged`` is its end while it is moved."""
        row = line.row
        if row is None or line.first is None or line.last is None:
            return
        tone = row_tone(row)
        middle = area.center().y() + 0.5
        first, last = self._x(line.first), self._x(dragged or line.last) + self.scale.width
        self.painter.setPen(Qt.PenStyle.NoPen)
        match line.shape:
            case "bar":
                half = area.height() / 4
                bar = QRectF(first, middle - half, max(3.0, last - first), 2 * half)
                self._paint_bar(bar, row, tone)
            case "mark":
                self._paint_mark(QPointF(last - self.scale.width / 2, middle), tone)
            case "line":
                self.painter.setBrush(self.theme.color(tone))
                self.painter.drawRoundedRect(QRectF(first, middle - 1.5, last - first, 3), 1.5, 1.5)
            case "ticks":
                self._paint_ticks(line, middle, first, last, tone)
        said = words.timing_text(row, today)
        if said and dragged is None:
            at = self._x(words.due_day(row) or line.last) + self.scale.width
            begin = first if line.shape == "bar" else at - self.scale.width
            self._paint_said(said, (begin, at), area, tone)

    def _paint_said(self, said: str, ends: tuple[float, float], area: QRect, tone: str) -> None:
        """Write how late a task is behind its day, before it where there is no room."""
        width = self.metrics.horizontalAdvance(said) + 12
        begin, end = ends
        left = end + 6 if end + 6 + width <= area.right() else begin - width - 8
        height = self.metrics.height() + 1
        box = QRectF(left, area.center().y() - height / 2, width, height)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.color("surface"))
        self.painter.drawRoundedRect(box, 4, 4)
        self.painter.setPen(self.theme.color(tone))
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_bar(self, bar: QRectF, row: TaskRow, tone: str) -> None:
        soft = "neutral_soft" if tone == "muted" else f"{tone}_soft"
        self.painter.setBrush(self.theme.color(soft))
        self.painter.setPen(QPen(self.theme.color(tone), 1))
        self.painter.drawRoundedRect(bar, 4, 4)
        percent = row.percent or 0
        if percent:
            done = QRectF(bar)
            done.setWidth(max(3.0, bar.width() * min(100, percent) / 100))
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(self.theme.color(tone))
            self.painter.drawRoundedRect(done, 4, 4)

    def _paint_mark(self, at: QPointF, tone: str) -> None:
        corners = [QPointF(0, -MARK), QPointF(MARK, 0), QPointF(0, MARK), QPointF(-MARK, 0)]
        self.painter.setBrush(self.theme.color(tone))
        self.painter.drawPolygon(QPolygonF([at + corner for corner in corners]))

    def _paint_ticks(
        self, line: TimelineLine, middle: float, first: float, last: float, tone: str
    ) -> None:
        faint = QColor(self.theme.color(tone))
        faint.setAlpha(70)
        self.painter.setBrush(faint)
        self.painter.drawRect(QRectF(first, middle - 0.5, last - first, 1))
        self.painter.setBrush(self.theme.color(tone))
        width = max(2.0, min(5.0, self.scale.width - 1))
        for day in line.days:
            x = self._x(day) + self.scale.width / 2
            self.painter.drawRoundedRect(QRectF(x - width / 2, middle - 6, width, 12), 1, 1)

    def paint_name(self, line: TimelineLine, box: QRect) -> None:
        """Paint the words of a line at the left."""
        if line.row is None:
            font = self.painter.font()
            bold = self.painter.font()
            bold.setWeight(font.Weight.DemiBold)
            self.painter.setFont(bold)
            self.painter.setPen(self.theme.color("text"))
            room = box.adjusted(PAD, 0, -PAD, 0)
            shown = QFontMetrics(bold).elidedText(
                line.words, Qt.TextElideMode.ElideRight, room.width()
            )
            self.painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
            self.painter.setFont(font)
            return
        closed = line.row.task.state in ("done", "stopped")
        undated = line.shape == "none"
        room = box.adjusted(2 * PAD, 0, -PAD, 0)
        if undated:
            said = _("no day")
            self.painter.setPen(self.theme.color("warning"))
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.painter.drawText(room, right, said)
            room = room.adjusted(0, 0, -self.metrics.horizontalAdvance(said) - PAD, 0)
        self.painter.setPen(self.theme.color("muted" if closed else "text"))
        shown = self.metrics.elidedText(
            line.words.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        self.painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

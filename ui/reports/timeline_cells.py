"""The timeline inside the table of terms: months in the title, windows and due days in the rows."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygon
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem, QWidget

from papidesk.domain.report_duty import DutyTerm
from ui.reports.term_states import state_tone
from ui.reports.year_scale import YearScale
from ui.theme import Theme
from ui.widgets.table import Table
from ui.widgets.table_cells import Index, RowDelegate

SIDE = 8  # px left free at both ends of the line
BAR = 12  # px of a window's bar at 100 % text
MARK = 6  # px from the middle of a due mark to its corners
ENOUGH = 22  # px of a month that its number needs at 100 % text


def line_of(rect: QRect) -> tuple[int, int]:
    """Return where the line of a cell begins and how long it is, in px."""
    return rect.left() + SIDE, max(1, rect.width() - 2 * SIDE)


class TimelineHeader(QHeaderView):
    """Titles of columns, with the months in that of the timeline."""

    def __init__(self, theme: Theme, section: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._section = theme, section
        self.scale: YearScale | None = None
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        if index != self._section or self.scale is None:
            painter.save()
            super().paintSection(painter, rect, index)
            painter.restore()
            return
        color = self._theme.color
        painter.save()
        painter.fillRect(rect, color("surface"))
        painter.setPen(color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        left, width = line_of(rect)
        months = list(self.scale.months())
        step = 1 if width / len(months) >= ENOUGH * self._theme.scale else 3
        for number, month in enumerate(months):
            start = self.scale.at(month, left, width)
            painter.setPen(color("border"))
            painter.drawLine(start, rect.bottom() - 5, start, rect.bottom())
            if step > 1 and month.month % step != 1:
                continue
            room = round(width * step / len(months))
            # January says the year: a window may begin in the year before.
            named = month.month == 1 or number == 0
            words = f"{month.month}" if not named or step == 1 else f"{month:%m/%Y}"
            painter.setPen(color("text" if named else "muted"))
            box = QRect(start + 2, rect.top(), room, rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class TimelineDelegate(RowDelegate):
    """Paints a term: months, its window filled up to today, the due day, and today."""

    def __init__(self, theme: Theme, table: Table) -> None:
        super().__init__(theme, table)
        self.scale: YearScale | None = None
        self.today = datetime.date.today()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        self._paint_ground(painter, rect, index, chosen=chosen)
        painter.restore()
        if state is None or self.scale is None:
            return
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter, rect, self.scale)
        self._paint_window(painter, rect, state.term, state_tone(state.state), self.scale)
        self._paint_today(painter, rect, self.scale)
        self._paint_due(painter, rect, state.term, state_tone(state.state), self.scale)
        painter.restore()

    def _paint_months(self, painter: QPainter, rect: QRect, scale: YearScale) -> None:
        left, width = line_of(rect)
        faint = self._theme.color("border")
        for month in scale.months():
            pen = QPen(faint, 1)
            if month.month != 1:
                faint.setAlphaF(0.55)
                pen.setColor(faint)
                faint.setAlphaF(1.0)
            painter.setPen(pen)
            at = scale.at(month, left, width)
            painter.drawLine(at, rect.top(), at, rect.bottom() - 1)

    def _paint_window(
        self, painter: QPainter, rect: QRect, term: DutyTerm, tone: str, scale: YearScale
    ) -> None:
        left, width = line_of(rect)
        day = datetime.timedelta(days=1)
        start, end = scale.at(term.since, left, width), scale.at(term.until + day, left, width)
        high = BAR * self._theme.scale
        bar = QRectF(start, rect.center().y() - high / 2, max(4, end - start), high)
        strong = self._theme.color("muted" if tone == "neutral" else tone)
        painter.setPen(QPen(strong, 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(bar, high / 3, high / 3)
        reached = scale.at(min(self.today, term.until) + day, left, width)
        if self.today >= term.since and reached > start:
            strong.setAlphaF(0.55)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(strong)
            painter.drawRoundedRect(
                bar.adjusted(1, 1, reached - end - (1 if reached == end else 0), -1),
                high / 3, high / 3,
            )  # fmt: skip

    def _paint_due(
        self, painter: QPainter, rect: QRect, term: DutyTerm, tone: str, scale: YearScale
    ) -> None:
        left, width = line_of(rect)
        strong = self._theme.color("muted" if tone == "neutral" else tone)
        if term.moved_from is not None:
            # A hollow mark where it would be due, were that no holiday.
            painter.setPen(QPen(strong, 1))
            painter.setBrush(self._theme.color("surface"))
            painter.drawPolygon(self._diamond(rect, scale.at(term.moved_from, left, width)))
        painter.setPen(QPen(self._theme.color("surface"), 1))
        painter.setBrush(strong)
        painter.drawPolygon(self._diamond(rect, scale.at(term.due, left, width)))

    def _diamond(self, rect: QRect, x: int) -> QPolygon:
        size, y = round(MARK * self._theme.scale), rect.center().y()
        corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
        return QPolygon([QPoint(a, b) for a, b in corners])

    def _paint_today(self, painter: QPainter, rect: QRect, scale: YearScale) -> None:
        if not scale.covers(self.today):
            return
        left, width = line_of(rect)
        at = scale.at(self.today, left, width)
        painter.setPen(QPen(self._theme.color("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(at, rect.top(), at, rect.bottom())

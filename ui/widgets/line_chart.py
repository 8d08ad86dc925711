"""Lines over the years that break where figures are not to be compared, and leave gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from ui import words
from ui.theme import Theme
from ui.widgets.chart import Chart, ChartTone, LegendItem, scale_of

Point = tuple[int, float | None]
DOT = 3.0  # px: half of a point


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces of (year, value); nothing joins two pieces, nor the sides of a gap."""

    name: str
    pieces: tuple[tuple[Point, ...], ...]
    tone: ChartTone = "accent"
    dashed: bool = False

    def value(self, year: int) -> float | None:
        """Return the value of ``year``, None where there is none."""
        return next((v for piece in self.pieces for y, v in piece if y == year), None)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """Before ``year`` figures were made otherwise: a broken line across the plot, with a word."""

    year: int
    word: str
    why: str = ""


class LineChart(Chart):
    """Values by year."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.lines: tuple[Line, ...] = ()
        self.breaks: tuple[LineBreak, ...] = ()
        self.years: tuple[int, ...] = ()
        self.decimals = 2
        self._unit = ""

    def show_lines(
        self, lines: Sequence[Line], breaks: Sequence[LineBreak] = (), *, unit: str = ""
    ) -> None:
        """Show ``lines`` over the years from the first to the last that any of them knows."""
        self.lines, self._unit = tuple(lines), unit
        points = [point for line in lines for piece in line.pieces for point in piece]
        known = [year for year, _value in points]
        self.years = tuple(range(min(known), max(known) + 1)) if known else ()
        self.breaks = tuple(one for one in breaks if one.year in self.years[1:])
        values = [value for _year, value in points if value is not None]
        self.scale = scale_of(values, from_zero=False)
        self.set_legend([LegendItem(o.name, o.tone, o.dashed, line=True) for o in lines])
        self.shown_anew()

    def count(self) -> int:
        return len(self.years)

    def head_room(self) -> float:
        # The words of the breaks stand above the plot.
        return QFontMetricsF(self._small()).height() + 4 if self.breaks else 0.0

    def place(self, at: int, plot: QRectF) -> QRectF:
        width = plot.width() / max(1, len(self.years))
        return QRectF(plot.left() + at * width, plot.top(), width, plot.height())

    def said(self, at: int) -> str:
        year = self.years[at]
        parts = []
        for line in self.lines:
            value = line.value(year)
            said = _("no score") if value is None else self.score_word(value)
            parts.append(f"{line.name} {said}")
        parts += [one.why or one.word for one in self.breaks if one.year == year]
        return f"{year}: {'; '.join(parts)}"

    def score_word(self, value: float) -> str:
        """Return a value with its decimals: "45,27"."""
        text = f"{value:.{self.decimals}f}".replace(".", ",")
        return f"{text} {self._unit}" if self._unit else text

    def value_word(self, value: float) -> str:
        return words.quantity_text(round(value, self.decimals))

    def paint_plot(self, painter: QPainter, plot: QRectF) -> None:
        self._paint_breaks(painter, plot)
        self._paint_years(painter, plot)
        # The first line is what it is about: it is painted over the others.
        for line in reversed(self.lines):
            self._paint_line(painter, line, plot)
        self._paint_missing(painter, plot)

    def _x(self, year: int, plot: QRectF) -> float:
        return self.place(year - self.years[0], plot).center().x()

    def _y(self, value: float, plot: QRectF) -> float:
        return plot.bottom() - self.scale.share(value) * plot.height()

    def _paint_line(self, painter: QPainter, line: Line, plot: QRectF) -> None:
        color = self.color(line.tone)
        style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
        pen = QPen(color, 1.6 if line.dashed else 2.2, style)
        for piece in line.pieces:
            before: QPointF | None = None
            for year, value in piece:
                if value is None:
                    before = None
                    continue
                here = QPointF(self._x(year, plot), self._y(value, plot))
                painter.setPen(pen)
                if before is not None:
                    painter.drawLine(before, here)
                before = here
                # A year alone between gaps has no line: its point shows it.
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                size = DOT * (0.7 if line.dashed else 1.0)
                painter.drawEllipse(here, size, size)

    def _paint_missing(self, painter: QPainter, plot: QRectF) -> None:
        """Say at the foot of a year that the line has no value there."""
        if not self.lines:
            return
        painter.setPen(self.theme.color("warning"))
        metrics = QFontMetricsF(painter.font())
        height, word = metrics.height(), _("no value")
        for year in self.years:
            if self.lines[0].value(year) is None:
                box = self.place(year - self.years[0], plot)
                foot = QRectF(box.left(), plot.bottom() - height - 1, box.width(), height)
                said = word if metrics.horizontalAdvance(word) < foot.width() else "∅"
                painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_breaks(self, painter: QPainter, plot: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        free = 0.0  # where the words of the break before end
        for one in self.breaks:
            x = (self._x(one.year - 1, plot) + self._x(one.year, plot)) / 2
            painter.setPen(QPen(self.theme.color("warning"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            wide = metrics.horizontalAdvance(one.word)
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            if left < free:
                continue  # no room: the line and the year's words tell it
            painter.setPen(self.theme.color("muted"))
            painter.drawText(QPointF(left, plot.top() - metrics.descent() - 3), one.word)
            free = left + wide + 8

    def _paint_years(self, painter: QPainter, plot: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        room = plot.width() / max(1, len(self.years))
        every = max(1, -(-int(metrics.horizontalAdvance("2020") + 8) // max(1, int(room))))
        painter.setPen(self.theme.color("muted"))
        last = len(self.years) - 1
        for at, year in enumerate(self.years):
            # Counted from the end: the latest year is always written.
            if (last - at) % every == 0:
                x = self._x(year, plot)
                box = QRectF(x - 24, plot.bottom() + 4, 48, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(year))

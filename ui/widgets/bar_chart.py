"""Bars by month or unit: one or more series side by side, what is missing told as missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from ui.theme import Theme
from ui.widgets.chart import Chart, ChartTone, LegendItem, scale_of

LEAST_WIDTH = 3.0  # px of a bar
MOST_WIDTH = 26.0
GAP = 2.0  # px between the bars of one place


@dataclass(frozen=True, slots=True)
class Series:
    """What the bars of one colour mean."""

    name: str
    tone: ChartTone = "accent"


@dataclass(frozen=True, slots=True)
class Bars:
    """One place of the axis: its word, a value for each series (None is missing), more to say."""

    word: str
    values: tuple[float | None, ...]
    said: str = ""  # "Tháng 3" where the word is "3"
    note: str = ""


class BarChart(Chart):
    """Bars that begin at zero."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.series: tuple[Series, ...] = ()
        self.bars: tuple[Bars, ...] = ()
        self.today = -1
        self._unit = ""

    def show_bars(
        self,
        series: Sequence[Series],
        bars: Sequence[Bars],
        *,
        unit: str = "",
        today: int = -1,
        legend: bool = True,
    ) -> None:
        """Show ``bars``; ``unit`` follows each value in words, ``today`` is marked on the axis."""
        self.series, self.bars, self._unit, self.today = tuple(series), tuple(bars), unit, today
        values = [value for bar in bars for value in bar.values if value is not None]
        whole = all(float(value).is_integer() for value in values)
        self.scale = scale_of(values, from_zero=True, whole=whole)
        self.set_legend([LegendItem(one.name, one.tone) for one in series] if legend else [])
        self.shown_anew()

    def count(self) -> int:
        return len(self.bars)

    def place(self, at: int, plot: QRectF) -> QRectF:
        width = plot.width() / max(1, len(self.bars))
        return QRectF(plot.left() + at * width, plot.top(), width, plot.height())

    def said(self, at: int) -> str:
        bar = self.bars[at]
        parts = []
        for one, value in zip(self.series, bar.values, strict=True):
            said = _("no data") if value is None else self.value_word(value)
            unit = f" {self._unit}" if self._unit and value is not None else ""
            parts.append(f"{one.name} {said}{unit}" if one.name else f"{said}{unit}")
        if bar.note:
            parts.append(bar.note)
        return f"{bar.said or bar.word}: {', '.join(parts)}"

    def paint_plot(self, painter: QPainter, plot: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        zero = plot.bottom() - self.scale.share(0.0) * plot.height()
        every = self._every(metrics, plot)
        for at, bar in enumerate(self.bars):
            box = self.place(at, plot)
            self._paint_bars(painter, bar, box, zero, plot)
            if at % every == 0 or at == self.today:
                self._paint_word(painter, at, box, plot)

    def _every(self, metrics: QFontMetricsF, plot: QRectF) -> int:
        """Return of how many places one has room for its word."""
        widest = max((metrics.horizontalAdvance(bar.word) for bar in self.bars), default=0.0)
        room = plot.width() / max(1, len(self.bars))
        return max(1, -(-int(widest + 6) // max(1, int(room))))

    def _paint_bars(
        self, painter: QPainter, bar: Bars, box: QRectF, zero: float, plot: QRectF
    ) -> None:
        count = max(1, len(bar.values))
        room = box.width() * 0.64 - GAP * (count - 1)
        width = max(LEAST_WIDTH, min(MOST_WIDTH * self.theme.scale, room / count))
        x = box.center().x() - (width * count + GAP * (count - 1)) / 2
        for one, value in zip(self.series, bar.values, strict=True):
            if value is None:
                self._paint_missing(painter, x, width, zero)
            elif value:
                top = plot.bottom() - self.scale.share(value) * plot.height()
                self._paint_bar(painter, QRectF(x, top, width, zero - top), one.tone)
            x += width + GAP

    def _paint_bar(self, painter: QPainter, box: QRectF, tone: ChartTone) -> None:
        bar = box.normalized()
        bar.setHeight(max(1.0, bar.height()))
        radius = min(2.5, bar.width() / 2, bar.height())
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(bar, radius, radius)
        # Round at the top only: a bar stands on its line.
        path.addRect(QRectF(bar.left(), bar.top() + radius, bar.width(), bar.height() - radius))
        painter.fillPath(path, self.color(tone))

    def _paint_missing(self, painter: QPainter, x: float, width: float, zero: float) -> None:
        painter.setPen(QPen(self.theme.color("muted"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, zero - 4), QPointF(x + width, zero - 4))

    def _paint_word(self, painter: QPainter, at: int, box: QRectF, plot: QRectF) -> None:
        font = painter.font()
        font.setBold(at == self.today)
        painter.save()
        painter.setFont(font)
        painter.setPen(self.theme.color("accent" if at == self.today else "muted"))
        wide = QFontMetricsF(font).horizontalAdvance(self.bars[at].word) + 8
        height = QFontMetricsF(font).height()
        x = min(box.center().x() - wide / 2, self.width() - wide)
        words = QRectF(x, plot.bottom() + 4, wide, height)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.bars[at].word)
        if at == self.today:
            mark = QPainterPath(QPointF(box.center().x() - 4, plot.bottom() + 5))
            mark.lineTo(box.center().x() + 4, plot.bottom() + 5)
            mark.lineTo(box.center().x(), plot.bottom() + 1)
            painter.fillPath(mark, self.theme.color("accent"))
        painter.restore()

"""What all charts share: axes with round steps, a legend, a place that keys and mouse move."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from papidesk.i18n import _
from ui import words
from ui.theme import Theme

ChartTone = Literal["accent", "neutral", "warning", "error", "done", "muted"]
LINES = 5  # lines across at most, the bottom one counted
KEYS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_Home: -10_000, Qt.Key.Key_End: 10_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of values from ``low`` to ``high`` in round steps."""

    low: float
    high: float
    step: float

    @property
    def marks(self) -> list[float]:
        """The values with a line, from the bottom up."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * at for at in range(count + 1)]

    def share(self, value: float) -> float:
        """Return how far up ``value`` is, 0 at the bottom and 1 at the top."""
        return (value - self.low) / (self.high - self.low)


def scale_of(values: list[float], *, from_zero: bool, whole: bool = False) -> Scale:
    """Return an axis for ``values``: steps of 1, 2 or 5 times a power of ten.

    ``whole`` allows no step below 1; nothing to show gives an axis from 0 to 1.
    """
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    if from_zero:
        low, high = min(0.0, low), max(0.0, high)
    span = high - low or abs(high) or 1.0
    rough = span / (LINES - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s for f in (1, 2, 5, 10) if (s := f * power) >= rough * 0.999)
    step = max(1.0, step) if whole else step
    bottom = math.floor(low / step + 1e-9) * step
    top = math.ceil(high / step - 1e-9) * step
    return Scale(bottom, top if top > bottom else bottom + step, step)


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One entry of the legend; ``dashed`` is drawn as a broken line, ``line`` as a whole one."""

    word: str
    tone: ChartTone
    dashed: bool = False
    line: bool = False


class Chart(QWidget):
    """A chart that is painted, read with the keys, and told as text.

    Subclasses say how many places there are (:meth:`count`), where each is (:meth:`place`), what
    is said of it (:meth:`said`), and paint (:meth:`paint_plot`).
    """

    chosen = Signal(int)  # the place that was clicked, or where Enter was pressed

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.scale = Scale(0.0, 1.0, 1.0)
        self._at = -1
        self._hovered = -1
        self._legend: list[LegendItem] = []
        self.opens = False  # a click opens what is behind a place
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    # What a kind of chart says of itself

    def count(self) -> int:
        """Return how many places there are."""
        return 0

    def place(self, at: int, plot: QRectF) -> QRectF:
        """Return the column of place ``at`` within ``plot``."""
        return plot

    def said(self, at: int) -> str:
        """Return what place ``at`` says, for the tooltip and for who cannot see it."""
        return ""

    def paint_plot(self, painter: QPainter, plot: QRectF) -> None:
        """Paint what is shown, above the lines of the axis."""

    def value_word(self, value: float) -> str:
        """Return a value of the axis as written."""
        return words.quantity_text(value)

    # Use

    @property
    def at(self) -> int:
        """The place that the keys are on, -1 for none."""
        return self._at

    def told(self) -> str:
        """Return all that is shown, as text."""
        return "; ".join(self.said(at) for at in range(self.count()))

    def set_legend(self, items: list[LegendItem]) -> None:
        """Say what the colours mean."""
        self._legend = items

    def shown_anew(self) -> None:
        """Follow what is shown now: description, size and picture."""
        self._at = min(self._at, self.count() - 1)
        self.setAccessibleDescription(self.told())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(300 * self.theme.scale), round(150 * self.theme.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(180 * self.theme.scale), round(120 * self.theme.scale))

    def plot(self) -> QRectF:
        """Return where the values are drawn: between axis, legend and the words below."""
        metrics = QFontMetricsF(self._small())
        marks = [self.value_word(mark) for mark in self.scale.marks]
        left = max((metrics.horizontalAdvance(mark) for mark in marks), default=0.0) + 10
        top = metrics.height() / 2 + 2 + (metrics.height() + 8 if self._legend else 0)
        top += self.head_room()
        bottom = metrics.height() + 8
        return QRectF(left, top, max(1.0, self.width() - left - 6), self.height() - top - bottom)

    def head_room(self) -> float:
        """Return the height that a kind of chart needs above its plot."""
        return 0.0

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        plot = self.plot()
        self._paint_marks(painter, plot)
        at = self._at if self.hasFocus() else self._hovered
        if 0 <= at < self.count():
            painter.fillRect(self.place(at, plot), self.theme.color("raised"))
        self.paint_plot(painter, plot)
        self._paint_legend(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.theme.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def color(self, tone: ChartTone) -> QColor:
        """Return the colour of a tone; neutral stands behind the others."""
        if tone == "neutral":
            return QColor("#46535b" if self.theme.tokens.dark else "#ccd4da")
        return self.theme.color(tone)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font

    def _paint_marks(self, painter: QPainter, plot: QRectF) -> None:
        height = QFontMetricsF(painter.font()).height()
        for at, mark in enumerate(self.scale.marks):
            y = plot.bottom() - self.scale.share(mark) * plot.height()
            painter.setPen(QPen(self.theme.color("border" if at else "muted"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self.theme.color("muted"))
            box = QRectF(0, y - height / 2, plot.left() - 6, height)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, self.value_word(mark))

    def _paint_legend(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        x, middle = 6.0, metrics.height() / 2 + 1
        for item in self._legend:
            color = self.color(item.tone)
            if item.line or item.dashed:
                style = Qt.PenStyle.DashLine if item.dashed else Qt.PenStyle.SolidLine
                painter.setPen(QPen(color, 2, style))
                painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle))
                x += 24
            else:
                painter.fillRect(QRectF(x, middle - 5, 10, 10), color)
                x += 16
            painter.setPen(self.theme.color("muted"))
            room = max(0.0, self.width() - x)
            word = metrics.elidedText(item.word, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(x, middle + metrics.ascent() / 2 - 1), word)
            x += metrics.horizontalAdvance(word) + 16

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS and self.count():
            begun = self._at if self._at >= 0 else (-1 if KEYS[key] > 0 else self.count())
            self._go(max(0, min(self.count() - 1, begun + KEYS[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QToolTip.hideText()
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self._at = at
            self.chosen.emit(at)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.place_at(QPointF(event.pos()))
            if at >= 0:
                QToolTip.showText(event.globalPos(), self.said(at), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def place_at(self, point: QPointF) -> int:
        """Return the place whose column ``point`` is in, -1 for none."""
        plot = self.plot()
        for at in range(self.count()):
            box = self.place(at, plot)
            if box.left() <= point.x() < box.right() and point.y() >= plot.top() - 4:
                return at
        return -1

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            can = at >= 0 and self.opens
            shape = Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _go(self, at: int) -> None:
        self._at = at
        said = self.said(at)
        # The words of the place one is on come last, so that a screen reader tells them anew.
        self.setAccessibleDescription(_("{place}. All: {all}").format(place=said, all=self.told()))
        box = self.place(at, self.plot())
        where = QRect(round(box.left()), round(box.top()), round(box.width()), 1)
        QToolTip.showText(self.mapToGlobal(where.bottomLeft()), said, self)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

"""A scrap of paper with a few printed lines: how a block of the paper will look."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

INK = QColor("#000000")
PAPER = QColor("#ffffff")
LARGE = 1.45  # from this scale of text on a scrap has no room beside the fields
FAMILIES = ["Times New Roman", "Tinos", "Liberation Serif", "serif"]


@dataclass(frozen=True, slots=True)
class ScrapLine:
    """One printed line: ``size`` in points of the paper."""

    text: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    gap: float = 0  # lines left free before it


class PaperScrap(QWidget):
    """Draws lines black on white, centred or from the left, whatever the colours of the window."""

    def __init__(self, theme: Theme, name: str, *, centred: bool) -> None:
        super().__init__()
        self._theme, self._centred = theme, centred
        self._lines: tuple[ScrapLine, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed."""
        return tuple(line.text for line in self._lines if line.text)

    def show_lines(self, lines: tuple[ScrapLine, ...]) -> None:
        """Print ``lines``."""
        self._lines = lines
        self.setAccessibleDescription("\n".join(self.lines))
        self.updateGeometry()
        self.update()

    def _font(self, line: ScrapLine) -> QFont:
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPointSizeF(line.size * 0.78 * self._theme.scale)
        font.setBold(line.bold)
        font.setItalic(line.italic)
        return font

    def sizeHint(self) -> QSize:
        return QSize(round(260 * self._theme.scale), round(self._laid_out(None, 260)) + 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(200 * self._theme.scale), self.sizeHint().height())

    def _laid_out(self, painter: QPainter | None, width: float) -> float:
        """Draw the lines with ``painter`` and return their height in pixels."""
        flags = int(Qt.TextFlag.TextWordWrap)
        flags |= int(Qt.AlignmentFlag.AlignHCenter if self._centred else Qt.AlignmentFlag.AlignLeft)
        top = 0.0
        for line in self._lines:
            font = self._font(line)
            metrics = QFontMetricsF(font)
            top += line.gap * metrics.lineSpacing()
            room = QRectF(16, 16 + top, max(40.0, width - 32), 10_000)
            taken = metrics.boundingRect(room, flags, line.text)
            if painter is not None:
                painter.setFont(font)
                painter.drawText(room, flags, line.text)
            top += max(taken.height(), metrics.lineSpacing())
        return top

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color("border"))
        painter.setBrush(PAPER)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(INK)
        self._laid_out(painter, self.width())
        painter.end()

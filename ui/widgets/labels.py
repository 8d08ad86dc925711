"""Labels with a meaning: pills, titles, muted text, and lines between things."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

Tone = Literal["neutral", "error", "warning", "done", "accent"]


class Pill(QLabel):
    """A word on a soft colour; the word says what the colour says."""

    def __init__(self, text: str = "", tone: Tone = "neutral") -> None:
        super().__init__(text)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.set_tone(tone)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        self.setProperty("pill", tone)
        restyle(self)


class ElidedLabel(QLabel):
    """One line that gives way: what has no room ends in “…”, the whole is in the tooltip."""

    def __init__(
        self,
        kind: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        least: str = "MM…",
    ) -> None:
        super().__init__()
        self._mode, self._least = mode, least
        if kind:
            self.setProperty("kind", kind)

    @property
    def shown(self) -> str:
        """What is read on the screen."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.width())

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().horizontalAdvance(self._least)
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(self.rect(), int(self.alignment()), self.shown)
        painter.end()


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(text: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of one ``kind`` the style sheet knows."""
    made = QLabel(text)
    if kind:
        made.setProperty("kind", kind)
    if wrap:
        made.setWordWrap(True)
    return made


def broaden(widget: QWidget, letters: int) -> None:
    """Make ``widget`` at least ``letters`` wide, and its dialog with it, whatever the text size.

    A least width of the dialog itself would let it cut the buttons of larger text.
    """
    widget.setMinimumWidth(widget.fontMetrics().averageCharWidth() * letters)


def line() -> QFrame:
    """Return a thin horizontal line."""
    made = QFrame()
    made.setObjectName("line")
    made.setFixedHeight(1)
    return made

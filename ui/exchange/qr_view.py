"""A QR code on the screen: dark on white whatever the theme, or telephones do not read it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4  # modules of margin


class QrView(QWidget):
    """Shows the squares it is given, as large as whole pixels allow."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_squares(self, rows: tuple[tuple[bool, ...], ...], words: str) -> None:
        """Show ``rows`` (True is dark); ``words`` are what the code says, for those who listen."""
        self._rows = rows
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._rows:
            return
        pixels = self.devicePixelRatioF()
        count = len(self._rows) + 2 * QUIET
        # Whole pixels of the screen a square: else edges blur and grow uneven.
        step = max(1, int(min(self.width(), self.height()) * pixels / count)) / pixels
        left = (self.width() - step * len(self._rows)) / 2
        top = (self.height() - step * len(self._rows)) / 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    square = QRectF(left + x * step, top + y * step, step, step)
                    painter.fillRect(square, Qt.GlobalColor.black)

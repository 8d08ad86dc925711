"""A grid to choose how many rows and columns a new table gets, with mouse or keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.theme import Theme
from ui.widgets.labels import label

ROWS, COLUMNS = 10, 8
CELL = 20  # px at 100 % text


class SizeGrid(QWidget):
    """The squares; arrows or the mouse choose, Enter or a click takes."""

    moved = Signal(int, int)
    taken = Signal(int, int)  # rows, columns

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows, self.columns = 3, 4
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Rows and columns of the table"))

    def _cell(self) -> int:
        return round(CELL * self._theme.scale)

    def sizeHint(self) -> QSize:
        return QSize(COLUMNS * self._cell() + 1, ROWS * self._cell() + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def choose(self, rows: int, columns: int) -> None:
        """Mark so many rows and columns."""
        self.rows, self.columns = max(1, min(ROWS, rows)), max(1, min(COLUMNS, columns))
        self.moved.emit(self.rows, self.columns)
        self.update()

    def _at(self, place: QPoint) -> tuple[int, int]:
        return place.y() // self._cell() + 1, place.x() // self._cell() + 1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.choose(*self._at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.choose(*self._at(event.position().toPoint()))
        self.taken.emit(self.rows, self.columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
        }  # fmt: skip
        if key in steps:
            down, right = steps[Qt.Key(key)]
            self.choose(self.rows + down, self.columns + right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self.rows, self.columns)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._cell()
        for row in range(ROWS):
            for column in range(COLUMNS):
                box = QRect(column * side, row * side, side - 3, side - 3)
                chosen = row < self.rows and column < self.columns
                if chosen:
                    painter.fillRect(box, self._theme.color("accent_soft"))
                painter.setPen(self._theme.color("accent" if chosen else "border"))
                painter.drawRect(box)
        painter.end()


class SizePicker(QWidget):
    """The grid in a popup below its button."""

    taken = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.grid = SizeGrid(theme)
        self.words = label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.addWidget(self.grid)
        layout.addWidget(self.words)
        self.grid.moved.connect(self._on_moved)
        self.grid.taken.connect(self._on_taken)

    def show_at(self, place: QPoint) -> None:
        """Open with the upper left corner at ``place`` of the screen."""
        self.grid.choose(3, 4)
        self.adjustSize()
        self.move(place)
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)

    def _on_moved(self, rows: int, columns: int) -> None:
        self.words.setText(_("{rows} rows × {columns} columns").format(rows=rows, columns=columns))

    def _on_taken(self, rows: int, columns: int) -> None:
        self.close()
        self.taken.emit(rows, columns)

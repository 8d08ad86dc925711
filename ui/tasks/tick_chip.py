"""A chip that opens a list of values to tick, with how many tasks each has; lit while one is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton

from papidesk.paths import resource
from ui.documents.column_filter import Choices, ColumnFilter, ValuesFilter
from ui.tasks.task_words import short
from ui.widgets.labels import restyle

ARROW = 12  # px
LONGEST = 26  # letters of a value on the chip


class TickChip(QToolButton):
    """Narrows by one field; ``choices`` is asked for each time it is opened."""

    chosen = Signal(tuple)

    def __init__(self, name: str, choices: Callable[[], Choices], *, single: bool = False) -> None:
        super().__init__()
        self._name, self._choices, self._single = name, choices, single
        self._codes: tuple[str, ...] = ()
        self.popup: ColumnFilter | None = None
        self.setProperty("kind", "chip")
        self.setProperty("menued", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_codes((), {})
        self.clicked.connect(self.open)

    def show_codes(self, codes: tuple[str, ...], words: dict[str, str]) -> None:
        """Show what is chosen, telling nobody; ``words`` say the codes."""
        self._codes = codes
        text = self._name
        if codes:
            first = short(words.get(codes[0], codes[0]), LONGEST)
            more = f" +{len(codes) - 1}" if len(codes) > 1 else ""
            text = f"{self._name}: {first}{more}"
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip("\n".join(words.get(code, code) for code in codes) or self._name)
        self.setProperty("active", "true" if codes else "false")
        restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # The arrow of the other chips, that open a menu; what opens here is a list to tick.
        arrow = QIcon(str(resource("icons", "arrow-down.svg")))
        top = (self.height() - ARROW) // 2
        painter = QPainter(self)
        arrow.paint(painter, QRect(self.width() - ARROW - 6, top, ARROW, ARROW))
        painter.end()

    def choose(self, codes: tuple[str, ...]) -> None:
        """Narrow by ``codes`` as if they were ticked."""
        self.chosen.emit(codes)

    def open(self) -> None:
        """Show the values below the chip."""
        values = ValuesFilter(self._choices(), self._codes)
        values.changed.connect(self._on_changed)
        self.popup = ColumnFilter(self._name, [values], self)
        self.popup.all.clicked.connect(values.clear)
        self.popup.all.clicked.connect(self._on_cleared)
        self.popup.open_below(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _on_changed(self, codes: tuple[str, ...]) -> None:
        if self._single:
            codes = tuple(code for code in codes if code not in self._codes)[-1:]
            if self.popup is not None:
                self.popup.close()
        self.chosen.emit(codes)

    def _on_cleared(self) -> None:
        self.chosen.emit(())
        if self.popup is not None:
            self.popup.close()

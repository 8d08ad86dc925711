"""A view with a bar above, a line for what went wrong, and what is looked at below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.background import StoppedError
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.labels import label


class BarView(QWidget):
    """Read when it is seen: what changes while it is not on screen waits until it is."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def make_bar(self) -> QHBoxLayout:
        """Make the bar; return the row its chips and buttons stand in."""
        self.bar = QWidget()
        self.bar.setObjectName("filterbar")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        return row

    def lay_out(self, bar: QWidget, below: QWidget) -> None:
        """Put the view together."""
        self.problem = label("", "problem", wrap=True)
        self.problem.setContentsMargins(16, 6, 16, 6)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.problem)
        column.addWidget(below, 1)

    def refresh(self) -> None:
        """Read everything anew."""
        raise NotImplementedError

    def tell_problem(self, sentence: str) -> None:
        """Say what went wrong; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def tell_failure(self, error: Exception) -> None:
        """Say why something could not be read; what was stopped is no news."""
        if not isinstance(error, StoppedError):
            self.tell_problem(sentence_of(error))

    def note_change(self) -> None:
        """Read anew: now, or when it is next seen."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

"""A card with a title, perhaps a pill beside it, and lines of text that can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ui.widgets.labels import Pill, Tone, label


def empty_layout(layout: QLayout) -> None:
    """Take all widgets out of ``layout``."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Card(QFrame):
    """One thing told at the side."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.pill = Pill()
        self.pill.hide()
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"), 1)
        head.addWidget(self.pill)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 14)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addLayout(self._lines)

    def show_pill(self, word: str, tone: Tone) -> None:
        """Show ``word`` beside the title; "" takes it away."""
        self.pill.setText(word)
        self.pill.set_tone(tone)
        self.pill.setVisible(bool(word))

    def show_lines(self, lines: list[str], kinds: dict[int, str] | None = None) -> None:
        """Show ``lines`` one below the other; ``kinds`` are the looks of some, by their place."""
        empty_layout(self._lines)
        for place, text in enumerate(lines):
            made = label(text, (kinds or {}).get(place, ""), wrap=True)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.addWidget(made)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below the lines."""
        self.column.addWidget(widget)

    @property
    def texts(self) -> list[str]:
        """The lines that are shown."""
        found = [self._lines.itemAt(place).widget() for place in range(self._lines.count())]
        return [one.text() for one in found if isinstance(one, QLabel)]

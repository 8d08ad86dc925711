"""The foot below what is about to be taken in: a note, what was refused, and the buttons."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from ui.widgets.labels import label


class ActFoot(QHBoxLayout):
    """Words at the left, what can be done at the right."""

    def __init__(self, note: str, buttons: Iterable[QPushButton]) -> None:
        super().__init__()
        self.note = label(note, "muted", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.note)
        words.addWidget(self.problem)
        self.setSpacing(10)
        self.addLayout(words, 1)
        for button in buttons:
            self.addWidget(button)

    def refuse(self, sentence: str) -> None:
        """Say what was refused; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

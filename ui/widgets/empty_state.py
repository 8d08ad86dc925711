"""What an empty page shows instead: a sentence and big first steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.widgets.labels import label


class EmptyState(QWidget):
    """A big icon, a title, a sentence, and the steps a person can take from here."""

    def __init__(self, icon: str, title: str, sentence: str, steps: list[QPushButton]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        sign.setProperty("iconSize", 48)
        set_icon(sign, icon, "accent")
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label(title, "section-title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = label(sentence, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A label that breaks its lines asks for the right height only at a fixed width.
        self.sentence.setFixedWidth(380)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (sign, self.title, self.sentence):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        for step in steps:
            step.setMinimumWidth(300)
            layout.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

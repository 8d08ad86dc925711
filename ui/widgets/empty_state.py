"""What an empty page shows instead: a sentence and big first steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.widgets.labels import label


class EmptyState(QWidget):
    """A big icon, a title, a sentence, and the steps a person can take from here."""

    def __init__(self, icon: str, title: str, sentence: str, steps: list[QPushButton]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        set_icon(sign, icon, "accent", size=48)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = label(title, "section-title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = label(sentence, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMinimumWidth(300)
        # Between two springs, not aligned: only so a label that breaks its lines gets its height.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.sentence, 4)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(sign)
        layout.addWidget(self.title)
        layout.addLayout(middle)
        layout.addSpacing(8)
        for step in steps:
            step.setMinimumWidth(300)
            layout.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

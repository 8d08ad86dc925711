"""What became of a file: a sign, what is said of it and what comes next, all in one card."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Role, set_icon


class OutcomeView(QWidget):
    """What results have in common; ``left`` goes back to where files are chosen."""

    left = Signal()

    def lay_out(
        self, icon: str, role: Role, texts: Iterable[QLabel], buttons: Iterable[QPushButton]
    ) -> None:
        """Put the card together; none of the texts is read as markup."""
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = QLabel()
        set_icon(sign, icon, role, size=40)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(48, 20, 48, 20)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(sign)
        for text in texts:
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(text)
        column.addSpacing(6)
        column.addLayout(row)
        column.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.addWidget(card)

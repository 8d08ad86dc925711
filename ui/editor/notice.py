"""The line below the header that says why a document is only read, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.icons import set_icon
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class Notice(QWidget):
    """A sentence and the acts that lead on."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noticebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = label("", wrap=True)
        self.buttons: list[QPushButton] = []
        sign = QLabel()
        set_icon(sign, "information", "accent")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(sign)
        self._row.addWidget(self.sentence, 1)
        self.hide()

    def say(self, sentence: str, acts: list[QAction]) -> None:
        """Show ``sentence`` with a button for each act; "" hides the line."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.sentence.setText(sentence)
        for act in acts if sentence else ():
            button = push_button(act.text().rstrip("…"), "", "link")
            button.setToolTip(act.toolTip())
            button.clicked.connect(act.trigger)
            self.buttons.append(button)
            self._row.addWidget(button)
        self.setVisible(bool(sentence))

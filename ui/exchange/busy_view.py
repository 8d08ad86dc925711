"""What stands there while a bundle is verified or taken in: how far it is, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from papidesk.i18n import _
from ui.keys import shortcut
from ui.widgets.buttons import push_button
from ui.widgets.labels import label


class BusyView(QWidget):
    """Shows progress until it is over."""

    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        card = QFrame()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label("", "section-title", wrap=True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.setTextVisible(False)
        self.stop_button = push_button(_("Stop"), "cancel")
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.bar, 2)
        middle.addStretch(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addLayout(middle)
        column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.addWidget(card)
        self.stop_button.clicked.connect(self.stop_asked)
        shortcut(self, "Escape", _("Stop"), self.stop_asked.emit)

    def begin(self, title: str) -> None:
        """Show that ``title`` is under way."""
        self.title.setText(title)
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self.stop_button.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

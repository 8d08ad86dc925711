"""A small window that says what is being done while nothing else can be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from ui.widgets.labels import broaden, label


class WaitingDialog(QDialog):
    """Stays until the work is done: the work behind it must not be broken off."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build(sentence)

    def _build(self, sentence: str) -> None:
        self.setWindowTitle("PapiDesk")
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        broaden(bar, 45)
        bar.setAccessibleName(sentence)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(label(sentence))
        layout.addWidget(bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()

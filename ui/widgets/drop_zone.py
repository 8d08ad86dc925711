"""Dropping files anywhere on a page: a frame says that they may be let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.dropped import accept_copy
from ui.widgets.labels import label


class DropZone(QFrame):
    """Lies over a page while files are dragged over it."""

    dropped = Signal(list)  # paths

    def __init__(self, page: QWidget, words: str) -> None:
        super().__init__(page)
        self._page = page
        self.setObjectName("drop")
        text = label(words, "section-title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self).addWidget(text)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if any(url.isLocalFile() for url in event.mimeData().urls()):
                accept_copy(event)
                self.setGeometry(self._page.rect().adjusted(16, 16, -16, -16))
                self.show()
                self.raise_()
            return True
        if kind == QEvent.Type.DragLeave:
            self.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hide()
            urls = event.mimeData().urls()
            accept_copy(event)
            self.dropped.emit([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
            return True
        return super().eventFilter(watched, event)

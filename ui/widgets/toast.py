"""A short message at the window's foot with a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from papidesk.i18n import _

SECONDS = 8
ABOVE = 104  # px below it: the status bar, and the buttons at the foot of a page


class Toast(QFrame):
    """Says what was done; its button, or Ctrl+Z while it stands, takes it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._back: Callable[[], None] | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = QLabel()
        self.undo = QPushButton(_("Undo"))
        self.undo.setToolTip("Ctrl+Z")
        self.dismiss = QPushButton("×")
        self.dismiss.setAccessibleName(_("Close"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addWidget(self.undo)
        layout.addWidget(self.dismiss)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._key = QShortcut(QKeySequence.StandardKey.Undo, self._window)
        self._key.setWhatsThis(_("Take back what the message below names"))
        self._key.setEnabled(False)
        self.hide()

    def _connect(self) -> None:
        self.undo.clicked.connect(self._on_undo)
        self.dismiss.clicked.connect(self.leave)
        self._timer.timeout.connect(self.leave)
        self._key.activated.connect(self._on_undo)
        self._window.installEventFilter(self)

    def say(self, text: str, back: Callable[[], None] | None = None) -> None:
        """Show ``text``; with ``back`` there is a way back for some seconds."""
        self.undo.setText(_("Undo"))
        self.undo.setToolTip("Ctrl+Z")
        self._show(text, back)
        self._key.setEnabled(back is not None)

    def offer(self, text: str, word: str, act: Callable[[], None]) -> None:
        """Show ``text`` and a button ``word`` that does ``act``."""
        self.undo.setText(word)
        self.undo.setToolTip("")
        self._show(text, act)
        self._key.setEnabled(False)

    def _show(self, text: str, act: Callable[[], None] | None) -> None:
        self._back = act
        self.text.setText(text)
        self.undo.setVisible(act is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def leave(self) -> None:
        """Go away; the way back is closed."""
        self._back = None
        self._key.setEnabled(False)
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        room = self._window.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - ABOVE)

    def _on_undo(self) -> None:
        back = self._back
        self.leave()
        if back is not None:
            back()

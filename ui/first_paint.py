"""Work that waits until something stands on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

# ms: what is never painted (a window that starts as an icon) is waited for no longer.
LONGEST = 400


def after_paint(widget: QWidget, act: Callable[[], None]) -> None:
    """Call ``act`` once, as soon as ``widget`` was painted; nothing is called when it is gone.

    A timer of 0 ms alone is not enough: it comes before the first paint of what is just shown.
    """
    _FirstPaint(widget, act)


class _FirstPaint(QObject):
    """Waits for the next paint of one widget."""

    def __init__(self, widget: QWidget, act: Callable[[], None]) -> None:
        super().__init__(widget)
        self._act: Callable[[], None] | None = act
        widget.installEventFilter(self)
        QTimer.singleShot(LONGEST, self, self._on_waited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # Behind this paint and the others of the same update.
            QTimer.singleShot(0, self, self._on_waited)
        return False

    def _on_waited(self) -> None:
        act, self._act = self._act, None
        if act is not None:
            act()
            self.deleteLater()

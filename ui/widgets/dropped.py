"""Files dragged into the window: always a copy, whatever the person's file manager proposes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def accept_copy(event: QDropEvent) -> None:
    """Accept what is dragged as a copy: a move would let its owner delete it once it was taken."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()

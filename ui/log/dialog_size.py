"""How large a dialog opens: as asked for at this text size, never larger than its room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

EDGE = QSize(60, 40)  # px of the window that stay to be seen


def give_size(dialog: QDialog, size: tuple[int, int], scale: float) -> None:
    """Make ``dialog`` as large as ``size`` (px at 100 % text), or as its window lets it be."""
    room = dialog.screen().availableGeometry().size()
    parent = dialog.parentWidget()
    if parent is not None:
        room = room.expandedTo(parent.window().size())
    wanted = QSize(round(size[0] * scale), round(size[1] * scale))
    dialog.resize(wanted.boundedTo(room - EDGE))

"""A dialog something is typed into: leaving it asks once, by whatever key or button."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget

from papidesk.i18n import _
from ui.context import Context


class TypedDialog(QDialog):
    """Sets ``typed`` when something was entered, and back when it was kept."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self.typed = False

    def leaving(self) -> str:
        """Return the question that is asked before what was typed is let go."""
        return _("What was typed here is not kept yet. Leave it?")

    def reject(self) -> None:
        if not self.typed:
            super().reject()
            return
        self._context.ask.confirm(self, self.leaving(), _("Leave without Saving"), self._on_leave)

    def _on_leave(self) -> None:
        self.typed = False
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.typed:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

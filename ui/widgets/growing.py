"""Dialogs that grow when something in them needs more room: a field with more lines, a sentence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget

# A layout inside a layout asks for room one level after the other, the dialog last.
_SIGNS = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
)


class _Growing(QObject):
    """Watches widgets of a dialog and gives the dialog the height they ask for."""

    def __init__(self, dialog: QDialog, watched: tuple[QWidget, ...]) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self._on_fit)
        for widget in (dialog, *watched):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._fit.start()
        return super().eventFilter(watched, event)

    def _on_fit(self) -> None:
        layout = self._dialog.layout()
        # Before it is shown its labels break their lines at widths they will never have.
        if layout is None or not self._dialog.isVisible():
            return
        width = self._dialog.width()
        needed = (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        screen = self._dialog.screen().availableGeometry().height()
        if self._dialog.height() < needed:
            self._dialog.resize(width, min(needed, screen))


def grow_with(dialog: QDialog, *watched: QWidget) -> None:
    """Let ``dialog`` grow, never shrink, when one of ``watched`` comes, goes or gets larger."""
    _Growing(dialog, watched)

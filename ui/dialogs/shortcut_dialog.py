"""The sheet of keys (F1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from papidesk.errors import N_
from papidesk.i18n import _
from ui.widgets.labels import Pill, label

KEYS = (
    ("Ctrl+K", N_("Search")),
    ("Ctrl+O", N_("Import documents")),
    ("Ctrl+V", N_("Import what was copied in Word")),
    ("Ctrl+P", N_("Print")),
    ("Ctrl+E", N_("Export as PDF")),
    ("Ctrl+Shift+E", N_("Export as Word document")),
    ("Ctrl+I", N_("Issue the document")),
    ("Delete", N_("Delete the chosen documents")),
    ("Ctrl+Z", N_("Take back what the message below names")),
    ("Ctrl+C", N_("Copy the chosen rows with titles")),
    ("Enter", N_("Go from the list to the printed page")),
    ("Page Up, Page Down", N_("Turn pages")),
    ("+  −  0", N_("Zoom the page in, out, fit the width")),
    ("F5", N_("Refresh")),
    ("Ctrl+1, Ctrl+2", N_("Change the page of the window")),
    ("F1", N_("This sheet")),
)


class ShortcutDialog(QDialog):
    """Shows what the keys do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()

    def _build(self) -> None:
        self.setWindowTitle(_("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for row, (keys, words) in enumerate(KEYS):
            grid.addWidget(Pill(keys), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(_(words)), row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(label(_("Keys"), "section-title"))
        layout.addLayout(grid)
        layout.addWidget(buttons)

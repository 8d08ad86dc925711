"""Files dropped beside every entry: what they are meant for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.i18n import _, ngettext
from ui.widgets.buttons import push_button
from ui.widgets.labels import broaden, label

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".bmp"})
SHEETS = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})


def are_photos(paths: list[Path]) -> bool:
    """Tell whether all files look like photos."""
    return bool(paths) and all(path.suffix.lower() in PHOTOS for path in paths)


def is_sheet(paths: list[Path]) -> bool:
    """Tell whether it is one table."""
    return len(paths) == 1 and paths[0].suffix.lower() in SHEETS


class DroppedDialog(QDialog):
    """Asks which: a new entry, the chosen entry, entries from photos, a table to import."""

    chosen = Signal(str)  # "new", "entry", "photos" or "table"

    def __init__(self, paths: list[Path], entry: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Dropped files"))
        count = len(paths)
        said = ngettext("What is {name} for?", "What are these {count} files for?", count)
        title = label(said.format(name=paths[0].name, count=count), "section-title", wrap=True)
        broaden(title, 56)
        self.new_button = push_button(_("Evidence of a new entry"), "plus", "big")
        self.entry_button = push_button(
            _("Evidence of “{title}”").format(title=entry[:60]), "evidence", "big"
        )
        self.entry_button.setVisible(bool(entry))
        self.photos_button = push_button(_("Entries made from the photos"), "camera", "big")
        self.photos_button.setVisible(are_photos(paths))
        self.table_button = push_button(_("A table of entries to take over"), "table", "big")
        self.table_button.setVisible(is_sheet(paths))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        shown = (
            (self.table_button, self._on_table), (self.photos_button, self._on_photos),
            (self.entry_button, self._on_entry), (self.new_button, self._on_new),
        )  # fmt: skip
        for button, act in shown:
            layout.addWidget(button)
            button.clicked.connect(act)
        layout.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        first = next(button for button, _act in shown if not button.isHidden())
        first.setFocus()

    def _on_new(self) -> None:
        self._choose("new")

    def _on_entry(self) -> None:
        self._choose("entry")

    def _on_photos(self) -> None:
        self._choose("photos")

    def _on_table(self) -> None:
        self._choose("table")

    def _choose(self, what: str) -> None:
        self.accept()
        self.chosen.emit(what)

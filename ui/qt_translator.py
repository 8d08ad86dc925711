"""Qt's own texts from the gettext catalogue: Qt has no Vietnamese of its own."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from papidesk.errors import N_
from papidesk.i18n import _

# What Qt itself says in the dialogs and menus of this program; msgids are without "&".
QT_TEXTS = frozenset(
    {
        N_("OK"), N_("Cancel"), N_("Close"), N_("Save"), N_("Save All"), N_("Open"), N_("Yes"),
        N_("Yes to All"), N_("No"), N_("No to All"), N_("Apply"), N_("Reset"), N_("Help"),
        N_("Discard"), N_("Don't Save"), N_("Close without Saving"), N_("Abort"), N_("Retry"),
        N_("Ignore"), N_("Restore Defaults"), N_("Show Details..."), N_("Hide Details..."),
        N_("Undo"), N_("Redo"), N_("Cut"), N_("Copy"), N_("Copy Link Location"), N_("Paste"),
        N_("Delete"), N_("Select All"), N_("Clear"), N_("Next"), N_("Back"), N_("Finish"),
        N_("Commit"), N_("Continue"), N_("Go Back"), N_("Quit"), N_("Print"),
        N_("Step up"), N_("Step down"), N_("Page left"), N_("Page right"), N_("Page up"),
        N_("Page down"), N_("Scroll here"), N_("Top"), N_("Bottom"), N_("Left edge"),
        N_("Right edge"), N_("Scroll up"), N_("Scroll down"), N_("Scroll left"),
        N_("Scroll right"), N_("Look in:"), N_("File name:"), N_("Files of type:"), N_("Name"),
        N_("Size"), N_("Type"), N_("Date Modified"), N_("Directory:"), N_("Choose"),
        N_("New Folder"), N_("Parent Directory"), N_("List View"), N_("Detail View"),
        N_("Forward"), N_("Create New Folder"), N_("Rename"), N_("Show hidden files"),
        N_("Computer"), N_("My Computer"), N_("Drive"), N_("Folder"), N_("File"),
        N_("All Files (*)"),
        N_("Printer"), N_("Name:"), N_("Location:"), N_("Type:"), N_("Properties"),
        N_("Copies"), N_("Copies:"), N_("Collate"), N_("Reverse"), N_("Options"),
        N_("Print range"), N_("Print all"), N_("Pages from"), N_("to"), N_("Selection"),
        N_("Current Page"), N_("Output file:"), N_("Print to File (PDF)"), N_("Color Mode"),
        N_("Color"), N_("Grayscale"), N_("Duplex Printing"), N_("None"), N_("Long side"),
        N_("Short side"), N_("Pages"), N_("Page Set:"), N_("All Pages"), N_("Odd Pages"),
        N_("Even Pages"), N_("Portrait"), N_("Landscape"), N_("Paper"), N_("Page size:"),
        N_("Margins"), N_("Orientation"), N_("Restore"), N_("Move"), N_("Minimize"),
        N_("Maximize"), N_("Today"),
        N_("Options >>"), N_("Options <<"), N_("Local file"), N_("Write PDF file"),
        N_("Pages per sheet:"), N_("Page order:"), N_("Page Layout"), N_("Page Setup"),
        N_("Page width:"), N_("Page height:"), N_("Width:"), N_("Height:"), N_("Custom"),
        N_("Left to Right, Top to Bottom"), N_("Job Options"), N_("Preview"),
        N_("Reverse Portrait"), N_("Reverse Landscape"), N_("Print To File ..."),
    }
)  # fmt: skip


class GettextTranslator(QTranslator):
    """Answers Qt's questions for a translation from the program's catalogue."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # type: ignore[override]
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the text in the window's language, its mnemonic left out; None to keep it."""
        plain = (text or "").replace("&", "").strip()
        if plain not in QT_TEXTS:
            return None
        translated = _(plain)
        return None if translated == plain else translated

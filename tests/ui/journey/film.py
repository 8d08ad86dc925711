"""A film of a journey: one picture for each step, kept where a person can look at them."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

# Set to a folder to keep the pictures; else they go with the test's own folder.
FOLDER = "PAPIDESK_FILM"


class Film:
    """Takes a picture of the frontmost window and checks that something is on it."""

    def __init__(self, scratch: Path) -> None:
        kept = os.environ.get(FOLDER)
        self._folder = Path(kept) if kept else scratch / "film"
        self._folder.mkdir(parents=True, exist_ok=True)
        self.frames: list[Path] = []

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture called ``name`` of ``widget``, else of the frontmost window."""
        shown = widget or QApplication.activeModalWidget() or QApplication.activeWindow()
        assert shown is not None
        QApplication.processEvents()
        picture = shown.grab()
        image = picture.toImage()
        colours = {
            image.pixel(x, y)
            for x in range(0, image.width(), 7)
            for y in range(0, image.height(), 7)
        }
        assert len(colours) > 3, f"nothing is shown at “{name}”"
        path = self._folder / f"{len(self.frames) + 1:02}-{name}.png"
        assert picture.save(str(path))
        self.frames.append(path)

"""A clerk at the window: what the filmed journeys have in common."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document
from tests.ui.journey.film import Film
from tests.ui.person import Answers, page_of, type_text
from ui.dialogs.first_start_dialog import FirstStartDialog
from ui.editor.editor_view import EditorView
from ui.main_window import MainWindow
from ui.start import Start

D = TypeVar("D", bound=QDialog)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WHO = "Trần Thị Thí Dụ"


def decomposed(text: str) -> str:
    """Return ``text`` as some keyboards send it: each mark a letter of its own."""
    return unicodedata.normalize("NFD", text)


def shown(kind: type[D]) -> D:
    """The one dialog of ``kind`` on the screen."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert len(found) == 1
    return found[0]


class Clerk:
    """Does with keyboard and mouse what a clerk does, and has it filmed."""

    def __init__(self, qtbot: QtBot, start: Start, answers: Answers, film: Film) -> None:
        self.qtbot, self.start, self.answers, self.film = qtbot, start, answers, film

    @property
    def window(self) -> MainWindow:
        assert self.start.window is not None
        return self.start.window

    @property
    def editor(self) -> EditorView:
        return page_of(self.window).editing.view

    @property
    def document(self) -> Document:
        document = self.editor.session.document
        assert document is not None
        return document

    def key(self, widget: QWidget, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        keys = Qt.KeyboardModifier.NoModifier
        for one in held:
            keys |= one
        self.qtbot.keyClick(widget, key, keys)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def come_back(self) -> None:
        """Let the window be the active one again: without a window manager nothing does."""
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def idle(self) -> None:
        """Wait until nothing is worked at in the background."""
        self.qtbot.waitUntil(lambda: self.window.context.jobs.idle, timeout=20_000)

    def write(self, text: str) -> None:
        type_text(self.editor.surface, text)

    def set_up(self, folder: Path, *, samples: bool = False) -> None:
        """Go through the four steps of the first start."""
        self.start.open(folder)
        dialog = self.start.assistant
        assert isinstance(dialog, FirstStartDialog)
        type_text(dialog.name_step.name.line, decomposed("xã An Hòa"))
        self.film.take("assistant-name", dialog)
        self.click(dialog.next)
        type_text(dialog.superior_step.superior.line, "tỉnh Bình Nguyên")
        self.click(dialog.next)
        first = next(iter(dialog.signers_step.fields.values()))
        type_text(first.line, decomposed("Nguyễn Văn Mẫu"))
        self.film.take("assistant-signers", dialog)
        self.click(dialog.next)
        type_text(dialog.place_step.who.line, WHO)
        if samples:
            self.key(dialog.place_step.sample, Qt.Key.Key_Space)
            assert dialog.place_step.samples()
        self.click(dialog.next)
        self.qtbot.waitUntil(lambda: self.start.window is not None, timeout=15_000)
        self.window.showNormal()
        self.window.resize(1366, 768)
        self.come_back()

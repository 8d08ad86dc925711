"""What stands in for a person at the screen: answers to questions, and typing Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from ui.ask import Ask
from ui.documents.documents_page import DocumentsPage
from ui.main_window import MainWindow


class Answers(Ask):
    """Answers every question at once with what the test has put ready."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.file: Path | None = None
        self.target: Path | None = None
        self.proposed: Path | None = None
        self.chosen_folder: Path | None = None
        self.agrees = True
        self.questions: list[str] = []
        self.told: list[str] = []
        self.details: list[str] = []
        self.paper: Path | None = None
        self.opened: list[Path] = []

    def open_files(
        self,
        parent: QWidget,
        title: str,
        folder: str,
        then: Callable[[list[Path]], None],
        kinds: str = "",
    ) -> None:
        if self.files:
            then(self.files)

    def open_file(
        self, parent: QWidget, title: str, folder: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        if self.file:
            then(self.file)

    def save_file(
        self, parent: QWidget, title: str, proposed: Path, kinds: str, then: Callable[[Path], None]
    ) -> None:
        self.proposed = proposed
        if self.target:
            then(self.target)

    def folder(
        self, parent: QWidget, title: str, folder: str, then: Callable[[Path], None]
    ) -> None:
        if self.chosen_folder:
            then(self.chosen_folder)

    def confirm(
        self, parent: QWidget, question: str, action: str, then: Callable[[], None]
    ) -> None:
        self.questions.append(question)
        if self.agrees:
            then()

    def printer(self, parent: QWidget, title: str, then: Callable[[QPrinter], None]) -> None:
        if self.paper is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.paper))
        then(printer)

    def show_file(self, path: Path) -> None:
        self.opened.append(path)

    def tell(self, parent: QWidget | None, sentence: str, details: str = "") -> None:
        self.told.append(sentence)
        self.details.append(details)


def type_text(widget: QWidget, text: str) -> None:
    """Type ``text`` letter by letter, as an input method sends it (composed or decomposed)."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


def drop(widget: QWidget, paths: list[Path]) -> None:
    """Drag files over ``widget`` and let go of them there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = widget.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(widget, QDragEnterEvent(place, copy, data, buttons, keys))
    QApplication.sendEvent(widget, QDropEvent(QPointF(place), copy, data, buttons, keys))


def page_of(window: MainWindow) -> DocumentsPage:
    """Return the page Văn bản of ``window``."""
    found = window.page("documents")
    assert isinstance(found, DocumentsPage)
    return found

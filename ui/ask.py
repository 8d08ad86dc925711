"""Questions and file dialogs, in one place that tests replace.

Nothing here waits: each question opens its dialog and calls ``then`` with the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from papidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Ask:
    """Asks the person at the screen."""

    def open_files(
        self,
        parent: QWidget,
        title: str,
        folder: str,
        then: Callable[[list[Path]], None],
        kinds: str = "",
    ) -> None:
        """Ask for files, documents where no other ``kinds`` are named.

        ``then`` gets one path or more, never none.
        """
        dialog = QFileDialog(parent, title, folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        usual = kinds or _("Documents (*.docx *.txt *.md *.html *.htm)")
        dialog.setNameFilters([usual, _("All files (*)")])
        self._open(dialog, lambda: then([Path(name) for name in dialog.selectedFiles()]))

    def open_file(
        self, parent: QWidget, title: str, folder: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask for one file of the ``kinds`` filter."""
        dialog = QFileDialog(parent, title, folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([kinds, _("All files (*)")])
        self._open(dialog, lambda: then(Path(dialog.selectedFiles()[0])))

    def save_file(
        self, parent: QWidget, title: str, proposed: Path, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where to write; ``proposed`` is folder and name with its ending."""
        dialog = QFileDialog(parent, title, str(proposed.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([kinds])
        dialog.setDefaultSuffix(proposed.suffix.lstrip("."))
        dialog.selectFile(proposed.name)
        self._open(dialog, lambda: then(Path(dialog.selectedFiles()[0])))

    def folder(
        self, parent: QWidget, title: str, folder: str, then: Callable[[Path], None]
    ) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(parent, title, folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, lambda: then(Path(dialog.selectedFiles()[0])))

    def confirm(
        self, parent: QWidget, question: str, action: str, then: Callable[[], None]
    ) -> None:
        """Ask once whether to do what cannot be undone; ``action`` is the button's word."""
        box = QMessageBox(QMessageBox.Icon.Question, "PapiDesk", question, parent=parent)
        yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: then() if button is yes else None)
        box.open()

    def printer(self, parent: QWidget, title: str, then: Callable[[QPrinter], None]) -> None:
        """Ask for a printer, the pages and how many copies."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(_("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        self._open(dialog, lambda: then(printer))

    def tell(self, parent: QWidget | None, sentence: str, details: str = "") -> None:
        """Say what went wrong and what to do, details behind a fold."""
        from ui.dialogs.failure_dialog import FailureDialog

        dialog = FailureDialog(sentence, details, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_file(self, path: Path) -> None:
        """Open a file that was written, in the program this computer has for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _open(self, dialog: QDialog, accepted: Callable[[], None]) -> None:
        # The dialog lives as long as its parent or until it is closed, whichever is first.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(accepted)
        # The print dialog hides the plain open() behind an old one with a receiver.
        QDialog.open(dialog)

"""Writing PDF and Word files and printing on paper, away from the window's thread."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from papidesk.domain.document import Document
from papidesk.i18n import _
from papidesk.workflow import papers, workspaces
from ui import words
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import show_failure
from ui.printer_pages import print_pages, printed_text

_BAD_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def file_name(document: Document, suffix: str) -> str:
    """Return a file name for a paper: kind, number, first words of its abstract."""
    number = f"{document.number}-{document.symbol}" if document.number else document.symbol
    parts = [words.kind_word(document.kind) if document.kind else "", number, document.title[:60]]
    return plain_name(" ".join(part for part in parts if part)) + suffix


def plain_name(text: str) -> str:
    """Return ``text`` without the signs that file names do not have."""
    return _BAD_IN_NAMES.sub("-", text.strip()).strip(" .-") or "PapiDesk"


class PaperJobs(QObject):
    """Exports and prints documents, and says how it went."""

    written = Signal(object)  # Path

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def export(self, document: Document, suffix: str) -> None:
        """Ask where, then write the document as ``suffix`` (".pdf" or ".docx")."""
        folder = Path(self._context.settings.last_folder or Path.home())
        kinds = _("PDF (*.pdf)") if suffix == ".pdf" else _("Word document (*.docx)")
        title = _("Export as PDF") if suffix == ".pdf" else _("Export as Word document")
        self._context.ask.save_file(
            self._window,
            title,
            folder / file_name(document, suffix),
            kinds,
            partial(self._write, document),
        )

    def print(self, document: Document, pdf: bytes) -> None:
        """Ask for a printer, then print the pages."""
        self._context.ask.printer(
            self._window,
            file_name(document, ""),
            partial(self._print, document, pdf),
        )

    def _write(self, document: Document, target: Path) -> None:
        self._context.remember_folder(target.parent)
        run_task(
            self,
            partial(_write, self._context, document, target),
            jobs=self._context.jobs,
            done=self._on_written,
            failed=self._on_failed,
            title=_("Writing {name}").format(name=target.name),
        )

    def _print(self, document: Document, pdf: bytes, printer: QPrinter) -> None:
        run_task(
            self,
            partial(_print, self._context, document, pdf, printer),
            jobs=self._context.jobs,
            done=self._on_printed,
            failed=self._on_failed,
            title=_("Printing"),
            page=True,
        )

    def _on_written(self, target: Path) -> None:
        self.written.emit(target)
        said = _("Written: {name}").format(name=target.name)
        self._context.offered.emit(said, _("Open"), partial(self._context.ask.show_file, target))

    def _on_printed(self, pages: int) -> None:
        self._context.happened.emit(printed_text(pages), None)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self._window, error)


def _write(context: Context, document: Document, target: Path, job: Job) -> Path:
    job.step(0, 1)
    if not document.frozen:
        return papers.write_paper(document, target)
    with workspaces.open_store(context.workspace) as store:
        return papers.print_document(store, document.id, target)


def _pages(context: Context, document: Document, pdf: bytes) -> bytes:
    """Return the PDF to print: of an issued document the very file it was frozen as."""
    if document.frozen:
        with workspaces.open_store(context.workspace) as store:
            frozen = papers.frozen_pdf(store, document.id)
        if frozen is not None:
            return frozen
    return pdf or papers.pdf(document)


def _print(context: Context, document: Document, pdf: bytes, printer: QPrinter, job: Job) -> int:
    data = _pages(context, document, pdf)
    return print_pages(data, printer, job)

"""Registers printed and written as Word files or sheets, away from the window's thread."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import show_failure

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Maker = Callable[[Store, Path], Path]


class RegisterPapers(QObject):
    """Asks where, writes there, and offers to open what was written."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def write(self, title: str, name: str, make: Maker) -> None:
        """Ask for a place for the file ``name``, then have it made there."""
        folder = Path(self._context.settings.last_folder or Path.home())
        suffix = Path(name).suffix
        kinds = {
            ".pdf": _("PDF or Word document (*.pdf *.docx)"),
            ".xlsx": _("Excel workbook (*.xlsx)"),
            ".xml": _("XML file (*.xml)"),
        }[suffix]
        self._context.ask.save_file(
            self._window, title, folder / name, kinds, partial(self._start, make)
        )

    def print(self, name: str, make: Maker) -> None:
        """Have the PDF ``name`` made, then ask for a printer and print it."""
        run_task(
            self,
            partial(_bytes, self._context, make, name),
            jobs=self._context.jobs,
            done=partial(self._on_made, name),
            failed=self._on_failed,
            title=_("Writing {name}").format(name=name),
        )

    def _on_made(self, name: str, data: bytes) -> None:
        then = partial(self._print, data)
        self._context.ask.printer(self._window, Path(name).stem, then)

    def _print(self, data: bytes, printer: QPrinter) -> None:
        from ui.printer_pages import print_pages

        run_task(
            self,
            partial(print_pages, data, printer),
            jobs=self._context.jobs,
            done=self._on_printed,
            failed=self._on_failed,
            title=_("Printing"),
            page=True,
        )

    def _on_printed(self, pages: int) -> None:
        from ui.printer_pages import printed_text

        self._context.happened.emit(printed_text(pages), None)

    def _start(self, make: Maker, target: Path) -> None:
        self._context.remember_folder(target.parent)
        run_task(
            self,
            partial(_made, self._context, make, target),
            jobs=self._context.jobs,
            done=self._on_written,
            failed=self._on_failed,
            title=_("Writing {name}").format(name=target.name),
        )

    def _on_written(self, target: Path) -> None:
        said = _("Written: {name}").format(name=target.name)
        self._context.offered.emit(said, _("Open"), partial(self._context.ask.show_file, target))

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self._window, error)


def _bytes(context: Context, make: Maker, name: str, job: Job) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return _made(context, make, Path(folder) / name, job).read_bytes()


def _made(context: Context, make: Maker, target: Path, job: Job) -> Path:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return make(store, target)

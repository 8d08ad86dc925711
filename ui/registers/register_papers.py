"""Registers printed and written as Word files or sheets, away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from papidesk.storage.store import Store
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import show_failure

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


def _made(context: Context, make: Maker, target: Path, job: Job) -> Path:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return make(store, target)

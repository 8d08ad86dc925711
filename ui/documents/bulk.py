"""Doing one thing with many documents: PDF files into a folder, submitting."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import documents, life, papers, workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.paper_jobs import file_name
from ui.failures import sentence_of, show_failure


class Bulk(QObject):
    """Works through chosen documents and says how it went."""

    submitted = Signal()
    exported = Signal(list)  # of Path

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def export(self, ids: list[str]) -> None:
        """Ask for a folder, then write each document there as a PDF of its own."""
        folder = self._context.settings.last_folder or str(Path.home())
        title = _("Export as PDF into a folder")
        self._context.ask.folder(self._window, title, folder, partial(self._write, ids))

    def submit(self, ids: list[str]) -> None:
        """Submit each document; those that are refused are told together."""
        store, who = self._context.workspace.store, self._context.who
        refused = []
        for id in ids:
            try:
                life.perform(store, id, "submit", who=who, today=datetime.date.today())
            except PapiDeskError as error:
                refused.append(sentence_of(error))
        done = len(ids) - len(refused)
        if done:
            said = ngettext("{count} document submitted", "{count} documents submitted", done)
            self._context.happened.emit(said.format(count=done), None)
        if refused:
            sentence = ngettext(
                "{count} document could not be submitted.",
                "{count} documents could not be submitted.",
                len(refused),
            ).format(count=len(refused))
            self._context.ask.tell(self._window, f"{sentence} {refused[0]}", "\n".join(refused))
        self.submitted.emit()

    def _write(self, ids: list[str], folder: Path) -> None:
        self._context.remember_folder(folder)
        run_task(
            self,
            partial(_write, self._context, ids, folder),
            jobs=self._context.jobs,
            done=self._on_written,
            failed=self._on_failed,
            title=_("Writing PDF files"),
        )

    def _on_written(self, written: list[Path]) -> None:
        self.exported.emit(written)
        said = ngettext("{count} PDF file written", "{count} PDF files written", len(written))
        folder = written[0].parent
        show = partial(self._context.ask.show_file, folder)
        self._context.offered.emit(said.format(count=len(written)), _("Open the folder"), show)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self._window, error)


def _write(context: Context, ids: list[str], folder: Path, job: Job) -> list[Path]:
    written: list[Path] = []
    with workspaces.open_store(context.workspace) as store:
        for number, id in enumerate(ids):
            job.step(number, len(ids))
            target = _free(folder / file_name(documents.get(store, id), ".pdf"))
            written.append(papers.print_document(store, id, target))
    return written


def _free(path: Path) -> Path:
    """Return ``path``, with a number behind its name when there is such a file already."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return free

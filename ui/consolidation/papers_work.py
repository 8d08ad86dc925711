"""What is made of consolidated figures: the report, a workbook, PDF and Word, the mirror."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from papidesk.domain.document import Document
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.consolidation.term_chip import Asked
from ui.context import Context
from ui.documents.paper_jobs import PaperJobs, plain_name
from ui.failures import show_failure
from ui.icons import set_icon
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.mirror.parquet import Mirrored


class ConsolidationPapers(QObject):
    """Makes each away from the window and says how it went."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.jobs = PaperJobs(context, window)
        self.actions = [
            self._action(_("Excel workbook…"), "table"),
            self._action(_("The report as PDF…"), "document"),
            self._action(_("The report as Word document…"), "document"),
            self._action(_("Print the report…"), "print"),
            self._action(_("Write the Parquet mirror…"), "export"),
        ]
        self.parquet_action = self.actions[-1]

    def _action(self, text: str, icon: str) -> QAction:
        made = QAction(text, self._window)
        set_icon(made, icon)
        return made

    # The report

    def report(self, asked: Asked) -> None:
        """Keep the consolidated report as a draft and open it."""
        run_task(
            self, partial(_made, self._context, asked), jobs=self._context.jobs,
            done=self._on_made, failed=self._on_failed,
            title=_("Writing the consolidated report"),
        )  # fmt: skip

    def _on_made(self, document: Document) -> None:
        self._context.documents_changed.emit()
        self._context.tell_saved("saved")
        self._context.edit_asked.emit(document.id)

    def pdf(self, asked: Asked) -> None:
        """Ask where, then write the report as PDF; no draft is kept."""
        self._drafted(asked, lambda document: self.jobs.export(document, ".pdf"))

    def word(self, asked: Asked) -> None:
        """Ask where, then write the report as a Word document; no draft is kept."""
        self._drafted(asked, lambda document: self.jobs.export(document, ".docx"))

    def print_it(self, asked: Asked) -> None:
        """Ask for a printer, then print the report; no draft is kept."""
        self._drafted(asked, lambda document: self.jobs.print(document, b""))

    def _drafted(self, asked: Asked, then: object) -> None:
        run_task(
            self, partial(_draft, self._context, asked), jobs=self._context.jobs,
            done=then,  # type: ignore[arg-type]
            failed=self._on_failed, title=_("Writing the consolidated report"),
        )  # fmt: skip

    # The workbook

    def workbook(self, asked: Asked) -> None:
        """Ask where, then write the figures as a workbook."""
        folder = Path(self._context.settings.last_folder or Path.home())
        name = plain_name(f"Tổng hợp {asked.text}"[:90])
        self._context.ask.save_file(
            self._window, _("Save the workbook"), folder / f"{name}.xlsx",
            _("Excel workbook (*.xlsx)"), partial(self._write, asked),
        )  # fmt: skip

    def _write(self, asked: Asked, target: Path) -> None:
        self._context.remember_folder(target.parent)
        run_task(
            self, partial(_workbook, self._context, asked, target), jobs=self._context.jobs,
            done=self._on_written, failed=self._on_failed,
            title=_("Writing {name}").format(name=target.name),
        )  # fmt: skip

    def _on_written(self, target: Path) -> None:
        said = _("Written: {name}").format(name=target.name)
        self._context.offered.emit(said, _("Open"), partial(self._context.ask.show_file, target))

    # The mirror

    def parquet(self, *_checked: object) -> None:
        """Ask for a folder, then write what units reported as Parquet files there."""
        folder = self._context.settings.last_folder or str(Path.home())
        self._context.ask.folder(
            self._window, _("Where to write the Parquet mirror"), folder, self._mirror
        )

    def _mirror(self, folder: Path) -> None:
        self._context.remember_folder(folder)
        run_task(
            self, partial(_mirrored, self._context, folder), jobs=self._context.jobs,
            done=partial(self._on_mirrored, folder), failed=self._on_failed,
            title=_("Writing the Parquet mirror"),
        )  # fmt: skip

    def _on_mirrored(self, folder: Path, found: Mirrored) -> None:
        said = _("Parquet mirror: {written} files written, {unchanged} unchanged")
        text = said.format(written=whole_text(found.written), unchanged=whole_text(found.unchanged))
        act = partial(self._context.ask.show_file, folder)
        self._context.offered.emit(text, _("Open the folder"), act)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self._window, error)


def _made(context: Context, asked: Asked, job: Job) -> Document:
    from papidesk.workflow import consolidation_report

    job.step(0, 1)
    order = consolidation_report.ConsolidationOrder(duty=asked.duty, period=asked.period)
    with workspaces.open_store(context.workspace) as store:
        return consolidation_report.make(store, order, today=datetime.date.today(), who=context.who)


def _draft(context: Context, asked: Asked, job: Job) -> Document:
    from papidesk.workflow import consolidation_report

    job.step(0, 1)
    order = consolidation_report.ConsolidationOrder(duty=asked.duty, period=asked.period)
    with workspaces.open_store(context.workspace) as store:
        return consolidation_report.draft(store, order, today=datetime.date.today())


def _workbook(context: Context, asked: Asked, target: Path, job: Job) -> Path:
    from papidesk.workflow import consolidation_sheets

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return consolidation_sheets.write(
            store, target, asked.duty, asked.period, today=datetime.date.today()
        )


def _mirrored(context: Context, folder: Path, job: Job) -> Mirrored:
    from papidesk.workflow import publishing

    with workspaces.open_store(context.workspace) as store:
        return publishing.to_parquet(store, folder, progress=job.step)

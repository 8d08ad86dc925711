"""Papers that are made out of a document: certified copies and task sheets."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from papidesk.domain.copies import title_of
from papidesk.domain.document import Document
from papidesk.domain.task_sheet import TaskRow
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import task_sheets
from ui.background import Job, run_task
from ui.context import Context
from ui.documents.copy_dialog import CopyDialog
from ui.documents.paper_jobs import plain_name
from ui.failures import show_failure
from ui.icons import set_icon


class PaperActions(QObject):
    """Two actions on the document that is shown; each is off where it makes no sense."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._document: Document | None = None
        self.copy = QAction(_("Make a certified copy…"), window)
        self.sheets = QAction(_("Task sheets for the units…"), window)
        set_icon(self.copy, "copy")
        set_icon(self.sheets, "recipients")
        self.copy.triggered.connect(self._on_copy)
        self.sheets.triggered.connect(self._on_sheets)
        self.show(None)

    @property
    def actions(self) -> list[QAction]:
        """The actions, for a menu."""
        return [self.copy, self.sheets]

    def show(self, document: Document | None) -> None:
        """Take ``document`` as the one that is meant; only what is issued is copied."""
        self._document = document
        self.copy.setEnabled(document is not None and document.frozen)
        self.sheets.setEnabled(document is not None)

    def _on_copy(self) -> None:
        if self._document is None:
            return
        dialog = CopyDialog(
            self._context, self._document.id, title_of(self._document), self._window.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_sheets(self) -> None:
        if self._document is None:
            return
        folder = Path(self._context.settings.last_folder or Path.home())
        name = plain_name(f"Phiếu giao việc {title_of(self._document)}"[:90])
        self._context.ask.save_file(
            self._window,
            _("Task sheets"),
            folder / f"{name}.pdf",
            _("PDF or Word document (*.pdf *.docx)"),
            partial(self._write, self._document),
        )

    def _write(self, document: Document, target: Path) -> None:
        self._context.remember_folder(target.parent)
        try:
            duties = task_sheets.rows_for(self._context.workspace.store, document)
        except PapiDeskError as error:
            self._on_failed(error)
            return
        run_task(
            self,
            partial(_written, document, duties, target),
            jobs=self._context.jobs,
            done=partial(self._on_written, target),
            failed=self._on_failed,
            title=_("Writing {name}").format(name=target.name),
        )

    def _on_written(self, target: Path, units: tuple[str, ...]) -> None:
        said = ngettext(
            "{count} task sheet written: {name}", "{count} task sheets written: {name}", len(units)
        )
        opening = partial(self._context.ask.show_file, target)
        text = said.format(count=len(units), name=target.name)
        self._context.offered.emit(text, _("Open"), opening)

    def _on_failed(self, error: Exception) -> None:
        show_failure(self._context.ask, self._window, error)


def _written(
    document: Document, duties: tuple[TaskRow, ...], target: Path, job: Job
) -> tuple[str, ...]:
    job.step(0, 1)
    return task_sheets.write(document, target, today=datetime.date.today(), duties=duties)

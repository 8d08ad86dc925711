"""A unit's paper as it came: its printed pages, and a copy of them as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from papidesk.domain.consolidation import UnitReport
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow.files import write_whole
from ui.background import Job, StoppedError, run_task
from ui.consolidation import board_work
from ui.consolidation.board_work import LookedAt
from ui.context import Context
from ui.documents.paper_jobs import plain_name
from ui.failures import sentence_of, show_failure
from ui.log.dialog_size import give_size
from ui.printer_pages import print_pages, printed_text
from ui.widgets.labels import label
from ui.widgets.page_view import PageView

SIZE = (900, 700)  # px at 100 % text


class PaperDialog(QDialog):
    """Shows the pages; reads them away from the window."""

    def __init__(
        self, context: Context, title: str, report: UnitReport | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._title = context, title
        self.shown: LookedAt | None = None
        self._build()
        if report is not None:
            board_work.look_at_paper(
                self, context, report, done=self.show_paper, failed=self._on_failed
            )

    def _build(self) -> None:
        self.setWindowTitle(_("The unit’s paper"))
        give_size(self, SIZE, self._context.theme.scale)
        self.head = label(self._title, "section-title", wrap=True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.note = label(_("Reading the paper…"), "muted", wrap=True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.view = PageView(self._context.jobs, self._context.theme)
        self.view.setAccessibleName(_("Pages of the unit’s paper"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.print_button = self.buttons.addButton(_("Print…"), role)
        self.save_button = self.buttons.addButton(_("Save as PDF…"), role)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.note)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_pages)
        for button in (self.save_button, self.print_button):
            button.setEnabled(False)

    def show_paper(self, found: LookedAt) -> None:
        """Show the pages of a paper that was read."""
        self.shown = found
        said = _("The PDF the unit issued.")
        if not found.paper.pdf:
            said = _("The unit sent no PDF: this is its text, set here.")
        if found.paper.files:
            said += " " + _("With it came: {names}").format(names=", ".join(found.paper.files))
        self.note.setText(said)
        self.view.show_pdf(found.pdf)
        for button in (self.save_button, self.print_button):
            button.setEnabled(True)
        self.view.setFocus()

    def save(self) -> None:
        """Ask where, then write the pages."""
        folder = Path(self._context.settings.last_folder or Path.home())
        name = plain_name(self._title[:90])
        self._context.ask.save_file(
            self, _("Save as PDF"), folder / f"{name}.pdf", _("PDF (*.pdf)"), self._save
        )

    def _save(self, target: Path) -> None:
        if self.shown is None:
            return
        try:
            write_whole(target, self.shown.pdf)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        self._context.remember_folder(target.parent)
        said = _("Written: {name}").format(name=target.name)
        act = partial(self._context.ask.show_file, target)
        self._context.offered.emit(said, _("Open"), act)

    def print_pages(self) -> None:
        """Ask for a printer and print the pages."""
        if self.shown is not None:
            self._context.ask.printer(self, plain_name(self._title[:90]), self._print)

    def _print(self, printer: QPrinter) -> None:
        if self.shown is None:
            return
        run_task(
            self, partial(_printed, self.shown.pdf, printer), jobs=self._context.jobs,
            done=self._on_printed, failed=self._on_failed, title=_("Printing"), page=True,
        )  # fmt: skip

    def _on_printed(self, pages: int) -> None:
        self._context.happened.emit(printed_text(pages), None)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StoppedError):
            self.note.setText(sentence_of(error))
            self.note.setProperty("kind", "problem")
            self.note.style().polish(self.note)


def _printed(pdf: bytes, printer: QPrinter, job: Job) -> int:
    return print_pages(pdf, printer, job)

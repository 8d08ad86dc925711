"""The printed pages of a document that is not kept yet, drawn while questions are answered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from papidesk.domain.document import Document
from papidesk.i18n import _
from papidesk.workflow import papers
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of
from ui.widgets.labels import label
from ui.widgets.page_view import PageView

PAUSE = 200  # ms without a change before the paper is set anew


class PaperPreview(QWidget):
    """Shows the latest document it was given; what cannot be printed is said instead."""

    drawn = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._document: Document | None = None
        self._edition = 0
        self._build()
        self.view.drawn.connect(self.drawn)
        self._pause.timeout.connect(self._on_paused)

    def _build(self) -> None:
        self.view = PageView(self._context.jobs, self._context.theme)
        self.view.setAccessibleName(_("Preview of the paper"))
        self.problem = label("", "problem", wrap=True)
        self.problem.setContentsMargins(12, 8, 12, 8)
        self.problem.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.problem)
        layout.addWidget(self.view, 1)

    @property
    def document(self) -> Document | None:
        """What is shown, or will be in a moment."""
        return self._document

    def show_document(self, document: Document | None) -> None:
        """Show the pages of ``document``; None shows none."""
        self.show_problem("")
        if document == self._document:
            return
        self._document = document
        if document is None:
            self._edition += 1
            self._pause.stop()
            self.view.clear()
        else:
            self._pause.start()

    def show_problem(self, sentence: str) -> None:
        """Say above the pages why they are not what is wanted; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _on_paused(self) -> None:
        if self._document is None:
            return
        self._edition += 1
        run_task(
            self,
            partial(_print, self._document),
            jobs=self._context.jobs,
            done=partial(self._on_printed, self._edition),
            failed=self._on_failed,
            page=True,
        )

    def _on_printed(self, edition: int, pdf: bytes) -> None:
        if edition == self._edition:
            self.view.show_pdf(pdf)

    def _on_failed(self, error: Exception) -> None:
        self.show_problem(sentence_of(error))


def _print(document: Document, job: Job) -> bytes:
    job.step(0, 1)
    return papers.pdf(document)

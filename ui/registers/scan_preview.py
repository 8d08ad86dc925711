"""The pages of a scan beside the fields of its entry, and what can be read off them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from papidesk.domain.holidays import OwnDay
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import holidays, incoming, scans
from papidesk.workflow.incoming import Proposal
from ui.background import Job, run_task
from ui.context import Context
from ui.failures import sentence_of
from ui.pages import page_sizes
from ui.registers.scan_text import UnreadableScanError, text_of
from ui.widgets.buttons import tool_button
from ui.widgets.labels import label
from ui.widgets.page_view import PageView


@dataclass(frozen=True, slots=True)
class Seen:
    """What was made of a file: its pages, and an entry to look over."""

    pdf: bytes
    proposal: Proposal
    problem: Exception | None = None


class ScanPreview(QWidget):
    """Shows a paper; says so in a sentence where it cannot."""

    read = Signal(object)  # Proposal

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("panel")
        self.view = PageView(context.jobs, context.theme)
        self.sentence = label("", "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setContentsMargins(24, 24, 24, 24)
        self.smaller = tool_button(_("Smaller"), "zoom-out")
        self.larger = tool_button(_("Larger"), "zoom-in")
        self.fit = tool_button(_("Fit the width"), "fit-width")
        self.name = label("", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self.name, 1)
        for button in (self.smaller, self.larger, self.fit):
            row.addWidget(button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.sentence)
        self.stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.fit.clicked.connect(self.view.fit_width)
        self.say(_("No scan yet. Drop a PDF, a picture or a Word file here, or choose one."))

    def say(self, sentence: str) -> None:
        """Show a sentence instead of pages."""
        self.sentence.setText(sentence)
        self.stack.setCurrentWidget(self.sentence)

    def show_file(self, path: Path, name: str = "", *, propose: bool = True) -> None:
        """Read the file at ``path`` and show its pages; what it says comes with :attr:`read`."""
        self.name.setText(name or path.name)
        self.name.setToolTip(str(path))
        self.say(_("Reading {name}…").format(name=name or path.name))
        days = holidays.extra(self._context.workspace.store)
        run_task(
            self,
            partial(_seen, path, name, datetime.date.today(), days),
            jobs=self._context.jobs,
            done=partial(self._on_seen, propose),
            failed=self._on_failed,
            page=True,
        )

    def _on_seen(self, propose: bool, seen: Seen) -> None:
        if seen.problem is not None:
            self.say(sentence_of(seen.problem))
        else:
            self.stack.setCurrentWidget(self.view)
            self.view.show_pdf(seen.pdf)
        if propose:
            self.read.emit(seen.proposal)

    def _on_failed(self, error: Exception) -> None:
        self.say(sentence_of(error))


def _seen(path: Path, name: str, today: datetime.date, days: tuple[OwnDay, ...], job: Job) -> Seen:
    job.step(0, 2)
    pdf, text, pages, problem = b"", "", 0, None
    try:
        pdf = scans.as_pdf(path, name)
        pages = len(page_sizes(pdf))
        text = text_of(pdf) if (name or path.name).lower().endswith(".pdf") else ""
    except PapiDeskError as error:
        problem = error
    except RuntimeError:  # PDFium's own error: damaged, or a password
        problem = UnreadableScanError(name=name or path.name)
    job.step(1, 2)
    try:
        proposal = incoming.propose(path, today=today, text=text, pages=pages, days=days)
    except PapiDeskError as error:
        problem = error
        proposal = incoming.propose(None, today=today, pages=pages, days=days)
    return Seen(pdf, proposal, problem)

"""The third step of a report: its pages as they will be printed, and what is still open."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from papidesk.domain.document import Document
from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.drafting.paper_preview import PaperPreview
from ui.failures import sentence_of
from ui.widgets.labels import label

if TYPE_CHECKING:
    from papidesk.domain.claims import Claim
    from papidesk.workflow.report_facts import ReportOrder

SIDE = 280  # px at 100 % text


class _Made(NamedTuple):
    """A draft, what it claims, and how many of the window's entries have no evidence."""

    document: Document
    claims: tuple[Claim, ...]
    bare: int
    entries: int


class DraftStep(QWidget):
    """Drafts away from the window and shows the pages; nothing is kept yet."""

    drafted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.document: Document | None = None
        self._edition = 0
        self._build()
        context.theme.changed.connect(self._set_width)

    def _build(self) -> None:
        self.preview = PaperPreview(self._context)
        self.state = label("", "muted", wrap=True)
        self.unproven = label("", "muted", wrap=True)
        self.claims_title = label("", "strong", wrap=True)
        self.claims = QListWidget()
        self.claims.setObjectName("framed")
        self.claims.setWordWrap(True)
        self.claims.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.claims.setAccessibleName(_("Sentences without an entry behind them"))
        self.side = QWidget()
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(self.unproven)
        column.addWidget(self.claims_title)
        column.addWidget(self.claims, 1)
        column.addStretch(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.side)
        self._set_width()
        self._show_claims(())
        self._show_unproven(0, 0)

    def draft(self, order: ReportOrder) -> None:
        """Draft ``order`` and show its pages when they are there."""
        self._edition += 1
        self.document = None
        self.state.setText(_("Writing the draft…"))
        self._show_unproven(0, 0)
        run_task(
            self,
            partial(_drafted, self._context, order),
            jobs=self._context.jobs,
            done=partial(self._on_drafted, self._edition),
            failed=partial(self._on_failed, self._edition),
        )

    def forget(self) -> None:
        """Let go of what was drafted: something changed."""
        self._edition += 1
        self.document = None

    def give_focus(self) -> None:
        """Put the focus on the pages."""
        self.preview.view.setFocus()

    def _on_drafted(self, edition: int, made: _Made) -> None:
        if edition != self._edition:
            return
        self.document, claims, bare, entries = made
        self.preview.show_document(self.document)
        self.state.setText(
            _(
                "Figures stay live until the report is issued. Sentences and blanks (………) are "
                "yours to complete in the editor."
            )
        )
        self._show_claims(claims)
        self._show_unproven(bare, entries)
        self.drafted.emit()

    def _on_failed(self, edition: int, error: Exception) -> None:
        if edition == self._edition:
            self.state.setText("")
            self.preview.show_document(None)
            self.preview.show_problem(sentence_of(error))
            self.drafted.emit()

    def _show_claims(self, claims: tuple[Claim, ...]) -> None:
        self.claims.clear()
        count = len(claims)
        self.claims_title.setText(
            ngettext(
                "{count} sentence claims something without an entry",
                "{count} sentences claim something without an entry",
                count,
            ).format(count=count)
        )
        for claim in claims:
            self.claims.addItem(f"“{claim.sentence}”")
        for widget in (self.claims_title, self.claims):
            widget.setVisible(count > 0)

    def _show_unproven(self, bare: int, entries: int) -> None:
        """Say how many entries have no evidence: the drafter should know, the superior need not."""
        self.unproven.setText(
            ngettext(
                "{bare} of {count} entry of the window has no evidence. The report does not say "
                "so.",
                "{bare} of {count} entries of the window have no evidence. The report does not "
                "say so.",
                entries,
            ).format(bare=bare, count=entries)
        )
        self.unproven.setVisible(bare > 0)

    def _set_width(self) -> None:
        self.side.setFixedWidth(round(SIDE * self._context.theme.scale))


def _drafted(context: Context, order: ReportOrder, job: Job) -> _Made:
    from papidesk.domain.claims import claims
    from papidesk.workflow import reports

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        document = reports.draft(store, order, today=datetime.date.today())
        return _Made(document, tuple(claims(document)), *reports.without_evidence(store, order))

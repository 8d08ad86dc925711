"""Sentences that claim what no entry carries, looked for in the open document while one writes.

They are looked for in a thread with a store of its own, after a pause: the check itself knows no
store.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from papidesk.domain.document import Document
from papidesk.workflow import workspaces
from ui.background import Job, run_task
from ui.context import Context
from ui.editor.session import EditorSession

if TYPE_CHECKING:
    from papidesk.workflow.report_claims import Claim

PAUSE = 900  # ms without a change before claims are looked for


class ClaimWatch(QObject):
    """Looks for claims in the open document; ``found`` comes when they are others than before."""

    found = Signal()

    def __init__(self, context: Context, session: EditorSession) -> None:
        super().__init__(session)
        self._context, self._session = context, session
        self.claims: tuple[Claim, ...] = ()
        self._edition = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_paused)
        session.opened.connect(self._on_opened)
        session.edited.connect(self._pause.start)
        session.replaced.connect(self._pause.start)
        context.log_changed.connect(self._pause.start)

    def _on_opened(self) -> None:
        self._edition += 1
        self._show(())
        self._pause.start()

    def _on_paused(self) -> None:
        document = self._session.document
        self._edition += 1
        if document is None or document.frozen:
            self._show(())
            return
        run_task(
            self,
            partial(_claims, self._context, document),
            jobs=self._context.jobs,
            done=partial(self._on_found, self._edition),
            failed=self._on_failed,
        )

    def _on_found(self, edition: int, claims: tuple[Claim, ...]) -> None:
        if edition == self._edition:
            self._show(claims)

    def _on_failed(self, error: Exception) -> None:
        # Hints about sentences: what the store refuses is told where it is asked for.
        self._show(())

    def _show(self, claims: tuple[Claim, ...]) -> None:
        if claims != self.claims:
            self.claims = claims
            self.found.emit()


def _claims(context: Context, document: Document, job: Job) -> tuple[Claim, ...]:
    from papidesk.workflow import report_claims

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return tuple(report_claims.claims(store, document))

"""The numbers on the rail: what waits on a page, counted anew when something changed."""

from __future__ import annotations

import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from papidesk.i18n import ngettext
from papidesk.workflow import workspaces
from papidesk.workflow.waiting import Waiting
from ui.background import Job, run_task
from ui.context import Context
from ui.rail import Rail

PAUSE = 400  # ms in which several changes become one counting


class Badges(QObject):
    """Counts in the background and shows it on the rail."""

    def __init__(self, context: Context, rail: Rail) -> None:
        super().__init__(rail)
        self._context, self._rail = context, rail
        self._counting = False
        self._again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._count)
        for changed in (
            context.documents_changed,
            context.tasks_changed,
            context.log_changed,
            context.catalogues_changed,
            context.exchange_changed,
        ):
            changed.connect(self._pause.start)

    def start(self) -> None:
        """Count for the first time, when the window stands."""
        self._count()

    def _count(self) -> None:
        if self._counting:
            self._again = True
            return
        self._counting = True
        run_task(
            self,
            partial(_counted, self._context, datetime.date.today()),
            jobs=self._context.jobs,
            done=self._on_counted,
            failed=self._on_failed,
        )

    def _on_counted(self, waiting: Waiting) -> None:
        self._counting = False
        self._rail.set_badge("documents", waiting.documents, documents_text(waiting))
        late = ngettext("{count} task overdue", "{count} tasks overdue", waiting.tasks_overdue)
        self._rail.set_badge(
            "tasks", waiting.tasks_overdue, late.format(count=waiting.tasks_overdue)
        )
        self._rail.set_badge("exchange", waiting.exchange, exchange_text(waiting))
        self._rail.set_badge("consolidation", waiting.undecided, undecided_text(waiting.undecided))
        if self._again:
            self._again = False
            self._pause.start()

    def _on_failed(self, error: Exception) -> None:
        # A number less on the rail is no reason to interrupt anybody: the page itself will tell.
        self._counting = False


def documents_text(waiting: Waiting) -> str:
    """Return what the number at the documents counts: "1 returned, 2 to number"."""
    parts = []
    if waiting.returned:
        said = ngettext("{count} returned", "{count} returned", waiting.returned)
        parts.append(said.format(count=waiting.returned))
    if waiting.to_number:
        said = ngettext("{count} waiting for a number", "{count} waiting for a number",
                        waiting.to_number)  # fmt: skip
        parts.append(said.format(count=waiting.to_number))
    return ", ".join(parts)


def exchange_text(waiting: Waiting) -> str:
    """Return what the number at the exchange counts: "2 bundles wait, 1 conflict"."""
    parts = []
    if waiting.bundles:
        said = ngettext("{count} bundle waits", "{count} bundles wait", waiting.bundles)
        parts.append(said.format(count=waiting.bundles))
    if waiting.conflicts:
        said = ngettext("{count} open conflict", "{count} open conflicts", waiting.conflicts)
        parts.append(said.format(count=waiting.conflicts))
    return ", ".join(parts)


def undecided_text(count: int) -> str:
    """Return what the number at the consolidation counts: "12 reports to decide on"."""
    said = ngettext("{count} report to decide on", "{count} reports to decide on", count)
    return said.format(count=count) if count else ""


def _counted(context: Context, today: datetime.date, job: Job) -> Waiting:
    from papidesk.workflow import waiting

    with workspaces.open_store(context.workspace) as store:
        return waiting.count(store, today=today)

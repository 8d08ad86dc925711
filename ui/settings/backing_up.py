"""Making a backup in the background, wherever it is asked for."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from papidesk.i18n import _
from papidesk.workflow import keeping, workspaces
from papidesk.workflow.keeping import Backup
from ui.background import Job, Task, run_task
from ui.context import Context
from ui.failures import show_failure


def back_up(context: Context, owner: QWidget, *, reason: str = "manual") -> Task:
    """Back the open workspace up; the status bar and the list of backups follow."""

    def done(_backup: Backup) -> None:
        context.backups_changed.emit()
        if reason == "manual":
            context.happened.emit(_("Backup made and verified"), None)

    def failed(error: Exception) -> None:
        show_failure(context.ask, owner, error)

    return run_task(
        owner,
        partial(_back_up, context, reason),
        jobs=context.jobs,
        done=done,
        failed=failed,
        title=_("Backing up"),
    )


def _back_up(context: Context, reason: str, job: Job) -> Backup:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return keeping.backup_store(store, reason=reason)

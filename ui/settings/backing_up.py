"""Making a backup in the background, wherever it is asked for, and its copy elsewhere."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import keeping, second_place, workspaces
from papidesk.workflow.keeping import Backup
from ui.background import Job, Task, run_task
from ui.context import Context
from ui.failures import sentence_of, show_failure

# Those that are also copied to the second place, where there is one.
COPIED = frozenset({"manual", "daily"})


@dataclass(frozen=True, slots=True)
class Made:
    """A backup, and how its copy went: when it was made, or why it was not."""

    backup: Backup
    copied_at: str = ""
    problem: PapiDeskError | None = None


def back_up(context: Context, owner: QWidget, *, reason: str = "manual") -> Task:
    """Back the open workspace up; the status bar and the list of backups follow."""

    def done(made: Made) -> None:
        if made.copied_at:
            with contextlib.suppress(PapiDeskError):
                context.change_settings(second_backup_at=made.copied_at)
        context.backups_changed.emit()
        if made.problem is not None:
            context.happened.emit(sentence_of(made.problem), None)
        elif reason == "manual":
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


def _back_up(context: Context, reason: str, job: Job) -> Made:
    job.step(0, 1)
    second = context.settings.second_backup if reason in COPIED else ""
    with workspaces.open_store(context.workspace) as store:
        backup = keeping.backup_store(store, reason=reason)
        if not second:
            return Made(backup)
        try:
            copy = second_place.copy_to(store, Path(second), reason=reason)
        except PapiDeskError as error:
            return Made(backup, problem=error)
    return Made(backup, copied_at=copy.info.made_at)

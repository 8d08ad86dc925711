"""The work behind the import, away from the window: reading, looking over, taking, undoing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.sheet_table import SheetTable
from papidesk.errors import PapiDeskError
from papidesk.workflow import workspaces
from ui.background import Job
from ui.context import Context
from ui.failures import show_failure

if TYPE_CHECKING:
    from papidesk.domain.log_columns import Mapping
    from papidesk.workflow.log_import import ImportPreview


def read(
    context: Context, path: Path | None, text: str, sheet: str, job: Job
) -> tuple[SheetTable, Mapping]:
    """Return the table and what its columns seem to be."""
    from papidesk.workflow import log_import

    job.step(0, 2)
    table = log_import.read(path, sheet=sheet) if path else log_import.read_cells(text)
    job.step(1, 2)
    with workspaces.open_store(context.workspace) as store:
        return table, log_import.guess(store, table)


def previewed(context: Context, table: SheetTable, mapping: Mapping, job: Job) -> ImportPreview:
    """Return what each row would become."""
    from papidesk.workflow import log_import

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return log_import.preview(store, table, mapping, progress=job.step)


def taken(context: Context, preview: ImportPreview, reason: str, repeated: bool, job: Job) -> str:
    """Take the rows over and return the batch."""
    from papidesk.workflow import log_import

    job.step(0, len(preview.rows))
    with workspaces.open_store(context.workspace) as store:
        return log_import.take(
            store, preview, who=context.who, reason=reason, progress=job.step, repeated=repeated
        )


def undo(context: Context, batch: str, reason: str) -> None:
    """Take a batch back; what is refused is told."""
    from papidesk.workflow import log_import

    try:
        log_import.undo(context.workspace.store, batch, who=context.who, reason=reason)
    except PapiDeskError as error:
        show_failure(context.ask, None, error)
    context.log_changed.emit()

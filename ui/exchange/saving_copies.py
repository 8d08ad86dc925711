"""Writing bundles where they leave from: a stick, a folder, a file; read back before it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from papidesk.domain.exchange import SentBundle
from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from ui.background import Job, StoppedError, Task, run_task
from ui.context import Context
from ui.failures import show_failure


class Copied(NamedTuple):
    """Where bundles were written to; ``safe``: on a stick that may be taken out."""

    written: list[Path]
    safe: bool


def safe_to_remove(folder: Path) -> bool:
    """Force all that was written out to the stick; tell whether it is one, and may be taken out."""
    from papidesk.workflow import sticks

    return sticks.is_removable(folder) and sticks.flushed(folder)


def ask_copy(owner: QWidget, context: Context, found: Sequence[SentBundle]) -> None:
    """Ask for a file, or for several bundles a folder, and write them there."""
    folder = Path(context.settings.last_folder or Path.home())
    ids = [one.id for one in found]
    write = partial(_write, owner, context, ids)
    if len(found) > 1:
        context.ask.folder(owner, _("Where to save the bundles"), str(folder), write)
        return
    context.ask.save_file(
        owner, _("Save a copy"), folder / found[0].file_name, _("Bundles (*.papi *.papi.age)"),
        write,
    )  # fmt: skip


def _write(owner: QWidget, context: Context, ids: list[str], target: Path) -> None:
    def done(copied: Copied) -> None:
        written = copied.written
        said = ngettext(
            "{count} file written and read back.", "{count} files written and read back.",
            len(written),
        )  # fmt: skip
        if copied.safe:
            said = ngettext(
                "{count} file written and read back. Safe to remove the stick.",
                "{count} files written and read back. Safe to remove the stick.",
                len(written),
            )
        act = partial(context.ask.show_file, written[0].parent)
        context.remember_folder(written[0].parent)
        context.offered.emit(said.format(count=len(written)), _("Open the folder"), act)
        context.exchange_changed.emit()

    def failed(error: Exception) -> None:
        show_failure(context.ask, owner, error)
        context.exchange_changed.emit()

    copy(owner, context, ids, target, done=done, failed=failed)


def copy(
    owner: QWidget,
    context: Context,
    ids: Sequence[str],
    target: Path,
    *,
    done: Callable[[Copied], None],
    failed: Callable[[Exception], None],
    progress: Callable[[int, int], None] | None = None,
) -> Task:
    """Write bundles to ``target`` away from the window; a broken-off job is a StoppedError."""

    def on_failed(error: Exception) -> None:
        from papidesk.bundles.failures import BrokenOffError

        failed(StoppedError() if isinstance(error, BrokenOffError) else error)

    return run_task(
        owner, partial(_copied, context, tuple(ids), target), jobs=context.jobs, done=done,
        failed=on_failed, progress=progress, title=_("Writing bundles"),
    )  # fmt: skip


def _copied(context: Context, ids: tuple[str, ...], target: Path, job: Job) -> Copied:
    from papidesk.workflow import sending

    with workspaces.open_store(context.workspace) as store:
        written = sending.export(
            store, ids, target, who=context.who, progress=job.step,
            cancelled=lambda: job.stopped,
        )  # fmt: skip
    return Copied(written, safe_to_remove(written[0].parent))

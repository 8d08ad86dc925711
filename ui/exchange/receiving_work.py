"""The work behind receiving, away from the window: looking, taking, undoing, receipts."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from papidesk.domain.bundle import RECORD_KINDS
from papidesk.domain.record import replace
from papidesk.i18n import _, ngettext
from papidesk.workflow import workspaces
from ui.background import Job, Task, run_task
from ui.context import Context
from ui.exchange.key_password import run_with_key
from ui.failures import show_failure

if TYPE_CHECKING:
    from papidesk.domain.exchange import ReceivedBundle, SentBundle
    from papidesk.domain.import_plan import ImportPlan, PlanLine
    from papidesk.workflow.receiving import Incoming

Failed = Callable[[Exception], None]


class Looked:
    """A bundle that was verified and lies extracted until it is let go of."""

    def __init__(self, incoming: Incoming, open_: ExitStack) -> None:
        self.incoming = incoming
        # Also where nobody waited for it any more: what was extracted does not stay.
        self._close = weakref.finalize(self, open_.close)

    @property
    def plan(self) -> ImportPlan:
        """What taking it in would change."""
        return self.incoming.plan

    def close(self) -> None:
        """Remove what was extracted; a second time changes nothing."""
        self._close()


def look(
    owner: QWidget,
    context: Context,
    source: Path | str | Looked,
    *,
    done: Callable[[Looked], None],
    failed: Failed,
    progress: Callable[[int, int], None],
) -> Task:
    """Look at the file ``source``, again at one that came in (its id), or anew at a copy."""
    return run_with_key(
        owner, context, partial(_looked, context, source), done=done, failed=failed,
        progress=progress, title=_("Looking at a bundle"),
    )  # fmt: skip


def _looked(context: Context, source: Path | str | Looked, password: str, job: Job) -> Looked:
    from papidesk.workflow import receiving, receiving_history

    if isinstance(source, Looked):
        try:
            return _looked_anew(context, source, password, job)
        finally:
            source.close()

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        name = ""
        if isinstance(source, str):
            source, name = receiving_history.path_to_reopen(store, source)
        # The extracted files outlive this store: taking in opens one of its own.
        open_ = ExitStack()
        incoming = open_.enter_context(
            receiving.look(
                store, source, who=context.who, password=password, name=name,
                progress=job.step, cancelled=lambda: job.stopped,
            )
        )  # fmt: skip
        return Looked(incoming, open_)


def _looked_anew(context: Context, before: Looked, password: str, job: Job) -> Looked:
    from papidesk.workflow import receiving

    with workspaces.open_store(context.workspace) as store:
        open_ = ExitStack()
        incoming = open_.enter_context(
            receiving.look(
                store, before.incoming.path, who=context.who, password=password,
                name=before.plan.file_name, progress=job.step, cancelled=lambda: job.stopped,
            )
        )  # fmt: skip
        return Looked(incoming, open_)


def in_full(
    owner: QWidget,
    context: Context,
    looked: Looked,
    line: PlanLine,
    *,
    done: Callable[[PlanLine], None],
    failed: Failed,
) -> Task:
    """Find the record a line is about, to be read in full."""
    return run_task(
        owner, partial(_in_full, looked, line), jobs=context.jobs, done=done, failed=failed
    )


def _in_full(looked: Looked, line: PlanLine, job: Job) -> PlanLine:
    if line.kind not in RECORD_KINDS:
        return line
    for record in looked.incoming.bundle.records(line.kind):
        if record.id == line.id:
            return replace(line, record=record)
        if job.stopped:
            break
    return line


def put_off(
    owner: QWidget,
    context: Context,
    looked: Looked,
    *,
    done: Callable[[ReceivedBundle], None],
    failed: Failed,
) -> Task:
    """Keep what was looked at until later."""
    return run_task(
        owner, partial(_put_off, context, looked), jobs=context.jobs, done=done, failed=failed,
        title=_("Keeping a bundle for later"),
    )  # fmt: skip


def _put_off(context: Context, looked: Looked, job: Job) -> ReceivedBundle:
    from papidesk.workflow import receiving

    with workspaces.open_store(context.workspace) as store:
        return receiving.put_off(store, looked.incoming, who=context.who)


def put_aside(
    owner: QWidget,
    context: Context,
    id: str,
    *,
    done: Callable[[ReceivedBundle], None],
    failed: Failed,
) -> Task:
    """Put a file that waits aside: it is not taken in and waits for nobody any more."""
    return run_with_key(
        owner, context, partial(_put_aside, context, id), done=done, failed=failed,
        title=_("Putting a bundle aside"),
    )  # fmt: skip


def _put_aside(context: Context, id: str, password: str, job: Job) -> ReceivedBundle:
    from papidesk.workflow import receiving

    looked = _looked(context, id, password, job)
    try:
        with workspaces.open_store(context.workspace) as store:
            return receiving.decline(store, looked.incoming, who=context.who)
    finally:
        looked.close()


def take(
    owner: QWidget,
    context: Context,
    looked: Looked,
    *,
    agree: bool,
    done: Callable[[ReceivedBundle], None],
    failed: Failed,
) -> Task:
    """Take in what was looked at; ``agree`` where it was held for a person."""
    return run_task(
        owner, partial(_taken, context, looked, agree), jobs=context.jobs, done=done,
        failed=failed, title=_("Taking a bundle in"),
    )  # fmt: skip


def _taken(context: Context, looked: Looked, agree: bool, job: Job) -> ReceivedBundle:
    from papidesk.workflow import receiving

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return receiving.take(store, looked.incoming, who=context.who, agree=agree)


def undo(owner: QWidget, context: Context, ids: Sequence[str], ended: Callable[[], None]) -> None:
    """Put back what the imports ``ids`` changed, the latest first; what is refused is told."""

    def done(count: int) -> None:
        ended()
        if not count:
            return  # undone already
        said = ngettext("{count} import undone", "{count} imports undone", count)
        context.happened.emit(said.format(count=count), None)
        tell_changed(context)

    def failed(error: Exception) -> None:
        ended()
        show_failure(context.ask, owner, error)
        tell_changed(context)

    run_task(
        owner, partial(_undone, context, tuple(ids)), jobs=context.jobs, done=done, failed=failed,
        title=_("Undoing an import"),
    )  # fmt: skip


def _undone(context: Context, ids: tuple[str, ...], job: Job) -> int:
    from papidesk.workflow import receiving_history
    from papidesk.workflow.receiving_refusals import NotAppliedError

    count = 0
    with workspaces.open_store(context.workspace) as store:
        for number, id in enumerate(reversed(ids)):
            job.step(number, len(ids))
            try:
                # One backup before the first is enough for all of them.
                receiving_history.undo(store, id, who=context.who, backup=number == 0)
            except NotAppliedError:
                pass  # undone already: pressed twice, at its place and on the notice
            else:
                count += 1
    return count


def receipt(
    owner: QWidget,
    context: Context,
    id: str,
    target: Path,
    *,
    done: Callable[[list[SentBundle]], None],
    failed: Failed,
) -> Task:
    """Write the receipt of what came in as ``id`` to the file or folder ``target``."""
    return run_with_key(
        owner, context, partial(_receipt, context, id, target), done=done, failed=failed,
        title=_("Writing the receipt"),
    )  # fmt: skip


def _receipt(context: Context, id: str, target: Path, password: str, job: Job) -> list[SentBundle]:
    from papidesk.workflow import receipts

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return receipts.make(store, id, target, who=context.who, password=password)


def tell_changed(context: Context) -> None:
    """Tell all pages that a bundle may have changed anything."""
    for changed in (
        context.documents_changed,
        context.tasks_changed,
        context.log_changed,
        context.catalogues_changed,
        context.exchange_changed,
    ):
        changed.emit()
    context.tell_saved("saved")

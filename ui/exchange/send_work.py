"""The work behind sending, away from the window: what would go, making it, writing it out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import workspaces
from ui.background import Job, Task, run_task
from ui.context import Context
from ui.exchange.key_password import run_with_key
from ui.exchange.saving_copies import safe_to_remove
from ui.words import size_text

if TYPE_CHECKING:
    from papidesk.domain.exchange import SentBundle
    from papidesk.workflow.sending import Order, SendPreview

Failed = Callable[[Exception], None]


class Made(NamedTuple):
    """Bundles that were made, and where they were written to (nothing where that failed).

    ``error`` is why they were not written: they lie in the outbox all the same. ``safe``: they are
    on a stick, and it may be taken out.
    """

    bundles: list[SentBundle]
    written: list[Path]
    error: Exception | None
    safe: bool = False


def evidence_of(context: Context, order: Order) -> list[tuple[str, str]]:
    """Return all evidence ``order`` could send: ids and words; nothing where it cannot be sent."""
    from papidesk.workflow import sending

    store = context.workspace.store
    today = datetime.date.today()
    try:
        parcel = sending.gathered(store, replace(order, evidence="all"), today=today, keep=False)
    except PapiDeskError:
        return []  # told in the last step
    found = [one for one in parcel.records if one.kind == "evidence" and not one.deleted]
    return [
        (one.id, f"{one.fields.get('name', '')} · {size_text(int(one.fields.get('bytes') or 0))}")
        for one in found
    ]


def preview(
    owner: QWidget,
    context: Context,
    order: Order,
    *,
    done: Callable[[SendPreview], None],
    failed: Failed,
) -> Task:
    """Find out what ``order`` would send."""
    return run_task(
        owner, partial(_previewed, context, order), jobs=context.jobs, done=done, failed=failed
    )


def _previewed(context: Context, order: Order, job: Job) -> SendPreview:
    from papidesk.workflow import sending

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return sending.preview(store, order, today=datetime.date.today())


def make(
    owner: QWidget,
    context: Context,
    order: Order,
    target: Path,
    *,
    done: Callable[[Made], None],
    failed: Failed,
    progress: Callable[[int, int], None],
) -> Task:
    """Make what ``order`` asks for and write it to the folder ``target``, read back."""
    return run_with_key(
        owner, context, partial(_made, context, order, target), done=done, failed=failed,
        progress=progress, title=_("Making a bundle"),
    )  # fmt: skip


def _made(context: Context, order: Order, target: Path, password: str, job: Job) -> Made:
    from papidesk.bundles.failures import TargetGoneError
    from papidesk.workflow import sending

    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        bundles = sending.make(
            store, order, who=context.who, password=password, progress=job.step,
            cancelled=lambda: job.stopped,
        )  # fmt: skip
        if not target.is_dir():
            return Made(bundles, [], TargetGoneError(name=target.name, detail=_("no such folder")))
        try:
            written = sending.export(
                store, [one.id for one in bundles], target, who=context.who, progress=job.step,
                cancelled=lambda: job.stopped,
            )  # fmt: skip
        except PapiDeskError as error:
            # Made is made: it can be written once more from here or from the history.
            return Made(bundles, [], error)
    return Made(bundles, written, None, safe_to_remove(target))

"""Saving a receipt: to the stick it came from, or wherever a person says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from papidesk.domain.bundle import SUFFIX
from papidesk.domain.exchange import ReceivedBundle, SentBundle
from papidesk.i18n import _
from ui.background import StoppedError
from ui.context import Context
from ui.exchange import receiving_work
from ui.failures import show_failure


def ask_receipt(
    owner: QWidget,
    context: Context,
    row: ReceivedBundle,
    *,
    folder: Path | None = None,
    ended: Callable[[], None] | None = None,
) -> None:
    """Ask where to write the receipt of ``row``, beginning in ``folder``, and write it there."""
    began = folder or Path(context.settings.last_folder or Path.home())
    name = f"bien-nhan_{row.unit}_{row.period or 'all'}_{row.seq:06}{SUFFIX}"
    context.ask.save_file(
        owner, _("Save the receipt"), began / name, _("Bundles (*.papi *.papi.age)"),
        partial(_save, owner, context, row.id, ended or _nothing),
    )  # fmt: skip


def _save(
    owner: QWidget, context: Context, id: str, ended: Callable[[], None], target: Path
) -> None:
    def done(_made: list[SentBundle]) -> None:
        ended()
        context.remember_folder(target.parent)
        said = _("Receipt written: {name}").format(name=target.name)
        act = partial(context.ask.show_file, target.parent)
        context.offered.emit(said, _("Open the folder"), act)
        context.exchange_changed.emit()

    def failed(error: Exception) -> None:
        ended()
        if not isinstance(error, StoppedError):
            show_failure(context.ask, owner, error)

    receiving_work.receipt(owner, context, id, target, done=done, failed=failed)


def _nothing() -> None:
    """Nobody waits for the end."""

"""Putting a bundle aside that waits: asked about once, because nobody is reminded of it then."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from papidesk.domain.exchange import ReceivedBundle
from papidesk.i18n import _
from ui.context import Context
from ui.exchange import receiving_work
from ui.failures import show_failure


def ask_aside(owner: QWidget, context: Context, row: ReceivedBundle) -> None:
    """Ask whether the file ``row`` is to be put aside, and do it."""
    context.ask.confirm(
        owner,
        _(
            "Put “{name}” aside? It is not taken in. The sender’s file can be taken in again later."
        ).format(name=row.file_name),
        _("Put aside"),
        partial(_put, owner, context, row.id),
    )


def _put(owner: QWidget, context: Context, id: str) -> None:
    def done(row: ReceivedBundle) -> None:
        context.happened.emit(_("Put aside: {name}").format(name=row.file_name), None)
        context.exchange_changed.emit()

    def failed(error: Exception) -> None:
        show_failure(context.ask, owner, error)

    receiving_work.put_aside(owner, context, id, done=done, failed=failed)

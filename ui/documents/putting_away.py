"""Deleting documents: into the trash with a way back, out of it, and for good when asked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import documents, lists
from ui.context import Context
from ui.failures import show_failure


class PuttingAway(QObject):
    """The trash as a person uses it."""

    gone = Signal(list)  # ids: into the trash, or for good
    back = Signal(list)

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def trash(self, ids: list[str]) -> None:
        """Put documents into the trash; the toast takes them out again."""
        try:
            documents.trash(self._context.workspace.store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self.gone.emit(ids)
        said = ngettext("{count} document deleted", "{count} documents deleted", len(ids))
        self._context.happened.emit(said.format(count=len(ids)), partial(self.restore, ids))

    def restore(self, ids: list[str]) -> None:
        """Take documents out of the trash."""
        if not ids:
            return
        try:
            documents.untrash(self._context.workspace.store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self.back.emit(ids)

    def delete_for_good(self, ids: list[str]) -> None:
        """Ask once, then delete documents of the trash; nothing brings them back."""
        if not ids:
            return
        question = ngettext(
            "Delete {count} document for good? Only a backup could bring it back.",
            "Delete {count} documents for good? Only a backup could bring them back.",
            len(ids),
        )
        self._context.ask.confirm(
            self._window,
            question.format(count=len(ids)),
            _("Delete for Good"),
            partial(self._delete, ids),
        )

    def _delete(self, ids: list[str]) -> None:
        try:
            lists.delete(self._context.workspace.store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self._window, error)
            return
        self.gone.emit(ids)

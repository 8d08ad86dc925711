"""The editor over the list: opened on a document, left to the same row and place of the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.commands import Command
from ui.context import Context

if TYPE_CHECKING:
    from ui.editor.editor_view import EditorView


class Editing(QObject):
    """Puts the editor into a stack above what was there, and takes it away again."""

    shown = Signal(bool)  # the editor stands over the list, or no longer
    closed = Signal(str)  # the id of the document that was left
    document_asked = Signal(str)
    imported = Signal(list)

    def __init__(self, context: Context, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._context, self._stack = context, stack
        self._view: EditorView | None = None
        self._id = ""

    @property
    def view(self) -> EditorView:
        """The editor, built when the first document is opened for writing."""
        if self._view is None:
            from ui.editor.editor_view import EditorView

            self._view = EditorView(self._context)
            self._view.closed.connect(self._on_closed)
            self._view.document_asked.connect(self.document_asked)
            self._view.imported.connect(self.imported)
            self._stack.addWidget(self._view)
        return self._view

    @property
    def open_id(self) -> str:
        """The document that is open for writing, "" for none."""
        return self._id

    def open(self, id: str) -> bool:
        """Open a document for writing; return whether it was."""
        if not self.flush() or not self.view.open(id):
            return False
        self._id = id
        self._stack.setCurrentWidget(self.view)
        self.shown.emit(True)
        return True

    @property
    def status_part(self) -> QWidget | None:
        """What the editor has to say in the window's status bar, None while it is not open."""
        return self.view.status if self._id else None

    def flush(self) -> bool:
        """Keep what is written; return False when that failed."""
        return not self._id or self.view.flush()

    def may_close(self) -> bool:
        """Keep or ask; return False when the window must stay open."""
        return not self._id or self.view.may_close()

    def leave(self) -> None:
        """Let go of everything: the window closes."""
        if self._view is not None:
            self._view.leave()

    def remember(self) -> None:
        """Hand sizes to the settings."""
        if self._view is not None:
            self._view.remember()

    def refresh(self) -> None:
        """Read anew what is open."""
        if self._id:
            self.view.refresh()

    def give_focus(self) -> None:
        """Put the cursor into the text."""
        self.view.surface.setFocus()

    def commands(self) -> Iterable[Command]:
        """Return what can be done while the editor is open."""
        return self.view.commands() if self._id else ()

    def _on_closed(self) -> None:
        id, self._id = self._id, ""
        self._stack.setCurrentIndex(0)
        self.shown.emit(False)
        self.closed.emit(id)

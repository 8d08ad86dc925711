"""The list of documents and, beside it, the tabs of the one that is chosen."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.documents.documents_list import DocumentsList
from ui.failures import show_failure
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.documents.document_pane import DocumentPane

SIZES = (640, 560)  # px of list and tabs at first


class Desk(QSplitter):
    """Shows what is chosen in the list."""

    delete_asked = Signal(list)  # ids
    edit_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context = context
        self._pane: DocumentPane | None = None
        self.list = DocumentsList(context)
        self.side = QStackedWidget()
        self.nothing = EmptyState("document", "", "", [])
        self.side.addWidget(self.nothing)
        self._say_what_is_chosen()
        self.addWidget(self.list)
        self.addWidget(self.side)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.setSizes(list(SIZES))
        kept = context.settings.splitters.get("documents", "")
        if kept:
            self.restoreState(QByteArray.fromBase64(kept.encode()))
        self.list.chosen.connect(self._on_chosen)
        self.list.selected.connect(self._say_what_is_chosen)
        self.list.filters.trash_toggled.connect(self._on_trash_toggled)
        self.list.model.reloaded.connect(self._on_reloaded)

    @property
    def pane(self) -> DocumentPane:
        """The open document's tabs, built when the first document is opened: the start is quick."""
        if self._pane is None:
            from ui.documents.document_pane import DocumentPane

            self._pane = DocumentPane(self._context)
            self._pane.session.opened.connect(self._on_session_opened)
            self._pane.session.kept.connect(self.list.model.reload)
            self._pane.issued.connect(self._on_issued)
            self._pane.delete_asked.connect(self._on_delete_open)
            self._pane.edit_asked.connect(self._on_edit_open)
            self.side.addWidget(self._pane)
        return self._pane

    @property
    def built_pane(self) -> DocumentPane | None:
        """The tabs if a document was opened before."""
        return self._pane

    @property
    def open_id(self) -> str:
        """The document whose tabs are shown, "" for none."""
        document = self._pane.session.document if self._pane is not None else None
        return document.id if document is not None else ""

    def keep(self) -> bool:
        """Keep what was changed in the tabs; return False when that failed."""
        return self._pane is None or self._pane.session.flush()

    def close_pane(self) -> bool:
        """Keep what was changed and show no document; return False when that failed."""
        if not self.keep():
            return False
        if self._pane is not None:
            self._pane.session.close()
        return True

    def discard(self) -> None:
        """Show no document any more and keep nothing of it."""
        if self._pane is not None:
            self._pane.session.discard()

    def remember(self) -> None:
        """Hand columns and splitter to the settings."""
        self._context.remember("columns", "documents", self.list.table.widths())
        if self.list.is_empty:
            return  # half of it is hidden: what was remembered before stays
        state = base64.b64encode(self.saveState().data()).decode()
        self._context.remember("splitters", "documents", state)

    def _say_what_is_chosen(self) -> None:
        count = len(self.list.chosen_ids())
        title = ngettext("{count} document chosen", "{count} documents chosen", count)
        if self.list.model.chosen.trashed:
            sentence = _("Restore a document to read it or to work on it.")
        elif count > 1:
            sentence = _("The buttons above the list act on all of them.")
        else:
            title = _("No document chosen")
            sentence = _(
                "Choose a document in the list to see its printed page, its findings and its "
                "information."
            )
        self.nothing.title.setText(title.format(count=count))
        self.nothing.sentence.setText(sentence)

    def _on_trash_toggled(self, trashed: bool) -> None:
        self.close_pane()

    def _on_chosen(self, id: str) -> None:
        if id == self.open_id:
            return
        try:
            self.pane.session.open(id)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)

    def _on_reloaded(self) -> None:
        # An empty workspace shows its first steps and nothing else.
        self.side.setHidden(self.list.is_empty)

    def _on_session_opened(self) -> None:
        self.side.setCurrentIndex(0 if self.pane.session.document is None else 1)

    def _on_delete_open(self) -> None:
        if self.open_id:
            self.delete_asked.emit([self.open_id])

    def _on_edit_open(self) -> None:
        if self.open_id:
            self.edit_asked.emit(self.open_id)

    def _on_issued(self, document: object) -> None:
        self.pane.session.reload()
        self._context.documents_changed.emit()
        said = _("Issued as {number}").format(number=self.pane.name.text())
        self._context.happened.emit(said, None)

"""The page Văn bản: the list at the left, the open document at the right."""

from __future__ import annotations

import base64
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import documents
from ui.context import Context
from ui.documents.documents_list import DocumentsList
from ui.documents.importing import Importing
from ui.failures import show_failure
from ui.page import Page
from ui.widgets.buttons import push_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.documents.document_pane import DocumentPane


class DocumentsPage(Page):
    """Documents of the workspace."""

    searchable = True
    everything_shown = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.importing = Importing(context, self)
        self._pane: DocumentPane | None = None
        self._build()
        self._connect()
        self.list.model.reload()

    def _build(self) -> None:
        self.import_button = push_button(_("Import"), "import", "primary")
        self.import_button.setToolTip(_("Import documents (Ctrl+O)"))
        self.list = DocumentsList(self.context)
        self.side = QStackedWidget()
        self.side.addWidget(
            EmptyState(
                "document",
                _("No document chosen"),
                _(
                    "Choose a document in the list to see its printed page, its findings and its "
                    "information."
                ),
                [],
            )
        )
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.side)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([640, 560])
        kept = self.context.settings.splitters.get("documents", "")
        if kept:
            self.splitter.restoreState(QByteArray.fromBase64(kept.encode()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.drop = DropZone(self, _("Drop the files here to import them"))

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.importing.ask)
        QShortcut(QKeySequence.StandardKey.Paste, self.list).activated.connect(self.importing.paste)
        self.list.big_paste.clicked.connect(self.importing.paste)
        self.import_button.clicked.connect(self.importing.ask)
        self.list.big_import.clicked.connect(self.importing.ask)
        self.list.big_sample.clicked.connect(self.take_samples)
        self.drop.dropped.connect(self.importing.take)
        self.importing.imported.connect(self._on_imported)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.delete_asked.connect(self.delete)
        self.list.restore_asked.connect(self.restore)
        self.list.everything_asked.connect(self.show_everything)
        self.list.filters.trash_toggled.connect(self._on_trash_toggled)
        self.context.documents_changed.connect(self.refresh)

    @property
    def pane(self) -> DocumentPane:
        """The open document's tabs, built when the first document is opened: the start is quick."""
        if self._pane is None:
            from ui.documents.document_pane import DocumentPane

            self._pane = DocumentPane(self.context)
            self._pane.session.opened.connect(self._on_session_opened)
            self._pane.session.kept.connect(self.list.model.reload)
            self._pane.issued.connect(self._on_issued)
            self._pane.delete_asked.connect(self._on_delete_open)
            self.side.addWidget(self._pane)
        return self._pane

    def _keep(self) -> bool:
        return self._pane is None or self._pane.session.flush()

    # What the window asks of it

    def title(self) -> str:
        return _("Documents")

    def header_widgets(self) -> list[QWidget]:
        return [self.import_button]

    def show_search(self, text: str) -> None:
        self.list.model.choose(text=text)

    def show_year(self, year: int | None) -> None:
        self.list.model.choose(year=year)

    def years(self) -> list[int]:
        return documents.years(self.context.workspace.store)

    def refresh(self) -> None:
        self._keep()
        self.list.model.reload()

    def give_focus(self) -> None:
        self.list.give_focus()

    def may_close(self) -> bool:
        if self._keep():
            return True
        self.context.ask.confirm(
            self,
            _("The last changes of this document could not be saved. Close and lose them?"),
            _("Close without Saving"),
            self._on_lose,
        )
        return self._keep()

    def leave(self) -> None:
        if self._pane is not None:
            self._pane.session.discard()

    def remember(self) -> None:
        self.context.remember("columns", "documents", self.list.table.widths())
        state = base64.b64encode(self.splitter.saveState().data()).decode()
        self.context.remember("splitters", "documents", state)
        document = self._pane.session.document if self._pane is not None else None
        self.context.remember_document(document.id if document is not None else "")

    def reopen(self) -> None:
        """Open the document that was open when the window was closed, if it is in the list."""
        kept = self.context.settings.last_document
        if kept and not self.list.chosen_ids() and self.list.model.find(kept) >= 0:
            self.list.choose(kept)

    # What a person does

    def show_everything(self) -> None:
        """Let go of every filter, the search and the year."""
        self.everything_shown.emit()
        self.list.reset()

    def take_samples(self) -> None:
        """Import the sample documents that come with the program."""
        from papidesk.workflow.demo import commune_files

        self.importing.take(commune_files())

    def delete(self, ids: list[str]) -> None:
        """Put documents into the trash; the toast takes them out again."""
        if not ids or not self._keep():
            return
        try:
            documents.trash(self.context.workspace.store, ids, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        if self._pane is not None:
            self._pane.session.discard()
        self.list.model.reload()
        said = ngettext("{count} document deleted", "{count} documents deleted", len(ids))
        self.context.happened.emit(said.format(count=len(ids)), partial(self.restore, ids))

    def restore(self, ids: list[str]) -> None:
        """Take documents out of the trash."""
        if not ids:
            return
        try:
            documents.untrash(self.context.workspace.store, ids, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.list.model.reload()
        if not self.list.model.choice.trashed:
            self.list.choose(ids[0])

    # Slots

    def _on_imported(self, ids: list[str]) -> None:
        self.show_everything()
        self.context.documents_changed.emit()
        if ids:
            self.list.choose(ids[-1])

    def _on_trash_toggled(self, trashed: bool) -> None:
        if self._pane is not None:
            self._pane.session.close()

    def _on_chosen(self, id: str) -> None:
        session = self.pane.session
        if session.document is not None and session.document.id == id:
            return
        try:
            session.open(id)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)

    def _on_session_opened(self) -> None:
        self.side.setCurrentIndex(0 if self.pane.session.document is None else 1)

    def _on_lose(self) -> None:
        self.pane.session.discard()
        self.window().close()

    def _on_opened(self) -> None:
        self.pane.pages.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_delete_open(self) -> None:
        if self.pane.session.document is not None:
            self.delete([self.pane.session.document.id])

    def _on_issued(self, document: object) -> None:
        self.pane.session.reload()
        self.context.documents_changed.emit()
        said = _("Issued as {number}").format(number=self.pane.name.text())
        self.context.happened.emit(said, None)

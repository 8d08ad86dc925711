"""The page Văn bản: the list at the left, the open document at the right."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.workflow import documents
from ui.commands import Command, command_of
from ui.context import Context
from ui.documents.bulk import Bulk
from ui.documents.documents_list import DocumentsList
from ui.documents.editing import Editing
from ui.documents.importing import Importing
from ui.documents.places import DOCUMENTS, INCOMING, OUTGOING, Places
from ui.documents.putting_away import PuttingAway
from ui.documents.saved_views import SavedViews
from ui.failures import show_failure
from ui.keys import shortcut
from ui.page import Page
from ui.widgets.buttons import push_button
from ui.widgets.drop_zone import DropZone
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.documents.document_pane import DocumentPane


class DocumentsPage(Page):
    """Documents of the workspace."""

    searchable = True
    help_heading = "Tìm và xem"
    everything_shown = Signal()
    years_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.importing = Importing(context, self)
        self._pane: DocumentPane | None = None
        self._text = ""  # what the header asks for
        self._year: int | None = None
        self._scrolled = 0  # where the list was when the editor came over it
        self._build()
        self.editing = Editing(context, self.stack)
        self.bulk = Bulk(context, self)
        self.away = PuttingAway(context, self)
        self.views = SavedViews(context, self.list)
        self._connect()
        if not self.views.show_first():
            self.list.model.reload()

    def _build(self) -> None:
        self.import_button = push_button(_("Import"), "import")
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
        self.places = Places(self.context, self.splitter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.places)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack)
        self.drop = DropZone(self, _("Drop the files here to import them"))

    def _connect(self) -> None:
        shortcut(self, "Ctrl+O", _("Import documents"), self.importing.ask)
        paste = _("Import what was copied in Word")
        shortcut(self.list, QKeySequence.StandardKey.Paste, paste, self.importing.paste)
        self.list.big_paste.clicked.connect(self.importing.paste)
        self.import_button.clicked.connect(self.importing.ask)
        self.list.big_import.clicked.connect(self.importing.ask)
        self.list.big_sample.clicked.connect(self.take_samples)
        self.drop.dropped.connect(self.importing.take)
        self.importing.imported.connect(self._on_imported)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.delete_asked.connect(self.delete)
        self.list.everything_asked.connect(self.show_everything)
        self.list.search_dropped.connect(self.everything_shown)
        self.list.filters.trash_toggled.connect(self._on_trash_toggled)
        acts = self.list.acts
        acts.open.triggered.connect(self._on_opened)
        acts.submit.triggered.connect(self._on_submit)
        acts.export.triggered.connect(self._on_export)
        acts.duplicate.triggered.connect(self._on_duplicate)
        acts.restore.triggered.connect(self._on_restore)
        acts.delete_for_good.triggered.connect(self._on_delete_for_good)
        self.bulk.submitted.connect(self.context.documents_changed)
        self.away.gone.connect(self._on_gone)
        self.away.back.connect(self._on_back)
        self.context.documents_changed.connect(self.refresh)
        self.places.changed.connect(self._on_place_changed)
        self.places.document_asked.connect(self.show_document)
        self.places.everything_asked.connect(self.everything_shown)
        self.editing.shown.connect(self.whole_asked)
        self.editing.closed.connect(self._on_editor_closed)
        self.editing.document_asked.connect(self.edit)
        self.editing.imported.connect(self._on_imported_inside)

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
            self._pane.edit_asked.connect(self._on_edit_open)
            self.side.addWidget(self._pane)
        return self._pane

    def _keep(self) -> bool:
        kept = self._pane is None or self._pane.session.flush()
        return self.editing.flush() and kept

    # What the window asks of it

    def title(self) -> str:
        return _("Documents")

    def header_widgets(self) -> list[QWidget]:
        return [self.import_button]

    def show_search(self, text: str) -> None:
        self._text = text
        if self.places.register is not None:
            self.places.register.show_search(text)
        else:
            self.list.model.choose(text=text)

    def show_year(self, year: int | None) -> None:
        self._year = year
        if self.places.register is not None:
            self.places.register.show_year(year)
        else:
            self.list.model.choose(years=(year,) if year else ())

    def years(self) -> list[int]:
        if self.places.register is not None:
            return self.places.register.years()
        return documents.years(self.context.workspace.store)

    def refresh(self) -> None:
        if self.editing.open_id:
            # The list is read anew when the editor is left.
            self.editing.refresh()
            return
        self._keep()
        self.list.model.reload()
        if self.places.register is not None:
            self.places.register.refresh()

    def give_focus(self) -> None:
        if self.editing.open_id:
            self.editing.give_focus()
        elif self.places.register is not None:
            self.places.register.give_focus()
        else:
            self.list.give_focus()

    @property
    def whole(self) -> bool:
        return bool(self.editing.open_id)

    def commands(self) -> Iterator[Command]:
        if self.editing.open_id:
            yield from self.editing.commands()
            return
        yield Command(
            _("Import documents from files"), _("open Word text docx"), self.importing.ask,
            "Ctrl+O", icon="import",
        )  # fmt: skip
        yield Command(
            _("Import what was copied in Word"), _("paste clipboard"), self.importing.paste,
            icon="copy",
        )  # fmt: skip
        yield Command(
            _("Show all documents"), _("no filter reset"), self.show_everything, icon="views"
        )
        trash = self.list.filters.trash
        yield Command(_("Trash"), _("deleted documents"), trash.click, icon="delete")
        yield Command(
            _("Keep this list as a view"), _("save filter"), self.views.keep, icon="views"
        )
        for view in self.views.views:
            words = _("saved view filter")
            name = _("View: {name}").format(name=view.name)
            yield Command(name, words, partial(self.views.show, view), icon="views")
        for place, word in (
            (DOCUMENTS, _("Documents")),
            (OUTGOING, _("Outgoing register")),
            (INCOMING, _("Incoming register")),
        ):
            name = _("Go to {page}").format(page=word)
            yield Command(name, _("register list"), partial(self.places.show_place, place),
                          icon="views")  # fmt: skip
        yield from self.list.acts.commands()
        if self._pane is not None and self._pane.session.document is not None:
            for action in self._pane.actions():
                yield command_of(action, _("open document"))

    def show_document(self, id: str) -> None:
        """Choose the document ``id`` in the list, letting go of what hides it."""
        if self.editing.open_id:
            self.edit(id)
            return
        self.places.show_place(DOCUMENTS)
        if self.list.model.find(id) < 0:
            self.show_everything()
        self.list.choose(id)
        self.list.give_focus()

    def edit(self, id: str) -> None:
        """Open the document ``id`` for writing, over the list."""
        if self._pane is not None:
            if not self._pane.session.flush():
                return
            # One place to write in: the pane would save over the editor, or the other way round.
            self._pane.session.close()
        self._scrolled = self.list.table.verticalScrollBar().value()
        if self.editing.open(id):
            self.editing.give_focus()
        else:
            self._on_editor_closed(id)

    def may_close(self) -> bool:
        if not self.editing.may_close():
            return False
        if self._pane is None or self._pane.session.flush():
            return True
        self.context.ask.confirm(
            self,
            _("The last changes of this document could not be saved. Close and lose them?"),
            _("Close without Saving"),
            self._on_lose,
        )
        return self.pane.session.flush()

    def leave(self) -> None:
        self.editing.leave()
        if self._pane is not None:
            self._pane.session.discard()

    def remember(self) -> None:
        self.context.remember("columns", "documents", self.list.table.widths())
        state = base64.b64encode(self.splitter.saveState().data()).decode()
        self.context.remember("splitters", "documents", state)
        self.places.remember()
        self.editing.remember()
        document = self._pane.session.document if self._pane is not None else None
        kept = document.id if document is not None else self.editing.open_id
        self.context.remember_document(kept)

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
        if ids and self._keep():
            self.away.trash(ids)

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
        ids = self.list.chosen_ids()
        if len(ids) == 1:
            self.edit(ids[0])

    def _on_editor_closed(self, id: str) -> None:
        self.list.model.reload()
        self.list.choose(id)
        self.list.table.verticalScrollBar().setValue(self._scrolled)
        self.list.give_focus()

    def _on_place_changed(self, place: int) -> None:
        self.show_year(self._year)
        self.show_search(self._text)
        self.years_changed.emit()
        self.give_focus()

    def _on_imported_inside(self, ids: list[str]) -> None:
        self.context.documents_changed.emit()
        if ids:
            self.edit(ids[-1])

    def _on_submit(self) -> None:
        if self._keep():
            self.bulk.submit(self.list.chosen_ids())

    def _on_export(self) -> None:
        if self._keep():
            self.bulk.export(self.list.chosen_ids())

    def _on_duplicate(self) -> None:
        from papidesk.workflow import links

        if not self._keep():
            return
        store, ids = self.context.workspace.store, self.list.chosen_ids()
        try:
            made = links.duplicate(store, ids[0], who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.context.documents_changed.emit()
        self.show_document(made.id)
        self.context.happened.emit(_("Duplicated as a draft"), partial(self.delete, [made.id]))

    def _on_restore(self) -> None:
        self.away.restore(self.list.chosen_ids())

    def _on_delete_for_good(self) -> None:
        self.away.delete_for_good(self.list.chosen_ids())

    def _on_gone(self, ids: list[str]) -> None:
        if self._pane is not None:
            self._pane.session.discard()
        self.list.model.reload()

    def _on_back(self, ids: list[str]) -> None:
        self.list.model.reload()
        if not self.list.model.chosen.trashed:
            self.list.choose(ids[0])

    def _on_delete_open(self) -> None:
        if self.pane.session.document is not None:
            self.delete([self.pane.session.document.id])

    def _on_edit_open(self) -> None:
        if self.pane.session.document is not None:
            self.edit(self.pane.session.document.id)

    def _on_issued(self, document: object) -> None:
        self.pane.session.reload()
        self.context.documents_changed.emit()
        said = _("Issued as {number}").format(number=self.pane.name.text())
        self.context.happened.emit(said, None)

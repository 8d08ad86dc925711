"""The page Văn bản: documents and registers, and the editor over them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from papidesk.i18n import _
from papidesk.workflow import documents
from papidesk.workflow.lists import DocumentFilter
from ui.commands import Command
from ui.context import Context
from ui.documents.block_place import BlockPlace, path_of_block
from ui.documents.desk import Desk
from ui.documents.editing import Editing
from ui.documents.importing import Importing
from ui.documents.page_acts import PageActs
from ui.documents.page_commands import commands_on
from ui.documents.places import DOCUMENTS, INCOMING, Places
from ui.documents.putting_away import PuttingAway
from ui.documents.saved_views import SavedViews
from ui.keys import shortcut
from ui.page import Page
from ui.widgets.buttons import push_button
from ui.widgets.drop_zone import DropZone

if TYPE_CHECKING:
    from ui.documents.document_pane import DocumentPane


class DocumentsPage(Page):
    """Documents of the workspace."""

    searchable = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._text = ""  # what the header asks for
        self._year: int | None = None
        self._scrolled = 0  # where the list was when the editor came over it
        self._build()
        self.importing = Importing(context, self)
        self.editing = Editing(context, self.stack)
        self.away = PuttingAway(context, self)
        self.acts = PageActs(context, self)
        self.views = SavedViews(context, self.list)
        self._connect()
        self._connect_acts()
        if not self.views.show_first():
            self.list.model.reload()

    def _build(self) -> None:
        self.new_button = push_button(_("Write new"), "plus", "primary")
        self.new_button.setToolTip(_("Write a new document (Ctrl+N)"))
        self.import_button = push_button(_("Import"), "import")
        self.import_button.setToolTip(_("Import documents (Ctrl+O)"))
        self.desk = Desk(self.context)
        self.list = self.desk.list
        self.places = Places(self.context, self.desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.places)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.stack)
        self.drop = DropZone(self, _("Drop the files here to import them"))

    def _connect(self) -> None:
        self._new_key = shortcut(self, "Ctrl+N", _("Write a new document"), self.acts.new_document)
        shortcut(self, "Ctrl+O", _("Import documents"), self.importing.ask)
        paste = _("Import what was copied in Word")
        shortcut(self.list, QKeySequence.StandardKey.Paste, paste, self.importing.paste)
        self.new_button.clicked.connect(self.acts.new_document)
        self.import_button.clicked.connect(self.importing.ask)
        self.drop.dropped.connect(self.importing.take)
        self.importing.imported.connect(self._on_imported)
        self.context.documents_changed.connect(self.refresh)
        self.places.changed.connect(self._on_place_changed)
        self.places.document_asked.connect(self.show_document)
        self.places.everything_asked.connect(self._forget_search)
        self.editing.shown.connect(self.whole_asked)
        self.editing.shown.connect(self._on_editor_shown)
        self.editing.closed.connect(self._on_editor_closed)
        self.editing.document_asked.connect(self.edit)
        self.editing.imported.connect(self._on_imported_inside)

    def _connect_acts(self) -> None:
        shown = self.list
        shown.big_new.clicked.connect(self.acts.new_document)
        shown.big_paste.clicked.connect(self.importing.paste)
        shown.big_import.clicked.connect(self.importing.ask)
        shown.big_sample.clicked.connect(self.take_samples)
        shown.opened.connect(self._on_opened)
        shown.delete_asked.connect(self.delete)
        shown.everything_asked.connect(self.show_everything)
        shown.search_dropped.connect(self._forget_search)
        shown.acts.open.triggered.connect(self._on_opened)
        self.desk.delete_asked.connect(self.delete)
        self.desk.edit_asked.connect(self.edit)
        self.away.gone.connect(self._on_gone)
        self.away.back.connect(self._on_back)

    @property
    def pane(self) -> DocumentPane:
        """The tabs of the document that is chosen in the list."""
        return self.desk.pane

    # What the window asks of it

    def title(self) -> str:
        return _("Documents")

    def header_widgets(self) -> list[QWidget]:
        # A register has a primary action of its own.
        return [] if self.places.register is not None else [self.import_button, self.new_button]

    def show_search(self, text: str) -> None:
        self._text = text
        if self.places.register is not None:
            self.places.register.show_search(text)
        elif text != self.list.model.chosen.text:
            self.list.model.choose(text=text)

    def show_year(self, year: int | None) -> None:
        self._year = year
        years = (year,) if year else ()
        if self.places.register is not None:
            self.places.register.show_year(year)
        elif years != self.list.model.chosen.years:
            self.list.model.choose(years=years)

    def years(self) -> list[int]:
        if self.places.register is not None:
            return self.places.register.years()
        return documents.years(self.context.workspace.store)

    def refresh(self) -> None:
        if self.editing.open_id:
            # The list is read anew when the editor is left.
            self.editing.refresh()
            return
        self.desk.keep()
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
    def help_heading(self) -> str:
        if self.editing.open_id:
            return "Soạn thảo văn bản"
        return "Sổ văn bản đi và sổ" if self.places.register is not None else "Tìm và xem"

    @property
    def whole(self) -> bool:
        return bool(self.editing.open_id)

    def status_part(self) -> QWidget | None:
        return self.editing.status_part

    def commands(self) -> Iterable[Command]:
        return commands_on(self)

    def may_close(self) -> bool:
        if not self.editing.may_close():
            return False
        if self.desk.keep():
            return True
        self.context.ask.confirm(
            self,
            _("The last changes of this document could not be saved. Close and lose them?"),
            _("Close without Saving"),
            self._on_lose,
        )
        return self.desk.keep()

    def leave(self) -> None:
        self.editing.leave()
        self.desk.discard()

    def remember(self) -> None:
        self.desk.remember()
        self.places.remember()
        self.editing.remember()
        self.context.remember_document(self.editing.open_id or self.desk.open_id)

    def reopen(self) -> None:
        """Open the document that was open when the window was closed, if it is in the list."""
        kept = self.context.settings.last_document
        if kept and not self.list.chosen_ids() and self.list.model.find(kept) >= 0:
            self.list.choose(kept)

    # What a person does

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

    def show_incoming(self, id: str) -> None:
        """Choose the incoming paper ``id`` in its register, letting go of what hides it."""
        if self.editing.open_id:
            self.editing.view.close_document()
        self.places.show_place(INCOMING)
        register = self.places.register_of(INCOMING)
        if register.model.find(id) < 0:
            register.show_everything()
            register.show_year(None)
        register.choose(id)
        register.give_focus()

    def edit(self, id: str) -> None:
        """Open the document ``id`` for writing, over the list."""
        # One place to write in: the tabs would save over the editor, or the other way round.
        if not self.desk.close_pane():
            return
        self._scrolled = self.list.table.verticalScrollBar().value()
        if self.editing.open(id):
            self.editing.give_focus()
        else:
            self._on_editor_closed(id)

    def edit_new(self, id: str) -> None:
        """Open a document that was just made for writing."""
        self.context.documents_changed.emit()
        self.edit(id)

    def show_filter(self, wanted: object) -> None:
        """Show what a :class:`DocumentFilter` lets through; the words do what they say.

        "incoming-due" shows incoming papers that are due, "new" and "import" begin those; a
        :class:`BlockPlace` opens its document there.
        """
        if wanted == "new":
            self.acts.new_document()
        elif wanted == "import":
            self.importing.ask()
        elif wanted == "incoming-due":
            self._show_incoming_due()
        elif isinstance(wanted, BlockPlace):
            self._show_block(wanted)
        elif isinstance(wanted, DocumentFilter):
            if self.editing.open_id:
                self.editing.view.close_document()
            self.places.show_place(DOCUMENTS)
            self._forget_search()
            model = self.list.model
            model.arrange(wanted, model.sort_key, descending=model.descending)
            self.list.give_focus()

    def _show_block(self, wanted: BlockPlace) -> None:
        self.edit(wanted.document)
        document = self.editing.view.session.document if self.editing.open_id else None
        path = path_of_block(document, wanted.block) if document is not None else ""
        if path:
            self.editing.view.findings.go_to_path(path)
        if wanted.annex and self.editing.open_id:
            from ui.editor.side_panel import TASKS

            self.editing.view.panels.show_tab(TASKS)
            self.editing.view.side.tasks.make_annex()

    def _show_incoming_due(self) -> None:
        from ui.registers.incoming_view import IncomingView

        if self.editing.open_id:
            self.editing.view.close_document()
        self.places.show_place(INCOMING)
        register = self.places.register_of(INCOMING)
        assert isinstance(register, IncomingView)
        register.show_everything()
        register.show_year(None)
        register.show_progress("near")
        register.give_focus()

    def show_everything(self) -> None:
        """Let go of every filter, the search and the year."""
        self._forget_search()
        self.list.reset()

    def take_samples(self) -> None:
        """Import the sample documents that come with the program."""
        from papidesk.workflow.demo import commune_files

        self.importing.take(commune_files(), samples=True)

    def delete(self, ids: list[str]) -> None:
        """Put documents into the trash; the toast takes them out again."""
        if ids and self.desk.keep():
            self.away.trash(ids)

    # Slots

    def _forget_search(self) -> None:
        self._text, self._year = "", None
        self.everything_shown.emit()

    def _on_imported(self, ids: list[str]) -> None:
        self.places.show_place(DOCUMENTS)
        self.show_everything()
        self.context.documents_changed.emit()
        if ids:
            self.list.choose(ids[-1])

    def _on_imported_inside(self, ids: list[str]) -> None:
        self.context.documents_changed.emit()
        if ids:
            self.edit(ids[-1])

    def _on_place_changed(self, place: int) -> None:
        self.show_year(self._year)
        self.show_search(self._text)
        # There the same key enters a paper that came.
        self._new_key.setEnabled(place != INCOMING)
        self.header_changed.emit()
        self.give_focus()

    def _on_opened(self) -> None:
        ids = self.list.chosen_ids()
        if len(ids) == 1:
            self.edit(ids[0])

    def _on_editor_closed(self, id: str) -> None:
        self.list.model.reload()
        self.list.choose(id)
        self.list.table.verticalScrollBar().setValue(self._scrolled)
        self.list.give_focus()

    def _on_editor_shown(self, shown: bool) -> None:
        self._new_key.setEnabled(shown or self.places.tabs.currentIndex() != INCOMING)

    def _on_lose(self) -> None:
        self.desk.discard()
        self.window().close()

    def _on_gone(self, ids: list[str]) -> None:
        self.desk.discard()
        self.list.model.reload()

    def _on_back(self, ids: list[str]) -> None:
        self.list.model.reload()
        if not self.list.model.chosen.trashed:
            self.list.choose(ids[0])

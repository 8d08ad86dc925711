"""The page Văn bản: the list at the left, the open document at the right."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QItemSelection, QModelIndex, QPoint, Qt
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from papidesk.domain.document import FROZEN_STATES
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from papidesk.workflow import documents
from ui.context import Context
from ui.documents.document_pane import DocumentPane
from ui.documents.documents_model import COLUMNS, DocumentsModel
from ui.documents.filter_bar import FilterBar
from ui.documents.importing import Importing
from ui.failures import show_failure
from ui.icons import set_icon
from ui.page import Page
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.table import Table

WIDTHS = {"kind": 90, "number": 122, "date": 92, "title": 300, "state": 114, "updated": 110}
LIST, EMPTY, NOTHING = range(3)
KIND, TITLE, UPDATED = 0, 3, 5
ROOMY, SMALL = 1500, 1100  # px of screen at 100 % text


class DocumentsPage(Page):
    """Documents of the workspace."""

    searchable = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model = DocumentsModel(context)
        self._kept_ids: set[str] = set()
        self.importing = Importing(context, self)
        self._build()
        self._connect()
        self._restore()
        self.model.reload()

    # Building

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.import_button = push_button(_("Import"), "import", "primary")
        self.import_button.setToolTip(_("Import documents (Ctrl+O)"))
        self.filters = FilterBar()
        self.table = Table(self.context.theme)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.setAccessibleName(_("List of documents"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.table.horizontalHeader()
        header.setSortIndicator(5, Qt.SortOrder.DescendingOrder)
        scale = self.context.theme.scale
        for column, (name, _word) in enumerate(COLUMNS):
            self.table.setColumnWidth(column, round(WIDTHS[name] * scale))
        self.pane = DocumentPane(self.context)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self._left())
        self.splitter.addWidget(self.pane)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 5)
        self.splitter.setSizes([600, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.drop = QFrame(self)
        self.drop.setObjectName("drop")
        words = label(_("Drop the files here to import them"), "section-title")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.drop).addWidget(words)
        self.drop.hide()
        self._menu = self._make_menu()

    def _left(self) -> QWidget:
        self.big_import = push_button(_("Import documents from files…"), "import", "big")
        self.big_sample = push_button(_("Look at sample documents"), "sample", "big")
        self.empty = EmptyState(
            "document",
            _("No documents yet"),
            _("Drop Word or text files anywhere on this page, or begin here."),
            [self.big_import, self.big_sample],
        )
        self.show_all = push_button(_("Show all documents"), "close")
        self.nothing = EmptyState("search", _("Nothing found"), "", [self.show_all])
        self.stack = QStackedWidget()
        for widget in (self.table, self.empty, self.nothing):
            self.stack.addWidget(widget)
        left = QWidget()
        left.setObjectName("panel")
        left.setMinimumWidth(320)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        return left

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        self.copy_action = self._entry(menu, _("Copy with titles (for Excel)"), "copy")
        self.delete_action = self._entry(menu, _("Delete"), "delete")
        self.restore_action = self._entry(menu, _("Take out of the trash"), "restore")
        self.copy_action.triggered.connect(self.table.copy)
        self.delete_action.triggered.connect(self.delete_chosen)
        self.restore_action.triggered.connect(self.restore_chosen)
        return menu

    def _entry(self, menu: QMenu, text: str, icon: str) -> QAction:
        action = QAction(text, menu)
        set_icon(action, icon)
        menu.addAction(action)
        return action

    def _connect(self) -> None:
        self.import_button.clicked.connect(self.importing.ask)
        self.big_import.clicked.connect(self.importing.ask)
        self.big_sample.clicked.connect(self.take_samples)
        self.importing.imported.connect(self._on_imported)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.importing.ask)
        QShortcut(QKeySequence("Ctrl+A"), self.table).activated.connect(self._on_all_chosen)
        self.filters.kind_chosen.connect(self._on_kind_chosen)
        self.filters.state_chosen.connect(self._on_state_chosen)
        self.filters.trash_toggled.connect(self._on_trash_toggled)
        self.filters.cleared.connect(self.show_everything)
        self.show_all.clicked.connect(self.show_everything)
        self.filters.columns.clicked.connect(self._on_columns)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.delete_pressed.connect(self.delete_chosen)
        self.table.opened.connect(self._on_opened)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.model.modelAboutToBeReset.connect(self._on_about_to_reload)
        self.model.reloaded.connect(self._on_reloaded)
        self.pane.session.kept.connect(self._on_kept)
        self.pane.issued.connect(self._on_issued)
        self.pane.delete_asked.connect(self.delete_open)
        self.context.documents_changed.connect(self.refresh)

    def _restore(self) -> None:
        self._fresh = not self.table.set_widths(self.context.settings.columns.get("documents", ""))
        self.table.fill_with(TITLE, round(150 * self.context.theme.scale))
        kept = self.context.settings.splitters.get("documents", "")
        if kept:
            self.splitter.restoreState(QByteArray.fromBase64(kept.encode()))

    # What the window asks of it

    def title(self) -> str:
        return _("Documents")

    def header_widgets(self) -> list[QWidget]:
        return [self.import_button]

    def show_search(self, text: str) -> None:
        self.model.choose(text=text)

    def show_year(self, year: int | None) -> None:
        self.model.choose(year=year)

    def years(self) -> list[int]:
        return documents.years(self.context.workspace.store)

    def refresh(self) -> None:
        self.pane.session.flush()
        self.model.reload()

    def give_focus(self) -> None:
        (self.table if self.model.rowCount() else self.big_import).setFocus()

    def may_close(self) -> bool:
        return self.pane.session.flush()

    def remember(self) -> None:
        self.context.remember("columns", "documents", self.table.widths())
        state = base64.b64encode(self.splitter.saveState().data()).decode()
        self.context.remember("splitters", "documents", state)

    # What a person does

    def show_everything(self) -> None:
        """Let go of every filter."""
        self.filters.reset()
        window = self.window()
        clear = getattr(window, "clear_search", None)
        if clear is not None:
            clear()
        self.model.choose(kind=None, state=None, year=None, text="", trashed=False)

    def take_samples(self) -> None:
        """Import the sample documents that come with the program."""
        from papidesk.workflow.demo import commune_files

        self.importing.take(commune_files())

    def open_document(self, id: str) -> None:
        """Choose the document ``id`` in the list and show it."""
        row = self.model.find(id)
        if row < 0:
            self.model.read_all()
            row = self.model.find(id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def delete_chosen(self) -> None:
        """Put the chosen documents into the trash; the toast takes them out again."""
        if not self.model.choice.trashed:
            self._delete([self.model.row(row).id for row in self.table.chosen_rows()])

    def delete_open(self) -> None:
        """Put the open document into the trash."""
        if self.pane.session.document is not None:
            self._delete([self.pane.session.document.id])

    def restore_chosen(self) -> None:
        """Take the chosen documents out of the trash."""
        self._restore_ids([self.model.row(row).id for row in self.table.chosen_rows()])

    def _delete(self, ids: list[str]) -> None:
        if not ids or not self.pane.session.flush():
            return
        try:
            documents.trash(self.context.workspace.store, ids, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.pane.session.discard()
        self.model.reload()
        said = ngettext("{count} document deleted", "{count} documents deleted", len(ids))
        self.context.happened.emit(said.format(count=len(ids)), partial(self._restore_ids, ids))

    def _restore_ids(self, ids: list[str]) -> None:
        if not ids:
            return
        try:
            documents.untrash(self.context.workspace.store, ids, who=self.context.who)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)
            return
        self.model.reload()
        if not self.model.choice.trashed:
            self.open_document(ids[0])

    # Slots

    def _on_imported(self, ids: list[str]) -> None:
        self.show_everything()
        self.context.documents_changed.emit()
        if ids:
            self.open_document(ids[-1])

    def _on_kind_chosen(self, kind: str | None) -> None:
        self.model.choose(kind=kind)

    def _on_state_chosen(self, state: str | None) -> None:
        self.model.choose(state=state)

    def _on_trash_toggled(self, trashed: bool) -> None:
        self.pane.session.close()
        self.model.choose(trashed=trashed)

    def _on_columns(self) -> None:
        button = self.filters.columns
        menu = self.table.column_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_all_chosen(self) -> None:
        self.model.read_all()
        self.table.selectAll()

    def _on_selection_changed(self, chosen: QItemSelection, left: QItemSelection) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1 or self.model.choice.trashed:
            return
        id, session = self.model.row(rows[0]).id, self.pane.session
        if session.document is not None and session.document.id == id:
            return
        try:
            session.open(id)
        except PapiDeskError as error:
            show_failure(self.context.ask, self, error)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pane.pages.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu(self, at: QPoint) -> None:
        rows = [self.model.row(row) for row in self.table.chosen_rows()]
        trashed = self.model.choice.trashed
        self.copy_action.setEnabled(bool(rows))
        self.delete_action.setVisible(not trashed)
        self.restore_action.setVisible(trashed)
        self.delete_action.setEnabled(
            bool(rows) and not any(row.state in FROZEN_STATES for row in rows)
        )
        self.restore_action.setEnabled(bool(rows))
        self._menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_about_to_reload(self) -> None:
        self._kept_ids = {self.model.row(row).id for row in self.table.chosen_rows()}

    def _on_reloaded(self) -> None:
        count = self.model.rowCount()
        choice = self.model.choice
        narrowed = choice.narrowed or choice.trashed
        self.stack.setCurrentIndex(LIST if count else NOTHING if narrowed else EMPTY)
        self.nothing.sentence.setText(
            _("The trash is empty.")
            if choice.trashed and not choice.narrowed
            else _("No document fits what you look for. Try fewer words or another filter.")
        )
        self.filters.show_narrowed(narrowed)
        self._show_count()
        self._choose_again()

    def _show_count(self) -> None:
        total = self.model.total()
        self.filters.count.setText(
            ngettext("{count} document", "{count} documents", total).format(count=total)
        )

    def _choose_again(self) -> None:
        session = self.pane.session
        open_id = session.document.id if session.document else ""
        for id in self._kept_ids or {open_id}:
            row = self.model.find(id)
            if row >= 0 and (id == open_id or len(self._kept_ids) > 1):
                self.table.selectRow(row)

    def _on_kept(self) -> None:
        self.model.reload()

    def _on_issued(self, document: object) -> None:
        self.pane.session.reload()
        self.context.documents_changed.emit()
        self.context.happened.emit(
            _("Issued as {number}").format(number=self.pane.name.text()), None
        )

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._place_drop()
            self.drop.show()
            self.drop.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.importing.take(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fresh:
            # On a small screen the abstract matters more than when it was changed.
            room = self.window().width() / self.context.theme.scale
            self.table.setColumnHidden(UPDATED, room < ROOMY)
            self.table.setColumnHidden(KIND, room < SMALL)
            self._fresh = False

    def _place_drop(self) -> None:
        self.drop.setGeometry(self.rect().adjusted(16, 16, -16, -16))

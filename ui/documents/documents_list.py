"""The left half of the page Văn bản: chips, table, and what an empty list says."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from papidesk.domain.document import FROZEN_STATES
from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.documents.documents_model import COLUMNS, DocumentsModel
from ui.documents.filter_bar import FilterBar
from ui.icons import set_icon
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table

WIDTHS = {"kind": 96, "number": 120, "date": 100, "title": 300, "state": 112, "updated": 116}
LIST, EMPTY, NOTHING = range(3)
KIND, TITLE, STATE, UPDATED = 0, 3, 4, 5
ROOMY = 1500  # px of window at 100 % text
HEADER_ROOM = 24  # px beside a column's title
BROAD = 540  # px of list at 100 % text
BY_HAND = "documents by hand"  # kept once a person has chosen columns


class DocumentsList(QWidget):
    """Shows documents and tells what a person wants of them."""

    chosen = Signal(str)  # the id of the one document that is chosen
    opened = Signal()
    delete_asked = Signal(list)  # ids
    restore_asked = Signal(list)
    everything_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = DocumentsModel(context)
        self._kept_ids: set[str] = set()
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.setObjectName("panel")
        self.setMinimumWidth(320)
        self.filters = FilterBar()
        self._build_table()
        self.big_import = push_button(_("Import documents from files…"), "import", "big")
        self.big_paste = push_button(_("Paste what was copied in Word"), "copy", "big")
        self.big_sample = push_button(_("Look at sample documents"), "sample", "big")
        self.empty = EmptyState(
            "document",
            _("No documents yet"),
            _("Drop Word or text files anywhere on this page, or begin here."),
            [self.big_import, self.big_paste, self.big_sample],
        )
        self.show_all = push_button(_("Show all documents"), "close")
        self.nothing = EmptyState("search", _("Nothing found"), "", [self.show_all])
        self.stack = QStackedWidget()
        for widget in (self.table, self.empty, self.nothing):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)

    def _build_table(self) -> None:
        self.table = Table(self._context.theme, tall=True)
        self.table.always_copied = {KIND, STATE}
        self.table.setModel(self.model)
        # The arrow first: a table that begins to sort asks for the order of its arrow.
        self.table.horizontalHeader().setSortIndicator(UPDATED, Qt.SortOrder.DescendingOrder)
        self.table.setSortingEnabled(True)
        self.table.setAccessibleName(_("List of documents"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        scale = self._context.theme.scale
        metrics = self.table.horizontalHeader().fontMetrics()
        for column, (name, word) in enumerate(COLUMNS):
            # No title is cut, whatever the language.
            least = metrics.horizontalAdvance(_(word)) + HEADER_ROOM
            self.table.setColumnWidth(column, max(least, round(WIDTHS[name] * scale)))
        kept = self._context.settings.columns.get("documents", "")
        self.table.set_widths(kept)
        self._arranged_by_hand = bool(self._context.settings.columns.get(BY_HAND))
        self._scale = scale
        self.table.fill_with(TITLE, round(80 * scale))
        self._show_below()
        self._menu = QMenu(self)
        self.copy_action = self._entry(_("Copy with titles (for Excel)"), "copy")
        self.delete_action = self._entry(_("Delete"), "delete")
        self.restore_action = self._entry(_("Take out of the trash"), "restore")

    def _entry(self, text: str, icon: str) -> QAction:
        action = QAction(text, self._menu)
        set_icon(action, icon)
        self._menu.addAction(action)
        return action

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+A"), self.table).activated.connect(self._on_all_chosen)
        self._context.theme.changed.connect(self._on_theme_changed)
        self.copy_action.triggered.connect(self.table.copy)
        self.delete_action.triggered.connect(self._on_delete)
        self.restore_action.triggered.connect(self._on_restore)
        self.filters.kind_chosen.connect(self._on_kind_chosen)
        self.filters.state_chosen.connect(self._on_state_chosen)
        self.filters.trash_toggled.connect(self._on_trash_toggled)
        self.filters.cleared.connect(self.everything_asked)
        self.show_all.clicked.connect(self.everything_asked)
        self.filters.columns.clicked.connect(self._on_columns)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.delete_pressed.connect(self._on_delete)
        self.table.opened.connect(self._on_opened)
        self.table.columns_changed.connect(self._on_columns_changed)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.model.modelAboutToBeReset.connect(self._on_about_to_reload)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.rearranged.connect(self.table.scrollToTop)

    # What the page asks of it

    def chosen_ids(self) -> list[str]:
        """Return the ids of the chosen documents, from top to bottom."""
        return [self.model.row(row).id for row in self.table.chosen_rows()]

    def choose(self, id: str) -> None:
        """Choose the document ``id``, reading on until it is there."""
        row = self.model.find(id)
        if row < 0:
            self.model.read_all()
            row = self.model.find(id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def reset(self) -> None:
        """Let go of every filter and read all anew."""
        self.filters.reset()
        self.model.choose(kind=None, state=None, year=None, text="", trashed=False)

    def give_focus(self) -> None:
        """Put the focus where work begins."""
        (self.table if self.model.rowCount() else self.big_import).setFocus()

    # Slots

    def _on_kind_chosen(self, kind: str | None) -> None:
        self.model.choose(kind=kind)

    def _on_state_chosen(self, state: str | None) -> None:
        self.model.choose(state=state)

    def _on_trash_toggled(self, trashed: bool) -> None:
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
        ids = self.chosen_ids()
        if len(ids) == 1 and not self.model.choice.trashed:
            self.chosen.emit(ids[0])

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit()

    def _on_delete(self) -> None:
        if not self.model.choice.trashed:
            self.delete_asked.emit(self.chosen_ids())

    def _on_restore(self) -> None:
        self.restore_asked.emit(self.chosen_ids())

    def _on_menu(self, at: QPoint) -> None:
        rows = [self.model.row(row) for row in self.table.chosen_rows()]
        trashed = self.model.choice.trashed
        issued = any(row.state in FROZEN_STATES for row in rows)
        self.copy_action.setEnabled(bool(rows))
        self.delete_action.setVisible(not trashed)
        self.delete_action.setEnabled(bool(rows) and not issued)
        self.restore_action.setVisible(trashed)
        self.restore_action.setEnabled(bool(rows))
        self._menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_about_to_reload(self) -> None:
        self._kept_ids = set(self.chosen_ids())

    def _on_reloaded(self) -> None:
        choice = self.model.choice
        narrowed = choice.narrowed or choice.trashed
        state = LIST if self.model.rowCount() else NOTHING if narrowed else EMPTY
        self.stack.setCurrentIndex(state)
        self.nothing.sentence.setText(
            _("The trash is empty.")
            if choice.trashed and not choice.narrowed
            else _("No document fits what you look for. Try fewer words or another filter.")
        )
        self.filters.show_narrowed(narrowed)
        total = self.model.total()
        words = ngettext("{count} document", "{count} documents", total)
        self.filters.count.setText(words.format(count=total))
        rows = [row for id in self._kept_ids if (row := self.model.find(id)) >= 0]
        if len(rows) == 1:
            self.table.selectRow(rows[0])

    # Columns

    def _arrange(self) -> None:
        """Put kind and state below number and date where room is short, until one chooses."""
        if self._arranged_by_hand or not self.isVisible():
            return
        scale = self._context.theme.scale
        window, own = self.window().width() / scale, self.width() / scale
        for column, shown in (
            (KIND, window >= ROOMY),
            (UPDATED, window >= ROOMY),
            (STATE, own >= BROAD),
        ):
            self.table.setColumnHidden(column, not shown)
        self._show_below()

    def _show_below(self) -> None:
        self.model.kind_below = self.table.isColumnHidden(KIND)
        self.model.state_below = self.table.isColumnHidden(STATE)
        self.table.fill()
        self.table.viewport().update()

    def _on_columns_changed(self) -> None:
        self._arranged_by_hand = True
        self._context.remember("columns", BY_HAND, "yes")
        self._show_below()

    def _on_theme_changed(self) -> None:
        # Columns grow with the text in them.
        scale = self._context.theme.scale
        if scale == self._scale:
            return
        for column in range(self.model.columnCount()):
            width = self.table.columnWidth(column)
            if width:
                self.table.setColumnWidth(column, round(width * scale / self._scale))
        self._scale = scale
        self._arrange()
        self.table.fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

"""The left half of the page Văn bản: chips, table, and what an empty list says."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from papidesk.domain.record import replace
from papidesk.i18n import _
from papidesk.workflow.lists import DocumentFilter, SavedView
from ui.context import Context
from ui.documents.column_filters import ColumnFilters
from ui.documents.documents_model import COLUMNS, DocumentsModel
from ui.documents.filter_bar import FilterBar
from ui.documents.filter_words import without
from ui.documents.list_acts import ListActs
from ui.documents.selection_strip import SelectionStrip
from ui.keys import shortcut
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.table import Table

WIDTHS = {
    "kind": 96, "number": 120, "date": 116, "title": 300, "state": 112, "due": 104,
    "updated": 116, "issuer": 220,
}  # fmt: skip
LIST, EMPTY, NOTHING = range(3)
KIND, TITLE, STATE, DUE, UPDATED, ISSUER = 0, 3, 4, 5, 6, 7
NAMES = [name for name, _word in COLUMNS]
ROOMY = 1500  # px of window at 100 % text
HEADER_ROOM = 44  # px beside a column's title: the arrow of its order and its funnel
BROAD = 540  # px of list at 100 % text
BY_HAND = "documents by hand"  # kept once a person has chosen columns


class DocumentsList(QWidget):
    """Shows documents and tells what a person wants of them."""

    chosen = Signal(str)  # the id of the one document that is chosen
    opened = Signal()
    delete_asked = Signal(list)  # ids
    everything_asked = Signal()
    selected = Signal()
    search_dropped = Signal()  # what was looked for holds no more: another view is shown

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model = DocumentsModel(context)
        self._kept_ids: set[str] = set()
        self._build()
        self.column_filters = ColumnFilters(context, self.model, self.table)
        self._connect()

    # Building

    def _build(self) -> None:
        self.setObjectName("panel")
        self.setMinimumWidth(320)
        self.filters = FilterBar()
        self._build_table()
        self.acts = ListActs(self.table)
        self.strip = SelectionStrip(self.acts)
        self.big_new = push_button(_("Write a new document"), "edit", "big")
        self.big_import = push_button(_("Import documents from files…"), "import", "big")
        self.big_paste = push_button(_("Paste what was copied in Word"), "copy", "big")
        self.big_sample = push_button(_("Look at sample documents"), "sample", "big")
        self.empty = EmptyState(
            "document",
            _("No documents yet"),
            _("Drop Word or text files anywhere on this page, or begin here."),
            [self.big_new, self.big_import, self.big_paste, self.big_sample],
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
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)

    def _build_table(self) -> None:
        self.table = Table(self._context.theme, tall=True, filtered=True)
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
        self.table.setColumnHidden(ISSUER, True)
        self.table.set_widths(self._context.settings.columns.get("documents", ""))
        self._arranged_by_hand = bool(self._context.settings.columns.get(BY_HAND))
        self._scale = scale
        self.table.fill_with(TITLE, round(80 * scale))
        self._show_below()

    def _connect(self) -> None:
        shortcut(self.table, QKeySequence("Ctrl+A"), _("Choose all documents"), self._on_all)
        self._context.theme.changed.connect(self._on_theme_changed)
        self.acts.copy.triggered.connect(self.table.copy)
        self.acts.delete.triggered.connect(self._on_delete)
        self.filters.kind_chosen.connect(lambda codes: self.model.choose(kinds=codes))
        self.filters.state_chosen.connect(lambda codes: self.model.choose(states=codes))
        self.filters.trash_toggled.connect(lambda trashed: self.model.choose(trashed=trashed))
        self.filters.cleared.connect(self.everything_asked)
        self.filters.dropped.connect(self._on_dropped)
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
            self.table.choose_row(row)

    def reset(self) -> None:
        """Let go of every filter and read all anew."""
        self.model.arrange(DocumentFilter(), self.model.sort_key, descending=self.model.descending)

    def give_focus(self) -> None:
        """Put the focus where work begins."""
        (self.table if self.model.rowCount() else self.big_new).setFocus()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no document at all."""
        return self.model.rowCount() == 0 and not self._looked_for

    def view(self) -> SavedView:
        """Return the list as it is, as a view without a name."""
        columns = tuple(NAMES[column] for column in self.table.shown_columns())
        return SavedView(
            name="",
            chosen=replace(self.model.chosen, text="", trashed=False),
            sort=self.model.sort_key,
            descending=self.model.descending,
            columns=columns,
        )

    def show_view(self, view: SavedView | None) -> None:
        """Show the list as ``view`` has it; None is all documents, latest change first."""
        shown = view or SavedView(name="")
        self.search_dropped.emit()
        order = Qt.SortOrder.DescendingOrder if shown.descending else Qt.SortOrder.AscendingOrder
        self.model.arrange(shown.chosen, shown.sort, descending=shown.descending)
        if shown.sort in NAMES:
            self.table.horizontalHeader().setSortIndicator(NAMES.index(shown.sort), order)
        columns = [NAMES.index(name) for name in shown.columns if name in NAMES]
        if columns:
            self.table.show_columns(columns)

    def shows(self, view: SavedView) -> bool:
        """Tell whether the list shows just what ``view`` has."""
        model = self.model
        kept = (view.chosen, view.sort, view.descending)
        return kept == (model.chosen, model.sort_key, model.descending)

    # Slots

    def _on_dropped(self, field: str) -> None:
        changed = without(self.model.chosen, field)
        self.model.arrange(changed, self.model.sort_key, descending=self.model.descending)

    def _on_columns(self) -> None:
        from ui.widgets.column_chooser import ColumnChooser

        button = self.filters.columns
        corner = QPoint(button.width(), button.height())
        ColumnChooser(self.table).open_below(button.mapToGlobal(corner))

    def _on_all(self) -> None:
        self.model.read_all()
        self.table.selectAll()

    def _on_selection_changed(self, chosen: QItemSelection, left: QItemSelection) -> None:
        self._show_possible()
        ids = self.chosen_ids()
        if len(ids) == 1 and not self.model.chosen.trashed:
            self.chosen.emit(ids[0])
        self.selected.emit()

    def _show_possible(self) -> None:
        rows = [self.model.row(row) for row in self.table.chosen_rows()]
        self.acts.show_possible(rows, trashed=self.model.chosen.trashed)
        self.strip.show_count(len(rows), trashed=self.model.chosen.trashed)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid() and not self.model.chosen.trashed:
            self.opened.emit()

    def _on_delete(self) -> None:
        if self.model.chosen.trashed:
            self.acts.delete_for_good.trigger()
        else:
            self.delete_asked.emit(self.chosen_ids())

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts = self.acts
        for group in (
            (acts.open, acts.submit),
            (acts.export, acts.duplicate, acts.copy_forward, acts.as_template, acts.copy),
            (acts.restore, acts.delete, acts.delete_for_good),
        ):
            menu.addActions(list(group))
            menu.addSeparator()
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_about_to_reload(self) -> None:
        self._kept_ids = set(self.chosen_ids())

    def _on_reloaded(self) -> None:
        chosen, narrowed = self.model.chosen, self.model.narrowed
        found = self.model.rowCount() > 0
        self.stack.setCurrentIndex(LIST if found else NOTHING if self._looked_for else EMPTY)
        self.nothing.sentence.setText(
            _("The trash is empty.")
            if chosen.trashed and not narrowed
            else _("No document fits what you look for. Try fewer words or another filter.")
        )
        self.filters.show_filter(chosen, narrowed=narrowed, total=self.model.total())
        self.table.horizontalHeader().viewport().update()
        rows = self.model.rows_of(self._kept_ids)
        if len(rows) == 1:
            self.table.choose_row(rows[0], scroll=False)
        self._show_possible()

    @property
    def _looked_for(self) -> bool:
        return self.model.narrowed or self.model.chosen.trashed

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
            (DUE, window >= ROOMY and self._has_due()),
            (STATE, own >= BROAD),
        ):
            self.table.setColumnHidden(column, not shown)
        self._show_below()

    def _has_due(self) -> bool:
        """A column of blanks takes room from the abstract: it is shown once a document has one."""
        return any(self.model.row(row).due for row in range(self.model.rowCount()))

    def _show_below(self) -> None:
        self.model.kind_below = self.table.isColumnHidden(KIND)
        self.model.state_below = self.table.isColumnHidden(STATE)
        self.model.due_below = self.table.isColumnHidden(DUE)
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

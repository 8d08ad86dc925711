"""What both registers share: chips, the table, what an empty register says, and its papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _, ngettext
from ui.context import Context
from ui.failures import show_failure
from ui.icons import set_icon
from ui.keys import shortcut
from ui.registers.column_fit import ColumnFit
from ui.registers.register_model import RegisterModel
from ui.registers.register_papers import RegisterPapers
from ui.registers.register_table import RegisterTable
from ui.widgets.buttons import push_button, tool_button
from ui.widgets.column_chooser import ColumnChooser
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label

LIST, EMPTY, NOTHING = range(3)


class RegisterView(QWidget):
    """One register; who inherits it adds chips, acts and dialogs."""

    document_asked = Signal(str)
    everything_asked = Signal()

    name = "register"  # what its columns are remembered under
    filling = "abstract"
    # Columns that are hidden in views narrower than so many px at 100 % text.
    least_room: ClassVar[Mapping[str, int]] = {}

    def __init__(self, context: Context, model: RegisterModel) -> None:
        super().__init__()
        self.context, self.model = context, model
        self.papers = RegisterPapers(context, self)
        self._kept = ""
        self._stale = False  # something was issued while other things were on screen
        self.build()
        self.connect_all()
        self.prepare_menu()
        self._on_reloaded()  # the table has read the register when it began to sort

    # What a kind of register says

    def accessible_name(self) -> str:
        """Return what the table is called."""
        return ""

    def chips(self) -> list[QWidget]:
        """Return the chips that narrow the register."""
        return []

    def empty_state(self) -> EmptyState:
        """Return what an empty register shows."""
        raise NotImplementedError

    def header_buttons(self) -> list[QAbstractButton]:
        """Return what stands at the right above the table."""
        return []

    def make_print_button(self) -> QAbstractButton | None:
        """Return the button that prints the register; None where nothing is printed."""
        return push_button(_("Print register"), "print")

    def make_table(self) -> RegisterTable:
        """Return the empty table."""
        return RegisterTable(self.context.theme)

    def menu_actions(self) -> list[QAction]:
        """Return what can be done with the chosen entries."""
        return []

    def open_entry(self, index: QModelIndex) -> None:
        """Open the entry of a row (Enter, double click)."""

    def reset_chips(self) -> None:
        """Let go of every filter of the chips."""

    # Building

    def build(self) -> None:
        """Put the view together."""
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build_table()
        self.own_actions = self.menu_actions()
        self.show_all = push_button(_("Show the whole register"), "close")
        self.nothing = EmptyState("search", _("Nothing found"), "", [self.show_all])
        self.empty = self.empty_state()
        self.stack = QStackedWidget()
        for widget in (self.table, self.empty, self.nothing):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.stack, 1)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("filterbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.clear = QToolButton()
        self.clear.setProperty("kind", "link")
        self.clear.setText(_("Show all"))
        self.clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clear.hide()
        self.count = label("", "muted")
        self.count.setContentsMargins(6, 5, 0, 0)
        self.print_button = self.make_print_button()
        self.sheet_button = push_button(_("Export to Excel"), "export")
        self.columns = tool_button(_("Choose columns"), "columns")
        chips = QWidget()
        flow = FlowLayout(chips, 6)
        for chip in (*self.chips(), self.clear, self.count):
            flow.addWidget(chip)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(chips, 1)
        papers = [] if self.print_button is None else [self.print_button]
        for button in (*self.header_buttons(), *papers, self.sheet_button, self.columns):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return bar

    def _build_table(self) -> None:
        self.table = self.make_table()
        self.table.setModel(self.model)
        header = self.table.horizontalHeader()
        header.setSortIndicator(
            self.model.column(self.model.sort_key), Qt.SortOrder.DescendingOrder
        )
        self.table.setSortingEnabled(True)
        self.table.setAccessibleName(self.accessible_name())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.fit = ColumnFit(self.context, self.table, self.model, self.name, self.least_room)
        self.fit.take_widths(self.filling)
        self.menu = QMenu(self)
        self.copy_action = self.entry(_("Copy with titles (for Excel)"), "copy")
        self.write_action = self.entry(_("Write in the row (F2)"), "edit")

    def entry(self, text: str, icon: str) -> QAction:
        """Return a new entry of the rows' menu."""
        action = QAction(text, self.menu)
        set_icon(action, icon)
        return action

    def connect_all(self) -> None:
        """Wire the signals."""
        self.menu.addActions([*self.own_actions, self.write_action, self.copy_action])
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        shortcut(self.table, "Ctrl+A", _("Choose all entries"), self._on_all_chosen)
        self.copy_action.triggered.connect(self.table.copy)
        self.write_action.triggered.connect(self.table.write_first)
        self.table.opened.connect(self._on_opened)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.columns.clicked.connect(self._on_columns)
        self.show_all.clicked.connect(self.show_everything)
        self.clear.clicked.connect(self.show_everything)
        self.model.modelAboutToBeReset.connect(self._on_about_to_reload)
        self.model.reloaded.connect(self._on_reloaded)
        self.model.rearranged.connect(self.table.scrollToTop)
        self.model.refused.connect(self._on_refused)
        self.context.documents_changed.connect(self._on_documents_changed)

    # What the page asks of it

    def refresh(self) -> None:
        """Read everything anew."""
        self.model.reload()

    def show_year(self, year: int | None) -> None:
        """Show only the register of ``year``; None shows all."""
        if year != self.model.year or not self.model.entries:
            self.model.choose(year=year)

    def show_search(self, text: str) -> None:
        """Show only entries that ``text`` fits, with or without dấu."""
        if text != self.model.text:
            self.model.choose(text=text)

    def years(self) -> list[int]:
        """Return the years the register has, the latest first."""
        return []

    def give_focus(self) -> None:
        """Put the focus where work begins."""
        if self.model.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.empty.setFocus()

    def remember(self) -> None:
        """Hand the widths of the columns to the settings."""
        self.fit.remember()

    def show_everything(self) -> None:
        """Let go of every filter and of the search; the year stays."""
        self.reset_chips()
        self.everything_asked.emit()
        self.model.choose(text="")

    def chosen_entries(self) -> list[object]:
        """Return the chosen entries, from top to bottom."""
        return [self.model.entries[row] for row in self.table.chosen_rows()]

    def choose(self, id: str) -> None:
        """Choose the entry ``id``, reading on until it is there."""
        row = self.model.find(id)
        if row < 0:
            self.model.read_all()
            row = self.model.find(id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    # Slots

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid() and not self.table.write_in(index):
            self.open_entry(index)

    def _on_menu(self, at: QPoint) -> None:
        chosen = bool(self.table.chosen_rows())
        self.copy_action.setEnabled(chosen)
        self.write_action.setEnabled(chosen)
        self.prepare_menu()
        self.menu.popup(self.table.viewport().mapToGlobal(at))

    def prepare_menu(self) -> None:
        """Enable the acts that fit the chosen entries."""

    def _on_selection_changed(self, *_changes: object) -> None:
        self.prepare_menu()

    def _on_all_chosen(self) -> None:
        self.model.read_all()
        self.table.selectAll()

    def _on_columns(self) -> None:
        place = self.columns.mapToGlobal(QPoint(self.columns.width(), self.columns.height()))
        ColumnChooser(self.table).open_below(place)

    def _on_about_to_reload(self) -> None:
        rows = self.table.chosen_rows()
        self._kept = self.model.entries[rows[0]].id if len(rows) == 1 else ""

    def _on_reloaded(self) -> None:
        state = LIST if self.model.rowCount() else NOTHING if self.model.narrowed() else EMPTY
        self.stack.setCurrentIndex(state)
        self.nothing.sentence.setText(
            _("No entry of the register fits. Try fewer words or another filter.")
        )
        self.clear.setVisible(self.model.narrowed())
        total = self.model.total()
        words = ngettext("{count} entry", "{count} entries", total)
        shown = f"{total:,}".replace(",", ".")
        self.count.setText(words.format(count=shown))
        row = self.model.find(self._kept) if self._kept else -1
        if row >= 0:
            self.table.selectRow(row)

    def _on_refused(self, error: Exception) -> None:
        show_failure(self.context.ask, self, error)

    def _on_documents_changed(self) -> None:
        if self.isVisible():
            self.model.reload()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.model.reload()
        self.fit.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit.arrange()

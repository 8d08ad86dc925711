"""The view Đơn vị: the units below as a tree, with what each was and what was done about it."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from papidesk.i18n import _, ngettext
from papidesk.text.fold import fold
from papidesk.workflow import units, workspaces
from ui.background import Job, run_task
from ui.bar_view import BarView
from ui.consolidation.consolidation_words import level_word
from ui.consolidation.unit_acts import UnitActs
from ui.consolidation.unit_panel import UnitPanel, holds_text
from ui.context import Context
from ui.reports.remembering import keep_splitter, take_splitter
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.words import whole_text

if TYPE_CHECKING:
    from papidesk.domain.unit_tree import BelowUnit, UnitTree

CODE = Qt.ItemDataRole.UserRole
UNIT, UNIT_CODE, LEVEL, HOLDS = range(4)
WIDTHS = (330, 120, 190, 180)  # px at 100 % text
LISTED, NOBODY, NONE_FITS = range(3)
NAME = "units below"


class UnitTreeWidget(QTreeWidget):
    """The tree; Enter edits, Delete removes."""

    def __init__(self) -> None:
        super().__init__()
        self.enter = self.delete = lambda: None  # what the view puts there

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete()
        else:
            super().keyPressEvent(event)


class UnitsView(BarView):
    """The tree at the left, the chosen unit at the right."""

    everything_shown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._text = ""
        self.tree: UnitTree | None = None
        self.acts = UnitActs(context, self, self._changed)
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.table = UnitTreeWidget()
        self.table.setAccessibleName(_("Units below"))
        self.table.setHeaderLabels([_("Name"), _("Code"), _("Level"), _("Holds")])
        self.table.setUniformRowHeights(True)
        self.table.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.setObjectName("framed")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.panel = UnitPanel(self._context.theme.scale)
        self.splitter.addWidget(self.panel)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([860, round(320 * self._context.theme.scale)])
        take_splitter(self._context, self.splitter, NAME)
        self.big_import = push_button(_("Import the list of units…"), "import", "big")
        self.big_add = push_button(_("Add a unit…"), "plus", "big")
        self.everything_button = push_button(_("Show all"), "close", "big")
        nobody = EmptyState(
            "units",
            _("No unit below is entered yet"),
            _(
                "Paste the list of units from Excel or take a file: a column with names is enough; "
                "codes, the unit above and days may stand beside them."
            ),
            [self.big_import, self.big_add],
        )
        none_fits = EmptyState(
            "search", _("Nothing fits"), _("No unit fits what is searched for."),
            [self.everything_button],
        )  # fmt: skip
        self.stack = QStackedWidget()
        for page in (self.splitter, nobody, none_fits):
            self.stack.addWidget(page)
        self.lay_out(self._bar(), self.stack)
        self._set_widths()

    def _bar(self) -> QWidget:
        self.bar = QWidget()
        self.bar.setObjectName("filterbar")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.gone = QToolButton()
        self.gone.setText(_("Also units that are gone"))
        self.gone.setProperty("kind", "chip")
        self.gone.setCheckable(True)
        self.gone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = label("", "muted")
        self.add_button = push_button(_("Add a unit…"), "plus")
        self.merge_button = push_button(_("Merge…"), "group")
        self.scope_button = push_button(_("Who owes which report…"), "tasks")
        self.import_button = push_button(_("Import…"), "import")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.gone)
        row.addWidget(self.count, 1)
        for button in (self.add_button, self.merge_button, self.scope_button, self.import_button):
            row.addWidget(button)
        return self.bar

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.table.itemDoubleClicked.connect(partial(self._one, self.acts.ask_edit))
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.enter = partial(self._one, self.acts.ask_edit)
        self.table.delete = partial(self._one, self.acts.remove)
        self.gone.clicked.connect(self._fill)
        self.everything_button.clicked.connect(self._on_everything)
        for button in (self.add_button, self.big_add):
            button.clicked.connect(self._on_add)
        for button in (self.import_button, self.big_import):
            button.clicked.connect(self.acts.ask_import)
        self.merge_button.clicked.connect(self._on_merge)
        self.panel.merge_action.triggered.connect(self._on_merge)
        self.scope_button.clicked.connect(self.acts.ask_scope)
        self.panel.edit_button.clicked.connect(partial(self._one, self.acts.ask_edit))
        panel, acts = self.panel, self.acts
        for action, act in (
            (panel.edit_action, acts.ask_edit), (panel.rename_action, acts.ask_rename),
            (panel.move_action, acts.ask_move), (panel.back_action, acts.take_merger_back),
            (panel.end_action, acts.ask_end), (panel.remove_action, acts.remove),
        ):  # fmt: skip
            action.triggered.connect(partial(self._one, act))
        self._context.theme.changed.connect(self._set_widths)
        self._context.exchange_changed.connect(self.note_change)
        self._context.catalogues_changed.connect(self.note_change)

    def _set_widths(self) -> None:
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, round(width * self._context.theme.scale))

    # What the page asks of it

    @property
    def chosen(self) -> list[BelowUnit]:
        """The chosen units."""
        if self.tree is None:
            return []
        codes = [str(item.data(UNIT, CODE)) for item in self.table.selectedItems()]
        return [self.tree.units[code] for code in codes if code in self.tree.units]

    def refresh(self) -> None:
        """Read the units anew."""
        self._stale = False
        run_task(
            self, partial(_read, self._context), jobs=self._context.jobs, done=self.show_tree,
            failed=self.tell_failure,
        )  # fmt: skip

    def show_tree(self, tree: UnitTree) -> None:
        """Show units that were read, keeping what is chosen."""
        self._stale = False
        self.tree = tree
        self.tell_problem("")
        self._fill()

    def show_search(self, text: str) -> None:
        """Show only units that ``text`` fits, and those above them."""
        if text != self._text:
            self._text = text
            self._fill()

    def choose(self, code: str) -> None:
        """Choose the unit ``code``."""
        for item in self.table.findItems(
            "", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        ):
            if item.data(UNIT, CODE) == code:
                self.table.setCurrentItem(item)
                return

    def give_focus(self) -> None:
        """Put the focus on the tree, or on the first step."""
        shown = self.stack.currentIndex()
        {
            LISTED: self.table, NOBODY: self.big_import, NONE_FITS: self.everything_button,
        }[shown].setFocus()  # fmt: skip

    def remember(self) -> None:
        """Hand the splitter to the settings."""
        keep_splitter(self._context, self.splitter, NAME)

    # Showing

    def _fill(self, *_checked: object) -> None:
        tree = self.tree
        if tree is None:
            return
        kept = [one.code for one in self.chosen]
        shown = tree.every() if self.gone.isChecked() else tree.there()
        fitting = self._fitting(shown)
        self.table.blockSignals(True)
        self.table.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for one in fitting:
            items[one.code] = self._item(one, tree)
        tops = []
        for code, item in items.items():
            above = items.get(tree.parent(code))
            if above is None or above is item:
                tops.append(item)
            else:
                above.addChild(item)
        self.table.addTopLevelItems(tops)
        if len(items) <= 500 or self._text:
            self.table.expandAll()
        self.table.blockSignals(False)
        place = LISTED if fitting else NONE_FITS if tree.units else NOBODY
        self.stack.setCurrentIndex(place)
        self.bar.setVisible(place != NOBODY)
        count = len(tree.there())
        said = ngettext("{count} unit", "{count} units", count)
        self.count.setText(said.format(count=whole_text(count)))
        wanted = next((items[code] for code in kept if code in items), None)
        first = wanted or (tops[0] if tops else None)
        if first is not None:
            self.table.setCurrentItem(first)
        self._on_chosen()

    def _fitting(self, shown: list[BelowUnit]) -> list[BelowUnit]:
        words = fold(self._text).split()
        if not words or self.tree is None:
            return shown
        wanted: set[str] = set()
        for one in shown:
            names = " ".join((one.name, one.code, *(form.name for form in one.former)))
            if all(word in fold(names) for word in words):
                wanted |= {one.code, *(above.code for above in self.tree.chain(one.code))}
        return [one for one in shown if one.code in wanted]

    def _item(self, one: BelowUnit, tree: UnitTree) -> QTreeWidgetItem:
        gone = not one.there(tree.on)
        item = QTreeWidgetItem([one.name, one.code, level_word(one.level), holds_text(one, tree)])
        item.setData(UNIT, CODE, one.code)
        item.setToolTip(UNIT, one.full_name)
        if gone:
            for column in range(4):
                item.setForeground(column, QBrush(self._context.theme.color("muted")))
        return item

    def _on_chosen(self) -> None:
        self.panel.show_units(self.chosen, self.tree)

    # Slots

    def _one(self, act: object, *_told: object) -> None:
        if len(self.chosen) == 1:
            act(self.chosen[0])  # type: ignore[operator]

    def _on_add(self) -> None:
        chosen = self.chosen
        above = chosen[0].code if len(chosen) == 1 and chosen[0].level != "commune" else ""
        self.acts.ask_add(above)

    def _on_merge(self) -> None:
        self.acts.ask_merge([one.code for one in self.chosen if not one.successor])

    def _on_menu(self, at: QPoint) -> None:
        self.panel.menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_everything(self) -> None:
        self._text = ""
        self._fill()
        self.everything_shown.emit()
        self.give_focus()

    def _changed(self, code: str) -> None:
        """Read anew after a change, and tell the others; ``code`` is chosen then."""
        self.show_tree(units.tree(self._context.workspace.store))
        if code:
            self.choose(code)
        self._context.catalogues_changed.emit()
        self._context.tell_saved("saved")


def _read(context: Context, job: Job) -> UnitTree:
    job.step(0, 1)
    with workspaces.open_store(context.workspace) as store:
        return units.tree(store, datetime.date.today())

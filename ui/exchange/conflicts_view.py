"""The view Xung đột: both values side by side, who wrote them and when; each or all are chosen."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QMenu,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from papidesk.domain.exchange import Conflict
from papidesk.errors import PapiDeskError
from papidesk.i18n import _, ngettext
from ui.bar_view import BarView
from ui.context import Context
from ui.exchange import receiving_work
from ui.exchange.conflict_sides import ConflictSides
from ui.exchange.conflicts_model import STATE, WHAT, ConflictsModel
from ui.failures import sentence_of, show_failure
from ui.keys import shortcut
from ui.registers.choice_chip import ChoiceChip
from ui.reports.column_turns import ColumnTurns
from ui.reports.remembering import keep_splitter, take_splitter
from ui.widgets.buttons import menu_button, menu_entry, push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.table import Table
from ui.words import whole_text

Chosen = Literal["local", "other"]
WIDTHS = (130, 300, 250, 250)  # px at 100 % text
LIST, EMPTY = range(2)


class ConflictsView(BarView):
    """What is here stays in force until somebody chooses."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.model = ConflictsModel(self)
        self.table = Table(self._context.theme, tall=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Conflicts"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        ColumnTurns(self._context.theme, self.table, WIDTHS, WHAT, (STATE,))
        self.sides = ConflictSides()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.sides)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([340, 220])
        take_splitter(self._context, self.splitter, "conflicts")
        self.empty = EmptyState(
            "passed",
            _("No conflict is open"),
            _(
                "When two computers of the office change the same field of the same record, both "
                "values are kept and shown here side by side. Nothing is decided by the clock."
            ),
            [],
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.splitter)
        self.stack.addWidget(self.empty)
        self.lay_out(self._bar(), self.stack)
        self._build_menu()

    def _bar(self) -> QWidget:
        self.chip = ChoiceChip(_("Conflicts"), [("open", _("Not settled"))])
        self.chip.show_code("open")
        self.count = label("", "muted")
        self.ours_button = push_button(_("Keep ours"))
        self.ours_button.setToolTip(_("Keep what is here (Alt+1)"))
        self.theirs_button = push_button(_("Take theirs"))
        self.theirs_button.setToolTip(_("Take what the bundle has (Alt+2)"))
        self.all_button = menu_button(_("Choose for all"), "group", [])
        self.all_ours = menu_entry(self.all_button.menu(), _("Keep ours everywhere"), "office")
        self.all_theirs = menu_entry(self.all_button.menu(), _("Take theirs everywhere"), "import")
        row = self.make_bar()
        row.addWidget(self.chip)
        row.addWidget(self.count, 1)
        for button in (self.ours_button, self.theirs_button, self.all_button):
            row.addWidget(button)
        return self.bar

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        self.ours_action = menu_entry(self.menu, _("Keep ours"), "office")
        self.theirs_action = menu_entry(self.menu, _("Take theirs"), "import")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")

    def _connect(self) -> None:
        self.chip.chosen.connect(self._on_state)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.customContextMenuRequested.connect(self._on_menu)
        for signal in (
            self.ours_button.clicked,
            self.ours_action.triggered,
            self.sides.ours.clicked,
        ):
            signal.connect(self.keep_ours)
        for signal in (
            self.theirs_button.clicked, self.theirs_action.triggered, self.sides.theirs.clicked,
        ):  # fmt: skip
            signal.connect(self.take_theirs)
        self.all_ours.triggered.connect(self._on_all_ours)
        self.all_theirs.triggered.connect(self._on_all_theirs)
        self.copy_action.triggered.connect(self.table.copy)
        self._context.exchange_changed.connect(self.note_change)
        shortcut(self, "Alt+1", _("Keep what is here of the chosen conflicts"), self.keep_ours)
        shortcut(self, "Alt+2", _("Take what the bundle has"), self.take_theirs)

    # What the page asks of it

    @property
    def chosen(self) -> list[Conflict]:
        """The chosen conflicts."""
        return [self.model.rows[row] for row in self.table.chosen_rows()]

    def refresh(self) -> None:
        """Read the conflicts anew."""
        from papidesk.workflow import receiving_history

        self._stale = False
        row = max(0, self.table.currentIndex().row())
        only_open = self.chip.property("active") == "true"
        self.tell_problem("")
        try:
            found = receiving_history.conflicts(self._context.workspace.store, open_only=only_open)
        except PapiDeskError as error:
            self.tell_problem(sentence_of(error))
            return
        self.model.show_rows(found)
        self.shown(row)

    def show_search(self, text: str) -> None:
        """Show what holds ``text``."""
        self.model.narrow(text)
        self.shown(0)

    def remember(self) -> None:
        """Hand the splitter to the settings."""
        keep_splitter(self._context, self.splitter, "conflicts")

    def give_focus(self) -> None:
        """Put the focus on the conflicts."""
        (self.table if self.model.rows else self.chip).setFocus()

    def keep_ours(self) -> None:
        """Settle the chosen conflicts for what is here."""
        self._settle(self.chosen, "local")

    def take_theirs(self) -> None:
        """Settle the chosen conflicts for what the bundle has."""
        self._settle(self.chosen, "other")

    # Slots

    def _on_all_ours(self) -> None:
        self._ask_all("local", _("Keep ours everywhere"))

    def _on_all_theirs(self) -> None:
        self._ask_all("other", _("Take theirs everywhere"))

    def _ask_all(self, chosen: Chosen, word: str) -> None:
        every = [one for one in self.model.rows if not one.chosen]
        if not every:
            return
        asked = ngettext(
            "Settle {count} conflict in one go? The other value is given up.",
            "Settle {count} conflicts in one go? The other values are given up.",
            len(every),
        )
        self._context.ask.confirm(
            self, asked.format(count=whole_text(len(every))), word,
            lambda: self._settle(every, chosen),
        )  # fmt: skip

    def _settle(self, found: list[Conflict], chosen: Chosen) -> None:
        from papidesk.workflow import receiving_history

        ids = [one.id for one in found if not one.chosen]
        if not ids:
            return
        try:
            receiving_history.settle(
                self._context.workspace.store, ids, chosen, who=self._context.who
            )
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        said = ngettext("{count} conflict settled", "{count} conflicts settled", len(ids))
        back = partial(self._unsettle, ids)
        self._context.happened.emit(said.format(count=whole_text(len(ids))), back)
        receiving_work.tell_changed(self._context)

    def _unsettle(self, ids: list[str]) -> None:
        from papidesk.workflow import settling

        try:
            settling.unsettle(self._context.workspace.store, ids, who=self._context.who)
        except PapiDeskError as error:
            show_failure(self._context.ask, self, error)
            return
        receiving_work.tell_changed(self._context)

    def shown(self, row: int) -> None:
        """Show what the model has now, with ``row`` chosen."""
        self.stack.setCurrentIndex(LIST if self.model.rows else EMPTY)
        said = ngettext("{count} conflict", "{count} conflicts", len(self.model.rows))
        self.count.setText(said.format(count=whole_text(len(self.model.rows))))
        if self.model.rows:
            self.table.choose_row(min(row, len(self.model.rows) - 1))
        self._on_chosen()

    def _on_chosen(self, *_changes: object) -> None:
        found = self.chosen
        open_ = any(not one.chosen for one in found)
        for one in (self.ours_button, self.theirs_button, self.ours_action, self.theirs_action):
            one.setEnabled(open_)
        self.all_button.setEnabled(any(not one.chosen for one in self.model.rows))
        self.sides.show_conflict(found[0] if len(found) == 1 else None, len(found))

    def _on_state(self, _code: str) -> None:
        self.refresh()

    def _on_menu(self, at: QPoint) -> None:
        self.menu.popup(self.table.viewport().mapToGlobal(at))

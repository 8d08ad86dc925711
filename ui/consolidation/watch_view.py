"""The view Theo dõi: units and the reports of a year as a matrix, and one report as a list."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from papidesk.i18n import _
from ui.background import StoppedError, Task
from ui.bar_view import BarView
from ui.consolidation import board_reading
from ui.consolidation.board_acts import BoardActs
from ui.consolidation.board_list import BoardList
from ui.consolidation.board_reading import YearBoards
from ui.consolidation.matrix_model import FIRST, MatrixModel
from ui.consolidation.matrix_table import MatrixTable
from ui.consolidation.term_chip import Asked
from ui.consolidation.watch_bar import WatchBar
from ui.context import Context
from ui.keys import shortcut
from ui.widgets.buttons import menu_entry, push_button
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from papidesk.workflow.unit_board import Board, BoardRow

MATRIX, LIST, NO_UNITS, NO_DUTIES, NONE_FITS, READING = range(6)


class WatchView(BarView):
    """Who reported: everything of a year, or one report with what is done about it."""

    units_asked = Signal(str)  # "import" or "add"
    everything_shown = Signal()
    term_chosen = Signal(object)  # an Asked: the figures follow
    year_read = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.year = YearBoards(year=datetime.date.today().year)
        self._wanted = self.year.year
        self._task: Task | None = None
        # A report to show once it is read, with a unit or a state.
        self._kept: tuple[tuple[str, str], str, str] | None = None
        self.acts = BoardActs(context, self)
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.matrix = MatrixModel(self)
        self.table = MatrixTable(self._context.theme, self.matrix)
        self.list = BoardList(self._context, self.acts)
        self.stack = QStackedWidget()
        for page in (self.table, self.list, *self._empty_pages()):
            self.stack.addWidget(page)
        self.lay_out(self._make_bar(), self.stack)
        self.menu = QMenu(self)
        self.open_action = menu_entry(self.menu, _("Show this report of all units"), "open")
        self.remind_action = menu_entry(self.menu, _("Reminder letters…"), "send")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")
        self.stack.setCurrentIndex(READING)

    def _empty_pages(self) -> list[QWidget]:
        self.big_import = push_button(_("Import the list of units…"), "import", "big")
        self.big_add = push_button(_("Add a unit…"), "plus", "big")
        self.big_duties = push_button(_("Enter duties to report"), "settings", "big")
        self.everything_button = push_button(_("Show all"), "close", "big")
        no_units = EmptyState(
            "units",
            _("No unit below is entered yet"),
            _(
                "Enter the units that report to you: paste their list from Excel, or take a file. "
                "A unit whose key you trust stands here by itself."
            ),
            [self.big_import, self.big_add],
        )
        no_duties = EmptyState(
            "reports",
            _("No report is asked for in this year"),
            _("Enter which reports the units owe, for which periods and by which day."),
            [self.big_duties],
        )
        none_fits = EmptyState(
            "search", _("Nothing fits"), _("No unit fits what is searched for."),
            [self.everything_button],
        )  # fmt: skip
        reading = EmptyState("views", _("Reading the reports…"), "", [])
        return [no_units, no_duties, none_fits, reading]

    def _make_bar(self) -> QWidget:
        self.bar = self._watch_bar = bar = WatchBar()
        self.term, self.above, self.chips = bar.term, bar.above, bar.chips
        self.back_button, self.closed = bar.back_button, bar.closed
        self.remind_button, self.lock_button = bar.remind_button, bar.lock_button
        return bar

    def _connect(self) -> None:
        self.table.opened.connect(self._on_opened)
        for table in (self.table.units, self.table.reports):
            table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            table.customContextMenuRequested.connect(partial(self._on_menu, table))
        self.open_action.triggered.connect(self.open_current)
        self.remind_action.triggered.connect(self.remind)
        self.copy_action.triggered.connect(self.table.reports.copy)
        self.back_button.clicked.connect(self.show_matrix)
        shortcut(self.list, "Escape", _("Back to the matrix"), self.show_matrix)
        self.term.chosen.connect(self._on_term)
        self.chips.chosen.connect(self._on_state)
        self.above.chosen.connect(self._on_above)
        self.remind_button.clicked.connect(self.remind)
        self.lock_button.clicked.connect(self.lock)
        self.big_import.clicked.connect(partial(self._on_units, "import"))
        self.big_add.clicked.connect(partial(self._on_units, "add"))
        self.big_duties.clicked.connect(self._on_duties)
        self.everything_button.clicked.connect(self.show_everything)
        for changed in (
            self._context.exchange_changed, self._context.catalogues_changed,
            self._context.office_changed,
        ):  # fmt: skip
            changed.connect(self.note_change)

    # What the page asks of it

    @property
    def asked(self) -> Asked | None:
        """The report that is shown as a list, None while the matrix is."""
        return self.term.shown

    @property
    def board(self) -> Board | None:
        """The board of the report that is shown as a list."""
        return self.year.find(self.asked.key) if self.asked is not None else None

    @property
    def reading(self) -> bool:
        """Whether the year on screen is not read yet."""
        return self._stale or self._task is not None

    def refresh(self) -> None:
        """Read the year anew, keeping what is chosen."""
        self._stale = False
        if self._task is not None:
            self._task.cancel()
        self._task = board_reading.read(
            self, self._context, self._wanted, done=self.show_boards, failed=self._on_failed
        )

    def read_once(self) -> None:
        """Read the year unless that is being done."""
        if self._task is None:
            self.refresh()

    def show_boards(self, year: YearBoards) -> None:
        """Show a year that was read."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._stale = False
        self.tell_problem("")
        unit, column = self._cell
        self.year = year
        self.term.offer(year.asked)
        before = self.above.code
        self.above.offer(year.above)
        self.matrix.show_year(year)
        if self.above.code != before:
            self._narrow(above=self.above.code)
        if self._kept is not None:
            (key, kept_unit, state), self._kept = self._kept, None
            self.term.show_asked(self.term.find(key))
            self._show_wanted(kept_unit, state)
        elif self.asked is not None:
            self.term.show_asked(self.term.find(self.asked.key))
            self.list.show_again(self.asked, self.board, self.year)
        self._choose_cell(unit, column)
        self._tell()
        self.year_read.emit()

    def show_year(self, year: int) -> None:
        """Show the reports of ``year``."""
        if year != self._wanted:
            self._wanted = year
            self.term.show_asked(None)
            self.note_change()

    def show_search(self, text: str) -> None:
        """Show only units that ``text`` fits."""
        self._narrow(text=text)
        self._tell()

    def show_term(self, key: tuple[str, str], unit: str = "", state: str = "") -> None:
        """Show one report of all units, with ``unit`` chosen or narrowed to a ``state``."""
        asked = self.term.find(key)
        if asked is None or self._stale or self._task is not None:
            self._kept = (key, unit, state)
            self.refresh()
            return
        self.term.show_asked(asked)
        self._show_wanted(unit, state)
        self._tell()
        self.term_chosen.emit(asked)

    def show_matrix(self) -> None:
        """Show all reports of the year."""
        if self.asked is not None:
            self.term.show_asked(None)
            self._tell()
            self.give_focus()

    def show_everything(self) -> None:
        """Let go of words, state and the unit above."""
        self.chips.show_state("")
        self.above.show_code("")
        self._narrow(text="", state="", above="")
        self.list.choose_first()
        self._tell()
        self.everything_shown.emit()

    def give_focus(self) -> None:
        """Put the focus on the table, or on the first step."""
        shown = self.stack.currentIndex()
        if shown == LIST:
            self.list.give_focus()
        elif shown == NO_UNITS:
            self.big_import.setFocus()
        else:
            self.table.setFocus()

    def remember(self) -> None:
        """Hand splitters to the settings."""
        self.list.remember()

    # What a person does

    def open_current(self) -> None:
        """Show the report the keys stand on, of all units."""
        self._on_opened(self.table.current)

    def remind(self) -> None:
        """Write letters to units that have not reported."""
        year, asked = self.year.below(self.above.code), self.asked
        board, rows = year.find(asked.key) if asked else None, self.list.chosen
        if asked is None:
            column = self.table.current.column() - FIRST
            if not 0 <= column < len(self.year.boards):
                return
            board, rows = year.boards[column], self._chosen_cells(column)
            asked = self.year.asked[column]
        if board is not None:
            self.acts.ask_remind(asked, board, rows)

    def lock(self) -> None:
        """Close the report that is shown, or open it again."""
        if self.asked is None or self.board is None:
            return
        if self.board.locked:
            self.acts.ask_unlock(self.asked)
        else:
            self.acts.ask_lock(self.asked, self.board)

    def _last_due(self) -> int:
        """Return the place of the report that was due last, the first before any was."""
        today = datetime.date.today()
        due = [place for place, one in enumerate(self.year.boards) if one.due <= today]
        return due[-1] if due else 0

    def _chosen_cells(self, column: int) -> list[BoardRow]:
        rows = [self.matrix.rows[row].cells[column] for row in self.table.reports.chosen_rows()]
        return [row for row in rows if row is not None] if len(rows) > 1 else []

    # Showing

    def _show_list(self, unit: str) -> None:
        self.list.show_board(self.asked, self.board, self.year, unit)

    def _show_wanted(self, unit: str, state: str) -> None:
        """Show a report that was asked for: nothing that is narrowed may hide it."""
        self._show_list(unit)
        if state or (unit and self.list.model.find(unit) < 0):
            self.chips.show_state(state)
            self.above.show_code("")
            self._narrow(state=state, above="")
            self._show_list(unit)

    @property
    def _cell(self) -> tuple[str, int]:
        """The unit and column the keys stand on in the matrix."""
        row = self.table.current.row()
        unit = self.matrix.rows[row].unit if 0 <= row < len(self.matrix.rows) else ""
        return unit, self.table.current.column()

    def _choose_cell(self, unit: str, column: int) -> None:
        found = self.matrix.find(unit) if unit else -1
        self.table.choose(max(0, found), column if column >= FIRST else FIRST + self._last_due())

    def _narrow(
        self, *, text: str | None = None, state: str | None = None, above: str | None = None
    ) -> None:
        unit, column = self._cell
        self.matrix.narrow(text=text, state=state, above=above)
        self._choose_cell(unit, column)
        self.list.narrow(text=text, state=state, above=above)

    def _tell(self) -> None:
        listed = self.board is not None
        model = self.list.model if listed else self.matrix
        if not self.year.boards:
            place = NO_DUTIES if self.year.units else NO_UNITS
        elif not model.rows:
            place = NONE_FITS
        else:
            place = LIST if listed else MATRIX
        self.stack.setCurrentIndex(place)
        self.bar.setVisible(place not in (NO_UNITS, NO_DUTIES))
        self.chips.show_counts(model.counts())
        shown = self.year.below(self.above.code)
        board = shown.find(self.asked.key) if self.asked is not None else None
        self._watch_bar.tell(shown, board, len(model.rows))

    # Slots

    def _on_opened(self, index: QModelIndex) -> None:
        if not index.isValid() or not self.year.boards:
            return
        # Opened at a unit's name: the report that was due last.
        column = index.column() - FIRST
        board = self.year.boards[column if column >= 0 else self._last_due()]
        self.show_term((board.duty, board.period), self.matrix.rows[index.row()].unit)
        self.give_focus()

    def _on_menu(self, table: QWidget, at: QPoint) -> None:
        self.menu.popup(table.mapToGlobal(at))

    def _on_term(self, asked: Asked | None) -> None:
        self._show_list("")
        self._tell()
        if asked is not None:
            self.term_chosen.emit(asked)

    def _on_state(self, state: str) -> None:
        self._narrow(state=state)
        self.list.choose_first()
        self._tell()

    def _on_above(self, code: str) -> None:
        self._narrow(above=code)
        self.list.choose_first()
        self._tell()

    def _on_units(self, what: str) -> None:
        self.units_asked.emit(what)

    def _on_duties(self) -> None:
        self._context.place_asked.emit("settings", "duties")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StoppedError):
            self._task = None
        self.tell_failure(error)

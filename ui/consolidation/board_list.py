"""One report of all units: the list, what is known of the chosen one, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from papidesk.i18n import _
from ui.consolidation.board_acts import BoardActs
from ui.consolidation.board_model import ARRIVED, DECIDED, NUMBER, UNIT, BoardModel
from ui.consolidation.consolidation_words import TONES, row_lines, state_word
from ui.consolidation.term_chip import Asked
from ui.context import Context
from ui.reports.column_turns import ColumnTurns
from ui.reports.remembering import keep_splitter, take_splitter
from ui.widgets.buttons import menu_button, menu_entry, push_button
from ui.widgets.labels import Pill, label
from ui.widgets.table import Table
from ui.words import day_text

if TYPE_CHECKING:
    from papidesk.domain.consolidation import UnitReport
    from papidesk.workflow.unit_board import Board, BoardRow
    from ui.consolidation.board_reading import YearBoards

WIDTHS = (150, 174, 100, 104, 160, 140)  # px at 100 % text
DETAIL = 300  # px at 100 % text
NAME = "unit reports"


class BoardList(QWidget):
    """The rows of a board with their acts."""

    def __init__(self, context: Context, acts: BoardActs) -> None:
        super().__init__()
        self._context, self._acts = context, acts
        self.asked: Asked | None = None
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.model = BoardModel(self)
        self.table = Table(self._context.theme, tall=True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Units and their reports"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._turns = ColumnTurns(
            self._context.theme, self.table, WIDTHS, UNIT, (DECIDED, NUMBER, ARRIVED)
        )
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self._detail())
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([900, round(DETAIL * self._context.theme.scale)])
        take_splitter(self._context, self.splitter, NAME)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._build_menu()

    def _detail(self) -> QWidget:
        self.title = label("", "section-title", wrap=True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.pill = Pill()
        self.facts = label("", "muted", wrap=True)
        self.said = label("", "caution", wrap=True)
        for text in (self.facts, self.said):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.accept_button = push_button(_("Accept the report"), "approve")
        self.return_button = push_button(_("Return…"), "return")
        self.paper_button = push_button(_("See the paper"), "document")
        self.more_button = menu_button(_("More acts"), "more", self._more_actions())
        self.more_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner = QFrame()
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self.title, self.pill, self.facts, self.said):
            column.addWidget(widget)
        column.addSpacing(4)
        for pair in (
            (self.accept_button,), (self.return_button, self.paper_button), (self.more_button,),
        ):  # fmt: skip
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(round(250 * self._context.theme.scale))
        area.setWidget(inner)
        return area

    def _more_actions(self) -> list[QAction]:
        self.menu = QMenu(self)
        self.accept_action = menu_entry(self.menu, _("Accept the report"), "approve")
        self.return_action = menu_entry(self.menu, _("Return…"), "return")
        self.paper_action = menu_entry(self.menu, _("See the paper"), "document")
        self.entries_action = menu_entry(self.menu, _("Log entries it sent…"), "log")
        self.hand_action = menu_entry(self.menu, _("Report on paper…"), "edit")
        self.sheet_action = menu_entry(self.menu, _("Paper reports from a table…"), "import")
        self.day_action = menu_entry(self.menu, _("Day of arrival…"), "calendar")
        self.tell_action = menu_entry(self.menu, _("Accept and tell the unit"), "send")
        self.again_action = menu_entry(self.menu, _("Save the decision once more…"), "duplicate")
        self.remind_action = menu_entry(self.menu, _("Reminder letter…"), "send")
        self.copy_action = menu_entry(self.menu, _("Copy with titles (for Excel)"), "copy")
        return [self.entries_action, self.hand_action, self.sheet_action, self.day_action,
                self.tell_action, self.again_action, self.remind_action]  # fmt: skip

    def _build_menu(self) -> None:
        self.menu.addAction(self.accept_action)
        for action in (
            self.return_action, self.paper_action, self.entries_action, self.hand_action,
            self.sheet_action,
            self.day_action,
            self.tell_action, self.again_action, self.remind_action, self.copy_action,
        ):  # fmt: skip
            self.menu.addAction(action)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.opened.connect(self._on_opened)
        for signal, act in (
            (self.accept_button.clicked, self.accept), (self.accept_action.triggered, self.accept),
            (self.return_button.clicked, self.send_back),
            (self.return_action.triggered, self.send_back),
            (self.paper_button.clicked, self.show_paper),
            (self.paper_action.triggered, self.show_paper),
            (self.entries_action.triggered, self.show_entries),
            (self.hand_action.triggered, self.enter_paper),
            (self.sheet_action.triggered, self.enter_table),
            (self.day_action.triggered, self.note_day),
            (self.again_action.triggered, self.send_again),
            (self.remind_action.triggered, self.remind),
            (self.copy_action.triggered, self.table.copy),
        ):  # fmt: skip
            signal.connect(partial(_call, act))
        self.tell_action.triggered.connect(partial(self.accept, tell=True))

    # What the view asks of it

    @property
    def chosen(self) -> list[BoardRow]:
        """The chosen rows."""
        return [self.model.rows[row] for row in self.table.chosen_rows()]

    @property
    def unit(self) -> str:
        """The unit that is chosen, "" for none or several."""
        return self.chosen[0].unit if len(self.chosen) == 1 else ""

    def show_board(
        self, asked: Asked | None, board: Board | None, year: YearBoards, unit: str
    ) -> None:
        """Show the units of one report, with ``unit`` chosen."""
        self.asked = asked
        self.model.show_board(board, year.parents, year.chains)
        row = self.model.find(unit) if unit else 0
        if self.model.rows:
            self.table.choose_row(max(0, row))
        self._on_chosen()

    def show_again(self, asked: Asked | None, board: Board | None, year: YearBoards) -> None:
        """Show the same report read anew, with the same units chosen."""
        if asked is None or self.asked is None or asked.key != self.asked.key:
            self.show_board(asked, board, year, "")
            return
        with self._keeping_chosen():
            self.asked = asked
            self.model.show_board(board, year.parents, year.chains)

    def narrow(
        self, *, text: str | None = None, state: str | None = None, above: str | None = None
    ) -> None:
        """Show units that fit; None leaves what it was. What stays in sight stays chosen."""
        with self._keeping_chosen():
            self.model.narrow(text=text, state=state, above=above)

    @contextmanager
    def _keeping_chosen(self) -> Iterator[None]:
        """Choose the same units again after a change: never others in their place.

        A second click on a button would otherwise be about the next unit.
        """
        units, place = [row.unit for row in self.chosen], self.table.currentIndex().row()
        yield
        rows = [found for unit in units if (found := self.model.find(unit)) >= 0]
        place = rows[0] if rows else min(max(0, place), len(self.model.rows) - 1)
        self.table.choose_rows(rows, place)
        self._on_chosen()

    def choose_first(self) -> None:
        """Choose the first row that is shown."""
        if self.model.rows:
            self.table.choose_row(0)
        self._on_chosen()

    def give_focus(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def remember(self) -> None:
        """Hand the splitter to the settings."""
        keep_splitter(self._context, self.splitter, NAME)

    # What a person does

    def accept(self, *_checked: object, tell: bool = False) -> None:
        """Accept the chosen reports."""
        if self.asked is not None:
            rows = [row for row in self.chosen if row.report and row.report.state != "accepted"]
            self._acts.accept(self.asked, rows, tell=tell)

    def send_back(self) -> None:
        """Return the chosen report."""
        if self.asked is not None and self._one is not None:
            self._acts.ask_return(self.asked, self._one)

    def show_paper(self) -> None:
        """Show the paper of the chosen report."""
        if self.asked is not None and self._one is not None:
            self._acts.show_paper(self.asked, self._one)

    def show_entries(self) -> None:
        """Show the log entries that came with the chosen report."""
        if self.asked is not None and self._one is not None:
            self._acts.show_entries(self.asked, self._one)

    def enter_paper(self) -> None:
        """Type in the chosen unit's report that came on paper."""
        rows = self.chosen
        if self.asked is not None and len(rows) == 1:
            self._acts.ask_paper_report(self.asked, rows[0])

    def enter_table(self) -> None:
        """Type in many units' reports from a table."""
        if self.asked is not None:
            self._acts.ask_paper_sheet(self.asked)

    def note_day(self) -> None:
        """Note the day the chosen report came."""
        if self._one is not None:
            self._acts.ask_day(self._one)

    def send_again(self) -> None:
        """Make the bundle of the last decision once more."""
        if self.asked is not None and self._one is not None:
            self._acts.send_again(self.asked, self._one)

    def remind(self) -> None:
        """Remind the chosen units."""
        if self.asked is not None and self.model.board is not None:
            self._acts.ask_remind(self.asked, self.model.board, self.chosen)

    @property
    def _one(self) -> BoardRow | None:
        chosen = self.chosen
        return chosen[0] if len(chosen) == 1 and chosen[0].report is not None else None

    # Slots

    def _on_opened(self, _index: QModelIndex) -> None:
        if self._one is not None and self._one.report and self._one.report.on_paper:
            self.enter_paper()
        elif self._one is not None and self._one.report and self._one.report.document:
            self.show_paper()
        elif self._one is not None:
            self.show_entries()

    def _on_menu(self, at: QPoint) -> None:
        self.menu.popup(self.table.viewport().mapToGlobal(at))

    def _on_chosen(self, *_changes: object) -> None:
        rows, board = self.chosen, self.model.board
        closed = board is not None and board.locked
        open_to = [row for row in rows if row.report and row.report.state != "accepted"]
        one = self._one
        report = one.report if one is not None else None
        for widget in (self.accept_button, self.accept_action, self.tell_action):
            widget.setEnabled(bool(open_to) and not closed)
        for widget in (self.return_button, self.return_action):
            widget.setEnabled(one is not None and not closed)
        self.day_action.setEnabled(report is not None and not report.on_paper and not closed)
        self.sheet_action.setEnabled(not closed)
        self.hand_action.setEnabled(len(rows) == 1 and not closed and _may_type(report))
        for widget in (self.paper_button, self.paper_action):
            widget.setEnabled(report is not None and bool(report.document))
        self.entries_action.setEnabled(one is not None)
        self.again_action.setEnabled(
            report is not None and report.state != "received" and not report.on_paper
        )
        self.remind_action.setEnabled(
            any(row.state in ("overdue", "missing", "returned") for row in rows)
        )
        self.splitter.widget(1).setVisible(bool(rows))
        if rows and board is not None:
            self._show_detail(rows[0], board, len(rows))
        QTimer.singleShot(0, self._turns, self._turns.arrange)

    def _show_detail(self, row: BoardRow, board: Board, count: int) -> None:
        if count > 1:
            self.title.setText(_("{count} units chosen").format(count=count))
            self.pill.hide()
            self.facts.setText("")
            self.said.hide()
            return
        lines = row_lines(row, board, self.asked.name if self.asked else "")
        self.title.setText(row.name)
        self.pill.setText(state_word(row.state))
        self.pill.set_tone(TONES[row.state])
        self.pill.show()
        # The state stands in the pill, the name above it.
        self.facts.setText("\n".join([lines[1], *lines[3:]]))
        report = row.report
        said = [report.reason] if report and report.reason else []
        if report and report.wanted_by:
            said.append(_("Wanted again by {day}").format(day=day_text(report.wanted_by)))
        said += [f"– {one.text}" for one in report.remarks] if report else []
        self.said.setText("\n".join(said))
        self.said.setVisible(bool(said))


def _may_type(report: UnitReport | None) -> bool:
    """Tell whether a paper may be typed in: a bundle's figures are the unit's own."""
    return report is None or report.on_paper or report.state == "returned"


def _call(act: object, *_told: object) -> None:
    act()  # type: ignore[operator]

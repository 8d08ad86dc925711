"""The tiles side by side, in as many columns as there is room for, and what each opens."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from papidesk.domain.consolidation import BoardFilter, BoardQuery
from papidesk.domain.document import State
from papidesk.domain.filters import ActivityFilter, FigureQuery, TaskFilter
from papidesk.domain.overview import Overview, Todo, TodoKind
from papidesk.domain.report_duty import DutyTerm
from papidesk.i18n import _
from papidesk.workflow import sent_history
from papidesk.workflow.lists import DocumentFilter
from ui.context import Context
from ui.overview.activity_tile import ActivityTile
from ui.overview.coverage_tile import CoverageTile
from ui.overview.documents_tile import DocumentsTile
from ui.overview.papi_tile import PapiTile
from ui.overview.report_tile import ReportTile
from ui.overview.tile import Tile
from ui.overview.todo_tile import TodoTile
from ui.page import Page

THREE, TWO = 980, 640  # px at 100 % text: from this width on so many columns
SHARES = (46, 25, 29)  # of three columns
# What is asked of the units below, by what there is to do.
_BELOW: dict[TodoKind, BoardFilter] = {
    "units_overdue": "overdue", "units_missing": "missing", "undecided": "undecided",
}  # fmt: skip
WAITING: tuple[State, ...] = ("draft", "submitted", "returned", "approved")


class Board(QWidget):
    """All tiles of a year."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__()
        self._context, self._page = context, page
        self._year = datetime.date.today().year
        self._until = datetime.date.today()
        self._columns = 0
        theme = context.theme
        self.todo, self.report, self.documents = TodoTile(), ReportTile(), DocumentsTile()
        self.activity, self.coverage = ActivityTile(theme), CoverageTile(theme)
        self.papi = PapiTile(theme)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setSpacing(14)
        self._connect()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles in reading order."""
        return (
            self.todo, self.report, self.documents, self.activity, self.coverage, self.papi,
        )  # fmt: skip

    def _connect(self) -> None:
        self.todo.chosen.connect(self._on_todo)
        self.todo.asked.connect(self._on_due_tasks)
        self.report.asked.connect(self._on_reports)
        self.report.make_asked.connect(self._on_make)
        self.report.document_asked.connect(self._context.edit_asked)
        self.documents.asked.connect(self._on_waiting)
        self.documents.states_asked.connect(self._on_states)
        self.documents.incoming_asked.connect(self._on_incoming)
        self.documents.bundles_asked.connect(self._on_bundles)
        self.documents.backups_asked.connect(self._on_backups)
        self.activity.asked.connect(self._on_log)
        self.activity.entries_asked.connect(self._on_entries)
        self.activity.counter_asked.connect(self._on_counter)
        self.coverage.asked.connect(self._on_tasks_without)
        self.coverage.dimension_asked.connect(self._on_dimension)
        self.papi.scores_asked.connect(self._on_scores)
        self._context.theme.changed.connect(self._on_theme_changed)

    def show_overview(self, found: Overview) -> None:
        """Show a year."""
        self._year, self._until = found.year, found.activity.until
        for tile in (
            self.todo, self.report, self.documents, self.activity, self.coverage, self.papi,
        ):  # fmt: skip
            tile.show_overview(found)
        self._arrange()

    def give_focus(self) -> None:
        """Put the focus on the first thing to do, or the first title."""
        rows = [row for row in self.todo.rows.rows if row.isVisibleTo(self)]
        (rows[0] if rows else self.todo.title).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the tiles into three columns, two, or one."""
        width = self.width() / self._context.theme.scale
        columns = 3 if width >= THREE else 2 if width >= TWO else 1
        if columns == self._columns:
            return
        self._columns = columns
        for tile in self.tiles:
            self._grid.removeWidget(tile)
        for column in range(3):
            self._grid.setColumnStretch(column, SHARES[column] if columns == 3 else 0)
        if columns == 2:
            self._grid.setColumnStretch(0, 1)
            self._grid.setColumnStretch(1, 1)
        for row in range(6):
            self._grid.setRowStretch(row, 0)
        for place, tile in enumerate(self._order(columns)):
            row, column = divmod(place, columns)
            self._grid.addWidget(tile, row, column)
            self._grid.setRowStretch(row, 2 if row else 1)

    def _order(self, columns: int) -> Sequence[Tile]:
        if columns != 2:
            return self.tiles
        # Beside each other what is about as high.
        return (
            self.todo, self.report, self.activity, self.coverage, self.documents, self.papi,
        )  # fmt: skip

    def _on_theme_changed(self) -> None:
        self._columns = 0
        self._arrange()

    # What is behind the tiles

    def _go(self, page: str, wanted: object) -> None:
        self._context.place_asked.emit(page, wanted)

    def _on_todo(self, todo: Todo) -> None:
        if todo.kind in ("returned", "to_number"):
            self._context.document_asked.emit(todo.id)
        elif todo.kind == "report_late":
            self._go("reports", todo.term)
        elif todo.kind == "no_receipt":
            self._go("exchange", sent_history.get(self._context.workspace.store, todo.id))
        elif todo.kind in _BELOW and todo.term is not None:
            term = todo.term
            asked = BoardQuery(
                duty=term.duty, period=term.period, year=term.due.year, state=_BELOW[todo.kind]
            )
            self._go("consolidation", asked)
        else:
            self._go("tasks", TaskFilter(ids=(todo.id,)))

    def _on_due_tasks(self) -> None:
        self._go("tasks", TaskFilter(timings=("overdue", "due_soon")))

    def _on_reports(self) -> None:
        report = self.report.report
        self._go("reports", report.term if report is not None else None)

    def _on_make(self, term: DutyTerm) -> None:
        from ui.reports.making import Making

        making = self._page.findChild(Making) or Making(self._context, self._page)
        making.begin(term, self._year)

    def _on_waiting(self) -> None:
        self._go("documents", DocumentFilter(states=WAITING))

    def _on_states(self, states: tuple[State, ...]) -> None:
        self._go("documents", DocumentFilter(states=states))

    def _on_incoming(self) -> None:
        self._go("documents", "incoming-due")

    def _on_bundles(self) -> None:
        self._go("exchange", "sent")

    def _on_backups(self) -> None:
        self._go("settings", "backups")

    def _on_log(self) -> None:
        first, last = datetime.date(self._year, 1, 1), datetime.date(self._year, 12, 31)
        self._go("log", ActivityFilter(since=first, until=last))

    def _on_entries(self, chosen: ActivityFilter) -> None:
        self._go("log", chosen)

    def _on_counter(self, code: str) -> None:
        first = datetime.date(self._year, 1, 1)
        from ui.log.entries_dialog import EntriesDialog

        chosen = ActivityFilter(since=first, until=self._until, counters=(code,))
        title = _("Entries of {year}").format(year=self._year)
        EntriesDialog(self._context, title, chosen, self._page).open()

    def _on_figures(self) -> None:
        first = datetime.date(self._year, 1, 1)
        self._go("reports", FigureQuery(since=first, until=self._until, period=str(self._year)))

    def _on_tasks_without(self) -> None:
        self._go("tasks", TaskFilter(year=self._year, missing=("dimension",)))

    def _on_dimension(self, code: str) -> None:
        self._go("tasks", TaskFilter(year=self._year, dimensions=(code,)))

    def _on_scores(self) -> None:
        self._go("settings", "papi")

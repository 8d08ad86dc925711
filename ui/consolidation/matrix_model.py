"""Units and the reports of a year as a matrix: a word and a colour in each cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from papidesk.domain.consolidation import BoardState
from papidesk.i18n import _
from ui.consolidation.board_reading import UnitRow, YearBoards
from ui.consolidation.consolidation_words import (
    NOTHING,
    TONES,
    rate_text,
    row_lines,
    short_name,
    state_word,
)
from ui.consolidation.narrowing import UNDECIDED, Narrowing
from ui.reports.term_states import period_name
from ui.settings.titled_model import Index
from ui.widgets.table import TONE_ROLE

_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
UNIT, TALLY, FIRST = 0, 1, 2  # the unit, how many on time, then a column for each report
_QUIET: frozenset[BoardState] = frozenset({"missing", "not_due"})


class MatrixModel(QAbstractTableModel):
    """The rows are narrowed by words and a state."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.year = YearBoards(year=0)
        self.rows: list[UnitRow] = []
        self.narrowing = Narrowing()

    def show_year(self, year: YearBoards) -> None:
        """Show the boards of a year."""
        self.beginResetModel()
        self.year = year
        self._narrow()
        self.endResetModel()

    def narrow(
        self, *, text: str | None = None, state: str | None = None, above: str | None = None
    ) -> None:
        """Show units that ``text`` fits, below ``above``, with a report in ``state``.

        None changes none.
        """
        self.narrowing = self.narrowing.changed(text, state, above)
        self.beginResetModel()
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        self.rows = [row for row in self.year.rows if self._has_state(row) and self._fits(row)]

    def _fits(self, row: UnitRow) -> bool:
        return self.narrowing.fits(row.name, row.unit, self.year.chains.get(row.unit, ()))

    def _has_state(self, row: UnitRow) -> bool:
        return not self.narrowing.state or any(
            cell is not None and self.narrowing.has_state(cell, closed=board.locked)
            for cell, board in zip(row.cells, self.year.boards, strict=True)
        )

    def counts(self) -> dict[str, int]:
        """Return how many reports of the units that fit are in each state, or undecided."""
        found: dict[str, int] = {}
        for row in self.year.rows:
            if self._fits(row):
                for cell, board in zip(row.cells, self.year.boards, strict=True):
                    if cell is not None:
                        found[cell.state] = found.get(cell.state, 0) + 1
                        if cell.undecided and not board.locked:
                            found[UNDECIDED] = found.get(UNDECIDED, 0) + 1
        found.pop("not_due", None)
        return found

    def find(self, unit: str) -> int:
        """Return the row of a unit, -1 when it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.unit == unit), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else FIRST + len(self.year.boards)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return self._title(section, "\n")
        if role == _Role.ToolTipRole and section >= FIRST:
            return self._title(section, "\n", whole=True)
        return None

    def _title(self, section: int, between: str, *, whole: bool = False) -> str:
        if section < FIRST:
            return (_("Unit"), _("On time"))[section]
        board = self.year.boards[section - FIRST]
        name = self.year.names.get(board.duty, board.duty)
        if not whole:
            name = "\n".join(short_name(name))
        said = _("consolidated · {rate}") if board.locked else _("due {day} · {rate}")
        due = said.format(day=f"{board.due:%d/%m}", rate=rate_text(board.on_time_rate))
        lines = [name, period_name(board.period), due]
        return between.join(lines)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if column < FIRST:
            return self._head(row, column, role)
        cell = row.cells[column - FIRST]
        if role == _Role.DisplayRole:
            return NOTHING if cell is None or cell.state == "not_due" else state_word(cell.state)
        if role == TONE_ROLE:
            quiet = cell is None or cell.state in _QUIET
            return None if quiet or cell is None else TONES[cell.state]
        if role == _Role.ForegroundRole and (cell is None or cell.state in _QUIET):
            return "muted"
        if role in (_Role.ToolTipRole, _Role.AccessibleDescriptionRole) and cell is not None:
            board = self.year.boards[column - FIRST]
            return "\n".join(row_lines(cell, board, self.year.names.get(board.duty, board.duty)))
        return None

    def _head(self, row: UnitRow, column: int, role: int) -> Any:
        if role == _Role.DisplayRole and column == UNIT:
            return row.name
        if role == _Role.DisplayRole:
            due = len(row.cells) - row.count("missing") - row.count("not_due")
            due -= sum(1 for cell in row.cells if cell is None)
            return f"{row.count('on_time')}/{due}" if due else NOTHING
        if role == _Role.ToolTipRole and column == UNIT:
            above = self.year.parents.get(row.parent, "")
            return "\n".join(line for line in (row.name, row.unit, above) if line)
        return None

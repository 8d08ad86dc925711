"""The units of one report: how each stands, when its report came, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, QObject, Qt

from papidesk.errors import N_
from papidesk.i18n import _
from ui.consolidation.consolidation_words import (
    NOTHING,
    TONES,
    day_or_nothing,
    decided_text,
    decision_text,
    state_word,
)
from ui.consolidation.narrowing import UNDECIDED, Narrowing
from ui.settings.titled_model import Index, TitledModel
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

if TYPE_CHECKING:
    from papidesk.workflow.unit_board import Board, BoardRow

_NO_INDEX = QModelIndex()
_Role = Qt.ItemDataRole
STATE, UNIT, ARRIVED, LATE, NUMBER, DECIDED = range(6)


class BoardModel(TitledModel):
    """Rows of two lines, narrowed by words and a state."""

    titles: ClassVar[tuple[str, ...]] = (
        N_("State"), N_("Unit"), N_("Received on"), N_("Days late"), N_("Report number"),
        N_("Decision"),
    )  # fmt: skip

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.rows: list[BoardRow] = []
        self.parents: dict[str, str] = {}
        self.chains: Mapping[str, tuple[str, ...]] = {}
        self.narrowing = Narrowing()

    def show_board(
        self, board: Board | None, parents: dict[str, str],
        chains: Mapping[str, tuple[str, ...]],
    ) -> None:  # fmt: skip
        """Show the units of one report; ``parents`` are names of units above by code.

        ``chains`` are the codes of all units above, by unit.
        """
        self.beginResetModel()
        self.board, self.parents, self.chains = board, parents, chains
        self._narrow()
        self.endResetModel()

    def narrow(
        self, *, text: str | None = None, state: str | None = None, above: str | None = None
    ) -> None:
        """Show units that ``text`` fits, in ``state``, below ``above``; None leaves what it was."""
        self.narrowing = self.narrowing.changed(text, state, above)
        self.beginResetModel()
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        closed = self.board is not None and self.board.locked
        self.rows = [
            row
            for row in (self.board.rows if self.board else ())
            if self.narrowing.has_state(row, closed=closed) and self._fits(row)
        ]

    def _fits(self, row: BoardRow) -> bool:
        return self.narrowing.fits(row.name, row.unit, self.chains.get(row.unit, ()))

    def counts(self) -> dict[str, int]:
        """Return how many of the units that fit are in each state, and wait for a decision."""
        found: dict[str, int] = {}
        for row in self.board.rows if self.board else ():
            if self._fits(row):
                found[row.state] = found.get(row.state, 0) + 1
                if row.undecided and not (self.board and self.board.locked):
                    found[UNDECIDED] = found.get(UNDECIDED, 0) + 1
        return found

    def find(self, unit: str) -> int:
        """Return the row of a unit, -1 when it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.unit == unit), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == TONE_ROLE and column == STATE:
            return TONES[row.state]
        if role == _Role.DisplayRole:
            return self._text_of(row, column)
        if role == BELOW_ROLE:
            return self._below(row, column)
        if role == _Role.ToolTipRole:
            lines = (self._text_of(row, column), self._below(row, column))
            return "\n".join(line for line in lines if line)
        if role == _Role.TextAlignmentRole and column == LATE:
            return Qt.AlignmentFlag.AlignRight
        if role == _Role.ForegroundRole and column != UNIT and row.report is None:
            return "muted"
        return None

    def _text_of(self, row: BoardRow, column: int) -> str:
        report = row.report
        if column == STATE:
            return state_word(row.state)
        if column == UNIT:
            return row.name
        if column == ARRIVED:
            return day_or_nothing(report.arrived if report else None)
        if column == LATE:
            return str(row.days_late) if row.days_late else NOTHING
        if column == NUMBER:
            without = _("Figures only") if report and not report.document else NOTHING
            if report and report.on_paper:
                without = _("On paper")
            return report.number or without if report else NOTHING
        return decision_text(report) or (NOTHING if report is None else _("Not decided yet"))

    def _below(self, row: BoardRow, column: int) -> str:
        report = row.report
        if column == UNIT:
            above = self.parents.get(row.parent, "")
            return f"{row.unit} · {above}" if above else row.unit
        if report is None:
            return ""
        if column == ARRIVED and report.on_paper:
            return _("entered by hand")
        if column == ARRIVED and report.times > 1:
            return _("{count} times").format(count=report.times)
        if column == ARRIVED and report.by_hand:
            return _("noted by hand")
        if column == NUMBER:
            return report.title
        return decided_text(report) if column == DECIDED else ""

"""A table of PAPI scores: a row for each part of the index, a column for each year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from papidesk.domain.papi import Dimension, YearScores
from papidesk.domain.papi_checks import number_text
from papidesk.domain.papi_series import TOTAL, code_key
from papidesk.i18n import _

Index = QModelIndex | QPersistentModelIndex
BREAK = Qt.ItemDataRole.UserRole + 9  # whether a line begins anew in this cell


class PapiModel(QAbstractTableModel):
    """Scores or targets of one province; a cell takes a number with a comma."""

    typed = Signal(int, str, str)  # year, code, text

    def __init__(self) -> None:
        super().__init__()
        self.years: list[int] = []
        self.codes: list[str] = []
        self._names: dict[str, str] = {}
        self._force: dict[str, Dimension] = {}
        self._values: dict[tuple[int, str], float | None] = {}
        self._own: set[int] = set()
        self._cuts: dict[str, set[int]] = {}

    def show(
        self,
        scores: Sequence[YearScores],
        dimensions: Sequence[Dimension],
        cuts: dict[str, set[int]],
        *,
        targets: bool,
        years: Sequence[int],
    ) -> None:
        """Show the scores (or ``targets``) of ``years``; ``cuts`` are the breaks by code."""
        self.beginResetModel()
        self.years = sorted({*years, *(one.year for one in scores)})
        self._force = {one.code: one for one in dimensions}
        self._names = {one.code: one.name for one in dimensions} | {TOTAL: _("Total")}
        self.codes = sorted((TOTAL, *(one.code for one in dimensions)), key=code_key)
        self._values = {
            (one.year, code): value
            for one in scores
            for code, value in (one.targets if targets else one.values).items()
        }
        self._own = {one.year for one in scores if one.own}
        self._cuts = {} if targets else cuts
        self.endResetModel()

    def place(self, index: Index) -> tuple[int, str] | None:
        """Return the year and the code of a cell; None outside of the table."""
        if not index.isValid():
            return None
        return self.years[index.column()], self.codes[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.codes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.years)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            # The names stand still while the years move.
            shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self._called(self.codes[section]) if role in shown else None
        return str(self.years[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._in_force(index) else flags

    def _in_force(self, index: Index) -> bool:
        at = self.place(index)
        if at is None:
            return False
        known = self._force.get(at[1])
        return known is None or known.in_force(at[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = self.place(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and at is not None:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == BREAK:
            return at is not None and self._begins(at)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._tone(index, at)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index, at)
        if at is None:
            return None
        value = self._values.get(at)
        if role == Qt.ItemDataRole.EditRole:
            return number_text(value) if value is not None else ""
        if role == Qt.ItemDataRole.DisplayRole:
            if not self._in_force(index):
                return ""
            return number_text(value) if value is not None else "–"
        return None

    def _called(self, code: str) -> str:
        name = self._names.get(code, "")
        return name if code == TOTAL else f"{code} {name}"

    def _begins(self, at: tuple[int, str]) -> bool:
        """Tell whether a line begins anew here: with the first year nothing stands before."""
        return at[0] > self.years[0] and at[0] in self._cuts.get(at[1], set())

    def _tone(self, index: Index, at: tuple[int, str] | None) -> str | None:
        return "muted" if at is not None and self._values.get(at) is None else None

    def _tip(self, index: Index, at: tuple[int, str] | None) -> str:
        code = self.codes[index.row()]
        if at is None:
            return ""
        if not self._in_force(index):
            return _("{code} is not part of the index of {year}").format(code=code, year=at[0])
        if self._begins(at):
            return _("{year}: not to be compared with the years before").format(year=at[0])
        if self._values.get(at) is None:
            return _("No score: it is missing, not 0")
        return ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        at = self.place(index)
        if at is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value) != self.data(index, Qt.ItemDataRole.EditRole):
            self.typed.emit(at[0], at[1], str(value))
        return True

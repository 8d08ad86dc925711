"""Rows of words about records, those that no longer hold in a paler tone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from ui.settings.titled_model import Index, TitledModel


class RecordsModel(TitledModel):
    """Shows rows of cells; what they mean only the form knows."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        super().__init__()
        self.titles = titles  # type: ignore[misc]
        self._rows: list[tuple[str, ...]] = []
        self._past: list[bool] = []

    def show(self, rows: list[tuple[str, ...]], past: list[bool]) -> None:
        """Show ``rows``; ``past`` tells which of them no longer hold."""
        self.beginResetModel()
        self._rows, self._past = list(rows), list(past)
        self.endResetModel()

    def change(self, row: int, cells: tuple[str, ...], *, past: bool) -> None:
        """Show other cells in a row, which stays where it is."""
        self._rows[row], self._past[row] = cells, past
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(cells) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and self._past[index.row()]:
            return "muted"  # a colour of the theme, as the rows are painted
        return None

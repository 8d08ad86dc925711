"""A small table whose columns share its width, so that none is out of sight."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView

from ui.theme import Theme
from ui.widgets.table import Table

LEAST = 56  # px of a column


class ShareTable(Table):
    """Framed, one row chosen at a time, columns in fixed proportions."""

    def __init__(self, theme: Theme, name: str, shares: tuple[int, ...]) -> None:
        self._shares = shares
        super().__init__(theme)
        self.setObjectName("framed")
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def fill(self) -> None:
        """Give each column its share of the room there is."""
        if self.model() is None:
            return
        room = self.viewport().width()
        for column, share in enumerate(self._shares):
            width = room * share // sum(self._shares)
            self.setColumnWidth(column, max(LEAST, width))

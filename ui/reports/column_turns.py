"""Columns of a table that go one after the other where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from ui.theme import Theme
from ui.widgets.table import Table


class ColumnTurns(QObject):
    """Watches how wide a table is; ``first`` are the columns that go, the first one first.

    ``widths`` are px at 100 % text; that of ``filling`` is its least one.
    """

    def __init__(
        self, theme: Theme, table: Table, widths: Sequence[int], filling: int, first: Sequence[int]
    ) -> None:
        super().__init__(table)
        self._theme, self._table, self._widths = theme, table, tuple(widths)
        self._filling, self._first = filling, tuple(first)
        # Hidden from the beginning: others show what they hold.
        self._never = {n for n in range(len(widths)) if table.isColumnHidden(n)}
        self._by_hand = False
        table.columns_changed.connect(self._on_by_hand)
        theme.changed.connect(self.set_widths)
        table.installEventFilter(self)
        self.set_widths()

    def set_widths(self) -> None:
        """Give the columns their widths at the present text size."""
        scale = self._theme.scale
        for column, width in enumerate(self._widths):
            self._table.setColumnWidth(column, round(width * scale))
        self._table.fill_with(self._filling, round(self._widths[self._filling] * scale))
        self.arrange()

    def arrange(self) -> None:
        """Hide what has no room, unless a person has chosen columns."""
        if self._by_hand or not self._table.isVisible():
            return
        room = self._table.viewport().width() / self._theme.scale
        away = set(self._never)
        for column in self._first:
            if sum(w for n, w in enumerate(self._widths) if n not in away) <= room:
                break
            away.add(column)
        for column in range(len(self._widths)):
            self._table.setColumnHidden(column, column in away)
        self._table.fill()

    def _on_by_hand(self) -> None:
        self._by_hand = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.arrange()
        return super().eventFilter(watched, event)

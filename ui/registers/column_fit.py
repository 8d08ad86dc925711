"""The columns of a register fitted to the room there is, until a person arranges them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from papidesk.i18n import _
from ui.context import Context
from ui.registers.register_model import RegisterModel
from ui.registers.register_table import RegisterTable

HEADER_ROOM = 34  # px beside a column's title: its edges and the arrow of the order
LEAST_FILLING = 140  # px at 100 % text


class ColumnFit(QObject):
    """Hides what matters least where room is short; other columns show it on a second line."""

    def __init__(
        self,
        context: Context,
        table: RegisterTable,
        model: RegisterModel,
        name: str,
        least_room: Mapping[str, int],
    ) -> None:
        super().__init__(table)
        self._context, self._table, self._model = context, table, model
        self._name, self._least_room = name, least_room
        self._by_hand = bool(context.settings.columns.get(f"{name} by hand"))
        self._scale = context.theme.scale
        table.columns_changed.connect(self._on_columns_changed)
        context.theme.changed.connect(self._on_theme_changed)

    def take_widths(self, filling: str) -> None:
        """Give the columns the widths that were kept, or their own; ``filling`` takes the rest."""
        metrics = self._table.horizontalHeader().fontMetrics()
        for index, column in enumerate(self._model.columns):
            # No title is cut, whatever the language.
            least = metrics.horizontalAdvance(_(column.title)) + HEADER_ROOM
            self._table.setColumnWidth(index, max(least, round(column.width * self._scale)))
        self._table.set_widths(self._context.settings.columns.get(self._name, ""))
        self._table.fill_with(self._model.column(filling), round(LEAST_FILLING * self._scale))

    def remember(self) -> None:
        """Hand the widths to the settings."""
        self._context.remember("columns", self._name, self._table.widths())

    def arrange(self) -> None:
        """Hide the columns that have no room, unless a person has chosen columns."""
        if self._by_hand or not self._table.isVisible():
            return
        room = self._table.width() / self._context.theme.scale
        for key, least in self._least_room.items():
            self._table.setColumnHidden(self._model.column(key), room < least)
        self._show_below()

    def _show_below(self) -> None:
        """Let other columns show, on their second line, what hidden ones hold."""
        hidden = {
            column.key
            for index, column in enumerate(self._model.columns)
            if self._table.isColumnHidden(index)
        }
        self._model.hidden = hidden
        self._table.always_copied = {self._model.column(key) for key in hidden}
        self._table.fill()
        self._table.viewport().update()

    def _on_columns_changed(self) -> None:
        self._by_hand = True
        self._context.remember("columns", f"{self._name} by hand", "yes")
        self._show_below()

    def _on_theme_changed(self) -> None:
        # Columns grow with the text in them.
        scale = self._context.theme.scale
        if scale == self._scale:
            return
        for column in range(self._model.columnCount()):
            width = self._table.columnWidth(column)
            if width:
                self._table.setColumnWidth(column, round(width * scale / self._scale))
        self._scale = scale
        self.arrange()
        self._table.fill()

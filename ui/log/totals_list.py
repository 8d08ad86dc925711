"""What the entries that are shown come to, counter by counter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from papidesk.errors import N_
from papidesk.i18n import _
from ui.log.wording import amount_text, entries_text
from ui.theme import Theme
from ui.widgets.table import BELOW_ROLE, Table

if TYPE_CHECKING:
    from papidesk.workflow.log import CounterTotal

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
TITLES = (N_("Counter"), N_("Together"))


class TotalsModel(QAbstractTableModel):
    """One row for each counter."""

    def __init__(self) -> None:
        super().__init__()
        self.totals: list[CounterTotal] = []

    def show_totals(self, totals: list[CounterTotal]) -> None:
        """Show ``totals``."""
        if totals == self.totals:
            return
        self.beginResetModel()
        self.totals = totals
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.totals)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        total = self.totals[index.row()]
        value = "–" if total.quantity is None else amount_text(round(total.quantity, 2))
        if role == Qt.ItemDataRole.DisplayRole:
            return value if index.column() else total.counter.name
        if role == BELOW_ROLE:
            return total.counter.unit if index.column() else entries_text(total.entries)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight
        if role == Qt.ItemDataRole.ToolTipRole:
            how = _("Click to show only these entries")
            return f"{total.counter.name}: {value} {total.counter.unit}\n{how}"
        return None


class TotalsList(Table):
    """A click or Enter narrows the log to the counter."""

    own_more = (("Enter", N_("Show only the entries of the counter")),)

    counter_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tall=True)
        self.totals = TotalsModel()
        self.setModel(self.totals)
        self.setAccessibleName(_("Totals by counter"))
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsMovable(False)
        self.setColumnWidth(1, round(96 * theme.scale))
        self.fill_with(0, 80)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.opened.connect(self._on_opened)
        self.clicked.connect(self._on_opened)
        theme.changed.connect(self._on_scaled)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.counter_chosen.emit(self.totals.totals[index.row()].counter.code)

    def _on_scaled(self) -> None:
        self.setColumnWidth(1, round(96 * self._theme.scale))
        self.fill()

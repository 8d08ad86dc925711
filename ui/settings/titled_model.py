"""A table's model whose columns have fixed titles: what the small tables of the settings share."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from papidesk.i18n import _

Index = QModelIndex | QPersistentModelIndex


class TitledModel(QAbstractTableModel):
    """Shows ``titles`` (message ids) above the columns; subclasses give rows and data."""

    titles: ClassVar[tuple[str, ...]] = ()

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.titles[section])
        return None

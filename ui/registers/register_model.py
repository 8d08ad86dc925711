"""Rows of a register as Qt sees them: read a page at a time, some cells written in place."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context

PAGE = 200
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class Column(NamedTuple):
    """A column: the key it is sorted and remembered by, its title, width, how it is written."""

    key: str
    title: str  # a message id
    width: int  # px at 100 % text
    editable: bool = False
    numeric: bool = False


class BadCellError(PapiDeskError):
    """What was typed into a cell and cannot stay there; ``message`` is set by its kinds."""


class RegisterModel(QAbstractTableModel):
    """A table of entries; who inherits it says what is read, shown and written."""

    columns: Sequence[Column] = ()
    first_key = ""  # what it is sorted by at first, the latest first
    reloaded = Signal()
    rearranged = Signal()
    refused = Signal(object)  # the error that says why a cell was not written

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.context = context
        self.today = datetime.date.today()
        self.year: int | None = None
        self.text = ""
        self.hidden: set[str] = set()  # columns that others show on their second line
        self.sort_key = self.first_key
        self.descending = True
        self.entries: list[Any] = []
        self._complete = True
        self._total = 0

    # What a kind of register says

    def read(self, offset: int, limit: int) -> list[Any]:
        """Return the entries that are chosen, from ``offset`` on."""
        raise NotImplementedError

    def counted(self) -> int:
        """Return how many entries are chosen."""
        raise NotImplementedError

    def shown(self, entry: Any, key: str, role: int) -> Any:
        """Return what the cell of ``key`` shows in ``role``."""
        raise NotImplementedError

    def written(self, entry: Any, key: str, text: str) -> Any:
        """Write ``text`` into a cell and return the entry as it is then."""
        raise NotImplementedError

    def narrowed(self) -> bool:
        """Tell whether anything but the year and the order was chosen."""
        return bool(self.text.strip())

    # What others ask of it

    def reload(self) -> None:
        """Read the first page anew."""
        self.today = datetime.date.today()
        self.beginResetModel()
        self.entries = self.read(0, PAGE)
        self._complete = len(self.entries) < PAGE
        self._total = len(self.entries) if self._complete else self.counted()
        self.endResetModel()
        self.reloaded.emit()

    def choose(self, **fields: Any) -> None:
        """Narrow the register: ``year``, ``text`` or a filter of its own."""
        for name, value in fields.items():
            setattr(self, name, value)
        self.reload()
        self.rearranged.emit()

    def total(self) -> int:
        """Return how many entries are chosen, read or not."""
        return self._total

    def read_all(self) -> None:
        """Read what was not read yet."""
        while self.canFetchMore():
            self.fetchMore()

    def find(self, id: str) -> int:
        """Return the row of the entry ``id`` among those read, -1 when it is not there."""
        return next((i for i, entry in enumerate(self.entries) if entry.id == id), -1)

    def put(self, entry: Any) -> None:
        """Show ``entry`` as it is now where it stands."""
        row = self.find(entry.id)
        if row >= 0:
            self.entries[row] = entry
            last = self.index(row, len(self.columns) - 1)
            self.dataChanged.emit(self.index(row, 0), last)

    def column(self, key: str) -> int:
        """Return where the column ``key`` is."""
        return next(i for i, column in enumerate(self.columns) if column.key == key)

    # Qt

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index = _NO_INDEX) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index = _NO_INDEX) -> None:
        more = self.read(len(self.entries), PAGE)
        self._complete = len(more) < PAGE
        if more:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self.entries += more
            self.endInsertRows()

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _(column.title)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry, key = self.entries[index.row()], self.columns[index.column()].key
        if role == Qt.ItemDataRole.ForegroundRole and entry.cancelled_at is not None:
            return "muted"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.EditRole):
            found = self.shown(entry, key, role)
            plain = self.shown(entry, key, int(Qt.ItemDataRole.DisplayRole))
            return plain if found is None else found
        return self.shown(entry, key, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].editable:
            entry = self.entries[index.row()]
            if entry.cancelled_at is None:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        before = str(self.data(index, Qt.ItemDataRole.EditRole) or "")
        if str(value).strip() == before:
            return False
        entry = self.entries[index.row()]
        try:
            after = self.written(entry, self.columns[index.column()].key, str(value))
        except PapiDeskError as error:
            self.refused.emit(error)
            return False
        self.put(after)
        self.context.tell_saved("saved")
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sort_key = self.columns[column].key
        self.descending = order == Qt.SortOrder.DescendingOrder
        self.reload()
        self.rearranged.emit()

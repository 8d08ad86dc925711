"""Entries of the log as Qt sees them: read in pieces, a line above each month, cells written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from papidesk.domain.activity import Activity
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.context import Context
from ui.log.cell_writing import edited_text, written
from ui.log.choices import LogChoices
from ui.log.log_rows import (
    CLOSED_ROLE,
    COLUMNS,
    MONTH_ROLE,
    NUMERIC,
    PICTURE_ROLE,
    SORTED,
    LogRow,
    MonthRow,
    Row,
    below_text,
    cell_text,
    tip_text,
)
from ui.registers.register_model import PAGE, RegisterModel
from ui.widgets.table import BELOW_ROLE

if TYPE_CHECKING:
    from papidesk.workflow.log import ActivitySort

Index = QModelIndex | QPersistentModelIndex
MOST_KEPT = 4_000  # entries that are read anew at once after a change
ALL = 10_000_000
_NO_INDEX = QModelIndex()


class LogModel(RegisterModel):
    """The log narrowed by ``chosen``, the words of ``text`` and the ``year``."""

    columns = COLUMNS
    first_key = "date"
    read_only = False

    # A change that meets a closed period: the entry as it was and as it is to be.
    reason_wanted = Signal(object, object, object)
    written_in = Signal(object, object)  # the entry as it was, and as it is now

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choices = LogChoices.of(context)
        self.chosen = ActivityFilter()
        self._read = 0
        self._months: Mapping[datetime.date, int] | None = None

    # Narrowing

    def filter(self) -> ActivityFilter:
        """Return what is chosen, the words and the year in it."""
        chosen = replace(self.chosen, text=" ".join((self.chosen.text, self.text)).strip())
        if self.year is None:
            return chosen
        first, last = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
        since = max(chosen.since or first, first)
        until = min(chosen.until or last, last)
        return replace(chosen, since=since, until=until)

    def narrowed(self) -> bool:
        return super().narrowed() or self.chosen != ActivityFilter()

    @property
    def grouped(self) -> bool:
        """Tell whether a line stands above each month: only where months follow each other."""
        return self.sort_key == "date"

    # Reading

    def read(self, offset: int, limit: int) -> list[Any]:
        from papidesk.workflow import log

        return log.listing(
            self.context.workspace.store, self.filter(), limit=limit, offset=offset,
            sort=cast("ActivitySort", self.sort_key), descending=self.descending,
        )  # fmt: skip

    def reload(self) -> None:
        self._reload(PAGE)

    def reload_in_place(self) -> None:
        """Read anew as many entries as were read: who scrolled down stays there."""
        self._reload(max(PAGE, min(self._read, MOST_KEPT)))

    def _reload(self, limit: int) -> None:
        self.today = datetime.date.today()
        self.beginResetModel()
        self.entries = []
        self._read, self._months = 0, None
        self.entries = self._more(limit)
        self._total = self._read if self._complete else -1
        self.endResetModel()
        self.reloaded.emit()

    def _more(self, limit: int = PAGE) -> list[Row]:
        page = self.read(self._read, limit)
        self._read += len(page)
        self._complete = len(page) < limit
        rows: list[Row] = []
        last = self._last_month()
        for listed in page:
            month = listed.activity.date.replace(day=1)
            if self.grouped and month != last:
                rows.append(MonthRow(month, self._count_of(month)))
                last = month
            rows.append(LogRow(listed))
        return rows

    def _last_month(self) -> datetime.date | None:
        last = self.entries[-1] if self.entries else None
        return last.entry.date.replace(day=1) if isinstance(last, LogRow) else None

    def _count_of(self, month: datetime.date) -> int:
        return -1 if self._months is None else self._months.get(month, 0)

    def read_all(self) -> None:
        if self.canFetchMore():
            self._append(self._more(ALL))

    def fetchMore(self, parent: Index = _NO_INDEX) -> None:
        self._append(self._more())

    def _append(self, rows: list[Row]) -> None:
        if rows:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.entries += rows
            self.endInsertRows()

    def show_counts(self, days: Mapping[datetime.date, int]) -> None:
        """Say how many entries each month has, from those of its days."""
        months: dict[datetime.date, int] = {}
        for day, count in days.items():
            months[day.replace(day=1)] = months.get(day.replace(day=1), 0) + count
        self._months = months
        self._total = sum(days.values())
        for number, row in enumerate(self.entries):
            if isinstance(row, MonthRow):
                row.count = self._count_of(row.month)
                self.dataChanged.emit(self.index(number, 0), self.index(number, 0))

    def row_of(self, number: int) -> LogRow | None:
        """Return the entry in row ``number``; None for the line above a month."""
        found = self.entries[number] if 0 <= number < len(self.entries) else None
        return found if isinstance(found, LogRow) else None

    def show_again(self, id: str) -> None:
        """Read one entry anew where it stands; all of them when it no longer belongs there."""
        from papidesk.workflow import log

        number = self.find(id)
        before = self.row_of(number)
        fitting = replace(self.filter(), ids=(id,))
        found = log.listing(self.context.workspace.store, fitting)
        if not found or before is None or self._moved(before.entry, found[0].activity):
            self.reload()
            return
        self.entries[number] = LogRow(found[0])
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def _moved(self, before: Activity, after: Activity) -> bool:
        return self.sort_key == "date" and before.date != after.date

    # Qt

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        row, key = self.entries[index.row()], self.columns[index.column()].key
        if isinstance(row, MonthRow):
            return _month_data(row, index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(row, key, self.choices)
            case Qt.ItemDataRole.EditRole:
                return edited_text(row.entry, key, cell_text(row, key, self.choices))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(row, key, self.choices)
            case Qt.ItemDataRole.TextAlignmentRole if key in NUMERIC:
                return Qt.AlignmentFlag.AlignRight
        if role == BELOW_ROLE:
            return below_text(row, key, self.hidden, self.choices)
        if role == CLOSED_ROLE:
            return key == "date" and row.listed.closed
        if role == PICTURE_ROLE and key == "evidence":
            return row.listed.picture
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.entries[index.row()], MonthRow):
            return Qt.ItemFlag.ItemIsEnabled
        flags = super().flags(index)
        if self.read_only or self.chosen.trashed:
            flags &= ~Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row_of(index.row()) if index.isValid() else None
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        key = self.columns[index.column()].key
        if str(value).strip() == str(self.data(index, Qt.ItemDataRole.EditRole) or ""):
            return False
        try:
            after = written(row.entry, key, str(value), self.choices)
        except PapiDeskError as error:
            self.refused.emit(error)
            return False
        return after != row.entry and self.change(row.entry, after)

    def change(self, before: Activity, after: Activity, reason: str = "") -> bool:
        """Keep ``after`` in place of ``before``; what is refused is told by signals."""
        from papidesk.workflow.closings import ClosedPeriodError

        try:
            self.change_now(before, after, reason)
        except ClosedPeriodError as error:
            self.reason_wanted.emit(before, after, error)
            return False
        except PapiDeskError as error:
            self.refused.emit(error)
            return False
        return True

    def change_now(self, before: Activity, after: Activity, reason: str) -> None:
        """Keep ``after``; raises what storage and workflow refuse with."""
        from papidesk.storage.activities import UnknownActivityError
        from papidesk.workflow import log

        store = self.context.workspace.store
        if log.is_trashed(store, after.id):
            # Deleted by somebody else meanwhile: what is kept there nobody would see.
            raise UnknownActivityError
        kept = log.change(store, after, who=self.context.who, reason=reason, seen=before)
        self.context.tell_saved("saved")
        self.show_again(kept.id)
        self.written_in.emit(before, kept)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self.columns[column].key in SORTED:
            super().sort(column, order)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if (
            role == Qt.ItemDataRole.TextAlignmentRole
            and orientation == Qt.Orientation.Horizontal
            and self.columns[section].key in NUMERIC
        ):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)


def _month_data(row: MonthRow, column: int, role: int) -> Any:
    if role == MONTH_ROLE:
        return row
    if role == Qt.ItemDataRole.DisplayRole and column == 0:
        return row.text
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _("Entries of {month}").format(month=row.text)
    return None

"""The list of documents as Qt sees it: read a page at a time as it is scrolled."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from papidesk.domain.record import replace
from papidesk.errors import N_
from papidesk.i18n import _, ngettext
from papidesk.workflow import lists
from papidesk.workflow.lists import DocumentFilter, DocumentRow, SortKey
from ui import words
from ui.context import Context
from ui.widgets.filter_header import FILTERED_ROLE
from ui.widgets.labels import Tone
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

PAGE = 200
COLUMNS: tuple[tuple[SortKey, str], ...] = (
    ("kind", N_("Kind")),
    ("number", N_("Number and symbol")),
    ("date", N_("Date")),
    ("title", N_("Abstract")),
    ("state", N_("State")),
    ("due", N_("Due")),
    ("updated", N_("Changed")),
    ("issuer", N_("Issuing office")),
)
# Which fields of a filter a column narrows.
FIELDS: dict[str, tuple[str, ...]] = {
    "kind": ("kinds",),
    "number": ("number",),
    "date": ("years", "dated"),
    "title": ("title",),
    "state": ("states",),
    "due": ("due",),
    "updated": ("updated",),
    "issuer": ("issuers",),
}
TRASH_DAYS = 30
SOON = 3  # days before a due day that are shown as a warning
FINISHED = frozenset({"sent", "acknowledged", "superseded", "cancelled", "archived"})
Index = QModelIndex | QPersistentModelIndex


class DocumentsModel(QAbstractTableModel):
    """Rows of the workspace's documents."""

    reloaded = Signal()
    rearranged = Signal()  # another search, filter or order: what comes first is new

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._rows: list[DocumentRow] = []
        self._complete = True
        self.chosen = DocumentFilter()
        self.sort_key: SortKey = "updated"
        self.descending = True
        # Kind, state and due day have columns of their own, or stand below number and date where
        # room is short.
        self.kind_below = self.state_below = self.due_below = False
        self._today = datetime.date.today()

    # What others ask of it

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the sorting and the trash was chosen."""
        return replace(self.chosen, trashed=False) != DocumentFilter()

    def choose(self, **fields: object) -> None:
        """Narrow the list by fields of a :class:`DocumentFilter`."""
        self.arrange(replace(self.chosen, **fields), self.sort_key, descending=self.descending)

    def arrange(self, chosen: DocumentFilter, sort: SortKey, *, descending: bool) -> None:
        """Narrow and sort the list anew."""
        self.chosen, self.sort_key, self.descending = chosen, sort, descending
        self.reload()
        self.rearranged.emit()

    def reload(self) -> None:
        """Read the first page anew."""
        self.beginResetModel()
        self._today = datetime.date.today()
        self._rows = self._read(0)
        self._complete = len(self._rows) < PAGE
        if self.chosen.text.strip():
            self._rows += self._hits_inside()
        self.endResetModel()
        self.reloaded.emit()

    def read_all(self) -> None:
        """Read what was not read yet, for choosing all rows."""
        if not self._complete:
            self._append(self._read(len(self._rows), None))
            self._complete = True

    def row(self, index: int) -> DocumentRow:
        """Return the document of a row."""
        return self._rows[index]

    def find(self, id: str) -> int:
        """Return the row of the document ``id`` among those read, -1 when it is not there."""
        return next((i for i, row in enumerate(self._rows) if row.id == id), -1)

    def rows_of(self, ids: set[str]) -> list[int]:
        """Return the rows of the documents ``ids`` among those read."""
        return [index for index, row in enumerate(self._rows) if row.id in ids]

    def total(self) -> int:
        """Return how many documents fit, read or not."""
        if self._complete:
            return len(self._rows)
        return lists.count(self._context.workspace.store, self.chosen)

    @property
    def complete(self) -> bool:
        """Tell whether every row was read."""
        return self._complete

    def _read(self, offset: int, limit: int | None = PAGE) -> list[DocumentRow]:
        sort: SortKey = self.sort_key
        if self.chosen.trashed and sort == "state":
            sort = "trashed"
        return lists.rows(
            self._context.workspace.store,
            self.chosen,
            sort=sort,
            descending=self.descending,
            limit=limit,
            offset=offset,
        )

    def _hits_inside(self) -> list[DocumentRow]:
        """Documents whose text holds what is looked for, though number and title do not."""
        if self.chosen.trashed or not self._complete:
            return []
        store = self._context.workspace.store
        known = {row.id for row in self._rows}
        hits = [
            row for row in lists.find(store, self.chosen.text, limit=PAGE) if row.id not in known
        ]
        others = replace(self.chosen, text="")
        fitting = lists.fitting(store, others, [row.id for row in hits])
        return [row for row in hits if row.id in fitting]

    # What Qt asks of it

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:
        return not self._complete

    def fetchMore(self, parent: Index = QModelIndex()) -> None:
        more = self._read(len(self._rows))
        self._complete = len(more) < PAGE
        self._append(more)

    def _append(self, more: list[DocumentRow]) -> None:
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        name, word = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _("Time left") if self.chosen.trashed and name == "state" else _(word)
        if role == FILTERED_ROLE:
            return any(getattr(self.chosen, field) for field in FIELDS[name])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], COLUMNS[index.column()][0]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == BELOW_ROLE:
            return self._below(row, column)
        if role == TONE_ROLE:
            return self._tone(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in ("title", "issuer"):
            return row.title if column == "title" else row.issuer
        if role == Qt.ItemDataRole.ForegroundRole and column in ("kind", "updated", "issuer"):
            return "muted"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(COLUMNS[index.column()][1])}: {self._text(row, column)}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = COLUMNS[column][0]
        descending = order == Qt.SortOrder.DescendingOrder
        if (key, descending) != (self.sort_key, self.descending):
            self.arrange(self.chosen, key, descending=descending)

    def _tone(self, row: DocumentRow, column: str) -> Tone | None:
        if column == "state":
            if self.chosen.trashed:
                return "warning" if self._days_left(row) <= SOON else "neutral"
            return words.state_tone(row.state)
        if column == "due" and row.due and row.state not in FINISHED:
            left = (datetime.date.fromisoformat(row.due) - self._today).days
            return "error" if left < 0 else "warning" if left <= SOON else None
        return None

    def _below(self, row: DocumentRow, column: str) -> str | None:
        if column == "number" and self.kind_below:
            return words.kind_word(row.kind)
        if column == "date" and self.state_below:
            return self._text(row, "state")
        if column == "date" and self.due_below and row.due:
            return _("due {day}").format(day=self._text(row, "due"))
        return None

    def _days_left(self, row: DocumentRow) -> int:
        gone = words.local_time(row.trashed_at).date() if row.trashed_at else self._today
        return max(0, TRASH_DAYS - (self._today - gone).days)

    def _text(self, row: DocumentRow, column: str) -> str:
        if column == "kind":
            return words.kind_word(row.kind)
        if column == "number":
            return words.number_text(row.number, row.symbol)
        if column == "date":
            return words.iso_day_text(row.date, row.year)
        if column == "title":
            return row.title or _("(no abstract)")
        if column == "state":
            if self.chosen.trashed:
                left = self._days_left(row)
                return ngettext("{count} day left", "{count} days left", left).format(count=left)
            return words.state_word(row.state)
        if column == "due":
            return words.day_text(datetime.date.fromisoformat(row.due)) if row.due else ""
        if column == "issuer":
            return row.issuer
        return words.moment_text(row.updated_at, self._today)

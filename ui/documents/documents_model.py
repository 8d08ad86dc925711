"""The list of documents as Qt sees it: read a page at a time as it is scrolled."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from papidesk.domain.document import State
from papidesk.errors import N_
from papidesk.i18n import _
from papidesk.workflow import documents
from papidesk.workflow.documents import DocumentRow
from ui import words
from ui.context import Context
from ui.widgets.table import BELOW_ROLE, TONE_ROLE

PAGE = 200
COLUMNS = (
    ("kind", N_("Kind")),
    ("number", N_("Number and symbol")),
    ("date", N_("Date")),
    ("title", N_("Abstract")),
    ("state", N_("State")),
    ("updated", N_("Changed")),
)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to, and how it is sorted."""

    kind: str | None = None
    year: int | None = None
    state: State | None = None
    text: str = ""
    trashed: bool = False
    sort: str = "updated"
    descending: bool = True

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the sorting was chosen."""
        return bool(self.kind or self.year or self.state or self.text.strip())


class DocumentsModel(QAbstractTableModel):
    """Rows of the workspace's documents."""

    reloaded = Signal()
    rearranged = Signal()  # another search, filter or order: what comes first is new

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._rows: list[DocumentRow] = []
        self._complete = True
        self.choice = Choice()
        # Kind and state have columns of their own, or stand below number and date where room is
        # short.
        self.kind_below = self.state_below = False
        self._today = datetime.date.today()

    # What others ask of it

    def choose(self, **values: object) -> None:
        """Narrow or sort the list anew."""
        self.choice = replace(self.choice, **values)  # type: ignore[arg-type]
        self.reload()
        self.rearranged.emit()

    def reload(self) -> None:
        """Read the first page anew."""
        self.beginResetModel()
        self._today = datetime.date.today()
        self._rows = self._read(0)
        self._complete = len(self._rows) < PAGE
        if self.choice.text.strip():
            self._rows += self._hits_inside()
        self.endResetModel()
        self.reloaded.emit()

    def read_all(self) -> None:
        """Read what was not read yet, for choosing all rows."""
        while self.canFetchMore():
            self.fetchMore()

    def row(self, index: int) -> DocumentRow:
        """Return the document of a row."""
        return self._rows[index]

    def find(self, id: str) -> int:
        """Return the row of the document ``id`` among those read, -1 when it is not there."""
        return next((i for i, row in enumerate(self._rows) if row.id == id), -1)

    def total(self) -> int:
        """Return how many documents fit, read or not."""
        if self._complete:
            return len(self._rows)
        choice = self.choice
        return documents.count(
            self._context.workspace.store,
            kind=choice.kind,
            year=choice.year,
            state=choice.state,
            text=choice.text.strip(),
            trashed=choice.trashed,
        )

    @property
    def complete(self) -> bool:
        """Tell whether every row was read."""
        return self._complete

    def _read(self, offset: int) -> list[DocumentRow]:
        choice = self.choice
        return documents.listing(
            self._context.workspace.store,
            kind=choice.kind,
            year=choice.year,
            state=choice.state,
            text=choice.text.strip(),
            trashed=choice.trashed,
            sort=choice.sort,  # type: ignore[arg-type]
            descending=choice.descending,
            limit=PAGE,
            offset=offset,
        )

    def _hits_inside(self) -> list[DocumentRow]:
        """Documents whose text holds what is looked for, though number and title do not."""
        choice = self.choice
        if choice.trashed or not self._complete:
            return []
        known = {row.id for row in self._rows}
        hits = documents.search(self._context.workspace.store, choice.text, limit=PAGE)
        return [
            hit
            for hit in hits
            if hit.id not in known
            and choice.kind in (None, hit.kind)
            and choice.year in (None, hit.year)
            and choice.state in (None, hit.state)
        ]

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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(COLUMNS[section][1])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], COLUMNS[index.column()][0]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == BELOW_ROLE:
            return self._below(row, column)
        if role == TONE_ROLE and column == "state":
            return words.state_tone(row.state)
        if role == Qt.ItemDataRole.ToolTipRole and column == "title":
            return row.title
        if role == Qt.ItemDataRole.ForegroundRole and column in ("kind", "updated"):
            return "muted"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_(COLUMNS[index.column()][1])}: {self._text(row, column)}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = COLUMNS[column][0]
        descending = order == Qt.SortOrder.DescendingOrder
        if (key, descending) != (self.choice.sort, self.choice.descending):
            self.choose(sort=key, descending=descending)

    def _below(self, row: DocumentRow, column: str) -> str | None:
        if column == "number" and self.kind_below:
            return words.kind_word(row.kind)
        if column == "date" and self.state_below:
            return words.state_word(row.state)
        return None

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
            return words.state_word(row.state)
        return words.moment_text(row.updated_at, self._today)

"""The rows of a table as they would be taken: good, to be looked at, repeated, in error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from papidesk.domain.sheet_table import cell_text
from papidesk.errors import N_
from papidesk.i18n import _
from ui import words
from ui.log.choices import LogChoices
from ui.log.wording import amount_text
from ui.widgets.labels import Tone
from ui.widgets.table import TONE_ROLE

if TYPE_CHECKING:
    from papidesk.workflow.log_import import ImportPreview, ImportRow

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
TITLES = (N_("Row"), N_("State"), N_("Day"), N_("What was done"), N_("Amounts"), N_("What to know"))
State = Literal["good", "doubt", "same", "error"]
STATES: dict[State, tuple[str, Tone]] = {
    "good": (N_("Good"), "done"),
    "doubt": (N_("Look at it"), "warning"),
    "same": (N_("There already"), "neutral"),
    "error": (N_("Error"), "error"),
}


def state_of(row: ImportRow) -> State:
    """Return what becomes of a row."""
    if row.activity is None:
        return "error"
    if row.repeated:
        return "same"
    return "doubt" if row.doubts else "good"


class ImportModel(QAbstractTableModel):
    """The preview, narrowed to one state."""

    def __init__(self, choices: LogChoices) -> None:
        super().__init__()
        self._choices = choices
        self._every: list[tuple[ImportRow, State]] = []
        self.rows: list[tuple[ImportRow, State]] = []
        self.narrowed: str = ""

    def show_preview(self, preview: ImportPreview | None) -> None:
        """Show the rows of ``preview``; None for none."""
        self.beginResetModel()
        self._every = [(row, state_of(row)) for row in preview.rows] if preview else []
        self._narrow()
        self.endResetModel()

    def narrow(self, state: str) -> None:
        """Show only rows of ``state``; "" shows all."""
        self.beginResetModel()
        self.narrowed = state
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        wanted = self.narrowed
        self.rows = [one for one in self._every if not wanted or one[1] == wanted]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, state = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, state, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._said(row) or self._text(row, state, index.column())
        if role == TONE_ROLE and index.column() == 1:
            return STATES[state][1]
        if role == Qt.ItemDataRole.ForegroundRole and state in ("same", "error"):
            return "muted" if index.column() != len(TITLES) - 1 else None
        return None

    def _text(self, row: ImportRow, state: State, column: int) -> str:
        entry = row.activity
        if column == 0:
            return str(row.number)
        if column == 1:
            return _(STATES[state][0])
        if column == len(TITLES) - 1:
            return self._said(row)
        if entry is None:
            # What cannot be read is shown as it stands in the file.
            return " | ".join(filter(None, map(cell_text, row.cells))) if column == 3 else ""
        if column == 2:
            return words.day_text(entry.date)
        if column == 3:
            return entry.title
        return "; ".join(
            f"{self._choices.counter_name(one.counter)}: {amount_text(one.quantity)}"
            for one in entry.amounts
        )

    def _said(self, row: ImportRow) -> str:
        if row.problems:
            return " ".join(problem.sentence for problem in row.problems)
        if row.same_as:
            return _("The log has the same entry already.")
        if row.same_row:
            return _("The same as row {number}.").format(number=row.same_row)
        return " ".join(doubt.sentence for doubt in row.doubts)

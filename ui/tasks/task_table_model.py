"""The tasks as rows of a table, with a line above each group, some cells written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal

from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from ui.failures import sentence_of
from ui.tasks import task_words as words
from ui.tasks.task_columns import COLUMNS, KEYS, CellReader, cell_text, edit_text
from ui.tasks.task_set import TaskSet
from ui.widgets.table_cells import BELOW_ROLE, TONE_ROLE

if TYPE_CHECKING:
    from papidesk.domain.task import Task
    from papidesk.workflow.tasks import TaskRow

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
GROUP_ROLE = Qt.ItemDataRole.UserRole + 11  # the words of a group's line
PERCENT_ROLE = Qt.ItemDataRole.UserRole + 12  # how far a task is, for the bar


class TaskTableModel(QAbstractTableModel):
    """Rows are tasks, or the words of a group."""

    written = QtSignal(object, object)  # the task before, the task as it was typed
    refused = QtSignal(str)  # why what was typed into a cell is not kept
    columns = COLUMNS

    def __init__(self, tasks: TaskSet, reader: CellReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._set, self._reader = tasks, reader
        self.hidden: set[str] = set()
        self.lines: list[TaskRow | str] = []
        self._counts: dict[str, int] = {}

    def fill(self) -> None:
        """Show the set's rows as they are now."""
        self.beginResetModel()
        self.lines, self._counts = [], {}
        for words_, rows in self._set.groups():
            if self._set.group:
                self._counts[words_] = len(rows)
                self.lines.append(words_)
            self.lines += rows
        self.endResetModel()

    def column(self, key: str) -> int:
        """Return the place of the column ``key``."""
        return KEYS.index(key)

    def row_at(self, row: int) -> TaskRow | None:
        """Return the task of a line, None for the line of a group."""
        found = self.lines[row] if 0 <= row < len(self.lines) else None
        return None if isinstance(found, str) else found

    def find(self, id: str) -> int:
        """Return the line of the task ``id``, -1 when it is not shown."""
        for place, line in enumerate(self.lines):
            if not isinstance(line, str) and line.task.id == id:
                return place
        return -1

    def put(self, task: Task) -> None:
        """Show ``task`` as it is now where it stands, until all is read anew."""
        row = self.find(task.id)
        line = self.row_at(row)
        if line is not None:
            percent = line.percent if task.progress is None else task.progress
            self.lines[row] = replace(line, task=task, percent=percent)
            last = self.index(row, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(row, 0), last)

    def problem(self, index: Index, text: str) -> str:
        """Return what is wrong with ``text`` in a cell, "" for nothing."""
        line = self.row_at(index.row())
        if line is None:
            return ""
        try:
            self._reader.changed(line.task, KEYS[index.column()], text)
        except PapiDeskError as error:
            return sentence_of(error)
        return ""

    # What Qt asks

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if self.row_at(index.row()) is None:
            return flag.NoItemFlags
        kept = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return kept | flag.ItemIsEditable if COLUMNS[index.column()].write else kept

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        key = KEYS[index.column()]
        roles = Qt.ItemDataRole
        if isinstance(line, str):
            return self._group_data(line, index, role)
        match role:
            case roles.DisplayRole:
                return self._shown(line, key)
            case roles.EditRole:
                return edit_text(line.task, key, self._reader.counters)
            case roles.ToolTipRole:
                return words.tip(line, self._set.today) if key in ("text", "due") else (
                    self._shown(line, key) or None
                )  # fmt: skip
            case roles.AccessibleTextRole if key == "text":
                return words.said_aloud(line, self._set.today)
        if role == TONE_ROLE:
            return self._tone(line, key)
        if role == BELOW_ROLE:
            return self._below(line, key)
        if role == PERCENT_ROLE and key == "progress":
            return line.percent
        if role == roles.ForegroundRole and line.task.state in ("done", "stopped"):
            return "muted"
        return None

    def _group_data(self, words_: str, index: Index, role: int) -> Any:
        said = f"{words_}  ({self._counts.get(words_, 0)})"
        if role == GROUP_ROLE:
            return said
        first = index.column() == 0
        return said if role == Qt.ItemDataRole.DisplayRole and first else None

    def _shown(self, line: TaskRow, key: str) -> str:
        if key == "due" and line.timing:
            return words.due_pill(line, self._set.today)
        return cell_text(line, key, self._reader.counters if key == "targets" else {})

    def _tone(self, line: TaskRow, key: str) -> str | None:
        if key == "state":
            return words.TONES[line.task.state]
        return words.timing_tone(line) if key == "due" else None

    def _below(self, line: TaskRow, key: str) -> str | None:
        if key == "unit" and "cooperating" in self.hidden and line.task.cooperating:
            return "; ".join(line.task.cooperating)
        if key == "due" and line.next_due is not None and line.task.due is None:
            return _("next: {day}").format(day=f"{line.next_due:%d/%m}")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.row_at(index.row())
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        try:
            changed = self._reader.changed(line.task, KEYS[index.column()], str(value))
        except PapiDeskError:
            return False
        if changed == line.task:
            return True
        self.written.emit(line.task, changed)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(KEYS):
            descending = order == Qt.SortOrder.DescendingOrder
            self._set.order_by(KEYS[column], descending=descending)

"""The tasks the page shows: which ones, in which order and groups; all its views look at these."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import replace
from papidesk.errors import PapiDeskError
from papidesk.i18n import _
from papidesk.text.sorting import sort_key
from ui.context import Context
from ui.failures import show_failure
from ui.tasks import task_words as words

if TYPE_CHECKING:
    from papidesk.workflow.tasks import TaskRow

GroupKey = Literal["", "unit", "dimension", "state", "plan"]
GROUPS: tuple[GroupKey, ...] = ("", "unit", "dimension", "state", "plan")
LAST = datetime.date.max


class TaskSet(QObject):
    """Reads the tasks and puts them in order."""

    changed = Signal()  # the rows are others, or stand in another order
    narrowed_anew = Signal()  # the filter is another one

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.today = datetime.date.today()
        self.filter = TaskFilter(year=None)
        self.group: GroupKey = "unit"
        self.sort_name = "due"
        self.descending = False
        self.rows: list[TaskRow] = []
        self.known = 0  # tasks of the workspace, whatever the filter
        self._names: dict[str, str] = {}

    # Narrowing

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the year is chosen."""
        return replace(self.filter, year=None) != TaskFilter()

    def choose(self, **fields: object) -> None:
        """Narrow the tasks by fields of a :class:`TaskFilter`."""
        self.show(replace(self.filter, **fields))

    def show(self, wanted: TaskFilter) -> None:
        """Show the tasks that ``wanted`` lets through."""
        self.filter = wanted
        self.reload()
        self.narrowed_anew.emit()

    def reload(self) -> None:
        """Read the tasks anew."""
        from papidesk.workflow import tasks

        store = self.context.workspace.store
        self.today = datetime.date.today()
        try:
            self.rows = tasks.listing(store, self.filter, today=self.today)
            self.known = len(self.rows)
            if not self.rows and (self.narrowed or self.filter.year is not None):
                self.known = tasks.count(store, today=self.today)
        except PapiDeskError as error:
            # What was read before stays on the screen.
            show_failure(self.context.ask, None, error)
        self._names = {}
        self.arrange()

    # Order

    def order_by(self, name: str, *, descending: bool) -> None:
        """Put the rows in the order of the column ``name``, in Vietnamese order."""
        self.sort_name, self.descending = name, descending
        self.arrange()

    def group_by(self, group: GroupKey) -> None:
        """Bring together what has the same unit, dimension, state or plan."""
        self.group = group
        self.arrange()

    def arrange(self) -> None:
        """Put the rows in order and tell."""
        key = SORTS.get(self.sort_name, SORTS["due"])
        self.rows.sort(key=lambda row: row.task.order)
        self.rows.sort(key=key, reverse=self.descending)
        if self.group:
            # Stable: within a group the order stays.
            self.rows.sort(key=self._group_key)
        self.changed.emit()

    def group_of(self, row: TaskRow) -> str:
        """Return the words of the group ``row`` stands in; "" without groups."""
        task = row.task
        match self.group:
            case "unit":
                return task.lead or _("No unit named")
            case "state":
                return words.state_word(task.state)
            case "plan":
                return row.plan_title or _("Without a plan")
            case "dimension":
                return (
                    self.dimension_name(task.dimensions[0])
                    if task.dimensions
                    else _("No sub-dimension named")
                )
        return ""

    def _group_key(self, row: TaskRow) -> tuple[object, ...]:
        task = row.task
        match self.group:
            case "unit":
                return (not task.lead, sort_key(task.lead))
            case "state":
                return (words.ORDER.index(task.state),)
            case "plan":
                return (not row.plan_title, sort_key(row.plan_title), task.plan)
        first = task.dimensions[0] if task.dimensions else ""
        return (not first, _code_key(first))

    def dimension_name(self, code: str) -> str:
        """Return "5.1. Thủ tục chứng thực" for a code."""
        if not self._names:
            self._names = dimension_names(self.context, self.filter.year or self.today.year)
        return f"{code} {self._names[code]}" if code in self._names else code

    # Finding

    def row_of(self, id: str) -> TaskRow | None:
        """Return the row of the task ``id``, None when it is not among those shown."""
        return next((row for row in self.rows if row.task.id == id), None)

    def groups(self) -> Iterable[tuple[str, list[TaskRow]]]:
        """Yield each group's words with its rows; one group without words where nothing groups."""
        found: dict[str, list[TaskRow]] = {}
        for row in self.rows:
            found.setdefault(self.group_of(row), []).append(row)
        return found.items()


def dimension_names(context: Context, year: int) -> dict[str, str]:
    """Return the names of dimensions and sub-dimensions of ``year`` by code."""
    from papidesk.workflow import catalogues

    found = catalogues.dimensions(context.workspace.store, year)
    return {one.code: one.name for one in found}


def _code_key(code: str) -> tuple[int, ...]:
    numbers = code.lstrip("D").split(".")
    return tuple(int(one) if one.isdecimal() else 99 for one in numbers)


def _due(row: TaskRow) -> tuple[object, ...]:
    day = words.due_day(row)
    closed = row.task.state in ("done", "stopped")
    return (closed, day is None, day or LAST)


SORTS: dict[str, Callable[[TaskRow], Any]] = {
    "due": _due,
    "start": lambda row: row.task.start or LAST,
    "text": lambda row: sort_key(row.task.text),
    "unit": lambda row: sort_key(row.task.lead),
    "cooperating": lambda row: sort_key("; ".join(row.task.cooperating)),
    "state": lambda row: words.ORDER.index(row.task.state),
    "progress": lambda row: -1 if row.percent is None else row.percent,
    "product": lambda row: sort_key(row.task.product),
    "dimensions": lambda row: [_code_key(code) for code in row.task.dimensions],
    "targets": lambda row: len(row.task.targets),
    "budget": lambda row: row.task.budget or 0,
    "plan": lambda row: sort_key(row.plan_title),
    "order": lambda row: (row.task.plan, row.task.order),
    "entries": lambda row: row.entries,
    "evidence": lambda row: row.evidence,
    "last": lambda row: row.last_entry or datetime.date.min,
    "note": lambda row: sort_key(row.task.note),
    "year": lambda row: row.task.year,
}

"""The columns of the table of tasks: what each shows, and how what is typed into it is read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from papidesk.domain.record import replace
from papidesk.domain.task import Target, Task
from papidesk.errors import N_, PapiDeskError
from papidesk.i18n import _
from papidesk.text.clean import clean_line
from papidesk.text.fold import fold
from ui.context import Context
from ui.log.typed import amount_of, cost_of
from ui.tasks import task_words as words
from ui.tasks.planned_days import planned_day
from ui.words import day_text, quantity_text

if TYPE_CHECKING:
    from papidesk.domain.counters import Counter
    from papidesk.workflow.tasks import TaskRow


class Column(NamedTuple):
    """A column: its key, title, width, and how it is written ("" for not at all)."""

    key: str
    title: str  # a message id
    width: int  # px at 100 % text
    write: str = ""  # "line", "unit", "units", "day", "state", "targets"
    shown: bool = True


COLUMNS = (
    Column("text", N_("Task"), 320, "line"),
    Column("unit", N_("In charge"), 186, "unit"),
    Column("due", N_("Due"), 196, "day"),
    Column("state", N_("State"), 142, "state"),
    Column("progress", N_("Progress"), 110, "line"),
    Column("product", N_("Product"), 150, "line"),
    Column("dimensions", N_("Sub-dimensions"), 100, "line", shown=False),
    Column("targets", N_("Targets"), 150, "targets", shown=False),
    Column("start", N_("Begins"), 104, "day", shown=False),
    Column("cooperating", N_("Cooperating"), 160, "units", shown=False),
    Column("budget", N_("Budget (đồng)"), 110, "line", shown=False),
    Column("entries", N_("Log entries"), 90, shown=False),
    Column("evidence", N_("Evidence"), 90, shown=False),
    Column("last", N_("Last entry"), 104, shown=False),
    Column("plan", N_("Plan"), 180, shown=False),
    Column("note", N_("Note"), 160, "line", shown=False),
    Column("year", N_("Year"), 64, shown=False),
)
KEYS = tuple(column.key for column in COLUMNS)


class BadTaskCellError(PapiDeskError):
    """What was typed into a cell and cannot stay there."""


class EmptyTaskError(BadTaskCellError):
    """A task without words."""

    message = N_("A task cannot be without words. Write what is to be done.")


class BadPercentError(BadTaskCellError):
    """A progress outside 0 to 100."""

    message = N_("“{text}” is no progress. Write 0 to 100, or nothing to take it from the targets.")


class DayOrderError(BadTaskCellError):
    """An end before its beginning."""

    message = N_("The task would end before it begins ({start}). Put one of both days right.")


class UnknownDimensionError(BadTaskCellError):
    """A code that is no dimension in force."""

    message = N_("There is no sub-dimension {code} in that year. Write codes such as 5.1, 5.3.")


class BadTargetError(BadTaskCellError):
    """A target that names no counter."""

    message = N_(
        "“{text}” is no target. Write an amount and a counter, for example “60 tin, bài”; part "
        "several by “;”."
    )


def cell_text(row: TaskRow, key: str, names: dict[str, Counter]) -> str:  # noqa: PLR0912
    """Return what the cell of ``key`` says; ``names`` are counters by code."""
    task = row.task
    match key:
        case "text" if row.damaged:
            return _("Damaged: {title}").format(title=task.text)
        case "text":
            return task.text
        case "unit":
            return task.lead
        case "due":
            return words.time_text(task)
        case "state":
            return words.state_word(task.state)
        case "progress":
            return words.percent_text(row.percent)
        case "product":
            return task.product
        case "dimensions":
            return ", ".join(task.dimensions)
        case "targets":
            return targets_text(task.targets, names)
        case "start":
            return day_text(task.start) if task.start else ""
        case "cooperating":
            return "; ".join(task.cooperating)
        case "budget":
            return words.money_text(task.budget)
        case "entries" | "evidence":
            count = row.entries if key == "entries" else row.evidence
            return str(count) if count else ""
        case "last":
            return day_text(row.last_entry) if row.last_entry else ""
        case "plan":
            return row.plan_title
        case "note":
            return task.note
    return str(task.year or "")


def targets_text(targets: tuple[Target, ...], names: dict[str, Counter]) -> str:
    """Return "60 tin, bài; 12 buổi phát thanh"."""
    said = []
    for target in targets:
        counter = names.get(target.counter)
        name = counter.name if counter is not None else target.counter
        said.append(f"{quantity_text(target.quantity)} {name}")
    return "; ".join(said)


def edit_text(task: Task, key: str, names: dict[str, Counter]) -> str:
    """Return what stands in the editor of a cell when it is opened."""
    match key:
        case "due":
            return day_text(task.due) if task.due else ""
        case "progress":
            return "" if task.progress is None else str(task.progress)
        case "state":
            return task.state
        case "unit":
            return task.lead
        case "targets":
            return targets_text(task.targets, names)
    plain: dict[str, Callable[[], str]] = {
        "text": lambda: task.text,
        "product": lambda: task.product,
        "dimensions": lambda: ", ".join(task.dimensions),
        "start": lambda: day_text(task.start) if task.start else "",
        "cooperating": lambda: "; ".join(task.cooperating),
        "budget": lambda: words.money_text(task.budget),
        "note": lambda: task.note,
    }
    return plain[key]() if key in plain else ""


class CellReader:
    """Turns what was typed into a cell into a task; it knows the catalogues."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._counters: dict[str, Counter] | None = None

    @property
    def counters(self) -> dict[str, Counter]:
        """The counters by code."""
        if self._counters is None:
            from papidesk.workflow import catalogues

            found = catalogues.counters(self._context.workspace.store)
            self._counters = {one.code: one for one in found}
        return self._counters

    def forget(self) -> None:
        """Read the catalogues anew when they are needed next."""
        self._counters = None

    def changed(self, task: Task, key: str, text: str) -> Task:
        """Return ``task`` with ``text`` in the column ``key``.

        Raises :class:`BadTaskCellError` and ``TypedError``.
        """
        bare = clean_line(text)
        match key:
            case "text":
                if not bare:
                    raise EmptyTaskError
                return replace(task, text=bare)
            case "unit":
                return replace(task, lead=bare)
            case "cooperating":
                return replace(task, cooperating=parts(text))
            case "due" | "start":
                return self._with_day(task, key, bare)
            case "state":
                return replace(task, state=bare)
            case "progress":
                return replace(task, progress=percent_of(bare))
            case "product":
                return replace(task, product=bare)
            case "dimensions":
                return replace(task, dimensions=self.dimensions_of(bare, task.year))
            case "targets":
                return replace(task, targets=self.targets_of(bare))
            case "budget":
                return replace(task, budget=cost_of(bare))
        return replace(task, note=bare)

    def _with_day(self, task: Task, key: str, text: str) -> Task:
        day = planned_day(text, task.year or datetime.date.today().year)
        start, due = (day, task.due) if key == "start" else (task.start, day)
        if start is not None and due is not None and due < start:
            raise DayOrderError(start=day_text(start))
        if key == "start":
            return replace(task, start=day)
        if day is None:
            return replace(task, due=None)
        return replace(task, due=day, standing=False, recurring=None, time_text="")

    def dimensions_of(self, text: str, year: int) -> tuple[str, ...]:
        """Return the codes in ``text``; raises :class:`UnknownDimensionError`."""
        from papidesk.workflow import catalogues

        store = self._context.workspace.store
        wanted = year or datetime.date.today().year
        known = {one.code for one in catalogues.dimensions(store, wanted)}
        codes = tuple(dict.fromkeys(re.findall(r"[^\s,;]+", text)))
        strange = next((code for code in codes if code.upper() not in known), "")
        if strange:
            raise UnknownDimensionError(code=strange[:20])
        return tuple(code.upper() for code in codes)

    def targets_of(self, text: str) -> tuple[Target, ...]:
        """Return the targets in ``text``; raises :class:`BadTargetError`."""
        found = []
        for part in text.split(";"):
            bare = clean_line(part)
            if bare:
                found.append(self._target(bare))
        return tuple(found)

    def _target(self, text: str) -> Target:
        said = re.match(r"([\d.,]+)\s+(.+)", text)
        quantity = amount_of(said[1]) if said else None
        if said is None or quantity is None:
            raise BadTargetError(text=text[:40])
        counter = self.counter_of(said[2])
        if counter is None:
            raise BadTargetError(text=text[:40])
        return Target(counter=counter.code, quantity=Decimal(quantity))

    def counter_of(self, text: str) -> Counter | None:
        """Return the counter a text names, by code, name or one of its words."""
        wanted = fold(clean_line(text))
        for counter in self.counters.values():
            said = (counter.code, counter.name, counter.unit, *counter.words)
            if wanted in (fold(one) for one in said):
                return counter
        return None


def percent_of(text: str) -> int | None:
    """Return a progress of 0 to 100, None for an empty text; raises :class:`BadPercentError`."""
    bare = text.rstrip("% ").strip()
    if not bare:
        return None
    if not bare.isdecimal() or int(bare) > 100:
        raise BadPercentError(text=text[:20])
    return int(bare)


def parts(text: str) -> tuple[str, ...]:
    """Return what is parted by ";" or line ends, each once."""
    found = (clean_line(one) for one in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(one for one in found if one))

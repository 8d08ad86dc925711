"""Coverage: which sub-dimensions have tasks, and which tasks lack a unit, a day or a product."""

from __future__ import annotations

import datetime

from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import Record
from papidesk.storage import task_facts
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, tasks
from papidesk.workflow.tasks import TaskRow


class DimensionCoverage(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A dimension ("D1") or sub-dimension ("1.1"): its tasks, those done and overdue, its entries.

    What serves several sub-dimensions of a dimension counts once there.
    """

    code: str
    name: str
    tasks: int = 0
    done: int = 0
    overdue: int = 0
    entries: int = 0

    @property
    def whole(self) -> bool:
        """Tell whether it is a dimension with sub-dimensions below it."""
        return self.code.startswith("D")


class Coverage(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a year's tasks cover, in the order of the index, and ids of tasks that lack something.

    Tasks that were given up do not count. ``uncovered`` are codes of sub-dimensions without a task.
    """

    year: int
    tasks: int = 0
    dimensions: tuple[DimensionCoverage, ...] = ()
    uncovered: tuple[str, ...] = ()
    without_unit: tuple[str, ...] = ()
    without_date: tuple[str, ...] = ()
    without_product: tuple[str, ...] = ()
    without_dimension: tuple[str, ...] = ()
    without_target: tuple[str, ...] = ()


def coverage(
    store: Store, year: int, *, plan: str = "", today: datetime.date | None = None
) -> Coverage:
    """Return what the tasks of ``year``, or of one plan, cover; overdue as of ``today``."""
    chosen = TaskFilter(year=None if plan else year, plan=plan, states=("open", "doing", "done"))
    rows = tasks.listing(store, chosen, today=today or datetime.date.today())
    entries = task_facts.dimension_entries(store, year)
    serving = _serving(rows)
    found = tuple(
        _covered(one.code, one.name, serving.get(one.code, []), entries.get(one.code, 0))
        for one in catalogues.dimensions(store, year)
    )
    # What a bad disk damaged is shown as far as it is known: it may have what is not seen of it.
    whole = [row for row in rows if not row.damaged]
    return Coverage(
        year=year,
        tasks=len(rows),
        dimensions=found,
        uncovered=tuple(one.code for one in found if not one.tasks and not one.whole),
        without_unit=_lacking(whole, "lead"),
        without_date=tuple(row.task.id for row in whole if not has_time(row)),
        without_product=_lacking(whole, "product"),
        without_dimension=_lacking(whole, "dimensions"),
        without_target=_lacking(whole, "targets"),
    )


def has_time(row: TaskRow) -> bool:
    """Tell whether a task has a day, a rule, or goes on all the time."""
    task = row.task
    return bool(task.start or task.due or task.recurring or task.standing)


def _lacking(rows: list[TaskRow], field: str) -> tuple[str, ...]:
    return tuple(row.task.id for row in rows if not getattr(row.task, field))


def _serving(rows: list[TaskRow]) -> dict[str, list[TaskRow]]:
    """Return the tasks that serve each sub-dimension, and each dimension, each once."""
    found: dict[str, list[TaskRow]] = {}
    for row in rows:
        given = set(row.task.dimensions)
        for code in given | {f"D{code.split('.')[0]}" for code in given if "." in code}:
            found.setdefault(code, []).append(row)
    return found


def _covered(code: str, name: str, own: list[TaskRow], entries: int) -> DimensionCoverage:
    return DimensionCoverage(
        code=code,
        name=name,
        tasks=len(own),
        done=sum(row.task.state == "done" for row in own),
        overdue=sum(row.timing == "overdue" for row in own),
        entries=entries,
    )

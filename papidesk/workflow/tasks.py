"""Tasks of the year: entered, changed, set done, listed with how far and how much in time they are.

What becomes of tasks whose plan or unit is no more is in :mod:`papidesk.workflow.task_changes`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal
from functools import cache

from papidesk.domain import task_timing
from papidesk.domain.adding_up import Part, figure
from papidesk.domain.cleaning import cleaned
from papidesk.domain.counters import Counter
from papidesk.domain.filters import TaskFilter
from papidesk.domain.record import Record, replace
from papidesk.domain.task import TASK_STATES, Task, TaskState, Timing
from papidesk.domain.task_times import TaskTime
from papidesk.domain.task_timing import TimingRule, TimingRuleError
from papidesk.domain.unit_names import distinct, key
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import catalogue, documents, task_facts
from papidesk.storage import tasks as stored
from papidesk.storage.store import Store
from papidesk.storage.task_facts import TaskFacts
from papidesk.storage.tasks import DamagedTaskError, UnknownTaskError
from papidesk.workflow import offices
from papidesk.workflow.task_changes import (
    Overtaken,
    carry_over,
    overtaken,
    reassign,
)
from papidesk.workflow.task_checks import UnknownDimensionError, check

__all__ = [
    "TASK_STATES", "AmbiguousTaskError", "DamagedTaskError", "Overtaken", "TaskRow", "TimingRule",
    "TimingRuleError", "UnknownTaskError", "carry_over", "check", "count", "find", "find_id",
    "get", "listing", "overtaken", "plans", "reassign", "remove", "restore", "row",
    "save", "save_many", "set_state", "set_timing_rule", "timing_rule", "units", "with_time",
    "years",
]  # fmt: skip

_RULES = "task_rules"
_TIMING = "timing"
_HUNDRED = Decimal(100)


class DeletedTaskError(PapiDeskError):
    """A task that was deleted by somebody else while it was being changed."""

    message = N_(
        "Somebody else has deleted this task. Take it out of the trash, then keep it here again."
    )


class AmbiguousTaskError(PapiDeskError):
    """The beginning of an id that several tasks share."""

    message = N_("Several tasks' ids begin with “{id}”. Give more of it.")


class TaskRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A task as a list shows it.

    ``percent`` is how far it is: entered by hand, else the mean of what its targets have reached;
    None where neither can be said. ``entries`` of the log serve it, ``evidence`` is what is
    attached to it and to them. ``next_due`` is the day it is next wanted by, also a past one.
    ``damaged`` tells that the task is no longer what was saved: shown is what is known of it,
    opening and changing it says what to do.
    """

    task: Task
    percent: int | None = None
    timing: Timing = ""
    entries: int = 0
    evidence: int = 0
    last_entry: datetime.date | None = None
    next_due: datetime.date | None = None
    plan_title: str = ""
    damaged: bool = False


def listing(
    store: Store, chosen: TaskFilter = TaskFilter(), *, today: datetime.date
) -> list[TaskRow]:
    """Return the tasks ``chosen``, plan by plan in their order, with what the log has of them."""
    found = stored.listed(store, chosen)
    rows = _rows(store, [task for task, _ in found], today)
    damaged = {task.id for task, damaged in found if damaged}
    if damaged:
        rows = [replace(row, damaged=row.task.id in damaged) for row in rows]
    if chosen.timings:
        rows = [row for row in rows if row.timing in chosen.timings]
    return rows


def row(store: Store, id: str, *, today: datetime.date) -> TaskRow:
    """Return one task as a list shows it; raises :class:`UnknownTaskError`."""
    return _rows(store, [get(store, id)], today)[0]


def count(store: Store, chosen: TaskFilter = TaskFilter(), *, today: datetime.date) -> int:
    """Return how many tasks :func:`listing` has."""
    if chosen.timings:
        return len(listing(store, chosen, today=today))
    return stored.count(store, chosen)


def _rows(store: Store, tasks: list[Task], today: datetime.date) -> list[TaskRow]:
    ids = [task.id for task in tasks]
    facts = task_facts.facts(store, ids)
    amounts: dict[tuple[str, str], Part] = {}
    counters: dict[str, Counter] = {}
    aimed = [task for task in tasks if task.targets and task.progress is None]
    if aimed:
        counters = _counters(store)
        asked = {(task.id, code) for task in aimed for code in _counted(task, counters)}
        amounts = task_facts.amounts(store, [task.id for task in aimed], sorted(asked))
    titles = stored.plans(store)
    rule = timing_rule(store)
    working = _working(store)
    found = []
    for task in tasks:
        fact = facts.get(task.id, TaskFacts())
        when = task_timing.when(task, fact.last_entry, rule, today, working)
        found.append(
            TaskRow(
                task=task,
                percent=_percent(task, amounts, counters),
                timing=when.timing,
                entries=fact.entries,
                evidence=fact.evidence,
                last_entry=fact.last_entry,
                next_due=when.next_due,
                plan_title=titles.get(task.plan, ""),
            )
        )
    return found


def _counters(store: Store) -> dict[str, Counter]:
    from papidesk.workflow import catalogues

    return {counter.code: counter for counter in catalogues.counters(store)}


def _working(store: Store) -> Callable[[datetime.date], bool]:
    """Return whether offices work on a day; asked for each day once, and only when it matters."""

    @cache
    def is_working(day: datetime.date) -> bool:
        from papidesk.workflow import holidays

        return holidays.is_working(store, day)

    return is_working


def _counted(task: Task, counters: dict[str, Counter]) -> Iterator[str]:
    """Yield the counters the targets of a task are reached by."""
    for target in task.targets:
        counter = counters.get(target.counter)
        yield target.counter
        if counter is not None and counter.adds_up == "ratio":
            yield counter.numerator
            yield counter.denominator


def _percent(
    task: Task, amounts: dict[tuple[str, str], Part], counters: dict[str, Counter]
) -> int | None:
    if task.state == "done":
        return 100
    if task.progress is not None:
        return task.progress
    if not task.targets:
        return None
    shares = []
    for target in task.targets:
        counter = counters.get(target.counter) or Counter(
            code=target.counter, name=target.counter, unit=""
        )
        parts = (
            amounts.get((task.id, code), Part())
            for code in (counter.code, counter.numerator, counter.denominator)
        )
        value = figure(counter, *parts).value or Decimal(0)
        shares.append(min(value * _HUNDRED / target.quantity, _HUNDRED))
    # What is nearly reached is not reached: the mean is rounded down.
    return int((sum(shares, Decimal(0)) / len(shares)).to_integral_value(ROUND_FLOOR))


def get(store: Store, id: str) -> Task:
    """Return a task; raises :class:`UnknownTaskError`, :class:`DamagedTaskError`."""
    return stored.get(store, id)


def find(store: Store, text: str, limit: int = 20) -> list[Task]:
    """Return tasks in which all words of ``text`` stand, with or without dấu; later years first."""
    return [task for task, _ in stored.listed(store, TaskFilter(text=text))[:limit]]


def find_id(store: Store, beginning: str) -> str:
    """Return the one id that is or begins with ``beginning``.

    Raises :class:`UnknownTaskError`, :class:`AmbiguousTaskError`.
    """
    found = stored.ids_beginning(store, beginning) if beginning else []
    if len(found) > 1 and beginning not in found:
        raise AmbiguousTaskError(id=beginning)
    if not found:
        stored.get(store, beginning)
    return beginning if beginning in found else found[0]


def save(store: Store, task: Task, *, who: str, seen: Task | None = None) -> Task:
    """Keep a task, a new one or a changed one, and return it.

    ``seen`` is the task as it was when the change began: what was changed elsewhere since in other
    fields stays. A new task gets its year and its place at the end of its plan. Raises what
    :func:`check` refuses with, and what an unknown counter or sub-dimension is refused with.
    """
    return save_many(store, [task], who=who, seen=[seen] if seen else ())[0]


def save_many(
    store: Store, tasks: Iterable[Task], *, who: str, seen: Iterable[Task] = ()
) -> list[Task]:
    """Keep tasks as :func:`save` does: all of them, or none when one is refused."""
    before = {task.id: task for task in seen}
    with store.joined():
        return [_kept(store, task, before.get(task.id), who) for task in tasks]


def _kept(store: Store, task: Task, seen: Task | None, who: str) -> Task:
    old = stored.get(store, task.id) if task.id and _known(store, task.id) else None
    if seen is not None and old is not None:
        names = Task.__struct_fields__
        meant = {name: getattr(task, name) for name in names}
        task = replace(
            old, **{name: value for name, value in meant.items() if value != getattr(seen, name)}
        )
    task = _tidied(task)
    check(task)
    task = replace(task, year=task.year or _year(store, task))
    _check_codes(store, task, old)
    if old is None and not task.order:
        task = replace(task, order=stored.next_place(store, task.plan, task.year))
    return stored.save(store, task, who=who)


def _known(store: Store, id: str) -> bool:
    return id in stored.ids_beginning(store, id)


def _tidied(task: Task) -> Task:
    task = cleaned(task)
    lead = " ".join(task.lead.split())
    helping = tuple(name for name in distinct(task.cooperating) if key(name) != key(lead))
    return replace(
        task,
        text="\n".join(" ".join(line.split()) for line in task.text.splitlines() if line.strip()),
        lead=lead,
        cooperating=helping,
        dimensions=tuple(dict.fromkeys(code for code in task.dimensions if code)),
        evidence=tuple(dict.fromkeys(line for line in task.evidence if line)),
        stop_reason=task.stop_reason if task.state == "stopped" else "",
        done_on=task.done_on if task.state == "done" else None,
        # Taken up again: what went on with it under a later plan does so no more.
        superseded_by=task.superseded_by if task.state == "stopped" else "",
    )


def _year(store: Store, task: Task) -> int:
    """Return the year a task belongs to: that of its days, else that of its plan, else this one."""
    for day in (task.due, task.start):
        if day is not None:
            return day.year
    if task.plan:
        from papidesk.domain.forwarding.forward import year_of

        try:
            year = year_of(documents.get(store, task.plan))
        except documents.UnknownDocumentError:
            year = None
        if year:
            return year
    return datetime.date.today().year


def _check_codes(store: Store, task: Task, old: Task | None) -> None:
    """Refuse counters and codes that there are not; those a stored task has already stay."""
    kept = {target.counter for target in old.targets} if old else set()
    new = [target.counter for target in task.targets if target.counter not in kept]
    if new:
        from papidesk.workflow import catalogues

        for code in new:
            catalogues.counter(store, code)
    added = set(task.dimensions) - set(old.dimensions if old else ())
    if added:
        from papidesk.domain.default_catalogue import dimensions

        known = {dimension.code for dimension in dimensions()}
        for code in sorted(added - known):
            raise UnknownDimensionError(code=code[:20])


def set_state(
    store: Store,
    ids: Iterable[str],
    state: TaskState,
    *,
    today: datetime.date,
    who: str,
    reason: str = "",
) -> list[Task]:
    """Put tasks into ``state`` and return them; ``reason`` is why they were given up."""
    with store.joined():
        changed = []
        for id in ids:
            task = stored.get(store, id)
            day = (task.done_on or today) if state == "done" else None
            why = (reason or task.stop_reason) if state == "stopped" else ""
            changed.append(
                _kept(store, replace(task, state=state, done_on=day, stop_reason=why), None, who)
            )
    return changed


def remove(store: Store, ids: Iterable[str], *, who: str) -> int:
    """Put tasks into the trash and return how many: entries of the log stay."""
    return stored.trash(store, ids, who=who)


def is_trashed(store: Store, id: str) -> bool:
    """Tell whether the task ``id`` lies in the trash."""
    return stored.is_trashed(store, id)


def check_there(store: Store, ids: Iterable[str]) -> None:
    """Refuse to write on what somebody deleted meanwhile; raises :class:`DeletedTaskError`."""
    if any(stored.is_trashed(store, id) for id in ids):
        raise DeletedTaskError


def restore(store: Store, ids: Iterable[str], *, who: str) -> int:
    """Bring tasks back from the trash and return how many."""
    return stored.untrash(store, ids, who=who)


def timing_rule(store: Store) -> TimingRule:
    """Return when tasks are overdue and due soon in this office."""
    return catalogue.get(store, _RULES, _TIMING, TimingRule) or TimingRule()


def set_timing_rule(store: Store, rule: TimingRule, *, who: str) -> None:
    """Set when tasks are overdue and due soon; raises :class:`TimingRuleError`."""
    task_timing.check(rule)
    catalogue.put(store, _RULES, _TIMING, rule, who=who)


def units(store: Store, on: datetime.date) -> list[str]:
    """Return the office's units of the day ``on``, then the other names that tasks use."""
    own = tuple(unit.name for unit in offices.on(store, on).units)
    return list(distinct((*own, *stored.unit_names(store))))


def years(store: Store) -> list[int]:
    """Return the years there are tasks of, the latest first."""
    return stored.years(store)


def plans(store: Store) -> dict[str, str]:
    """Return the titles of the plans tasks come from, by id, the latest first."""
    return stored.plans(store)


def with_time(task: Task, time: TaskTime) -> Task:
    """Return ``task`` with what was read of its time, in place of the days and rule it had."""
    return replace(
        task, start=time.start, due=time.due, recurring=time.recurring, standing=time.standing
    )

"""Tasks whose plan was replaced or whose unit was dissolved: found, carried over, handed on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

from papidesk.domain.filters import TaskFilter
from papidesk.domain.office import Office, Unit
from papidesk.domain.record import Record, replace
from papidesk.domain.task import Task
from papidesk.domain.unit_names import distinct, key
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import documents, offices, trash
from papidesk.storage import links as stored_links
from papidesk.storage import tasks as stored
from papidesk.storage.store import Store
from papidesk.text.fold import fold

Why = Literal["plan_superseded", "plan_cancelled", "plan_gone", "unit_gone"]
WHY: dict[Why, str] = {
    "plan_superseded": N_("Its plan has been replaced"),
    "plan_cancelled": N_("Its plan has been cancelled"),
    "plan_gone": N_("Its plan has been deleted"),
    "unit_gone": N_("Its unit is no more"),
}
# Words in common from which on two tasks are one: a plan that replaces another rewords little.
_ALIKE = 0.85


class SamePlanError(PapiDeskError):
    """Tasks that should be carried over to the plan they have."""

    message = N_("The tasks have this plan already. Choose the plan that takes its place.")


class UnitNameError(PapiDeskError):
    """A unit without a name."""

    message = N_("Choose the unit that is to do these tasks.")


class Overtaken(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A task that is still to be done and whose plan or unit is no more.

    ``unit`` is the one that is gone, as the paper names it, and ``until`` its last day;
    ``choices`` are units that began after. ``successor`` is the plan that took the plan's place.
    """

    task: Task
    why: Why
    unit: str = ""
    until: datetime.date | None = None
    choices: tuple[str, ...] = ()
    successor: str = ""


def overtaken(store: Store, today: datetime.date) -> list[Overtaken]:
    """Return tasks still to be done whose plan or unit is no more; their words stay the paper's."""
    tasks = [task for task, _ in stored.listed(store, TaskFilter(states=("open", "doing")))]
    gone = {plan: _plan_gone(store, plan) for plan in {task.plan for task in tasks if task.plan}}
    office = offices.own(store) if tasks else None
    found = []
    for task in tasks:
        lost = gone.get(task.plan)
        if lost is not None:
            found.append(Overtaken(task=task, why=lost[0], successor=lost[1]))
        if office is not None:
            found += _units_gone(office, task, today)
    return found


def _plan_gone(store: Store, plan: str) -> tuple[Why, str] | None:
    try:
        state = documents.get(store, plan).state
    except documents.UnknownDocumentError:
        return "plan_gone", ""
    replacing = [
        link.document_id
        for link in stored_links.to_target(store, plan)
        if link.role == "replaces" and not trash.is_trashed(store, link.document_id)
    ]
    successor = replacing[-1] if replacing else ""
    if state == "superseded":
        return "plan_superseded", successor
    if state == "cancelled":
        return "plan_cancelled", successor
    return ("plan_gone", successor) if trash.is_trashed(store, plan) else None


def _units_gone(office: Office, task: Task, today: datetime.date) -> list[Overtaken]:
    found = []
    for name in (task.lead, *task.cooperating):
        same = [unit for unit in office.units if key(unit.name) == key(name)]
        if not same or any(_holds(unit, today) for unit in same):
            continue
        ends = [unit.validity.until for unit in same if unit.validity.until]
        until = max(ends, default=None)
        if until is None or until >= today:
            continue  # it is still to come
        after = tuple(
            unit.name
            for unit in office.units
            if unit.validity.since is not None
            and unit.validity.since > until
            and _holds(unit, today)
        )
        now = after or tuple(unit.name for unit in office.units if _holds(unit, today))
        found.append(
            Overtaken(task=task, why="unit_gone", unit=name, until=until, choices=distinct(now))
        )
    return found


def _holds(unit: Unit, day: datetime.date) -> bool:
    return unit.validity.covers(day)


def reassign(store: Store, ids: Iterable[str], old: str, new: str, *, who: str) -> list[Task]:
    """Give tasks of unit ``old`` to unit ``new`` and return those that changed; notes keep the old.

    ``old`` "" replaces whoever leads. All of them, or none. Raises :class:`UnitNameError`.
    """
    name = " ".join(new.split())
    if not name:
        raise UnitNameError
    changed = []
    with store.joined():
        for id in ids:
            task = stored.get(store, id)
            after = _reassigned(task, old, name)
            if after != task:
                changed.append(stored.save(store, after, who=who))
    return changed


def _reassigned(task: Task, old: str, new: str) -> Task:
    leads = not old or key(task.lead) == key(old)
    lead = new if leads else task.lead
    helping = tuple(new if old and key(name) == key(old) else name for name in task.cooperating)
    helping = tuple(name for name in distinct(helping) if key(name) != key(lead))
    if (lead, helping) == (task.lead, task.cooperating):
        return task
    before = (task.lead if leads else old).strip()
    said = f"Trước đây: {before}." if before else ""
    note = task.note if not said or said in task.note else f"{task.note} {said}".strip()
    return replace(task, lead=lead, cooperating=helping, note=note)


def carry_over(store: Store, old_plan: str, new_plan: str, *, who: str) -> list[Task]:
    """Let the plan ``new_plan`` go on with what is still to be done of ``old_plan``.

    Each open task becomes one of the new plan, or is joined to the task there that says the same.
    The old one stays, given up and pointing to the new one, whose figures count its entries and
    evidence too. What is done stays with the old plan. Returns the tasks of the new plan. Raises
    :class:`SamePlanError`, ``UnknownDocumentError``.
    """
    if old_plan == new_plan:
        raise SamePlanError
    title = documents.get(store, new_plan).title
    carried = []
    with store.joined():
        there = stored.rows(store, TaskFilter(plan=new_plan))
        order = stored.next_place(store, new_plan, 0)
        for task in stored.rows(store, TaskFilter(plan=old_plan, states=("open", "doing"))):
            same = next((one for one in there if alike(one.text, task.text)), None)
            if same is None:
                fresh = replace(task, id="", plan=new_plan, block="", order=order)
                new, order = stored.save(store, fresh, who=who), order + 1
            else:
                there.remove(same)
                new = stored.save(store, _going_on(same, task), who=who)
            reason = f"Chuyển sang kế hoạch mới: {title}"
            ended = replace(task, state="stopped", superseded_by=new.id, stop_reason=reason)
            stored.save(store, ended, who=who)
            carried.append(new)
    return carried


def _going_on(new: Task, old: Task) -> Task:
    """Return the new plan's task with how far the old one was, where it says nothing itself."""
    state = old.state if new.state == "open" else new.state
    progress = old.progress if new.progress is None else new.progress
    targets = new.targets or old.targets
    return replace(new, state=state, progress=progress, targets=targets)


def alike(one: str, other: str) -> bool:
    """Tell whether two tasks say the same but for a few words."""
    first, second = fold(one).split(), fold(other).split()
    if first == second:
        return True
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE

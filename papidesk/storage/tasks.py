"""Tasks of the year: kept with their hash, trashed and brought back, listed by what narrows them.

What the log has for a task is in :mod:`papidesk.storage.task_facts`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from papidesk.domain.filters import TaskFilter, TaskMissing
from papidesk.domain.ids import new_id
from papidesk.domain.record import from_json, replace, to_json
from papidesk.domain.task import Task, TaskState
from papidesk.domain.unit_names import key
from papidesk.errors import N_
from papidesk.storage import audit
from papidesk.storage.clock import stored_time
from papidesk.storage.content import sha256
from papidesk.storage.failures import StorageError
from papidesk.storage.schema import TASK_DIMENSIONS, TASK_UNITS, TASKS
from papidesk.storage.store import Store
from papidesk.text.fold import fold

_TITLE_LENGTH = 200
_AUDIT_LENGTH = 120
# A damaged content need not be JSON any more: it lacks nothing that could be told.
_WHOLE = "iif(json_valid({0}), {0}, '{{}}')"
_CONTENT = (
    "iif(json_valid(t.content), t.content, "
    """'{"recurring":0,"standing":0,"product":0,"targets":0}')"""
)
_MISSING: dict[TaskMissing, str] = {
    "unit": "t.lead = ''",
    "date": (
        f"t.start IS NULL AND t.due IS NULL AND json_extract({_CONTENT}, '$.recurring') IS NULL "
        f"AND json_extract({_CONTENT}, '$.standing') IS NULL"
    ),
    "product": f"json_extract({_CONTENT}, '$.product') IS NULL",
    "dimension": "NOT EXISTS (SELECT 1 FROM task_dimensions d WHERE d.task_id = t.id)",
    "target": f"json_extract({_CONTENT}, '$.targets') IS NULL",
}
_READ = "CAST(t.content AS BLOB), CAST(t.content_sha256 AS BLOB), CAST(t.title AS BLOB)"


class UnknownTaskError(StorageError):
    """An id that no task has."""

    message = N_("There is no task {id} in this workspace. Refresh the list.")


class DamagedTaskError(StorageError):
    """A task that is no longer what was saved."""

    message = N_(
        "The task “{title}” is damaged: it is not what was saved. Restore a backup from before "
        "the damage; the other tasks can still be opened."
    )


class ListedTask(NamedTuple):
    """A task as lists show it; of a ``damaged`` one, what stands beside its content."""

    task: Task
    damaged: bool


def save(store: Store, task: Task, *, who: str = "", now: datetime | None = None) -> Task:
    """Keep ``task`` and return it with its id; unchanged content writes nothing.

    A task with an id that is not there is entered under that id: undoing a deletion for good, or
    taking over from elsewhere. A task in the trash stays there.
    """
    with store.joined():
        new = not task.id or not _exists(store, task.id)
        if not task.id:
            task = replace(task, id=new_id())
        values = _columns(store, task)
        if not new and _stored_hash(store, task.id) == values["content_sha256"]:
            return task
        at = stored_time(now)
        if new:
            store.insert(TASKS, values | {"created_at": at, "updated_at": at, "updated_by": who})
        else:
            names = ", ".join(f"{name} = :{name}" for name in (*values, "updated_at", "updated_by"))
            store.write(
                f"UPDATE tasks SET {names} WHERE id = :id",
                values | {"updated_at": at, "updated_by": who},
            )
        _put_beside(store, task)
        act = "task.added" if new else "task.changed"
        audit.add(store, act, who=who, subject=task.id, detail=task.text[:_AUDIT_LENGTH], now=now)
    return task


def get(store: Store, id: str) -> Task:
    """Return a task, also one in the trash.

    Raises :class:`UnknownTaskError`, and :class:`DamagedTaskError` when it is not what was saved.
    """
    found = store.row(f"SELECT {_READ} FROM tasks t WHERE id = ?", (id,))
    if found is None:
        raise UnknownTaskError(path=store.path, id=id[:60])
    return _read(store, found)


def trash(store: Store, ids: Iterable[str], *, who: str = "", now: datetime | None = None) -> int:
    """Put tasks into the trash and return how many; entries of the log stay as they are."""
    with store.joined():
        count = 0
        for id in ids:
            changed = store.write(
                "UPDATE tasks SET trashed_at = ? WHERE id = ? AND trashed_at IS NULL",
                (stored_time(now), id),
            )
            if changed:
                audit.add(store, "task.trashed", who=who, subject=id, now=now)
            count += changed
    return count


def untrash(store: Store, ids: Iterable[str], *, who: str = "", now: datetime | None = None) -> int:
    """Bring tasks back from the trash and return how many."""
    with store.joined():
        count = 0
        for id in ids:
            changed = store.write(
                "UPDATE tasks SET trashed_at = NULL WHERE id = ? AND trashed_at IS NOT NULL", (id,)
            )
            if changed:
                audit.add(store, "task.untrashed", who=who, subject=id, now=now)
            count += changed
    return count


def is_trashed(store: Store, id: str) -> bool:
    """Tell whether a task is in the trash."""
    found = store.row("SELECT 1 FROM tasks WHERE id = ? AND trashed_at IS NOT NULL", (id,))
    return found is not None


def rows(store: Store, chosen: TaskFilter = TaskFilter()) -> list[Task]:
    """Return the tasks ``chosen``, plan by plan in the order they have there.

    ``timings`` are no matter of the database: they are left to the caller. Raises
    :class:`DamagedTaskError`: for what is written on, or printed whole.
    """
    return [_read(store, row[1:]) for row in _found(store, chosen)]


def listed(store: Store, chosen: TaskFilter = TaskFilter()) -> list[ListedTask]:
    """Return the tasks ``chosen`` as :func:`rows` does, of damaged ones what is known of them."""
    made = []
    for id, *row in _found(store, chosen):
        try:
            made.append(ListedTask(_read(store, row), False))
        except DamagedTaskError:
            made.append(ListedTask(_beside(store, id), True))
    return made


def _found(store: Store, chosen: TaskFilter) -> list[tuple[Any, ...]]:
    where, values = _where(chosen)
    return store.rows(
        f"SELECT t.id, {_READ} FROM tasks t WHERE {where} "
        "ORDER BY t.year DESC, t.plan_id NULLS LAST, t.place, t.id",
        values,
    )


def _beside(store: Store, id: str) -> Task:
    """Return a task as the columns beside its content tell it."""
    names = ("title", "lead", "plan_id", "start", "due", "state", "superseded_by")
    shown = ", ".join(f"CAST({name} AS BLOB)" for name in names)
    *texts, year, place = (
        store.row(f"SELECT {shown}, year, place FROM tasks WHERE id = ?", (id,)) or ()
    )
    title, lead, plan, start, due, state, later = (
        bytes(text or b"").decode(errors="replace") for text in texts
    )
    codes = store.rows("SELECT code FROM task_dimensions WHERE task_id = ? ORDER BY code", (id,))
    return Task(
        id=id, text=title or "?", lead=lead, plan=plan, year=year, order=place,
        start=date.fromisoformat(start) if start else None,
        due=date.fromisoformat(due) if due else None,
        state=cast(TaskState, state), superseded_by=later,
        dimensions=tuple(code for (code,) in codes),
    )  # fmt: skip


def count(store: Store, chosen: TaskFilter = TaskFilter()) -> int:
    """Return how many tasks are ``chosen``, ``timings`` left aside."""
    where, values = _where(chosen)
    return int(store.value(f"SELECT count(*) FROM tasks t WHERE {where}", values))


def years(store: Store) -> list[int]:
    """Return the years there are tasks of, the latest first."""
    found = store.rows(
        "SELECT DISTINCT year FROM tasks WHERE trashed_at IS NULL ORDER BY year DESC"
    )
    return [year for (year,) in found]


def plans(store: Store, ids: Iterable[str] = ()) -> dict[str, str]:
    """Return the titles of the documents that tasks come from, by id; of ``ids`` when given."""
    wanted = json.dumps(list(ids))
    chosen = "id IN (SELECT value FROM json_each(:ids))" if wanted != "[]" else "1"
    found = store.rows(
        "SELECT id, title FROM documents WHERE id IN "
        f"(SELECT plan_id FROM tasks WHERE trashed_at IS NULL) AND {chosen} ORDER BY id DESC",
        {"ids": wanted},
    )
    return dict(found)


def unit_names(store: Store) -> list[str]:
    """Return every unit tasks name, as lead or beside it, the most frequent first."""
    found = store.rows(
        "SELECT name FROM (SELECT lead AS name FROM tasks WHERE trashed_at IS NULL AND lead <> '' "
        "UNION ALL SELECT j.value FROM tasks, "
        f"json_each({_WHOLE.format('content')}, '$.cooperating') j "
        "WHERE trashed_at IS NULL) GROUP BY name ORDER BY count(*) DESC, name COLLATE vietnamese"
    )
    return [str(name) for (name,) in found]


def ids_beginning(store: Store, beginning: str) -> list[str]:
    """Return the ids of tasks that begin with ``beginning``: two at most."""
    found = store.rows(
        "SELECT id FROM tasks WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
        (len(beginning), beginning),
    )
    return [id for (id,) in found]


def next_place(store: Store, plan: str, year: int) -> int:
    """Return the place a task gets that is added at the end of its plan (of the year without)."""
    last = store.value(
        "SELECT max(place) FROM tasks WHERE plan_id IS ? AND (plan_id IS NOT NULL OR year = ?)",
        (plan or None, year),
    )
    return int(last or 0) + 1


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every task that is not what was saved, or is listed otherwise."""
    for row in store.rows(f"SELECT {_READ} FROM tasks t ORDER BY id"):
        try:
            task = _read(store, row)
        except DamagedTaskError as error:
            yield error
            continue
        if not _columns_fit(store, task):
            yield DamagedTaskError(path=store.path, title=task.text[:_TITLE_LENGTH])


def refold(store: Store) -> None:
    """Write what tasks are found by anew, when the way of folding has changed."""
    with store.joined():
        for row in store.rows(f"SELECT {_READ} FROM tasks t ORDER BY id"):
            try:
                task = _read(store, row)
            except DamagedTaskError:
                continue  # the workspace must open all the same; verify tells of it
            values = _columns(store, task)
            store.write(
                "UPDATE tasks SET folded = :folded, lead_key = :lead_key WHERE id = :id",
                {name: values[name] for name in ("folded", "lead_key", "id")},
            )
            _put_beside(store, task)


def _read(store: Store, row: Sequence[Any]) -> Task:
    content, hashed, title = row
    # As bytes: a damaged letter need not be UTF-8 any more.
    if sha256(content).encode() != hashed:
        raise DamagedTaskError(path=store.path, title=bytes(title).decode(errors="replace"))
    return from_json(Task, content)


def _exists(store: Store, id: str) -> bool:
    return store.row("SELECT 1 FROM tasks WHERE id = ?", (id,)) is not None


def _stored_hash(store: Store, id: str) -> str:
    return str(store.value("SELECT content_sha256 FROM tasks WHERE id = ?", (id,)) or "")


def _put_beside(store: Store, task: Task) -> None:
    store.write("DELETE FROM task_dimensions WHERE task_id = ?", (task.id,))
    store.write("DELETE FROM task_units WHERE task_id = ?", (task.id,))
    store.bulk(TASK_DIMENSIONS, ("task_id", "code"), sorted(_dimension_rows(task)))
    store.bulk(TASK_UNITS, ("task_id", "unit_key", "part"), sorted(_unit_rows(task)))


def _dimension_rows(task: Task) -> set[tuple[str, str]]:
    return {(task.id, code) for code in task.dimensions}


def _unit_rows(task: Task) -> set[tuple[str, str, int]]:
    named = {(task.id, key(name), 1) for name in task.cooperating if key(name)}
    return named | ({(task.id, key(task.lead), 0)} if key(task.lead) else set())


def _columns(store: Store, task: Task) -> dict[str, Any]:
    written = to_json(task)
    # A plan that was deleted for good leaves its tasks: they keep its id, the reference goes.
    known = task.plan and store.row("SELECT 1 FROM documents WHERE id = ?", (task.plan,))
    shown = (task.text, task.lead, *task.cooperating, task.product, task.time_text, task.note)
    return {
        "id": task.id,
        "plan_id": task.plan if known else None,
        "year": task.year,
        "place": task.order,
        "state": task.state,
        "start": _iso(task.start),
        "due": _iso(task.due),
        "lead": task.lead,
        "lead_key": key(task.lead),
        "title": task.text[:_TITLE_LENGTH],
        "folded": fold(" ".join(shown)),
        "superseded_by": task.superseded_by or None,
        "content": written.decode(),
        "content_sha256": sha256(written),
    }


def _columns_fit(store: Store, task: Task) -> bool:
    # The content was read, its hash was right: older rows may spell out what is left out today.
    apart = ("folded", "content", "content_sha256")
    expected = {name: value for name, value in _columns(store, task).items() if name not in apart}
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in expected)
    found = store.row(f"SELECT {columns} FROM tasks WHERE id = ?", (task.id,))
    wanted = tuple(None if value is None else str(value).encode() for value in expected.values())
    units = store.rows(
        "SELECT task_id, unit_key, part FROM task_units WHERE task_id = ?", (task.id,)
    )
    codes = store.rows("SELECT task_id, code FROM task_dimensions WHERE task_id = ?", (task.id,))
    return (
        found == wanted and set(units) == _unit_rows(task) and set(codes) == _dimension_rows(task)
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _where(chosen: TaskFilter) -> tuple[str, dict[str, Any]]:
    clauses = [f"t.trashed_at IS {'NOT ' if chosen.trashed else ''}NULL"]
    values: dict[str, Any] = {}
    if chosen.year is not None:
        clauses.append("t.year = :year")
        values["year"] = chosen.year
    if chosen.plan:
        clauses.append("t.plan_id = :plan")
        values["plan"] = chosen.plan
    if chosen.states:
        clauses.append("t.state IN (SELECT value FROM json_each(:states))")
        values["states"] = json.dumps(chosen.states)
    if chosen.ids:
        clauses.append("t.id IN (SELECT value FROM json_each(:ids))")
        values["ids"] = json.dumps(chosen.ids)
    if chosen.units:
        clauses.append(_units_clause(chosen))
        values["units"] = json.dumps([key(name) for name in chosen.units if key(name)])
    if chosen.dimensions:
        clauses.append(
            "EXISTS (SELECT 1 FROM task_dimensions d JOIN json_each(:codes) c WHERE "
            "d.task_id = t.id AND (d.code = c.value "
            "OR (c.value GLOB 'D*' AND d.code GLOB substr(c.value, 2) || '.*')))"
        )
        values["codes"] = json.dumps(chosen.dimensions)
    if chosen.missing:
        clauses.append("(" + " OR ".join(f"({_MISSING[one]})" for one in chosen.missing) + ")")
    for index, word in enumerate(fold(chosen.text).split()):
        clauses.append(f"instr(t.folded, :word{index}) > 0")
        values[f"word{index}"] = word
    return " AND ".join(clauses), values


def _units_clause(chosen: TaskFilter) -> str:
    part = "" if chosen.cooperating else " AND u.part = 0"
    named = (
        "EXISTS (SELECT 1 FROM task_units u WHERE u.task_id = t.id "
        f"AND u.unit_key IN (SELECT value FROM json_each(:units)){part})"
    )
    return f"(t.lead = '' OR {named})" if "" in chosen.units else named

"""What entries add to counters, tasks and sub-dimensions, as rows that figures are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from papidesk.domain.activity import Activity
from papidesk.domain.amounts import Derivation, parts
from papidesk.storage.activity_rows import as_json
from papidesk.storage.schema import ACTIVITY_AMOUNTS, ACTIVITY_DIMENSIONS
from papidesk.storage.store import Store


def link(store: Store, activities: Sequence[Activity], rules: Sequence[Derivation]) -> None:
    """Write what new, changed or untrashed entries add; what they added before is gone already."""
    amounts = []
    for activity in activities:
        id, day = activity.id, activity.date.isoformat()
        amounts += [(code, day, id, size, int(made)) for code, size, made in parts(activity, rules)]
    store.bulk(ACTIVITY_AMOUNTS, ("counter", "date", "activity_id", "quantity", "derived"), amounts)
    codes = [
        (code, activity.id, activity.date.isoformat())
        for activity in activities
        for code in dict.fromkeys(activity.dimensions)
    ]
    if codes:
        store.bulk(ACTIVITY_DIMENSIONS, ("code", "activity_id", "date"), codes)
    for activity in activities:
        for task in activity.tasks:
            # A task that was deleted for good is still named by the entry, but leads nowhere.
            store.write(
                "INSERT OR IGNORE INTO activity_tasks (task_id, activity_id, date) "
                "SELECT id, ?, ? FROM tasks WHERE id = ?",
                (activity.id, activity.date.isoformat(), task),
            )


def forget(store: Store, ids: Sequence[str]) -> None:
    """Take away what entries add: they change, or are in the trash."""
    for table in ("activity_amounts", "activity_dimensions", "activity_tasks"):
        store.write(
            f"DELETE FROM {table} WHERE activity_id IN (SELECT value FROM json_each(?))",
            (as_json(ids),),
        )


def wrong(store: Store, activities: Sequence[Activity]) -> Iterator[Activity]:
    """Yield the entries whose rows here are not what they add.

    What counters make of people or cost is only compared with the entry's own numbers.
    """
    asked = (as_json([one.id for one in activities]),)
    among = "activity_id IN (SELECT value FROM json_each(?))"
    amounts, tasks, codes = (
        _by_activity(store.rows(f"SELECT activity_id, {columns} FROM {table} WHERE {among}", asked))
        for table, columns in (
            ("activity_amounts", "counter, date, quantity, derived"),
            ("activity_tasks", "task_id, date"),
            ("activity_dimensions", "code, date"),
        )
    )
    there = {
        id
        for (id,) in store.rows(
            "SELECT id FROM tasks WHERE id IN (SELECT value FROM json_each(?))",
            (as_json(sorted({task for one in activities for task in one.tasks})),),
        )
    }
    trashed = {
        id
        for (id,) in store.rows(
            "SELECT id FROM activities WHERE trashed_at IS NOT NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            asked,
        )
    }
    for one in activities:
        rows = (amounts.get(one.id, set()), tasks.get(one.id, set()), codes.get(one.id, set()))
        if one.id in trashed:
            if any(rows):
                yield one
        elif not _fit(one, there, *rows):
            yield one


Rows = set[tuple[Any, ...]]


def _by_activity(rows: Iterable[tuple[Any, ...]]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for id, *rest in rows:
        found.setdefault(id, set()).add(tuple(rest))
    return found


def _fit(one: Activity, there: set[str], amounts: Rows, tasks: Rows, codes: Rows) -> bool:
    day = one.date.isoformat()
    given = {part.counter: part.thousandths for part in parts(one, ())}
    follow = {value * 1000 for value in (one.people, one.cost) if value is not None}
    return (
        {row for row in amounts if not row[3]}
        == {(counter, day, quantity, 0) for counter, quantity in given.items()}
        and all(
            row[0] not in given and row[1] == day and row[2] in follow for row in amounts if row[3]
        )
        and tasks == {(task, day) for task in one.tasks if task in there}
        and codes == {(code, day) for code in one.dimensions}
    )


def write_derived(store: Store, rules: Sequence[Derivation]) -> int:
    """Write all derived amounts anew by ``rules``; return how many there are."""
    count = 0
    with store.joined():
        store.write("DELETE FROM activity_amounts WHERE derived = 1")
        for rule in rules:
            value, condition = "cost", "cost IS NOT NULL"
            if rule.people_of:
                value = "people"
                condition = (
                    "people IS NOT NULL AND id IN (SELECT activity_id FROM activity_amounts "
                    "WHERE derived = 0 AND counter IN (SELECT value FROM json_each(:people_of)))"
                )
            count += store.write(
                "INSERT INTO activity_amounts (counter, date, activity_id, quantity, derived) "
                f"SELECT :counter, date, id, {value} * 1000, 1 FROM activities a "
                f"WHERE trashed_at IS NULL AND {condition} "
                "AND date BETWEEN :since AND :until AND NOT EXISTS (SELECT 1 FROM "
                "activity_amounts m WHERE m.counter = :counter AND m.date = a.date "
                "AND m.activity_id = a.id)",
                {
                    "counter": rule.counter,
                    "people_of": as_json(list(rule.people_of)),
                    "since": (rule.validity.since or date.min).isoformat(),
                    "until": (rule.validity.until or date.max).isoformat(),
                },
            )
    return count

"""What the log has for tasks: entries, evidence, amounts; those of a task it went on from, too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from papidesk.domain.adding_up import Part
from papidesk.domain.record import Record
from papidesk.storage.store import Store

_THOUSAND = Decimal(1000)
_LOW_BITS = 24
_PLAIN = (
    "WITH family(root, id) AS (SELECT value, value FROM json_each(:ids)), "
    "served(root, activity_id, date) AS ("
    "SELECT task_id, activity_id, date FROM activity_tasks "
    "WHERE task_id IN (SELECT value FROM json_each(:ids))) "
)
# A task that went on from one of an earlier plan has that one's entries as well, each once.
_FAMILY = (
    "WITH RECURSIVE family(root, id) AS ("
    "SELECT value, value FROM json_each(:ids) "
    "UNION SELECT f.root, t.id FROM family f JOIN tasks t ON t.superseded_by = f.id"
    "), served(root, activity_id, date) AS ("
    "SELECT DISTINCT f.root, s.activity_id, s.date FROM family f "
    "JOIN activity_tasks s ON s.task_id = f.id) "
)


# One value, ids as JSON: those tasks and all they went on from; for lists and figures of the log.
FAMILY_OF = (
    "(WITH RECURSIVE family(id) AS (SELECT value FROM json_each(?) "
    "UNION SELECT t.id FROM tasks t JOIN family f ON t.superseded_by = f.id) SELECT id FROM family)"
)


class TaskFacts(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How many entries serve a task, the day of the last one, how many pieces of evidence."""

    entries: int = 0
    last_entry: date | None = None
    evidence: int = 0


def facts(store: Store, ids: Iterable[str]) -> dict[str, TaskFacts]:
    """Return the facts of each of ``ids`` that has any; evidence of its entries counts as its."""
    wanted, served = {"ids": json.dumps(list(ids))}, _served(store)
    entries = store.rows(
        f"{served} SELECT root, count(*), max(date) FROM served GROUP BY root",
        wanted,
    )
    evidence = store.rows(
        f"{served} SELECT root, count(DISTINCT id) FROM ("
        "SELECT f.root AS root, e.id AS id FROM family f "
        "JOIN evidence e ON e.owner = 'task' AND e.owner_id = f.id "
        "UNION ALL SELECT s.root, e.id FROM evidence e "
        "JOIN served s ON s.activity_id = e.owner_id WHERE e.owner = 'activity') GROUP BY root",
        wanted,
    )
    found = {
        id: TaskFacts(entries=count, last_entry=date.fromisoformat(last))
        for id, count, last in entries
    }
    for id, count in evidence:
        known = found.get(id, TaskFacts())
        found[id] = TaskFacts(
            entries=known.entries, last_entry=known.last_entry, evidence=int(count)
        )
    return found


def amounts(
    store: Store, ids: Iterable[str], asked: Iterable[tuple[str, str]] | None = None
) -> dict[tuple[str, str], Part]:
    """Return by (task, counter) what the entries of each of ``ids`` come to.

    Of many tasks only those pairs that are ``asked`` for, where they are given.
    """
    served, values = _served(store), {"ids": json.dumps(list(ids))}
    by = "s.root, m.counter"
    if asked is None:
        source = "served s JOIN activity_amounts m ON m.activity_id = s.activity_id"
    else:
        # In this order: each amount is then found by its whole key.
        values["asked"], by = json.dumps(list(asked)), "w.key"
        source = (
            "(SELECT key, value ->> 0 AS root, value ->> 1 AS counter "
            "FROM json_each(:asked)) w "
            "CROSS JOIN served s ON s.root = w.root CROSS JOIN activity_amounts m "
            "ON m.counter = w.counter AND m.date = s.date AND m.activity_id = s.activity_id"
        )
    found = store.rows(
        # Beside max() SQLite gives the other columns of the row that has it.
        # High and low parts apart: the sum of many large costs is more than SQLite adds up.
        f"{served} SELECT s.root, m.counter, sum(m.quantity >> {_LOW_BITS}), "
        f"sum(m.quantity & {(1 << _LOW_BITS) - 1}), count(*), m.quantity, m.date, "
        f"s.activity_id, max(m.date || s.activity_id) FROM {source} GROUP BY {by}",
        values,
    )
    return {
        (id, counter): Part(
            total=Decimal((high << _LOW_BITS) + low) / _THOUSAND,
            entries=entries,
            last=Decimal(latest) / _THOUSAND,
            last_day=date.fromisoformat(day),
            last_key=activity,
        )
        for id, counter, high, low, entries, latest, day, activity, _key in found
    }


def predecessors(store: Store, ids: Iterable[str]) -> list[str]:
    """Return ``ids`` and the tasks of earlier plans they went on from."""
    found = store.rows(f"SELECT id FROM {FAMILY_OF} ORDER BY id", (json.dumps(list(ids)),))
    return [str(id) for (id,) in found]


def _served(store: Store) -> str:
    """Return the common tables of a query: which entries serve which task, trashed ones never."""
    later = store.row("SELECT 1 FROM tasks WHERE superseded_by IS NOT NULL LIMIT 1")
    return _FAMILY if later else _PLAIN


def dimension_entries(store: Store, year: int) -> dict[str, int]:
    """Return how many entries of ``year`` serve each sub-dimension and dimension, each once.

    An entry serves its own and those of its tasks.
    """
    # One row for each code and task, their entries in one text: there may be very many.
    listed = (
        "SELECT {0}, group_concat(activity_id) FROM {1} WHERE date BETWEEN ? AND ? GROUP BY {0}"
    )
    days = (f"{year:04}-01-01", f"{year:04}-12-31")
    own = store.rows(listed.format("code", "activity_dimensions"), days)
    of_tasks = dict(store.rows(listed.format("task_id", "activity_tasks"), days))
    served = {code: set(activities.split(",")) for code, activities in own}
    for task, code in store.rows("SELECT task_id, code FROM task_dimensions"):
        if task in of_tasks:
            served.setdefault(code, set()).update(of_tasks[task].split(","))
    for code, activities in list(served.items()):
        whole = f"D{code.lstrip('D').split('.')[0]}"
        if whole != code:
            served.setdefault(whole, set()).update(activities)
    return {code: len(activities) for code, activities in served.items()}

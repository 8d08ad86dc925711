"""Lists of the activity log: narrowed, sorted, a page at a time; totals and entries by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from papidesk.domain.activity import Activity
from papidesk.domain.amounts import quantity_of
from papidesk.domain.filters import ActivityFilter
from papidesk.domain.record import Record, replace
from papidesk.domain.unit_names import key as unit_key
from papidesk.storage.activity_rows import READ, as_json, shown
from papidesk.storage.store import Store
from papidesk.storage.task_facts import FAMILY_OF
from papidesk.text.fold import fold

ActivitySort = Literal[
    "date", "title", "counter", "quantity", "channel", "unit", "people", "cost", "entered",
    "changed", "trashed",
]  # fmt: skip
_ORDER: dict[ActivitySort, tuple[str, ...]] = {
    "date": ("date",),
    "title": ("title_key", "date"),
    "counter": ("counter", "date"),
    "quantity": ("quantity", "date"),
    "channel": ("channel", "date"),
    "unit": ("unit_key", "date"),
    "people": ("people", "date"),
    "cost": ("cost", "date"),
    "entered": (),
    "changed": ("updated_at",),
    "trashed": ("trashed_at",),
}


class ListedActivity(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry as a list shows it: how much evidence it has, the titles of its tasks, a picture.

    ``picture`` is the hash of its first photo, "" where there is none; the times are UTC.
    ``damaged`` tells that its content is no longer what was saved: ``activity`` is then what
    stands beside it.
    """

    activity: Activity
    evidence: int
    tasks: tuple[str, ...]
    picture: str
    created_at: str
    updated_at: str
    updated_by: str
    trashed_at: str = ""
    damaged: bool = False


class Total(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All that entries bring of a counter: how many entries, their sum, the latest amount."""

    counter: str
    entries: int
    sum: Decimal
    latest: Decimal


def ids(
    store: Store,
    chosen: ActivityFilter = ActivityFilter(),
    *,
    sort: ActivitySort = "date",
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> list[str]:
    """Return the ids of the entries ``chosen``, sorted; blanks come last whichever way."""
    where, values = condition(chosen)
    direction = "DESC" if descending else "ASC"
    # No NULLS LAST where there are none: SQLite then reads the index instead of sorting.
    order = [
        f"{column} {direction}" if column == "date" else f"{column} {direction} NULLS LAST"
        for column in _ORDER[sort]
    ]
    order.append(f"id {direction}")
    source = "activities a"
    if sort == "date" and len(chosen.counters) == 1 and not chosen.trashed:
        # The amounts of one counter lie by day: entries of others are not even looked at.
        source = "activity_amounts m CROSS JOIN activities a ON a.id = m.activity_id"
        where, values = condition(replace(chosen, counters=()))
        where, values = f"m.counter = ? AND {where}", [*chosen.counters, *values]
        order = [f"m.date {direction}", f"m.activity_id {direction}"]
    found = store.rows(
        f"SELECT a.id FROM {source} WHERE {where} ORDER BY {', '.join(order)} LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [id for (id,) in found]


def rows(
    store: Store,
    chosen: ActivityFilter = ActivityFilter(),
    *,
    sort: ActivitySort = "date",
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> list[ListedActivity]:
    """Return a page of the entries ``chosen``, sorted."""
    page = ids(store, chosen, sort=sort, descending=descending, limit=limit, offset=offset)
    return by_ids(store, page)


def by_ids(store: Store, wanted: Iterable[str]) -> list[ListedActivity]:
    """Return the entries of the ids ``wanted`` in their order; unknown ones are left out."""
    page = list(wanted)
    asked = as_json(page)
    evidence = {
        id: (count, picture or "")
        for id, count, picture in store.rows(
            "SELECT owner_id, count(*), (SELECT p.sha256 FROM evidence p JOIN attachments f "
            "USING (sha256) WHERE p.owner = 'activity' AND p.owner_id = e.owner_id "
            "AND f.media_type GLOB 'image/*' ORDER BY p.id LIMIT 1) FROM evidence e "
            "WHERE owner = 'activity' AND owner_id IN (SELECT value FROM json_each(?)) "
            "GROUP BY owner_id",
            (asked,),
        )
    }
    titles: dict[str, list[str]] = {}
    for id, title in store.rows(
        "SELECT activity_id, title FROM activity_tasks JOIN tasks ON tasks.id = task_id "
        "WHERE activity_id IN (SELECT value FROM json_each(?)) ORDER BY place, task_id",
        (asked,),
    ):
        titles.setdefault(id, []).append(title)
    known = {}
    for id, created, updated, who, trashed, *row in store.rows(
        f"SELECT id, created_at, updated_at, updated_by, trashed_at, {READ} FROM activities "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (asked,),
    ):
        count, picture = evidence.get(id, (0, ""))
        activity, damaged = shown(store, id, row)
        known[id] = ListedActivity(
            activity=activity, damaged=damaged, evidence=count, tasks=tuple(titles.get(id, ())),
            picture=picture, created_at=created, updated_at=updated, updated_by=who,
            trashed_at=trashed or "",
        )  # fmt: skip
    return [known[id] for id in page if id in known]


def count(store: Store, chosen: ActivityFilter = ActivityFilter()) -> int:
    """Return how many entries are ``chosen``."""
    where, values = condition(chosen)
    return int(store.value(f"SELECT count(*) FROM activities a WHERE {where}", values))


def fitting(store: Store, chosen: ActivityFilter, among: Iterable[str]) -> set[str]:
    """Return those of the ids ``among`` that are ``chosen``."""
    where, values = condition(chosen)
    found = store.rows(
        f"SELECT id FROM activities a WHERE id IN (SELECT value FROM json_each(?)) AND {where}",
        (as_json(list(among)), *values),
    )
    return {id for (id,) in found}


def totals(store: Store, chosen: ActivityFilter = ActivityFilter()) -> list[Total]:
    """Return what the entries ``chosen`` bring of each counter, by code.

    Trashed entries bring nothing.
    """
    where, values = condition(chosen)
    among = f"activity_id IN (SELECT id FROM activities a WHERE {where}) AND"
    if _only_days(chosen):
        among, values = "", []
    since, until = _days(chosen)
    # In whole ones and thousandths apart: the sum of many large costs is more than SQLite adds up.
    # The latest is that of the latest day, of one day that of the latest id (max takes its row).
    found = store.rows(
        "SELECT counter, count(*), sum(quantity / 1000), sum(quantity % 1000), quantity, "
        "max(date || activity_id) FROM activity_amounts "
        f"WHERE {among} date BETWEEN ? AND ? GROUP BY counter ORDER BY counter",
        (*values, since, until),
    )
    return [
        Total(
            counter=counter, entries=entries, latest=quantity_of(latest),
            sum=Decimal(whole) + quantity_of(rest),
        )
        for counter, entries, whole, rest, latest, _at in found
    ]  # fmt: skip


def heat(store: Store, chosen: ActivityFilter = ActivityFilter()) -> dict[date, int]:
    """Return how many of the entries ``chosen`` each day has; days without any are left out."""
    where, values = condition(chosen)
    found = store.rows(
        f"SELECT date, count(*) FROM activities a WHERE {where} GROUP BY date ORDER BY date",
        values,
    )
    return {date.fromisoformat(day): number for day, number in found}


def units(store: Store, *, limit: int = 200) -> list[str]:
    """Return who entries were done by, the most frequent first: choices while typing."""
    found = store.rows(
        "SELECT unit, count(*) AS times FROM activities WHERE trashed_at IS NULL AND unit <> '' "
        "GROUP BY unit_key ORDER BY times DESC, unit_key LIMIT ?",
        (limit,),
    )
    return [unit for unit, _times in found]


def years(store: Store) -> list[int]:
    """Return the years the log has entries of, the latest first."""
    found: list[int] = []
    before = date.max.isoformat()
    # From year to year by the index: how many entries a year has does not matter.
    while last := store.row(
        "SELECT date FROM activities WHERE trashed_at IS NULL AND date < ? "
        "ORDER BY date DESC LIMIT 1",
        (before,),
    ):
        year = last[0][:4]
        found.append(int(year))
        before = f"{year}-01-01"
    return found


def condition(chosen: ActivityFilter) -> tuple[str, list[Any]]:
    """Return ``chosen`` as a condition on ``activities a`` and its values."""
    clauses = ["a.trashed_at IS NOT NULL" if chosen.trashed else "a.trashed_at IS NULL"]
    values: list[Any] = []

    def add(clause: str, value: object) -> None:
        clauses.append(clause)
        values.append(value)

    among = "(SELECT value FROM json_each(?))"
    if chosen.since is not None:
        add("a.date >= ?", chosen.since.isoformat())
    if chosen.until is not None:
        add("a.date <= ?", chosen.until.isoformat())
    if chosen.channels:
        add(f"a.channel IN {among}", as_json(chosen.channels))
    if chosen.units:
        add(f"a.unit_key IN {among}", as_json([unit_key(unit) for unit in chosen.units]))
    if chosen.batch:
        add("a.batch = ?", chosen.batch)
    if chosen.series:
        add("a.series_id = ?", chosen.series)
    if chosen.ids:
        add(f"a.id IN {among}", as_json(chosen.ids))
    if chosen.counters:
        # Trashed entries add nothing any more, but their own counter still says what they were.
        own = f" OR a.counter IN {among}" if chosen.trashed else ""
        add(
            f"(a.id IN (SELECT activity_id FROM activity_amounts WHERE counter IN {among}){own})",
            as_json(chosen.counters),
        )
        values += [as_json(chosen.counters)] if own else []
    if chosen.tasks:
        add(
            f"a.id IN (SELECT activity_id FROM activity_tasks WHERE task_id IN {FAMILY_OF})",
            as_json(chosen.tasks),
        )
    if chosen.dimensions:
        _add_dimensions(clauses, values, chosen.dimensions)
    for lacking in chosen.missing and (chosen.missing,):
        clauses.append(f"({' OR '.join(_MISSING[one] for one in lacking)})")
    for word in fold(chosen.text).split():
        add("instr(a.folded, ?) > 0", word)
    return " AND ".join(clauses), values


_MISSING = {
    "evidence": "NOT EXISTS (SELECT 1 FROM evidence e WHERE e.owner = 'activity' "
    "AND e.owner_id = a.id)",
    "task": "NOT EXISTS (SELECT 1 FROM activity_tasks t WHERE t.activity_id = a.id)",
    "counter": "a.counter = ''",
}


def _add_dimensions(clauses: list[str], values: list[Any], codes: tuple[str, ...]) -> None:
    """An entry's own dimensions count, and those of its tasks; "D1" stands for all of its parts."""
    tests = []
    asked: list[str] = []
    for code in codes:
        tests.append("code = ?")
        asked.append(code)
        if code.startswith("D") and code[1:].isdigit():
            tests.append("code GLOB ?")
            asked.append(f"{code[1:]}.*")
    named = " OR ".join(tests)
    clauses.append(
        f"a.id IN (SELECT activity_id FROM activity_dimensions WHERE {named} "
        "UNION SELECT activity_id FROM activity_tasks JOIN task_dimensions USING (task_id) "
        f"WHERE {named})"
    )
    values += asked + asked


def _only_days(chosen: ActivityFilter) -> bool:
    """Tell whether only days narrow the log: then no entry has to be looked at."""
    return chosen == ActivityFilter(since=chosen.since, until=chosen.until)


def _days(chosen: ActivityFilter) -> tuple[str, str]:
    return (chosen.since or date.min).isoformat(), (chosen.until or date.max).isoformat()

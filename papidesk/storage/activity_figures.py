"""What the log comes to: sums, counts, latest values of counters in a window, added up in SQL."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal

from papidesk.domain.adding_up import Part
from papidesk.domain.filters import FigureQuery
from papidesk.domain.unit_names import key
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store
from papidesk.storage.task_facts import FAMILY_OF

_THOUSANDTHS = -3
# Two halves of a number, so that no sum of the largest quantities overflows 64 bits.
_LOW_BITS = 24
_LOW = (1 << _LOW_BITS) - 1
_MANY = 500  # values in one "IN (…)": SQLite's limit is far above


def quantity(thousandths: int) -> Decimal:
    """Return a stored quantity as people know it."""
    return Decimal(thousandths).scaleb(_THOUSANDTHS)


def parts(
    store: Store, codes: Sequence[str], query: FigureQuery, *, latest: Iterable[str] = ()
) -> dict[str, Part]:
    """Return what the entries of each counter of ``codes`` come to in the window of ``query``.

    For those of ``latest`` the last value is looked for too, before the window as well. Counters
    without entries have an empty part.
    """
    found = {code: Part() for code in codes}
    narrowing, values = narrowed(query)
    for some in _chunks(codes):
        asked = [*some, query.since.isoformat(), query.until.isoformat(), *values]
        for code, count, total in _sums(store, _marks(some), narrowing, asked):
            found[code] = Part(total=quantity(total), entries=count)
    for code in latest:
        found[code] = _with_latest(store, code, found.get(code, Part()), query)
    return found


def _sums(
    store: Store, marks: str, narrowing: str, values: list[str]
) -> list[tuple[str, int, int]]:
    """Return counter, number of entries and sum in thousandths of each counter that has any."""
    where = (
        f"FROM activity_amounts WHERE counter IN ({marks}) AND date BETWEEN ? AND ?"
        f"{narrowing} GROUP BY counter"
    )
    try:
        return store.rows(f"SELECT counter, COUNT(*), SUM(quantity) {where}", values)
    except StorageError:
        # The largest quantities overflow 64 bits: half of each number at a time.
        halves = f"SUM(quantity >> {_LOW_BITS}), SUM(quantity & {_LOW})"
        rows = store.rows(f"SELECT counter, COUNT(*), {halves} {where}", values)
        return [(code, count, (high << _LOW_BITS) + low) for code, count, high, low in rows]


def _with_latest(store: Store, code: str, part: Part, query: FigureQuery) -> Part:
    row = last_entry(store, code, query)
    if row is None:
        return part
    activity, day, thousandths = row
    return Part(
        total=part.total,
        entries=part.entries,
        last=quantity(thousandths),
        last_day=day,
        last_key=activity,
        before=day < query.since,
    )


def last_entry(
    store: Store, code: str, query: FigureQuery
) -> tuple[str, datetime.date, int] | None:
    """Return key, day and thousandths of the last entry up to the window's end; None without."""
    narrowing, values = narrowed(query)
    row = store.row(
        "SELECT activity_id, date, quantity FROM activity_amounts "
        f"WHERE counter = ? AND date <= ?{narrowing} ORDER BY date DESC, activity_id DESC LIMIT 1",
        [code, query.until.isoformat(), *values],
    )
    return None if row is None else (row[0], datetime.date.fromisoformat(row[1]), row[2])


def entries(store: Store, codes: Sequence[str], query: FigureQuery) -> list[str]:
    """Return the keys of the entries behind ``codes`` in the window, by day, each once."""
    narrowing, values = narrowed(query)
    marks = ", ".join("?" * len(codes))
    rows = store.rows(
        f"SELECT DISTINCT activity_id, date FROM activity_amounts WHERE counter IN ({marks}) "
        f"AND date BETWEEN ? AND ?{narrowing} ORDER BY date, activity_id",
        [*codes, query.since.isoformat(), query.until.isoformat(), *values],
    )
    return [row[0] for row in rows]


def count(store: Store, codes: Sequence[str], query: FigureQuery) -> int:
    """Return how many entries :func:`entries` has."""
    narrowing, values = narrowed(query)
    return int(
        store.value(
            "SELECT COUNT(DISTINCT activity_id) FROM activity_amounts "
            f"WHERE counter IN ({_marks(codes)}) AND date BETWEEN ? AND ?{narrowing}",
            [*codes, query.since.isoformat(), query.until.isoformat(), *values],
        )
    )


def first_day(store: Store) -> datetime.date | None:
    """Return the day of the log's first entry; None while it is empty."""
    found = store.value(
        "SELECT date FROM activities WHERE trashed_at IS NULL ORDER BY date LIMIT 1"
    )
    return datetime.date.fromisoformat(found) if found else None


def workspace_day(store: Store) -> datetime.date:
    """Return the day the workspace was made."""
    return datetime.date.fromisoformat(store.value("SELECT created_at FROM workspace")[:10])


def by_channel(
    store: Store, codes: Sequence[str], query: FigureQuery
) -> dict[str, dict[str, Decimal]]:
    """Return the sums of each counter of ``codes`` by channel ("" for entries without one)."""
    narrowing, values = narrowed(query)
    marks = ", ".join("?" * len(codes))
    rows = store.rows(
        "SELECT amounts.counter, acts.channel, "
        f"SUM(amounts.quantity >> {_LOW_BITS}), SUM(amounts.quantity & {_LOW}) "
        "FROM activity_amounts amounts JOIN activities acts ON acts.id = amounts.activity_id "
        f"WHERE amounts.counter IN ({marks}) AND amounts.date BETWEEN ? AND ?{narrowing} "
        "GROUP BY amounts.counter, acts.channel",
        [*codes, query.since.isoformat(), query.until.isoformat(), *values],
    )
    found: dict[str, dict[str, Decimal]] = {}
    for code, channel, high, low in rows:
        found.setdefault(code, {})[channel] = quantity((high << _LOW_BITS) + low)
    return found


def narrowed(query: FigureQuery) -> tuple[str, list[str]]:
    """Return the conditions on ``activity_id`` that ``query`` sets beside its window, and values.

    Channels and units are an entry's own; a task has the entries of those it went on from too;
    dimensions are an entry's own or those of its tasks, and "D1" stands for all of its
    sub-dimensions. Each kind narrows further.
    """
    conditions: list[str] = []
    values: list[str] = []
    if query.channels:
        conditions.append(f"SELECT id FROM activities WHERE channel IN ({_marks(query.channels)})")
        values += query.channels
    if query.units:
        keys = [key(unit) for unit in query.units]
        conditions.append(f"SELECT id FROM activities WHERE unit_key IN ({_marks(keys)})")
        values += keys
    if query.tasks:
        conditions.append(f"SELECT activity_id FROM activity_tasks WHERE task_id IN {FAMILY_OF}")
        values.append(json.dumps(query.tasks))
    if query.dimensions:
        codes, whole = _dimension_codes(query.dimensions)
        own = " OR ".join([f"code IN ({_marks(codes)})", *["code GLOB ?"] * len(whole)])
        conditions.append(
            f"SELECT activity_id FROM activity_dimensions WHERE {own} UNION "
            "SELECT given.activity_id FROM activity_tasks given "
            f"JOIN task_dimensions dims ON dims.task_id = given.task_id WHERE {own}"
        )
        values += [*codes, *whole] * 2
    return "".join(f" AND activity_id IN ({each})" for each in conditions), values


def _dimension_codes(dimensions: Sequence[str]) -> tuple[list[str], list[str]]:
    whole = [f"{code[1:]}.*" for code in dimensions if code.startswith("D")]
    return list(dimensions), whole


def _whole(content: str) -> str:
    # A damaged content need not be JSON any more; the others are counted all the same.
    return f"iif(json_valid({content}), {content}, '{{}}')"


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _chunks(codes: Sequence[str]) -> Iterable[Sequence[str]]:
    return (codes[at : at + _MANY] for at in range(0, len(codes), _MANY))


def targets(
    store: Store, codes: Sequence[str], year: int, query: FigureQuery
) -> dict[str, list[Decimal]]:
    """Return what tasks of ``year`` are to bring of each counter of ``codes``, one by one.

    Tasks that were given up, that a later plan took over, or that are in the bin have no target.
    """
    conditions, values = _task_conditions(query)
    rows = store.rows(
        "SELECT target.value ->> 'counter', target.value ->> 'quantity' "
        f"FROM tasks, json_each({_whole('tasks.content')}, '$.targets') target "
        "WHERE tasks.year = ? AND tasks.trashed_at IS NULL AND tasks.state <> 'stopped' "
        "AND tasks.superseded_by IS NULL"
        f"{conditions} ORDER BY tasks.place, tasks.id",
        [year, *values],
    )
    found: dict[str, list[Decimal]] = {}
    wanted = set(codes)
    for code, amount in rows:
        if code in wanted:
            found.setdefault(code, []).append(Decimal(str(amount)))
    return found


def _task_conditions(query: FigureQuery) -> tuple[str, list[str]]:
    conditions: list[str] = []
    values: list[str] = []
    if query.tasks:
        conditions.append(f"tasks.id IN ({_marks(query.tasks)})")
        values += query.tasks
    if query.units:
        keys = [key(unit) for unit in query.units]
        conditions.append(f"tasks.lead_key IN ({_marks(keys)})")
        values += keys
    if query.dimensions:
        codes, whole = _dimension_codes(query.dimensions)
        own = " OR ".join([f"code IN ({_marks(codes)})", *["code GLOB ?"] * len(whole)])
        conditions.append(f"tasks.id IN (SELECT task_id FROM task_dimensions WHERE {own})")
        values += [*codes, *whole]
    return "".join(f" AND {each}" for each in conditions), values


def corrected(store: Store, since: datetime.date, until: datetime.date) -> dict[str, int]:
    """Return how many corrections of closed days in the window changed each counter, by code."""
    rows = store.rows(
        "SELECT change.value ->> 'counter', COUNT(*) "
        f"FROM corrections, json_each({_whole('corrections.content')}, '$.changes') change "
        "WHERE corrections.day BETWEEN ? AND ? GROUP BY 1",
        (since.isoformat(), until.isoformat()),
    )
    return {str(code): int(count) for code, count in rows}


def dimensions(store: Store, query: FigureQuery) -> dict[str, int]:
    """Return how many entries of the window serve each sub-dimension, by code.

    An entry serves its own and those of its tasks.
    """
    narrowing, values = narrowed(query)
    chosen = (
        "SELECT id AS activity_id FROM activities WHERE trashed_at IS NULL AND date BETWEEN ? AND ?"
    )
    rows = store.rows(
        f"WITH chosen AS (SELECT activity_id FROM ({chosen}) WHERE 1{narrowing}) "
        "SELECT code, COUNT(*) FROM (SELECT code, activity_id FROM activity_dimensions "
        "JOIN chosen USING (activity_id) UNION SELECT dims.code, given.activity_id "
        "FROM activity_tasks given JOIN chosen USING (activity_id) "
        "JOIN task_dimensions dims ON dims.task_id = given.task_id) GROUP BY code ORDER BY code",
        [query.since.isoformat(), query.until.isoformat(), *values],
    )
    return {str(code): int(count) for code, count in rows}

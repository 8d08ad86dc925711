"""Lists of incoming papers: filtered, sorted in Vietnamese order, a page at a time."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from papidesk.domain.incoming import Incoming, Progress
from papidesk.domain.record import Record
from papidesk.storage.incoming import READ, read
from papidesk.storage.store import Store
from papidesk.text.fold import fold

IncomingSort = Literal[
    "number", "arrived", "author", "code", "dated", "abstract", "assigned", "deadline",
    "progress", "handed", "received", "note",
]  # fmt: skip
_ORDER: dict[IncomingSort, tuple[str, ...]] = {
    "number": ("year", "arrival_number"),
    "arrived": ("arrived_on", "arrival_number"),
    "author": ("author COLLATE vietnamese", "year", "arrival_number"),
    "code": ("CAST(code AS INTEGER)", "code"),
    "dated": ("dated", "arrival_number"),
    "abstract": ("abstract COLLATE vietnamese",),
    "assigned": ("nullif(assigned_to, '') COLLATE vietnamese", "arrival_number"),
    "deadline": ("deadline", "arrival_number"),
    "progress": ("progress", "deadline"),
    "handed": ("json_extract(content, '$.handed_on')", "arrival_number"),
    "received": ("json_extract(content, '$.received_by') COLLATE vietnamese", "arrival_number"),
    "note": ("json_extract(content, '$.note') COLLATE vietnamese", "arrival_number"),
}
_OPEN = "cancelled_at IS NULL AND progress IN ('new', 'assigned')"


class IncomingFilter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which entries a list shows: empty fields ask for nothing.

    ``text`` are words that must all stand somewhere in the entry, with or without dấu. ``since``
    and ``until`` are days of arrival, both included. ``due_before`` asks for open papers whose
    deadline lies before that day. ``cancelled`` None shows cancelled entries too.
    """

    year: int | None = None
    text: str = ""
    progress: tuple[Progress, ...] = ()
    assigned_to: str = ""
    since: date | None = None
    until: date | None = None
    due_before: date | None = None
    cancelled: bool | None = None


def rows(
    store: Store,
    chosen: IncomingFilter = IncomingFilter(),
    *,
    sort: IncomingSort = "number",
    descending: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Incoming]:
    """Return the entries ``chosen``, sorted; blanks come last whichever way it is sorted."""
    where, values = _where(chosen)
    direction = "DESC" if descending else "ASC"
    order = ", ".join(f"{column} {direction} NULLS LAST" for column in (*_ORDER[sort], "id"))
    found = store.rows(
        f"SELECT {READ} FROM register_incoming WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [read(store, row) for row in found]


def count(store: Store, chosen: IncomingFilter = IncomingFilter()) -> int:
    """Return how many entries are ``chosen``."""
    where, values = _where(chosen)
    return int(store.value(f"SELECT count(*) FROM register_incoming WHERE {where}", values))


def in_time(store: Store, since: date, until: date) -> int:
    """Return how many papers that arrived between two days were dealt with by their deadline.

    A paper without a deadline counts as in time once it is dealt with.
    """
    return int(
        store.value(
            "SELECT count(*) FROM register_incoming WHERE arrived_on BETWEEN ? AND ? "
            "AND cancelled_at IS NULL AND progress IN ('answered', 'done') "
            "AND (deadline IS NULL OR done_on <= deadline)",
            (since.isoformat(), until.isoformat()),
        )
    )


def years(store: Store) -> list[int]:
    """Return the years the register has, the latest first."""
    found = store.rows("SELECT DISTINCT year FROM register_incoming ORDER BY year DESC")
    return [year for (year,) in found]


def authors(store: Store, *, limit: int = 200) -> list[str]:
    """Return who papers come from, the most frequent first: choices while typing."""
    found = store.rows(
        "SELECT author, count(*) AS times FROM register_incoming WHERE cancelled_at IS NULL "
        "GROUP BY author ORDER BY times DESC, author COLLATE vietnamese LIMIT ?",
        (limit,),
    )
    return [author for author, _times in found]


def latest_arrival(store: Store) -> date | None:
    """Return the latest day a paper was entered under; None in an empty register."""
    found = store.value("SELECT max(arrived_on) FROM register_incoming")
    return None if found is None else date.fromisoformat(found)


def ids_beginning(store: Store, beginning: str) -> list[str]:
    """Return the ids of entries that begin with ``beginning``: two at most."""
    found = store.rows(
        "SELECT id FROM register_incoming WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
        (len(beginning), beginning),
    )
    return [id for (id,) in found]


def _where(chosen: IncomingFilter) -> tuple[str, list[Any]]:
    clauses: list[str] = ["1"]
    values: list[Any] = []
    for clause, value in (
        ("year = ?", chosen.year),
        ("arrived_on >= ?", chosen.since and chosen.since.isoformat()),
        ("arrived_on <= ?", chosen.until and chosen.until.isoformat()),
        ("assigned_to = ?", chosen.assigned_to or None),
        (f"{_OPEN} AND deadline < ?", chosen.due_before and chosen.due_before.isoformat()),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    if chosen.progress:
        clauses.append(f"progress IN ({', '.join('?' * len(chosen.progress))})")
        values.extend(chosen.progress)
    if chosen.cancelled is not None:
        clauses.append(f"cancelled_at IS {'NOT ' if chosen.cancelled else ''}NULL")
    for word in fold(chosen.text).split():
        clauses.append("instr(folded, ?) > 0")
        values.append(word)
    return " AND ".join(clauses), values

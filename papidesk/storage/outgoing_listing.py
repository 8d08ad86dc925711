"""Lists of the register of outgoing papers: filtered, sorted in Vietnamese order, by the page."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from papidesk.domain.record import Record
from papidesk.storage.registers import RegisterEntry, columns, from_row
from papidesk.storage.store import Store
from papidesk.text.fold import fold

OutgoingSort = Literal[
    "number", "date", "abstract", "signer", "recipients", "holder", "copies", "sent", "received",
    "note", "file",
]  # fmt: skip
_ORDER: dict[OutgoingSort, tuple[str, ...]] = {
    "number": ("year", "number", "symbol"),
    "date": ("date", "number"),
    "abstract": ("abstract COLLATE vietnamese",),
    "signer": ("nullif(signer, '') COLLATE vietnamese", "date"),
    "recipients": ("nullif(recipients, '') COLLATE vietnamese",),
    "holder": ("nullif(copy_holder, '') COLLATE vietnamese",),
    "copies": ("copies",),
    "sent": ("sent_on", "number"),
    "received": ("nullif(received_by, '') COLLATE vietnamese",),
    "file": ("nullif(file_notation, '')", "file_ordinal"),
    "note": ("nullif(note, '') COLLATE vietnamese",),
}


class OutgoingFilter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which entries a list shows: empty fields ask for nothing.

    ``text`` are words that must all stand somewhere in the entry, with or without dấu. ``since``
    and ``until`` are dates of papers, both included. ``sent`` tells whether it was sent out.
    """

    year: int | None = None
    series: str | None = None
    kinds: tuple[str, ...] = ()
    text: str = ""
    since: date | None = None
    until: date | None = None
    sent: bool | None = None
    cancelled: bool | None = None


def rows(
    store: Store,
    chosen: OutgoingFilter = OutgoingFilter(),
    *,
    sort: OutgoingSort = "number",
    descending: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[RegisterEntry]:
    """Return the entries ``chosen``, sorted; blanks come last whichever way it is sorted."""
    where, values = _where(chosen)
    direction = "DESC" if descending else "ASC"
    # Nothing is blank in these: without the clause they are read off an index.
    blanks = "" if sort in ("date", "number") else " NULLS LAST"
    order = ", ".join(f"{column} {direction}{blanks}" for column in (*_ORDER[sort], "id"))
    found = store.rows(
        f"SELECT {columns()} FROM register_outgoing WHERE {where} ORDER BY {order} "
        "LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [from_row(row) for row in found]


def count(store: Store, chosen: OutgoingFilter = OutgoingFilter()) -> int:
    """Return how many entries are ``chosen``."""
    where, values = _where(chosen)
    return int(store.value(f"SELECT count(*) FROM register_outgoing WHERE {where}", values))


def years(store: Store) -> list[int]:
    """Return the years the register has, the latest first."""
    found = store.rows("SELECT DISTINCT year FROM register_outgoing ORDER BY year DESC")
    return [year for (year,) in found]


def series(store: Store, year: int) -> list[str]:
    """Return the series numbers were given in that year."""
    found = store.rows(
        "SELECT DISTINCT series FROM register_outgoing WHERE year = ? ORDER BY series", (year,)
    )
    return [name for (name,) in found]


def _where(chosen: OutgoingFilter) -> tuple[str, list[Any]]:
    clauses: list[str] = ["1"]
    values: list[Any] = []
    for clause, value in (
        ("year = ?", chosen.year),
        ("series = ?", chosen.series),
        ("date >= ?", chosen.since and chosen.since.isoformat()),
        ("date <= ?", chosen.until and chosen.until.isoformat()),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    if chosen.kinds:
        clauses.append(f"kind IN ({', '.join('?' * len(chosen.kinds))})")
        values.extend(chosen.kinds)
    if chosen.sent is not None:
        clauses.append(f"sent_on IS {'NOT ' if chosen.sent else ''}NULL")
    if chosen.cancelled is not None:
        clauses.append(f"cancelled_at IS {'NOT ' if chosen.cancelled else ''}NULL")
    for word in fold(chosen.text).split():
        clauses.append("instr(folded, ?) > 0")
        values.append(word)
    return " AND ".join(clauses), values

"""Lists of documents: filtered, sorted in Vietnamese order, a page at a time."""

from __future__ import annotations

from typing import Any, Literal

from papidesk.domain.document import State
from papidesk.domain.record import Record
from papidesk.storage.store import Store
from papidesk.text.fold import fold

SortKey = Literal["updated", "created", "date", "number", "kind", "title", "state", "issuer"]

_COLUMNS = (
    "id, version, kind, state, number, symbol, date, year, title, issuer, "
    "created_at, updated_at, trashed_at"
)
_ORDER: dict[SortKey, tuple[str, ...]] = {
    "updated": ("updated_at",),
    "created": ("created_at",),
    "date": ("date", "year"),
    "number": ("CAST(number AS INTEGER)", "symbol"),
    "kind": ("kind", "title_key"),
    "title": ("title_key",),
    "state": ("state", "updated_at"),
    "issuer": ("issuer COLLATE vietnamese", "title_key"),
}


class DocumentRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A document as a list shows it; ``date`` is ISO or None, the times are UTC."""

    id: str
    version: int
    kind: str
    state: State
    number: str | None
    symbol: str
    date: str | None
    year: int | None
    title: str
    issuer: str
    created_at: str
    updated_at: str
    trashed_at: str | None = None


class DocumentFilter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which documents a list shows: empty fields ask for nothing.

    ``text`` are words that must all stand in number, symbol, title or issuer, with or without
    dấu.
    """

    kinds: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    years: tuple[int, ...] = ()
    text: str = ""
    trashed: bool = False


def rows(
    store: Store,
    chosen: DocumentFilter = DocumentFilter(),
    *,
    sort: SortKey = "updated",
    descending: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> list[DocumentRow]:
    """Return the documents ``chosen``, sorted; blanks come last whichever way it is sorted.

    ``limit`` and ``offset`` cut out a page.
    """
    where, values = _where(chosen)
    direction = "DESC" if descending else "ASC"
    order = ", ".join(f"{column} {direction} NULLS LAST" for column in (*_ORDER[sort], "id"))
    found = store.rows(
        f"SELECT {_COLUMNS} FROM documents WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [_row(values) for values in found]


def count(store: Store, chosen: DocumentFilter = DocumentFilter()) -> int:
    """Return how many documents are ``chosen``."""
    where, values = _where(chosen)
    return int(store.value(f"SELECT count(*) FROM documents WHERE {where}", values))


def years(store: Store) -> list[int]:
    """Return the years documents are dated in, the latest first: choices for a filter."""
    found = store.rows(
        "SELECT DISTINCT year FROM documents WHERE trashed_at IS NULL AND year IS NOT NULL "
        "ORDER BY year DESC"
    )
    return [year for (year,) in found]


def by_ids(store: Store, ids: list[str]) -> list[DocumentRow]:
    """Return the rows of ``ids`` in their order; unknown ones are left out."""
    marks = ", ".join("?" * len(ids))
    found = store.rows(f"SELECT {_COLUMNS} FROM documents WHERE id IN ({marks})", ids)
    known = {values[0]: _row(values) for values in found}
    return [known[id] for id in ids if id in known]


def ids_beginning(store: Store, beginning: str) -> list[str]:
    """Return the ids of documents, trashed ones too, that begin with ``beginning``: two at most."""
    found = store.rows(
        "SELECT id FROM documents WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 2",
        (len(beginning), beginning),
    )
    return [id for (id,) in found]


def _where(chosen: DocumentFilter) -> tuple[str, list[Any]]:
    clauses = ["trashed_at IS NOT NULL" if chosen.trashed else "trashed_at IS NULL"]
    values: list[Any] = []
    for column, wanted in (
        ("kind", chosen.kinds),
        ("state", chosen.states),
        ("year", chosen.years),
    ):
        if wanted:
            clauses.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values.extend(wanted)
    for word in fold(chosen.text).split():
        clauses.append("instr(folded, ?) > 0")
        values.append(word)
    return " AND ".join(clauses), values


def _row(values: tuple[Any, ...]) -> DocumentRow:
    (id, version, kind, state, number, symbol, date, year, title, issuer, created, updated,
     trashed) = values  # fmt: skip
    return DocumentRow(
        id=id,
        version=version,
        kind=kind,
        state=state,
        number=number,
        symbol=symbol,
        date=date,
        year=year,
        title=title,
        issuer=issuer,
        created_at=created,
        updated_at=updated,
        trashed_at=trashed,
    )

"""Lists of documents: narrowed column by column, sorted in Vietnamese order, a page at a time."""

from __future__ import annotations

import datetime
import unicodedata
from functools import cache
from typing import Any, Literal, get_args

from papidesk.domain.document import State
from papidesk.domain.kinds import kinds
from papidesk.domain.record import Record, replace
from papidesk.storage.clock import stored_time
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.text.sorting import sort_key

SortKey = Literal[
    "updated", "created", "date", "number", "kind", "title", "state", "issuer", "due", "trashed"
]
FacetColumn = Literal["kind", "state", "issuer", "year"]
FACETS: dict[FacetColumn, str] = {
    "kind": "kinds",
    "state": "states",
    "issuer": "issuers",
    "year": "years",
}

_COLUMNS = (
    "id, version, kind, state, number, symbol, date, year, title, issuer, "
    "created_at, updated_at, trashed_at, due"
)
_ORDER: dict[SortKey, tuple[str, ...]] = {
    "updated": ("updated_at",),
    "created": ("created_at",),
    "date": ("date", "year"),
    "number": ("CAST(number AS INTEGER)", "symbol"),
    "title": ("title_key",),
    "issuer": ("issuer COLLATE vietnamese", "title_key"),
    "due": ("due", "updated_at"),
    "trashed": ("trashed_at",),
}


# Where the title stands in the folded text of a row (papidesk.storage.columns): folding keeps the
# length of composed letters, so it is cut out of what is folded already.
_BEFORE = "(length(coalesce(number, '')) + length(symbol) + length(kind) + 4)"
_FOLDED = {"title": f"substr(folded, {_BEFORE}, length(folded) - length(issuer) - {_BEFORE})"}


class DocumentRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A document as a list shows it; ``date`` and ``due`` are ISO or None, the times are UTC."""

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
    due: str | None = None


class Wording(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Words that must all stand in a column; ``marks`` tells that dấu count."""

    text: str = ""
    marks: bool = False

    def __bool__(self) -> bool:
        return bool(self.text.strip())


class Span(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Days from ``first`` to ``last``, both inside; open where None. ``blank``: no day given."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    blank: bool = False

    def __bool__(self) -> bool:
        return self.blank or self.first is not None or self.last is not None


class DocumentFilter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which documents a list shows: empty fields ask for nothing.

    ``text`` are words that must all stand in number, symbol, title or issuer, with or without
    dấu; ``number`` and ``title`` are words of that column alone.
    """

    kinds: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    years: tuple[int, ...] = ()
    issuers: tuple[str, ...] = ()
    text: str = ""
    number: Wording = Wording()
    title: Wording = Wording()
    dated: Span = Span()
    due: Span = Span()
    updated: Span = Span()
    trashed: bool = False


class Facet(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One value of a column and how many documents have it; a year is its digits, "" is none."""

    value: str
    count: int


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
    order = ", ".join(f"{column} {direction} NULLS LAST" for column in (*_order(sort), "id"))
    found = store.rows(
        f"SELECT {_COLUMNS} FROM documents WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    )
    return [_row(values) for values in found]


def count(store: Store, chosen: DocumentFilter = DocumentFilter()) -> int:
    """Return how many documents are ``chosen``."""
    where, values = _where(chosen)
    return int(store.value(f"SELECT count(*) FROM documents WHERE {where}", values))


def ids(store: Store, chosen: DocumentFilter, among: list[str]) -> set[str]:
    """Return those of the ids ``among`` that are ``chosen``."""
    where, values = _where(chosen)
    marks = ", ".join("?" * len(among))
    found = store.rows(
        f"SELECT id FROM documents WHERE id IN ({marks}) AND {where}", (*among, *values)
    )
    return {id for (id,) in found}


def facets(store: Store, chosen: DocumentFilter, column: FacetColumn) -> list[Facet]:
    """Return the values ``column`` has among the documents ``chosen`` by everything else."""
    assert column in get_args(FacetColumn)
    others = replace(chosen, **{FACETS[column]: ()})
    where, values = _where(others)
    found = store.rows(
        f"SELECT {column}, count(*) FROM documents WHERE {where} GROUP BY {column}", values
    )
    return [
        Facet(value="" if value is None else str(value), count=number) for value, number in found
    ]


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


def _order(sort: SortKey) -> tuple[str, ...]:
    if sort == "kind":
        return (_kind_order(), "title_key")
    if sort == "state":
        return (_state_order(), "updated_at")
    return _ORDER[sort]


@cache
def _kind_order() -> str:
    """The place of a kind's name in the dictionary: "Báo cáo" before "Kế hoạch"."""
    names = sorted(kinds().values(), key=lambda kind: sort_key(kind.title))
    return _ranked("kind", [kind.code for kind in names])


@cache
def _state_order() -> str:
    """The place of a state in a document's life."""
    return _ranked("state", list(get_args(State)))


def _ranked(column: str, codes: list[str]) -> str:
    ranks = " ".join(f"WHEN '{code}' THEN {rank}" for rank, code in enumerate(codes))
    return f"CASE {column} {ranks} ELSE {len(codes)} END"


def _where(chosen: DocumentFilter) -> tuple[str, list[Any]]:
    clauses = ["trashed_at IS NOT NULL" if chosen.trashed else "trashed_at IS NULL"]
    values: list[Any] = []
    for column, wanted in (
        ("kind", chosen.kinds),
        ("state", chosen.states),
        ("year", chosen.years),
        ("issuer", chosen.issuers),
    ):
        if wanted:
            clauses.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values.extend(wanted)
    for column, span in (("date", chosen.dated), ("due", chosen.due)):
        _add_span(clauses, values, column, span)
    _add_moments(clauses, values, chosen.updated)
    for word in fold(chosen.text).split():
        clauses.append("instr(folded, ?) > 0")
        values.append(word)
    _add_words(clauses, values, "coalesce(number, '…') || '/' || symbol", chosen.number)
    _add_words(clauses, values, "title", chosen.title)
    return " AND ".join(clauses), values


def _add_span(clauses: list[str], values: list[Any], column: str, span: Span) -> None:
    if span.blank:
        clauses.append(f"{column} IS NULL")
        return
    for compared, day in ((">=", span.first), ("<=", span.last)):
        if day is not None:
            clauses.append(f"{column} {compared} ?")
            values.append(day.isoformat())


def _add_moments(clauses: list[str], values: list[Any], span: Span) -> None:
    """Narrow the UTC time of the last change to days of this computer's clock."""
    if span.first is not None:
        clauses.append("updated_at >= ?")
        values.append(_begin(span.first))
    if span.last is not None:
        clauses.append("updated_at < ?")
        values.append(_begin(span.last + datetime.timedelta(days=1)))


def _begin(day: datetime.date) -> str:
    return stored_time(datetime.datetime.combine(day, datetime.time()).astimezone())


def _add_words(clauses: list[str], values: list[Any], column: str, wanted: Wording) -> None:
    for word in wanted.text.split():
        if column == "title":
            # The folded text of the whole row leaves few for the look at the title itself.
            clauses.append("instr(folded, ?) > 0")
            values.append(fold(word))
        if wanted.marks:
            clauses.append(f"instr(lower_case({column}), ?) > 0")
            values.append(_lower(word))
        else:
            clauses.append(f"instr({_FOLDED.get(column) or f'fold({column})'}, ?) > 0")
            values.append(fold(word))


def _lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _row(values: tuple[Any, ...]) -> DocumentRow:
    (id, version, kind, state, number, symbol, date, year, title, issuer, created, updated,
     trashed, due) = values  # fmt: skip
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
        due=due,
    )

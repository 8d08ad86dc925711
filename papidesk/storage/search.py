"""Finding documents by words, with or without dấu, whole or still being typed.

Hits come in this order, each newest first: a number and symbol that is typed; the words one after
the other, written exactly so; all words exactly so; where no dấu is typed, the words one after the
other with any; all words with any dấu, the last one perhaps unfinished. Words in quotation marks
must stand together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from papidesk.domain.record import Record
from papidesk.storage import content, indexing, listing
from papidesk.storage.listing import DocumentRow
from papidesk.storage.snippets import Snippet, snippet
from papidesk.storage.store import Store
from papidesk.text.fold import fold

QUERY_LIMIT = 200
WORDS_LIMIT = 12
ROW_LIMIT = 6
_PART = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_NUMBER_LIKE = re.compile(r"[0-9]+ ?/|/[^\W\d_]|^[0-9]{3,}$")


class SearchHit(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A document that was found, and the place in it to show."""

    row: DocumentRow
    snippet: Snippet


class Query(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was asked: ``groups`` are words that must stand together, mostly one each.

    ``quoted`` tells that quotation marks were used; ``finished`` that the last word is whole.
    ``number`` is a text that may be a part of a document's number.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    quoted: bool = False
    finished: bool = False
    number: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words, one after the other."""
        return tuple(word for group in self.groups for word in group)


def parse(text: str) -> Query:
    """Return the query a person typed; nothing in it can be wrong or dangerous."""
    clean = indexing.exact_text(unicodedata.normalize("NFC", text[:QUERY_LIMIT]))
    groups: list[tuple[str, ...]] = []
    quoted = False
    for match in _PART.finditer(clean):
        words = tuple(_WORD.findall(match[1] if match[1] is not None else match[2]))
        if match[1] is not None and len(words) > 1:
            quoted = True
            groups.append(words)
        else:
            groups.extend((word,) for word in words)
    bare = " ".join(clean.split())
    return Query(
        groups=tuple(groups[:WORDS_LIMIT]),
        quoted=quoted,
        finished=clean != clean.rstrip(),
        number=bare if _NUMBER_LIKE.search(bare) else "",
    )


def search(store: Store, text: str, *, limit: int = 50, offset: int = 0) -> list[SearchHit]:
    """Return the documents ``text`` finds, best first; none for a text without any word."""
    query = parse(text)
    found = _ids(store, query, limit + offset)[offset:]
    hits = []
    for row in listing.by_ids(store, found):
        hits.append(SearchHit(row=row, snippet=snippet(_parts(store, row), query.words)))
    return hits


def _parts(store: Store, row: DocumentRow) -> list[str]:
    try:
        document = content.document(store, row.id, row.version)
    except content.DamagedContentError:
        return []  # told when it is opened; the other hits are still wanted
    return indexing.parts(document) if document else []


def find_ids(store: Store, text: str, *, limit: int = 200) -> list[str]:
    """Return only the ids of what ``text`` finds, best first: for filtering a list."""
    return _ids(store, parse(text), limit)


def _ids(store: Store, query: Query, limit: int) -> list[str]:
    places: dict[int, None] = {}
    for phase in _phases(query):
        wanted = limit - len(places)
        if wanted <= 0:
            break
        # Each phase finds the hits of those before again, so as many more are asked for.
        found = store.rows(
            f"SELECT rowid FROM {phase.table} WHERE {phase.table} MATCH ? "
            "ORDER BY rowid DESC LIMIT ?",
            (phase.expression, limit),
        )
        places |= {place: None for (place,) in found if place not in places}
    return _ids_of(store, list(places)[:limit])


class _Phase(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One FTS5 expression to try, and the index to ask."""

    table: str
    expression: str


def _phases(query: Query) -> Iterator[_Phase]:
    """Yield what to try, from the best hits to the least."""
    if len(query.number) >= 3:
        number = fold(query.number)
        yield _Phase(table="search_numbers", expression=_phrase((f" {number}",)))
        yield _Phase(table="search_numbers", expression=_phrase((number,)))
    words = query.words
    if not words:
        return
    folded = tuple(tuple(fold(word) for word in group) for group in query.groups)
    bare = tuple(word for group in folded for word in group)
    # Words in a row cost time for each document that has them all, so they are looked for once:
    # as they are typed, which without dấu means in the folded column.
    in_a_row = 1 < len(words) <= ROW_LIMIT and not query.quoted
    # Words typed without dấu are looked for without: none of them is written so on purpose.
    if words != bare:
        if in_a_row:
            yield _Phase(table="search", expression=_all("exact", (words,)))
        yield _Phase(table="search", expression=_all("exact", query.groups))
    if query.quoted:
        yield _Phase(table="search", expression=_all("folded", folded))
        return
    if in_a_row and words == bare:
        yield _Phase(table="search", expression=_all("folded", (bare,)))
    typed = " AND ".join(_phrase((word,)) for word in bare) + ("" if query.finished else " *")
    yield _Phase(table="search_typing", expression=typed)


def _all(column: str, groups: tuple[tuple[str, ...], ...]) -> str:
    return " AND ".join(f"{column} : {_phrase(group)}" for group in groups)


def _phrase(words: tuple[str, ...]) -> str:
    """Return words as one FTS5 string: in quotation marks nothing is an operator."""
    return '"' + " ".join(words).replace('"', '""') + '"'


def _ids_of(store: Store, places: list[int]) -> list[str]:
    marks = ", ".join("?" * len(places))
    found = store.rows(
        f"SELECT place, document_id FROM search_documents WHERE place IN ({marks})", places
    )
    known = dict(found)
    return [known[place] for place in places if place in known]

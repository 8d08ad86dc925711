"""Finding documents by words, with or without dấu, whole or still being typed.

Hits come in this order, each newest first: a number and symbol that is typed; the words one after
the other, written exactly so; all words exactly so; the words one after the other without dấu; all
words without dấu, the last one perhaps unfinished. Words in quotation marks must stand together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from papidesk.domain.document import Document
from papidesk.domain.record import Record, from_json
from papidesk.storage import indexing, listing
from papidesk.storage.listing import DocumentRow
from papidesk.storage.snippets import Snippet, snippet
from papidesk.storage.store import Store
from papidesk.text.fold import fold

QUERY_LIMIT = 200
WORDS_LIMIT = 12
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
        content = store.value(
            "SELECT content FROM versions WHERE document_id = ? AND version = ?",
            (row.id, row.version),
        )
        parts = indexing.parts(from_json(Document, content))
        hits.append(SearchHit(row=row, snippet=snippet(parts, query.words)))
    return hits


def find_ids(store: Store, text: str, *, limit: int = 200) -> list[str]:
    """Return only the ids of what ``text`` finds, best first: for filtering a list."""
    return _ids(store, parse(text), limit)


def _ids(store: Store, query: Query, limit: int) -> list[str]:
    places: dict[int, None] = {}
    for table, expression in _phases(query):
        wanted = limit - len(places)
        if wanted <= 0:
            break
        # Each phase finds the hits of those before again, so as many more are asked for.
        found = store.rows(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?",
            (expression, limit),
        )
        places |= {place: None for (place,) in found if place not in places}
    return _ids_of(store, list(places)[:limit])


def _phases(query: Query) -> Iterator[tuple[str, str]]:
    """Yield (index, FTS5 expression) from the best hits to the least."""
    if len(query.number) >= 3:
        number = fold(query.number)
        yield "search_numbers", _phrase((f" {number}",))
        yield "search_numbers", _phrase((number,))
    words = query.words
    if not words:
        return
    several = len(words) > 1 and not query.quoted
    if several:
        yield "search", f"exact : {_phrase(words)}"
    yield "search", " AND ".join(f"exact : {_phrase(group)}" for group in query.groups)
    if several or query.quoted:
        groups = (words,) if several else query.groups
        yield "search", " AND ".join(f"folded : {_phrase(_folded(group))}" for group in groups)
    if not query.quoted:
        last = "" if query.finished else " *"
        yield "search_typing", " AND ".join(_phrase((word,)) for word in _folded(words)) + last


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


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

"""How well a name fits what is typed: beginnings of words before parts, initials, without dấu."""

from __future__ import annotations

import re
from dataclasses import dataclass

from papidesk.text.fold import fold, fold_with_map

_WORD = re.compile(r"\w+")
WHOLE, BEGINNING, INITIALS, OTHER_WORDS, INSIDE = 100, 80, 60, 40, 20
Part = tuple[int, int]  # from, to: letters of a name to light


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a name fits (more is better), and which of its letters to light."""

    score: int
    parts: tuple[Part, ...] = ()


def fit(query: str, name: str, words: str = "") -> Fit | None:
    """Return how ``name`` fits ``query``, None when it does not.

    Each word of the query must begin a word of the name or of ``words`` (other words it is found
    by), or stand inside one; or the query is the initials of the name's words: "vbd" finds
    "Văn bản đi". Case and dấu do not count.
    """
    folded, places = fold_with_map(name)
    asked = _WORD.findall(fold(query))
    if not asked:
        return Fit(0)
    by_words = _by_words(asked, folded, fold(words))
    by_initials = _by_initials("".join(asked), folded) if len(asked) == 1 else None
    best = max((f for f in (by_words, by_initials) if f), key=lambda f: f.score, default=None)
    if best is None:
        return None
    # Of two that fit the same the shorter is more likely meant.
    score = best.score * 100 - min(99, len(folded))
    return Fit(score, tuple((places[a], places[b - 1] + 1) for a, b in best.parts))


def lit(query: str, text: str) -> tuple[Part, ...]:
    """Return the parts of ``text`` where a word of ``query`` begins, each word once."""
    folded, places = fold_with_map(text)
    found = set()
    for word in _WORD.findall(fold(query)):
        match = re.search(rf"\b{re.escape(word)}", folded)
        if match is not None:
            found.add((places[match.start()], places[match.end() - 1] + 1))
    return tuple(sorted(found))


def _by_words(asked: list[str], name: str, words: str) -> Fit | None:
    score, parts = 0, []
    for word in asked:
        at = _beginning(word, name)
        if at is not None:
            whole = not name[at + len(word) : at + len(word) + 1].isalnum()
            score += WHOLE if whole else BEGINNING
            # What the name begins with is what most people type.
            score += 10 if at == 0 else 0
            parts.append((at, at + len(word)))
        elif _beginning(word, words) is not None:
            score += OTHER_WORDS
        elif len(word) > 1 and word in name:
            score += INSIDE
            inside = name.index(word)
            parts.append((inside, inside + len(word)))
        else:
            return None
    return Fit(score // len(asked), tuple(sorted(parts)))


def _beginning(word: str, text: str) -> int | None:
    match = re.search(rf"\b{re.escape(word)}", text)
    return match.start() if match else None


def _by_initials(asked: str, name: str) -> Fit | None:
    if len(asked) < 2:
        return None
    starts = [match.start() for match in _WORD.finditer(name)]
    initials = "".join(name[start] for start in starts)
    at = initials.find(asked)
    if at < 0:
        return None
    parts = tuple((start, start + 1) for start in starts[at : at + len(asked)])
    return Fit(INITIALS + (10 if at == 0 else 0), parts)

"""The place in a document to show for a search: a few words around the hits, in the original."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain.record import Record
from papidesk.text.fold import fold, fold_with_map

_BEFORE, _LENGTH = 40, 160


class Snippet(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Text as it stands in the document; ``hits`` are (start, end) offsets in it to mark."""

    text: str = ""
    hits: tuple[tuple[int, int], ...] = ()


def snippet(parts: Sequence[str], words: Sequence[str]) -> Snippet:
    """Return the stretch of ``parts`` that shows most of ``words``, about 160 characters.

    Words are found at the beginning of a word, with or without dấu; when none is found the first
    part is shown.
    """
    wanted = [fold(word) for word in words]
    best, best_score = "", -1
    for part in parts:
        score = _score(fold(part), wanted)
        if score > best_score:
            best, best_score = part, score
    return _cut(best, wanted)


def _score(folded: str, wanted: Sequence[str]) -> int:
    """Return how well a part shows the words: all of them in a row beats any number of them."""
    row = " ".join(wanted)
    if len(wanted) > 1 and row in folded:
        return len(wanted) + 1
    return sum(word in folded for word in wanted)


def _cut(text: str, wanted: Sequence[str]) -> Snippet:
    hits = _hits(text, wanted)
    if not hits:
        return Snippet(text=text[:_LENGTH])
    start = max(0, _densest(hits) - _BEFORE)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    end = min(len(text), start + _LENGTH)
    while end < len(text) and not text[end].isspace():
        end += 1
    inside = tuple((a - start, b - start) for a, b in hits if start <= a and b <= end)
    return Snippet(text=text[start:end], hits=inside)


def _densest(hits: list[tuple[int, int]]) -> int:
    """Return where the window with most hits begins."""
    reach = _LENGTH - _BEFORE
    return max(hits, key=lambda hit: (sum(hit[0] <= a < hit[0] + reach for a, _ in hits), -hit[0]))[
        0
    ]


def _hits(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    folded, origin = fold_with_map(text)
    found: set[tuple[int, int]] = set()
    for word in wanted:
        at = folded.find(word) if word else -1
        while at >= 0:
            end = at + len(word)
            if at == 0 or not folded[at - 1].isalnum():
                found.add((origin[at], origin[end - 1] + 1))
            at = folded.find(word, end)
    # Where one word begins another ("ke", "kế hoạch" typed twice), the longer hit is kept.
    longest: dict[int, int] = {}
    for start, end in found:
        longest[start] = max(end, longest.get(start, 0))
    return sorted(longest.items())

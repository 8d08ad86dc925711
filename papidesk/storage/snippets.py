"""The place in a document to show for a search: a few words around the hits, in the original."""

from __future__ import annotations

import re
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
    wanted = [re.escape(fold(word)) for word in words]
    patterns = [re.compile(rf"(?<![^\W_]){word}") for word in wanted]
    row = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(wanted))
    best, best_score = "", -1
    for part in parts:
        folded = fold(part)
        score = sum(pattern.search(folded) is not None for pattern in patterns)
        # All words in a row beat any number of them here and there.
        if score == len(patterns) > 1 and row.search(folded):
            score += 1
        if score > best_score:
            best, best_score = part, score
    return _cut(best, patterns)


def _cut(text: str, patterns: Sequence[re.Pattern[str]]) -> Snippet:
    hits = _hits(text, patterns)
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


def _hits(text: str, patterns: Sequence[re.Pattern[str]]) -> list[tuple[int, int]]:
    folded, origin = fold_with_map(text)
    # Where one word begins another ("k" and "kế"), the longer hit is kept.
    longest: dict[int, int] = {}
    for pattern in patterns:
        for match in pattern.finditer(folded):
            start, end = origin[match.start()], origin[match.end() - 1] + 1
            longest[start] = max(end, longest.get(start, 0))
    return sorted(longest.items())

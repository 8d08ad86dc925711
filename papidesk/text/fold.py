"""Folding for search: the same text without case, marks or the bar of đ."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Letters that Unicode does not decompose, and the final sigma that depends on its neighbours.
_UNDECOMPOSED = {"đ": "d", "ð": "d", "ɖ": "d", "ς": "σ"}


class _FoldTable(dict[int, str]):
    """A translation table that works out each character once, when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code).lower()).lower()
        folded = "".join(_UNDECOMPOSED.get(letter, letter) for letter in decomposed)
        self[code] = _MARK.sub("", folded)
        return self[code]


@cache
def _table() -> _FoldTable:
    return _FoldTable()


def fold(text: str) -> str:
    """Return the text in lower case without any mark, đ as d; composed or decomposed alike."""
    if text.isascii():
        return text.lower()
    return text.translate(_table())


def fold_with_map(text: str) -> tuple[str, tuple[int, ...]]:
    """Return ``fold(text)`` and, for each folded character, the index of its original.

    A hit ``folded[a:b]`` is shown as ``text[map[a] : map[b - 1] + 1]`` plus any combining marks
    that follow there.
    """
    table = _table()
    pieces: list[str] = []
    origin: list[int] = []
    for index, letter in enumerate(text):
        piece = table[ord(letter)]
        pieces.append(piece)
        origin.extend([index] * len(piece))
    return "".join(pieces), tuple(origin)

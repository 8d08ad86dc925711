"""Vietnamese dictionary order as a sort key and as a collation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from papidesk.text.letters import ALPHABET, LEVEL, UNTONED

# The marks of the key, smallest first: what ends earlier comes first, numbers before words.
_END, _STOP, _NUMBER, _WORD = b"\x00", b"\x01", b"\x02", b"\x03"
_FIRST_LETTER = 0x10
_RANKS = {letter: bytes([_FIRST_LETTER + i]) for i, letter in enumerate(ALPHABET)}
_FOREIGN = b"\x7f"
_TOKEN = re.compile(r"([0-9]+)|([^\W0-9_]+)")


@lru_cache(maxsize=16384)
def sort_key(text: str) -> bytes:
    """Return a key that orders texts as a Vietnamese dictionary does.

    Syllable by syllable: first the letters (a ă â b c d đ …), then the tone (ngang, huyền, hỏi,
    ngã, sắc, nặng), so that every "bà …" comes before "bá …"; numbers by value before
    words; spaces and punctuation only part syllables; lower case before upper case, last.
    Only texts that are canonically equal have equal keys.
    """
    text = unicodedata.normalize("NFC", text)
    pieces: list[bytes] = []
    cases: list[bytes] = []
    for number, word in _TOKEN.findall(text):
        if number:
            pieces.append(_number_key(number))
        else:
            key, case = _word_key(word)
            pieces.append(key)
            cases.append(case)
    whole = text.encode("utf-8", "surrogatepass")
    return b"".join((*pieces, _END, *cases, _END, whole))


def collate(a: str, b: str) -> int:
    """Return -1, 0 or 1 as ``a`` comes before, with or after ``b``: a collation for SQLite."""
    if a == b:
        return 0
    left, right = sort_key(a), sort_key(b)
    return (left > right) - (left < right)


def _number_key(digits: str) -> bytes:
    significant = digits.lstrip("0")
    return _NUMBER + len(significant).to_bytes(4, "big") + significant.encode("ascii")


@lru_cache(maxsize=32768)
def _word_key(word: str) -> tuple[bytes, bytes]:
    """Return the key of a syllable, and for each of its letters whether it is a capital."""
    letters = bytearray(_WORD)
    tones = bytearray()
    for letter in word:
        base, tone = UNTONED.get(letter, (letter, LEVEL))
        letters += _letter_rank(base.lower())
        if tone:
            tones.append(_WORD[0] + tone)
    case = bytes(2 if letter.isupper() else 1 for letter in word if letter.isalpha())
    return bytes(letters) + _STOP + bytes(tones) + _STOP, case


def _letter_rank(letter: str) -> bytes:
    """Return the rank of a lower-case letter; marks we do not know fall back to their base."""
    rank = _RANKS.get(letter)
    if rank is None:
        rank = _RANKS.get(unicodedata.normalize("NFD", letter)[0])
    return rank or _FOREIGN + letter.encode("utf-32-be", "surrogatepass")

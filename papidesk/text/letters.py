"""The Vietnamese letters and the five tone marks, taken apart and put together."""

from __future__ import annotations

import unicodedata

# Dictionary order (f, j, w and z at their Latin places).
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = "aăâeêioôơuưy"

# Dictionary order of tones: ngang, huyền, hỏi, ngã, sắc, nặng.
LEVEL, GRAVE, HOOK, TILDE, ACUTE, DOT = range(6)
_MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

TONED = {
    (vowel, tone): unicodedata.normalize("NFC", vowel + mark)
    for vowel in VOWELS + VOWELS.upper()
    for tone, mark in enumerate(_MARKS)
}
# Each vowel, toned or not, in either case -> (the vowel without tone in the same case, tone).
UNTONED = {letter: pair for pair, letter in TONED.items()}

LETTERS = frozenset(ALPHABET + ALPHABET.upper()) | frozenset(UNTONED)
# Letters that no other language in these papers writes: they prove Vietnamese Unicode text.
ONLY_VIETNAMESE = "ĂăĐđƠơƯưĨĩŨũ\u1ea0-\u1ef9"


def strip_tones(word: str) -> tuple[str, tuple[int, ...]]:
    """Return the word (NFC) without tone marks (â, ơ … stay) and the tones found, in order."""
    letters: list[str] = []
    tones: list[int] = []
    for letter in word:
        base, tone = UNTONED.get(letter, (letter, LEVEL))
        letters.append(base)
        if tone:
            tones.append(tone)
    return "".join(letters), tuple(tones)

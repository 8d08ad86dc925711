"""Where the tone mark stands in a syllable, made the same for comparison."""

from __future__ import annotations

import re
from functools import lru_cache

from papidesk.text.letters import LEVEL, TONED, UNTONED, VOWELS

_SHAPED = "ăâêôơư"
_LONGEST = len("nghiêng")
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    rf"(?P<onset>qu(?=[{VOWELS}])|gi(?=[{VOWELS}])|[^{VOWELS}]*)"
    rf"(?P<vowels>[{VOWELS}]+)"
    r"(?P<coda>ch|ng|nh|[ckmnpt])?"
)


def tone_seat(plain: str) -> int | None:
    """Return the index of the letter that carries the tone, or None if it is no syllable.

    ``plain`` is a lower-case syllable without tones. The rule is the one of school books before
    the "hoà" reform: the shaped vowel (the last of two), else the middle of three, else the
    second of two before a consonant, else the first: hòa, hoàn, thúy, người, khuỷu, quá, già.
    """
    match = _SYLLABLE.fullmatch(plain)
    if match is None:
        return None
    start, vowels = match.start("vowels"), match["vowels"]
    shaped = [index for index, vowel in enumerate(vowels) if vowel in _SHAPED]
    if shaped:
        return start + shaped[-1]
    if len(vowels) >= 3 or (len(vowels) == 2 and match["coda"]):
        return start + 1
    return start


def same_tone_style(text: str) -> str:
    """Return the text (NFC) with each tone on its one agreed vowel: hoà → hòa, uỷ → ủy.

    For comparison only: both placements are correct and documents keep theirs. Words that are
    not one Vietnamese syllable are left alone; letters and their case never change.
    """
    return text if text.isascii() else _WORD.sub(_placed_word, text)


def _placed_word(match: re.Match[str]) -> str:
    word = match[0]
    return _placed(word) if len(word) <= _LONGEST else word


@lru_cache(maxsize=8192)
def _placed(word: str) -> str:
    toned = [index for index, letter in enumerate(word) if UNTONED.get(letter, ("", LEVEL))[1]]
    if len(toned) != 1:
        return word
    letters = [UNTONED.get(letter, (letter, LEVEL))[0] for letter in word]
    plain = "".join(letters).lower()
    # Lower-casing a few foreign letters changes the length; such a word is not ours.
    seat = tone_seat(plain) if len(plain) == len(word) else None
    if seat is None:
        return word
    letters[seat] = TONED[letters[seat], UNTONED[word[toned[0]]][1]]
    return "".join(letters)

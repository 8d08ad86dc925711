"""Fingerprints of keys: the first 80 bits of a key id, as five groups or as eight words.

Two people compare them by telephone or on paper; the words are syllables that differ even
without their dấu.
"""

from __future__ import annotations

import re
from functools import cache

from papidesk.errors import N_, PapiDeskError
from papidesk.paths import resource
from papidesk.text.fold import fold

GROUPS, DIGITS = 5, 4
WORDS, BITS = 8, 10
_SCANNED = re.compile(r"\b[0-9A-Fa-f]{4}(?:-[0-9A-Fa-f]{4}){4}\b")
_HEX = GROUPS * DIGITS  # hexadecimal digits: 80 bits


class FingerprintError(PapiDeskError):
    """Something typed as a fingerprint that is none."""

    message = N_(
        "This is not a fingerprint: type the five groups or the eight words of the other office’s "
        "sheet."
    )


@cache
def word_list() -> tuple[str, ...]:
    """Return the 1,024 syllables, in the order of their numbers."""
    text = resource("catalogue", "key_words.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.split() if not line.startswith("#"))


@cache
def _numbers() -> dict[str, int]:
    return {fold(word): number for number, word in enumerate(word_list())}


def groups(keyid: str) -> str:
    """Return the fingerprint of a key id in groups: "7F3A-91C2-04DE-88B1-5E60"."""
    digits = keyid[:_HEX].upper()
    return "-".join(digits[at : at + DIGITS] for at in range(0, _HEX, DIGITS))


def words(keyid: str) -> str:
    """Return the fingerprint of a key id in eight Vietnamese syllables."""
    bits = int(keyid[:_HEX], 16)
    places = range(BITS * (WORDS - 1), -1, -BITS)
    return " ".join(word_list()[bits >> place & (1 << BITS) - 1] for place in places)


def parse(text: str) -> str:
    """Return the 20 hexadecimal digits of a fingerprint typed as groups or words.

    Dấu, case, blanks and hyphens do not count; what a scanner types off the sheet's QR code is
    understood, too. Raises :class:`FingerprintError`.
    """
    scanned = _SCANNED.search(text)
    if scanned is not None:
        text = scanned.group()
    digits = "".join(text.split()).replace("-", "").replace("–", "").lower()
    if len(digits) == _HEX and set(digits) <= set("0123456789abcdef"):
        return digits
    typed = fold(text.replace("-", " ").replace(",", " ")).split()
    if len(typed) != WORDS or not all(word in _numbers() for word in typed):
        raise FingerprintError
    bits = 0
    for word in typed:
        bits = bits << BITS | _numbers()[word]
    return f"{bits:020x}"


def matches(keyid: str, text: str) -> bool:
    """Tell whether a typed fingerprint is that of ``keyid``; raises :class:`FingerprintError`."""
    return parse(text) == keyid[:_HEX].lower()

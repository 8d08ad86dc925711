"""Outline numbers: Roman, Arabic, letters of the Vietnamese alphabet, and the patterns around them.

Rules: NĐ 30/2020, Phụ lục I, mục II.6: ``I.`` / ``1.`` / ``a)`` for papers without chapters;
Phần, Chương in Roman, Mục, Tiểu mục, Điều, Khoản in Arabic numbers, Điểm in the order of the
Vietnamese alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from papidesk.domain.blocks import Block, Heading
from papidesk.domain.record import Record

# The decree letters its own points a b c d đ e g h i k l m n o p q r s t u v x y: letters with
# a circumflex, breve or horn are skipped.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
# All letters of the alphabet in order: a paper that uses ă, â, ê is not out of order.
ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_FORM = re.compile(r"^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")


class Level(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One level of a scheme: its number's pattern, and whether it runs on through the levels above.

    In a pattern %I is a Roman, %1 an Arabic number, %a a letter, %A a capital letter, %d the whole
    path of Arabic numbers ("2.1").
    """

    format: str
    continues: bool = False


class Scheme(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The levels of an outline from the top."""

    name: str
    levels: tuple[Level, ...]


def _scheme(name: str, *formats: str, continues: tuple[int, ...] = ()) -> Scheme:
    levels = tuple(
        Level(format=pattern, continues=index in continues)
        for index, pattern in enumerate(formats, start=1)
    )
    return Scheme(name=name, levels=levels)


SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        _scheme("roman", "%I.", "%1.", "%a)", "-"),
        _scheme("arabic", "%1.", "%d.", "%a)", "-"),
        _scheme(
            "articles", "Phần %I", "Chương %I", "Mục %1", "Tiểu mục %1", "Điều %1.", "%1.", "%a)",
            continues=(2, 5),
        ),
    )
}  # fmt: skip
DEFAULT_SCHEME = "roman"
# Outline levels of the "articles" scheme by the word that opens them.
ARTICLE_LEVELS = {"phần": 1, "chương": 2, "mục": 3, "tiểu mục": 4, "điều": 5, "khoản": 6, "điểm": 7}


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) in Roman capitals."""
    if not 0 < number < 4000:
        return str(number)
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def from_roman(text: str) -> int | None:
    """Return the value of Roman capitals, or None when ``text`` is none."""
    if not text or not _ROMAN_FORM.match(text):
        return None
    total, rest = 0, text
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            total += value
            rest = rest[len(letters) :]
    return total


def letter(number: int) -> str:
    """Return the letter of point ``number`` (1 = a, 5 = đ); after y come aa, ab, …"""
    if number < 1:
        return str(number)
    size = len(POINT_LETTERS)
    high, low = divmod(number - 1, size)
    return (letter(high) if high else "") + POINT_LETTERS[low]


def from_letter(text: str) -> int | None:
    """Return the place of a point letter (a = 1, đ = 5), or None when it is no such letter.

    Letters the decree skips (ă, â, ê, ô, ơ, ư) and those outside the Vietnamese alphabet give
    None.
    """
    if len(text) == 1 and text.lower() in POINT_LETTERS:
        return POINT_LETTERS.index(text.lower()) + 1
    return None


def render(pattern: str, number: int, path: Sequence[int] = ()) -> str:
    """Return the printed number of ``pattern``: render("%I.", 3) is "III."."""
    if "%d" in pattern:
        return pattern.replace("%d", ".".join(str(n) for n in (*path, number)))
    for token, text in (
        ("%I", roman(number)), ("%1", str(number)), ("%a", letter(number)),
        ("%A", letter(number).upper()),
    ):  # fmt: skip
        if token in pattern:
            return pattern.replace(token, text)
    return pattern


def core(printed: str) -> str:
    """Return a printed number without what stands around it: "III." is "III", "(2)" is "2"."""
    return re.sub(r"^[\s(]+|[\s.):]+$", "", printed)


def level_format(scheme: str, level: int) -> Level:
    """Return the level of a named scheme; below the last one the last pattern goes on."""
    levels = SCHEMES.get(scheme, SCHEMES[DEFAULT_SCHEME]).levels
    return levels[min(max(level, 1), len(levels)) - 1]


def numbers(blocks: Iterable[Block], scheme: str = DEFAULT_SCHEME) -> list[str]:
    """Return the printed number of each block: "" for all but numbered headings.

    Counting restarts below each higher heading, but for levels that run on (Chương, Điều). A level
    that is skipped counts as absent: after "I." may come "a)" at once.
    """
    counts: dict[int, int] = {}
    printed = []
    for block in blocks:
        if not isinstance(block, Heading) or not block.numbered:
            printed.append("")
            if isinstance(block, Heading):
                _restart(counts, block.level, scheme)
            continue
        counts[block.level] = counts.get(block.level, 0) + 1
        _restart(counts, block.level, scheme)
        path = [counts[above] for above in sorted(counts) if above < block.level and counts[above]]
        pattern = block.format or level_format(scheme, block.level).format
        printed.append(render(pattern, counts[block.level], path))
    return printed


def _restart(counts: dict[int, int], level: int, scheme: str) -> None:
    for lower in [other for other in counts if other > level]:
        if not level_format(scheme, lower).continues:
            del counts[lower]

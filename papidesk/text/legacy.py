"""The old 8-bit encodings TCVN3 (ABC) and VNI: found by font name or by score, and converted."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from papidesk.paths import resource
from papidesk.text.letters import ONLY_VIETNAMESE
from papidesk.text.syllables import is_syllable

Kind = Literal["unicode", "tcvn3", "vni"]

_TCVN3_FONT = re.compile(r"^\.vn", re.IGNORECASE)
# .VnTimeH and the like draw the codes of small letters as capitals.
_CAPITAL_FONT = re.compile(r"H(?=$|[\s,-])")
_VNI_FONT = re.compile(r"^vni[-\s]", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"^(wingdings|webdings|symbol\b|zapf ?dingbats|marlett)", re.IGNORECASE)

# Proof of Unicode: letters that no 8-bit page holds, and combining marks.
_UNICODE_VIETNAMESE = re.compile(f"[{ONLY_VIETNAMESE}\u0300-\u0303\u0306\u0309\u031b\u0323]")
_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MICRO_UNIT = re.compile("\u00b5[a-zA-Z]{1,2}")
# Many converters turned the soft hyphen, which is ư in TCVN3, into a real one: tr-êng, -íc.
_LOST_U_HORN = re.compile(
    "(?<=[A-Za-z\u00ae\u00a7])-(?=[\u00ac\u00ea\u00eb\u00ec\u00ed\u00ee][A-Za-z])"
    "|(?<![^\\s(])-(?=[\u00ac\u00ea\u00eb\u00ec\u00ed\u00ee](?:c|ng|m)(?![A-Za-z]))"
)
_VNI_MARK = "[aeouyAEOUYôöÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]"
_VNI_CODE = re.compile(f"{_VNI_MARK}|[\u00c0-\u00ff]")

# A line or a word whose ASCII letters are all capitals; "S" alone may be a name or "Sè: 5/BC".
_CAPITALS = re.compile(
    "^[^a-z\n]++$|(?<![A-Za-z\u00a1-\u00ff])[A-Z\u00a1-\u00ff]++(?![a-z])", re.MULTILINE
)
_WORD_OF_CAPITALS = re.compile("[A-Z\u00a1-\u00ff]+")
_SMALL_CODE = re.compile("[\u00a8-\u00ff]")

_SAMPLE_WORDS = 4000
SAMPLE_LETTERS = 200_000
_ENOUGH = 0.6  # share of words that must read as syllables
_CLEARLY = 0.25  # and by how much the best reading must beat plain Unicode


class _Tables(msgspec.Struct, frozen=True):
    tcvn3_lower: dict[str, str]
    tcvn3_upper_base: dict[str, list[str]]
    vni: dict[str, str]


class Shares(NamedTuple):
    """How many of the marked words (those with a letter beyond ASCII) read as syllables."""

    marked: int
    unicode: int
    tcvn3: int
    vni: int
    plain: int  # ASCII words, abbreviations left out
    plain_syllables: int


@cache
def _tables() -> _Tables:
    path = resource("catalogue", "legacy_encodings.json")
    return msgspec.json.decode(path.read_bytes(), type=_Tables)


@cache
def tcvn3_table() -> dict[int, str]:
    """Return the TCVN3 codes (U+00A1–U+00FE) and the Vietnamese letter of each."""
    tables = _tables()
    lower = {int(code, 16): letter for code, letter in tables.tcvn3_lower.items()}
    return lower | {int(code, 16): one[0] for code, one in tables.tcvn3_upper_base.items()}


@cache
def vni_table() -> dict[str, str]:
    """Return the VNI codes, one or two characters each, and the Vietnamese letter of each."""
    return dict(_tables().vni)


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Return TCVN3 text, held as Latin-1 characters, in Unicode (NFC).

    ``capitals`` is for fonts whose name ends in H: the whole result is upper case. U+00AD is
    ư; a plain hyphen that some program put in its place inside a word is read as ư again.
    """
    converted = _LOST_U_HORN.sub("\u00ad", text).translate(tcvn3_table())
    return converted.upper() if capitals else converted


def from_vni(text: str) -> str:
    """Return VNI text, held as Latin-1 characters, in Unicode (NFC), the longest code first."""
    return _VNI_CODE.sub(_vni_letter, text)


def convert(text: str, font: str | None) -> str:
    """Return the text in Unicode, judged by the font's name first and by its letters else.

    Text in Wingdings, Symbol and the like and text that is Unicode already comes back as it is.
    TCVN3 text without a telling font gets capitals back where its ASCII letters are capitals.
    """
    name = (font or "").strip()
    if _SYMBOL_FONT.match(name) or _UNICODE_VIETNAMESE.search(text):
        return text
    if _TCVN3_FONT.match(name):
        return from_tcvn3(text, capitals=bool(_CAPITAL_FONT.search(name)))
    if _VNI_FONT.match(name):
        return from_vni(text)
    return convert_as(looks_like(text), text)


def convert_as(kind: Kind, text: str) -> str:
    """Return text of the kind in Unicode; where no font tells, capitals are guessed by line."""
    if kind == "tcvn3":
        return _with_capitals(_LOST_U_HORN.sub("\u00ad", text))
    return from_vni(text) if kind == "vni" else text


def looks_like(text: str) -> Kind:
    """Return the encoding the text seems to be written in.

    Each word with a letter beyond ASCII is read in all three ways; a legacy reading wins when
    it makes Vietnamese syllables of most words and clearly more than Unicode does. Text with
    letters only Unicode has (ơ, ư, đ, U+1EA0–U+1EF9) is never taken for legacy.
    """
    if text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return "unicode"
    return verdict(shares(text))


def verdict(found: Shares) -> Kind:
    """Return which reading the shares speak for, ``unicode`` in any doubt."""
    kind: Kind = "tcvn3" if found.tcvn3 >= found.vni else "vni"
    best = max(found.tcvn3, found.vni)
    every = found.marked + found.plain
    good = best + found.plain_syllables
    if best < _ENOUGH * found.marked or best - found.unicode < _CLEARLY * found.marked:
        return "unicode"
    # One word alone proves nothing: où, x·y. Inside a line of syllables it does.
    enough = every >= 2 and good == every if found.marked == 1 else good >= _ENOUGH * every
    return kind if best > found.unicode and enough else "unicode"


def shares(text: str) -> Shares:
    """Return how the words of the text read, from a sample that starts where marks start."""
    first = _NOT_ASCII.search(text)
    start = max(0, first.start() - 2000) if first else 0
    sample = _LOST_U_HORN.sub("\u00ad", text[start : start + SAMPLE_LETTERS])
    marked = as_unicode = as_tcvn3 = as_vni = plain = plain_syllables = 0
    for match in islice(_WORD.finditer(sample), _SAMPLE_WORDS):
        word = match[0]
        if word.isascii():
            syllable = is_syllable(word)
            if syllable or not (word.isupper() or len(word) == 1):
                plain += 1
                plain_syllables += syllable
        elif not _proves_nothing(word):
            marked += 1
            as_unicode += is_syllable(word)
            as_tcvn3 += _reads_as_tcvn3(word)
            as_vni += _reads_as_vni(word)
    return Shares(marked, as_unicode, as_tcvn3, as_vni, plain, plain_syllables)


def _proves_nothing(word: str) -> bool:
    """Tell signs from words: a lone bullet or degree sign, and units such as µm."""
    no_letter = not any(letter.isascii() for letter in word)
    return no_letter or _MICRO_UNIT.fullmatch(word) is not None


def _reads_as_tcvn3(word: str) -> bool:
    table = tcvn3_table()
    known = all(letter.isascii() or ord(letter) in table for letter in word)
    return known and is_syllable(word.translate(table))


def _reads_as_vni(word: str) -> bool:
    table = vni_table()
    rest = _VNI_CODE.sub(lambda match: "" if _folded_code(match[0]) in table else match[0], word)
    return rest.isascii() and is_syllable(from_vni(word))


def _folded_code(code: str) -> str:
    """Return the code with its mark in the case of its base letter, as the table has it."""
    return code.upper() if code[0].isupper() else code.lower()


def _vni_letter(match: re.Match[str]) -> str:
    code = match[0]
    table = vni_table()
    letter = table.get(_folded_code(code))
    if letter is None:
        # A pair that is no code of its own: the first may still stand alone (ô, ö).
        letter = "".join(table.get(part, part) for part in code)
    return letter


def _with_capitals(text: str) -> str:
    """Convert TCVN3 text and raise what was meant as capitals: CéNG HOµ → CỘNG HOÀ."""
    converted = from_tcvn3(text)
    pieces: list[str] = []
    done = 0
    for match in _CAPITALS.finditer(text):
        if _has_mixed_word(match[0]):
            # The table goes letter by letter, so places in both texts are the same.
            pieces += (
                converted[done : match.start()],
                converted[match.start() : match.end()].upper(),
            )
            done = match.end()
    return "".join((*pieces, converted[done:]))


def _has_mixed_word(text: str) -> bool:
    """Tell whether a word has two capitals and the code of a small letter: nobody means CéNG."""
    return any(
        _SMALL_CODE.search(word) and sum(letter.isascii() for letter in word) >= 2
        for word in _WORD_OF_CAPITALS.findall(text)
    )

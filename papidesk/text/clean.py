"""The one door through which text comes into the program."""

from __future__ import annotations

import re
import unicodedata

from papidesk.text.letters import LETTERS, VOWELS

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_REMOVED = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; tab and line ends are handled apart
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffc\U000e0000-\U000e007f"  # soft hyphen, zero width, direction, tags
    "\ud800-\udfff\ufdd0-\ufdef"  # lone surrogates and noncharacters
    + "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
)
_SYMBOL_FONT = "\uf020-\uf0ff"
_HYPHENS = "\u2010\u2011"
_UNCLEAN = re.compile(f"\r\n?|[{_BREAKS}{_SPACES}{_HYPHENS}{_SYMBOL_FONT}]|[{_REMOVED}]+")
_IS_SPACE = re.compile(f"[{_SPACES}]")
_IS_BREAK = re.compile(f"[\r{_BREAKS}]")

# Characters of Word's Symbol font that mean something; the rest of its range are bullets.
_SYMBOLS = {
    "\uf020": " ",
    "\uf0a3": "≤",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0b3": "≥",
    "\uf0b4": "×",
}

# A shape mark typed after the tone: NFC cannot compose e + acute + circumflex.
_LATE_SHAPE = re.compile("([^\\W\\d_])([\u0302\u0306])")
_HAS_TONE = re.compile("^([aeoAEO])([\u0300\u0301\u0303\u0309])$")

_LOOK_ALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
_LOOK_ALIKE = re.compile("[ÐðƉɖ]")
_WORD = re.compile(r"[^\W\d_]+")
_INNER_SPACE = re.compile(r"[ \t\n]+")


def clean(text: str) -> str:
    """Return the text as the program keeps it; cleaning twice changes nothing.

    NFC; line ends are ``\\n``; tabs stay; other controls, zero-width and direction marks, soft
    hyphens, lone surrogates and noncharacters go; every kind of space is a plain space; bullets
    of symbol fonts are ``-``; look-alikes of đ are đ inside Vietnamese words. The placement of
    tones stays as it was written. Text in TCVN3 is converted before (there U+00AD is ư).
    """
    if _UNCLEAN.search(text):
        text = _UNCLEAN.sub(_cleaned, text)
    if text.isascii():
        return text
    text = _LATE_SHAPE.sub(_shaped, unicodedata.normalize("NFC", text))
    return _WORD.sub(_with_real_d, text) if _LOOK_ALIKE.search(text) else text


def clean_line(text: str) -> str:
    """Return the cleaned text as one line: ends stripped, runs of blanks as one space."""
    return _INNER_SPACE.sub(" ", clean(text)).strip(" ")


def _cleaned(match: re.Match[str]) -> str:
    found = match[0]
    if _IS_BREAK.match(found):
        return "\n"
    if _IS_SPACE.match(found):
        return " "
    if found in _HYPHENS:
        return "-"
    if "\uf020" <= found[0] <= "\uf0ff":
        return _SYMBOLS.get(found, "-")
    return ""


def _shaped(match: re.Match[str]) -> str:
    toned = _HAS_TONE.match(unicodedata.normalize("NFD", match[1]))
    if toned is None:
        return match[0]
    return unicodedata.normalize("NFC", toned[1] + match[2] + toned[2])


def _with_real_d(match: re.Match[str]) -> str:
    word = match[0]
    if not _LOOK_ALIKE.search(word) or not _is_vietnamese_with_d(word):
        return word
    return "".join(_LOOK_ALIKES.get(letter, letter) for letter in word)


def _is_vietnamese_with_d(word: str) -> bool:
    """Tell a Vietnamese word from an Icelandic one, which may have only our letters too.

    Vietnamese đ opens a syllable, Icelandic ð never opens a word. Inside a word it is ours in
    abbreviations (QĐ, HĐND: capitals, one vowel at most, none before it) and where a letter
    that Icelandic lacks stands beside it.
    """
    if not all(letter in LETTERS or letter in _LOOK_ALIKES for letter in word):
        return False
    if word[0] in _LOOK_ALIKES or any(letter in "ăơưĂƠƯ" or letter >= "Ạ" for letter in word):
        return True
    vowels = [index for index, letter in enumerate(word) if letter.lower() in VOWELS]
    after_vowel = any(word[index + 1 : index + 2] in ("Ð", "Ɖ") for index in vowels)
    return word.isupper() and len(vowels) <= 1 and not after_vowel

"""Words written twice, slips that make other words, and stray marks of conversion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from papidesk.checking.finding import Hit
from papidesk.checking.registry import passage_rule
from papidesk.checking.subject import Passage
from papidesk.checking.words import Slip, either, words
from papidesk.i18n import N_
from papidesk.text.syllables import is_syllable

_SOURCE = "Chính tả tiếng Việt"
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_STRAY = re.compile(r"\^\{[^}]{0,200}\}|\\[a-z]+\{[^}]{0,200}\}|\$\S*\$|�+|#{2,}|\*\*+|&[a-z]+;")


@cache
def _twice() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?=\w)(?P<word>{either(words().never_twice).pattern})(?P<again>\s+(?P=word))(?!\w)",
        re.IGNORECASE,
    )


@passage_rule("LAP_TU", N_("A word twice"), "error", _SOURCE)
def _repeated(passage: Passage) -> Iterator[Hit]:
    """Little words (của, trong, số …) never stand twice; doublings of the language stay."""
    for found in _twice().finditer(passage.text):
        again = found["again"].strip()
        # "Đồng Các các xã": the first is the end of a name.
        if found["word"][:1].isupper() and again[:1].islower() and found.start() > 0:
            continue
        yield Hit(
            message=N_("“{word}” stands here twice."),
            values={"word": found["word"]},
            offset=found.start(),
            length=len(found[0]),
            expected=found["word"],
            mend=found["word"],
        )


# The words of a slip that a text must have before its pattern is worth trying.
_LITERALS = re.compile(r"\(\?P<x>([^()\[\]\\?*]+)\)")


@cache
def _slips(rule: str) -> tuple[tuple[tuple[str, ...], re.Pattern[str], Slip], ...]:
    """Return the slips that ``rule`` reports, each with words one of which a text must have."""
    made = []
    for slip in words().slips:
        if slip.rule == rule:
            literal = _LITERALS.search(slip.pattern)
            needed = tuple(literal[1].lower().split("|")) if literal else ("",)
            made.append((needed, re.compile(slip.pattern, 0 if slip.case else re.I), slip))
    return tuple(made)


@passage_rule("CHINH_TA", N_("Spelling"), "error", _SOURCE)
def _slip(passage: Passage) -> Iterator[Hit]:
    """Slips that make another word (from the catalogue), and words that are no syllable at all."""
    for hit in from_catalogue(passage.text, "CHINH_TA"):
        yield Hit(message=N_("“{found}” is probably meant to be “{right}”."), **hit)
    for found in _WORD.finditer(passage.text):
        if _no_syllable(found[0]):
            yield Hit(
                message=N_("“{found}” is no Vietnamese syllable."),
                values={"found": found[0]},
                offset=found.start(),
                length=len(found[0]),
            )


@lru_cache(maxsize=16384)
def _no_syllable(word: str) -> bool:
    """Tell it of words in small letters that only Vietnamese writes; names are left alone."""
    if "hh" in word.lower() and not word.isupper():
        return True
    return (
        word.islower()
        and len(word) > 1
        and not word.isascii()
        and not is_syllable(word)
        and word not in words().borrowed
    )


@passage_rule("THIEU_TU", N_("A word left out"), "error", _SOURCE)
def _left_out(passage: Passage) -> Iterator[Hit]:
    """Phrases that lack a word, from the catalogue."""
    for hit in from_catalogue(passage.text, "THIEU_TU"):
        yield Hit(message=N_("After “{found}” a word is missing: “{right}”."), **hit)


def _in_case_of(wrong: str, right: str) -> str:
    if wrong.isupper() and len(wrong) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


def from_catalogue(text: str, rule: str) -> Iterator[dict[str, Any]]:
    """Yield the fields of a hit for each slip of the catalogue that ``rule`` reports."""
    lower = text.lower()
    for needed, pattern, slip in _slips(rule):
        if not any(word in lower for word in needed):
            continue
        for found in pattern.finditer(text):
            wrong = found["x"]
            right = _in_case_of(wrong, slip.right)
            yield {
                "values": {"found": wrong, "right": right},
                "offset": found.start("x"),
                "length": len(wrong),
                "text": found[0],
                "expected": right,
                "mend": right,
            }


@passage_rule("KY_TU_LA", N_("Stray marks"), "error", "NĐ 30/2020, Phụ lục I, phần I")
def _stray(passage: Passage) -> Iterator[Hit]:
    """Marks of formulas, web pages and Markdown are rubbish of conversion."""
    for found in _STRAY.finditer(passage.text):
        yield Hit(
            message=N_("“{found}” is rubbish left by the conversion of the file."),
            values={"found": found[0]},
            offset=found.start(),
            length=len(found[0]),
        )


RULES = (_repeated, _slip, _left_out, _stray)

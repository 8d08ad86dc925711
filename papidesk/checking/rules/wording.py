"""Commas of a list, words too many, one thing written in two ways, abbreviations unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from papidesk.checking.finding import Hit, Skip
from papidesk.checking.registry import paper_rule, passage_rule
from papidesk.checking.rules.spelling import from_catalogue
from papidesk.checking.subject import Passage, Subject
from papidesk.checking.words import UPPER, words
from papidesk.domain.numbering import from_roman
from papidesk.i18n import N_

_SOURCE = "Quy tắc soạn thảo văn bản"
# A word in capitals that is no part of a symbol (05/KH-UBND) and no name of a heading.
_BESIDE = 60
_SHORT = re.compile(rf"(?<![\w/.-])[{UPPER}]{{3,8}}(?![\w/-])")


@passage_rule("THIEU_DAU_PHAY", N_("A comma left out"), "warning", _SOURCE)
def _comma(passage: Passage) -> Iterator[Hit]:
    """Lists of the catalogue have a comma between their parts: "ban, ngành, đoàn thể"."""
    for hit in from_catalogue(passage.text, "THIEU_DAU_PHAY"):
        yield Hit(message=N_("After “{found}” a comma is missing."), **hit)


@passage_rule("THUA_TU", N_("A word too many"), "warning", _SOURCE)
def _superfluous(passage: Passage) -> Iterator[Hit]:
    """Phrases of the catalogue with a word too many."""
    for hit in from_catalogue(passage.text, "THUA_TU"):
        yield Hit(message=N_("“{found}” is one word too many here."), **hit)


@paper_rule(
    "THUAT_NGU_KHONG_THONG_NHAT", N_("One thing in two ways"), "warning", _SOURCE, "content"
)
def _variants(subject: Subject) -> Iterator[Hit | Skip]:
    """A paper that writes one thing in several ways should keep to the first of the catalogue."""
    lower = [(passage, passage.text.lower()) for passage in subject.passages]
    everything = "\n".join(text for _, text in lower)
    for right, *others in words().variants:
        if right not in everything:
            continue
        for other in others:
            for passage, text in lower:
                at = text.find(other)
                if at >= 0:
                    yield Hit(
                        message=N_("Elsewhere this paper writes “{right}”."),
                        values={"right": right},
                        path=passage.path,
                        offset=at,
                        length=len(other),
                        expected=right,
                    )


@cache
def _known() -> frozenset[str]:
    return frozenset(words().known_abbreviations)


@paper_rule(
    "VIET_TAT_CHUA_GIAI_THICH",
    N_("Abbreviation that was not explained"),
    "warning",
    "NĐ 30/2020, Phụ lục I, mục II.6",
    "content",
)
def _abbreviations(subject: Subject) -> Iterator[Hit | Skip]:
    """An abbreviation is explained where it is first used: "thủ tục hành chính (TTHC)"."""
    said: set[str] = set(_known())
    if subject.office is not None:
        said.add(subject.office.name)
    for passage in subject.passages:
        if passage.role in {"recipient", "addressee", "cell"} or passage.text.isupper():
            continue
        for found in _SHORT.finditer(passage.text):
            short = found[0]
            if short in said or from_roman(short) is not None:
                continue
            said.add(short)
            if _explained(passage.text, found) or _among_capitals(passage.text, found):
                continue
            yield Hit(
                message=N_("“{short}” is used without having been explained, “… ({short})”."),
                values={"short": short},
                path=passage.path,
                offset=found.start(),
                length=len(short),
            )


def _explained(text: str, found: re.Match[str]) -> bool:
    """Tell whether it stands in brackets after its words, or is introduced as a short form."""
    before = text[max(0, found.start() - 40) : found.start()]
    bracket = before.rfind("(")
    return (bracket >= 0 and ")" not in before[bracket:]) or bool(
        re.search(r"(?:viết tắt|gọi tắt|gọi là|tên gọi)[^.;]*$", before)
    )


def _among_capitals(text: str, found: re.Match[str]) -> bool:
    """Tell whether words beside it are in capitals too: a title, not an abbreviation."""
    before = text[max(0, found.start() - _BESIDE) : found.start()].split()
    beside = before[-1:] + text[found.end() : found.end() + _BESIDE].split()[:1]
    return any(len(word) > 2 and word.isupper() and word.isalpha() for word in beside)


RULES = (_comma, _superfluous, _variants, _abbreviations)

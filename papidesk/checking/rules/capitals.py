"""Capitals: Nhà nước and Nhân dân up; ordinary words down after “;” and in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from papidesk.checking.finding import Hit
from papidesk.checking.registry import passage_rule
from papidesk.checking.subject import Passage
from papidesk.checking.words import LOWER, either, words
from papidesk.i18n import N_
from papidesk.text.tones import same_tone_style

_SOURCE = "NĐ 30/2020, Phụ lục II, phần V"
_NHA_NUOC = re.compile(r"(?<!\w)nhà nước(?!\w)")
_NHAN_DAN = re.compile(r"(?<!\w)nhân dân(?!\w)")


@passage_rule("HOA_NHA_NUOC", N_("“Nhà nước” with a capital"), "warning", _SOURCE)
def _state(passage: Passage) -> Iterator[Hit]:
    """“Nhà nước” is always written with a capital."""
    for found in _NHA_NUOC.finditer(passage.text):
        if not _inside_name(passage.text, found, words().nha_nuoc_after, words().nha_nuoc_before):
            yield _capital(passage.text, found, "Nhà nước")


@passage_rule("HOA_NHAN_DAN", N_("“Nhân dân” with a capital"), "warning", _SOURCE)
def _people(passage: Passage) -> Iterator[Hit]:
    """“Nhân dân” is written with a capital, but not inside names such as Ủy ban nhân dân."""
    for found in _NHAN_DAN.finditer(passage.text):
        if not _inside_name(passage.text, found, words().nhan_dan_after, words().nhan_dan_before):
            yield _capital(passage.text, found, "Nhân dân")


def _inside_name(
    text: str, found: re.Match[str], after: tuple[str, ...], before: tuple[str, ...]
) -> bool:
    left = same_tone_style(text[max(0, found.start() - 40) : found.start()].lower()).rstrip()
    right = text[found.end() : found.end() + 20].lower().lstrip()
    ends = _one_style(after)
    named = left.endswith(ends) and any(
        left.endswith(word) and not left[: -len(word)][-1:].isalpha() for word in ends
    )
    return named or right.startswith(before)


@cache
def _one_style(entries: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(same_tone_style(entry) for entry in entries)


def _capital(text: str, found: re.Match[str], right: str) -> Hit:
    return Hit(
        message=N_("“{right}” is always written with a capital."),
        values={"right": right},
        offset=found.start(),
        length=len(found[0]),
        text=text[max(0, found.start() - 12) : found.end()].strip(),
        expected=right,
        mend=right,
    )


@cache
def _ordinary() -> re.Pattern[str]:
    capital = tuple(entry[:1].upper() + entry[1:] for entry in words().ordinary)
    return re.compile(rf"(?:{either(capital).pattern})(?=\s+[{LOWER}]|,)(?!\w)")


@passage_rule(
    "HOA_SAU_CHAM_PHAY", N_("Small letter after “;”"), "warning", "NĐ 30/2020, Phụ lục II"
)
def _after_semicolon(passage: Passage) -> Iterator[Hit]:
    """After “;” in a line an ordinary word begins with a small letter; names keep theirs."""
    for mark in re.finditer(r";[ \t]+(?=\w)", passage.text):
        found = _ordinary().match(passage.text, mark.end())
        if found is None:
            continue
        small = found[0][:1].lower() + found[0][1:]
        yield Hit(
            message=N_("After “;” the word “{right}” begins with a small letter."),
            values={"right": small},
            offset=found.start(),
            length=len(found[0]),
            text=f"; {found[0]}",
            expected=small,
            mend=small,
        )


@passage_rule("HOA_GIUA_CAU", N_("Capital in mid-sentence"), "error", "NĐ 30/2020, Phụ lục II")
def _mid_sentence(passage: Passage) -> Iterator[Hit]:
    """An ordinary verb in mid-sentence begins with a small letter ("xã Xây dựng triển khai")."""
    text = passage.text
    if passage.role in {"recipient", "annex_title"}:
        return
    small = set(words().before_verb)
    for found in _ordinary().finditer(text):
        before = text[max(0, found.start() - 24) : found.start()].lower()
        tail = before.split()
        if not before.endswith(" ") or not tail or tail[-1] not in small:
            continue
        right = found[0][:1].lower() + found[0][1:]
        yield Hit(
            message=N_("“{right}” begins with a small letter in mid-sentence."),
            values={"right": right},
            offset=found.start(),
            length=len(found[0]),
            text=text[max(0, found.start() - len(tail[-1]) - 1) : found.end()].strip(),
            expected=right,
            mend=right,
        )


@cache
def _two_capitals() -> re.Pattern[str]:
    pairs = (entry.split(" ") for entry in words().one_capital)
    entries = tuple(f"{one.title()} {two.title()}" for one, two in pairs)
    return re.compile(rf"(?<!\w)(?:{either(entries).pattern})(?!\w)")


@passage_rule(
    "HOA_MOI_TIENG",
    N_("One capital only"),
    "warning",
    "NĐ 30/2020, Phụ lục II, phần III, IV và V",
)
def _every_syllable(passage: Passage) -> Iterator[Hit]:
    """“Nghị quyết”, “Thủ tướng”, “thị trấn”: the second syllable has a small letter."""
    for found in _two_capitals().finditer(passage.text):
        first, second = found[0].split(" ")
        right = f"{first} {second.lower()}"
        yield Hit(
            message=N_("“{right}” has no capital on its second syllable."),
            values={"right": right},
            offset=found.start(),
            length=len(found[0]),
            expected=right,
            mend=right,
        )


RULES = (_state, _people, _after_semicolon, _mid_sentence, _every_syllable)

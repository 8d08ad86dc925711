"""Marks of a paper that are no text: circulation (ô 11), the drafter's letters (ô 12)."""

from __future__ import annotations

import re
from typing import get_args

from papidesk.domain.document import Aside, Circulation
from papidesk.domain.recognise import words
from papidesk.domain.recognise.foot import Foot
from papidesk.domain.recognise.strip import Strip
from papidesk.text.fold import fold

_CONFIRMS = re.compile(r"xac nhan cua (?:co quan|chinh quyen|dia phuong|noi)")
_DRAFTER = re.compile(r"[A-ZĐ][A-ZĐa-z]{0,7}[.,]?\s?\(\d{1,4}\)\.?")


def circulation_among(asides: list[Aside]) -> tuple[Circulation, list[Aside]]:
    """Return the mark of circulation found among what was put aside, and the rest of that."""
    known: dict[str, Circulation] = {words.squash(mark): mark for mark in get_args(Circulation)}
    for index, aside in enumerate(asides):
        place = aside.kind in ("stamp", "header")
        mark = known.get(words.squash(aside.text)) if place else None
        if mark and words.is_capitals(aside.text):
            return mark, asides[:index] + asides[index + 1 :]
    return "", asides


def without_confirmation(strips: list[Strip]) -> tuple[list[Strip], list[Strip]]:
    """Return what follows a leave slip without its frame for the place of leave, and that frame."""
    framed = [strip for strip in strips if _CONFIRMS.match(fold(_first_words(strip)))]
    if not framed:
        return strips, []
    at = strips.index(framed[0])
    return strips[:at], strips[at:]


def _first_words(strip: Strip) -> str:
    if strip.grid is None:
        return strip.text.strip(" *_")
    cells = [cell for row in strip.grid.rows for cell in row]
    return next((line.text.text for cell in cells for line in cell.lines), "")


def drafter_mark(foot: Foot) -> str:
    """Take the drafter's mark ("PL.(300)") out of a foot and return it; "" without one."""
    for lines in (foot.unknown, foot.signature, foot.recipients):
        for index, strip in enumerate(lines):
            if _alone(strip):
                del lines[index]
                return " ".join(strip.text.strip(" *_").split())
    return ""


def _alone(strip: Strip) -> bool:
    return strip.grid is None and _DRAFTER.fullmatch(strip.text.strip(" *_")) is not None

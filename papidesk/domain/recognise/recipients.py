"""The items below "Nơi nhận", without label and dashes (NĐ 30, Phụ lục I, mục II.9)."""

from __future__ import annotations

import re
from itertools import pairwise

from papidesk.domain.recognise import words
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.strip import Strip, cut

ARCHIVE = re.compile(
    r"[-–—+•●○▪■·*;\s]*L[ưuứ]{1,2}u?\b\s*[:;,.]?\s*(?:VT|VP|V\.T|[Vv]ăn (?:thư|phòng)|[A-ZĐ]|hồ sơ)"
)
# Habits of numbers that some papers set before their recipients.
NUMBERED = frozenset({"arabic", "arabic)", "letter", "paren1", "parena"})


def recipient_items(strips: list[Strip]) -> list[list[Strip]]:
    """Return the recipients as lists of strips (an item may go on over lines), without label."""
    items: list[list[Strip]] = []
    dashed = any(marker_of(s.text.strip(" *_;")) for s in strips[1:])
    counted = 0
    for strip in strips:
        body = _without_label(strip)
        for part in _parts(body, inline=body is not strip):
            mark = marker_of(part.text)
            starts = mark is not None and mark.style in ("dash", "plus", "bullet")
            if mark is not None and mark.style in NUMBERED and mark.value == counted + 1:
                starts, counted = mark.sure, counted + mark.sure
            bare = cut(part, mark.end if mark and starts else 0)
            while bare.text[:1] and bare.text[0] in ";-–,. *":
                bare = cut(bare, 1)
            if not bare.text:
                continue
            if not items or starts or _begins_item(items[-1][-1], bare, dashed):
                items.append([bare])
            else:
                items[-1].append(bare)
    return items


def _without_label(strip: Strip) -> Strip:
    lead = len(strip.text) - len(strip.text.lstrip(" *_-–"))
    label = words.recipients_label(strip.text[lead:])
    if label is None:
        return strip
    rest = cut(strip, lead + label.end())
    return cut(rest, len(rest.text) - len(rest.text.lstrip(" :*_\t")))


def _parts(strip: Strip, inline: bool) -> list[Strip]:
    """Part recipients that stand on one line: "A; - B; - Lưu: VT."""
    pattern = r";\s*(?=[-–]\s*\S)|\s(?=[-–]\s*Lưu\b)" if not inline else r";\s*(?=\S)"
    edges = [0, *(match.end() for match in re.finditer(pattern, strip.text)), len(strip.text)]
    return [cut(strip, a, b) for a, b in pairwise(edges)]


def _begins_item(before: Strip, strip: Strip, dashed: bool) -> bool:
    text = before.text.rstrip()
    if ARCHIVE.match(strip.text):
        return True
    if text.endswith((";", ".")):
        return True
    if strip.text[0].islower() or strip.text[0] in "(,":
        return False
    if text.endswith((",", "và", "-", "–", "các")):
        return False
    return not dashed

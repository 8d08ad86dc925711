"""Several lines of a head that a converter packed into one: "UBND XÃ A TRƯỜNG B Số: 1/KH"."""

from __future__ import annotations

import re

from papidesk.domain.recognise import words
from papidesk.domain.recognise.strip import Strip

_LONGEST = 400
_MOTTO = re.compile(
    r"[ĐD][ộôọoỘÔỌO][cC]\s+[lL][ậâạaẬÂẠA][pP]\b.{0,24}?(?:[Pp]húc|PHÚC)(?=\s|\*|$)", re.DOTALL
)
_COUNTRY = re.compile(r"(?:CỘNG|Cộng)\s+(?:HÒA|HOÀ|[Hh]òa|[Hh]oà)\s+(?:XÃ|[Xx]ã)\s+(?:HỘI|[Hh]ội)")
_NUMBER = re.compile(r"(?<=\s)S[ốô]\s*:\s*[\d.…_\s]*/")
_ABOUT = re.compile(r"(?<=\s)V/v\s")
_WORD_START = re.compile(r"(?<=\s)(?=[A-ZĐÀ-Ỹ]{2})")
_ENDS_IN_PLACE = re.compile(
    r"\b(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+"
    r"[^\W_]+(?:\s+[^\W_]+){0,3}$"
)


def holds_country(text: str) -> bool:
    """Tell a short text that has Quốc hiệu somewhere in it."""
    return len(text) <= _LONGEST and _COUNTRY.search(text) is not None


def packed_cuts(strip: Strip) -> list[int]:
    """Return where new lines begin inside a line of the head; [] when it holds one only."""
    text = strip.text
    if len(text) > _LONGEST:
        return []
    cuts: set[int] = set()
    if country := _COUNTRY.search(text):
        cuts.add(country.start())
    if motto := _MOTTO.search(text):
        cuts |= {motto.start(), motto.end()}
    head = len(text)
    if number := _NUMBER.search(text):
        head = number.start()
        if words.is_capitals(text[:head]) or motto:
            cuts.add(head)
            cuts |= {about.start() for about in _ABOUT.finditer(text, number.end())}
    cuts |= _names(strip, min([head, *cuts]) if cuts else head)
    return sorted(at for at in cuts if 0 < at < len(text) and text[at:].strip(" *_"))


def _names(strip: Strip, end: int) -> set[int]:
    """Return where the issuing body begins behind its superior in the same line."""
    text = strip.text[:end]
    if not words.is_capitals(text):
        return set()
    bold = {mark.start for mark in strip.marks if mark.style == "b"}
    for match in _WORD_START.finditer(text):
        at = match.start()
        left = text[:at].rstrip(" *_-–")
        if not words.opens_organisation(text[at:]):
            continue
        if at in bold or _ENDS_IN_PLACE.search(left):
            return {at}
    return set()

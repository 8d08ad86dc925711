"""The bases of a paper: the "Căn cứ …;" lines before its body (NĐ 30, Phụ lục I, mục II.6)."""

from __future__ import annotations

import re
from itertools import pairwise

from papidesk.domain.manuscript import Piece
from papidesk.domain.recognise import words
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.strip import Strip, cut
from papidesk.domain.recognise.zones import Found, one_line
from papidesk.text.fold import fold

_SECOND = re.compile(r"[;.]\s+(?=Căn cứ\s)")
_LEAD_IN = re.compile(r"(?:như sau|sau đây|cụ thể|nội dung sau|nội dung)\s*[:.]?\s*$")
# Lines that stand among the bases without "Căn cứ".
_ALSO = (
    "theo de nghi",
    "xet de nghi",
    "xet to trinh",
    "theo ket qua",
    "theo bien ban",
    "theo thoa",
)
_LONGEST = 1600
# "Thực hiện Kế hoạch số …", and where such a sentence goes on with who does something.
_CITED = re.compile(r"(?:Thực hiện|Theo|Xét|Trên cơ sở)(?:\s+\w+){1,4}\s+số\s")
_DOES = re.compile(
    r"[,;]\s*(?:Ủy ban|Uỷ ban|UBND|Hội đồng|HĐND|Phòng|Văn phòng|Trung tâm|Chủ tịch|Sở|Ban)\b"
)


def read_bases(
    strips: list[Strip],
) -> tuple[list[str], Found | None, dict[str, tuple[Piece, ...]], list[Strip]]:
    """Return the bases, their zone, where each stood, and the strips that follow.

    A "Căn cứ … như sau:" sentence leads in to the body and is no base. Several bases in one
    paragraph are parted.
    """
    texts: list[str] = []
    taken: list[Strip] = []
    places: dict[str, tuple[Piece, ...]] = {}
    rest: list[Strip] = []
    before = strips[: _lead(strips)]
    at = len(before)
    while at < len(strips):
        parts, tail = _bases_of(strips[at], bool(texts))
        if not parts and texts and (_stands_between(strips, at) or _ends_list(texts, strips[at])):
            parts = [strips[at]]
        if not parts:
            break
        for part in parts:
            text, pieces = one_line([part])
            places[f"bases/{len(texts)}"] = pieces
            texts.append(text.strip("* "))
        taken += parts
        at += 1
        if tail is not None:
            rest = [tail]
            break
    if not texts:
        return [], None, {}, strips
    found = Found(name="bases", sure=0.95, strips=taken, kept=list(texts))
    return texts, found, places, before + rest + strips[at:]


def _lead(strips: list[Strip]) -> int:
    """Return how many "Thực hiện …;" or title lines stand above the first basis: they stay text."""
    at = 0
    while at < min(3, len(strips)) and (_cites(strips[at]) or _is_title_rest(strips[at])):
        at += 1
    return at if at < len(strips) and _bases_of(strips[at], False)[0] else 0


def _is_title_rest(strip: Strip) -> bool:
    """Tell a short line above the bases that is no sentence: a note, a part of the title."""
    text = strip.text.strip(" *_")
    plain = strip.grid is None and not strip.number and marker_of(text) is None
    return plain and len(text) < 200 and text[-1:] not in (".", ":", ";", ",")


def _cites(strip: Strip) -> bool:
    """Tell a line that cites what a paper rests on with another word than "Căn cứ"."""
    text = strip.text.strip(" *_")
    opens = fold(text[:12]).startswith(("thuc hien ", "theo ", "xet ", "tren co so "))
    return strip.grid is None and opens and text.endswith(";") and len(text) < _LONGEST


def _stands_between(strips: list[Strip], at: int) -> bool:
    """Tell whether a citing line has a basis below it: then it belongs to the list."""
    if not _cites(strips[at]):
        return False
    below = next((i for i in range(at, min(at + 4, len(strips))) if not _cites(strips[i])), -1)
    return below >= 0 and bool(_bases_of(strips[below], True)[0])


def _ends_list(texts: list[str], strip: Strip) -> bool:
    """Tell the "Thực hiện Kế hoạch số … ." that ends a list whose line before ends with ";".

    A sentence that goes on to tell what the issuer does is the body's first.
    """
    text = strip.text.strip(" *_")
    alone = strip.grid is None and len(text) < _LONGEST and ". " not in text
    listed = texts[-1].endswith(";") and text.endswith(".")
    return alone and listed and _CITED.match(text) is not None and _DOES.search(text) is None


def _bases_of(strip: Strip, follows: bool) -> tuple[list[Strip], Strip | None]:
    """Return the bases in a paragraph and what stands after them in it."""
    text = strip.text
    if strip.grid is not None or len(text) > _LONGEST * 4:
        return [], None
    mark = marker_of(text)
    skip = mark.end if mark and mark.style in ("dash", "plus", "bullet") else 0
    if mark and not skip:
        return [], None
    bare = text[skip:].lstrip(" *_")
    folded = fold(bare[:40])
    if not folded.startswith("can cu "):
        also = follows and folded.startswith(_ALSO) and not _leads_in(bare)
        return ([cut(strip, skip)], None) if also and len(bare) < _LONGEST else ([], None)
    edges = [0, *(match.start() + 1 for match in _SECOND.finditer(text)), len(text)]
    parts = [cut(strip, a, b) for a, b in pairwise(edges)]
    if skip:
        parts[0] = cut(parts[0], skip)
    if not _leads_in(parts[-1].text):
        return parts, None
    if len(parts) == 1:
        return [], None
    last = parts.pop()
    at = last.text.rfind("; ")
    if at > 0:
        return [*parts, cut(last, 0, at + 1)], cut(last, at + 1)
    return parts, last


def _leads_in(text: str) -> bool:
    bare = text.rstrip(" *_")
    return bare.endswith(":") or _LEAD_IN.search(bare) is not None or words.is_capitals(bare)

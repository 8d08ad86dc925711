"""The bodies below "Kính gửi" (NĐ 30, Phụ lục I, mục II.6)."""

from __future__ import annotations

import re

import msgspec

from papidesk.domain.manuscript import Piece
from papidesk.domain.recognise import words
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.strip import Strip, cut
from papidesk.domain.recognise.zones import Found, one_line, shifted
from papidesk.text.fold import fold

# How the first sentence of a body begins; an abstract's second line does not begin so.
OPENERS = re.compile(
    r"(?:Thực hiện|Căn cứ|Để|Nhằm|Theo|Trong|Xét|Sau khi|Qua|Hôm nay|Vào|Trên cơ sở|Ngày|"
    r"Kính gửi|Tiếp theo|Thi hành|Triển khai thực hiện|Hưởng ứng|Được sự|Tiếp tục|"
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Trường|Sở|Phòng|Ban|Văn phòng|Trung tâm)\s"
    r".{0,80}\b(?:xây dựng|ban hành|báo cáo|thông báo|đề nghị|nhận được|yêu cầu|tổ chức|"
    r"trân trọng))"
)


class Addressees(msgspec.Struct, kw_only=True):
    """The addressees with their places and zone, and the strip behind them."""

    texts: list[str]
    places: dict[str, tuple[Piece, ...]]
    zone: Found
    end: int


def read_addressees(strips: list[Strip], begin: int) -> Addressees:
    """Read "Kính gửi:" at ``begin`` with one body on its line, or a list below it."""
    first = strips[begin]
    lead = len(first.text) - len(first.text.lstrip(" *_"))
    label = words.addressees_label(first.text[lead:])
    rest = cut(first, lead + (label.end() if label else 0))
    rest = cut(rest, len(rest.text) - len(rest.text.lstrip(" :*_")))
    items: list[list[Strip]] = [[rest]] if rest.text else []
    at = begin + 1
    places: dict[str, tuple[Piece, ...]] = {}
    while at < len(strips):
        step = _addressee(items, strips[at], first)
        if step == "end":
            break
        if step == "new":
            items.append([strips[at]])
        elif step == "more":
            items[-1].append(strips[at])
        at += 1
    texts: list[str] = []
    for item in items:
        for text, pieces in _split_item(item):
            if words.is_rule(text):
                continue
            places[f"addressees/{len(texts)}"] = pieces
            texts.append(text)
    zone = Found(
        name="addressees", sure=0.95 if texts else 0.6, strips=strips[begin:at], kept=texts
    )
    return Addressees(texts=texts, places=places, zone=zone, end=at)


def _addressee(items: list[list[Strip]], strip: Strip, first: Strip) -> str:
    text = strip.text.strip(" *_")
    if strip.grid is not None or len(text) > 220 or words.is_rule(strip.text):
        return "end"
    mark = marker_of(text)
    if mark and mark.style in ("dash", "plus", "bullet"):
        return "new"
    if (mark and mark.sure) or fold(text).startswith("can cu ") or text.endswith(":"):
        return "end"
    if not items:
        return "new" if len(text) < 160 else "end"
    if first.cell >= 0 and strip.cell == first.cell:
        return "new" if items[-1][-1].text.rstrip().endswith((";", ".")) else "more"
    before = items[-1][-1].text.rstrip()
    dashed = (known := marker_of(items[-1][0].text)) is not None and known.style == "dash"
    apart = strip.blank_before and not (before.endswith((";", ",")) or text[0].islower())
    if before.endswith(".") or apart:
        return "end"
    if before.endswith(";"):
        return "new" if len(text) < 130 and not OPENERS.match(text) else "end"
    if before.endswith(",") or text[0].islower() or (dashed and len(text) < 60):
        return "more"
    return "end"


def _split_item(item: list[Strip]) -> list[tuple[str, tuple[Piece, ...]]]:
    text, pieces = one_line(item)
    found = []
    at = 0
    for match in [*re.finditer(r";\s+(?=[-–A-ZĐÀ-Ỹ])", text), None]:
        end = match.start() if match else len(text)
        part = text[at:end]
        mark = marker_of(part)
        skip = mark.end if mark and mark.style in ("dash", "plus", "bullet") else 0
        bare = part[skip:].strip(" ;,.*_")
        if bare:
            start = at + part.find(bare, skip)
            found.append((bare, shifted(pieces, start)))
        at = match.end() if match else end
    return found

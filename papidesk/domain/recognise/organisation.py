"""The names at the left of the head: the superior body and the body that issues."""

from __future__ import annotations

import re

from papidesk.domain.recognise import words
from papidesk.domain.recognise.strip import Strip
from papidesk.text.fold import fold

# A line that ends so is not the end of a name.
_OPEN_END = re.compile(r"(?:[-–,&]|\b(?:VÀ|CỦA|CHO|VỀ|TẠI|CÁC|ĐẦU TƯ|QUẢN LÝ|và|của))$")


def groups(strips: list[Strip]) -> list[list[Strip]]:
    """Return the lines of the head's left side as names: one list of strips a name."""
    names: list[list[Strip]] = []
    for strip in strips:
        if names and _continues(names[-1], strip, strips):
            names[-1].append(strip)
        else:
            names.append([strip])
    return names


def _continues(name: list[Strip], strip: Strip, every: list[Strip]) -> bool:
    before = name[-1].text.strip(" *")
    text = strip.text.strip(" *")
    if _OPEN_END.search(before) or fold(before) in ("chu tich", "pho chu tich"):
        return True
    if words.opens_place(text):
        return True
    if _changes_to_bold(name[-1], strip, every):
        return False
    if words.opens_organisation(text):
        # "VĂN PHÒNG" above "HỘI ĐỒNG NHÂN DÂN VÀ …" is one name; "UBND XÃ A" above it is not.
        joint = fold(text).startswith(("hoi dong nhan dan va", "hdnd va", "hdnd, ubnd"))
        return fold(before) == "van phong" and joint
    return True


def _changes_to_bold(before: Strip, strip: Strip, every: list[Strip]) -> bool:
    """The superior stands upright and the issuer bold: where that changes a new name begins."""
    return strip.bold and not before.bold and len(every) <= 4


def is_name(strip: Strip, certain: bool) -> bool:
    """Tell whether a line can be (a part of) a body's name.

    ``certain``: the line stands where names stand (left cell, beside Quốc hiệu).
    """
    text = strip.text.strip(" *")
    if not text or len(text) > 160 or strip.grid is not None:
        return False
    if text[-1] in ";:?!" or text[:1] in "-+(":
        return False
    if words.is_capitals(text):
        return certain or words.opens_organisation(text) or words.opens_place(text)
    return certain and text[0].isupper() and words.opens_organisation(text) and len(text) < 90

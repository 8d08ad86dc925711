"""Where a post ends and a person's name begins on one line: "KT. CHỦ TỊCH Nguyễn Văn Mẫu"."""

from __future__ import annotations

import re

from papidesk.domain.recognise import words
from papidesk.domain.recognise.vocabulary import POSITIONS
from papidesk.text.fold import fold

_AUTHORITY = re.compile(r"(?:T\s?/\s?M|TM|K\s?/\s?T|KT|T\s?/\s?L|TL|TUQ|Q)\s*[.:]?\s*[A-ZĐÀ-Ỹ]{2}")
_WORD = re.compile(r"\S+")
_SIGNED = re.compile(r"\s*[(\[]?(?:[Đđ]ã ký|ĐÃ KÝ|[Kk]ý tên[^)]{0,30})[)\]]?\s+")
_LONGEST = 200
# In capitals a name and a body look alike: only the commonest family names tell a person.
_COMMON = frozenset(
    ["nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "ngô",
     "đỗ", "hồ", "dương", "lý", "trịnh", "đinh", "lương", "trương", "lưu", "phùng", "lò", "quàng",
     "tạ", "vàng", "giàng", "nông", "triệu", "đàm", "tô", "đào", "hà"]
)  # fmt: skip


def post_cuts(text: str) -> list[int]:
    """Return where "(Đã ký)" and the name begin in a line of a post or stamp and a name."""
    at = _post_end(text) if 8 < len(text) < _LONGEST else 0
    signed = _SIGNED.match(text, at)
    if signed and (at or _ends_with_name(text)):
        return [at, signed.end()] if at else [signed.end()]
    return [at] if at else []


def _post_end(text: str) -> int:
    start = len(text) - len(text.lstrip(" *_"))
    first = text[start : start + 3]
    if not first.strip(". ").isupper():
        return 0
    body = text[start:]
    if not (fold(body[:40]).startswith(POSITIONS) or _AUTHORITY.match(body)):
        return 0
    tokens = list(_WORD.finditer(text, start))
    for index in range(1, len(tokens)):
        at = tokens[index].start()
        name = text[at:].strip(" *_")
        if tokens[index][0].strip("*_.,()").isupper() and not name.isupper():
            continue
        if name.isupper():
            if _name_in_capitals(text[start:at], name):
                return at
            continue
        return at if _ends_with_name(name) and words.is_capitals(text[start:at]) else 0
    return 0


def _ends_with_name(text: str) -> bool:
    signed = _SIGNED.match(text)
    bare = text[signed.end() :] if signed else text
    return len(bare.split()) >= 2 and words.is_name(bare) and words.has_surname(bare)


def _name_in_capitals(post: str, name: str) -> bool:
    parts = name.split()
    return (
        3 <= len(parts) <= 5
        and parts[0].lower() in _COMMON
        and words.is_name(name)
        and fold(post).strip(" .,*_").endswith(POSITIONS)
        and not words.opens_organisation(name)
        and not words.opens_place(name)
    )

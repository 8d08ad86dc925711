"""The line at the foot of page one: the body's address and how to reach it (mục III)."""

from __future__ import annotations

import re

from papidesk.domain.document import Aside
from papidesk.domain.recognise.strip import Strip

_OPENS = re.compile(
    r"(?:Địa chỉ|Trụ sở|Đ/c|ĐC|Đ/C)\s*(?:cơ quan|liên hệ|trụ sở)?\s*:", re.IGNORECASE
)
_STREET = re.compile(r"(?:Số\s+)?\d+\w?\s*,?\s*(?:đường|phố|đại lộ|quốc lộ)\s", re.IGNORECASE)
_REACHED = re.compile(
    r"(?:Điện thoại|ĐT|Tel|Hotline|Fax|Email|E-mail|Thư điện tử|Website|Web|Trang thông tin điện tử"
    r"|Cổng thông tin điện tử)\s*[.:]|\w@\w[\w.-]+\.\w",
    re.IGNORECASE,
)
_LONGEST = 300


def is_address(text: str) -> bool:
    """Tell a line that says where a body is: "Địa chỉ: …", a street with a telephone number."""
    if len(text) > _LONGEST:
        return False
    return _OPENS.match(text) is not None or (
        _REACHED.search(text) is not None
        and (_STREET.match(text) is not None or _REACHED.match(text) is not None)
    )


def address_among(asides: list[Aside]) -> tuple[str, list[Aside]]:
    """Return the address among page feet, and the asides that are left; "" when there is none."""
    for aside in asides:
        text = " ".join(aside.text.split())
        if aside.kind == "footer" and is_address(text):
            return text, [other for other in asides if other is not aside]
    return "", asides


def address_below(strips: list[Strip]) -> str:
    """Return the address where it is all that stands below the signature, else ""."""
    lines = [strip.text.strip(" *_") for strip in strips]
    if not 0 < len(lines) <= 4 or any(strip.grid is not None or strip.number for strip in strips):
        return ""
    told = sum(is_address(line) or _STREET.match(line) is not None for line in lines)
    return " ".join(" ".join(lines).split()) if told * 2 >= len(lines) and told else ""

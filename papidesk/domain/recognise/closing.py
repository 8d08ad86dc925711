"""The closing: "Trên đây là …", and what is said after it before the recipients."""

from __future__ import annotations

import re

from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.strip import Strip
from papidesk.text.fold import fold

_OPENS = (
    "tren day la", "tren day", "tran trong", "rat mong", "kinh de nghi", "kinh mong", "kinh trinh",
    "vay,", "vay ",
)  # fmt: skip
_ASKS = re.compile(
    r"\b(?:yêu cầu|đề nghị|trân trọng|kính|mong|báo cáo|triển khai|thực hiện|đạt kết quả|"
    r"phối hợp|chịu trách nhiệm|thi hành|xem xét|quyết định)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:UBND|Ủy ban|Uỷ ban|Chủ tịch|Hội đồng|Đề nghị|Yêu cầu|Trong quá trình|Nhận được|Căn cứ|"
    r"Quá trình|Các |Giao |Sở |Phòng |Trường |Ban |Văn phòng|Trung tâm|Kế hoạch này|Thông báo này)"
)


def closing_start(strips: list[Strip]) -> int:
    """Return the index at which the closing begins, ``len(strips)`` when there is none."""
    end = len(strips)
    at = end
    while at > 0 and end - at < 5 and _is_plain(strips[at - 1]):
        at -= 1
    opening = next(
        (i for i in range(at, end) if fold(strips[i].text[:24]).startswith(_OPENS)), None
    )
    if opening is not None:
        return opening
    last = strips[-1] if strips else None
    if last is None or at == end or last.align == "center":
        return end
    ended = last.text.rstrip(" *_").endswith(("./.", "./", "/."))
    told = _SUBJECT.match(last.text.lstrip("*_ ")) is not None
    if ended and (told or _ASKS.search(last.text)) and len(last.text) < 1500:
        # A section of one paragraph keeps it: "III. KINH PHÍ" would be empty without.
        if end >= 2 and _is_heading(strips[end - 2]) and not told:
            return end
        return end - 1
    return end


def _is_plain(strip: Strip) -> bool:
    if strip.grid is not None or strip.number or strip.bullet or strip.heading:
        return False
    mark = marker_of(strip.text)
    return mark is None or not mark.sure


def _is_heading(strip: Strip) -> bool:
    mark = marker_of(strip.text)
    return (
        strip.heading > 0 or strip.bold or (mark is not None and mark.style not in ("dash", "plus"))
    )

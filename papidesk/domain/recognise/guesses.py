"""What the first sentences say of a head that is missing: told as a guess, never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document
from papidesk.domain.manuscript import ZoneName

_HINT = re.compile(
    r"(?:Kế hoạch|Báo cáo|Chương trình|Thông báo|Phương án)\s+(?P<hint>.{12,300}?),?\s*"
    r"(?:cụ thể|với các nội dung|gồm|theo các nội dung)?\s*(?:cụ thể\s*)?như sau"
)
_BODY = re.compile(
    r"(?P<body>(?:Trường|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Phòng|Ban|Trung tâm|Văn phòng|"
    r"Chi cục|Hội|Đoàn|Công an|Trạm)\s[^,.;:]{2,80}?)\s+(?:đã\s+)?(?:xây dựng|ban hành|báo cáo|"
    r"thông báo|tổ chức|triển khai|lập|đề nghị|trân trọng|kính)"
)


def guesses(document: Document) -> Iterator[tuple[ZoneName, str]]:
    """Yield zone and text of what the opening paragraphs name: the issuing body, the abstract."""
    for block in document.blocks[:6]:
        if not isinstance(block, Paragraph):
            continue
        text = block.text[:1500]
        if not document.abstract and (match := _HINT.search(text)):
            yield "abstract", match["hint"].strip(" ,")
        if not document.issuer and (match := _BODY.search(text)):
            yield "issuer", match["body"].strip()

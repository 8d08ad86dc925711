"""Head fields that an imported paper lacks, inferred from its text and marked as guesses.

Text extracts often lose the head of a paper. Who issued it can mostly be told from who signs and
from how the text names the writer ("UBND xã An Hòa xây dựng Kế hoạch …"). What is inferred is
listed in ``Document.guessed``; nothing that the paper says is changed.
"""

from __future__ import annotations

import re
from collections import Counter

from papidesk.domain.blocks import texts
from papidesk.domain.document import Document
from papidesk.domain.kinds import kinds
from papidesk.domain.record import replace

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME = rf"[{_UPPER}]\w*(?:\s+(?:[{_UPPER}]\w*|\d{{1,2}}(?![\d/])))*"
_UNIT = r"xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh"
_COMMITTEE = re.compile(
    rf"(?P<before>\b(?:của|về|trình|gửi|với|qua)\s+)?"
    rf"(?i:(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd)\s+"
    rf"(?P<unit>(?i:{_UNIT}))\s+(?P<name>{_NAME})"
)
_BODY = re.compile(
    r"^(?P<body>(?:Trường|Sở|Phòng|Trung tâm|Trạm|Chi cục|Ban|Văn phòng|Công an)\s[^,.;:]{2,80}?)"
    r"\s+(?:xây dựng|ban hành|báo cáo|đề nghị|triển khai|thông báo|kính đề nghị|tổ chức)\b"
)
_ACTS = re.compile(
    r"^\s*(?:đã\s+)?(?:xây dựng|ban hành|báo cáo|đề nghị|yêu cầu|thông báo|triển khai)"
)
# Weights of one piece of evidence: the writer names itself as the one who acts.
_MENTIONED, _ACTING, _IN_PLACE, _IN_ABSTRACT, _OBJECT = 2, 6, 8, 4, -1


def complete(document: Document) -> Document:
    """Return ``document`` with issuer, symbol and place inferred where it has none."""
    found: dict[str, str] = {}
    issuer = document.issuer
    if not issuer:
        issuer = _issuer(document)
        if issuer:
            found["issuer"] = issuer
    if not document.place and (place := _place(issuer)):
        found["place"] = place
    if not document.symbol and (symbol := _symbol(document.kind, issuer)):
        found["symbol"] = symbol
    if not found:
        return document
    return replace(document, **found, guessed=tuple(sorted({*document.guessed, *found})))


def _issuer(document: Document) -> str:
    lines = [document.abstract, *(t for b in document.blocks for t in texts(b)), document.closing]
    if _signs_for_committee(document):
        return _committee(document, lines)
    for line in lines:
        found = _BODY.match(line)
        if found:
            return " ".join(found["body"].split()).upper()
    return ""


def _signs_for_committee(document: Document) -> bool:
    """Tell whether a People's Committee signs: by its TM. line, its chair, or its symbol."""
    signed = " ".join(document.signature.lines).upper().replace("UỶ", "ỦY")
    if "ỦY BAN NHÂN DÂN" in signed:
        return True
    return "CHỦ TỊCH" in signed and "HỘI ĐỒNG" not in signed


def _committee(document: Document, lines: list[str]) -> str:
    votes: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for line in lines:
        for found in _COMMITTEE.finditer(line):
            if not found["name"][:1].isupper():
                continue
            name = f"{found['unit']} {found['name']}".upper()
            key = " ".join(name.split())
            spelled.setdefault(key, key)
            weight = _OBJECT if found["before"] else _MENTIONED
            if _ACTS.match(line[found.end() :]):
                weight += _ACTING
            votes[key] += weight
    for key in spelled:
        proper = key.split(" ", 1)[-1]
        if document.place and key.endswith(document.place.upper()):
            votes[key] += _IN_PLACE
        if proper in document.abstract.upper():
            votes[key] += _IN_ABSTRACT
    if votes and max(votes.values()) > 0:
        return f"ỦY BAN NHÂN DÂN {votes.most_common(1)[0][0]}"
    place = " ".join(document.place.split())
    return f"ỦY BAN NHÂN DÂN {place.upper()}" if re.match(_UNIT, place, re.IGNORECASE) else ""


def _place(issuer: str) -> str:
    found = re.match(rf"ỦY BAN NHÂN DÂN (?:{_UNIT})\s+(.+)", issuer, re.IGNORECASE)
    return found[1].title() if found else ""


def _symbol(kind: str, issuer: str) -> str:
    known = kinds().get(kind)
    if known is None or not known.abbreviation or not issuer.startswith("ỦY BAN NHÂN DÂN"):
        return ""
    return f"{known.abbreviation}-UBND"

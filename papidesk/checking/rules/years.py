"""The year in the title and where the paper speaks of itself; dates of what it cites."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Passage, Subject
from papidesk.domain.kinds import kinds
from papidesk.i18n import N_
from papidesk.text.fold import fold

_YEAR = re.compile(r"\bnăm\s+(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*\d)")
# Before a year: a comparison, a period, a date, or what was before or comes after.
_OTHER_YEAR = re.compile(
    r"(?:so với|cùng kỳ|từ|đến|hết|giai đoạn|tháng\s+\d+|quý\s+\w+|trước|cuối|đầu|kết quả|tổng kết|"
    r"sơ kết|và|tiếp tục|sau|định hướng|tầm nhìn|kỳ)\s*$",
    re.IGNORECASE,
)
_CITED = re.compile(r"\bsố\s*(?::\s*)?\d[^,;.]*?(?:19|20)\d\d")
_SELF = (
    r"(?:xây dựng|ban hành|lập|triển khai|thực hiện|báo cáo|trên đây là|về|gửi)\s+(?:\w+\s+){0,2}?"
)
_ABOUT_SELF = re.compile(
    r"(?:như sau|sau đây|cụ thể|với các nội dung)|^\W*trên đây là", re.IGNORECASE
)
_CITATION_DATE = re.compile(
    r"\bsố\s*(?::\s*)?\d[\w/-]*\s+ngày\s+(?P<d>\d{1,2})\s*(?:/|-|\s*tháng\s*)\s*(?P<m>\d{1,2})\s*"
    r"(?:/|-|\s*năm\s*)\s*(?P<y>\d{4})"
)


@paper_rule(
    "NAM_KHONG_KHOP",
    N_("Year in keeping with the title"),
    "error",
    "NĐ 30/2020, Phụ lục I, mục II.5",
    "content",
)
def _year(subject: Subject) -> Iterator[Hit | Skip]:
    """Where the paper names itself ("xây dựng Kế hoạch … năm 2024") the title's year stands.

    Not judged: years of comparison, of a period, of what is cited, and titles with several years.
    """
    document = subject.document
    years = {found["year"] for found in _YEAR.finditer(document.abstract)}
    known = kinds().get(document.kind)
    if len(years) != 1 or known is None or re.search(r"\d{4}\s*[-–]\s*\d{4}", document.abstract):
        yield not_applicable(N_("The title names no single year."))
        return
    right = next(iter(years))
    title = set(fold(document.abstract).split())
    name = known.title if known.code != "CV" else "công văn"
    for passage in _speaking(subject):
        for found in _own_mentions(passage.text, name, title):
            if found["year"] != right:
                yield Hit(
                    message=N_("The title says {right}, but here the paper is named for {found}."),
                    values={"right": right, "found": found["year"]},
                    path=passage.path,
                    offset=found.start(),
                    length=len(found[0]),
                    expected=f"năm {right}",
                    mend=f"năm {right}",
                )


def _speaking(subject: Subject) -> Iterator[Passage]:
    """Yield the passages in which a paper names itself: bases, first paragraphs, closing."""
    opening = 0
    for passage in subject.passages:
        if passage.role in {"basis", "authority", "closing"}:
            yield passage
        elif passage.role == "heading":
            opening = 99
        elif passage.path.startswith("blocks/") and passage.role in {"paragraph", "item"}:
            opening += 1
            if opening <= 5 or _ABOUT_SELF.search(passage.text):
                yield passage
    if not subject.document.closing and subject.body:
        yield subject.body[-1]


def _own_mentions(text: str, name: str, title: set[str]) -> Iterator[re.Match[str]]:
    """Yield the years that belong to a mention of the paper itself."""
    self_named = re.compile(
        rf"(?<!\w){_SELF}(?:(?:{name}|{name.lower()})\b(?!\s+(?:số|của|này)))", re.IGNORECASE
    )
    for mention in self_named.finditer(text):
        end = _clause_end(text, mention.end())
        clause = text[mention.end() : end]
        for found in _YEAR.finditer(text, mention.end(), end):
            before = text[mention.end() : found.start()]
            if _OTHER_YEAR.search(before) or _CITED.search(clause[: found.end() - mention.end()]):
                continue
            words = set(fold(before).split())
            if len(words & title) >= min(3, max(1, len(title) // 3)):
                yield found
                break


# No clause is longer; a text without any stop must not be looked through for each word of it.
_CLAUSE = 600


def _clause_end(text: str, start: int) -> int:
    last = min(len(text), start + _CLAUSE)
    stops = [at for mark in (". ", ";", ":", "\n") if (at := text.find(mark, start, last)) >= 0]
    return min(stops, default=last)


@paper_rule(
    "NGAY_VIEN_DAN_SAU",
    N_("Cited papers are older"),
    "warning",
    "NĐ 30/2020, Phụ lục I, mục II.6",
    "content",
)
def _cited_later(subject: Subject) -> Iterator[Hit | Skip]:
    """What a paper cites was dated before it, and on a day that exists."""
    own = subject.document.date.date
    for passage in subject.passages:
        for found in _CITATION_DATE.finditer(passage.text):
            try:
                day = datetime.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                yield _hit(passage, found, N_("“{text}”: there is no such day."))
                continue
            if own is not None and day > own:
                yield _hit(passage, found, N_("“{text}” is dated later than this paper."))


def _hit(passage: Passage, found: re.Match[str], message: str) -> Hit:
    return Hit(
        message=message,
        values={"text": found[0]},
        path=passage.path,
        offset=found.start(),
        length=len(found[0]),
    )


RULES = (_year, _cited_later)

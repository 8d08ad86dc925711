"""Bases and citations: end marks, the issuing body, one order of body and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule, passage_rule
from papidesk.checking.subject import Passage, Subject
from papidesk.i18n import N_
from papidesk.text.fold import fold

_SOURCE = "NĐ 30/2020, Phụ lục I, mục II.6"
_DATE = r"ngày\s+\d{1,2}\s*(?:/|-|\s*tháng\s*)\s*\d{1,2}\s*(?:/|-|\s*năm\s*)\s*\d{4}"
_KIND = (
    r"(?:Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Chương trình|Đề án|Công văn|Thông báo|Hướng dẫn|"
    r"Nghị định|Thông tư|Kết luận|Báo cáo|Tờ trình|Văn bản|Quy chế)"
)
_CITED = re.compile(
    rf"{_KIND}\s+số\s*:?\s*(?P<number>[\w./-]+)(?P<early>\s*,?\s+của\s+[^;,.]{{2,60}}?)?"
    rf"\s*,?\s+(?P<date>{_DATE})(?P<next>\s+\S+)?"
)
# Who issues it is the subject of the sentence, or it is a reference in brackets.
_ISSUED = re.compile(r"(?:ban hành|có|tại|\()\s*$")
_BLANK = re.compile(
    r"\bsố\s*(?::\s*)?(?:[.…_]+\s*)?/[A-ZĐ][\wĐ-]*|\bngày[\s.…_]+tháng[\s.…_]*(?:\d{1,2}[\s.…_]*)?năm\b"
)
_LINES_NEAR = 100
_OPENING = re.compile(r"^\W*(?:Căn cứ|Thực hiện|Theo|Nhằm|Để|Xét|Trên cơ sở)\b")


@paper_rule("CANCU_DAU", N_("End marks of the bases"), "error", _SOURCE)
def _end_marks(subject: Subject) -> Iterator[Hit | Skip]:
    """Each basis ends with “;”, the last with a full stop."""
    lines = [line for line in subject.raw("bases").split("\n") if line.strip()]
    bases = subject.document.bases
    texts = _as_read(bases, lines)
    if not any(texts):
        yield not_applicable(N_("The program prints the end marks of the bases."))
        return
    for index, text in enumerate(texts):
        if not text:
            continue
        last = index == len(texts) - 1
        right = "." if last else ";"
        if text[-1] == right or (last and text[-1] == ":"):
            continue
        at = len(bases[index].rstrip())
        stored = bases[index].rstrip()[-1:] in {";", ".", ","}
        yield Hit(
            message=N_("Each basis ends with “;”, the last one with a full stop."),
            path=f"bases/{index}",
            offset=at - 1 if stored else at,
            length=1 if stored else 0,
            text=text[-30:],
            expected=right,
            mend=right if stored else None,
        )


def _as_read(bases: tuple[str, ...], lines: list[str]) -> list[str]:
    """Return the bases with their end marks as in the file, "" where that is not known."""
    folded = [fold(line) for line in lines]
    texts = []
    for index, basis in enumerate(bases):
        if basis.rstrip().endswith((";", ".", ",")):
            texts.append(basis.rstrip())
            continue
        # Bases stand in the order of the lines, each on a few of them.
        near = slice(max(0, index - _LINES_NEAR), index + _LINES_NEAR)
        texts.append(_line_of(fold(basis), lines[near], folded[near]))
    return texts


def _line_of(basis: str, lines: list[str], folded: list[str]) -> str:
    """Return the line a basis (folded) ends on, "" when it begins on none of ``lines``."""
    for index, line in enumerate(folded):
        if line.lstrip(" -–").startswith(basis[:60][: max(1, len(line) - 2)]):
            ends = (at for at in range(index, len(lines)) if basis[-12:] in folded[at])
            return lines[next(ends, index)].rstrip()
    return ""


def _introduction(subject: Subject) -> Iterator[Passage]:
    """Yield bases and the paragraphs before the first heading that cite what a paper rests on."""
    for passage in subject.passages:
        if passage.role in {"basis", "authority"}:
            yield passage
        elif passage.role == "heading":
            return
        elif passage.role == "paragraph" and _OPENING.match(passage.text):
            yield passage


def _citations(subject: Subject) -> list[tuple[Passage, re.Match[str], bool, bool]]:
    """Return each full citation: does the body stand before the date, does it after."""
    return [
        (passage, found, bool(found["early"]), (found["next"] or "").strip() == "của")
        for passage in _introduction(subject)
        for found in _CITED.finditer(passage.text)
        if not _ISSUED.search(passage.text[max(0, found.start() - 40) : found.start()])
    ]


@paper_rule("CAN_CU_THIEU_CO_QUAN", N_("Body of a basis"), "warning", _SOURCE, "content")
def _no_body(subject: Subject) -> Iterator[Hit | Skip]:
    """What a paper rests on is cited with the body that issued it."""
    cited = _citations(subject)
    if not cited:
        yield not_applicable(N_("No paper is cited in full."))
        return
    for passage, found, early, late in cited:
        if not early and not late and not _body_in_number(found["number"]):
            yield Hit(
                message=N_("The citation does not say whose paper it is (“của …”)."),
                path=passage.path,
                offset=found.start(),
                length=found.end("date") - found.start(),
            )


def _body_in_number(number: str) -> bool:
    """A number like 12/TTg names one person only; nothing in it is left to say."""
    return bool(re.search(r"-(?:TTg|CP)$", number)) and "/" not in number


@paper_rule("CAN_CU_THU_TU", N_("One order of body and date"), "warning", _SOURCE, "content")
def _order(subject: Subject) -> Iterator[Hit | Skip]:
    """Citations say first the date, then the body (“ngày … của …”), all in one order."""
    cited = _citations(subject)
    if not any(late for *_, late in cited):
        yield not_applicable(N_("No paper is cited in full."))
        return
    for passage, found, early, _ in cited:
        if early:
            yield Hit(
                message=N_("Other citations have the date before the body (“ngày … của …”)."),
                path=passage.path,
                offset=found.start(),
                length=found.end("date") - found.start(),
            )


@passage_rule("VIEN_DAN_DE_TRONG", N_("Blanks in a citation"), "warning", _SOURCE)
def _blank(passage: Passage) -> Iterator[Hit]:
    """A cited paper has its number and its day; the line below an annex's title may wait."""
    if passage.role in {"annex_note", "label"}:
        return
    for found in _BLANK.finditer(passage.text):
        yield Hit(
            message=N_("Number or day of the cited paper is still blank."),
            offset=found.start(),
            length=len(found[0]),
        )


RULES = (_end_marks, _no_body, _order, _blank)

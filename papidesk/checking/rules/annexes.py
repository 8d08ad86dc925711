"""Annexes: those the text speaks of are there, and those there are named, labelled and tied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit, Skip, not_applicable
from papidesk.checking.registry import paper_rule
from papidesk.checking.subject import Passage, Subject
from papidesk.domain.kinds import kinds
from papidesk.domain.numbering import core, from_roman
from papidesk.domain.paper import annex_labels
from papidesk.i18n import N_

_SOURCE = "NĐ 30/2020, Phụ lục I, mục III.1"
_REFERENCE = re.compile(
    r"(?<!\w)[Pp](?:hụ lục|HỤ LỤC)(?!\w)(?:\s+số)?\s*(?P<number>[IVX]+|\d{1,4})?(?!\w)"
)
_ATTACHED = re.compile(r"kèm|gửi|đính|dưới đây|sau đây|của (?:Kế hoạch|văn bản|Báo cáo) này", re.I)
# An annex of another paper: its kind with number, year or "này" missing follows.
_OTHERS = re.compile(
    r"(?:Luật|Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Công văn|Hướng dẫn|Kế hoạch|Quy chế|"
    r"Thông báo|Chương trình|Đề án|Quy hoạch|Hiệp định|Hợp đồng)"
    r"(?:\s+[\w-]+){0,4}?\s+(?:số\s*)?\d+(?:[/-]|\s+ngày)|"
    r"(?:của|tại|theo|kèm theo|với)\s+(?:Luật|Nghị định|Thông tư|Bộ luật)\b"
)
_SEPARATE = re.compile(r"(?:tệp|file|thư điện tử|email|e-mail|bản điện tử|đường dẫn|địa chỉ)", re.I)


# No sentence is longer; a text without any stop must not be looked through for each word of it.
_SENTENCE = 600


def _references(subject: Subject) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield where the text speaks of an annex of its own that is not there, each annex once."""
    said = set(range(len(subject.document.annexes) + 1))
    for passage in subject.body:
        attached = bool(_ATTACHED.search(passage.text))
        for found in _REFERENCE.finditer(passage.text):
            if _value(found["number"]) in said or not (found["number"] or attached):
                continue
            start, end = found.span()
            sentence = _sentence(passage.text, start, end)
            near = passage.text[max(0, start - 40) : end + 80]
            if _OTHERS.search(near) or _SEPARATE.search(sentence):
                continue
            if found["number"] or _ATTACHED.search(sentence):
                said.add(_value(found["number"]))
                yield passage, found


def _sentence(text: str, start: int, end: int) -> str:
    """Return the part of ``text`` around a place, up to the next stop or semicolon."""
    first, last = max(0, start - _SENTENCE), end + _SENTENCE
    left = max(text.rfind(mark, first, start) for mark in (". ", "; ", "\n"))
    right = min(
        (at for mark in (". ", "; ", "\n") if (at := text.find(mark, end, last)) >= 0), default=-1
    )
    if right < 0:
        right = min(last, len(text))
    left = left if left >= 0 else first - 1
    return text[left + 1 : right]


@paper_rule("PHU_LUC_THIEU", N_("Annex that is not there"), "error", _SOURCE)
def _missing(subject: Subject) -> Iterator[Hit | Skip]:
    """An annex the text refers to is part of the paper."""
    for passage, found in _references(subject):
        yield Hit(
            message=N_("The text refers to “{name}”, but the paper has no such annex."),
            values={"name": found[0].strip()},
            path=passage.path,
            offset=found.start(),
            length=len(found[0].rstrip()),
        )


def _value(number: str | None) -> int:
    if not number:
        return 1
    return int(number) if number.isdigit() else from_roman(number) or 1


@paper_rule("PHU_LUC_KHONG_NHAC", N_("Annex the text does not mention"), "warning", _SOURCE)
def _unmentioned(subject: Subject) -> Iterator[Hit | Skip]:
    """The text refers to each annex."""
    if not subject.document.annexes:
        yield not_applicable(N_("There is no annex."))
        return
    words = re.compile(r"phụ lục|biểu|mẫu|danh sách|đề cương|kèm theo|đính kèm", re.IGNORECASE)
    if not any(words.search(passage.text) for passage in subject.body):
        yield Hit(message=N_("The text does not mention the annex."), path="annexes/0")


@paper_rule("PHU_LUC_SO", N_("Numbers of annexes"), "error", _SOURCE)
def _several(subject: Subject) -> Iterator[Hit | Skip]:
    """Two annexes and more are numbered with Roman numbers."""
    annexes = subject.document.annexes
    labels = annex_labels(annexes)
    if sum(not annex.kind for annex in annexes) < 2:
        yield not_applicable(N_("There are not several annexes."))
        return
    for index, annex in enumerate(annexes):
        label = annex.label_as_written
        if not label or not re.match(r"phụ lục", label, re.IGNORECASE):
            continue
        number = core(re.sub(r"(?i)^phụ lục(\s+số)?", "", label))
        if from_roman(number.upper()) is None:
            yield Hit(
                message=N_("Several annexes are numbered with Roman numbers: “{right}”."),
                values={"right": labels[index]},
                path=f"annexes/{index}",
                text=label,
                expected=labels[index],
            )


@paper_rule("PHU_LUC_NHAN", N_("Label of an annex"), "warning", _SOURCE)
def _single_label(subject: Subject) -> Iterator[Hit | Skip]:
    """A single annex is labelled “Phụ lục” alone; no label has a colon or “số”."""
    annexes = subject.document.annexes
    if not annexes:
        yield not_applicable(N_("There is no annex."))
        return
    labels = annex_labels(annexes)
    for index, annex in enumerate(annexes):
        label = annex.label_as_written.strip()
        if not re.match(r"phụ lục", label, re.IGNORECASE):
            continue
        right = labels[index]
        numbered = bool(re.search(r"[IVX\d]", label[7:]))
        if label.endswith(":") or re.search(r"\bsố\b", label) or (right == "Phụ lục" and numbered):
            yield Hit(
                message=N_("The label of this annex is written “{right}”."),
                values={"right": right},
                path=f"annexes/{index}",
                text=label,
                expected=right,
            )


@paper_rule("PHU_LUC_KEMTHEO", N_("“(Kèm theo …)” of an annex"), "error", _SOURCE)
def _tied(subject: Subject) -> Iterator[Hit | Skip]:
    """Below an annex's title stands which paper it belongs to; own papers print it."""
    if subject.reading is None or not subject.document.annexes:
        yield not_applicable(N_("There is no annex, or the program prints the line."))
        return
    known = kinds().get(subject.document.kind)
    name = known.title if known else "văn bản"
    for index, annex in enumerate(subject.document.annexes):
        if not annex.note:
            form = f"(Kèm theo {name} số … ngày … tháng … năm … của …)"
            yield Hit(
                message=N_("Below the title of the annex the line “{form}” is missing."),
                values={"form": form},
                path=f"annexes/{index}",
                text=annex.title[:60],
                expected=form,
            )


RULES = (_missing, _unmentioned, _several, _single_label, _tied)

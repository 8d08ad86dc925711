"""Annexes: where they begin, their label, title and note (NĐ 30, Phụ lục I, mục III.1)."""

from __future__ import annotations

import re

import msgspec

from papidesk.domain.kinds import kinds
from papidesk.domain.recognise import words
from papidesk.domain.recognise.head import read_head
from papidesk.domain.recognise.kind_line import kind_at
from papidesk.domain.recognise.marker import marker_of
from papidesk.domain.recognise.strip import Strip, cut
from papidesk.text.fold import fold

_LABEL = re.compile(
    r"[*_ ]*(?P<label>(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|PHU LUC|Phu luc)"
    r"(?:\s+(?:SỐ|Số|số)\.?)?(?:\s*[:.]?\s*(?:[IVX]{1,5}|\d{1,2}[a-z]?|[A-H])(?![\w/]))?)"
    r"\s*(?P<mark>[:.\-–]*)[*_ ]*(?P<rest>.*)$",
    re.DOTALL,
)
_FORM_LABEL = re.compile(
    r"[*_ ]*(?P<label>(?:BIỂU MẪU|Biểu mẫu|BIỂU|Biểu|MẪU|Mẫu|ĐỀ CƯƠNG|Đề cương)"
    r"(?:\s+(?:SỐ|Số|số))?\s*[:.]?\s*(?:\d{1,2}[a-z]?|[IVX]{1,4}))\s*(?P<mark>[:.\-–]*)[*_ ]*"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_ISSUED_WITH = re.compile(r"kem theo (?:quyet dinh|nghi quyet)\b")
_NOTE = re.compile(
    r"[*_ ]*\(\s*(?:kèm theo|ban hành kèm|kem theo|đính kèm|gửi kèm|theo|tại|của|ban hành theo)",
    re.I,
)


class Start(msgspec.Struct, kw_only=True):
    """The opening lines of an annex and where its content begins."""

    at: int
    content: int
    label: str = ""
    title: list[Strip] = msgspec.field(default_factory=list)
    note: list[Strip] = msgspec.field(default_factory=list)
    strips: list[Strip] = msgspec.field(default_factory=list)
    sure: float = 0.9


def label_of(strip: Strip, after_foot: bool = False) -> re.Match[str] | None:
    """Return the match of an annex's label at the start of a line that is nothing but a heading.

    Below the foot a title in small letters may follow the label ("Phụ lục 1: Danh sách …").
    """
    text = strip.text
    if strip.grid is not None or not text or len(text) > 320:
        return None
    match = _LABEL.match(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    if not rest:
        return match
    if rest[0] in ",;)." or rest.endswith((";", ",")):
        return None
    if words.is_capitals(rest) and len(rest) > 3:
        return match
    if _NOTE.match(rest):
        return match
    if after_foot and rest[0].isupper() and match["mark"] and not rest.endswith("."):
        return match
    centered = strip.align == "center" or (strip.bold and bool(match["mark"]))
    return match if centered and not rest.endswith(".") and rest[0].isupper() else None


def starts_annex(strips: list[Strip], index: int, after_foot: bool = False) -> bool:
    """Tell whether an annex begins at a strip, wherever in the paper that is.

    A mention in running text does not count: the line must be the label alone, or label and title
    in capitals, and stand apart.
    """
    strip = strips[index]
    first = strip.text[:1]
    match = label_of(strip, after_foot) if first and first in "P*_ " else None
    if match is None:
        return False
    apart = (
        after_foot
        or strip.align == "center"
        or strip.bold
        or strip.heading > 0
        or strip.page_break
        or strip.blank_before
        or words.is_capitals(match["label"])
        or (not match["rest"].strip() and _heads(strips, index + 1))
    )
    if not apart:
        return False
    before = strips[index - 1].text.rstrip() if index else "."
    return not before.endswith((",", " tại", " theo", "(")) or strip.page_break


def _heads(strips: list[Strip], at: int) -> bool:
    """Tell whether a title in capitals or a note "(Kèm theo …)" follows a label."""
    if at >= len(strips) or strips[at].grid is not None:
        return False
    text = strips[at].text
    return _NOTE.match(text) is not None or (words.is_capitals(text) and len(text) > 8)


def read_start(strips: list[Strip], at: int) -> Start:
    """Return the opening of the annex that begins at ``at`` (with or without a label)."""
    first = strips[at]
    match = label_of(first, after_foot=True) or (
        _FORM_LABEL.match(first.text) if first.grid is None else None
    )
    start = Start(at=at, content=at)
    if match is not None:
        start.label = f"{match['label']}{match['mark']}".strip()
        start.strips.append(first)
        rest = cut(first, match.start("rest"))
        start.content = at + 1
        if rest.text and _NOTE.match(rest.text):
            start.note.append(rest)
        elif rest.text:
            start.title.append(rest)
    else:
        start.sure = 0.65
    _read_title(strips, start)
    return start


def _read_title(strips: list[Strip], start: Start) -> None:
    """Read the lines of title and note that follow the label."""
    at = start.content
    while at < len(strips) and at < start.content + 12:
        strip = strips[at]
        text = strip.text.strip(" *_")
        if strip.grid is not None:
            break
        if words.is_rule(strip.text) and not strip.number:
            at += 1
            continue
        if not start.note and _NOTE.match(strip.text) and len(text) < 400:
            start.note.append(strip)
            at += 1
            while at < len(strips) and not start.note[-1].text.rstrip(" *_").endswith(")"):
                if strips[at].grid is not None or strips[at].blank_before:
                    break
                start.note.append(strips[at])
                at += 1
            continue
        if start.note or not (_is_title(strip, text, start) or _note_follows(strips, at)):
            break
        start.title.append(strip)
        at += 1
    start.strips += [s for s in strips[start.content : at] if s.number or not words.is_rule(s.text)]
    start.content = at


def _note_follows(strips: list[Strip], at: int) -> bool:
    """Tell whether short lines lead to the note: then they all belong to the title."""
    for strip in strips[at : at + 4]:
        if strip.grid is not None or len(strip.text) > 300:
            return False
        if _NOTE.match(strip.text):
            return True
        mark = marker_of(strip.text)
        if (mark and mark.sure) or strip.text.rstrip().endswith((".", ";", ":")):
            return False
    return False


def _is_title(strip: Strip, text: str, start: Start) -> bool:
    if len(text) > 300 or text.endswith((":", ";")):
        return False
    mark = marker_of(text)
    if mark and mark.sure:
        return False
    if words.is_country(text) or words.is_motto(text):
        return False
    if text in ("TT", "STT", "SỐ TT") or (start.title and " " not in text and len(text) < 7):
        return False
    if words.is_capitals(text):
        return True
    if not start.title:
        styled = strip.align == "center" or strip.bold or strip.heading > 0
        return styled and not text.endswith(".") and len(text) < 220
    first = start.title[0]
    if words.is_capitals(first.text):
        return False
    return strip.align == "center" and first.align == "center" and strip.bold == first.bold


def head_of(strips: list[Strip]) -> tuple[int, int]:
    """Return from where to where an annex repeats a paper's head above its own title.

    A plan that a decision issues is bound behind it with bodies and Quốc hiệu of its own.
    """
    begin = 1 if strips and label_of(strips[0], after_foot=True) else 0
    near = strips[begin : begin + 10]
    if not any(words.is_country(strip.text) for strip in near if strip.grid is None):
        return begin, begin
    head = read_head(strips[begin:])
    return begin, begin + head.at - (1 if head.kind else 0)


def attached_kind(start: Start, *, whole_head: bool) -> tuple[str, str]:
    """Take the kind out of the title of a document issued with a decision (mẫu 1.3).

    Returns its code and its name as written, both "" for an annex. It has a head of its own
    (``whole_head``) or says in its note what decision it belongs to.
    """
    note = fold(" ".join(strip.text for strip in start.note))
    if not start.title or not (whole_head or _ISSUED_WITH.search(note)) or start.label:
        return "", ""
    first = start.title[0]
    found = kind_at(first)
    if found is None or not kinds()[found[0]].abbreviation:
        return "", ""
    code, at, _ = found
    name, rest = first.text[:at], cut(first, at)
    if words.squash(name) != words.squash(kinds()[code].name):
        return "", ""
    start.title[:1] = [rest] if rest.text.strip() else []
    return code, name


def may_be_unlabelled(strips: list[Strip], at: int) -> bool:
    """Tell whether what follows a foot is an annex without label: a table, or a title."""
    for strip in strips[at : at + 4]:
        if strip.grid is not None or kind_at(strip) is not None:
            return True
        if len(strip.text) > 8 and words.is_capitals(strip.text):
            return True
        if _FORM_LABEL.match(strip.text) or fold(strip.text).startswith(("danh sach", "bieu ")):
            return True
    return sum(len(strip.text) for strip in strips[at : at + 40]) > 400

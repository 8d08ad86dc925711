"""The line with the kind of a paper, and what stands in for it when there is none."""

from __future__ import annotations

import re

from papidesk.domain.kinds import LETTER, by_abbreviation
from papidesk.domain.recognise import words
from papidesk.domain.recognise.strip import Strip
from papidesk.text.fold import fold

_LETTER_SPACED = re.compile(r"(?:[^\W\d_]\s+){3,}[^\W\d_]")
# Kinds whose name often stands in capitals inside other titles, so only alone on their line.
_ALONE = frozenset({"DA", "PC", "PG", "PB", "HĐ"})
_MENTION = re.compile(
    r"(?:xây dựng|ban hành|thông báo|tổ chức|lập|xin|trân trọng|trình|có|nay)\s+(?:\S+\s+){0,6}?"
    r"(?P<kind>kế hoạch|báo cáo|tờ trình|chương trình|phương án|đề án|hướng dẫn|quy chế)",
    re.IGNORECASE,
)
_RUN_ON = re.compile(r"như sau|Nơi nhận|Căn cứ\s|;\s")
_VERBS = (("bao cao", "BC"), ("thong bao", "TB"), ("ke hoach", "KH"))


def kind_at(strip: Strip) -> tuple[str, int, float] | None:
    """Return a line's kind code, where the rest of the line (an abstract) begins, how sure.

    None when the line names no kind at its beginning.
    """
    text = strip.text
    if strip.grid is not None or not text or len(text) > 400:
        return None
    bare = text.strip(" *_:.")
    letters = words.squash(bare[:60])
    capitals = words.is_capitals(bare)
    for name, kind in words.kind_names():
        if not letters.startswith(name):
            continue
        if len(bare) < 60 and letters == name:
            if capitals:
                return kind.code, len(text), 0.97
            if strip.bold or strip.align == "center" or strip.heading:
                return kind.code, len(text), 0.85
            return (kind.code, len(text), 0.75) if strip.blank_before else None
        found = _with_abstract(text, name, kind.code, strip)
        if found is not None:
            return found
    return None


def _with_abstract(text: str, name: str, code: str, strip: Strip) -> tuple[str, int, float] | None:
    """Read "KẾ HOẠCH Tuyên truyền …" and "BÁO CÁO KẾT QUẢ …" on one line."""
    at = _end_of(text, name)
    head, rest = text[:at], text[at:]
    if at < 0 or not words.is_capitals(head) or not head.strip("* _").isupper():
        return None
    if rest[:1].isalnum() or rest[:1] in "/-":
        return None
    if _RUN_ON.search(rest):
        # A whole paper on one line is no title.
        return None
    if code in _ALONE and not strip.bold:
        return None
    if len(text) > 300 or text.rstrip().endswith((";", "như sau:")):
        return None
    gap = len(rest) - len(rest.lstrip(" *_:.-–\n\t"))
    return code, at + gap, 0.9 if strip.bold or strip.align == "center" else 0.8


def _end_of(text: str, name: str) -> int:
    """Return where the letters of ``name`` end in ``text``."""
    left = len(name)
    for at, letter in enumerate(text):
        if letter.isalpha():
            left -= len(words.squash(letter))
        if left <= 0:
            return at + 1
    return -1


def kind_of_symbol(symbol: str) -> str:
    """Return the kind a symbol names, "" when it names none; spelling slips are forgiven."""
    parts = [re.split(r"[-–\s]", part.strip(), maxsplit=1)[0] for part in symbol.split("/")]
    codes = (_kind_of_short(part.strip(".")) for part in reversed(parts))
    return next((code for code in codes if code), "")


def _kind_of_short(head: str) -> str:
    if not head:
        return ""
    if head == "CV":
        return LETTER
    known = by_abbreviation()
    if head in known:
        return known[head].code
    folded = {fold(short): kind.code for short, kind in known.items()}
    slips = {"tt": "TTr", "ttr": "TTr", "qd": "QĐ", "ct": "CT", "qt": "QĐ"}
    if fold(head) in ("hd", "da", "ctr"):
        return {"hd": "HD", "da": "ĐA", "ctr": "CTr"}[fold(head)]
    return folded.get(fold(head)) or slips.get(fold(head), "")


def is_letter_symbol(symbol: str) -> bool:
    """Tell a symbol that begins with a body, as those of công văn do ("UBND-VX", "CV-UBND")."""
    head, dash, _ = symbol.partition("-")
    return bool(dash) and head.strip().isupper() and not kind_of_symbol(symbol)


def mentioned_kind(strips: list[Strip]) -> str:
    """Return the kind the first sentences speak of ("xây dựng Kế hoạch … như sau:")."""
    for strip in strips[:8]:
        text = strip.text[:1500]
        if not (text.rstrip().endswith(":") or "như sau" in text):
            continue
        for match in reversed(list(_MENTION.finditer(text))):
            name = words.squash(match["kind"])
            return next(kind.code for known, kind in words.kind_names() if known == name)
        folded = fold(text)
        for verb, code in _VERBS:
            if f"{verb} " in folded and "nhu sau" in folded:
                return code
    return ""

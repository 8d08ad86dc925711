"""Blanks around punctuation, inside brackets and around hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papidesk.checking.finding import Hit
from papidesk.checking.registry import passage_rule
from papidesk.checking.subject import Passage
from papidesk.checking.words import LOWER, UPPER
from papidesk.i18n import N_

_SOURCE = "Quy tắc đánh máy tiếng Việt (TCVN 6909:2001)"
_BRACKET = re.compile(r"(?P<open>[(\[“][ \t]+(?=\S))|(?P<close>(?<=[^\s.…])[ \t]+[)\]”])")
# A blank before a mark; an ellipsis and "./." may stand after one.
_BEFORE = re.compile(r"(?<=[\w)”%])[ \t]+(?P<mark>[,;:!?](?![\w/])|\.(?=\s|$)(?!\.))")
_NO_BLANK = re.compile(rf"(?<=[{LOWER}])(?P<mark>[,;])(?=[{LOWER}{UPPER}])")
_ADDRESS = re.compile(r"(?:www|http|@|\.vn)\S*\Z")
_ADDRESS_LENGTH = 300
_TWICE = re.compile(r"(?<![./])\.\.(?![./])|,,(?!,)|;;")
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d+){2,}(?![\w/-])")
_UNIT = re.compile(r"\s*(?:đồng|triệu|nghìn|đ\b)")
_HYPHEN = re.compile(
    rf"(?<=[{LOWER}])(?P<x>-[ \t]+|[ \t]+-(?=[{LOWER}{UPPER}])|-(?=[{UPPER}][{LOWER}]))(?=\S)"
)


@passage_rule("KHOANG_TRANG_NGOAC", N_("Blanks inside brackets"), "error", _SOURCE)
def _brackets(passage: Passage) -> Iterator[Hit]:
    """No blank stands after an opening or before a closing bracket or quotation mark."""
    if passage.role == "recipient":
        return
    for found in _BRACKET.finditer(passage.text):
        mark = found[0].strip()
        yield Hit(
            message=N_("There is no blank inside brackets or quotation marks."),
            offset=found.start(),
            length=len(found[0]),
            text=passage.text[found.start() : found.end() + 12]
            if found["open"]
            else passage.text[max(0, found.start() - 12) : found.end()],
            mend=mark,
        )


@passage_rule("KHOANG_TRANG_DAU_PHAY", N_("Blanks around punctuation"), "error", _SOURCE)
def _punctuation(passage: Passage) -> Iterator[Hit]:
    """A comma, semicolon, colon or stop follows its word at once, and a blank follows it."""
    for found in _BEFORE.finditer(passage.text):
        yield Hit(
            message=N_("There is no blank before “{mark}”."),
            values={"mark": found["mark"]},
            offset=found.start(),
            length=len(found[0]),
            text=passage.text[max(0, found.start() - 12) : found.end() + 6],
            mend=found["mark"],
        )
    for found in _NO_BLANK.finditer(passage.text):
        if _ADDRESS.search(passage.text, max(0, found.start() - _ADDRESS_LENGTH), found.start()):
            continue
        yield Hit(
            message=N_("After “{mark}” a blank is missing."),
            values={"mark": found["mark"]},
            offset=found.start(),
            length=1,
            text=passage.text[max(0, found.start() - 8) : found.end() + 8],
            mend=f"{found['mark']} ",
        )


@passage_rule("KHOANG_TRANG_GACH_NOI", N_("Blanks around a hyphen"), "warning", _SOURCE)
def _hyphens(passage: Passage) -> Iterator[Hit]:
    """A hyphen between two names has a blank on either side: “Văn phòng - Thống kê”."""
    for found in _HYPHEN.finditer(passage.text):
        yield Hit(
            message=N_("A hyphen between two names has a blank on either side."),
            offset=found.start(),
            length=len(found[0]),
            text=passage.text[max(0, found.start() - 12) : found.end() + 12],
            expected=" - ",
            mend=" - ",
        )


@passage_rule("DAU_CAU_LAP", N_("A mark twice"), "error", _SOURCE)
def _doubled(passage: Passage) -> Iterator[Hit]:
    """Two stops or commas in a row; three stops are an ellipsis."""
    for found in _TWICE.finditer(passage.text):
        yield Hit(
            message=N_("“{mark}” stands here twice."),
            values={"mark": found[0][0]},
            offset=found.start(),
            length=len(found[0]),
            text=passage.text[max(0, found.start() - 12) : found.end()],
            mend=found[0][0],
        )


@passage_rule("SO_SAI_NHOM", N_("Groups of digits"), "error", "Cách viết số tiếng Việt")
def _groups(passage: Passage) -> Iterator[Hit]:
    """A large number is written in groups of three digits: 5.378.700.000."""
    for found in _NUMBER.finditer(passage.text):
        groups = found[0].split(".")
        # Codes of procedures (1.004.873.000.00.00.H56) have short groups; sums have a unit.
        money = _UNIT.match(passage.text, found.end()) is not None
        wrong = [group for group in groups[1:] if len(group) != 3]
        if "000" in groups and wrong and (money or any(len(group) > 3 for group in wrong)):
            yield Hit(
                message=N_("“{number}” is not in groups of three digits."),
                values={"number": found[0]},
                offset=found.start(),
                length=len(found[0]),
            )


RULES = (_brackets, _punctuation, _hyphens, _doubled, _groups)

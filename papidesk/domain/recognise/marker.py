"""The number or sign a line begins with, whatever habit it follows."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from papidesk.domain.numbering import from_letter, from_roman

Style = Literal[
    "part", "chapter", "section", "subsection", "article", "upper", "roman", "arabic", "dotted",
    "clause", "arabic)", "letter", "paren1", "parena", "pareni", "step", "dash", "plus", "bullet",
]  # fmt: skip


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """What a line begins with: its habit, its value, the sign as written, where the text begins.

    ``sure`` is False where only the neighbours can tell that it is a number ("1 Công chức").
    ``path`` are the numbers of "2.1".
    """

    style: Style
    value: int = 0
    raw: str = ""
    end: int = 0
    sure: bool = True
    path: tuple[int, ...] = ()


_DASHES = "-–—−"
_BULLETS = "•●○▪■□◦·‣➢➤►→✓✔*§¨"
_SIGN = re.compile(r"(?:[-–—−+•●○▪■□◦·‣➢➤►→✓✔§¨]|\*(?=\s))\s*[.]?\s*")
_DOTTED = re.compile(r"(\d{1,2}(?:\s?\.\s?\d{1,2}){1,4})\s?([.):/]|(?=\s))\s*(?=\S)")
_ARABIC = re.compile(r"(\d{1,3})\s?(\.[)\-/]?|[)/:]|[-–](?=\s))\s*(?=\S|$)")
_BARE = re.compile(r"(\d{1,2})\s+(?=[^\W\d_])")
_ROMAN = re.compile(
    r"([IVXL][IVXLl1|]{0,5}|l{1,3}|[l1|][IVX]{1,3})\s?(\.[)\-/]?|[):/]|[-–])\s*(?=\S|$)"
)
_BARE_ROMAN = re.compile(r"([IVX]{1,5})\s+(?=[^\W\d_]{2})")
_UPPER = re.compile(r"([A-ZĐ])\s?([.)/]|[-–](?=\s))\s+(?=\S)")
_LETTER = re.compile(r"([a-zăâđêôơư])\s?([)./]|\.\))\s*(?=\S)")
_PAREN = re.compile(r"\(\s?(?:(\d{1,2})|([a-zđ])|([ivx]{1,4}))\s?\)\s*[.:]?\s*(?=\S)")
_NAMED = re.compile(
    r"(?P<word>PHẦN|Phần|CHƯƠNG|Chương|TIỂU MỤC|Tiểu mục|MỤC|Mục|ĐIỀU|Điều|BƯỚC|Bước)\s+"
    r"(?:(?P<digits>\d{1,3})[a-zđ]?|(?P<roman>[IVXL]{1,6})|(?:thứ\s+|THỨ\s+)?(?P<word_number>"
    r"nhất|hai|ba|bốn|tư|năm|sáu|NHẤT|HAI|BA|BỐN|TƯ|NĂM|SÁU))"
    r"(?P<mark>\s*[.:\-–]\s*|\s*$|\s+(?=[A-ZĐÀ-Ỹ]))"
)
_WORD_NUMBERS = {"nhất": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6}
_NAMED_STYLES: dict[str, Style] = {
    "phần": "part", "chương": "chapter", "mục": "section", "tiểu mục": "subsection",
    "điều": "article", "bước": "step",
}  # fmt: skip
_ALONE = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđ])\s?[.)]")
_SYMBOL = re.compile(r"[A-ZĐ][A-Za-zĐđ]*\s?-")
_FIRST = frozenset("0123456789IVXLl1|(PCTMĐBpctm" + _DASHES + "+" + _BULLETS)
_UNITS = re.compile(
    r"(?:triệu|tỷ|tỉ|nghìn|ngàn|trăm|ha|km|m2|m3|m|kg|tấn|giờ|phút|ngày|tháng|năm|quý|tuần|người|"
    r"hộ|xã|thôn|tin|bài|lượt|đồng|cụm|dự|điểm|lần|buổi|cuộc|văn|hồ|loại|đơn|cơ|học|là|của|và)\b"
)


def marker_of(text: str) -> Marker | None:
    """Return what a line begins with, None when it begins with a word."""
    first = text[:1]
    if not first:
        return None
    if first.isdigit():
        return _digits(text)
    if first in _DASHES or first == "+" or first in _BULLETS:
        return _sign(text, first)
    if first == "(":
        return _paren(text)
    if first in "PCTMĐB" and (named := _named(text)):
        return named
    if first in "IVXLl|" and (roman := _roman(text)):
        return roman
    second = text[1:3]
    if second and (second[0] in ".)/-–" or second[0] == " "):
        return _upper(text) if first.isupper() else _letter(text)
    return None


def is_number_alone(text: str) -> bool:
    """Tell a line that is a number and nothing else: "I."."""
    return len(text) < 12 and _ALONE.fullmatch(text.strip(" *_")) is not None


def _sign(text: str, first: str) -> Marker | None:
    match = _SIGN.match(text)
    if match is None or match.end() >= len(text):
        return None
    # "-5 độ" and "+84" are amounts, "--" a rule.
    if first in "-+−" and text[1:2].isdigit() and not text[2:3].isspace() and len(text) < 12:
        return None
    style: Style = "dash" if first in _DASHES else "plus" if first == "+" else "bullet"
    return Marker(style=style, raw=text[: match.end()].strip(), end=match.end())


def _digits(text: str) -> Marker | None:
    dotted = _DOTTED.match(text)
    if dotted:
        path = tuple(int(part) for part in re.findall(r"\d+", dotted[1]))
        rest = text[dotted.end() :]
        # "1.5 ha" and "12.30 giờ" are amounts; "2.5 Công tác" and "2.5. công tác" are numbers.
        named = dotted[2] in (".", ")", ":") or (rest[:1].isupper() and not _UNITS.match(rest))
        if named and path[0] and all(0 < part < 60 for part in path) and rest[:1] not in "%,/":
            return Marker(
                style="dotted",
                value=path[-1],
                raw=text[: dotted.end()].strip(),
                end=dotted.end(),
                path=path,
                sure=dotted[2] != "",
            )
        if not named or rest[:1] in "%,":
            return None
    match = _ARABIC.match(text)
    if match:
        return _arabic(text, match)
    bare = _BARE.match(text)
    if bare and text[bare.end()].isupper() and not bare[1].startswith("0"):
        return Marker(style="arabic", value=int(bare[1]), raw=bare[1], end=bare.end(), sure=False)
    return None


def _arabic(text: str, match: re.Match[str]) -> Marker | None:
    value, sign = int(match[1]), match[2]
    rest = text[match.end() :]
    spaced = match.end() > match.end(2)
    if not 0 < value < 100 or (rest[:1].isdigit() and not spaced):
        return None
    if sign == ":" or (sign == "/" and not (spaced or rest[:1].isupper())):
        return None
    if sign == "." and rest[:1] in ".,":
        return None
    if sign == "/" and not spaced and _SYMBOL.match(rest):
        return None
    style: Style = "arabic)" if sign.endswith(")") else "arabic"
    # "1- Mục đích" is a number, "5 - 7 người" an amount.
    dashed = sign in ("-", "–") and not (rest[:1].isupper() and match.end(1) == match.start(2))
    sure = not dashed and not (match[1].startswith("0") and len(match[1]) > 2)
    return Marker(
        style=style, value=value, raw=text[: match.end(2)].strip(), end=match.end(), sure=sure
    )


def _roman(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    if match:
        letters = match[1].replace("l", "I").replace("1", "I").replace("|", "I")
        value = from_roman(letters)
        rest = text[match.end() :]
        if value is None or value > 40 or (letters == "L" and not rest.isupper()):
            return None
        # "V/v" is no section five, "X.Y" no section ten; a hyphen needs a space or capitals.
        if match[2] == "/" and rest[:1].islower():
            return None
        if match.end() == match.end(2) and rest and not rest[:2].strip().isalpha():
            return None
        if match.end() == match.end(2) and len(rest) < 4:
            return None
        sure = match[2][0] in ".)/:" or rest[:20].isupper()
        return Marker(
            style="roman",
            value=value,
            raw=text[: match.end(2)].strip(),
            end=match.end(),
            sure=sure,
        )
    bare = _BARE_ROMAN.match(text)
    if bare and text[bare.end() : bare.end() + 20].isupper():
        value = from_roman(bare[1])
        if value:
            return Marker(style="roman", value=value, raw=bare[1], end=bare.end(), sure=False)
    return None


def _upper(text: str) -> Marker | None:
    match = _UPPER.match(text)
    if match is None:
        return None
    value = "ABCDĐEGHIKLMNOPQRSTUVXY".find(match[1]) + 1
    return Marker(
        style="upper", value=value, raw=text[: match.end(2)].strip(), end=match.end(), sure=False
    )


def _letter(text: str) -> Marker | None:
    match = _LETTER.match(text)
    if match is None:
        return None
    sign = match[2]
    rest = text[match.end() :]
    if sign != ")" and (match.end() == match.end(2) or not rest[:1].isupper()):
        return None
    return Marker(
        style="letter",
        value=from_letter(match[1]) or 0,
        raw=text[: match.end(2)].strip(),
        end=match.end(),
        sure=sign == ")",
    )


def _paren(text: str) -> Marker | None:
    match = _PAREN.match(text)
    if match is None:
        return None
    raw = text[: match.end()].strip()
    if match[1]:
        return Marker(style="paren1", value=int(match[1]), raw=raw, end=match.end())
    letter = match[2] or match[3]
    if letter in ("i", "v", "x") or match[3]:
        value = from_roman(letter.upper()) or 0
        return Marker(style="pareni", value=value, raw=raw, end=match.end())
    return Marker(style="parena", value=from_letter(letter) or 0, raw=raw, end=match.end())


def _named(text: str) -> Marker | None:
    match = _NAMED.match(text)
    if match is None:
        return None
    word = match["word"]
    style = _NAMED_STYLES[word.lower()]
    rest = text[match.end() :]
    if not match["mark"].strip() and rest:
        # "Điều 5 Luật …" is running text; "Chương I QUY ĐỊNH CHUNG" is a heading.
        if style in ("article", "step", "section") and not rest[:30].isupper():
            return None
        if not rest[:12].isupper():
            return None
    if style == "step" and not match["mark"].strip():
        return None
    value = (
        int(match["digits"])
        if match["digits"]
        else from_roman(match["roman"]) or 0
        if match["roman"]
        else _WORD_NUMBERS[match["word_number"].lower()]
    )
    return Marker(style=style, value=value, raw=text[: match.end()].strip(), end=match.end())

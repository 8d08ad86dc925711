"""The lines with number and symbol and with place and date, blanks included."""

from __future__ import annotations

import re

from papidesk.domain.document import IssueDate
from papidesk.text.fold import fold

_BLANK = r"[\s.…_·\-]*"
_NUMBER_LINE = re.compile(
    r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*(?: [^\W\d_]+){0,2} s[ốôo](?=\s*:)|S[ốôo])\s*"
    r"(?P<colon>[:.;,]?)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_BARE_NUMBER = re.compile(r"(?P<number>\d{0,5}[a-z]?)\s*/\s*(?P<symbol>[A-ZĐ]{2,}\w*\s*-\s*\S+)$")
_DIGITS = re.compile(r"\d+\s?[A-Za-zđĐ]?|\d+[-.]\d+")
_ALL_BLANK = re.compile(r"[\s.…_·*\-]*")
_PARTY_NUMBER = re.compile(r"(?P<number>[\d\s.…_]*)-\s*(?P<symbol>[A-ZĐ][^\n]{0,50})$")
_SYMBOL = re.compile(r"[0-9A-ZĐÀ-Ỹa-zđà-ỹ&.,…()\s/_+-]{1,70}$")
_DATE = re.compile(
    r"(?P<place>[^\n]{0,70}?)\s*[,;.]?\s*\bng[àa]y(?P<day>[\s\d.…_·,\-]*)th[áa]ng"
    r"(?P<month>[\s\d.…_·,\-]*)n[ăa]m(?P<year>[\s\d.…_·\-]*)$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?P<place>[^,\n]{2,50}),\s*th[áa]ng(?P<month>[\s\d.…_]*)n[ăa]m(?P<year>[\s\d.…_]*)$",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(?P<place>[^,\n]{2,60}),\s*(?:ng[àa]y\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})"
    r"\s*[/.-]\s*(?P<year>\d{4})$",
    re.IGNORECASE,
)
_DATE_START = re.compile(r"[,;.]?\s*\bng[àa]y[\s\d.…_·,\-]*th[áa]ng", re.IGNORECASE)
_NOT_PLACES = (
    "so", "can cu", "hom nay", "vao", "ban hanh", "kem theo", "theo", "tu", "den", "thoi gian",
    "(kem", "(ban", "hoi", "luc", "trong", "truoc", "sau",
)  # fmt: skip


def number_and_symbol(text: str) -> tuple[str | None, str] | None:
    """Return number (None while blank) and symbol ("" while blank) of a "Số: 12/KH-UBND" line.

    None when the text is no such line. Party papers write "Số 12-KH/ĐU".
    """
    text = text.strip(" *\t")
    if bare := _BARE_NUMBER.match(text):
        return bare["number"] or None, bare["symbol"].strip()
    match = _NUMBER_LINE.match(text)
    if match is None or len(text) > 110:
        return None
    rest = match["rest"].strip()
    if not match["colon"] and not rest[:1].isdigit() and rest[:1] not in "/.…-_":
        return None
    party = _PARTY_NUMBER.match(rest)
    if party and rest.find("-") < (rest.find("/") if "/" in rest else 999):
        return _number(party["number"]) or None, _symbol(party["symbol"])
    number, slash, symbol = rest.partition("/")
    if not slash:
        return _without_slash(rest, bool(match["colon"]))
    if not _ALL_BLANK.fullmatch(number) and not _DIGITS.fullmatch(number.strip(" .…_")):
        return None
    if not _SYMBOL.match(symbol.strip() or "-") or _is_prose(symbol):
        return None
    return _number(number) or None, _symbol(symbol)


def _without_slash(rest: str, colon: bool) -> tuple[str | None, str] | None:
    if not colon:
        return None
    if _ALL_BLANK.fullmatch(rest):
        return None, ""
    if _DIGITS.fullmatch(rest.strip(" .…_")):
        return _number(rest), ""
    head, _, tail = rest.strip(" .…_").partition(" ")
    if head.isdigit() and "-" in tail and not _is_prose(tail):
        return head, _symbol(tail)
    if "-" in rest and " " not in rest.strip(" .…_") and rest.strip(" .…_")[0].isupper():
        return None, _symbol(rest)
    return None


def _is_prose(text: str) -> bool:
    return sum(word.islower() and len(word) > 1 for word in text.split()) >= 2


def _number(text: str) -> str:
    return text.strip(" .…_·*-\t")


def _symbol(text: str) -> str:
    bare = " ".join(text.split()).strip(" …_·*")
    while bare.endswith((".", ",", ";")):
        bare = bare[:-1].rstrip()
    return "" if _ALL_BLANK.fullmatch(bare) else bare


def place_and_date(text: str) -> tuple[str, IssueDate] | None:
    """Return place and date of a line such as "An Hòa, ngày … tháng 6 năm 2024".

    Blank parts are None; None when the text is no such line.
    """
    text = text.strip(" *\t.;…")
    if len(text) > 130:
        return None
    match = _DATE.match(text) or _MONTH.match(text) or _SLASHED.match(text)
    if match is None:
        return None
    place = " ".join(match["place"].split()).strip(" ,;.…_*")
    if fold(place).startswith(_NOT_PLACES) and len(place) > 22:
        return None
    if place and (not place[0].isupper() or fold(place).split()[0] in ("so", "can")):
        return None
    parts = match.groupdict()
    return place, IssueDate(
        day=_value(parts.get("day"), 31),
        month=_value(parts["month"], 12),
        year=_year(parts["year"]),
    )


def _value(text: str | None, most: int) -> int | None:
    digits = "".join(c for c in text or "" if c.isdigit())
    return int(digits) if digits and len(digits) <= 2 and 0 < int(digits) <= most else None


def _year(text: str) -> int | None:
    digits = "".join(c for c in text if c.isdigit())
    return int(digits) if len(digits) == 4 else None


def date_start(text: str) -> int:
    """Return where ", ngày … tháng" begins in a text, -1 when it does not hold it."""
    match = _DATE_START.search(text)
    return match.start() if match else -1

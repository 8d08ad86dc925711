"""The fixed words of administrative papers, and tests for lines that consist of them."""

from __future__ import annotations

import re
from functools import cache

from papidesk.domain.kinds import Kind, kinds
from papidesk.domain.recognise.vocabulary import (
    NOT_ORGANISATIONS,
    OFFICES,
    ORGANISATIONS,
    PLACES,
    POSITIONS,
    SURNAMES,
)
from papidesk.text.fold import fold

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SPACES = re.compile(r"\s+")
_RULE = re.compile(r"[\s\-–—_=*~.…·•#|\\/¯─━═]+")
# Few enough signs to be no line across the page.
_TO_FILL = re.compile(r"\s*(?:[-+•]\s*)?…{3,5}[\s.;/]*")

# Quốc hiệu and Tiêu ngữ as letters only: reading errors change a letter or two, not all of them.
COUNTRY = "conghoaxahoichunghiavietnam"
MOTTO = "doclaptudohanhphuc"
# The lines a narrow column breaks them into, the first ones only in capitals.
_COUNTRY_PARTS = frozenset(
    ["conghoa", "conghoaxahoi", "conghoaxahoichu", "conghoaxahoichunghia", "chunghiavietnam",
     "nghiavietnam", "xahoichunghia", "xahoichunghiavietnam", "dangcongsan"]
)  # fmt: skip
_MOTTO_PARTS = frozenset(["doclaptudo", "doclap", "tudohanhphuc", "hanhphuc"])
PARTY = "dangcongsanvietnam"

_COUNTRY_AT = re.compile(
    r"(?:CỘNG|CÔNG|CỌNG|CONG|Cộng|Cọng)\s+(?:H[ÒOÓ]A|HOÀ|HÒÀ|[Hh]òa|[Hh]oà)\s+"
    r"(?:XÃ|XA|[Xx]ã)\s+(?:HỘI|HÔI|HỌI|HOI|[Hh]ội)"
)
_MOTTO_AT = re.compile(r"[ĐD][ộôọoỘÔỌO][cC]\s+[lL][ậâạaẬÂẠA][pP]\s*[-–—,.:]?\s*[TtTự][ựưụuỰƯỤU]")
_PARTY_AT = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")

_AUTHORITY = re.compile(
    r"(?P<prefix>T\s?/\s?M|TM|K\s?/\s?T|KT|T\s?/\s?L|TL|TUQ|T/UQ|Q)\s*(?P<mark>[.:,]?)\s*"
    r"(?P<body>[^\W\d_].*)$",
    re.DOTALL,
)
_RECIPIENTS = re.compile(
    r"(?:N[ơoờ]i\s*nh[ậâạa]n|NƠI\s*NHẬN|N[ơo]i\s*g[ửu]i|NOI\s*NHAN)\s*(?P<mark>[:.;]|$)"
)
_ADDRESSEES = re.compile(
    r"K[íi]nh\s+g[ửưu]i\s*(?P<mark>[:;.]|$|(?=\s))|KÍNH\s+GỬI\s*(?P<m2>[:;.]|$)"
)
_NUMBER = re.compile(r"S[ốôo]\s*[:.]|S[ốôo]\s+\d+\s*[/-]")
_DATE_WORD = re.compile(
    r"(?:^|[A-ZĐÀ-Ỹ][^,]{0,40}[,.]\s*)ng[àa]y\b[^A-Za-z]*\bth[áa]ng\b[^A-Za-z]*\bn[ăa]m\b[^A-Za-z]*$",
    re.IGNORECASE,
)
_VV = re.compile(r"\(?\s*(?:V\s*[/.]\s*[vV]\b|v/v\b|Vv\b)")


def squash(text: str) -> str:
    """Return the folded letters of a text and nothing else: "Đ ộ c  lập" is "doclap"."""
    return _NOT_LETTERS.sub("", fold(text))


def near(text: str, model: str, slips: int) -> bool:
    """Tell whether two short strings differ by at most ``slips`` letters."""
    if abs(len(text) - len(model)) > slips:
        return False
    previous = list(range(len(model) + 1))
    for i, letter in enumerate(text, 1):
        row = [i]
        for j, other in enumerate(model, 1):
            cost = previous[j - 1] + (letter != other)
            row.append(min(cost, previous[j] + 1, row[j - 1] + 1))
        previous = row
    return previous[-1] <= slips


def is_rule(text: str) -> bool:
    """Tell whether a line is drawn, not written: dashes, dots, stars."""
    return _RULE.fullmatch(text) is not None


def is_blank_to_fill(text: str) -> bool:
    """Tell the "…………" that stands for words somebody still has to write."""
    return _TO_FILL.fullmatch(text) is not None


def is_capitals(text: str) -> bool:
    """Tell whether the letters of a text are capitals (a small one or two may be a slip)."""
    start = text[:200]
    small = 0
    if not start.isupper():
        for letter in start:
            if letter.islower():
                small += 1
                if small > 2:
                    return False
    letters = sum(map(str.isalpha, start))
    return letters >= 2 and (small == 0 or small * 8 <= letters)


def is_country(text: str) -> bool:
    """Tell the Quốc hiệu line, or a Party paper's."""
    if len(text) > 70:
        return False
    letters = squash(text)
    if letters == COUNTRY or near(letters, COUNTRY, 3) or near(letters, PARTY, 2):
        return True
    if letters in (COUNTRY[:-7], COUNTRY[:-3]):
        return True
    return len(text) < 36 and letters in _COUNTRY_PARTS and is_capitals(text)


def is_motto(text: str) -> bool:
    """Tell the Tiêu ngữ line."""
    if len(text) > 50:
        return False
    letters = squash(text)
    return near(letters, MOTTO, 3) or (letters in _MOTTO_PARTS and text[0] in "ĐDTHđ-–")


def country_at(text: str) -> int:
    """Return where Quốc hiệu or Tiêu ngữ begins inside a line that begins with something else."""
    for pattern in (_COUNTRY_AT, _MOTTO_AT, _PARTY_AT):
        if match := pattern.search(text):
            return match.start()
    return -1


def is_recipients_label(text: str) -> bool:
    """Tell a line that begins with "Nơi nhận:"."""
    return _RECIPIENTS.match(text.lstrip("*-– ")) is not None


def recipients_label(text: str) -> re.Match[str] | None:
    """Return the match of "Nơi nhận:" at the start of a text."""
    return _RECIPIENTS.match(text)


def addressees_label(text: str) -> re.Match[str] | None:
    """Return the match of "Kính gửi:" at the start of a text."""
    return _ADDRESSEES.match(text)


def authority(text: str) -> re.Match[str] | None:
    """Return the match of a line of authority such as "KT. CHỦ TỊCH"."""
    match = _AUTHORITY.match(text)
    if match is None or len(text) > 120 or not is_capitals(match["body"]):
        return None
    # "Q 1" or "TL LÀO CAI" without a mark are rare, but "TM ỦY BAN" is common.
    if not match["mark"] and "/" not in match["prefix"] and match["prefix"] not in ("TM", "KT"):
        return None
    return match


def is_position(text: str) -> bool:
    """Tell a line in capitals that names a post."""
    if len(text) > 90 or not is_capitals(text):
        return False
    return fold(text).strip(" .,:").startswith(POSITIONS)


def is_vv(text: str) -> bool:
    """Tell the abstract of a công văn."""
    return _VV.match(text) is not None


def is_layout(text: str) -> bool:
    """Tell a part of a head or a foot: what makes a table or a tab a means of layout."""
    part = text.strip().lstrip("*")
    if not part or len(part) > 140:
        return False
    return (
        is_country(part)
        or part in ("VIỆT NAM", "NAM")
        or is_motto(part)
        or is_recipients_label(part)
        or authority(part) is not None
        or is_position(part)
        or _NUMBER.match(part) is not None
        or (_DATE_WORD.search(part) is not None and len(part) < 70)
        or fold(part).lstrip("- ").startswith(("luu:", "luu vt", "luu :"))
    )


def opens_organisation(text: str) -> bool:
    """Tell whether a line in capitals begins the name of an office."""
    folded = _SPACES.sub(" ", fold(text)).strip()
    if folded.startswith(NOT_ORGANISATIONS):
        return False
    return any(
        folded.startswith(word) and not folded[len(word) : len(word) + 1].isalpha()
        for word in ORGANISATIONS
    )


def is_office(text: str) -> bool:
    """Tell a body's name from a person's: "VĂN PHÒNG" is one's, "ĐOÀN VĂN A" the other's."""
    return text.lower().startswith(OFFICES)


def opens_place(text: str) -> bool:
    """Tell whether a line in capitals begins with the word for an administrative unit."""
    folded = _SPACES.sub(" ", fold(text)).strip()
    return any(folded.startswith(word + " ") or folded.startswith(word + ".") for word in PLACES)


@cache
def kind_names() -> tuple[tuple[str, Kind], ...]:
    """Return the kinds by the letters of their names, the longest first."""
    found = [(squash(kind.name), kind) for kind in kinds().values()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


_NAME = re.compile(r"(?:[^\W\d_]+['’]?[^\W\d_]*)(?:[ -]+[^\W\d_]+['’]?[^\W\d_]*){1,6}")
_DEGREE = re.compile(
    r"(?:(?:PGS|GS|TS|ThS|Ths|CN|KS|BS|BSCKI|BSCKII|BS\.CKI{1,2}|CKI{1,2}|LS|DS|Ông|Bà|"
    r"Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|Thiếu úy|Đ/c|đ/c)[.:]?\s*)+"
)


def is_name(text: str) -> bool:
    """Tell whether a short line can be a person's name, a degree before it allowed."""
    bare = text.strip(" .,*")
    if len(bare) > 48:
        return False
    degree = _DEGREE.match(bare)
    if degree and degree.end() < len(bare):
        bare = bare[degree.end() :].strip()
    if not _NAME.fullmatch(bare):
        return False
    parts = bare.replace("-", " ").split()
    return len(parts) <= 7 and all(part[0].isupper() for part in parts) and not is_office(bare)


def has_surname(text: str) -> bool:
    """Tell whether a name begins with a common family name."""
    degree = _DEGREE.match(text)
    bare = text[degree.end() :] if degree else text
    return fold(bare.strip(" .,*")).split(" ", 1)[0] in SURNAMES

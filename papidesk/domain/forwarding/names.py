"""Numbers of papers, names of people, bodies and terms that are no more, figures."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

from papidesk.domain.forwarding.stale import BLANK, Span, StaleKind, Years
from papidesk.domain.forwarding.times import BESIDE, lasting
from papidesk.domain.office import TWO_LEVELS_SINCE
from papidesk.domain.record import Record
from papidesk.paths import resource
from papidesk.text.letters import LETTERS

_UP = "".join(sorted(letter for letter in LETTERS if letter.isupper()))
_LOW = "".join(sorted(letter for letter in LETTERS if letter.islower()))
_WORD = f"[{_UP}][{_LOW}]*"
_NUMBER = re.compile(
    rf"(?<![\w/])(?P<number>\d+[a-z]?)(?P<year>/(?:19|20)\d\d)?/(?P<symbol>[{_UP}][\w-]*(?:-[\w.]+)*)"
)
_HONORED = re.compile(
    rf"(?<!\w)(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c|[Aa]nh|[Cc]hị)(?: \([^)]*\))?:? "
    rf"(?P<name>{_WORD}(?: {_WORD}){{1,4}})"
)
# The commonest family names; a name begins with one and has two to five words.
_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đoàn|Vương|Trịnh|"
    "Đinh|Lâm|Phùng|Mai|Tô|Trương|Hà|Cao|Chu|Lương|Lưu|Tạ|Thái|Quách|Nghiêm|Kiều|Doãn|Quản|Khổng"
)
_PERSON = re.compile(rf"(?<![\w-])(?P<name>(?:{_FAMILIES})(?: {_WORD}){{1,4}})(?![\w-])")
_IN_CAPITALS = re.compile(rf"(?<!\w)(?P<name>(?:{_FAMILIES.upper()})(?: [{_UP}]+){{1,4}})(?!\w)")
# A capital that begins a place, a road or a school named after somebody, not a person.
_NAMED_AFTER = re.compile(
    r"(?:đường|phố|trường|trường \w+|xã|phường|huyện|tỉnh|thôn|tổ|khu|thị trấn|quận|sông|giải|"
    r"quỹ|công ty|thành phố|UBND|HĐND)\s$",
    re.IGNORECASE,
)
_DISTRICT = re.compile(
    rf"(?<!\w)(?:(?:(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|"
    rf"Phòng [{_UP}][\w -]{{2,40}}?|[Cc]ông an|[Hh]uyện ủy) )?"
    r"(?:cấp )?(?:huyện|quận|thị xã|thị trấn)"
    rf"(?: {_WORD}(?: {_WORD}){{0,3}})?)(?!\w)"
)
_DEPARTMENT = re.compile(r"Phòng (.+?) (?:huyện|quận|thị xã)")
_DEPARTMENTS = {
    "nội vụ": "Sở Nội vụ",
    "tư pháp": "Sở Tư pháp",
    "tài chính - kế hoạch": "Sở Tài chính",
    "văn hóa và thông tin": "Sở Văn hóa, Thể thao và Du lịch",
    "lao động - thương binh và xã hội": "Sở Nội vụ",
    "giáo dục và đào tạo": "Sở Giáo dục và Đào tạo",
}
_FIGURE = re.compile(
    r"(?<![\w/.,-])(?P<n>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?P<unit>\s?%)?(?![\w/]|[.,]\d)"
)
_NO_FIGURE = re.compile(
    r"(?:Điều|điều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ lục|[Bb]ảng|[Mm]ẫu(?: số)?|"
    r"[Tt]rang|[Tt]hứ|[Mm]ức độ|[Cc]ấp độ|[Đđ]iện thoại[^.;]{0,12}|[Ss]ố máy|VNPT|QR)\s*$"
)


class Expired(Record, frozen=True, kw_only=True):
    """A word or body that is out of use from the day ``since``; ``old`` is a pattern."""

    old: str
    kind: StaleKind
    since: datetime.date
    right: str


@cache
def expired() -> tuple[Expired, ...]:
    """Return the glossary of terms and bodies with the day each went out of use."""
    data = tomllib.loads(resource("catalogue", "checking.toml").read_text(encoding="utf-8"))
    kinds: dict[str, StaleKind] = {"term": "term", "body": "unit"}
    return tuple(
        Expired(old=row["old"], kind=kinds[row["kind"]], since=row["since"], right=row["right"])
        for row in data["expired"]
    )


def numbers(text: str, years: Years) -> Iterator[Span]:
    """Yield numbers and symbols of papers; those of a year's plans get a blank for the new one."""
    for found in _NUMBER.finditer(text):
        yearly = found["year"] is None and not lasting(found["symbol"])
        old_date = re.match(
            r"[^.;]{0,40}?((?:19|20)\d\d)", text[found.end() : found.end() + BESIDE]
        )
        if old_date and abs(int(old_date[1]) - years.old) > 1:
            yearly = False
        proposal = f"{BLANK}/{found['symbol']}" if yearly else found[0]
        yield Span(start=found.start(), end=found.end(), kind="number", proposal=proposal)


def people(text: str, known: Iterable[str]) -> Iterator[Span]:
    """Yield names: those after a form of address, with a family name, and the ``known`` ones."""
    for pattern in (_HONORED, _PERSON, _IN_CAPITALS):
        for found in pattern.finditer(text):
            start = found.start("name")
            if not _NAMED_AFTER.search(text[max(0, start - BESIDE) : start]):
                yield _name(found.start("name"), found["name"])
    for name in known:
        if len(name) > 3:
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
                yield _name(found.start(), found[0])


def _name(start: int, name: str) -> Span:
    return Span(start=start, end=start + len(name), kind="name", proposal=name)


class Successors(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Who took over on ``day``: the superior, the office, and the units that are no more."""

    day: datetime.date
    above: str = ""
    own: str = ""
    ended: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it


def gone(text: str, now: Successors) -> Iterator[Span]:
    """Yield bodies and terms that are out of use, each with what is proposed in its place."""
    for name, new in now.ended.items():
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            yield Span(start=found.start(), end=found.end(), kind="unit", proposal=new or BLANK)
    if now.day >= TWO_LEVELS_SINCE:
        for found in _DISTRICT.finditer(text):
            yield Span(
                start=found.start(),
                end=found.end(),
                kind="unit",
                proposal=_two_levels(found[0], now),
                hint="cấp huyện, thị trấn kết thúc hoạt động từ ngày 01/7/2025",
            )
    for entry in expired():
        if entry.since > now.day:
            continue
        for found in re.finditer(entry.old, text):
            single = "," not in entry.right
            yield Span(
                start=found.start(),
                end=found.end(),
                kind=entry.kind,
                proposal=entry.right if single else BLANK,
                hint="" if single else entry.right,
            )


def _two_levels(old: str, now: Successors) -> str:
    """Return what stands for a district or a town in the order of two levels."""
    department = _DEPARTMENT.match(old)
    if department:
        return _DEPARTMENTS.get(department[1].lower(), BLANK)
    town = re.search(r"thị trấn", old) is not None
    new = now.own if town else now.above
    word = new.split(" ", 1)[0].lower() if new else "xã" if town else "tỉnh"
    word = "đặc khu" if word == "đặc" else "thành phố" if word == "thành" else word
    body = re.match(r"(.*?)(?:cấp )?(?:huyện|quận|thị xã|thị trấn)", old)
    before = body[1] if body else ""
    level = "cấp " if re.search(r"cấp (?:huyện|quận|thị)", old) else ""
    named = not level and re.search(rf"(?:huyện|quận|thị xã|thị trấn) [{_UP}]", old)
    # Committees are named whole: "UBND huyện" alone is the one above.
    whole = new and (named or (before.strip() and not town))
    return f"{before}{level}{new if whole else word}"


def figures(text: str) -> Iterator[Span]:
    """Yield numbers that count or measure something."""
    for found in _FIGURE.finditer(text):
        if not _NO_FIGURE.search(text[max(0, found.start() - BESIDE) : found.start()]):
            yield Span(start=found.start(), end=found.end(), kind="figure", proposal=found[0])

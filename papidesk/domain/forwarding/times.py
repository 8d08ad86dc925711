"""Dates, due dates, periods and years in a text, moved to another year."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from papidesk.domain.forwarding.stale import BLANK, Span, StaleKind, Years

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = r"(?P<week>(?:[Tt]hứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])|[Cc]hủ [Nn]hật))"
_LONG = r"ngày (?P<d1>\d{1,2}) tháng (?P<m1>\d{1,2})(?: năm (?P<y1>\d{4}))?"
_SHORT = r"(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4})"
_DAY_MONTH = r"(?<=ngày )(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?![/\d])"
_SPACED = r"[ \u00a0]"
_DATE = re.compile(
    rf"(?<![\w/])(?:{_WEEKDAY},? (?:\(?))?(?:(?P<long>{_LONG})|(?:ngày )?(?P<short>{_SHORT})|"
    rf"{_DAY_MONTH})(?![\d/])".replace(" ", _SPACED)
)
_WEEK_BEFORE_DAY_MONTH = re.compile(rf"(?<!\w){_WEEKDAY}(?!\w)".replace(" ", _SPACED))
_MONTH = re.compile(
    r"(?<!\w)[Tt]háng[ \u00a0](?P<m>\d{1,2})"
    r"(?:(?P<sep>/|[ \u00a0]năm[ \u00a0]|-)(?P<y>\d{4}))?(?![\d/])"
)
_DAY_ALONE = re.compile(
    r"(?<!\w)ngày[ \u00a0]\d{1,2}(?![\d/])(?=(?:[ \u00a0](?:hằng|hàng|của|mỗi|đầu|cuối)|[.,;)]|$))"
)
_PERIOD = re.compile(
    r"(?<!\w)(?:(?:0?[369]|12|sáu|chín|ba) tháng(?: (?:đầu|cuối))?(?: năm)?(?: (?P<y1>\d{4}))?"
    r"|[Qq]uý (?:[IVX]+|[1-4])(?:(?: năm |/| )(?P<y2>\d{4}))?"
    r"|(?:giai đoạn|thời kỳ|thời kì|nhiệm kỳ|nhiệm kì) (?:năm )?"
    r"(?P<from>\d{4})\s*(?:-|–|đến)\s*(?:năm )?(?P<to>\d{4})"
    r"|(?<![/.-])(?:(?:năm học|niên khóa) )?"
    r"(?P<from2>(?:19|20)\d\d)\s*[-–]\s*(?P<to2>(?:19|20)\d\d))(?![\w/-])".replace(" ", _SPACED),
    re.IGNORECASE,
)
# A blank month before the year: "…/2026".
_YEAR = re.compile(r"(?:(?<![\w/.-])|(?<=[….]/))(?P<y>(?:19|20)\d\d)(?![\w/]|[.,]\d)")
# Right before a date: the number of the paper it belongs to.
_CITED = re.compile(r"\b\d+(?:/\d{4})?[/-](?P<symbol>[A-ZĐ][\w/-]*)[^.;]{0,60}$")
_LAWS = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\b[^.;]{0,120}$")
_BEFORE_DEADLINE = re.compile(
    r"(?:trước|hạn|chậm nhất|muộn nhất|xong|hoàn thành|đến hết|gửi)[^.;]{0,40}$"
)
_LASTING = re.compile(
    r"(?:QH|NĐ-CP|NQ-CP|TTg|TT-|NQ-TW|CT-TW|(?:NQ|CT|KL|QĐ|ĐA|CTr)/T[WU]|UBTVQH|VBHN)"
)


# So much of the text before a place tells what it is.
BESIDE = 200


def lasting(symbol: str) -> bool:
    """Tell whether papers of this symbol go on from year to year: laws, decrees, circulars."""
    return _LASTING.search(symbol) is not None


def dates(text: str, years: Years) -> Iterator[Span]:
    """Yield days and due dates; a weekday beside one is told for the new year."""
    for found in _DATE.finditer(text):
        day = int(found["d1"] or found["d2"] or found["d3"])
        month = int(found["m1"] or found["m2"] or found["m3"])
        year = int(found["y1"] or found["y2"] or 0)
        before = text[max(0, found.start() - BESIDE) : found.start()]
        cited = _CITED.search(before)
        if cited or (_LAWS.search(before) and year):
            symbol = cited["symbol"] if cited else "QH"
            proposal = found[0] if lasting(symbol) else _blank(found, years.moved(year))
            if not lasting(symbol) and year and abs(year - years.old) > 1:
                proposal = found[0]
            yield Span(start=found.start(), end=found.end(), kind="date", proposal=proposal)
            continue
        moved = _moved(day, month, years.moved(year) if year else years.new)
        kind: StaleKind = "deadline" if _BEFORE_DEADLINE.search(before) or not year else "date"
        yield Span(
            start=found.start(),
            end=found.end(),
            kind=kind,
            proposal=_written(found, moved) if moved else found[0],
            hint=WEEKDAYS[moved.weekday()] if moved else "",
        )
    for found in _DAY_ALONE.finditer(text):
        yield Span(start=found.start(), end=found.end(), kind="deadline", proposal=found[0])


def _moved(day: int, month: int, year: int) -> datetime.date | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _written(found: re.Match[str], day: datetime.date) -> str:
    """Return the date written as ``found`` is, with its weekday put right."""
    text = found[0]
    changes: list[tuple[int, int, str]] = []
    for name, value in (
        ("d1", f"{day.day:02}"), ("d2", f"{day.day:02}"), ("d3", f"{day.day:02}"),
        ("y1", str(day.year)), ("y2", str(day.year)), ("week", WEEKDAYS[day.weekday()]),
    ):  # fmt: skip
        if found[name] is None or (name[0] == "d" and int(found[name]) == day.day):
            continue
        if name == "week" and found[name][:1].isupper():
            value = value[:1].upper() + value[1:]
        changes.append((found.start(name) - found.start(), found.end(name) - found.start(), value))
    for start, end, value in sorted(changes, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _blank(found: re.Match[str], year: int) -> str:
    return f"ngày {BLANK} tháng {BLANK} năm {year}" if year else found[0]


def weekdays(text: str) -> Iterator[Span]:
    """Yield weekdays that stand alone: they depend on days that are not written beside them."""
    for found in _WEEK_BEFORE_DAY_MONTH.finditer(text):
        yield Span(start=found.start(), end=found.end(), kind="date", proposal=found[0])


def periods(text: str, years: Years) -> Iterator[Span]:
    """Yield quarters, half years, stages of several years, terms of office, school years."""
    for found in _PERIOD.finditer(text):
        proposal = found[0]
        # A school year is two years that follow each other, and moves with the year.
        two = found["from2"] and int(found["to2"]) == int(found["from2"]) + 1
        for name in ("y1", "y2", "from2", "to2"):
            if found[name] and (two or name[0] == "y"):
                new = str(years.moved(int(found[name])))
                start, end = found.start(name) - found.start(), found.end(name) - found.start()
                proposal = proposal[:start] + new + proposal[end:]
        last = found["to"] or found["to2"]
        over = last is not None and not two and int(last) < years.new
        yield Span(
            start=found.start(),
            end=found.end(),
            kind="period",
            proposal=proposal,
            hint=f"đã hết trước năm {years.new}" if over else "",
        )
    for found in _MONTH.finditer(text):
        proposal = found[0]
        if found["y"]:
            proposal = proposal[: -len(found["y"])] + str(years.moved(int(found["y"])))
        yield Span(start=found.start(), end=found.end(), kind="period", proposal=proposal)


def year_marks(text: str, years: Years) -> Iterator[Span]:
    """Yield the years that belong to nothing else."""
    for found in _YEAR.finditer(text):
        new = str(years.moved(int(found["y"])))
        yield Span(start=found.start(), end=found.end(), kind="year", proposal=new)

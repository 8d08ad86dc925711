"""When a plan wants a task done, read from its words: "Quý II/2024", "Trước ngày 30/6", "Hằng quý".

What is no day of the calendar (31/02, the year 20224) never becomes one: it stays as words, with a
doubt a person is shown.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

from papidesk.domain.record import Record, replace
from papidesk.domain.recurrence import Every, Recurrence
from papidesk.errors import N_
from papidesk.text.fold import fold

YEARS = range(1990, 2101)
NO_SUCH_DAY = N_("“{words}” is no day of the calendar: enter the day that is meant.")
SEVERAL = N_("“{words}” names several times: the last one was taken as the day it is due.")
NOT_UNDERSTOOD = N_("“{words}” could not be read as a time: enter the days yourself.")

_DAY = datetime.timedelta(days=1)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*(?:/|-|nam)?\s*(?:nam\s*)?(?P<{0}>\d{{4,6}}))?"
_MORE = (
    r"(?P<{0}>(?:\s*(?:,|;|va|den|-|–)\s*(?:het\s+)?(?:{1}\s*)?(?:{2})(?!\d|/\d{{1,2}}(?!\d)))*)"
)
_POINT = re.compile(
    "|".join(
        (
            r"(?<![\dh])(?P<d>\d{1,2})(?:\s*/\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{2,6}))?"
            r"|[.-](?P<m3>\d{1,2})[.-](?P<y3>\d{2,6}))(?![\d%h])",
            r"ngay\s+(?P<d2>\d{1,2})\s+thang\s+(?P<m2>\d{1,2})(?:\s*(?:/|nam)\s*(?P<y2>\d{2,6}))?",
            r"(?:thang\s*)?(?<![\d/])(?P<mm>\d{1,2})\s*/\s*(?P<my>\d{4,6})(?!\d)",
            r"(?P<half>0?6|sau|0?9|chin)\s+thang\s+(?P<side>dau|cuoi)\s+nam" + _YEAR.format("hy"),
            r"\bthang\s*(?P<tm>\d{1,2})(?![\d/]|\s*lan)"
            + _MORE.format("tmore", "thang", r"\d{1,2}")
            + _YEAR.format("ty"),
            r"\bquy\s*(?P<q>iv|iii|ii|i|\d)\b"
            + _MORE.format("qmore", "quy", r"(?:iv|iii|ii|i|[1-4])\b")
            + _YEAR.format("qy"),
            r"\b(?P<whole>(?:ca|trong|het|cuoi|den het)\s+nam)\b" + _YEAR.format("wy"),
            r"\bnam\s+(?P<only>\d{4,6})",
        )
    )
)
_BY = re.compile(
    r"(?:truoc|cham nhat|muon nhat|han cuoi|han chot|den het|hoan thanh|xong|khong qua|den|het)"
    r"(?:\s+(?:la|vao|truoc|den|het|ngay|trong|thang|thoi diem|:))*\s*$"
)
_FROM = re.compile(r"(?:\btu|bat dau(?: tu)?|ke tu)(?:\s+(?:ngay|dau|thang))*\s*$")
_JOINT = re.compile(r"^\s*(?:,?\s*(?:den|toi)\b|[-–—])(?:\s*(?:het|ngay|cuoi))*\s*$")
_EVERY_WORDS: tuple[tuple[Every, str], ...] = (
    ("day", r"(?:hang|moi)\s+ngay|lan\s*/\s*ngay"),
    ("week", r"(?:hang|moi)\s+tuan|(?:lan|bai|buoi|luot|so|ky|tin)(?:, \w+)?\s*/\s*(?:1 )?tuan"),
    (
        "month",
        r"(?:hang|moi|dau|cuoi)\s+thang(?!\s*\d)|"
        r"(?:lan|bai|buoi|luot|so|ky|tin)\s*/\s*(?:1 )?thang",
    ),
    ("quarter", r"(?:hang|moi)\s+quy\b|(?:lan|bai|buoi|luot|so|ky|tin)\s*/\s*(?:1 )?quy\b"),
    ("half", r"(?:0?6|sau)\s+thang\s*(?:/|mot|1)\s*lan|lan\s*/\s*0?6\s+thang|dinh ky 0?6 thang"),
    ("year", r"(?:hang|moi)\s+nam|lan\s*/\s*(?:1 )?nam"),
)
_EVERY = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _EVERY_WORDS))
_OFTEN = re.compile(r"thuong xuyen|lien tuc|quanh nam|hang ngay|xuyen suot|trong suot")
_MONTH_DAY = re.compile(r"ngay\s+(?P<day>\d{1,2})(?:\s*(?:,|va)\s*(?:ngay\s+)?(?P<more>\d{1,2}))?")
_WEEKDAY = re.compile(r"thu\s+(hai|ba|tu|nam|sau|bay|[2-7])\b|(chu nhat)")
_WEEKDAYS = {
    "hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "chu nhat": 6,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip
_FRIDAY = 4


class TaskTime(Record, frozen=True, kw_only=True, omit_defaults=True):
    """When a task is to be done; ``doubt`` is a sentence about ``words``, "" when there is none."""

    start: datetime.date | None = None
    due: datetime.date | None = None
    recurring: Recurrence | None = None
    standing: bool = False
    doubt: str = ""
    words: str = ""

    @property
    def understood(self) -> bool:
        """Tell whether anything was read."""
        return bool(self.start or self.due or self.recurring or self.standing)


class _Point(Record, frozen=True, kw_only=True):
    """A time that is named: its first and last day, and where it stands in the folded text."""

    first: datetime.date
    last: datetime.date
    begin: int
    end: int
    has_year: bool


def read_time(text: str, year: int) -> TaskTime:
    """Return what ``text`` says of a task in a plan of ``year``, which days without a year are of.

    "Trước ngày 30/6" is due on that day; "Hoàn thành trong Quý I" at the end of March; "Tháng 3"
    is all of March. A rule ("Hằng tháng") that names no day means the last one, of a week Friday.
    """
    bare = " ".join(text.split()).strip(" .;:")
    if not bare:
        return TaskTime()
    folded = fold(bare)
    points, wrong = _points(folded, bare, year)
    rule = _rule(folded)
    found = _days(folded, points)
    if rule is not None:
        # "Hằng tháng, từ tháng 3 đến tháng 6": the days bound the rule.
        time = TaskTime(recurring=rule, start=found.start, due=found.due)
    elif _OFTEN.search(folded):
        time = TaskTime(standing=True, start=found.start, due=found.due)
    else:
        time = found
    if wrong:
        return replace(time, doubt=NO_SUCH_DAY, words=wrong)
    if time.doubt or not time.understood:
        return replace(time, doubt=time.doubt or NOT_UNDERSTOOD, words=bare[:120])
    return time


def _points(folded: str, bare: str, year: int) -> tuple[list[_Point], str]:
    """Return the times that are named, and the words of the first one that cannot be."""
    found, wrong = [], ""
    for match in _POINT.finditer(folded):
        span = _span(match, year)
        if span is None:
            wrong = wrong or bare[match.start() : match.end()]
            continue
        first, last, has_year = span
        found.append(
            _Point(first=first, last=last, begin=match.start(), end=match.end(), has_year=has_year)
        )
    return found, wrong


def _span(match: re.Match[str], year: int) -> tuple[datetime.date, datetime.date, bool] | None:
    """Return the first and last day a match means, and whether it names its year."""
    said = match.groupdict()
    written = next(
        (said[n] for n in ("y", "y2", "y3", "my", "hy", "ty", "qy", "wy", "only") if said[n]), ""
    )
    of = int(written) if written else year
    if len(written) == 2:
        of += 2000
    if of not in YEARS or len(written) > 4:
        return None
    if said["d"] or said["d2"]:
        day = int(said["d"] or said["d2"] or 0)
        month = int(said["m"] or said["m2"] or said["m3"] or 0)
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(of, month)[1]:
            return None
        one = datetime.date(of, month, day)
        return one, one, bool(written)
    months = _months(said)
    if months is None:
        return None
    # "Từ tháng 11 đến tháng 2" ends in the year after, or began in the year before the one named.
    begin = of - 1 if months[1] < months[0] and written else of
    end = begin + 1 if months[1] < months[0] else of
    last = datetime.date(end, months[1], monthrange(end, months[1])[1])
    return datetime.date(begin, months[0], 1), last, bool(written)


def _months(said: dict[str, str | None]) -> tuple[int, int] | None:
    """Return the first and last month that is meant, None when there is none such."""
    if said["half"]:
        size = 6 if said["half"] in ("6", "06", "sau") else 9
        return (1, size) if said["side"] == "dau" else (13 - size, 12)
    if said["q"]:
        quarters = [said["q"], *re.findall(r"iv|iii|ii|i|[1-4]", said["qmore"] or "")]
        numbers = [_ROMAN.get(one) or int(one) for one in quarters if one]
        if not all(1 <= one <= 4 for one in numbers):
            return None
        return min(numbers) * 3 - 2, max(numbers) * 3
    if said["tm"] or said["mm"]:
        numbers = [int(said["tm"] or said["mm"] or 0)]
        numbers += [int(one) for one in re.findall(r"\d+", said["tmore"] or "")]
        if not all(1 <= one <= 12 for one in numbers):
            return None
        if len(numbers) == 2 and re.search(r"den|[-–]", said["tmore"] or ""):
            return numbers[0], numbers[1]
        return min(numbers), max(numbers)
    return 1, 12


def _days(folded: str, points: list[_Point]) -> TaskTime:
    if not points:
        return TaskTime()
    first, last = points[0], points[-1]
    if len(points) > 1:
        if _JOINT.match(folded[first.end : points[1].begin]):
            return _from_to(first, points[1])
        return TaskTime(due=max(point.last for point in points), doubt=SEVERAL)
    before = folded[: first.begin]
    if by := _BY.search(before):
        # "Trước tháng 6" ends with May, "trước ngày 30/6" with that day.
        whole = first.first != first.last
        strictly = by[0].lstrip().startswith("truoc") and whole
        return TaskTime(due=first.first - _DAY if strictly else first.last)
    if _FROM.search(before) and not re.search(r"den|[-–]", folded[first.begin : first.end]):
        return TaskTime(start=first.first)
    if first.first == first.last:
        return TaskTime(due=last.last)
    return TaskTime(start=first.first, due=first.last)


def _from_to(first: _Point, second: _Point) -> TaskTime:
    start, due = first.first, second.last
    # "Từ 15/01 đến 30/4/2025": the year that is named is that of both.
    if second.has_year and not first.has_year:
        moved = _in_year(start, due.year)
        start = moved if moved <= due else _in_year(start, due.year - 1)
    if due < start and not second.has_year:
        due = _in_year(due, start.year + 1)
    if due < start:
        return TaskTime(due=due, doubt=SEVERAL)
    return TaskTime(start=start, due=due)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _rule(folded: str) -> Recurrence | None:
    found = _EVERY.search(folded)
    if found is None:
        return None
    every = next(name for name, _words in _EVERY_WORDS if found[name])
    if every == "week":
        named = [_WEEKDAYS[m[1] or m[2]] for m in _WEEKDAY.finditer(folded)]
        return Recurrence(every="week", weekdays=tuple(sorted(set(named))) or (_FRIDAY,))
    if every == "month":
        day = _MONTH_DAY.search(folded)
        days = [int(one) for one in (day["day"], day["more"]) if one] if day else []
        if not days and found[0].startswith("dau"):
            days = [1]
        if all(1 <= one <= 31 for one in days):
            return Recurrence(every="month", days=tuple(sorted(set(days))))
    return Recurrence(every=every)

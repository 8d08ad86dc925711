"""The terms of a report a superior's plan demands: from its words to periods, windows, due days.

The windows are those most provinces set (15/12 of the year before – 14/6 for a half-year); the
words say which periods, and mostly the day a report is due on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from papidesk.domain.periods import Period, PeriodKind
from papidesk.domain.record import replace
from papidesk.domain.report_duty import DayOfYear, Term

CUT, DUE = 15, 20  # windows end the day before the 15th, reports are due on the 20th
_SOME_YEAR = 2023
_DATED = re.compile(
    r"(?:trước|chậm nhất|hạn|ngày|và)[^.;0-9]{0,30}?(\d{1,2})[/.](\d{1,2})(?!\d)", re.I
)
_EACH = re.compile(
    r"(?:trước|chậm nhất(?: là)?|hạn)\s*(?:ngày\s*)?(\d{1,2})\s*(?:của\s*)?"
    r"(?:tháng cuối|(?:hằng|hàng) tháng)",
    re.I,
)


def terms_of(periods: Collection[str], text: str) -> tuple[Term, ...]:
    """Return the terms of ``periods`` ("tháng", "quý", "6 tháng", "9 tháng", "năm") of a year.

    A quarter or half-year that ends with a longer period that is demanded, too, is not a report of
    its own. ``text`` is the duty's: days in it ("trước ngày 10/6 và 10/12", "trước ngày 15 của
    tháng cuối quý") are the due days of the terms that end in their month.
    """
    dated = {int(found[2]): int(found[1]) for found in _DATED.finditer(text)}
    each = _EACH.search(text)
    return tuple(
        _due(_term(kind, index), dated, int(each[1]) if each else 0)
        for kind, index in _wanted(periods)
    )


def _wanted(periods: Collection[str]) -> Iterator[tuple[PeriodKind, int]]:
    if "tháng" in periods:
        yield from (("month", month) for month in range(1, 13))
    if "quý" in periods:
        taken = {2 * ("6 tháng" in periods), 4 * ("năm" in periods)}
        yield from (("quarter", quarter) for quarter in range(1, 5) if quarter not in taken)
    if "6 tháng" in periods:
        yield "half", 1
        if "năm" not in periods:
            yield "half", 2
    if "9 tháng" in periods:
        yield "nine_months", 1
    if "năm" in periods:
        yield "year", 1


def _term(kind: PeriodKind, index: int) -> Term:
    period = Period(year=_SOME_YEAR, kind=kind, index=index)
    first, last = period.months
    since = (
        DayOfYear(month=first - 1, day=CUT) if first > 1 else DayOfYear(month=12, day=CUT, year=-1)
    )
    return Term(
        kind=kind,
        index=index,
        since=since,
        until=DayOfYear(month=last, day=CUT - 1),
        due=DayOfYear(month=last, day=DUE),
    )


def _due(term: Term, dated: dict[int, int], each: int) -> Term:
    """Return ``term`` due on the day the words give; its window ends by then."""
    month = term.due.month
    day = dated.get(month, each)
    if not 1 <= day <= 28 and not (day in (29, 30) and month != 2):
        return term
    due = DayOfYear(month=month, day=day)
    until = term.until if day >= term.until.day else due
    return replace(term, due=due, until=until)

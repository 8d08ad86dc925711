"""Days as people write them in tables: 05/03/2026, 5.3.26, 2026-03-05, "ngày 5 tháng 3"."""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal

from papidesk.domain.activity_rules import FIRST_YEAR, LAST_YEAR
from papidesk.errors import N_, PapiDeskError
from papidesk.text.fold import fold

_SHORT = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{1,5}))?")
_ISO = re.compile(r"(\d{4,5})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})(?:\s*,?\s*nam\s*(\d{1,5}))?")
_WEEKDAY = re.compile(r"^(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7]|chu nhat|cn)\s*[,:]?\s*")
_CLOCK = re.compile(
    r"\s+\d{1,2}[:hg]\s?\d{0,2}(?::\d{2})?\s*$|^\d{1,2}[:hg]\s?\d{0,2}[,;]?\s+(?=\d)"
)
# Day 1 of the calendar spreadsheets count days in (with their 29 February 1900).
_EPOCH = datetime.date(1899, 12, 30)
_LONGEST = 60
# Two digits: 69 is 1969, 68 is 2068.
_CENTURY = 69


class NotADayError(PapiDeskError):
    """A text that is no day."""

    message = N_("“{text}” is no day. Write day, month and year, for example 05/03/2026.")


class NoSuchDayError(NotADayError):
    """A day no calendar has."""

    message = N_("There is no {text}: month {month} of {year} has {days} days. Correct the day.")


class NoSuchMonthError(NotADayError):
    """A thirteenth month; mostly a day with month and day exchanged."""

    message = N_("There is no month {month} (“{text}”): write the day first, then the month.")


class DayYearError(NotADayError):
    """A year far away, or one with a digit too many."""

    message = N_(
        "The year of “{text}” is a slip of the keys: days of {first} to {last} are taken. Correct "
        "it."
    )


class NoYearError(NotADayError):
    """A day without a year, where none is given for the table."""

    message = N_("“{text}” has no year. Write it, or choose the year of the table.")


def read_day(text: str, year: int | None = None) -> datetime.date:
    """Return the day ``text`` says; ``year`` is that of days written without one.

    A day of the week and a time of day beside it are passed over. Raises :class:`NotADayError` or
    one of its kinds.
    """
    shown = " ".join(text.split())[:_LONGEST]
    bare = _CLOCK.sub("", _WEEKDAY.sub("", fold(shown)))
    found = _ISO.fullmatch(bare)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), shown)
    found = _SHORT.fullmatch(bare) or _WORDS.fullmatch(bare)
    if not found:
        raise NotADayError(text=shown)
    if found[3] is None:
        if year is None:
            raise NoYearError(text=shown)
        return _day(year, int(found[2]), int(found[1]), shown)
    named = int(found[3])
    if len(found[3]) == 2:
        named += 1900 if named >= _CENTURY else 2000
    return _day(named, int(found[2]), int(found[1]), shown)


def read_serial(number: Decimal) -> datetime.date:
    """Return the day a spreadsheet counts as ``number`` (46086 is 05/03/2026)."""
    first = (datetime.date(FIRST_YEAR, 3, 1) - _EPOCH).days
    last = (datetime.date(LAST_YEAR, 12, 31) - _EPOCH).days
    if not number.is_finite() or not first <= number <= last + 1:
        raise NotADayError(text=f"{number}"[:_LONGEST])
    return _EPOCH + datetime.timedelta(days=int(number))


def _day(year: int, month: int, day: int, shown: str) -> datetime.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DayYearError(text=shown, first=FIRST_YEAR, last=LAST_YEAR)
    if not 1 <= month <= 12:
        raise NoSuchMonthError(text=shown, month=month)
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise NoSuchDayError(text=shown, month=month, year=year, days=days)
    return datetime.date(year, month, day)

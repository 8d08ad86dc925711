"""What people type into the log: days as "15/3", amounts as "1.234,5", sums of money."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from papidesk.domain import quantities
from papidesk.domain.activity import COST_LIMIT, PEOPLE_LIMIT, QUANTITY_LIMIT
from papidesk.errors import N_, PapiDeskError
from papidesk.text.clean import clean_line
from papidesk.text.fold import fold

_PARTS = re.compile(r"(\d{1,2})(?:\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{1,5}))?)?")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})")
_THREE_PLACES = re.compile(r"\d{1,3},\d{3}")
_TODAY = frozenset({"nay", "hom nay", "today", "h"})
_YESTERDAY = frozenset({"qua", "hom qua", "yesterday"})
# A day without a year that would lie further ahead than this is one of last year.
_AHEAD = datetime.timedelta(days=31)
EARLIEST, LATEST = 1990, 2100


class TypedError(PapiDeskError):
    """Something typed that cannot be read; ``message`` is set by its kinds."""


class NotADayError(TypedError):
    """A text that is no day."""

    message = N_("“{text}” is no day. Write it as 15/3, 15/3/2026 or “hôm nay”.")


class NoSuchDayError(TypedError):
    """A day that is not in the calendar."""

    message = N_("There is no day {text} in the calendar. Look at the day and the month.")


class BadYearError(TypedError):
    """A year that cannot be meant."""

    message = N_("The year {text} cannot be meant. Write it with two or four digits.")


class NegativeAmountError(TypedError):
    """An amount below nothing."""

    message = N_("An amount cannot be below 0. Put the entry right that counted too much.")


class HugeAmountError(TypedError):
    """An amount beyond every limit."""

    message = N_("“{text}” is too large. Look whether a digit slipped in.")


class FineAmountError(TypedError):
    """An amount with too many places."""

    message = N_("“{text}” has more than three decimal places. Round it.")


def day_of(text: str, today: datetime.date) -> datetime.date | None:
    """Return the day ``text`` says, None for an empty one; raises a :class:`PapiDeskError`.

    "15" is a day of this month, "15/3" of the year that brings it nearest before, or little ahead.
    """
    bare = clean_line(text)
    folded = fold(bare)
    if not bare:
        return None
    if folded in _TODAY:
        return today
    if folded in _YESTERDAY:
        return today - datetime.timedelta(days=1)
    found = _DIGITS.fullmatch(bare) or _PARTS.fullmatch(bare)
    if found is None:
        raise NotADayError(text=bare[:20])
    month = int(found[2]) if found[2] else today.month
    if found[3]:
        return _whole(int(found[1]), month, _year(found[3]), bare)
    day = _whole(int(found[1]), month, today.year, bare)
    if found[2] and day - today > _AHEAD:
        return _whole(day.day, day.month, today.year - 1, bare)
    return day


def _year(text: str) -> int:
    year = int(text) + (2000 if len(text) == 2 else 0)
    if len(text) not in (2, 4) or not EARLIEST <= year <= LATEST:
        raise BadYearError(text=text)
    return year


def _whole(day: int, month: int, year: int, said: str) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise NoSuchDayError(text=said[:20]) from error


def amount_of(text: str) -> Decimal | None:
    """Return the amount ``text`` says, None for an empty one; raises a refusal.

    Numbers are read as everywhere (:func:`papidesk.domain.quantities.read`), but a comma always
    stands before decimals here, as the window writes them.
    """
    return _amount(text, QUANTITY_LIMIT, whole=False)


def _amount(text: str, limit: Decimal | int, *, whole: bool) -> Decimal | None:
    bare = clean_line(text)
    if not bare:
        return None
    if _THREE_PLACES.fullmatch(bare) and not whole:
        value = Decimal(bare.replace(",", "."))
    else:
        value = quantities.read(bare, whole=whole)
    if value < 0:
        raise NegativeAmountError
    if value > limit:
        raise HugeAmountError(text=bare[:20])
    if value != round(value, 3):
        raise FineAmountError(text=bare[:20])
    return value


def whole_of(text: str, limit: int) -> int | None:
    """Return a whole number up to ``limit``, None for an empty text; raises a refusal."""
    value = _amount(text, limit, whole=True)
    if value is None:
        return None
    if value != int(value):
        raise quantities.NotWholeError(text=clean_line(text)[:20])
    return int(value)


def people_of(text: str) -> int | None:
    """Return how many people ``text`` says; raises a refusal."""
    return whole_of(text, PEOPLE_LIMIT)


def cost_of(text: str) -> int | None:
    """Return how many đồng ``text`` says, with or without "đồng"; raises a refusal."""
    bare = re.sub(r"\s*(đồng|đ|vnđ|vnd)\.?$", "", clean_line(text), flags=re.IGNORECASE)
    return whole_of(bare, COST_LIMIT)

"""The days of what comes again, how a paper says it, and what is wrong with such a rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from papidesk.domain import figure_text
from papidesk.domain.recurrence import Every, Recurrence
from papidesk.errors import N_, PapiDeskError

if TYPE_CHECKING:
    from dateutil.rrule import rrule

LONGEST_INTERVAL = 120
# Where counting begins when a rule has no day it begins on: a Monday, and a first of January.
_FIRST_WEEK = datetime.date(2001, 1, 1)
_MONTHS: dict[Every, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SHORTEST_MONTH = 28
_LENGTHS: dict[Every, int] = {
    "day": 1, "week": 7, "month": 31, "quarter": 92, "half": 184, "year": 366,
}  # fmt: skip
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_EVERY: dict[Every, tuple[str, str]] = {
    "day": ("hằng ngày", "ngày"),
    "week": ("hằng tuần", "tuần"),
    "month": ("hằng tháng", "tháng"),
    "quarter": ("hằng quý", "quý"),
    "half": ("6 tháng một lần", "tháng"),
    "year": ("hằng năm", "năm"),
}
_WITHIN: dict[Every, str] = {"quarter": "trong quý", "half": "trong kỳ 6 tháng"}


class BadRecurrenceError(PapiDeskError):
    """A rule that gives no days."""


class IntervalError(BadRecurrenceError):
    """Every 0 weeks, every 5000 months."""

    message = N_(
        "A rule comes again every 1 to {most} days, weeks or months: {interval} is not possible."
    )


class WeekdayError(BadRecurrenceError):
    """A weekday that there is not, or one of a month without saying which."""

    message = N_(
        "Say which weekday it is, from Monday to Sunday, and in a month which one: the first to "
        "the fifth, or the last."
    )


class MonthDayError(BadRecurrenceError):
    """A day that no month has."""

    message = N_("No month has a day {day}. Write 1 to 31, or choose the last day of the month.")


class MonthError(BadRecurrenceError):
    """A month that the period does not have."""

    message = N_("The period has no month {month}: write 1 to {most}.")


class WindowError(BadRecurrenceError):
    """An end before the beginning."""

    message = N_("It would end on {until}, before it begins on {since}. Put one of the days right.")


def problems(rule: Recurrence) -> list[BadRecurrenceError]:
    """Return what is wrong with ``rule``; an empty list means that it can be used."""
    found: list[BadRecurrenceError] = []
    if not 1 <= rule.interval <= LONGEST_INTERVAL:
        found.append(IntervalError(interval=rule.interval, most=LONGEST_INTERVAL))
    by_month = rule.every in _MONTHS
    if any(not 0 <= day <= 6 for day in rule.weekdays) or (
        by_month and (bool(rule.weekdays) != bool(rule.nth) or not -1 <= rule.nth <= 5)
    ):
        found.append(WeekdayError())
    found += [MonthDayError(day=day) for day in rule.days if day != -1 and not 1 <= day <= 31]
    most = _MONTHS.get(rule.every, 0)
    if most > 1 and not 0 <= rule.month <= most:
        found.append(MonthError(month=rule.month, most=most))
    if rule.since and rule.until and rule.until < rule.since:
        found.append(WindowError(since=f"{rule.since:%d/%m/%Y}", until=f"{rule.until:%d/%m/%Y}"))
    return found


def check(rule: Recurrence) -> None:
    """Raise the first of the :func:`problems` of ``rule``."""
    for problem in problems(rule):
        raise problem


def days(rule: Recurrence, since: datetime.date, until: datetime.date) -> Iterator[datetime.date]:
    """Yield the days of ``rule`` from ``since`` to ``until``, both included, each once, in order.

    The days do not depend on the window: any split of it gives the same ones. A rule by months
    that names no day means the last day of the period. Raises :class:`BadRecurrenceError`.
    """
    check(rule)
    first, last = max(since, rule.since or since), min(until, rule.until or until)
    if first > last:
        return
    from dateutil.rrule import rruleset

    found = rruleset()
    for part in _rules(rule, first, last):
        found.rrule(part)
    for moment in found:
        if moment.date() >= first:
            yield moment.date()


def next_day(rule: Recurrence, after: datetime.date, until: datetime.date) -> datetime.date | None:
    """Return the first day of ``rule`` on or after ``after`` and up to ``until``."""
    return next(days(rule, after, until), None)


def last_days(
    rule: Recurrence, since: datetime.date, before: datetime.date
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the last two days of ``rule`` from ``since`` on that lie before ``before``.

    The later one comes first; None where there is none.
    """
    if before <= since:
        return None, None
    end = before - datetime.timedelta(days=1)
    # Two rounds back are enough nearly always: not every day since the beginning is counted.
    back = _LENGTHS[rule.every] * max(rule.interval, 1) * 3
    near = max(since, end - datetime.timedelta(days=min(back, (end - since).days)))
    found = list(days(rule, near, end))
    if len(found) < 2 and near > since:
        found = list(days(rule, since, end))
    return (found[-1] if found else None), (found[-2] if len(found) > 1 else None)


def _rules(rule: Recurrence, first: datetime.date, last: datetime.date) -> Iterator[rrule]:
    from dateutil import rrule as by

    end = datetime.datetime.combine(last, datetime.time())
    if rule.every == "day":
        start = _ahead(rule.since or _FIRST_WEEK, first, rule.interval)
        yield by.rrule(by.DAILY, dtstart=start, interval=rule.interval, until=end)
        return
    if rule.every == "week":
        anchor = rule.since or _FIRST_WEEK
        weekdays = rule.weekdays or (anchor.weekday(),)
        monday = anchor - datetime.timedelta(days=anchor.weekday())  # 01/01/0001 is a Monday
        start = _ahead(monday, first, 7 * rule.interval)
        yield by.rrule(
            by.WEEKLY, dtstart=start, interval=rule.interval, byweekday=weekdays, until=end
        )
        return
    month, step = _first_month(rule, first)
    if month is None:
        return
    yield from _by_months(rule, month, step, end)


def _by_months(
    rule: Recurrence, start: datetime.datetime, step: int, end: datetime.datetime
) -> Iterator[rrule]:
    from dateutil import rrule as by

    if rule.nth:
        found = tuple(by.weekday(day, rule.nth) for day in rule.weekdays)
        yield by.rrule(by.MONTHLY, dtstart=start, interval=step, byweekday=found, until=end)
        if not rule.days:
            return
    for day in rule.days or (-1,):
        # Of the days from the 28th on, the last there is: a shorter month gives its last day.
        choice: list[int] | int = day
        place = None
        if day > _SHORTEST_MONTH:
            choice, place = list(range(_SHORTEST_MONTH, day + 1)), -1
        yield by.rrule(
            by.MONTHLY, dtstart=start, interval=step, bymonthday=choice, bysetpos=place, until=end
        )


def _ahead(anchor: datetime.date, first: datetime.date, step: int) -> datetime.datetime:
    """Return the last beginning of a round on or before ``first``; ``anchor`` when that is later.

    A rule without a beginning counts backwards from its anchor, too.
    """
    rounds = (first - anchor).days // step
    day = anchor.toordinal() + rounds * step
    while day < 1:
        day += step
    return datetime.datetime.combine(datetime.date.fromordinal(day), datetime.time())


def _first_month(rule: Recurrence, first: datetime.date) -> tuple[datetime.datetime | None, int]:
    """Return the first of the month to begin with, and how many months lie between two rounds."""
    size = _MONTHS[rule.every]
    step = size * rule.interval
    anchor = rule.since or _FIRST_WEEK
    begin = (anchor.year * 12 + anchor.month - 1) // size * size
    begin += (rule.month or size) - 1 if size > 1 else 0
    now = first.year * 12 + first.month - 1
    month = begin + (now - begin) // step * step
    while month < 12:  # before the year 1
        month += step
    if month >= 12 * 10_000:
        return None, step
    return datetime.datetime(month // 12, month % 12 + 1, 1), step


def text(rule: Recurrence) -> str:
    """Return how a paper says ``rule``: "hằng tuần, vào thứ Hai và thứ Năm"."""
    plain, unit = _EVERY[rule.every]
    said = plain
    if rule.interval > 1:
        count = rule.interval * 6 if rule.every == "half" else rule.interval
        said = f"{count} {unit} một lần"
    at = _at(rule)
    if at:
        said = f"{said}, vào {at}"
    if rule.since:
        said += f", từ ngày {figure_text.day(rule.since)}"
    if rule.until:
        said += f"{'' if rule.since else ','} đến ngày {figure_text.day(rule.until)}"
    return said


def _at(rule: Recurrence) -> str:
    if rule.every == "day":
        return ""
    if rule.every == "week":
        return _joined([_WEEKDAYS[day] for day in sorted(set(rule.weekdays))])
    parts = []
    if rule.nth:
        which = "cuối cùng" if rule.nth < 0 else ("đầu tiên" if rule.nth == 1 else str(rule.nth))
        which = which if rule.nth in (-1, 1) else f"thứ {which}"
        parts += [f"{_WEEKDAYS[day]} {which}" for day in sorted(set(rule.weekdays))]
    ordered = sorted(set(rule.days), key=lambda day: day if day > 0 else 32)
    parts += ["ngày cuối" if day == -1 else f"ngày {day}" for day in ordered]
    if not parts:
        return ""
    return f"{_joined(parts)}{_of_month(rule)}"


def _of_month(rule: Recurrence) -> str:
    last_named = -1 in rule.days or bool(rule.nth)
    if rule.every == "month":
        return " của tháng" if last_named else ""
    month = rule.month or _MONTHS[rule.every]
    if rule.every == "year":
        return f" của tháng {month}" if last_named else f" tháng {month}"
    return f" của tháng thứ {month} {_WITHIN[rule.every]}"


def _joined(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} và {parts[-1]}"

"""The reports of a duty as days: window, due date, moved off days nobody works on."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from papidesk.domain.periods import Period
from papidesk.domain.report_duty import DayOfYear, DutyTerm, ReportDuty, Term
from papidesk.errors import N_

if TYPE_CHECKING:
    from papidesk.domain.holidays import OwnDay

TermState = Literal["later", "open", "due_soon", "late", "drafted", "issued", "sent", "before"]
TERM_STATES: dict[TermState, str] = {
    "later": N_("Not yet"),
    "open": N_("Collecting figures"),
    "due_soon": N_("Due soon"),
    "late": N_("Late"),
    "drafted": N_("Drafted"),
    "issued": N_("Issued"),
    "sent": N_("Sent"),
    "before": N_("Before this program was used"),
}
_SENT = frozenset({"sent", "acknowledged"})
_OUT = frozenset({"issued", "superseded", "archived"})


def day_in(part: DayOfYear, year: int) -> datetime.date:
    """Return ``part`` as a day of the reporting year ``year``; 31/11 and 29/2 are the last day."""
    shifted = year + part.year
    last = calendar.monthrange(shifted, part.month)[1]
    return datetime.date(shifted, part.month, min(part.day, last))


def term_days(duty: ReportDuty, term: Term, year: int, *, extra: Sequence[OwnDay] = ()) -> DutyTerm:
    """Return one report of ``duty`` in ``year``: its window, and when it is due.

    A due date on a day nobody works on moves as the duty says; ``moved_from`` is what it was.
    ``extra`` are the office's own days in lieu (see :mod:`papidesk.domain.holidays`).
    """
    due = day_in(term.due, year)
    moved = _moved(due, duty, extra)
    return DutyTerm(
        duty=duty.code,
        period=Period(year=year, kind=term.kind, index=term.index).code,
        since=day_in(term.since, year),
        until=day_in(term.until, year),
        due=moved,
        moved_from=due if moved != due else None,
    )


def _moved(day: datetime.date, duty: ReportDuty, extra: Sequence[OwnDay]) -> datetime.date:
    if duty.working_day == "stays":
        return day
    from papidesk.domain.holidays import moved

    return moved(day, duty.working_day, extra)


def of_year(duty: ReportDuty, year: int, *, extra: Sequence[OwnDay] = ()) -> list[DutyTerm]:
    """Return the reports of ``duty`` for periods of ``year``, by due date.

    Only those whose window ends while the duty is in force.
    """
    found = [
        term_days(duty, term, year, extra=extra)
        for term in duty.terms
        if duty.validity.covers(day_in(term.until, year))
    ]
    return sorted(found, key=lambda each: (each.due, each.until))


def of_period(duty: ReportDuty, period: Period, *, extra: Sequence[OwnDay] = ()) -> DutyTerm | None:
    """Return the report of ``duty`` for ``period``; None where the duty wants none.

    Whether the duty is in force is not asked: what was reported before is compared with.
    """
    for term in duty.terms:
        if term.kind == period.kind and term.index == period.index:
            return term_days(duty, term, period.year, extra=extra)
    return None


def window_of(duty: ReportDuty | None, period: Period) -> tuple[datetime.date, datetime.date]:
    """Return the days ``period`` is counted over, both included.

    The duty's own window for it; for a period the duty does not report (its months, the other
    half) the days its windows are cut at: where every window begins on the 15th of the month
    before, so does each month, and the months of a half-year add up to it. Else the calendar's.
    """
    if duty is not None:
        for term in duty.terms:
            if term.kind == period.kind and term.index == period.index:
                return day_in(term.since, period.year), day_in(term.until, period.year)
        cut = cut_day(duty)
        if cut:
            return _cut(period.start, cut), _cut(period.end, cut) - datetime.timedelta(days=1)
    return period.start, period.end


def cut_day(duty: ReportDuty) -> int:
    """Return the day of the month on which all windows of ``duty`` are cut; 0 where they differ.

    15 for windows as 15/12 of the year before to 14/6.
    """
    days = set()
    for term in duty.terms:
        period = Period(year=2023, kind=term.kind, index=term.index)
        since, until = day_in(term.since, 2023), day_in(term.until, 2023)
        day = since.day
        fits = 1 < day <= 28 and since == _cut(period.start, day)
        after = _cut(period.end, day) - datetime.timedelta(days=1) if fits else None
        days.add(day if until == after else 0)
    return days.pop() if len(days) == 1 else 0


def _cut(day: datetime.date, cut: int) -> datetime.date:
    """Return day ``cut`` of the month ``day`` is in, where it ends a month, else the month before.

    For the first day of a period that is the window's first day, for its last the day after it.
    """
    if day.day > 1:
        return day.replace(day=cut)
    return (day - datetime.timedelta(days=1)).replace(day=cut)


def year_of(day: datetime.date, duty: ReportDuty | None) -> int:
    """Return the reporting year ``day`` is counted in: 20/12 may be the next one's already."""
    for year in (day.year + 1, day.year):
        since, until = window_of(duty, Period(year=year))
        if since <= day <= until:
            return year
    return day.year


def state_of(
    term: DutyTerm,
    document_state: str,
    *,
    today: datetime.date,
    soon_days: int,
    begun: datetime.date | None = None,
) -> TermState:
    """Return how a report stands: what its paper is, else how near its due date.

    A draft past its due date is late. ``begun`` is the day the program was first used for: a report
    of days before it was made in another way, and nobody is to be urged for it.
    """
    if document_state in _SENT:
        return "sent"
    if document_state in _OUT:
        return "issued"
    if today > term.due:
        foreign = begun is not None and term.until < begun and not document_state
        return "before" if foreign else "late"
    if document_state:
        return "drafted"
    if (term.due - today).days <= soon_days:
        return "due_soon"
    return "later" if today < term.since else "open"

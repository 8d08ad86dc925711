"""Reports that are to be made: the duties of a year as days, how each stands, what it counts."""

from __future__ import annotations

import datetime

from papidesk.domain import duty_terms
from papidesk.domain.duty_terms import TermState
from papidesk.domain.filters import FigureQuery
from papidesk.domain.holidays import OwnDay
from papidesk.domain.periods import BadPeriodError, Period, parse
from papidesk.domain.record import Record, replace
from papidesk.domain.report_duty import DutyTerm, ReportDuty
from papidesk.storage import duty_reports
from papidesk.storage.store import Store
from papidesk.workflow import catalogues

__all__ = ["DutyState", "filled", "of_period", "query", "query_of", "shifted", "states", "terms"]


class DutyState(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One report of a duty and how it stands.

    ``document`` is its paper ("" while there is none) in ``document_state``. ``days_left`` is
    until it is due, below 0 when that day has passed. ``filled`` of the ``wanted`` counters have
    an entry.
    """

    duty: ReportDuty
    term: DutyTerm
    document: str = ""
    document_state: str = ""
    state: TermState
    days_left: int
    filled: int = 0
    wanted: int = 0


def terms(store: Store, year: int) -> list[DutyTerm]:
    """Return every report of ``year`` by due date, moved off days nobody works on."""
    extra = _extra(store)
    found = [
        term
        for duty in catalogues.report_duties(store, year)
        for term in duty_terms.of_year(duty, year, extra=extra)
    ]
    return sorted(found, key=lambda each: (each.due, each.duty, each.until))


def of_period(store: Store, duty: ReportDuty, period: str) -> DutyTerm:
    """Return the report of ``duty`` for ``period``, which need not be one it asks for.

    Then it is due on the last day of its window. Raises
    :class:`~papidesk.domain.periods.BadPeriodError`.
    """
    asked = parse(period)
    found = duty_terms.of_period(duty, asked, extra=_extra(store))
    if found is not None:
        return found
    since, until = duty_terms.window_of(duty, asked)
    return DutyTerm(duty=duty.code, period=asked.code, since=since, until=until, due=until)


def states(store: Store, year: int, *, today: datetime.date) -> list[DutyState]:
    """Return how every report of ``year`` stands on ``today``, by due date."""
    duties = {duty.code: duty for duty in catalogues.report_duties(store, year)}
    papers = duty_reports.standing(store)
    soon, begun = soon_days(store), begun_on(store)
    found = []
    for term in terms(store, year):
        duty = duties[term.duty]
        paper = papers.get((term.duty, term.period))
        document_state = paper.document_state if paper else ""
        state = duty_terms.state_of(term, document_state, today=today, soon_days=soon, begun=begun)
        in_it, wanted = filled(store, duty, term, today)
        found.append(
            DutyState(
                duty=duty,
                term=term,
                document=paper.document if paper else "",
                document_state=document_state,
                state=state,
                days_left=(term.due - today).days,
                filled=in_it,
                wanted=wanted,
            )
        )
    return found


def filled(store: Store, duty: ReportDuty, term: DutyTerm, today: datetime.date) -> tuple[int, int]:
    """Return how many of the counters a report wants have an entry, and how many it wants."""
    from papidesk.workflow import figures

    codes = [counter.code for counter in figures.wanted(store, duty, term.until)]
    if today < term.since:
        return 0, len(codes)
    asked = replace(query(store, duty, term.period), since=term.since, until=term.until)
    values = figures.several(store, codes, asked)
    filled = sum(1 for code in codes if code in values and values[code].entries)
    return filled, len(codes)


def begun_on(store: Store) -> datetime.date:
    """Return the day the program was first used for: its log's first, else the workspace's."""
    from papidesk.storage import activity_figures

    made = activity_figures.workspace_day(store)
    first = activity_figures.first_day(store)
    return min(made, first) if first else made


def soon_days(store: Store) -> int:
    """Return how many days before its due date a report is due soon: as for tasks."""
    from papidesk.workflow import tasks

    return tasks.timing_rule(store).soon_days


def query(store: Store, duty: ReportDuty | str, period: str) -> FigureQuery:
    """Return what the figures of ``duty`` in ``period`` are asked for.

    The window is the duty's; its sub-dimensions and channels narrow the log. ``duty`` may be a
    code; "" is no duty: the calendar's days of the whole log. Raises BadPeriodError and what an
    unknown duty is refused with.
    """
    found = catalogues.report_duty(store, duty) if isinstance(duty, str) and duty else duty
    return query_of(found if isinstance(found, ReportDuty) else None, parse(period))


def query_of(duty: ReportDuty | None, period: Period) -> FigureQuery:
    """Return the query of a duty (None for the calendar) and a period; see :func:`query`."""
    since, until = duty_terms.window_of(duty, period)
    return FigureQuery(
        since=since,
        until=until,
        period=period.code,
        duty=duty.code if duty else "",
        channels=duty.channels if duty else (),
        dimensions=duty.dimensions if duty else (),
    )


def shifted(store: Store, asked: FigureQuery, *, years: bool) -> FigureQuery:
    """Return ``asked`` for the period before it, or with ``years`` for the same one a year before.

    Days chosen by hand are compared with as many days right before, or the same days of the year
    before; what narrows the log stays.
    """
    try:
        period = parse(asked.period)
    except BadPeriodError:
        return _shifted_days(asked, years=years)
    duty = catalogues.report_duty(store, asked.duty) if asked.duty else None
    own = duty_terms.window_of(duty, period)
    other = period.last_year() if years else period.previous()
    if other.year < 1:
        return _shifted_days(asked, years=years)
    if own != (asked.since, asked.until) and years:
        return replace(_shifted_days(asked, years=True), period=other.code)
    since, until = duty_terms.window_of(duty, other)
    until = _before(asked, until)
    return replace(asked, since=min(since, until), until=until, period=other.code)


def _before(asked: FigureQuery, until: datetime.date) -> datetime.date:
    # A window chosen by hand that begins early is not compared with days of its own.
    last = asked.since - datetime.timedelta(days=1)
    return last if last < until else until


def _shifted_days(asked: FigureQuery, *, years: bool) -> FigureQuery:
    if years:
        return replace(
            asked, since=_year_before(asked.since), until=_year_before(asked.until), period=""
        )
    length = asked.until - asked.since
    until = asked.since - datetime.timedelta(days=1)
    return replace(asked, since=until - length, until=until, period="")


def _year_before(day: datetime.date) -> datetime.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29/02
        return day.replace(year=day.year - 1, day=28)


def _extra(store: Store) -> tuple[OwnDay, ...]:
    from papidesk.workflow import holidays

    return holidays.extra(store)

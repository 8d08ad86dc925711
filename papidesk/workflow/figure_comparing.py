"""Windows figures are compared with, targets of the year, corrections."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from papidesk.domain import duty_terms as windows
from papidesk.domain.counters import Counter, Figure
from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import BadPeriodError, Period, parse
from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow.figure_sources import several

_LATE = datetime.timedelta(days=31)


def shown(counter: Counter, now: Figure, query: FigureQuery) -> bool:
    """Tell whether a counter belongs in a table: in force on a day of the window, or used."""
    since, until = counter.validity.since, counter.validity.until
    in_force = (since is None or since <= query.until) and (until is None or query.since <= until)
    return in_force or now.entries > 0


def compared(
    store: Store, codes: Sequence[str], query: FigureQuery, *, years: bool
) -> dict[str, Figure] | None:
    """Return figures of the period before, or a year before; None where the log began later."""
    from papidesk.workflow import duty_terms

    other = duty_terms.shifted(store, query, years=years)
    if not log_had_begun(store, other):
        return None
    return several(store, codes, other)


def log_had_begun(store: Store, query: FigureQuery) -> bool:
    """Tell whether the log was kept through the window: what it missed would read as a fall or 0.

    A log that begins within a month of the window's first day has missed nothing to speak of.
    """
    from papidesk.storage import activity_figures as stored

    first = stored.first_day(store)
    return first is not None and first <= min(query.until, query.since + _LATE)


def year_so_far(store: Store, query: FigureQuery) -> tuple[int, FigureQuery]:
    """Return the reporting year of a window's end, and the query from the year's first day on."""
    from papidesk.workflow import catalogues

    duty = catalogues.report_duty(store, query.duty) if query.duty else None
    try:
        year = parse(query.period).year
    except BadPeriodError:
        year = windows.year_of(query.until, duty)
    since, _ = windows.window_of(duty, Period(year=year))
    return year, replace(query, since=min(since, query.since), period="")


def targets(
    store: Store, chosen: Sequence[Counter], year: int, query: FigureQuery
) -> dict[str, Decimal]:
    """Return what the tasks of ``year`` are to bring of each of ``chosen``, by code."""
    from papidesk.workflow import activity_figures

    return activity_figures.targets(store, chosen, year, query)


def corrections(store: Store, query: FigureQuery) -> dict[str, int]:
    """Return how many corrections of closed days in the window concern each counter, by code."""
    from papidesk.storage import activity_figures as stored

    return stored.corrected(store, query.since, query.until)


def difference(now: Figure | None, before: Figure | None) -> Decimal | None:
    """Return how much more ``now`` is than ``before``; None where one of them says nothing."""
    if now is None or before is None or now.value is None or before.value is None:
        return None
    return now.value - before.value

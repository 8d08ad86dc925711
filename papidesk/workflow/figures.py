"""Figures: which counters there are, what they say of a window, and the entries behind them.

A counter comes from a source: the registers, the activity log. A source names its counters, says
what they come to in a window, and what is behind; nothing here knows a counter by name. Figures
stand in documents as live fields (:mod:`papidesk.domain.figures`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from papidesk.domain.counters import Counter, Figure
from papidesk.domain.filters import FigureQuery
from papidesk.domain.periods import Period
from papidesk.domain.record import Record
from papidesk.domain.report_duty import ReportDuty
from papidesk.storage.store import Store
from papidesk.workflow import figure_comparing as comparing
from papidesk.workflow import figure_sources as sources
from papidesk.workflow.figure_comparing import difference
from papidesk.workflow.figure_fields import label, number_text, query_of, refreshed, value
from papidesk.workflow.figure_sources import Behind, UnknownFigureError, several

__all__ = [
    "Behind", "CounterInfo", "FigureLine", "UnknownFigureError", "behind", "counters",
    "difference", "entries", "figure", "label", "months", "number_text", "query_of", "refreshed",
    "several", "table", "value", "wanted",
]  # fmt: skip


class CounterInfo(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter as a person chooses it: ``name`` and ``unit`` are Vietnamese, as in papers."""

    code: str
    name: str
    unit: str
    group: str = ""


class FigureLine(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a table of figures.

    ``previous`` and ``last_year`` are None where they were not asked for, or the log began later.
    ``target`` is the whole year's; ``so_far`` what the year has come to at the window's end.
    ``corrections`` is how many corrections of closed days in the window concern the counter.
    """

    counter: Counter
    figure: Figure
    previous: Figure | None = None
    last_year: Figure | None = None
    target: Decimal | None = None
    so_far: Figure | None = None
    corrections: int = 0

    @property
    def change(self) -> Decimal | None:
        """The difference from the same period last year; None where one of them is unknown."""
        return difference(self.figure, self.last_year)


def counters(store: Store | None = None) -> list[CounterInfo]:
    """Return every counter; those an office made itself only with its ``store``."""
    return [
        CounterInfo(code=each.code, name=each.name, unit=each.unit, group=each.group)
        for each in sources.every(store).values()
    ]


def wanted(store: Store, duty: ReportDuty | None, day: datetime.date) -> list[Counter]:
    """Return the counters a report of ``duty`` shows on ``day``: its own, else all of the log."""
    if duty is not None and duty.counters:
        every = sources.every(store)
        return [every[code] for code in duty.counters if code in every]
    return [each for each in sources.log_counters(store).values() if each.validity.covers(day)]


def figure(store: Store, code: str, query: FigureQuery) -> Figure:
    """Return the figure of a counter; raises :class:`UnknownFigureError`."""
    sources.found(store, code)
    return several(store, [code], query)[code]


def behind(store: Store, code: str, query: FigureQuery) -> Behind:
    """Return what a figure was counted from, by day; raises :class:`UnknownFigureError`."""
    source, counter = sources.found(store, code)
    return source.behind(store, counter, query)


def entries(store: Store, code: str, query: FigureQuery) -> list[str]:
    """Return the keys of the entries of the log behind a figure, by day."""
    return list(behind(store, code, query).activities)


def table(
    store: Store, query: FigureQuery, *, codes: Sequence[str] = (), compare: bool = True
) -> list[FigureLine]:
    """Return a line for each counter of ``codes``, else each of the log that is in force or used.

    ``compare`` adds the period before and the same one last year.
    """
    every = sources.every(store) if codes else sources.log_counters(store)
    chosen = [every[code] for code in codes or every if code in every]
    names = [each.code for each in chosen]
    now = several(store, names, query)
    if not codes:
        chosen = [each for each in chosen if comparing.shown(each, now[each.code], query)]
        names = [each.code for each in chosen]
    previous = last_year = None
    if compare:
        previous = comparing.compared(store, names, query, years=False)
        last_year = comparing.compared(store, names, query, years=True)
    year, so_far_query = comparing.year_so_far(store, query)
    targets = comparing.targets(store, chosen, year, query)
    so_far = several(store, list(targets), so_far_query) if targets else {}
    corrected = comparing.corrections(store, query)
    return [
        FigureLine(
            counter=each,
            figure=now[each.code],
            previous=previous.get(each.code) if previous else None,
            last_year=last_year.get(each.code) if last_year else None,
            target=targets.get(each.code),
            so_far=so_far.get(each.code),
            corrections=corrected.get(each.code, 0),
        )
        for each in chosen
    ]


def months(store: Store, code: str, year: int, *, duty: str = "") -> list[Figure]:
    """Return twelve figures of a year; with ``duty`` its months are cut as its windows are."""
    from papidesk.workflow import duty_terms

    asked = (
        duty_terms.query(store, duty, Period(year=year, kind="month", index=month).code)
        for month in range(1, 13)
    )
    return [figure(store, code, query) for query in asked]

"""What was done in a year: bars by month against targets, the main counters against last year."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.counters import Counter
from papidesk.domain.filters import FigureQuery
from papidesk.domain.overview import Activity, CounterLine, CounterYear, MonthBar
from papidesk.storage import monthly
from papidesk.storage.store import Store

LINES = 6  # counters in the table
_MONTHS = range(1, 13)


def activity(store: Store, year: int, *, today: datetime.date) -> Activity:
    """Return what the log has of ``year``, up to ``today`` where the year is not over."""
    from papidesk.workflow import activity_figures, catalogues, figures
    from papidesk.workflow.figure_comparing import compared

    since = datetime.date(year, 1, 1)
    until = max(since, min(today, datetime.date(year, 12, 31)))
    asked = FigureQuery(since=since, until=until, period=str(year))
    counters = catalogues.counters(store, until)
    by_code = {one.code: one for one in counters}
    last = _last_month(year, today)
    sums = monthly.sums(store, by_code, year)
    targets = activity_figures.targets(store, counters, year, asked)
    by_month = monthly.entries(store, year)
    every = tuple(_bar(m, last, Decimal(by_month.get(m, 0)), by_month.get(m, 0)) for m in _MONTHS)
    chosen = _main(counters, sums, targets)
    years = [CounterYear(code="", name="", unit="", months=every)]
    years += [_year(one, sums, targets, last) for one in chosen if one.adds_up == "sum"]
    codes = [one.code for one in chosen[:LINES]]
    now = figures.several(store, codes, asked)
    before = compared(store, codes, asked, years=True) or {}
    lines = [
        CounterLine(
            counter=by_code[code],
            now=now[code],
            last_year=before.get(code),
            target=targets.get(code),
        )
        for code in codes
    ]
    return Activity(
        since=since,
        until=until,
        years=tuple(years),
        lines=tuple(lines),
        entries=sum(by_month.values()),
    )


def _main(
    counters: list[Counter],
    sums: dict[str, dict[int, tuple[Decimal, int]]],
    targets: dict[str, Decimal],
) -> list[Counter]:
    """Return the counters with a target or entries: targets first, then by how often they come."""

    def entries(one: Counter) -> int:
        codes = (one.numerator, one.denominator) if one.adds_up == "ratio" else (one.code,)
        return sum(count for code in codes for _sum, count in sums.get(code, {}).values())

    used = [one for one in counters if one.code in targets or entries(one)]
    return sorted(used, key=lambda one: (one.code not in targets, -entries(one), one.order))


def _year(
    one: Counter,
    sums: dict[str, dict[int, tuple[Decimal, int]]],
    targets: dict[str, Decimal],
    last: int,
) -> CounterYear:
    own = sums.get(one.code, {})
    bars = (_bar(month, last, *own.get(month, (Decimal(0), 0))) for month in _MONTHS)
    return CounterYear(
        code=one.code,
        name=one.name,
        unit=one.unit,
        months=tuple(bars),
        target=targets.get(one.code),
    )


def _bar(month: int, last: int, value: Decimal, entries: int) -> MonthBar:
    # A month to come has no value, and what was entered ahead all the same is shown.
    begun = month <= last or entries
    return MonthBar(month=month, value=value if begun else None, entries=entries)


def _last_month(year: int, today: datetime.date) -> int:
    if year < today.year:
        return 12
    return today.month if year == today.year else 0

"""The figures of a report as a bundle tells them: as they were closed, with what adds them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from papidesk.domain import bundle_records
from papidesk.domain.activity import Activity
from papidesk.domain.adding_up import Part
from papidesk.domain.amounts import parts, quantity_of
from papidesk.domain.bundle import BundleRecord
from papidesk.domain.closing import ClosedFigure, Closing
from papidesk.domain.counters import Counter, Figure
from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import from_json
from papidesk.domain.report_duty import ReportDuty
from papidesk.storage import activity_figures, closings, tasks
from papidesk.storage.store import Store
from papidesk.workflow import figure_sources, log_counters, own_records

_ZERO = Decimal(0)


class Window(NamedTuple):
    """What a report is of: duty (None for all of the log), window, what was closed, its paper."""

    duty: ReportDuty | None
    query: FigureQuery
    closing: Closing | None
    document: str


class _Since(NamedTuple):
    """What corrections did to a counter since its window was closed."""

    total: Decimal = _ZERO
    entries: int = 0


def figures(store: Store, window: Window, *, keep: bool) -> list[BundleRecord]:
    """Return the figures of a window, a record each.

    Those of a closed window are exactly as they were issued: what corrections changed since is
    taken off again from the sums behind them. Of an open one they are what the log says now,
    counters without an entry left out.
    """
    told = _closed(store, window) if window.closing else _present(store, window)
    return own_records.told_only(store, "figure", told, keep=keep)


def _present(store: Store, window: Window) -> list[bundle_records.Figure]:
    from papidesk.workflow.figures import wanted

    chosen = {one.code: one for one in wanted(store, window.duty, window.query.until)}
    counted = _Counted(store, window.query, chosen)
    return [
        counted.told(window, one, counted.figures[one.code].value, {})
        for one in chosen.values()
        if counted.figures[one.code].entries
    ]


def _closed(store: Store, window: Window) -> list[bundle_records.Figure]:
    assert window.closing is not None
    known = figure_sources.every(store)
    chosen = {
        one.counter: known.get(one.counter) or _forgotten(one) for one in window.closing.figures
    }
    counted = _Counted(store, window.query, chosen)
    ratios = [one for one in chosen.values() if one.adds_up == "ratio"]
    since = _since(store, window.closing, window.query, ratios)
    return [
        counted.told(window, chosen[one.counter], one.value, since)
        for one in window.closing.figures
    ]


def _forgotten(closed: ClosedFigure) -> Counter:
    """Return a counter that left the catalogue since, as far as its figure tells."""
    return Counter(code=closed.counter, name=closed.name, unit=closed.unit)


def _since(
    store: Store, closing: Closing, query: FigureQuery, ratios: Sequence[Counter]
) -> dict[str, _Since]:
    """Return what was done to entries of a window after it was closed, by counter.

    An entry is weighed as it was before each correction and after it; one that several closed
    windows hold is corrected once for each of them and counts once. An entry stands behind a ratio
    of ``ratios`` once, whichever of its two sums it adds to.
    """
    rules = log_counters.rules(store)
    found: dict[str, _Since] = defaultdict(_Since)
    seen = set()
    for correction in closings.corrections(store):
        change = (correction.activity, correction.at, correction.before, correction.after)
        if correction.id < closing.id or change in seen:
            continue
        seen.add(change)
        for text, sign in ((correction.before, -1), (correction.after, 1)):
            activity = from_json(Activity, text) if text else None
            if activity is None or not _counts(store, activity, query):
                continue
            added = parts(activity, rules)
            for part in added:
                known = found[part.counter]
                amount = sign * quantity_of(part.thousandths)
                found[part.counter] = _Since(known.total + amount, known.entries + sign)
            codes = {part.counter for part in added}
            for ratio in ratios:
                if codes & {ratio.numerator, ratio.denominator}:
                    known = found[ratio.code]
                    found[ratio.code] = _Since(known.total, known.entries + sign)
    return found


def _counts(store: Store, activity: Activity, query: FigureQuery) -> bool:
    """Tell whether an entry counts in a window: its day, its channel, what it serves."""
    if not query.since <= activity.date <= query.until:
        return False
    if query.channels and activity.channel not in query.channels:
        return False
    if not query.dimensions:
        return True
    served = set(activity.dimensions)
    for id in activity.tasks:
        with suppress(tasks.UnknownTaskError):
            served |= set(tasks.get(store, id).dimensions)
    return any(_within(code, wanted) for code in served for wanted in query.dimensions)


def _within(code: str, wanted: str) -> bool:
    """Tell whether a sub-dimension is the one wanted, or of the dimension wanted ("D1")."""
    return code == wanted or (wanted.startswith("D") and code.startswith(f"{wanted[1:]}."))


class _Counted:
    """What the entries of a window come to now, counter by counter."""

    def __init__(self, store: Store, query: FigureQuery, chosen: Mapping[str, Counter]) -> None:
        known = figure_sources.every(store)
        ratios = [one for one in chosen.values() if one.adds_up == "ratio"]
        sums = {code for one in ratios for code in (one.numerator, one.denominator) if code}
        codes = sorted({*chosen, *sums} & known.keys())
        latest = [code for code in codes if known[code].adds_up == "latest"]
        self.figures: dict[str, Figure] = {
            code: Figure(counter=code) for code in chosen
        } | figure_sources.several(store, [code for code in codes if code in chosen], query)
        self._parts: dict[str, Part] = activity_figures.parts(store, codes, query, latest=latest)

    def told(
        self,
        window: Window,
        counter: Counter,
        value: Decimal | None,
        since: Mapping[str, _Since],
    ) -> bundle_records.Figure:
        """Return the record of one figure with this ``value``, without what happened ``since``."""
        now, part = self.figures[counter.code], self._parts.get(counter.code, Part())
        done = since.get(counter.code, _Since())
        total, entries = part.total - done.total, max(now.entries - done.entries, 0)
        last = part.last
        if counter.adds_up == "sum":
            total = value or _ZERO
        if counter.adds_up == "latest":
            last = value
        above, below = self._sums(counter, since)
        return bundle_records.Figure(
            duty=window.duty.code if window.duty else "",
            period=window.query.period,
            since=window.query.since,
            until=window.query.until,
            counter=counter.code,
            name=counter.name,
            unit=counter.unit,
            adds_up=counter.adds_up,
            value=value,
            total=total,
            entries=entries,
            last=last,
            last_day=part.last_day if last is not None else None,
            numerator=above,
            denominator=below,
            carried=now.carried,
        )

    def _sums(
        self, counter: Counter, since: Mapping[str, _Since]
    ) -> tuple[Decimal | None, Decimal | None]:
        if counter.adds_up != "ratio":
            return None, None
        above, below = (
            self._parts.get(code, Part()).total - since.get(code, _Since()).total
            for code in (counter.numerator, counter.denominator)
        )
        return above, below

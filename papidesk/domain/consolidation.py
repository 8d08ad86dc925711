"""What units below reported, as the superior keeps it, and how it comes together over units.

Over time a counter's entries add up as :mod:`papidesk.domain.adding_up` says. Over units that
share no entry sums, counts and latest values are added: what 104 communes have on a day is the sum
of what each has. A mean is the sum of all entries over their number, a ratio the ratio of the two
sums: never a mean of means.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from papidesk.domain.adding_up import Part, rounded
from papidesk.domain.bundle_records import Figure
from papidesk.domain.counters import AddsUp, Counter
from papidesk.domain.record import Record
from papidesk.errors import N_

ReportState = Literal["received", "accepted", "returned"]
# How a unit stands on the board; the words of a paper are in its own module.
BoardState = Literal["on_time", "late", "missing", "overdue", "returned", "not_due"]
BOARD_STATES: dict[BoardState, str] = {
    "on_time": N_("On time"),
    "late": N_("Sent late"),
    "missing": N_("Not sent"),
    "overdue": N_("Not sent, overdue"),
    "returned": N_("Returned"),
    "not_due": N_("Not expected"),
}

# What a board is narrowed to: a state, or what was neither accepted nor returned.
BoardFilter = BoardState | Literal["undecided"]


class BoardQuery(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One report of all units, due in ``year``, narrowed to a state or to what is undecided."""

    duty: str
    period: str
    year: int
    state: BoardFilter | Literal[""] = ""


class FigureWindow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a set of figures is of: a duty ("" for none), a period's code, the days it counts."""

    duty: str
    period: str
    since: datetime.date
    until: datetime.date


class UnitFigure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What one unit reported of one counter.

    ``part`` is what its entries come to; of a ratio ``part.total`` is the sum above and ``below``
    the sum below. ``value`` is the figure as the unit's paper says it. ``name``, ``unit_name``
    (what it is counted in) and ``adds_up`` are as the unit told them: for counters not known here.
    """

    counter: str
    part: Part = Part()
    below: Decimal | None = None
    value: Decimal | None = None
    name: str = ""
    unit_name: str = ""
    adds_up: AddsUp = "sum"


class UnitFigures(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All figures of one unit in one window."""

    unit: str
    window: FigureWindow
    figures: tuple[UnitFigure, ...] = ()


class Remark(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the superior says of one field of a report: of a counter, of a place in its text.

    Both are empty for the report as a whole. ``place`` is a path of
    :mod:`papidesk.domain.text_places`.
    """

    text: str
    counter: str = ""
    place: str = ""


class UnitReport(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A unit's report of a duty and period as it stands here.

    ``received`` is the bundle's row here, ``bundle`` the bundle's own id, ``document`` the paper's
    id among what the unit sent. ``first_on`` is the day the first one came, which decides whether
    it was on time; ``received_on`` the day of the last. ``times`` counts what came. ``decided_*``,
    ``reason``, ``remarks`` and ``wanted_by`` are the superior's; ``decisions`` counts them and
    ``decision`` is the bundle the last was sent in. ``by_hand`` tells that its day was entered
    here. ``on_paper`` tells that it came on paper and not as a bundle, ``typed`` are the counters
    whose figures were typed in from it, ``note`` is what was noted then; ``instead`` and
    ``instead_figures`` are the returned report whose place it took.
    """

    unit: str
    duty: str
    period: str
    state: ReportState = "received"
    received: str = ""
    bundle: str = ""
    received_on: datetime.date
    first_on: datetime.date | None = None
    times: int = 1
    title: str = ""
    number: str = ""
    document: str = ""
    decided_at: str = ""
    decided_by: str = ""
    reason: str = ""
    remarks: tuple[Remark, ...] = ()
    wanted_by: datetime.date | None = None
    decisions: int = 0
    decision: str = ""
    by_hand: bool = False
    on_paper: bool = False
    note: str = ""
    typed: tuple[str, ...] = ()
    instead: UnitReport | None = None
    instead_figures: UnitFigures | None = None

    @property
    def arrived(self) -> datetime.date:
        """The day that decides whether it was on time."""
        return self.first_on or self.received_on


class Joined(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What several units' figures of one counter come to: sums over the units."""

    total: Decimal = Decimal(0)
    entries: int = 0
    latest: Decimal | None = None
    below: Decimal | None = None
    units: int = 0


def from_told(figure: Figure) -> UnitFigure:
    """Return a figure of a bundle as it is kept; only those of the whole (``part`` "") are."""
    ratio = figure.adds_up == "ratio"
    above = figure.numerator if ratio and figure.numerator is not None else figure.total
    return UnitFigure(
        counter=figure.counter,
        part=Part(
            total=above,
            entries=figure.entries,
            last=figure.last,
            last_day=figure.last_day,
            before=figure.last_day is not None and figure.last_day < figure.since,
        ),
        below=figure.denominator if ratio else None,
        value=figure.value,
        name=figure.name,
        unit_name=figure.unit,
        adds_up=figure.adds_up,
    )


def joined(figures: Iterable[UnitFigure]) -> Joined:
    """Return the sums over ``figures`` of one counter, each of another unit, in any order."""
    total, entries, units = Decimal(0), 0, 0
    latest: Decimal | None = None
    below: Decimal | None = None
    for one in figures:
        total, entries, units = total + one.part.total, entries + one.part.entries, units + 1
        latest = _plus(latest, one.part.last)
        below = _plus(below, one.below)
    return Joined(total=total, entries=entries, latest=latest, below=below, units=units)


def together(parts: Iterable[Joined]) -> Joined:
    """Return the sums over groups of units that share none."""
    total, entries, units = Decimal(0), 0, 0
    latest: Decimal | None = None
    below: Decimal | None = None
    for one in parts:
        total, entries, units = total + one.total, entries + one.entries, units + one.units
        latest, below = _plus(latest, one.latest), _plus(below, one.below)
    return Joined(total=total, entries=entries, latest=latest, below=below, units=units)


def minus(whole: Joined, part: Joined) -> Joined:
    """Return what is left of ``whole`` without ``part``, which is in it."""
    return Joined(
        total=whole.total - part.total,
        entries=whole.entries - part.entries,
        latest=whole.latest if part.latest is None else (whole.latest or 0) - part.latest,
        below=whole.below if part.below is None else (whole.below or 0) - part.below,
        units=whole.units - part.units,
    )


def value_of(counter: Counter, sums: Joined) -> Decimal | None:
    """Return the figure of ``counter`` over the units in ``sums``; None where nothing can be said.

    A sum is 0 without entries, where a unit reported at all.
    """
    if not sums.units:
        return None
    if counter.adds_up == "ratio":
        return rounded(counter, sums.total * 100, sums.below) if sums.below else None
    if counter.adds_up == "average":
        return rounded(counter, sums.total, Decimal(sums.entries)) if sums.entries else None
    return sums.latest if counter.adds_up == "latest" else sums.total


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if other is None:
        return one
    return other if one is None else one + other

"""Counters: what is counted, in which unit, and how entries add up to a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from papidesk.domain.record import Record, Validity
from papidesk.errors import N_

AddsUp = Literal["sum", "latest", "average", "ratio"]
ADDS_UP: dict[AddsUp, str] = {
    "sum": N_("sum"),
    "latest": N_("latest value"),
    "average": N_("average"),
    "ratio": N_("ratio of two sums"),
}


class Counter(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A counter as a person and a paper name it: ``name`` and ``unit`` are Vietnamese.

    ``group`` brings counters of one kind together in lists. "ratio" is 100 × ``numerator`` /
    ``denominator``, both codes of counters that sum. ``people_of`` names the counters whose
    entries' people reached it sums, ``cost`` that it sums what entries cost: an entry that gives
    an amount of it itself goes before. ``least`` and ``most`` are bounds of one entry (of the
    figure, for a ratio): what lies outside is asked about, never refused silently. ``decimals`` is
    how many places an amount may have. ``words`` are what else it is called, for recognising and
    finding. ``channels`` are offered with it. ``own`` tells an office's from ours.
    """

    code: str
    name: str
    unit: str
    adds_up: AddsUp = "sum"
    group: str = ""
    numerator: str = ""
    denominator: str = ""
    people_of: tuple[str, ...] = ()
    cost: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int = 0
    words: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    validity: Validity = Validity()
    order: int = 0
    own: bool = False


class Channel(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A way people are reached: truyền thanh cơ sở, Cổng thông tin điện tử, Zalo …"""

    code: str
    name: str
    words: tuple[str, ...] = ()
    validity: Validity = Validity()
    order: int = 0
    own: bool = False


class Figure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a counter says of a window; None where nothing can be said (no entry, 0 below a ratio).

    A sum without entries is 0, not None. ``entries`` is how many entries are behind it; ``sums``
    are the two sums of a ratio; ``beyond`` tells that it lies outside the counter's bounds.
    """

    counter: str
    value: Decimal | None = None
    entries: int = 0
    sums: tuple[Decimal, Decimal] | None = None
    carried: bool = False
    beyond: bool = False

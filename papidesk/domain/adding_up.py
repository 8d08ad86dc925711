"""How entries add up to a figure: sum, latest value, average, ratio of two sums; exact decimals.

A window is added up into a :class:`Part`; the parts of windows that lie side by side are combined
into the part of the whole, and a figure is read off a part. So a year is the same whether it is
added up whole, by months, or by units.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from papidesk.domain.counters import Counter, Figure
from papidesk.domain.record import Record

_ZERO = Decimal(0)
# Means and ratios of counters that say no number of places.
_PLACES = 2
_TENTH, _SHORT = Decimal("0.1"), Decimal("99.9")
# Room for a million entries of the greatest quantity, to the last thousandth.
_EXACT = Context(prec=60)


class Part(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the entries of one counter in one window come to.

    ``last`` is the quantity of the latest of them, ``last_day`` its day and ``last_key`` what
    orders entries of one day (their key). ``before`` tells that the latest lies before the window.
    """

    total: Decimal = _ZERO
    entries: int = 0
    last: Decimal | None = None
    last_day: datetime.date | None = None
    last_key: str = ""
    before: bool = False


def part_of(
    entries: Iterable[tuple[datetime.date, str, Decimal]],
    since: datetime.date,
    until: datetime.date,
) -> Part:
    """Return what ``entries`` (day, key, quantity) come to from ``since`` to ``until``.

    The latest value is looked for before the window too.
    """
    total, count = _ZERO, 0
    latest: tuple[datetime.date, str, Decimal] | None = None
    for entry in entries:
        day, _, quantity = entry
        if day > until:
            continue
        if day >= since:
            total, count = _EXACT.add(total, quantity), count + 1
        if latest is None or entry[:2] > latest[:2]:
            latest = entry
    if latest is None:
        return Part(total=total, entries=count)
    return Part(
        total=total,
        entries=count,
        last=latest[2],
        last_day=latest[0],
        last_key=latest[1],
        before=latest[0] < since,
    )


def combined(parts: Iterable[Part]) -> Part:
    """Return the part of the whole that ``parts`` are pieces of, whatever their order.

    Windows that lie side by side, or units, channels, tasks of one window that share no entry.
    """
    total, count, inside = _ZERO, 0, False
    latest: Part | None = None
    for part in parts:
        total, count = _EXACT.add(total, part.total), count + part.entries
        if part.last is None or part.last_day is None:
            continue
        inside = inside or not part.before
        if latest is None or _order(part) > _order(latest):
            latest = part
    if latest is None:
        return Part(total=total, entries=count)
    return Part(
        total=total,
        entries=count,
        last=latest.last,
        last_day=latest.last_day,
        last_key=latest.last_key,
        before=not inside,
    )


def _order(part: Part) -> tuple[datetime.date, str]:
    return part.last_day or datetime.date.min, part.last_key


def figure(
    counter: Counter, own: Part, numerator: Part | None = None, denominator: Part | None = None
) -> Figure:
    """Return what ``counter`` says of a window whose entries come to ``own``.

    A ratio needs the parts of its two counters as well. A sum without entries is 0; a latest value
    without an entry up to the window's end, a mean without entries and a ratio over 0 are None.
    """
    if counter.adds_up == "ratio":
        return _ratio(counter, numerator or Part(), denominator or Part())
    if counter.adds_up == "latest":
        carried = own.before and own.last is not None
        value = own.last
        return Figure(
            counter=counter.code,
            value=value,
            entries=own.entries or int(carried),
            carried=carried,
            beyond=_beyond(counter, value),
        )
    if counter.adds_up == "average":
        mean = rounded(counter, own.total, Decimal(own.entries)) if own.entries else None
        return Figure(
            counter=counter.code,
            value=mean,
            entries=own.entries,
            beyond=_beyond(counter, mean),
        )
    return Figure(counter=counter.code, value=own.total, entries=own.entries)


def _ratio(counter: Counter, numerator: Part, denominator: Part) -> Figure:
    above, below = numerator.total, denominator.total
    value = rounded(counter, above * 100, below) if below else None
    return Figure(
        counter=counter.code,
        value=value,
        entries=numerator.entries + denominator.entries,
        sums=(above, below),
        beyond=_beyond(counter, value),
    )


def rounded(counter: Counter, above: Decimal, below: Decimal) -> Decimal:
    """Return ``above`` over ``below`` with the places ``counter`` has, its half rounded up."""
    places = counter.decimals or _PLACES
    step = Decimal(1).scaleb(-places)
    return _EXACT.divide(above, below).quantize(step, ROUND_HALF_UP, context=_EXACT)


def _beyond(counter: Counter, value: Decimal | None) -> bool:
    """Tell whether a value lies outside the bounds; those of a sum are bounds of single entries."""
    if value is None:
        return False
    return (counter.least is not None and value < counter.least) or (
        counter.most is not None and value > counter.most
    )


def share_of(value: Decimal | None, target: Decimal | None) -> Decimal | None:
    """Return how many per cent of ``target`` are reached, to one place; None without a target.

    What falls short of the target never reads 100: it is 99,9 at most.
    """
    if value is None or not target:
        return None
    share = (value * 100 / target).quantize(_TENTH, ROUND_HALF_UP)
    return min(share, _SHORT) if value < target else share

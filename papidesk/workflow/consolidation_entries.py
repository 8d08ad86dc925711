"""What is behind a unit's figure: the log entries it sent, and figures that stand out."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain import outliers as judging
from papidesk.domain.outliers import Outlier
from papidesk.domain.record import Record
from papidesk.storage import received_records, unit_figures
from papidesk.storage.store import Store
from papidesk.workflow import consolidation, units

_THOUSANDTHS = -3


class UnitEntry(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A log entry of a unit behind one of its figures; ``id`` is the entry's with the unit.

    ``counter`` is what it brings ``quantity`` of: of a ratio one of its two counters.
    """

    unit: str
    id: str
    day: datetime.date
    title: str
    counter: str
    quantity: Decimal


class Behind(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The entries behind a unit's figure and what they come to beside what was reported.

    ``told`` is how many entries the unit says are behind it: where fewer are here, it sent an
    extract of its log. ``differs`` tells that all are here and come to something else.
    """

    entries: tuple[UnitEntry, ...] = ()
    told: int = 0
    sent: int = 0
    reported: Decimal | None = None
    differs: bool = False


def behind(store: Store, unit: str, counter: str, duty: str, period: str) -> Behind:
    """Return the entries behind the figure of a unit and of those that were merged into it.

    By day, each with the code of the unit that reported it. Of a ratio those of both its counters.
    """
    known = consolidation.counters_of(store).get(counter)
    asked = [counter]
    if known is not None and known.adds_up == "ratio":
        asked = [known.numerator, known.denominator]
    found: list[UnitEntry] = []
    told, reported, compared = 0, Decimal(0), True
    for source in units.tree(store).sources(unit):
        figures = unit_figures.of_unit(store, source, duty, period)
        if figures is None:
            continue
        figure = next((one for one in figures.figures if one.counter == counter), None)
        if figure is None:
            continue
        told += figure.part.entries
        reported += figure.part.total
        compared = compared and known is not None and known.adds_up == "sum"
        since, until = figures.window.since.isoformat(), figures.window.until.isoformat()
        for code in filter(None, asked):
            found += [
                UnitEntry(
                    unit=source, id=row.record.id, day=datetime.date.fromisoformat(row.day),
                    title=str(row.record.fields.get("title") or row.title), counter=code,
                    quantity=Decimal(quantity).scaleb(_THOUSANDTHS),
                )
                for row, quantity in received_records.behind(store, source, code, since, until)
            ]  # fmt: skip
    found.sort(key=lambda one: (one.day, one.unit, one.id))
    here = sum((one.quantity for one in found), Decimal(0))
    return Behind(
        entries=tuple(found),
        told=told,
        sent=len(found),
        reported=reported if compared else None,
        differs=compared and told == len(found) and bool(told) and here != reported,
    )


def outliers(store: Store, duty: str, period: str) -> list[Outlier]:
    """Return the figures that stand out among the units, the farthest first.

    Compared are the figures of units as they reported them with each other and, unit by unit, with
    the period before; returned reports are left out. Nothing is told where fewer than eight units
    reported.
    """
    out = consolidation.returned(store, duty, period)
    earlier = consolidation.previous_period(period)
    found: list[Outlier] = []
    now_of: dict[str, dict[str, Decimal | None]] = {}
    before_of: dict[str, dict[str, Decimal | None]] = {}
    for line in consolidation.totals(store, duty, period, compare=False):
        counter = line.counter
        now = consolidation.values_of(store, duty, period, counter)
        before = consolidation.values_of(store, duty, earlier, counter)
        now = {unit: value for unit, value in now.items() if unit not in out}
        found += judging.of_counter(counter, now, before)
        for unit, value in now.items():
            now_of.setdefault(unit, {})[counter.code] = value
            before_of.setdefault(unit, {})[counter.code] = before.get(unit)
    copies = (judging.copied(unit, now_of[unit], before_of[unit]) for unit in now_of)
    found += [one for one in copies if one is not None]
    return sorted(found, key=lambda one: (-one.score, one.unit, one.counter))

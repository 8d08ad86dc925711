"""Figures of units brought together: exact, whatever the groups, never a mean of means."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as some

from papidesk.domain.adding_up import Part
from papidesk.domain.bundle_records import Figure
from papidesk.domain.consolidation import (
    UnitFigure,
    from_told,
    joined,
    minus,
    together,
    value_of,
)
from papidesk.domain.counters import Counter

DAY = datetime.date(2026, 3, 1)
quantities = some.integers(0, 10**15).map(lambda n: Decimal(n).scaleb(-3))
figures = some.builds(
    UnitFigure,
    counter=some.just("c"),
    part=some.builds(
        Part, total=quantities, entries=some.integers(0, 500),
        last=some.none() | quantities, last_day=some.just(DAY),
    ),
    below=some.none() | quantities,
)  # fmt: skip


def counter(way: str, decimals: int = 2) -> Counter:
    return Counter(code="c", name="C", unit="lần", adds_up=way, decimals=decimals)  # type: ignore[arg-type]


@settings(max_examples=80)
@given(some.lists(some.lists(figures, max_size=5), max_size=6))
def test_any_groups_of_units_come_to_the_same(groups: list[list[UnitFigure]]) -> None:
    whole = joined(one for group in groups for one in group)
    assert together(joined(group) for group in groups) == whole
    for group in groups:
        assert together([minus(whole, joined(group)), joined(group)]).total == whole.total


@settings(max_examples=80)
@given(some.lists(figures, min_size=1, max_size=12))
def test_the_figure_over_units_is_what_a_recount_with_fractions_gives(
    told: list[UnitFigure],
) -> None:
    sums = joined(told)
    total = sum((Fraction(one.part.total) for one in told), Fraction(0))
    assert Fraction(value_of(counter("sum"), sums) or 0) == total
    lasts = [Fraction(one.part.last) for one in told if one.part.last is not None]
    latest = value_of(counter("latest"), sums)
    assert (None if latest is None else Fraction(latest)) == (sum(lasts) if lasts else None)
    entries = sum(one.part.entries for one in told)
    mean = value_of(counter("average"), sums)
    assert (mean is None) == (entries == 0)
    if mean is not None:
        assert abs(Fraction(mean) - total / entries) <= Fraction(1, 200)
    below = sum((Fraction(one.below) for one in told if one.below is not None), Fraction(0))
    ratio = value_of(counter("ratio"), sums)
    assert (ratio is None) == (below == 0)
    if ratio is not None:
        assert abs(Fraction(ratio) - total * 100 / below) <= Fraction(1, 200)


def test_a_rate_of_two_units_is_that_of_their_sums_not_the_mean_of_rates() -> None:
    units = [
        UnitFigure(counter="c", part=Part(total=Decimal(9)), below=Decimal(10)),
        UnitFigure(counter="c", part=Part(total=Decimal(10)), below=Decimal(100)),
    ]
    assert value_of(counter("ratio", 1), joined(units)) == Decimal("17.3")


def test_nothing_can_be_said_of_units_that_did_not_report() -> None:
    assert value_of(counter("sum"), joined([])) is None
    assert value_of(counter("sum"), joined([UnitFigure(counter="c")])) == 0


def test_a_told_ratio_brings_its_two_sums() -> None:
    told = Figure(
        since=DAY, until=DAY, counter="c", name="Tỷ lệ", unit="%", adds_up="ratio",
        value=Decimal("90.0"), numerator=Decimal(9), denominator=Decimal(10), entries=19,
        last_day=DAY.replace(year=2025),
    )  # fmt: skip
    kept = from_told(told)
    assert (kept.part.total, kept.below, kept.value) == (9, 10, Decimal("90.0"))
    assert kept.part.before and kept.name == "Tỷ lệ" and kept.unit_name == "%"

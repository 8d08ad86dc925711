"""Adding up: whatever way a window is split, its parts come to the whole."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.adding_up import Part, combined, figure, part_of
from papidesk.domain.counters import Counter, Figure

FIRST = datetime.date(2023, 12, 1)
DAYS = st.integers(min_value=0, max_value=420).map(lambda n: FIRST + datetime.timedelta(days=n))
AMOUNTS = st.integers(min_value=0, max_value=10**15).map(lambda n: Decimal(n).scaleb(-3))
ENTRIES = st.lists(st.tuples(DAYS, AMOUNTS), max_size=40).map(
    lambda rows: [(day, f"{place:03}", amount) for place, (day, amount) in enumerate(rows)]
)
SINCE, UNTIL = datetime.date(2023, 12, 15), datetime.date(2024, 12, 14)
COUNTERS = {
    kind: Counter(code=kind, name=kind, unit="lượt", adds_up=kind, decimals=3)  # type: ignore[arg-type]
    for kind in ("sum", "latest", "average")
}
RATIO = Counter(
    code="ratio", name="Tỷ lệ", unit="%", adds_up="ratio", numerator="a", denominator="b",
    least=Decimal(0), most=Decimal(100), decimals=1,
)  # fmt: skip


def windows(cuts: list[datetime.date]) -> list[tuple[datetime.date, datetime.date]]:
    """Return the window cut before each of ``cuts``."""
    begins = [SINCE, *sorted({cut for cut in cuts if SINCE < cut <= UNTIL})]
    day = datetime.timedelta(days=1)
    return list(zip(begins, [*(begin - day for begin in begins[1:]), UNTIL], strict=True))


@given(ENTRIES, st.lists(DAYS, max_size=6))
def test_any_split_of_a_period_adds_to_the_whole(
    entries: list[tuple[datetime.date, str, Decimal]], cuts: list[datetime.date]
) -> None:
    whole = part_of(entries, SINCE, UNTIL)
    pieces = [part_of(entries, *window) for window in windows(cuts)]
    assert combined(pieces) == whole
    assert combined(reversed(pieces)) == whole
    assert combined([combined(pieces[:2]), *pieces[2:]]) == whole
    for counter in COUNTERS.values():
        assert figure(counter, combined(pieces)) == figure(counter, whole)


@given(ENTRIES, st.sets(st.integers(0, 39)))
def test_units_that_share_no_entry_add_to_the_whole(
    entries: list[tuple[datetime.date, str, Decimal]], chosen: set[int]
) -> None:
    first = [entry for place, entry in enumerate(entries) if place in chosen]
    second = [entry for place, entry in enumerate(entries) if place not in chosen]
    parts = (part_of(first, SINCE, UNTIL), part_of(second, SINCE, UNTIL))
    assert combined(parts) == part_of(entries, SINCE, UNTIL)


@given(ENTRIES)
def test_figures_are_exact_to_the_last_thousandth(
    entries: list[tuple[datetime.date, str, Decimal]],
) -> None:
    inside = [Fraction(amount) for day, _, amount in entries if SINCE <= day <= UNTIL]
    part = part_of(entries, SINCE, UNTIL)
    total = figure(COUNTERS["sum"], part)
    assert total.value is not None and Fraction(total.value) == sum(inside)
    assert total.entries == len(inside)
    mean = figure(COUNTERS["average"], part)
    if inside:
        assert mean.value is not None
        assert abs(Fraction(mean.value) - sum(inside) / len(inside)) <= Fraction(1, 2000)
    else:
        assert mean.value is None


@given(ENTRIES)
def test_the_latest_value_is_the_last_up_to_the_end_and_says_when_it_was_carried(
    entries: list[tuple[datetime.date, str, Decimal]],
) -> None:
    found = figure(COUNTERS["latest"], part_of(entries, SINCE, UNTIL))
    known = sorted(entry for entry in entries if entry[0] <= UNTIL)
    if not known:
        assert (found.value, found.entries, found.carried) == (None, 0, False)
        return
    assert found.value == known[-1][2]
    assert found.carried == (known[-1][0] < SINCE)
    assert found.entries >= 1


@given(AMOUNTS, AMOUNTS)
def test_a_ratio_is_of_two_sums_and_nothing_over_nothing(above: Decimal, below: Decimal) -> None:
    parts = (Part(total=above, entries=1), Part(total=below, entries=1))
    found = figure(RATIO, Part(), *parts)
    assert found.sums == (above, below)
    if not below:
        assert found.value is None and not found.beyond
        return
    assert found.value is not None
    assert abs(Fraction(found.value) - 100 * Fraction(above) / Fraction(below)) <= Fraction(1, 20)
    assert found.beyond == (found.value > 100)


def test_a_ratio_of_a_year_is_no_mean_of_its_months() -> None:
    january = (Part(total=Decimal(1), entries=1), Part(total=Decimal(2), entries=1))
    february = (Part(total=Decimal(98), entries=1), Part(total=Decimal(98), entries=1))
    above, below = (combined(each) for each in zip(january, february, strict=True))
    assert figure(RATIO, Part(), above, below).value == Decimal("99.0")


def test_a_sum_without_entries_is_nought_and_a_level_without_entries_is_unknown() -> None:
    assert figure(COUNTERS["sum"], Part()) == Figure(counter="sum", value=Decimal(0))
    assert figure(COUNTERS["average"], Part()).value is None
    assert figure(COUNTERS["latest"], Part()).value is None


def test_a_hundred_and_twenty_per_cent_is_kept_and_marked() -> None:
    found = figure(
        RATIO, Part(), Part(total=Decimal(120), entries=1), Part(total=Decimal(100), entries=1)
    )
    assert (found.value, found.beyond) == (Decimal(120), True)

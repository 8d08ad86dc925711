"""Figures that stand out: told by medians, with a reason, and silent where nothing can be said."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as some

from papidesk.domain import outliers
from papidesk.domain.counters import Counter

SUM = Counter(code="tin-bai", name="Tin, bài", unit="tin, bài")
RATE = Counter(
    code="ty-le", name="Tỷ lệ", unit="%", adds_up="ratio", least=Decimal(0), most=Decimal(100)
)


def around(value: int, count: int = 12) -> dict[str, Decimal | None]:
    return {f"u{number}": Decimal(value + number % 5) for number in range(count)}


def test_a_unit_ten_times_above_the_others_stands_out_with_its_reason() -> None:
    values = around(30) | {"x": Decimal(340)}
    found = outliers.of_counter(SUM, values)
    assert [(one.unit, one.kind) for one in found] == [("x", "high")]
    assert found[0].values["middle"] == 32 and found[0].values["units"] == 13
    assert found[0].values["times"] == Decimal("10.6") and found[0].score > 3.5


def test_a_few_wrong_figures_do_not_hide_each_other() -> None:
    # With mean and standard deviation three figures of thousands would make all others look odd.
    values = around(30, 20) | {f"x{number}": Decimal(5000 + number) for number in range(3)}
    assert {one.unit for one in outliers.of_counter(SUM, values)} == {"x0", "x1", "x2"}


def test_nothing_where_nearly_all_have_something_stands_out() -> None:
    found = outliers.of_counter(SUM, around(30, 20) | {"x": Decimal(0)})
    assert [(one.unit, one.kind) for one in found] == [("x", "none")]


def test_a_unit_that_fell_while_the_others_grew_stands_out() -> None:
    before = around(30)
    now = {unit: value * 2 for unit, value in before.items() if value} | {"u3": Decimal(18)}
    found = outliers.of_counter(SUM, now, before)
    assert [(one.unit, one.kind) for one in found] == [("u3", "drop")]
    assert found[0].values["usual"] == Decimal("2.0")


def test_a_rate_above_a_hundred_stands_out_in_any_company() -> None:
    found = outliers.of_counter(RATE, {"a": Decimal(101), "b": Decimal(90)})
    assert [(one.unit, one.kind) for one in found] == [("a", "beyond")]


def test_figures_that_are_all_those_of_the_period_before_are_told_once() -> None:
    values = {f"c{number}": Decimal(number + 1) for number in range(6)}
    found = outliers.copied("x", values, values)
    assert found is not None and found.values["count"] == 6
    assert outliers.copied("x", values, values | {"c1": Decimal(99)}) is None
    assert outliers.copied("x", dict(list(values.items())[:4]), values) is None


@settings(max_examples=60)
@given(
    some.lists(some.integers(0, 10**12), max_size=30),
    some.lists(some.integers(0, 10**12), max_size=30),
)
def test_any_figures_are_judged_and_order_does_not_matter(
    now: list[int], before: list[int]
) -> None:
    values: dict[str, Decimal | None] = {f"u{at}": Decimal(one) for at, one in enumerate(now)}
    earlier: dict[str, Decimal | None] = {f"u{at}": Decimal(one) for at, one in enumerate(before)}
    found = outliers.of_counter(SUM, values, earlier)
    turned = outliers.of_counter(SUM, dict(reversed(values.items())), earlier)
    assert found == turned
    for one in found:
        assert one.message.format(**one.values)
    if len(set(now)) == 1 and not before:
        assert found == []

"""The geometry of charts: columns as high as their values, inside the drawing, told in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.chart import (
    Chart,
    ChartPoint,
    ChartSeries,
    drawing,
    refreshed,
    text_of,
)

WIDTH, HEIGHT = 460.0, 200.0
VALUES = st.lists(
    st.one_of(st.none(), st.decimals(min_value=0, max_value=10**9, places=2)),
    min_size=1, max_size=12,
)  # fmt: skip


def chart(*series: list[Decimal | None], target: Decimal | None = None) -> Chart:
    count = max(len(each) for each in series)
    return Chart(
        title="Tin, bài theo tháng",
        unit="tin, bài",
        categories=tuple(f"Tháng {month}" for month in range(1, count + 1)),
        series=tuple(
            ChartSeries(name=f"Năm {2023 + place}",
                        points=tuple(ChartPoint(value=each) for each in values))
            for place, values in enumerate(series)
        ),
        target=ChartPoint(value=target) if target is not None else None,
        target_name="Chỉ tiêu",
    )  # fmt: skip


@given(VALUES, VALUES, st.one_of(st.none(), st.decimals(min_value=0, max_value=10**9, places=1)))
def test_columns_are_as_high_as_their_values_and_stay_inside(
    first: list[Decimal | None], second: list[Decimal | None], target: Decimal | None
) -> None:
    made = drawing(chart(first, second, target=target), WIDTH, HEIGHT)
    shown = [value for value in (*first, *second) if value is not None]
    assert len(made.bars) == len(shown)
    base = next(rule.y1 for rule in made.rules if rule.kind == "axis")
    for bar in made.bars:
        assert bar.left >= 0 and bar.left + bar.width <= WIDTH
        assert bar.top >= 0 and bar.top + bar.height == pytest.approx(base)
    heights = sorted(bar.height for bar in made.bars)
    highest = max((float(value) for value in shown), default=0.0)
    if highest:
        scale = max(bar.height for bar in made.bars) / highest
        expected = sorted(float(value) * scale for value in shown)
        assert heights == pytest.approx(expected, abs=0.01)


@given(VALUES)
def test_axis_labels_never_repeat(values: list[Decimal | None]) -> None:
    made = drawing(chart(values), WIDTH, HEIGHT)
    labels = [word.text for word in made.words if word.anchor == "end"]
    assert len(labels) == len(set(labels)) >= 2


def test_whole_numbers_have_whole_steps() -> None:
    made = drawing(chart([Decimal(1), Decimal(2)]), WIDTH, HEIGHT)
    assert [word.text for word in made.words if word.anchor == "end"] == ["0", "1", "2"]


def test_a_month_without_a_value_has_no_column_and_is_told_as_unknown() -> None:
    gap = chart([Decimal(3), None])
    assert len(drawing(gap, WIDTH, HEIGHT).bars) == 1
    assert text_of(gap) == ("Biểu đồ: Tin, bài theo tháng (tin, bài). Tháng 1 – 3; Tháng 2 – –.")


def test_the_target_is_a_line_at_its_height() -> None:
    made = drawing(chart([Decimal(10)], target=Decimal(5)), WIDTH, HEIGHT)
    line = next(rule for rule in made.rules if rule.kind == "target")
    bar = made.bars[0]
    assert line.y1 == pytest.approx(bar.top + bar.height / 2)


def test_live_points_follow_their_figures_and_others_stay() -> None:
    live = Chart(
        title="Thử", categories=("Một", "Hai"),
        series=(ChartSeries(name="", points=(ChartPoint(value=Decimal(1), ref="a@2024"),
                                             ChartPoint(value=Decimal(2)))),),
    )  # fmt: skip
    fresh = refreshed(live, {"a@2024": "1.234,5"}.get)
    assert [point.value for point in fresh.series[0].points] == [Decimal("1234.5"), Decimal(2)]
    assert refreshed(live, lambda _: "–").series[0].points[0].value is None


def test_no_label_is_crossed_by_the_targets_line() -> None:
    made = drawing(chart([Decimal(8)], target=Decimal("8.2")), WIDTH, HEIGHT)
    line = next(rule.y1 for rule in made.rules if rule.kind == "target")
    label = next(word for word in made.words if word.text == "8" and word.size == 8.0)
    assert label.y <= line - 2

"""Charts: round steps, gaps, breaks, keys, and the same told as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.bar_chart import BarChart, Bars, Series
from ui.widgets.chart import scale_of
from ui.widgets.line_chart import Line, LineBreak, LineChart

VALUES = st.lists(st.floats(-1e9, 1e9, allow_nan=False, width=32), max_size=12)


@given(values=VALUES, from_zero=st.booleans(), whole=st.booleans())
def test_an_axis_holds_all_values_in_few_round_steps(
    values: list[float], from_zero: bool, whole: bool
) -> None:
    scale = scale_of(values, from_zero=from_zero, whole=whole)
    slack = 1e-6 * max(1.0, abs(scale.low), abs(scale.high))
    assert all(scale.low - slack <= value <= scale.high + slack for value in values)
    assert 2 <= len(scale.marks) <= 8
    assert not whole or scale.step >= 1


def bars(qtbot: QtBot, theme: Theme) -> BarChart:
    chart = BarChart(theme, "Hoạt động theo tháng")
    qtbot.addWidget(chart)
    months = [Bars("1", (16.0, 21.0), "Tháng 1"), Bars("2", (None, 21.0), "Tháng 2")]
    chart.show_bars([Series("đã làm"), Series("chỉ tiêu", "neutral")], months, unit="tin", today=1)
    chart.resize(400, 240)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def test_bars_are_told_as_text_and_a_missing_one_is_not_called_zero(
    qtbot: QtBot, theme: Theme
) -> None:
    chart = bars(qtbot, theme)
    told = chart.accessibleDescription()
    assert "Tháng 1: đã làm 16 tin, chỉ tiêu 21 tin" in told
    assert "Tháng 2: đã làm không có số liệu" in told


def test_the_keys_walk_over_the_bars_and_enter_opens_one(qtbot: QtBot, theme: Theme) -> None:
    chart = bars(qtbot, theme)
    opened: list[int] = []
    chart.chosen.connect(opened.append)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.at == 1
    assert chart.accessibleDescription().startswith("Tháng 2")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [0]


def test_a_click_opens_the_bar_under_the_mouse(qtbot: QtBot, theme: Theme) -> None:
    chart = bars(qtbot, theme)
    opened: list[int] = []
    chart.chosen.connect(opened.append)
    where = chart.place(1, chart.plot()).center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=where)
    assert opened == [1]


def has_color(image: QImage, color: QColor, x: int, top: int, bottom: int) -> bool:
    return any(QColor(image.pixel(x, y)) == color for y in range(top, bottom))


def test_a_line_is_broken_where_the_series_breaks_and_where_a_year_is_missing(
    qtbot: QtBot, theme: Theme
) -> None:
    chart = LineChart(theme, "Điểm PAPI")
    qtbot.addWidget(chart)
    pieces = (((2019, 41.0), (2020, 45.0)), ((2021, 45.0), (2022, None), (2023, 45.0)))
    chart.show_lines([Line("Tỉnh", pieces)], [LineBreak(2021, "đổi cách tính", "Khung mới")])
    chart.resize(500, 260)
    with qtbot.waitExposed(chart):
        chart.show()
    image, plot = chart.grab().toImage(), chart.plot()
    color = chart.color("accent")

    def drawn_between(year: int) -> bool:
        """Tell whether the line goes on between ``year`` and the next."""
        here, there = (chart.place(y - 2019, plot).center().x() for y in (year, year + 1))
        middle = round((here + there) / 2)
        return has_color(image, color, middle, round(plot.top()), round(plot.bottom()))

    assert drawn_between(2019)
    assert not drawn_between(2020)
    assert not drawn_between(2021)
    assert not drawn_between(2022)
    assert "2022: Tỉnh chưa có điểm" in chart.accessibleDescription()
    assert "Khung mới" in chart.accessibleDescription()


def test_a_chart_without_anything_is_painted_all_the_same(qtbot: QtBot, theme: Theme) -> None:
    for chart in (BarChart(theme, "Trống"), LineChart(theme, "Trống")):
        qtbot.addWidget(chart)
        with qtbot.waitExposed(chart):
            chart.show()
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        assert chart.at == -1
        assert chart.grab().toImage().width() > 0

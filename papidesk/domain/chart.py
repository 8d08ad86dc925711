"""Charts on paper: what they show, and where each bar stands, decided once for PDF and Word.

A chart is columns in groups: one group for each category (a month, a counter), one column in it
for each series (this year, last year), and where there is one the line of a target. Values can be
live figures.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from papidesk.domain import figure_text
from papidesk.domain.record import Record, replace

BEGINNING = "Biểu đồ: "  # of a chart in words
_STEPS = (1, 2, 5, 10)
_TICKS = 5
# Shares of the drawing: the plot inside its labels.
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.085, 0.985, 0.13, 0.80
_LETTER = 7.0  # points, as high as the label of a column
_GROUP = 0.7  # of a category's room is columns, the rest is space


class ChartPoint(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One value; ``ref`` names the figure it follows until the paper is issued."""

    value: Decimal | None = None
    ref: str = ""


class ChartSeries(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The columns of one kind, a point for each category."""

    name: str
    points: tuple[ChartPoint, ...] = ()


class Chart(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A chart of an annex; ``title`` is printed above it, with ``unit``.

    ``target`` is drawn as a line across, ``target_name`` says what it is. ``height_mm`` is that of
    the drawing; it is as wide as the text.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = ""
    target: ChartPoint | None = None
    target_name: str = ""
    height_mm: float = 70.0

    @property
    def refs(self) -> list[str]:
        """The names of the figures it follows, each once."""
        points = [point for series in self.series for point in series.points]
        points += [self.target] if self.target else []
        return list(dict.fromkeys(point.ref for point in points if point.ref))


class Bar(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A column: left, top, width and height in points from the drawing's upper left corner."""

    left: float
    top: float
    width: float
    height: float
    series: int
    label: str


class Words(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A label: its anchor, on the baseline, and which part of it stands there."""

    x: float
    y: float
    text: str
    anchor: Literal["start", "middle", "end"] = "middle"
    size: float = 9.0


class Rule(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A straight line; ``kind`` is "axis", "grid" or "target"."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


class Key(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of the key above the plot; ``series`` -1 is the target's line."""

    left: float
    top: float
    size: float
    series: int


class Drawing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """All parts of a chart, in points, y downwards."""

    width: float
    height: float
    bars: tuple[Bar, ...] = ()
    rules: tuple[Rule, ...] = ()
    words: tuple[Words, ...] = ()
    keys: tuple[Key, ...] = ()


def drawing(chart: Chart, width: float, height: float) -> Drawing:
    """Return where each part of ``chart`` stands in a room of ``width`` × ``height`` points."""
    top_value, step = _scale(chart)
    left, right = width * _LEFT, width * _RIGHT
    top, bottom = height * _TOP, height * _BOTTOM
    rules, words = _axis(top_value, step, (left, top, right, bottom))
    bars, labels = _bars(chart, top_value, (left, top, right, bottom))
    labels = _off_target(chart, labels, (top_value, top, bottom))
    keys, names = _keys(chart, left, height * 0.015)
    if chart.target is not None and chart.target.value is not None:
        y = bottom - float(chart.target.value) / top_value * (bottom - top)
        rules.append(Rule(x1=left, y1=y, x2=right, y2=y, kind="target"))
    return Drawing(
        width=width,
        height=height,
        bars=tuple(bars),
        rules=tuple(rules),
        words=(*words, *labels, *names),
        keys=tuple(keys),
    )


def _scale(chart: Chart) -> tuple[float, float]:
    """Return the value of the axis's upper end and its step: 1, 2 or 5 times a power of ten.

    Where all columns are whole numbers the steps are whole too.
    """
    values = [point.value for series in chart.series for point in series.points]
    shown = [value for value in values if value is not None]
    target = chart.target.value if chart.target else None
    greatest = max((float(value) for value in (*shown, target) if value is not None), default=0.0)
    rough = max(greatest, 0.0) / _TICKS
    if all(value == int(value) for value in shown):
        rough = max(rough, 1.0)
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next((power * each for each in _STEPS if power * each >= rough * 0.999999), power)
    return max(math.ceil(greatest / step - 1e-9), 1) * step, step


def _axis(
    top_value: float, step: float, plot: tuple[float, float, float, float]
) -> tuple[list[Rule], list[Words]]:
    left, top, right, bottom = plot
    rules, words = [], []
    for tick in range(round(top_value / step) + 1):
        value = tick * step
        y = bottom - value / top_value * (bottom - top)
        kind = "grid" if tick else "axis"
        rules.append(Rule(x1=left, y1=y, x2=right, y2=y, kind=kind))
        text = figure_text.written(Decimal(str(round(value, 6))))
        words.append(Words(x=left - 5, y=y + 3, text=text, anchor="end"))
    return rules, words


def _bars(
    chart: Chart, top_value: float, plot: tuple[float, float, float, float]
) -> tuple[list[Bar], list[Words]]:
    left, top, right, bottom = plot
    room = (right - left) / max(1, len(chart.categories))
    wide = min(room * _GROUP / max(1, len(chart.series)), 46.0)
    bars, words = [], []
    for place, category in enumerate(chart.categories):
        middle = left + room * (place + 0.5)
        lines = _broken(category, room / 4.6)
        for row, line in enumerate(lines):
            words.append(Words(x=middle, y=bottom + 12 + 10 * row, text=line))
        begin = middle - wide * len(chart.series) / 2
        for index, series in enumerate(chart.series):
            value = series.points[place].value if place < len(series.points) else None
            if value is None:
                continue
            high = max(0.0, float(value)) / top_value * (bottom - top)
            x = begin + wide * index
            label = figure_text.written(value)
            bars.append(
                Bar(
                    left=x + wide * 0.06,
                    top=bottom - high,
                    width=wide * 0.88,
                    height=high,
                    series=index,
                    label=label,
                )
            )
            if len(label) * 4.2 <= wide * 1.25:
                words.append(Words(x=x + wide / 2, y=bottom - high - 3, text=label, size=8.0))
    return bars, words


def _off_target(chart: Chart, labels: list[Words], plot: tuple[float, float, float]) -> list[Words]:
    """Return the labels, those the target's line would cross above it."""
    if chart.target is None or chart.target.value is None:
        return labels
    top_value, top, bottom = plot
    line = bottom - float(chart.target.value) / top_value * (bottom - top)
    return [
        replace(word, y=line - 3) if word.y < bottom and word.y - _LETTER < line <= word.y + 1
        else word
        for word in labels
    ]  # fmt: skip


def _broken(text: str, letters: float) -> list[str]:
    """Return a category's name in at most three lines of about so many letters."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > letters and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines if len(lines) <= 3 else [*lines[:2], f"{lines[2]} …"]


def _keys(chart: Chart, left: float, top: float) -> tuple[list[Key], list[Words]]:
    named = [(index, series.name) for index, series in enumerate(chart.series) if series.name]
    if chart.target is not None and chart.target.value is not None:
        shown = f"{chart.target_name} ({figure_text.written(chart.target.value)})"
        named.append((-1, shown))
    if len(named) < 2 and chart.target is None:
        return [], []
    keys, words = [], []
    x = left
    for index, name in named:
        keys.append(Key(left=x, top=top, size=8.0, series=index))
        words.append(Words(x=x + 12, y=top + 8, text=name, anchor="start"))
        x += 12 + len(name) * 4.7 + 18
    return keys, words


def text_of(chart: Chart) -> str:
    """Return the chart in words, for those who cannot see it, as one paragraph."""
    parts = []
    for place, category in enumerate(chart.categories):
        said = []
        for series in chart.series:
            value = series.points[place].value if place < len(series.points) else None
            name = f"{series.name}: " if len(chart.series) > 1 else ""
            said.append(f"{name}{figure_text.written(value)}")
        parts.append(f"{category} – {', '.join(said)}")
    target = ""
    if chart.target is not None and chart.target.value is not None:
        target = f" {chart.target_name}: {figure_text.written(chart.target.value)}."
    unit = f" ({chart.unit})" if chart.unit else ""
    return f"{BEGINNING}{chart.title}{unit}. {'; '.join(parts)}.{target}"


def refreshed(chart: Chart, value: Callable[[str], str | None]) -> Chart:
    """Return ``chart`` with its live points showing ``value(ref)``; None leaves one as it is."""

    def one(point: ChartPoint) -> ChartPoint:
        shown = value(point.ref) if point.ref else None
        return point if shown is None else replace(point, value=figure_text.number(shown))

    series = tuple(replace(each, points=tuple(map(one, each.points))) for each in chart.series)
    return replace(chart, series=series, target=one(chart.target) if chart.target else None)

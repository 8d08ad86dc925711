"""Charts of annexes on the printed page: columns in shades of grey that copy well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from papidesk.domain.chart import Chart, Drawing, drawing
from papidesk.domain.paper import PrintedChart
from papidesk.printing.blocks import paragraph
from papidesk.printing.boxes import Box
from papidesk.printing.fonts import face, printable
from papidesk.printing.pen import Pen
from papidesk.printing.styles import POINTS_PER_MM, Sheet

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing as Picture

# Shades of the series, darkest last named: an office prints in black.
SHADES = (0.80, 0.42, 0.60, 0.25)
ONLY_SHADE = 0.55
_GAP = 10.0
_LINES = {"axis": (0.8, 0.0), "grid": (0.3, 0.75), "target": (1.2, 0.0)}
_DASH = (5, 3)


class ChartBox(Box):
    """A drawing that is never divided."""

    __slots__ = ("chart", "width")

    def __init__(self, chart: Chart, width: float, height: float) -> None:
        super().__init__(height)
        self.chart = chart
        self.width = width

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the chart; its labels are text, so that they can be found and read out."""
        from reportlab.graphics import renderPDF

        made = picture(drawing(self.chart, self.width, self.height), len(self.chart.series))
        renderPDF.draw(made, pen.canvas, left, pen.height - top - self.height)


def chart_boxes(
    sheet: Sheet, part: PrintedChart, notes: Mapping[str, int], landscape: bool
) -> list[Box]:
    """Return a chart with its title above; they stay on one page."""
    title: list[Box] = list(paragraph(sheet, part.title, notes, landscape))
    for box in title:
        box.keep = True
    title[0].gap = max(title[0].gap, _GAP)
    height = min(part.chart.height_mm * POINTS_PER_MM, sheet.room(landscape) * 0.8)
    chart = ChartBox(part.chart, sheet.width(landscape), height)
    chart.landscape = landscape
    chart.gap = _GAP / 2
    return [*title, chart]


def picture(made: Drawing, series: int) -> Picture:
    """Return the drawing as shapes of reportlab.graphics, which counts upwards."""
    from reportlab.graphics import shapes

    found = shapes.Drawing(made.width, made.height)
    for rule in made.rules:
        if rule.kind != "target":
            _line(found, rule, made.height)
    for bar in made.bars:
        x, y = bar.left, made.height - bar.top - bar.height
        found.add(_rect(x, y, bar.width, bar.height, shade(bar.series, series)))
    for rule in made.rules:
        if rule.kind == "target":
            _line(found, rule, made.height)
    for key in made.keys:
        y = made.height - key.top - key.size
        if key.series < 0:
            middle = y + key.size / 2
            found.add(_stroke(key.left, middle, key.left + key.size, middle, "target"))
        else:
            found.add(_rect(key.left, y, key.size, key.size, shade(key.series, series)))
    name = face(False, False).name
    for word in made.words:
        found.add(
            shapes.String(
                word.x,
                made.height - word.y,
                printable(word.text),
                fontName=name,
                fontSize=word.size,
                textAnchor=word.anchor,
            )
        )
    return found


def shade(index: int, series: int) -> float:
    """Return how light the columns of a series are, 0 black, 1 white."""
    return ONLY_SHADE if series < 2 else SHADES[index % len(SHADES)]


def _line(found: Picture, rule: Any, height: float) -> None:
    found.add(_stroke(rule.x1, height - rule.y1, rule.x2, height - rule.y2, rule.kind))


def _stroke(x1: float, y1: float, x2: float, y2: float, kind: str) -> Any:
    from reportlab.graphics import shapes
    from reportlab.lib.colors import Color

    width, grey = _LINES[kind]
    line = shapes.Line(x1, y1, x2, y2)
    line.strokeWidth = width
    line.strokeColor = Color(grey, grey, grey)
    if kind == "target":
        line.strokeDashArray = list(_DASH)
    return line


def _rect(x: float, y: float, width: float, height: float, light: float) -> Any:
    from reportlab.graphics import shapes
    from reportlab.lib.colors import Color

    rect = shapes.Rect(x, y, width, height)
    rect.fillColor = Color(light, light, light)
    rect.strokeColor = Color(0, 0, 0)
    rect.strokeWidth = 0.4
    return rect

"""Charts of annexes in a Word file: a group of drawn shapes with the geometry of the printed page.

DrawingML shapes, so that Word and LibreOffice draw what the printed page has; the group carries
the chart in words for those who hear the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from papidesk.domain.chart import Drawing, Rule, Words, drawing
from papidesk.domain.paper import PrintedChart
from papidesk.word.writing.form import POINTS_PER_MM, Form
from papidesk.word.writing.styles import style_id
from papidesk.word.writing.text import rich_runs
from papidesk.word.writing.xml import Place, from_pt, paragraph, words

_EMU = 12_700  # in a point
_SHADES = ("CCCCCC", "6B6B6B", "999999", "404040")
_ONLY_SHADE = "8C8C8C"
_SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_LINES = {"axis": (0.8, "000000"), "grid": (0.3, "BFBFBF"), "target": (1.2, "000000")}
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}
_LETTER = 0.75  # em
_GAP = 10.0


def charts(form: Form, parts: Sequence[PrintedChart], *, landscape: bool) -> list[str]:
    """Return each chart as two paragraphs: its title, and the drawing."""
    made: list[str] = []
    width = form.width_pt(landscape)
    for number, part in enumerate(parts, start=1):
        title = rich_runs(form, part.title.text)
        place = Place(keep_next=True, before=from_pt(_GAP))
        made.append(paragraph(style_id(part.title.style), title, place))
        picture = drawing(part.chart, width, part.chart.height_mm * POINTS_PER_MM)
        shapes = _Shapes(number * 1000, len(part.chart.series))
        group = _group(number, part, picture, shapes.of(picture))
        run = f"<w:r><w:rPr><w:noProof/></w:rPr>{group}</w:r>"
        centred = Place(first=0, align="center", before=from_pt(_GAP / 2), lines=240)
        made.append(paragraph(style_id("body"), run, centred))
    return made


def _group(number: int, part: PrintedChart, picture: Drawing, inside: str) -> str:
    wide, high = _emu(picture.width), _emu(picture.height)
    name, said = quoteattr(f"Biểu đồ {number}"), quoteattr(words(part.words))
    size = f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/>'
    child = f'<a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
    return (
        f'<w:drawing><wp:inline {_SPACES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" name={name} descr={said}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f"<wpg:grpSpPr><a:xfrm>{size}{child}</a:xfrm></wpg:grpSpPr>{inside}"
        "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


class _Shapes:
    """The shapes of one drawing, each with a number of its own."""

    def __init__(self, first: int, series: int) -> None:
        self._number = first
        self._series = series

    def of(self, picture: Drawing) -> str:
        """Return all shapes, those behind first."""
        made = [self._line(rule) for rule in picture.rules if rule.kind != "target"]
        made += [
            self._rect(bar.left, bar.top, bar.width, bar.height, bar.series) for bar in picture.bars
        ]
        made += [self._line(rule) for rule in picture.rules if rule.kind == "target"]
        for key in picture.keys:
            if key.series < 0:
                middle = key.top + key.size / 2
                rule = Rule(
                    x1=key.left, y1=middle, x2=key.left + key.size, y2=middle, kind="target"
                )
                made.append(self._line(rule))
            else:
                made.append(self._rect(key.left, key.top, key.size, key.size, key.series))
        made += [self._words(word) for word in picture.words]
        return "".join(made)

    def _next(self) -> str:
        self._number += 1
        return f'<wps:cNvPr id="{self._number}" name="Hình {self._number}"/>'

    def _rect(self, left: float, top: float, width: float, height: float, series: int) -> str:
        fill = _ONLY_SHADE if self._series < 2 else _SHADES[series % len(_SHADES)]
        look = (
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_solid(fill)}'
            f'<a:ln w="{_emu(0.4)}">{_solid("000000")}</a:ln>'
        )
        place = _place(left, top, width, height)
        return (
            f"<wps:wsp>{self._next()}<wps:cNvSpPr/><wps:spPr>{place}{look}</wps:spPr>"
            "<wps:bodyPr/></wps:wsp>"
        )

    def _line(self, rule: Rule) -> str:
        weight, colour = _LINES[rule.kind]
        dash = '<a:prstDash val="dash"/>' if rule.kind == "target" else ""
        place = _place(rule.x1, rule.y1, rule.x2 - rule.x1, rule.y2 - rule.y1)
        look = (
            '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f'<a:ln w="{_emu(weight)}">{_solid(colour)}{dash}</a:ln>'
        )
        return (
            f"<wps:wsp>{self._next()}<wps:cNvCnPr/><wps:spPr>{place}{look}</wps:spPr>"
            "<wps:bodyPr/></wps:wsp>"
        )

    def _words(self, word: Words) -> str:
        # Wider than any font sets it: a label that turns a line would be cut.
        wide = len(word.text) * word.size * _LETTER + word.size
        left = {"start": word.x, "middle": word.x - wide / 2, "end": word.x - wide}
        high = word.size * 1.3
        place = _place(left[word.anchor], word.y - word.size, wide, high)
        look = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        half = round(word.size * 2)
        text = (
            f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            f'<w:ind w:firstLine="0"/><w:jc w:val="{_ANCHORS[word.anchor]}"/></w:pPr>'
            f'<w:r><w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
            f'<w:t xml:space="preserve">{words(word.text)}</w:t></w:r></w:p>'
        )
        return (
            f'<wps:wsp>{self._next()}<wps:cNvSpPr txBox="1"/><wps:spPr>{place}{look}</wps:spPr>'
            f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
            '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
            "<a:noAutofit/></wps:bodyPr></wps:wsp>"
        )


def _place(left: float, top: float, width: float, height: float) -> str:
    return (
        f'<a:xfrm><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _emu(points: float) -> int:
    return round(points * _EMU)

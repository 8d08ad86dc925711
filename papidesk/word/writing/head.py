"""The top of a paper: two columns without lines, their rules, number level with the date.

NĐ 30/2020, Phụ lục I, mục II.1 to II.5; the places are those of mục IV.1.
"""

from __future__ import annotations

import re

from papidesk.domain.layout_profile import Measure, StyleName
from papidesk.domain.paper import MOTTO, NATION, Head
from papidesk.domain.wording import NBSP
from papidesk.word.writing.form import DESCENT_EM, POINTS_PER_MM, Form
from papidesk.word.writing.metrics import balanced, lines, rule_length
from papidesk.word.writing.styles import (
    FRAME_SPACE,
    FRAME_WEIGHT,
    PAGE_TABLE,
    RULE,
    half_points,
    style_id,
)
from papidesk.word.writing.xml import Place, from_mm, from_pt, paragraph, run

# Word and our page measure the same font, but round differently: lines that were made even by a
# narrower column get this much more room, in points, lest a word falls to the next line.
SLACK = 1.0
# A line that only just fits its column may reach so many points over it on either side.
_OVERHANG = 3.0
_SINGLE_TIE = re.compile(r"(?<!\u00a0)\u00a0(?!\u00a0)")
# LibreOffice makes an inseparable space in italics wider by this share of the type size.
_ITALIC_TIE_EM = 0.09


def head(form: Form, parts: Head, *, landscape: bool = False) -> str:
    """Return the head as a table of two rows: names and rules, then number and date.

    On a turned page an empty column keeps the two in their places. Without number and date there
    is one row (mẫu 1.3).
    """
    return _columned(form, parts, _nation(form), landscape=landscape)


def beside(form: Form, parts: Head, text: str) -> str:
    """Return the head of a copy: its form where papers have Quốc hiệu (mẫu 3.1)."""
    _, column = _columns(form)
    return _columned(form, parts, centred(form, "copy_form", text, column)[0])


def _columned(form: Form, parts: Head, right_top: str, *, landscape: bool = False) -> str:
    left = from_mm(form.profile.head.left_mm.chosen)
    right = form.width() - left
    free = form.width(landscape) - left - right
    widths = (left, free, right) if free > 0 else (left, right)
    cells = [(_issuer(form, parts), right_top)]
    if parts.number or parts.place_date or parts.subject or parts.urgency:
        cells.append((_number(form, parts), _date(form, parts)))
    rows = "".join(
        _row(widths, *((own[0], paragraph(style_id("issuer")), own[1]) if free > 0 else own))
        for own in cells
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = layout_properties(sum(widths))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def layout_properties(width: int) -> str:
    """Return the properties of a table that only arranges: fixed, no lines, no padding."""
    return (
        f'<w:tblPr><w:tblStyle w:val="{PAGE_TABLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )


def _row(widths: tuple[int, ...], *cells: str) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"


def _columns(form: Form) -> tuple[float, float]:
    left = form.profile.head.left_mm.chosen * POINTS_PER_MM
    return left, form.width_pt() - left


def centred(
    form: Form,
    name: StyleName,
    text: str,
    width: float,
    *,
    side: float = 0.0,
    gap: int | None = None,
) -> tuple[str, list[float]]:
    """Return ``text`` as a centred paragraph of evenly long lines, and the widths of these.

    The evenness is made by indents, not by line breaks, so that the text stays one piece.
    ``side`` is kept free at both sides, in points; type is made smaller, within the decree's
    range, where that saves a line in the head.
    """
    style = form.profile.style(name)
    look = {"bold": style.bold, "italic": style.italic}
    room = width - 2 * side
    size, properties = style.points, ""
    column, widths = balanced(text, size, room, **look)
    least = style.allowed[0]
    if len(widths) > 1 and size > least and name in _SHRINKING:
        smaller = lines(text, least, room, **look)
        if len(smaller) < len(widths):
            column, widths = room, smaller
            points = half_points(least)
            properties = f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'
    if len(widths) > 1:
        ties = text.count(NBSP) if style.italic else 0
        column = min(column + SLACK + ties * size * _ITALIC_TIE_EM, room)
        side = (width - column) / 2
    indent = from_pt(side) if side else None
    place = Place(before=gap, left=indent, right=indent)
    return paragraph(style_id(name), run(text, properties), place), widths


_SHRINKING = frozenset({"nation", "motto", "superior", "issuer", "number", "place_date"})


def rule(widths: list[float], measure: Measure, column: float) -> str:
    """Return the rule below lines of these ``widths``, in the middle of a ``column`` (points)."""
    side = from_pt((column - rule_length(widths, measure)) / 2)
    return paragraph(RULE, "", Place(left=side, right=side))


def _issuer(form: Form, parts: Head) -> str:
    column, _ = _columns(form)
    made = [centred(form, "superior", text, column)[0] for text in parts.superior]
    widths: list[float] = []
    for text in parts.issuer:
        xml, own = centred(form, "issuer", text, column)
        made.append(xml)
        widths += own
    if widths:
        made.append(rule(widths, form.profile.rules.issuer, column))
    return "".join(made) or paragraph(style_id("issuer"))


def _nation(form: Form) -> str:
    _, column = _columns(form)
    nation, _ = centred(form, "nation", NATION, column)
    motto, widths = centred(form, "motto", MOTTO, column)
    return nation + motto + rule(widths, form.profile.rules.motto, column)


def _level(form: Form, name: StyleName) -> int:
    """Return the gap, in twips, that brings number and date onto one baseline."""
    own = form.size(name)
    taller = max(form.size("number"), form.size("place_date"))
    lower = form.single(taller) - form.single(own) - DESCENT_EM * (taller - own)
    return from_pt(form.profile.head.number_gap_pt.chosen + lower)


def _number(form: Form, parts: Head) -> str:
    column, _ = _columns(form)
    made = [centred(form, "number", parts.number, column, gap=_level(form, "number"))[0]]
    if parts.subject:
        gap = from_pt(form.profile.head.subject_gap_pt.chosen)
        made.append(centred(form, "subject", parts.subject, column, gap=gap)[0])
    if parts.urgency:
        made.append(_urgency(form, parts.urgency, column))
    return "".join(made)


def _urgency(form: Form, text: str, column: float) -> str:
    """Return the mark in its red frame (mục III.2b: the frame's size depends on the word)."""
    stamps = form.profile.stamps
    width = stamps.widths_mm.get(text, 30.0) * POINTS_PER_MM
    # The frame stands outside the indents by its distance from the text.
    side = (column - width) / 2 + FRAME_SPACE + FRAME_WEIGHT
    height = stamps.height_mm * POINTS_PER_MM
    inside = height - 2 * (FRAME_SPACE + FRAME_WEIGHT)
    extra = max(0.0, inside - form.single(form.size("urgency"))) / 2
    raised = round(extra * 2)
    place = Place(
        before=from_pt(4 + FRAME_SPACE + FRAME_WEIGHT), line=from_pt(inside),
        left=from_pt(side), right=from_pt(side),
    )  # fmt: skip
    look = f'<w:position w:val="{raised}"/>' if raised else ""
    return paragraph(style_id("urgency"), run(text, look), place)


def _date(form: Form, parts: Head) -> str:
    if not parts.place_date:
        return paragraph(style_id("place_date"))
    _, column = _columns(form)
    gap = _level(form, "place_date")
    made, widths = centred(form, "place_date", parts.place_date, column, gap=gap)
    if len(widths) == 1:
        # On one line nothing needs tying, and LibreOffice widens ties in italics; blanks stay.
        plain = _SINGLE_TIE.sub(" ", parts.place_date)
        side = -_OVERHANG if widths[0] > column - _OVERHANG else 0.0
        made = centred(form, "place_date", plain, column, side=side, gap=gap)[0]
    return made

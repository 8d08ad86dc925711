"""Certified copies: their own part below the copied text, or a line of text on page 1.

NĐ 30/2020, Phụ lục I, phần II; mẫu 3.1 (paper), 3.2 (electronic).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from papidesk.domain.copies import PrintedCopy
from papidesk.domain.layout_profile import LayoutProfile, load
from papidesk.domain.paper import Paper
from papidesk.domain.record import Record
from papidesk.printing.boxes import Box, RuleBox
from papidesk.printing.fonts import printing_with
from papidesk.printing.foot import foot
from papidesk.printing.head import Column, HeadBox, Placed, number_row
from papidesk.printing.ink import lowest_ink
from papidesk.printing.overlay import appended, laid_over, opened, seen_size, taken
from papidesk.printing.pen import DESCENT, Pen
from papidesk.printing.render import canvas_for
from papidesk.printing.styles import POINTS_PER_MM, Sheet
from papidesk.printing.typesetting import set_spans

# Pages of about this size, in millimetres, may carry the copy's part below their text.
_WIDTHS, _HEIGHTS = (205.0, 220.0), (275.0, 300.0)


class Copied(Record, frozen=True, kw_only=True):
    """A copy as a file; ``same_sheet`` tells that its part stands on the copied text's sheet."""

    pdf: bytes
    pages: int
    same_sheet: bool = True


def on_paper(
    pdf: bytes,
    words: PrintedCopy,
    *,
    pages: Sequence[int] | None = None,
    name: str = "",
    profile: LayoutProfile | None = None,
    fonts: Path | None = None,
) -> Copied:
    """Return a copy of ``pdf`` on paper, or of the ``pages`` with these indexes.

    The copy's part stands right after the text on the last page, below a line as wide as the
    text; where there is no room (or a scan covers the page), on a sheet of its own. Raises
    :class:`~papidesk.printing.overlay.UnreadablePdfError`.
    """
    if pages is not None:
        pdf = taken(pdf, pages, name)
    with opened(pdf, name) as file:
        last = len(file.pages) - 1
        size = seen_size(file.pages[last])
        used = lowest_ink(file.pages[last])
    with printing_with(fonts):
        sheet = Sheet(profile or load())
        boxes = _own_part(sheet, words)
        height = sum(box.gap + box.height for box in boxes)
        if used is not None and _may_follow(sheet, size, used + height):
            part = _page(sheet, boxes, size, max(used, sheet.top))
            return Copied(pdf=laid_over(pdf, {last: part}, name), pages=last + 1)
        boxes[0].gap = 0.0
        part = _page(sheet, boxes, sheet.size(), sheet.top)
    return Copied(pdf=appended(pdf, part, name), pages=last + 2, same_sheet=False)


def electronic(
    pdf: bytes,
    text: str,
    *,
    pages: Sequence[int] | None = None,
    name: str = "",
    profile: LayoutProfile | None = None,
    fonts: Path | None = None,
) -> Copied:
    """Return an electronic copy: ``text`` at the upper right of page 1, 10 points, black (ô 14).

    Raises :class:`~papidesk.printing.overlay.UnreadablePdfError`.
    """
    if pages is not None:
        pdf = taken(pdf, pages, name)
    with opened(pdf, name) as file:
        count = len(file.pages)
        width, height = seen_size(file.pages[0])
    with printing_with(fonts):
        sheet = Sheet(profile or load())
        own = sheet.profile.copies
        kind = sheet.type("electronic")
        room = own.electronic_width_mm.chosen * POINTS_PER_MM
        left = width - sheet.right - room
        stream = io.BytesIO()
        canvas = canvas_for(stream, Paper(title=text))
        canvas.setPageSize((width, height))
        pen = Pen(canvas, height)
        y = own.electronic_top_mm.chosen * POINTS_PER_MM
        for line in set_spans([sheet.span("electronic", text)], room):
            y += sheet.single(kind.size)
            pen.line(line, left, y - DESCENT * kind.size, room, sheet.align("electronic"))
        pen.finish()
        canvas.save()
    return Copied(pdf=laid_over(pdf, {0: stream.getvalue()}, name), pages=count)


def _may_follow(sheet: Sheet, size: tuple[float, float], down_to: float) -> bool:
    width, height = (length / POINTS_PER_MM for length in size)
    plain = _WIDTHS[0] <= width <= _WIDTHS[1] and _HEIGHTS[0] <= height <= _HEIGHTS[1]
    return plain and down_to <= size[1] - sheet.bottom


def _own_part(sheet: Sheet, words: PrintedCopy) -> list[Box]:
    form = sheet.profile.copies
    rule = RuleBox(form.rule_pt, sheet.width(), sheet.width(), form.rule_pt)
    rule.gap = form.gap_pt.chosen
    top = _head(sheet, words)
    top.gap = form.gap_pt.chosen
    return [rule, top, *foot(sheet, words.foot)]


def _head(sheet: Sheet, words: PrintedCopy) -> HeadBox:
    """Return the copying office and number at the left, form of the copy and date at the right."""
    left_width = sheet.profile.head.left_mm.chosen * POINTS_PER_MM
    placed: list[Placed] = []
    left = Column(sheet, 0.0, left_width, placed)
    right = Column(sheet, left_width, sheet.width() - left_width, placed)
    for text in words.superior:
        left.add("superior", text)
    left.widest = 0.0
    for text in words.issuer:
        left.add("issuer", text)
    if words.issuer:
        left.rule(sheet.profile.rules.issuer)
    right.add("copy_form", words.form)
    number_row(sheet, words.number, words.place_date, left, right)
    return HeadBox(max(left.y, right.y), placed, sheet.profile.rules.width_pt)


def _page(sheet: Sheet, boxes: Sequence[Box], size: tuple[float, float], top: float) -> bytes:
    """Return a page of ``size`` with ``boxes`` one below the other from ``top`` on."""
    stream = io.BytesIO()
    canvas = canvas_for(stream, Paper())
    canvas.setPageSize(size)
    pen = Pen(canvas, size[1])
    for box in boxes:
        top += box.gap
        box.draw(pen, sheet.left, top)
        top += box.height
    pen.finish()
    canvas.save()
    return stream.getvalue()

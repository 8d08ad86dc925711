"""Annexes: each on a new page with its own numbers (NĐ 30/2020, Phụ lục I, mục III.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papidesk.domain.blocks import PageBreak, Table
from papidesk.domain.paper import Printable, PrintedAnnex
from papidesk.domain.paper_body import Line, is_end_mark
from papidesk.printing.blocks import centred, paragraph
from papidesk.printing.boxes import Box, BreakBox, Mark, keep_together
from papidesk.printing.head import title_rule
from papidesk.printing.styles import Sheet
from papidesk.printing.table_grid import needs_landscape
from papidesk.printing.tables import table_boxes


def body(
    sheet: Sheet, parts: Sequence[Printable], notes: Mapping[str, int], landscape: bool = False
) -> list[Box]:
    """Return the boxes of a body; a very wide table, and its heading, go on turned pages."""
    boxes: list[Box] = []
    for index, (part, block) in enumerate(zip(parts, _blocks_of(parts), strict=True)):
        if isinstance(part, PageBreak):
            boxes.append(BreakBox())
            continue
        turned = landscape or _turned(parts, index)
        made: Sequence[Box]
        if isinstance(part, Table):
            made = table_boxes(sheet, part, notes, turned)
            if made and index + 1 < len(parts) and is_end_mark(parts[index + 1]):
                made[-1].keep = True
        else:
            made = paragraph(sheet, part, notes, turned)
        for box in made:
            box.block = block
        boxes += made
    return boxes


def _blocks_of(parts: Sequence[Printable]) -> list[int]:
    """Return the index of the block that each part prints; -1 for closing and end mark.

    Only lines carry it: tables and page breaks are one part each, in their place.
    """
    found: list[int] = []
    last = -1
    for part in parts:
        if isinstance(part, Line):
            last = max(last, part.block)
            found.append(part.block)
        else:
            last += 1
            found.append(last)
    return found


def _turned(parts: Sequence[Printable], index: int) -> bool:
    """Tell whether a part is a wide table, or a heading right above one."""
    for part in parts[index:]:
        if isinstance(part, Table):
            return needs_landscape(part)
        if not isinstance(part, Line) or not part.keep_next:
            return False
    return False


def annex(sheet: Sheet, part: PrintedAnnex, notes: Mapping[str, int]) -> list[Box]:
    """Return an annex: label, title in capitals, "(Kèm theo …)", a short rule, its body."""
    wide = any(isinstance(each, Table) and needs_landscape(each) for each in part.body)
    turned = part.landscape or wide
    width = sheet.width(turned)
    boxes: list[Box] = [
        *centred(sheet, "annex_label", part.label, gap=0, width=width, landscape=turned)
    ]
    for name, text in (("annex_title", part.title), ("annex_note", part.note)):
        if text:
            boxes += centred(sheet, name, text, gap=0, width=width, landscape=turned)  # type: ignore[arg-type]
    boxes.append(title_rule(sheet, boxes, turned))
    keep_together(boxes)
    boxes[-1].keep = True
    boxes[0].mark = Mark(f"{part.label}. {part.title}".strip(" ."), 0)
    flow = body(sheet, part.body, notes, turned)
    for box in flow:
        if box.mark is not None:
            box.mark = Mark(box.mark.title, box.mark.level + 1)
    if flow:
        flow[0].gap = max(flow[0].gap, sheet.profile.head.body_gap_pt.chosen)
    else:
        boxes[-1].keep = False
    return [*boxes, *flow]

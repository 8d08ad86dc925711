"""Annexes: each on a new page with its own numbers (NĐ 30/2020, Phụ lục I, mục III.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from papidesk.domain.blocks import PageBreak, Table
from papidesk.domain.layout_profile import StyleName
from papidesk.domain.paper import Printable, PrintedAnnex
from papidesk.domain.paper_body import Line, is_end_mark
from papidesk.printing.blocks import centred, mark_title, paragraph
from papidesk.printing.boxes import Box, BreakBox, Mark, keep_together
from papidesk.printing.foot import turn_ending
from papidesk.printing.head import ABSTRACT_SIDE_MM, head, title_rule
from papidesk.printing.styles import POINTS_PER_MM, Sheet
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
        if made and made[0].mark is not None and (title := _title_below(parts, index)):
            mark = made[0].mark
            made[0].mark = Mark(mark_title(f"{mark.title}. {title}"), mark.level)
        boxes += made
    return boxes


def _title_below(parts: Sequence[Printable], index: int) -> str:
    """Return the title of a "Chương I" or "Mục 1", which stands on lines of its own; else ""."""
    part, below = parts[index], parts[index + 1] if index + 1 < len(parts) else None
    if not isinstance(part, Line) or not isinstance(below, Line):
        return ""
    titled = part.style in ("part_label", "section_label") and below.block == part.block
    return below.text.text if titled else ""


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
    """Return an annex: label, title in capitals, "(Kèm theo …)", a short rule, its body.

    A document issued with a decision opens with head, kind and abstract instead (mẫu 1.3).
    """
    wide = any(isinstance(each, Table) and needs_landscape(each) for each in part.body)
    # The pages of a regulation stay upright: only a wide table inside it is turned.
    turned = part.landscape or (wide and part.head is None)
    boxes = _annex_title(sheet, part, turned)
    keep_together(boxes)
    boxes[-1].keep = True
    name = f"{part.kind} {part.title}" if part.kind else f"{part.label}. {part.title}"
    boxes[0].mark = Mark(name.strip(" ."), 0)
    flow = body(sheet, part.body, notes, turned)
    if part.charts:
        from papidesk.printing.charts import chart_boxes

        for chart in part.charts:
            flow += chart_boxes(sheet, chart, notes, turned)
        flow += body(sheet, part.ending, notes, turned)
    turn_ending(flow, [])
    for box in flow:
        if box.mark is not None:
            box.mark = Mark(box.mark.title, box.mark.level + 1)
    if flow:
        flow[0].gap = max(flow[0].gap, sheet.profile.head.body_gap_pt.chosen)
    else:
        boxes[-1].keep = False
    return [*boxes, *flow]


def _annex_title(sheet: Sheet, part: PrintedAnnex, turned: bool) -> list[Box]:
    width = sheet.width(turned)
    lines: list[Box] = []
    gap = 0.0 if part.head is None else sheet.profile.head.title_gap_pt.chosen
    title: StyleName = "annex_title" if part.head is None else "abstract"
    side = 0.0 if part.head is None else 2 * ABSTRACT_SIDE_MM * POINTS_PER_MM
    names: tuple[tuple[StyleName, str, float], ...] = (
        ("annex_label", part.label, 0.0), ("kind", part.kind, 0.0),
        (title, part.title, side), ("annex_note", part.note, 0.0),
    )  # fmt: skip
    for name, text, kept in names:
        if text:
            lines += centred(sheet, name, text, gap=gap, width=width - kept, landscape=turned)
            gap = 0.0
    lines.append(title_rule(sheet, lines, turned))
    return lines if part.head is None else [head(sheet, part.head, turned), *lines]

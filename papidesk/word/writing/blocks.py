"""The body: printed lines as paragraphs, tables, page breaks, turned pages for wide tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from papidesk.domain.blocks import PageBreak, Table
from papidesk.domain.paper import Printable
from papidesk.domain.paper_body import Line, is_end_mark
from papidesk.word.writing.columns import needs_landscape
from papidesk.word.writing.form import POINTS_PER_MM, Form
from papidesk.word.writing.metrics import lines as set_lines
from papidesk.word.writing.styles import HEADINGS, SPACER, style_id
from papidesk.word.writing.tables import table
from papidesk.word.writing.text import rich_runs
from papidesk.word.writing.xml import Place, from_pt, paragraph, run


def stretches(parts: Sequence[Printable]) -> Iterator[tuple[bool, list[Printable]]]:
    """Give the parts in stretches of upright and turned pages.

    A very wide table goes on turned pages (mục I.2), with the headings right above it.
    """
    turned = [_turned(parts, index) for index in range(len(parts))]
    for landscape, group in groupby(zip(turned, parts, strict=True), key=lambda pair: pair[0]):
        yield landscape, [part for _, part in group]


def with_turned_ending(
    form: Form, whole: list[tuple[bool, list[Printable]]]
) -> list[tuple[bool, list[Printable]]]:
    """Let a last single line after a wide table stay on its turned page, and the foot with it.

    On an upright page of its own the signature would be alone.
    """
    if len(whole) < 2 or whole[-1][0] or len(whole[-1][1]) > 1:
        return whole
    only = whole[-1][1][0]
    if not isinstance(only, Line) or _line_count(form, only) > 1:
        return whole
    return [*whole[:-2], (True, [*whole[-2][1], only])]


def _line_count(form: Form, line: Line, *, landscape: bool = False) -> int:
    """Return how many lines a paragraph fills, its first indented."""
    style = form.profile.style(line.style)
    indent = form.profile.text.first_line_mm.chosen * POINTS_PER_MM if style.indent else 0.0
    # What does not fit beside the indent opens a second line, so the indent counts but once.
    room = form.width_pt(landscape) - indent
    return len(set_lines(line.plain, style.points, room, bold=style.bold, italic=style.italic))


def _turned(parts: Sequence[Printable], index: int) -> bool:
    for part in parts[index:]:
        if isinstance(part, Table):
            return needs_landscape(part)
        if not isinstance(part, Line) or not part.keep_next:
            return False
    return False


def body(
    form: Form, parts: Sequence[Printable], *, landscape: bool = False, gap: int = 0,
    top: bool = False, ends: bool = False, lines: int | None = None,
) -> list[str]:  # fmt: skip
    """Return the blocks of ``parts``; ``gap`` is the least space above the first, in twips.

    ``top``: the first stands at the top of a page, where no gap is wanted. ``ends``: a foot
    follows, and the last lines keep with it. ``lines``: their spacing, in 240ths of a line,
    where it is not that of the styles.
    """
    made: list[str] = []
    broken = False
    kept = _kept_with_foot(form, parts, landscape) if ends else frozenset()
    for index, part in enumerate(parts):
        if isinstance(part, PageBreak):
            broken = bool(made) or not top  # a new section begins a page by itself
            continue
        first = not made
        on_top = broken or (top and first)
        least = gap if first else 0
        if isinstance(part, Table):
            stays = index + 1 < len(parts) and is_end_mark(parts[index + 1])
            made += _table(form, part, landscape, _Start(on_top, broken, least, lines), kept=stays)
        else:
            made.append(_line(form, part, _Start(on_top, broken, least, lines), kept=index in kept))
        broken = False
    return made


class _Start(NamedTuple):
    """How a block is set: at a page's top, after a break that makes one, least gap, spacing."""

    on_top: bool
    broken: bool
    least: int
    lines: int | None


def _kept_with_foot(form: Form, parts: Sequence[Printable], landscape: bool) -> frozenset[int]:
    """Return which lines stay with the foot: the last paragraph, and the one before a short one.

    So a signature never begins a page without two lines of the text it signs.
    """
    last = len(parts) - 1
    ending = parts[last] if parts else None
    if not isinstance(ending, Line):
        return frozenset()
    short = _line_count(form, ending, landscape=landscape) == 1
    if short and last > 0 and isinstance(parts[last - 1], Line):
        return frozenset({last, last - 1})
    return frozenset({last})


def _line(form: Form, line: Line, start: _Start, *, kept: bool) -> str:
    """Return one printed line.

    Numbers are text, not Word's automatic lists: every reader then shows the number that was
    approved, whatever is copied, converted or edited around it.
    """
    heading = line.style in HEADINGS
    usual = form.heading_gap if line.keep_next else form.gap
    styled = form.heading_gap if heading else form.gap
    keep = line.keep_next or line.leads or kept
    wanted = 0 if start.on_top else max(usual, start.least)
    place = Place(
        keep_next=None if keep == heading else keep,
        page_break=start.broken,
        before=None if wanted == styled else wanted,
        lines=start.lines,
        outline=line.level - 1 if line.level and line.keep_next else None,
    )
    bold = "<w:b/><w:bCs/>" if line.label_bold else ""
    label = run(line.label + " ", bold) if line.label else ""
    return paragraph(style_id(line.style), label + rich_runs(form, line.text), place)


def _table(form: Form, part: Table, landscape: bool, start: _Start, *, kept: bool) -> list[str]:
    """Return a table with the paragraph above it that Word needs.

    Word joins tables that touch, and knows no gap above a table: a paragraph of the gap's height
    stands before it, or carries the page break.
    """
    xml = table(form, part, landscape, kept=kept)
    if not xml:
        return []
    if start.broken:
        return [paragraph(SPACER, "", Place(page_break=True)), xml]
    if start.on_top:
        return [xml]
    gap = max(from_pt(form.profile.table.gap_pt), start.least)
    return [paragraph(SPACER, "", Place(keep_next=True, line=gap)), xml]

"""How each block looks, taken from the printed line: bold, capitals, where it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from papidesk.domain import layout_profile
from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table, TextBlock
from papidesk.domain.layout_profile import Align, Style, StyleName
from papidesk.domain.paper_body import LONGEST_TITLE, Line, body_lines
from papidesk.domain.record import replace


class Look(NamedTuple):
    """One block's look: that of its printed line.

    ``label`` is "before" the text, on a line of its own "above" it, or "" where there is none;
    ``sign`` is the label of an item, which does not count. Gaps are in points.
    """

    bold: bool
    italic: bool
    caps: bool
    align: Align
    indent: bool
    points: float
    label: str = ""
    label_bold: bool = False
    sign: str = ""
    gap: float = 6.0


def look_of(block: Block, scheme: str, base: int = 14) -> Look:
    """Return the look of a text block or page break, as ``domain.paper_body`` prints it."""
    if isinstance(block, Table | PageBreak):
        return _plain(base)
    probe: TextBlock
    if isinstance(block, Heading):
        long = len(block.text) > LONGEST_TITLE
        probe = Heading(
            level=block.level, format=block.format, numbered=block.numbered, run_in=block.run_in,
            text="a" * (LONGEST_TITLE + 1) if long else "a",
        )  # fmt: skip
    else:
        probe = replace(block, text="a", marks=(), id="")
    return _look(probe, scheme, base)


@lru_cache(maxsize=512)
def _look(probe: Heading | Paragraph | Item, scheme: str, base: int) -> Look:
    lines = [line for line in body_lines((probe,), scheme) if isinstance(line, Line)]
    profile = layout_profile.load().at(base)
    line = lines[-1]
    style = profile.style(line.style)
    label = "above" if len(lines) > 1 else "before" if line.label else ""
    caps = line.text.text == "A" or (len(line.text.text) > 1 and line.text.text.isupper())
    gaps = profile.text
    return Look(
        bold=style.bold,
        italic=style.italic,
        caps=caps,
        align=style.align,
        indent=style.indent,
        points=style.points,
        label=label,
        label_bold=line.label_bold or style.bold,
        sign=line.label if isinstance(probe, Item) else "",
        gap=gaps.heading_gap_pt.chosen if lines[0].keep_next else gaps.paragraph_gap_pt.chosen,
    )


@lru_cache(maxsize=4)
def _plain(base: int) -> Look:
    style: Style = layout_profile.load().at(base).style("body")
    return Look(False, False, False, "center", False, style.points)


@lru_cache(maxsize=64)
def _style(name: StyleName, base: int) -> Style:
    return layout_profile.load().at(base).style(name)


@lru_cache(maxsize=64)
def cell_look(align: str, head: bool, figures: bool, base: int = 14) -> Look:
    """Return the look of a cell's paragraph: heads are bold and centred, lone figures centred."""
    style = _style("table_head" if head else "table_cell", base)
    chosen: Align = "left"
    if align in ("left", "center", "right", "both"):
        chosen = align  # type: ignore[assignment]
    elif head or figures:
        chosen = "center"
    return Look(style.bold, style.italic, False, chosen, False, style.points, gap=2.0)

"""What came from elsewhere, made to fit the place it is pasted at: levels, and one line alone."""

from __future__ import annotations

import re

from papidesk.domain.blocks import Block, Heading, PageBreak, Paragraph, Table
from papidesk.domain.numbering import SCHEMES, level_format
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from ui.editor.paste import Pasted
from ui.editor.story_places import GAP, Selection
from ui.editor.story_styles import styled, typed_style
from ui.editor.story_text import text_at, with_text

Blocks = tuple[Block, ...]
_LONGEST_SIGN = 12
_PATH = re.compile(r"%d|\d+\.%1")


def fitted(what: Pasted, blocks: Blocks, selection: Selection, scheme: str) -> Pasted:
    """Return ``what`` as it is meant where ``selection`` is.

    Below a title "I." a pasted "1." is the second level, though it was the first where it came
    from. One line that fills a paragraph of its own and begins with "1.", "a)" or "-" is one of
    that style; within a line it stays what it is.
    """
    if what.line is not None:
        return _as_block(what, what.line, blocks, selection, scheme)
    before = blocks[: selection.start.block + 1]
    if any(isinstance(b, Heading) and b.level == 1 and not b.format for b in before):
        return what._replace(blocks=_below(what.blocks, scheme))
    return what


def _as_block(
    what: Pasted, line: RichText, blocks: Blocks, selection: Selection, scheme: str
) -> Pasted:
    sign, blank, _rest = line.text.partition(" ")
    if not blank or len(sign) > _LONGEST_SIGN or not _fills_paragraphs(blocks, selection):
        return what
    style = typed_style(sign, scheme)
    if not style:
        return what
    rest = line.cut(len(sign) + 1)
    return what._replace(blocks=(styled(with_text(Paragraph(), rest), style, scheme),), line=None)


def _fills_paragraphs(blocks: Blocks, selection: Selection) -> bool:
    """Tell whether nothing of the selected paragraphs is left outside the selection."""
    start, end = selection.start, selection.end
    if start.in_cell or end.in_cell or GAP in (start.offset, end.offset):
        return False
    if max(start.block, end.block) >= len(blocks):
        return not blocks
    if any(isinstance(blocks[place.block], Table | PageBreak) for place in (start, end)):
        return False
    return start.offset == 0 and end.offset == len(text_at(blocks, end).text)


def _below(new: Blocks, scheme: str) -> Blocks:
    """Return ``new`` with each heading at the level that has its pattern in ``scheme``."""
    patterns = [level.format for level in SCHEMES.get(scheme, SCHEMES["roman"]).levels]
    shift: int | None = None
    made: list[Block] = []
    for block in new:
        if isinstance(block, Heading) and block.numbered:
            pattern = block.format or level_format(scheme, block.level).format
            if pattern in patterns:
                level = patterns.index(pattern) + 1
                shift = level - block.level if shift is None else shift
                block = replace(block, level=level, format="")
            elif _PATH.search(pattern) and "%1." in patterns:
                # "1.1." under "1." is what this scheme calls "a)".
                block = replace(block, level=patterns.index("%1.") + 2, format="")
            else:
                block = replace(block, level=max(1, block.level + (shift or 0)))
        made.append(block)
    return tuple(made)

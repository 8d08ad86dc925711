"""Whole sections of a story: how far one reaches, and moving it."""

from __future__ import annotations

from papidesk.domain.blocks import Block, Heading
from ui.editor.story_edits import Edit, edit, settled
from ui.editor.story_places import at

Blocks = tuple[Block, ...]


def section_end(blocks: Blocks, index: int) -> int:
    """Return the index behind the section a heading opens; any other block is one by itself."""
    opening = blocks[index]
    if not isinstance(opening, Heading):
        return index + 1
    end = index + 1
    while end < len(blocks):
        block = blocks[end]
        if isinstance(block, Heading) and block.level <= opening.level:
            break
        end += 1
    return end


def moved_section(blocks: Blocks, start: int, before: int) -> Edit:
    """Return the section that begins at ``start`` moved before block ``before``."""
    end = section_end(blocks, start)
    if start <= before <= end:
        return edit(blocks, settled(blocks, at(start)))
    moved = blocks[start:end]
    if before > end:
        result = (*blocks[:start], *blocks[end:before], *moved, *blocks[before:])
        first = before - len(moved)
    else:
        result = (*blocks[:before], *moved, *blocks[before:start], *blocks[end:])
        first = before
    return edit(result, settled(result, at(first)))

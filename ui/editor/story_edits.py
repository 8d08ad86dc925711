"""What Enter, Backspace, deleting and inserting do to the blocks of a story."""

from __future__ import annotations

from typing import NamedTuple

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from ui.editor import story_tables
from ui.editor.story_places import GAP, Place, Selection, at, gap
from ui.editor.story_text import (
    concat,
    is_text,
    paragraphs,
    text_at,
    text_of,
    whole,
    with_cell,
    with_paragraphs,
    with_text,
    with_text_at,
)

Blocks = tuple[Block, ...]


class Edit(NamedTuple):
    """What an edit leads to: the blocks, and what is selected then."""

    blocks: Blocks
    selection: Selection


def edit(blocks: Blocks, caret: Place) -> Edit:
    """Return an edit that ends with the caret alone."""
    return Edit(blocks, Selection.of(caret))


def settled(blocks: Blocks, place: Place) -> Place:
    """Return ``place``, or the nearest one that a caret can stand in."""
    index = max(0, min(place.block, len(blocks)))
    if index == len(blocks):
        if blocks and not isinstance(blocks[-1], Table):
            return at(index - 1, len(text_of(blocks[-1]).text))
        return gap(index)
    block = blocks[index]
    if isinstance(block, Table):
        if place.offset == GAP and (index == 0 or isinstance(blocks[index - 1], Table)):
            return gap(index)
        rows = block.rows
        if not any(row.cells for row in rows):
            return Place(index, 0, -1)
        row = max(0, min(place.row, len(rows) - 1))
        row = next(r for r in (*range(row, -1, -1), *range(row, len(rows))) if rows[r].cells)
        cell = max(0, min(place.cell, len(rows[row].cells) - 1))
        parts = paragraphs(rows[row].cells[cell])
        part = max(0, min(place.paragraph, len(parts) - 1))
        return Place(index, row, cell, part, max(0, min(place.offset, len(parts[part].text))))
    return at(index, max(0, min(place.offset, len(text_of(block).text))))


def inserted_text(blocks: Blocks, place: Place, text: RichText) -> Edit:
    """Return ``text`` put in at ``place``; where no text can stand a paragraph is made."""
    block = blocks[place.block] if place.block < len(blocks) else None
    if place.offset == GAP or isinstance(block, PageBreak):
        index = place.block + (1 if isinstance(block, PageBreak) and place.offset != GAP else 0)
        made = Paragraph(text=text.text, marks=text.marks)
        return edit((*blocks[:index], made, *blocks[index:]), at(index, len(text.text)))
    if isinstance(block, Table) and place.cell < 0:
        blocks, place = _hole_filled(blocks, place)
    own = text_at(blocks, place)
    new = concat(own.cut(0, place.offset), text, own.cut(place.offset))
    return edit(with_text_at(blocks, place, new), place.moved(place.offset + len(text.text)))


def _hole_filled(blocks: Blocks, place: Place) -> tuple[Blocks, Place]:
    """Return the table with cells in its holes; a hole's place names its column as paragraph."""
    table = blocks[place.block]
    if not isinstance(table, Table):
        return blocks, place
    full = story_tables.filled(table)
    spread = story_tables.grid_of(full).at(place.row, place.paragraph)
    cell = spread.index if spread else 0
    new = (*blocks[: place.block], full, *blocks[place.block + 1 :])
    return new, Place(place.block, place.row, cell, 0, 0)


def deleted(blocks: Blocks, start: Place, end: Place) -> Edit:
    """Return ``blocks`` without what lies between two places.

    Figures and footnote signs go as a whole, tables that are only partly reached too; between
    two cells of one table the cells are emptied.
    """
    if start.block == end.block and start.block < len(blocks):
        block = blocks[start.block]
        if isinstance(block, Table) and start.in_cell and end.in_cell:
            return _deleted_in_table(blocks, block, start, end)
        if is_text(block) and start.offset >= 0:
            return _deleted_in_text(blocks, start, end)
    return _deleted_across(blocks, start, end)


def _deleted_in_text(blocks: Blocks, start: Place, end: Place) -> Edit:
    own = text_at(blocks, start)
    left, right = whole(own, start.offset, end.offset)
    new = concat(own.cut(0, left), own.cut(right))
    return edit(with_text_at(blocks, start, new), start.moved(left))


def _deleted_in_table(blocks: Blocks, table: Table, start: Place, end: Place) -> Edit:
    if start.cell < 0 or end.cell < 0:
        return edit(blocks, start)
    if start[:4] == end[:4]:
        return _deleted_in_text(blocks, start, end)
    if start[:3] == end[:3]:
        cell = table.rows[start.row].cells[start.cell]
        parts = paragraphs(cell)
        first, last = parts[start.paragraph], parts[end.paragraph]
        joined = concat(
            first.cut(0, whole(first, start.offset, start.offset)[0]),
            last.cut(whole(last, end.offset, end.offset)[1]),
        )
        kept = (*parts[: start.paragraph], joined, *parts[end.paragraph + 1 :])
        new = with_cell(table, start.row, start.cell, with_paragraphs(cell, kept))
        return edit((*blocks[: start.block], new, *blocks[start.block + 1 :]), start)
    box = story_tables.rectangle(table, [(start.row, start.cell), (end.row, end.cell)])
    return emptied(blocks, start, story_tables.cells_in(table, box))


def emptied(blocks: Blocks, place: Place, cells: list[tuple[int, int]]) -> Edit:
    """Return the table at ``place`` with ``cells`` (row, index) emptied."""
    table = blocks[place.block]
    for row, cell in cells:
        if isinstance(table, Table):
            old = table.rows[row].cells[cell]
            table = with_cell(table, row, cell, replace(old, paragraphs=()))
    new = (*blocks[: place.block], table, *blocks[place.block + 1 :])
    return edit(new, settled(new, place._replace(paragraph=0, offset=0)))


def _deleted_across(blocks: Blocks, start: Place, end: Place) -> Edit:
    head = blocks[start.block] if start.block < len(blocks) else None
    tail = blocks[end.block] if end.block < len(blocks) else None
    before, after = blocks[: start.block], blocks[end.block + 1 :]
    if end.offset == GAP and not end.in_cell:
        after, tail = blocks[end.block :], None
    left = right = None
    if head is not None and is_text(head) and start.offset >= 0:
        own = text_of(head)
        left = own.cut(0, whole(own, start.offset, start.offset)[0])
    if tail is not None and is_text(tail):
        own = text_of(tail)
        right = own.cut(whole(own, end.offset, end.offset)[1])
    middle: Blocks = ()
    if left is not None and right is not None:
        keeps_tail = not left.text and bool(right.text)
        kept = tail if keeps_tail else head
        middle = (with_text(kept, concat(left, right)),)  # type: ignore[arg-type]
    elif left is not None:
        middle = (with_text(head, left),)  # type: ignore[arg-type]
    elif right is not None:
        middle = (with_text(tail, right),)  # type: ignore[arg-type]
    new = (*before, *middle, *after)
    place = at(start.block, len(left.text) if left is not None else 0)
    return edit(new, settled(new, place if middle else gap(start.block)))


def entered(blocks: Blocks, place: Place) -> Edit:
    """Return what Enter does: the style goes on; on an empty item or heading it is left."""
    if place.block >= len(blocks) or place.offset == GAP:
        return edit((*blocks[: place.block], Paragraph(), *blocks[place.block :]), at(place.block))
    block = blocks[place.block]
    if isinstance(block, PageBreak):
        return edit(
            _with(blocks, place.block + 1, place.block + 1, Paragraph()), at(place.block + 1)
        )
    if isinstance(block, Table):
        return _entered_in_cell(blocks, block, place)
    own = text_of(block)
    if not own.text and (out := stepped_out(block)) is not None:
        return edit(_with(blocks, place.block, place.block + 1, out), at(place.block))
    offset = whole(own, place.offset, place.offset)[1]
    first, second = own.cut(0, offset), own.cut(offset)
    if not offset and own.text:
        # A new empty paragraph above: the text keeps its id, and the number it came with.
        parts: Blocks = (_blank(block), block)
    else:
        parts = (with_text(block, first), with_text(_blank(block), second))
    return edit(_with(blocks, place.block, place.block + 1, *parts), at(place.block + 1))


def _blank(block: Heading | Paragraph | Item) -> Heading | Paragraph | Item:
    """Return an empty block that continues the style of ``block``."""
    new = replace(block, text="", marks=(), id="")
    return replace(new, number_as_written="") if isinstance(new, Heading) else new


def _with(blocks: Blocks, start: int, end: int, *new: Block) -> Blocks:
    return (*blocks[:start], *new, *blocks[end:])


def _entered_in_cell(blocks: Blocks, table: Table, place: Place) -> Edit:
    if place.cell < 0:
        blocks, place = _hole_filled(blocks, place)
        table = blocks[place.block]  # type: ignore[assignment]
    cell = table.rows[place.row].cells[place.cell]
    parts = paragraphs(cell)
    own = parts[place.paragraph]
    offset = whole(own, place.offset, place.offset)[1]
    new = (
        *parts[: place.paragraph], own.cut(0, offset), own.cut(offset),
        *parts[place.paragraph + 1 :],
    )  # fmt: skip
    changed = with_cell(table, place.row, place.cell, with_paragraphs(cell, new))
    caret = place._replace(paragraph=place.paragraph + 1, offset=0)
    return edit(_with(blocks, place.block, place.block + 1, changed), caret)


def stepped_out(block: Block) -> Block | None:
    """Return ``block`` with its style lowered by one; None when it is running text already."""
    if isinstance(block, Item) and block.level > 1:
        return replace(block, level=block.level - 1, marker="-")
    if isinstance(block, Heading | Item) or (
        isinstance(block, Paragraph) and block.style != "body"
    ):
        return Paragraph(text=block.text, marks=block.marks, id=block.id)
    return None


def lowered(blocks: Blocks, place: Place) -> Edit:
    """Return what Backspace does at the start of a text: its style goes, then it joins."""
    if place.offset == GAP or place.block >= len(blocks):
        return edit(blocks, _before(blocks, place.block))
    block = blocks[place.block]
    if isinstance(block, Table):
        return _joined_in_cell(blocks, block, place)
    if isinstance(block, PageBreak):
        new = _with(blocks, place.block, place.block + 1)
        return edit(new, _before(new, place.block))
    if (out := stepped_out(block)) is not None:
        return edit(_with(blocks, place.block, place.block + 1, out), at(place.block))
    if place.block == 0:
        return edit(blocks, place)
    return _joined_back(blocks, place.block)


def _before(blocks: Blocks, index: int) -> Place:
    if index == 0:
        return settled(blocks, gap(0))
    return end_of(blocks, index - 1)


def end_of(blocks: Blocks, index: int) -> Place:
    """Return the last place of a block."""
    block = blocks[index]
    if isinstance(block, Table):
        big = 1 << 30
        return settled(blocks, Place(index, big, big, big, big))
    return at(index, len(text_of(block).text))


def _joined_back(blocks: Blocks, index: int) -> Edit:
    before, block = blocks[index - 1], blocks[index]
    if isinstance(before, PageBreak):
        return edit(_with(blocks, index - 1, index), at(index - 1))
    own = text_of(block)
    if isinstance(before, Table):
        new = blocks if own.text else _with(blocks, index, index + 1)
        return edit(new, end_of(new, index - 1))
    left = text_of(before)
    if not left.text:
        return edit(_with(blocks, index - 1, index), at(index - 1))
    joined = with_text(before, concat(left, own))
    return edit(_with(blocks, index - 1, index + 1, joined), at(index - 1, len(left.text)))


def _joined_in_cell(blocks: Blocks, table: Table, place: Place) -> Edit:
    if not place.in_cell or place.cell < 0 or place.paragraph == 0:
        return edit(blocks, place)
    start = place._replace(paragraph=place.paragraph - 1)
    length = len(text_at(blocks, start).text)
    return _deleted_in_table(blocks, table, start.moved(length), place)


def joined_on(blocks: Blocks, place: Place) -> Edit:
    """Return what Delete does at the end of a text: what follows joins it."""
    if place.block >= len(blocks):
        return edit(blocks, place)
    block = blocks[place.block]
    if isinstance(block, Table):
        if place.offset == GAP or place.cell < 0:
            return edit(blocks, place)
        cell = block.rows[place.row].cells[place.cell]
        if place.paragraph + 1 >= len(paragraphs(cell)):
            return edit(blocks, place)
        after = place._replace(paragraph=place.paragraph + 1, offset=0)
        return _deleted_in_table(blocks, block, place, after)
    index = place.block
    if isinstance(block, PageBreak):
        new = _with(blocks, index, index + 1)
        return edit(new, settled(new, at(index)))
    if index + 1 >= len(blocks):
        return edit(blocks, place)
    after_block = blocks[index + 1]
    if isinstance(after_block, PageBreak):
        return edit(_with(blocks, index + 1, index + 2), place)
    if not text_of(block).text:
        new = _with(blocks, index, index + 1)
        return edit(new, settled(new, gap(index) if isinstance(after_block, Table) else at(index)))
    if isinstance(after_block, Table):
        return edit(blocks, place)
    joined = with_text(block, concat(text_of(block), text_of(after_block)))
    return edit(_with(blocks, index, index + 2, joined), place)


def inserted_blocks(blocks: Blocks, place: Place, new: Blocks) -> Edit:
    """Return ``new`` put in at ``place``: beside a text, into an empty one, as lines in a cell."""
    if not new:
        return edit(blocks, place)
    if place.in_cell and place.block < len(blocks):
        return _inserted_in_cell(blocks, place, new)
    if place.offset == GAP or place.block >= len(blocks):
        result = (*blocks[: place.block], *new, *blocks[place.block :])
        return edit(result, end_of(result, place.block + len(new) - 1))
    block = blocks[place.block]
    own = text_of(block)
    if isinstance(block, PageBreak) or (own.text and place.offset >= len(own.text)):
        start = end = place.block + 1
        around: tuple[Blocks, Blocks] = ((), ())
    elif not own.text:
        start, end, around = place.block, place.block + 1, ((), ())
    elif not place.offset:
        start = end = place.block
        around = ((), ())
    else:
        offset = whole(own, place.offset, place.offset)[1]
        start, end = place.block, place.block + 1
        around = (
            (with_text(block, own.cut(0, offset)),),  # type: ignore[arg-type]
            (with_text(_blank(block), own.cut(offset)),),  # type: ignore[arg-type]
        )
    before, after = around
    result = (*blocks[:start], *before, *new, *after, *blocks[end:])
    return edit(result, end_of(result, start + len(before) + len(new) - 1))


def _inserted_in_cell(blocks: Blocks, place: Place, new: Blocks) -> Edit:
    """Return the words of ``new`` as paragraphs of a cell: tables inside tables are refused."""
    if place.cell < 0:
        blocks, place = _hole_filled(blocks, place)
    table = blocks[place.block]
    if not isinstance(table, Table):
        return edit(blocks, place)
    cell = table.rows[place.row].cells[place.cell]
    parts = paragraphs(cell)
    own = parts[place.paragraph]
    lines = [own.cut(0, place.offset), *(text_of(b) for b in new if is_text(b))]
    lines = [line for line in lines if line.text]
    tail = own.cut(place.offset)
    inside = [*lines, *([tail] if tail.text or not lines else [])]
    kept = (*parts[: place.paragraph], *inside, *parts[place.paragraph + 1 :])
    changed = with_cell(table, place.row, place.cell, with_paragraphs(cell, kept))
    result = _with(blocks, place.block, place.block + 1, changed)
    last = max(0, len(lines) - 1)
    length = len(lines[-1].text) if lines else 0
    return edit(result, place._replace(paragraph=place.paragraph + last, offset=length))

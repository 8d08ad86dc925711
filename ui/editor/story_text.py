"""Cutting and joining formatted texts, and the texts that blocks and cells hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from papidesk.domain.blocks import Block, Cell, PageBreak, Row, Table, TextBlock
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText, Style, tidy
from ui.editor.story_places import Place

Key = tuple[tuple[Style, str], ...]  # what marks a stretch carries, with their references
WHOLE: frozenset[str] = frozenset({"figure", "note"})  # marks that are edited as one letter


def with_text(block: TextBlock, text: RichText) -> TextBlock:
    """Return ``block`` with another text."""
    return replace(block, text=text.text, marks=tidy(text.marks, len(text.text)))


def is_text(block: Block) -> bool:
    """Tell whether ``block`` holds one text."""
    return not isinstance(block, Table | PageBreak)


def text_of(block: Block) -> RichText:
    """Return the text of a text block; that of others is empty."""
    if isinstance(block, Table | PageBreak):
        return RichText()
    return RichText(text=block.text, marks=block.marks)


def concat(*parts: RichText) -> RichText:
    """Return ``parts`` one after the other; marks that meet are joined."""
    text, marks = "", []
    for part in parts:
        at = len(text)
        marks += [
            Mark(start=mark.start + at, end=mark.end + at, style=mark.style, ref=mark.ref)
            for mark in part.marks
        ]
        text += part.text
    return RichText(text=text, marks=tidy(marks, len(text)))


def pieces(text: RichText) -> list[tuple[str, Key]]:
    """Return ``text`` as stretches with the marks each carries, in the order of their styles."""
    if not text.marks:
        return [(text.text, ())] if text.text else []
    edges = {0, len(text.text)}
    for mark in text.marks:
        edges |= {mark.start, mark.end}
    found = []
    for start, end in pairwise(sorted(edges)):
        key = {(m.style, m.ref) for m in text.marks if m.start <= start and m.end >= end}
        found.append((text.text[start:end], cast(Key, tuple(sorted(key)))))
    return found


def from_pieces(parts: list[tuple[str, Key]]) -> RichText:
    """Return the text whose stretches are ``parts``."""
    at, marks = 0, []
    for text, key in parts:
        end = at + len(text)
        marks += [Mark(start=at, end=end, style=style, ref=ref) for style, ref in key]
        at = end
    return RichText(text="".join(text for text, _ in parts), marks=tidy(marks, at))


def toggled(text: RichText, start: int, end: int, style: Style, on: bool) -> RichText:
    """Return ``text`` with ``style`` put on or taken from one stretch; sup and sub exclude."""
    gone = {style} | ({"sup", "sub"} if style in ("sup", "sub") else set())
    marks: list[Mark] = []
    for mark in text.marks:
        if mark.style not in gone or mark.end <= start or mark.start >= end:
            marks.append(mark)
            continue
        if mark.start < start:
            marks.append(replace(mark, end=start))
        if mark.end > end:
            marks.append(replace(mark, start=end))
    if on and start < end:
        marks.append(Mark(start=start, end=end, style=style))
    return RichText(text=text.text, marks=tidy(marks, len(text.text)))


def covered(text: RichText, start: int, end: int, style: Style) -> bool:
    """Tell whether every letter of a stretch carries ``style``."""
    return any(m.style == style and m.start <= start and m.end >= end for m in text.marks)


def whole(text: RichText, start: int, end: int) -> tuple[int, int]:
    """Return the stretch widened so that it cuts through no figure and no footnote sign."""
    for mark in text.marks:
        if mark.style in WHOLE:
            if mark.start < start < mark.end:
                start = mark.start
            if mark.start < end < mark.end:
                end = mark.end
    return start, max(start, end)


def composed(text: RichText) -> RichText | None:
    """Return ``text`` in NFC with its marks where they were; None when it is NFC already."""
    if unicodedata.is_normalized("NFC", text.text):
        return None
    edges = sorted(
        {0, len(text.text), *(m.start for m in text.marks), *(m.end for m in text.marks)}
    )
    place = {edge: composed_length(text.text, edge) for edge in edges}
    marks = [replace(m, start=place[m.start], end=place[m.end]) for m in text.marks]
    plain = unicodedata.normalize("NFC", text.text)
    return RichText(text=plain, marks=tidy(marks, len(plain)))


def composed_length(text: str, end: int) -> int:
    """Return how many characters of NFC the first ``end`` characters of ``text`` become."""
    # A mark that begins after a letter belongs to it: the edge moves behind the mark.
    while end < len(text) and end and unicodedata.combining(text[end]):
        end += 1
    return len(unicodedata.normalize("NFC", text[:end]))


def paragraphs(cell: Cell) -> tuple[RichText, ...]:
    """Return the paragraphs a cell shows: an empty cell shows an empty one."""
    return cell.paragraphs or (RichText(),)


def text_at(blocks: tuple[Block, ...], place: Place) -> RichText:
    """Return the text a place stands in."""
    if place.block >= len(blocks) or place.offset < 0:
        return RichText()
    block = blocks[place.block]
    if isinstance(block, Table):
        if not place.in_cell or place.cell < 0:
            return RichText()
        return paragraphs(block.rows[place.row].cells[place.cell])[place.paragraph]
    return text_of(block)


def with_cell(table: Table, row: int, cell: int, new: Cell) -> Table:
    """Return ``table`` with one cell changed."""
    cells = table.rows[row].cells
    changed = Row(cells=(*cells[:cell], new, *cells[cell + 1 :]))
    return replace(table, rows=(*table.rows[:row], changed, *table.rows[row + 1 :]))


def with_paragraphs(cell: Cell, parts: tuple[RichText, ...]) -> Cell:
    """Return ``cell`` with other paragraphs; one empty paragraph is none."""
    kept = () if len(parts) == 1 and not parts[0].text else tuple(map(tidied, parts))
    return replace(cell, paragraphs=kept)


def tidied(text: RichText) -> RichText:
    """Return ``text`` with its marks in order: cutting may leave them out of it."""
    if len(text.marks) < 2:
        return text
    return RichText(text=text.text, marks=tidy(text.marks, len(text.text)))


def with_text_at(blocks: tuple[Block, ...], place: Place, text: RichText) -> tuple[Block, ...]:
    """Return ``blocks`` with the text at ``place`` changed."""
    block = blocks[place.block]
    new: Block
    if isinstance(block, Table):
        cell = block.rows[place.row].cells[place.cell]
        parts = paragraphs(cell)
        changed = (*parts[: place.paragraph], text, *parts[place.paragraph + 1 :])
        new = with_cell(block, place.row, place.cell, with_paragraphs(cell, changed))
    elif isinstance(block, PageBreak):
        return blocks
    else:
        new = with_text(block, text)
    return (*blocks[: place.block], new, *blocks[place.block + 1 :])


def spread(blocks: tuple[Block, ...], start: Place, end: Place) -> Iterator[Place]:
    """Yield the beginning of each text from ``start`` to ``end``, cells row by row."""
    for index in range(start.block, min(end.block + 1, len(blocks))):
        block = blocks[index]
        if isinstance(block, PageBreak):
            continue
        if not isinstance(block, Table):
            yield Place(index)
            continue
        for r, row in enumerate(block.rows):
            for c, cell in enumerate(row.cells):
                for p in range(len(paragraphs(cell))):
                    place = Place(index, r, c, p)
                    if place >= start._replace(offset=0) and place <= end:
                        yield place

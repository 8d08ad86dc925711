"""What Qt typed into a line, read back as the text of a block."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock

from papidesk.domain.blocks import Block, PageBreak
from papidesk.domain.richtext import RichText
from ui.editor import story_edits
from ui.editor.story_formats import MARKS, characters, key_of
from ui.editor.story_places import GAP, Place
from ui.editor.story_text import Key, from_pieces, text_at, with_text_at
from ui.editor.story_view import FILLER, StoryView

Blocks = tuple[Block, ...]


def read(view: StoryView, line: QTextBlock) -> tuple[Place, Blocks]:
    """Return the place a line shows and the blocks with the text it has now."""
    place = view.place_in(line, line.position())
    if view.is_seam(line):
        return place, view.blocks
    text = read_text(line)
    if place.offset == GAP or (place.in_cell and place.cell < 0):
        made = story_edits.inserted_text(view.blocks, place, text) if text.text else None
        return place, made.blocks if made else view.blocks
    if isinstance(view.blocks[place.block], PageBreak):
        made = story_edits.inserted_text(view.blocks, place, text) if text.text else None
        return place, made.blocks if made else view.blocks
    if text == text_at(view.blocks, place):
        return place, view.blocks
    return place, with_text_at(view.blocks, place, text)


def read_text(line: QTextBlock) -> RichText:
    """Return the text of a line with the marks its formats carry."""
    text = line.text()
    ranges = line.textFormats()
    if all(not r.format.hasProperty(MARKS) for r in ranges):
        return RichText(text=text.replace("\u2028", "\n").replace(FILLER, ""))
    parts: list[tuple[str, Key]] = []
    for r in ranges:
        start, end = characters(text, r.start), characters(text, r.start + r.length)
        part = text[start:end].replace("\u2028", "\n").replace(FILLER, "")
        parts.append((part, key_of(r.format.property(MARKS))))
    return from_pieces([part for part in parts if part[0]])

"""The official styles: which one a block has, giving it another, and its level up and down."""

from __future__ import annotations

import re
from typing import Literal, cast

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table
from papidesk.domain.numbering import SCHEMES, level_format
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText, Style
from ui.editor.story_places import Place, Selection
from ui.editor.story_text import covered, spread, text_at, toggled, with_cell, with_text_at

Blocks = tuple[Block, ...]
ParagraphStyle = Literal["body", "center", "right", "note"]
STYLES = (
    "heading1", "heading2", "heading3", "heading4", "heading5", "heading6", "heading7",
    "paragraph", "item1", "item2", "center", "right", "note",
)  # fmt: skip
# The letters a title of its own seldom ends with: such a text is a numbered sentence.
_SENTENCE_ENDS = (".", ";", ":", ",")
_LONGEST_TITLE = 160
_SIGN = re.compile(r"[\w. ]{1,10}[.)]?")
_LETTERS = (
    ("%I", "[IVX]+"), ("%1", r"\d{1,2}"), ("%d", r"\d{1,2}(?:\.\d{1,2})+"), ("%a", "[a-zđ]"),
    ("%A", "[A-ZĐ]"),
)  # fmt: skip
_ALIGN: dict[str, Literal["", "center", "right"]] = {
    "paragraph": "", "center": "center", "right": "right",
}  # fmt: skip


def style_of(block: Block) -> str:
    """Return the name of a block's style; "table" and "page_break" for what has none."""
    if isinstance(block, Heading):
        return f"heading{min(max(block.level, 1), 7)}"
    if isinstance(block, Item):
        return f"item{1 if block.level == 1 else 2}"
    if isinstance(block, Paragraph):
        return "paragraph" if block.style == "body" else block.style
    return "table" if isinstance(block, Table) else "page_break"


def deepest(scheme: str) -> int:
    """Return the lowest heading level that has a number."""
    levels = SCHEMES.get(scheme, SCHEMES["roman"]).levels
    return max(n for n, level in enumerate(levels, start=1) if "%" in level.format)


def styled(block: Block, name: str, scheme: str) -> Block:
    """Return ``block`` in the style called ``name``; tables and page breaks stay."""
    if isinstance(block, Table | PageBreak):
        return block
    if style_of(block) == name:
        # Chosen again, a numbered sentence becomes a title.
        return replace(block, run_in=False) if isinstance(block, Heading) else block
    text, marks, key = block.text, block.marks, block.id
    if name.startswith("heading"):
        level = int(name.removeprefix("heading"))
        run_in = block.run_in if isinstance(block, Heading) else _is_sentence(text, scheme, level)
        return Heading(level=level, text=text, marks=marks, run_in=run_in, id=key)
    if name.startswith("item"):
        level = int(name.removeprefix("item"))
        return Item(level=level, text=text, marks=marks, marker="-" if level == 1 else "+", id=key)
    style = cast(ParagraphStyle, "body" if name == "paragraph" else name)
    return Paragraph(text=text, marks=marks, style=style, id=key)


def _is_sentence(text: str, scheme: str, level: int) -> bool:
    """Tell a numbered sentence from a title: only clauses may be either."""
    if scheme == "articles" and level == 6 and not text:
        return True
    pattern = level_format(scheme, level).format
    if pattern.startswith(("Phần", "Chương", "Mục", "Tiểu mục")):
        return False
    return text.rstrip().endswith(_SENTENCE_ENDS) or len(text) > _LONGEST_TITLE


def typed_style(sign: str, scheme: str) -> str:
    """Return the style a person means who begins a line with ``sign`` ("1.", "a)", "-"), or ""."""
    if sign in ("-", "–", "+"):
        return "item2" if sign == "+" else "item1"
    if not _SIGN.fullmatch(sign):
        return ""
    for number, level in enumerate(SCHEMES.get(scheme, SCHEMES["roman"]).levels, start=1):
        pattern = re.escape(level.format)
        for token, letters in _LETTERS:
            pattern = pattern.replace(re.escape(token), letters)
        if "%" in level.format and re.fullmatch(pattern, sign):
            return f"heading{number}"
    return ""


def settled_heading(block: Block, scheme: str) -> Block:
    """Return a numbered clause that is a sentence as running text; titles stay bold.

    NĐ 30/2020, Phụ lục I, mục II.6: a khoản is bold only when it is a title.
    """
    if not isinstance(block, Heading) or block.run_in or not block.numbered or block.format:
        return block
    pattern = level_format(scheme, block.level).format
    clause = pattern in ("%1.", "%d.", "Điều %1.")
    sentence = block.text.rstrip().endswith((".", ";")) or len(block.text) > _LONGEST_TITLE
    return replace(block, run_in=True) if clause and sentence else block


def shifted(block: Block, down: bool, scheme: str) -> Block:
    """Return ``block`` one level lower (Tab) or higher; running text becomes an item."""
    if isinstance(block, Heading):
        level = block.level + (1 if down else -1)
        if not 1 <= level <= deepest(scheme):
            return block
        return replace(block, level=level, format="", number_as_written="")
    if isinstance(block, Item):
        if down:
            return styled(block, "item2", scheme)
        return styled(block, "item1" if block.level > 1 else "paragraph", scheme)
    if isinstance(block, Paragraph) and down:
        return styled(block, "item1", scheme)
    return block


def with_style(blocks: Blocks, selection: Selection, name: str, scheme: str) -> Blocks:
    """Return ``blocks`` with those selected in a style; in cells it is their alignment."""
    return _changed(blocks, selection, lambda block: styled(block, name, scheme), name)


def with_level(blocks: Blocks, selection: Selection, down: bool, scheme: str) -> Blocks:
    """Return ``blocks`` with those selected a level lower or higher."""
    return _changed(blocks, selection, lambda block: shifted(block, down, scheme), "")


def with_run_in(blocks: Blocks, selection: Selection, run_in: bool) -> Blocks:
    """Return ``blocks`` with the headings selected as numbered sentences, or as titles."""

    def one(block: Block) -> Block:
        return replace(block, run_in=run_in) if isinstance(block, Heading) else block

    return _changed(blocks, selection, one, "")


def _changed(blocks: Blocks, selection: Selection, change: object, name: str) -> Blocks:
    start, end = selection.start, selection.end
    result = list(blocks)
    for index in range(start.block, min(end.block + 1, len(blocks))):
        block = blocks[index]
        if isinstance(block, Table):
            if name in _ALIGN:
                result[index] = _aligned(block, index, selection, name)
            continue
        result[index] = change(block)  # type: ignore[operator]
    return tuple(result)


def _aligned(table: Table, index: int, selection: Selection, name: str) -> Table:
    places = spread((*(Paragraph(),) * index, table), selection.start, selection.end)
    for row, cell in {(p.row, p.cell) for p in places if p.block == index}:
        new = replace(table.rows[row].cells[cell], align=_ALIGN[name])
        table = with_cell(table, row, cell, new)
    return table


def stretches(blocks: Blocks, selection: Selection) -> list[tuple[Place, int, int]]:
    """Return each text selected in part or whole, and from which letter to which."""
    start, end = selection.start, selection.end
    found = []
    for place in spread(blocks, start, end):
        first = max(0, start.offset) if place[:4] == start[:4] else 0
        length = len(text_at(blocks, place).text)
        last = min(length, max(0, end.offset)) if place[:4] == end[:4] else length
        if first < last:
            found.append((place, first, last))
    return found


def marks_of(blocks: Blocks, selection: Selection) -> frozenset[Style]:
    """Return the styles that every letter selected carries."""
    parts = [(text_at(blocks, p), a, b) for p, a, b in stretches(blocks, selection)]
    names: tuple[Style, ...] = ("b", "i", "u", "sup", "sub")
    return frozenset(
        name for name in names if parts and all(covered(t, a, b, name) for t, a, b in parts)
    )


def with_mark(blocks: Blocks, selection: Selection, style: Style) -> Blocks:
    """Return ``blocks`` with ``style`` on all that is selected, or off where all carries it."""
    on = style not in marks_of(blocks, selection)
    for place, start, end in stretches(blocks, selection):
        blocks = with_text_at(blocks, place, toggled(text_at(blocks, place), start, end, style, on))
    return blocks


def figure(ref: str, text: str) -> RichText:
    """Return a live field as text."""
    return RichText(text=text, marks=(Mark(start=0, end=len(text), style="figure", ref=ref),))

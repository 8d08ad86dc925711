"""The body of a paper as printed lines: numbers, item signs, end mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from papidesk.domain import wording
from papidesk.domain.blocks import (
    Block,
    Cell,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Row,
    Table,
    rich,
)
from papidesk.domain.layout_profile import StyleName
from papidesk.domain.numbering import DEFAULT_SCHEME, level_format, numbers
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import RichText

# Longer than this a "heading" is a numbered sentence: capitals would shout, bold would blur.
LONGEST_TITLE = 250


class Line(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One printed paragraph: ``style`` of the layout profile, ``label`` before the text, text.

    ``label`` ("I.", "a)", "-", "Điều 1.") is followed by one space; ``label_bold`` sets it bold
    where the text is not. ``level`` is the outline level from 1, 0 outside the outline.
    ``keep_next``: never the last line of a page, as titles are; ``leads``: the same for an item
    that opens a list. ``block`` is the index of the document's block it comes from, -1 for the
    closing and the end mark.
    """

    style: StyleName
    text: RichText = RichText()
    label: str = ""
    label_bold: bool = False
    level: int = 0
    keep_next: bool = False
    leads: bool = False
    block: int = -1

    @property
    def plain(self) -> str:
        """Label and text as one string."""
        return f"{self.label} {self.text.text}".strip()


def body_lines(
    blocks: tuple[Block, ...],
    scheme: str = DEFAULT_SCHEME,
    closing: str = "",
    notes: Mapping[str, int] | None = None,
) -> tuple[Line | Table | PageBreak, ...]:
    """Return ``blocks`` and the closing paragraphs as they are printed, without the end mark.

    ``notes`` gives the number of each footnote id; marks of others are left without a number.
    """
    printed: list[Line | Table | PageBreak] = []
    for index, (block, number) in enumerate(zip(blocks, numbers(blocks, scheme), strict=True)):
        if isinstance(block, Heading):
            printed += _heading(block, number, scheme, index)
        elif isinstance(block, Paragraph):
            printed.append(_paragraph(block, index))
        elif isinstance(block, Item):
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            printed.append(
                Line(
                    style="item", label=_sign(block), text=wording.paragraph(rich(block)),
                    leads=isinstance(after, Item) and after.level > block.level
                    and block.text.rstrip().endswith(":"),
                    block=index,
                )
            )  # fmt: skip
        else:
            printed.append(_tied_table(block) if isinstance(block, Table) else block)
    for part in closing.split("\n"):
        if part.strip():
            text = wording.paragraph(RichText(text=" ".join(part.split())))
            printed.append(Line(style="body", text=text))
    return tuple(_numbered_notes(printed, notes or {}))


def _tied_table(table: Table) -> Table:
    """Return ``table`` with words tied: in heads, which are centred and short, as in titles."""
    return replace(
        table,
        rows=tuple(
            _tied_row(row, wording.title_glue if index < table.header_rows else wording.cell)
            for index, row in enumerate(table.rows)
        ),
    )


def _tied_row(row: Row, tie: Callable[[str], str]) -> Row:
    cells = tuple(_tied_cell(cell, tie) for cell in row.cells)
    return row if all(a is b for a, b in zip(cells, row.cells, strict=True)) else Row(cells=cells)


def _tied_cell(cell: Cell, tie: Callable[[str], str]) -> Cell:
    paragraphs = tuple(
        part if (text := tie(part.text)) == part.text else RichText(text=text, marks=part.marks)
        for part in cell.paragraphs
    )
    same = all(a is b for a, b in zip(paragraphs, cell.paragraphs, strict=True))
    return cell if same else replace(cell, paragraphs=paragraphs)


def _sign(item: Item) -> str:
    """Return an item's sign; that of a symbol font, which no other font has, gives way to ours."""
    marker = item.marker.strip()
    if not marker or any(unicodedata.category(c) in ("Co", "Cn") for c in marker):
        return "-" if item.level == 1 else "+"
    return marker


def _numbered_notes(
    printed: list[Line | Table | PageBreak], notes: Mapping[str, int]
) -> Iterable[Line | Table | PageBreak]:
    for part in printed:
        if isinstance(part, Line) and any(mark.style == "note" for mark in part.text.marks):
            known = tuple(m for m in part.text.marks if m.style != "note" or m.ref in notes)
            yield replace(part, text=RichText(text=part.text.text, marks=known))
        else:
            yield part


_PLAIN: dict[str, StyleName] = {
    "body": "body", "center": "center", "right": "right", "note": "note",
}  # fmt: skip


def _paragraph(block: Paragraph, index: int) -> Line:
    return Line(style=_PLAIN[block.style], text=wording.paragraph(rich(block)), block=index)


def _heading(block: Heading, number: str, scheme: str, index: int) -> list[Line]:
    pattern = block.format or level_format(scheme, block.level).format
    title = not block.run_in
    text = wording.glued(rich(block)) if title else wording.paragraph(rich(block))
    if pattern.startswith(("Phần", "Chương", "Mục", "Tiểu mục")) and number:
        return _named_part(block, pattern, number, text, index)
    style, label_bold = _style(pattern, block)
    if style == "group" and number and len(text.text) <= LONGEST_TITLE:
        text = _upper(text)
    return [
        Line(
            style=style, label=number, text=text, label_bold=label_bold, level=block.level,
            keep_next=title and len(text.text) <= LONGEST_TITLE, block=index,
        )
    ]  # fmt: skip


def _named_part(
    block: Heading, pattern: str, number: str, text: RichText, index: int
) -> list[Line]:
    """Set Phần, Chương, Mục on a line of their own, the title in capitals below (mục II.6)."""
    high = pattern.startswith(("Phần", "Chương"))
    label: StyleName = "part_label" if high else "section_label"
    title: StyleName = "part_title" if high else "section_title"
    lines = [
        Line(
            style=label, text=RichText(text=wording.glue(number)), level=block.level,
            keep_next=True, block=index,
        )
    ]  # fmt: skip
    if text.text.strip():
        lines.append(Line(style=title, text=_upper(text), keep_next=True, block=index))
    return lines


def _style(pattern: str, block: Heading) -> tuple[StyleName, bool]:
    """Return the style of a heading by its number's pattern, and whether its label alone is bold.

    NĐ 30/2020, Phụ lục I, mục II.6: a khoản is bold when it has a title, a điểm never.
    """
    if pattern.startswith("Điều"):
        return ("clause", True) if block.run_in else ("article", False)
    if not block.numbered:
        return ("clause", False) if block.run_in else ("clause_title", False)
    if "%a" in pattern:
        return "point", False
    if "%" not in pattern:
        return "item", False
    if block.run_in:
        return "clause", False
    return ("group" if "%I" in pattern or "%A" in pattern else "clause_title"), False


def _upper(text: RichText) -> RichText:
    upper = text.text.upper()
    return RichText(text=upper, marks=text.marks) if len(upper) == len(text.text) else text


def is_end_mark(part: Line | Table | PageBreak) -> bool:
    """Tell whether ``part`` is the mark on a line of its own, as it stands below a table."""
    return isinstance(part, Line) and part.text.text == wording.END_MARK


def with_end_mark(
    body: tuple[Line | Table | PageBreak, ...],
) -> tuple[Line | Table | PageBreak, ...]:
    """Return ``body`` closed by "./." (every sample of Phụ lục III ends so).

    The mark goes to the last running text; below a table it stands on a line of its own; a body
    that ends with a title or has nothing in it gets none.
    """
    parts = list(body)
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if isinstance(part, PageBreak):
            continue
        if isinstance(part, Table):
            end = Line(style="body", text=RichText(text=wording.END_MARK))
            return (*parts[: index + 1], end, *parts[index + 1 :])
        if part.style in ("right", "note") or not part.text.text.strip():
            if part.text.text.rstrip().endswith(wording.END_MARK):
                break
            continue
        if not part.keep_next:
            parts[index] = replace(part, text=wording.ended(part.text))
        break
    return tuple(parts)

"""What is selected as a clip of our own, as HTML for Word and as plain text, with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from papidesk.domain.blocks import Block, Cell, Heading, Item, PageBreak, Paragraph, Table
from papidesk.domain.document import Footnote
from papidesk.domain.numbering import numbers
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from ui.editor import story_tables
from ui.editor.find import texts_of
from ui.editor.paste import Clip
from ui.editor.story_looks import Look, look_of
from ui.editor.story_places import GAP, Selection
from ui.editor.story_text import is_text, pieces, text_at, text_of, whole, with_text

Blocks = tuple[Block, ...]
_TAGS = {"b": "b", "i": "i", "u": "u", "sup": "sup", "sub": "sub"}
_ALIGN = {"both": "justify", "left": "left", "center": "center", "right": "right"}


def copied(blocks: Blocks, selection: Selection, scheme: str) -> tuple[Clip, list[str]]:
    """Return what is selected, and the label of each block of it as it stands in the story."""
    start, end = selection.start, selection.end
    if start.block == end.block and start.block < len(blocks):
        block = blocks[start.block]
        if isinstance(block, Table) and start.in_cell and start[:4] != end[:4]:
            cells = _cells(block, selection)
            return Clip(blocks=(cells,), scheme=scheme), [""]
        if start[:4] == end[:4] and start.offset != GAP:
            own = text_at(blocks, start)
            part = own.cut(*whole(own, start.offset, end.offset))
            made = Paragraph(text=part.text, marks=part.marks)
            return Clip(blocks=(made,), scheme=scheme, inline=True), [""]
    labels = _labels(blocks, scheme)
    found: list[Block] = []
    kept: list[str] = []
    for index in range(start.block, min(end.block + 1, len(blocks))):
        block = blocks[index]
        if index == end.block and end.offset == GAP and not end.in_cell:
            break
        if is_text(block):
            own = text_of(block)
            first = whole(own, start.offset, start.offset)[0] if index == start.block else 0
            last = len(own.text)
            if index == end.block:
                last = whole(own, end.offset, end.offset)[1]
            block = with_text(block, own.cut(max(0, first), last))  # type: ignore[arg-type]
        found.append(block)
        kept.append(labels[index])
    return Clip(blocks=tuple(found), scheme=scheme), kept


def notes_of(clip: Clip, footnotes: Sequence[Footnote]) -> tuple[Footnote, ...]:
    """Return the footnotes a clip refers to."""
    refs = {
        mark.ref for _, text in texts_of(clip.blocks) for mark in text.marks if mark.style == "note"
    }
    return tuple(note for note in footnotes if note.id in refs)


def _labels(blocks: Blocks, scheme: str) -> list[str]:
    counted = numbers(blocks, scheme)
    return [
        look_of(block, scheme).sign if isinstance(block, Item) else number
        for block, number in zip(blocks, counted, strict=True)
    ]


def _cells(table: Table, selection: Selection) -> Table:
    """Return the selected rectangle of a table as a table of its own."""
    ends = [(p.row, p.cell) for p in selection if p.in_cell and p.cell >= 0]
    top, left, bottom, right = box = story_tables.rectangle(table, ends)
    inside = [s for s in story_tables.grid_of(table).spreads if s.meets(*box)]
    moved = [s._replace(row=s.row - top, column=s.column - left) for s in inside]
    heads = max(0, min(table.header_rows - top, bottom - top - 1))
    own = replace(table, header_rows=heads, widths=(), id="")
    return story_tables.table_of(own, moved, bottom - top, right - left)


def plain_of(clip: Clip, labels: list[str]) -> str:
    """Return a clip as plain text: numbers before the words, cells parted by tabs."""
    lines = []
    for block, label in zip(clip.blocks, labels, strict=True):
        if isinstance(block, Table):
            lines += _plain_rows(block)
        elif isinstance(block, PageBreak):
            lines.append("")
        else:
            lines.append(f"{label} {block.text}".strip() if label else block.text)
    return "\n".join(lines)


def _plain_rows(table: Table) -> list[str]:
    grid = story_tables.grid_of(table)
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for s in grid.spreads:
        rows[s.row][s.column] = " ".join(s.cell.text.split())
    return ["\t".join(row) for row in rows]


def html_of(clip: Clip, labels: list[str]) -> str:
    """Return a clip as HTML that Word and LibreOffice take over with numbers and formatting."""
    parts = []
    for block, label in zip(clip.blocks, labels, strict=True):
        if isinstance(block, Table):
            parts.append(_html_table(block))
        elif isinstance(block, PageBreak):
            parts.append('<br style="page-break-before:always">')
        elif clip.inline:
            parts.append(f"<span>{_inline(text_of(block), False)}</span>")
        else:
            parts.append(_html_paragraph(block, label, look_of(block, clip.scheme or "roman")))
    return (
        "<html><body style=\"font-family:'Times New Roman';font-size:14pt\">"
        f"<!--StartFragment-->{''.join(parts)}<!--EndFragment--></body></html>"
    )


def _html_paragraph(block: Block, label: str, look: Look) -> str:
    style = f"text-align:{_ALIGN[look.align]};margin:6pt 0 0 0"
    if look.indent:
        style += ";text-indent:12.7mm"
    own = text_of(block)
    inner = _inline(own, look.caps)
    if look.bold:
        inner = f"<b>{inner}</b>"
    if look.italic:
        inner = f"<i>{inner}</i>"
    head = escape(label)
    if look.label_bold and head:
        head = f"<b>{head}</b>"
    if look.label == "above" and isinstance(block, Heading):
        return f'<p style="{style}">{head}</p><p style="{style}">{inner}</p>'
    return f'<p style="{style}">{head}{" " if head else ""}{inner}</p>'


def _inline(text: RichText, caps: bool) -> str:
    made = []
    for part, key in pieces(text):
        words = escape(part.upper() if caps else part).replace("\n", "<br>")
        for style, _ in key:
            if style in _TAGS:
                words = f"<{_TAGS[style]}>{words}</{_TAGS[style]}>"
        made.append(words)
    return "".join(made)


def _html_table(table: Table) -> str:
    border = "1" if table.borders else "0"
    rows = []
    for index, row in enumerate(table.rows):
        tag = "th" if index < table.header_rows else "td"
        rows.append("<tr>" + "".join(_html_cell(cell, tag) for cell in row.cells) + "</tr>")
    return (
        f'<table border="{border}" cellspacing="0" cellpadding="4" '
        f'style="border-collapse:collapse">{"".join(rows)}</table>'
    )


def _html_cell(cell: Cell, tag: str) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if count > 1
    )
    align = f' style="text-align:{_ALIGN[cell.align]}"' if cell.align in _ALIGN else ""
    inner = "".join(f"<p>{_inline(part, False)}</p>" for part in cell.paragraphs)
    return f"<{tag}{spans}{align}>{inner}</{tag}>"

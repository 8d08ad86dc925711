"""One story of a file – body, header, note – as lines and grids in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from papidesk.domain.manuscript import Grid, Line, Part
from papidesk.domain.richtext import RichText
from papidesk.word.reading.boxes import Box, arranged
from papidesk.word.reading.formats import (
    NO_PARAGRAPH,
    NO_RUN,
    ParagraphSays,
    RunSays,
    over_paragraph,
    paragraph_says,
)
from papidesk.word.reading.grids import GridReader
from papidesk.word.reading.inline import PAGE_BREAK, Bit, Inline, chosen, mark_deleted
from papidesk.word.reading.names import MC, Element, W, value, whole
from papidesk.word.reading.numbers import Number, Numbering
from papidesk.word.reading.styles import StyleSheet
from papidesk.word.reading.wording import Recode, plain_bits, rich_text, unchanged, usual_size

_POINT = 20.0  # twips


class Story:
    """Reads the blocks of one part; counts lines, notes and findings as it goes.

    ``notes`` turns a reference ("f3", "e1") into the id of the note in the manuscript.
    """

    def __init__(
        self,
        styles: StyleSheet,
        numbering: Numbering,
        found: Counter[str],
        *,
        notes: Callable[[str], str],
        recode: Recode = unchanged,
    ) -> None:
        self.styles = styles
        self.found = found
        self.line = 0
        self._numbering = numbering
        self._inline = Inline(styles, found)
        self._notes = notes
        self._recode = recode
        self._kept: list[Bit] = []
        self._blank = False
        self._break = False
        self._sections: list[Element] = []
        self._section = 0
        self._grids = GridReader(self)

    def body(self, body: Element) -> list[Part]:
        """Return the parts of the document's body; sections tell landscape and page breaks."""
        self._sections = [one for one in body.iter(f"{W}sectPr") if _is_current(one)]
        return list(self.whole(body))

    def whole(self, parent: Element, table: RunSays = NO_RUN) -> Iterator[Part]:
        """Give the parts of ``parent``: the body, a cell, a note.

        Words before a deleted paragraph end go on in the next paragraph; the last ones have none.
        """
        yield from self.blocks(parent, table)
        if self._kept:
            bits, self._kept = self._kept, []
            self.line += 1
            yield from self._lines(bits, NO_PARAGRAPH, None, None)

    def blocks(self, parent: Element, table: RunSays = NO_RUN) -> Iterator[Part]:
        """Give the parts of all blocks in ``parent``, those inside content controls too."""
        for one in parent:
            tag = one.tag
            if tag == f"{W}p":
                yield from self._paragraph(one, table)
            elif tag == f"{W}tbl":
                yield from self._table(one)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.found["deleted"] += 1
            elif tag == f"{W}altChunk":
                self.found["chunk"] += 1
            elif tag == f"{MC}AlternateContent":
                yield from self.blocks(chosen(one), table)
            elif tag not in _NO_BLOCKS and len(one):
                yield from self.blocks(one, table)

    def _table(self, table: Element) -> Iterator[Part]:
        grid = self._grids.read(table)
        if grid is not None:
            yield grid

    def take_page_break(self) -> bool:
        """Tell whether a page break waits for the next part, and forget it."""
        waiting, self._break = self._break, False
        return waiting

    @property
    def landscape(self) -> bool:
        """Tell whether the current section lies on its side."""
        if self._section >= len(self._sections):
            return False
        size = self._sections[self._section].find(f"{W}pgSz")
        if size is None:
            return False
        wide = whole(size.get(f"{W}w")) > whole(size.get(f"{W}h"))
        return wide or size.get(f"{W}orient") == "landscape"

    def forget_blank(self) -> None:
        """Let no empty paragraph from before count for the next line."""
        self._blank = False

    def _paragraph(self, element: Element, table: RunSays) -> Iterator[Part]:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        bits = self._inline.read(element, style, table)
        boxes = self._inline.boxes
        if mark_deleted(properties):
            self._kept = [*self._kept, *bits]
            return
        if self._kept:
            bits, self._kept = [*self._kept, *bits], []
        before, after = arranged(boxes)
        yield from self._boxed(before, table)
        self.line += 1
        says = self._says(properties, style)
        if says.page_break:
            self._break = True
        number = self._number(says, properties, style)
        if bits:
            yield from self._lines(bits, says, number, style)
        else:
            self._blank = True
        yield from self._boxed(after, table)
        if self._sections and properties is not None and properties.find(_SECTION) is not None:
            self._next_section()

    def _boxed(self, rows: list[list[Box]], table: RunSays) -> Iterator[Part]:
        for row in rows:
            if len(row) > 1:
                yield from self._grids.side_by_side(row)
                continue
            for content in row[0].contents:
                yield from self.blocks(content, table)
            for text in row[0].texts:
                self.line += 1
                yield Line(text=RichText(text=text), line=self.line)

    def _next_section(self) -> None:
        self._section += 1
        if self._section < len(self._sections):
            kind = value(self._sections[self._section], "type")
            self._break = self._break or kind not in ("continuous", "nextColumn")

    def _says(self, properties: Element | None, style: str | None) -> ParagraphSays:
        """Return what holds for the paragraph; list levels are settled in :meth:`_number`."""
        base = self.styles.paragraph(style)
        own = paragraph_says(properties)
        return over_paragraph(own, base)

    def _number(
        self, says: ParagraphSays, properties: Element | None, style: str | None
    ) -> Number | None:
        if not says.number_id:
            return None
        level, own = says.level, paragraph_says(properties)
        if own.number_id is None and own.level is None:
            linked = self._numbering.level_of_style(says.number_id, style)
            if linked is None and level is None:
                by = self.styles.numbered_by(style)
                linked = self._numbering.level_of_style(says.number_id, by)
            level = linked if linked is not None else level
        return self._numbering.next(says.number_id, min(max(level or 0, 0), 8))

    def _lines(
        self, bits: list[Bit], says: ParagraphSays, number: Number | None, style: str | None
    ) -> Iterator[Line]:
        breaks = any(PAGE_BREAK in bit.text for bit in bits)
        for index, raw in enumerate(_between_page_breaks(bits)):
            if index:
                self._break = True
            part = plain_bits(raw, self._recode)
            text = rich_text(part, self._notes)
            if not text.text.strip():
                self._blank = self._blank or not breaks
                continue
            left, first = self._indents(says, number)
            yield Line(
                text=text,
                line=self.line,
                number=number.text if number is not None else "",
                list_level=number.level if number is not None else 0,
                bullet=number is not None and number.bullet,
                heading=self.styles.heading(style),
                align=says.align or "left",  # type: ignore[arg-type]
                indent=(left + first) / _POINT,
                size=usual_size(part),
                blank_before=self._blank,
                page_break=self.take_page_break(),
                landscape=self.landscape,
            )
            self._blank = False
            number = None

    @staticmethod
    def _indents(says: ParagraphSays, number: Number | None) -> tuple[int, int]:
        left = number.left if says.left is None and number is not None else says.left
        first = number.first if says.first is None and number is not None else says.first
        return left or 0, first or 0


def _between_page_breaks(bits: list[Bit]) -> Iterator[list[Bit]]:
    """Give the bits before, between and after the page breaks of a paragraph."""
    part: list[Bit] = []
    for bit in bits:
        if PAGE_BREAK not in bit.text:
            part.append(bit)
            continue
        pieces = bit.text.split(PAGE_BREAK)
        for piece in pieces[:-1]:
            part.append(Bit(piece, bit.look))
            yield part
            part = []
        part.append(Bit(pieces[-1], bit.look))
    yield part


def as_text(parts: list[Part]) -> str:
    """Return the words of ``parts``, a paragraph a line: headers, footers and notes are text."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Grid):
            lines += [line.text.text for row in part.rows for cell in row for line in cell.lines]
        else:
            lines.append(part.text.text)
    return "\n".join(line for line in lines if line.strip())


def _is_current(section: Element) -> bool:
    """Tell a section's properties from those it had before a tracked change."""
    parent = section.getparent()
    return parent is not None and parent.tag != f"{W}sectPrChange"


_SECTION = f"{W}sectPr"
_NO_BLOCKS = frozenset({f"{W}sectPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}tblPr", f"{W}tcPr"})

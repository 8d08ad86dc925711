"""A story shown in a QTextDocument: rendered where it differs, read back where it was typed in."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)

from papidesk.domain.blocks import Block, Cell, Heading, PageBreak, Table
from papidesk.domain.numbering import numbers
from ui.editor import story_edits
from ui.editor.story_formats import (
    Formats,
    characters,
    units,
)
from ui.editor.story_looks import Look, look_of
from ui.editor.story_places import Place, at, gap
from ui.editor.story_rows import (
    Lines,
    ViewRow,
    differing,
    hidden_by_qt,
    rows_of,
    same_shape,
    widened,
)
from ui.editor.story_table_view import (
    bottom_of,
    look_of_cell,
    patch_table,
    put_table,
    put_text,
    resize_table,
)
from ui.editor.story_text import (
    text_at,
    text_of,
)

Blocks = tuple[Block, ...]
# Qt hides an empty line beside a table; one with this sign in it is shown.
FILLER = "\u200b"


class StoryView:
    """Keeps a QTextDocument equal to a tuple of blocks.

    Every text block is one QTextBlock, a table is a QTextTable. Where a table is first, last or
    beside another one there is an empty QTextBlock that is no block of the story (a gap).
    """

    def __init__(self, document: QTextDocument, formats: Formats) -> None:
        self.document = document
        self.formats = formats
        self.blocks: Blocks = ()
        self.scheme = "roman"
        self.numbers: list[str] = []
        self._rows: list[ViewRow] = [None]
        self._lines: list[Lines | None] = [None]
        self._labels: list[str] = [""]  # the number each heading was given room for
        self._late: list[int] = []  # rows whose number needs another room now
        self._place_rows()

    # ---- showing ------------------------------------------------------------------------------

    def show(self, blocks: Blocks, scheme: str) -> None:
        """Show ``blocks`` from the beginning."""
        self.document.clear()
        self.blocks, self.scheme = (), scheme
        self._rows, self._lines, self._labels = [None], [None], [""]
        self.numbers, self._late = [], []
        self._place_rows()
        self.change(blocks, stale=0)
        self.give_room()

    def give_room(self) -> None:
        """Leave room above the first title, where "Chương I" stands, and below the last line."""
        frame = self.document.rootFrame().frameFormat()
        frame.setTopMargin(self.document.documentMargin() + self.formats.points(12))
        frame.setBottomMargin(self.document.documentMargin() + self.formats.points(60))
        self.document.rootFrame().setFrameFormat(frame)

    def change(self, blocks: Blocks, stale: int = -1) -> None:
        """Show ``blocks`` in place of those shown, touching only what differs.

        ``stale`` is a row that must be shown anew although its block is the same.
        """
        old, new = self._rows, rows_of(blocks)
        begin, tail = differing(old, new, stale)
        counted = numbers(blocks, self.scheme)
        if begin == len(old) - tail == len(new) - tail:
            self.blocks = blocks
            return
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        if not self._patched(begin, tail, new):
            begin, tail = widened(old, new, begin, tail)
            self._render(cursor, (begin, tail), new, counted)
        self.blocks, self.numbers = blocks, counted
        self._place_rows()
        cursor.endEditBlock()
        self._find_late(len(new) - tail)

    def adopt(self, place: Place, blocks: Blocks) -> None:
        """Take ``blocks``, which differ in the text at ``place`` only, as what is shown."""
        self.blocks = blocks
        self._rows[self._row_of[place.block]] = blocks[place.block]

    def _place_rows(self) -> None:
        counts = [1 if lines is None else len(lines.order) for lines in self._lines]
        self._starts = list(accumulate(counts, initial=0))
        self._index: list[int] = []
        self._row_of: list[int] = []
        for number, row in enumerate(self._rows):
            self._index.append(len(self._row_of))
            if row is not None:
                self._row_of.append(number)

    def _render(
        self,
        cursor: QTextCursor,
        kept: tuple[int, int],
        new: list[ViewRow],
        counted: list[str],
    ) -> None:
        begin, tail = kept
        old_end, new_end = len(self._rows) - tail, len(new) - tail
        first = self.document.findBlockByNumber(self._starts[begin])
        last = self.document.findBlockByNumber(self._starts[old_end] - 1)
        cursor.setPosition(first.position())
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        index = sum(1 for row in new[:begin] if row is not None)
        fresh = True
        made: list[Lines | None] = []
        labels: list[str] = []
        for number in range(begin, new_end):
            row = new[number]
            labels.append(counted[index] if row is not None else "")
            if isinstance(row, Table):
                made.append(put_table(cursor, row, self.formats))
                fresh = True
            else:
                if not fresh:
                    cursor.insertBlock()
                self._put_block(cursor, row, labels[-1])
                if row is not None and hidden_by_qt(new, number):
                    cursor.insertText(FILLER)
                made.append(None)
                fresh = False
            index += row is not None
        self._rows[begin:old_end] = new[begin:new_end]
        self._lines[begin:old_end] = made
        self._labels[begin:old_end] = labels
        grown = new_end - old_end
        self._late = [
            row if row < begin else row + grown
            for row in self._late
            if row < begin or row >= old_end
        ]

    def look(self, block: Block) -> Look:
        """Return the look of a text block."""
        return look_of(block, self.scheme, self.formats.base)

    def label(self, index: int) -> str:
        """Return the number or sign that stands before block ``index``."""
        block = self.blocks[index]
        return self.numbers[index] if isinstance(block, Heading) else self.look(block).sign

    def _put_block(self, cursor: QTextCursor, row: ViewRow, number: str) -> None:
        if row is None:
            look = look_of(story_edits.Paragraph(), self.scheme, self.formats.base)
            cursor.setBlockFormat(self.formats.block(look))
            cursor.setBlockCharFormat(self.formats.char(look))
            cursor.setCharFormat(self.formats.char(look))
            return
        look = self.look(row)
        label = number if isinstance(row, Heading) else look.sign
        cursor.setBlockFormat(self.formats.block(look, self.formats.label_width(look, label)))
        put_text(cursor, text_of(row), look, self.formats)

    def cell_look(self, table: Table, row: int, cell: Cell) -> Look:
        """Return the look of a cell's paragraphs."""
        return look_of_cell(self.formats, table, row, cell)

    def _patched(self, begin: int, tail: int, new: list[ViewRow]) -> bool:
        """Show a table by its cells or rows that differ; False when that is not all."""
        old = self._rows
        if begin != len(old) - tail - 1 or begin != len(new) - tail - 1:
            return False
        was, now = old[begin], new[begin]
        lines = self._lines[begin]
        if not isinstance(was, Table) or not isinstance(now, Table) or lines is None:
            return False
        show = patch_table if same_shape(was, now) else resize_table
        made = show(self.document, self._starts[begin], lines, (was, now), self.formats)
        if made is None:
            return False
        self._rows[begin], self._lines[begin] = now, made
        return True

    def lines_of(self, index: int) -> Lines | None:
        """Return the lines of block ``index``; None when it is no table."""
        return self._lines[self._row_of[index]]

    def table_bottom(self, index: int) -> float:
        """Return where the last line of a table is, in px of the document."""
        lines = self.lines_of(index)
        first = self._starts[self._row_of[index]]
        return bottom_of(self.document, first, lines, self.formats) if lines else 0.0

    def is_seam(self, line: QTextBlock) -> bool:
        """Tell whether a line is one between two parts of a table."""
        row = self.row_at(line)
        lines = self._lines[row] if row < len(self._rows) else None
        return lines is not None and not lines.is_cell(line.blockNumber() - self._starts[row])

    def _find_late(self, from_row: int) -> None:
        """Note the headings whose number needs another room than the one they were shown with."""
        begin = min([from_row, *self._late[:1]])
        self._late = []
        for row in range(begin, len(self._rows)):
            block = self._rows[row]
            if isinstance(block, Heading):
                label, shown_with = self.numbers[self._index[row]], self._labels[row]
                if label == shown_with:
                    continue
                look = self.look(block)
                if self.formats.label_width(look, label) != self.formats.label_width(
                    look, shown_with
                ):
                    self._late.append(row)
                else:
                    self._labels[row] = label

    @property
    def settled(self) -> bool:
        """Tell whether every number has the room it needs."""
        return not self._late

    def settle(self, first: int, last: int, most: int = 1 << 30) -> None:
        """Make room for the numbers of rows ``first`` to ``last``, at most so many.

        Not within the edit that changed them: there Qt would lay out all that lies between.
        """
        chosen = [row for row in self._late if first <= row <= last][:most]
        for row in chosen:
            index = self._index[row]
            look = self.look(self.blocks[index])
            self._labels[row] = label = self.numbers[index]
            width = self.formats.label_width(look, label)
            QTextCursor(self.block_of(index)).setBlockFormat(self.formats.block(look, width))
        self._late = [row for row in self._late if row not in set(chosen)]

    # ---- places -------------------------------------------------------------------------------

    def block_of(self, index: int) -> QTextBlock:
        """Return the (first) QTextBlock of block ``index``."""
        return self.document.findBlockByNumber(self._starts[self._row_of[index]])

    def line_of(self, place: Place) -> QTextBlock:
        """Return the QTextBlock a place stands in."""
        if place.block >= len(self._row_of):
            return self.document.lastBlock()
        row = self._row_of[place.block]
        lines = self._lines[row]
        if lines is None:
            return self.document.findBlockByNumber(self._starts[row])
        if not place.in_cell:
            return self.document.findBlockByNumber(self._starts[row] - 1)
        number = lines.number.get((place.row, place.cell, place.paragraph), 0)
        return self.document.findBlockByNumber(self._starts[row] + number)

    def position_of(self, place: Place) -> int:
        """Return the position of a place in the QTextDocument."""
        line = self.line_of(place)
        text = text_at(self.blocks, place).text
        offset = units(text, max(0, min(place.offset, len(text))))
        return line.position() + min(offset, max(0, line.length() - 1))

    def place_of(self, position: int) -> Place:
        """Return the place of a position of the QTextDocument."""
        return self.place_in(self.document.findBlock(position), position)

    def place_in(self, line: QTextBlock, position: int) -> Place:
        """Return the place of a position that lies in ``line``."""
        number = line.blockNumber()
        row = bisect_right(self._starts, number) - 1
        if row >= len(self._rows):
            return gap(len(self.blocks))
        index = self._index[row]
        offset = position - line.position()
        lines = self._lines[row]
        if lines is not None:
            number -= self._starts[row]
            # A seam stands for the cell behind it.
            r, c, p = lines.order[number if lines.is_cell(number) else number + 1]
            offset = offset if lines.is_cell(number) else 0
            place = Place(index, r, c, p)
            if c < 0 or not offset:
                return place
            text = text_at(self.blocks, place).text
            return place.moved(characters(text, offset) if text else 0)
        block = self._rows[row]
        if block is None:
            return gap(index)
        if isinstance(block, PageBreak):
            return at(index)
        text = text_of(block).text
        return at(index, characters(text, offset) if text else 0)

    def around_seam(self, seam: QTextBlock, column: int) -> tuple[Place, Place]:
        """Return the cells above and below a seam, in a column of the grid."""
        row = self.row_at(seam)
        index, lines = self._index[row], self._lines[row]
        assert lines is not None
        below = lines.order[seam.blockNumber() - self._starts[row]][0]
        found = [lines.grid.at(r, column) for r in (below - 1, below)]
        above, under = (
            Place(index, s.row, s.index) if s else Place(index, r, -1, column)
            for s, r in zip(found, (below - 1, below), strict=True)
        )
        return above, under

    def first_line_beside(self, line: QTextBlock) -> int:
        """Return the number of the first line of a cell that reaches as far down as ``line``."""
        row = self.row_at(line)
        lines = self._lines[row]
        if lines is None:
            return line.blockNumber()
        r = lines.order[line.blockNumber() - self._starts[row]][0]
        while r and r in lines.joined:
            r -= 1
        return self._starts[row] + lines.begins[r]

    def beyond_cell_row(
        self, line: QTextBlock, bottom: float, layout: QAbstractTextDocumentLayout
    ) -> bool:
        """Tell whether a cell's line and the first line of its grid row both lie below."""
        row = self.row_at(line)
        lines = self._lines[row]
        if lines is None:
            return True
        number = line.blockNumber() - self._starts[row]
        r = lines.order[number][0]
        while number and lines.order[number - 1][0] == r:
            number -= 1
        first = self.document.findBlockByNumber(self._starts[row] + number)
        return layout.blockBoundingRect(first).top() > bottom

    def needs_filler(self, row: int) -> bool:
        """Tell whether a row must hold a filler, its text being what the blocks say."""
        return hidden_by_qt(self._rows, row)

    @property
    def intact(self) -> bool:
        """Tell whether the view has as many lines as the story needs."""
        return self.document.blockCount() == self._starts[-1]

    def row_at(self, line: QTextBlock) -> int:
        """Return the row of the view a line belongs to."""
        return bisect_right(self._starts, line.blockNumber()) - 1

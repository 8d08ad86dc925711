"""Tables: which cells begin where, how far they reach, and whether their lines are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from papidesk.domain.manuscript import Grid, GridCell, Line, Part
from papidesk.domain.richtext import RichText
from papidesk.word.reading.borders import Borders
from papidesk.word.reading.boxes import Box
from papidesk.word.reading.formats import NO_RUN, RunSays
from papidesk.word.reading.inline import chosen
from papidesk.word.reading.names import MC, VAL, Element, W, flag, value, whole
from papidesk.word.reading.styles import StyleSheet

_MAX_COLUMNS = 500


class Reader(Protocol):
    """What a grid needs of the story it stands in."""

    line: int
    styles: StyleSheet

    def whole(self, parent: Element, table: RunSays = ...) -> Iterator[Part]:
        """Give all parts in ``parent``, what a deleted paragraph end left over too."""

    def take_page_break(self) -> bool:
        """Tell whether a page break waits."""

    def forget_blank(self) -> None:
        """Let no empty paragraph count for the next line."""

    @property
    def landscape(self) -> bool:
        """Tell whether the section lies on its side."""


class GridReader:
    """Reads tables for one story."""

    def __init__(self, story: Reader) -> None:
        self._story = story

    def read(self, table: Element) -> Grid | None:
        """Return ``table`` as a grid; None when it has no rows."""
        properties = table.find(f"{W}tblPr")
        style = value(properties, "tblStyle")
        look = properties.find(f"{W}tblLook") if properties is not None else None
        rows = list(_children(table, f"{W}tr"))
        if not rows:
            return None
        page_break, landscape = self._story.take_page_break(), self._story.landscape
        first_line = self._story.line + 1
        plain = self._story.styles.table_run(style, first_row=False)
        first = plain
        if _marks_first_row(look):
            first = self._story.styles.table_run(style, first_row=True)
        grid = self._cells(rows, first, plain)
        self._story.forget_blank()
        borders = Borders(self._story.styles.table_chain(style), properties)
        return Grid(
            rows=grid,
            line=first_line,
            widths=_widths(table, rows),
            header_rows=_header_rows(rows),
            borders=borders.drawn(rows),
            page_break=page_break,
            landscape=landscape,
        )

    def side_by_side(self, boxes: Sequence[Box]) -> Iterator[Grid]:
        """Give boxes that stand beside each other as a table of one row without lines."""
        line = self._story.line + 1
        cells = []
        for box in boxes:
            lines = [line for content in box.contents for line in self._lines(content, NO_RUN)]
            for text in box.texts:
                self._story.line += 1
                lines.append(Line(text=RichText(text=text), line=self._story.line))
            cells.append(GridCell(lines=tuple(lines)))
        yield Grid(rows=(tuple(cells),), line=line, borders=False)

    def _lines(self, parent: Element, table: RunSays) -> list[Line]:
        """Return the lines in a cell; a table in it is read row by row."""
        self._story.forget_blank()
        lines: list[Line] = []
        for part in self._story.whole(parent, table):
            if isinstance(part, Line):
                lines.append(part)
            else:
                lines += [line for row in part.rows for cell in row for line in cell.lines]
        return lines

    def _cells(
        self, rows: list[Element], first: RunSays, plain: RunSays
    ) -> tuple[tuple[GridCell, ...], ...]:
        grid: list[_RowCells] = []
        above: dict[int, _Open] = {}
        for index, row in enumerate(rows):
            cells = _RowCells(above)
            cells.blank(_skipped(row, "gridBefore"))
            for cell in _children(row, f"{W}tc"):
                lines = self._lines(cell, first if index == 0 else plain)
                cells.add(cell.find(f"{W}tcPr"), lines)
            cells.blank(_skipped(row, "gridAfter"))
            grid.append(cells)
            above = cells.below
        return tuple(
            tuple(
                GridCell(lines=tuple(cell.lines), colspan=cell.colspan, rowspan=cell.rowspan)
                for cell in row.cells
            )
            for row in grid
        )


class _Open:
    """A cell while it is read: how far it reaches, and the lines found in it so far."""

    __slots__ = ("colspan", "lines", "rowspan")

    def __init__(self, colspan: int, lines: list[Line]) -> None:
        self.colspan, self.rowspan, self.lines = colspan, 1, lines


class _RowCells:
    """The cells of one row: those that begin in it, and those that may reach further down."""

    def __init__(self, above: dict[int, _Open]) -> None:
        self.cells: list[_Open] = []
        self.below: dict[int, _Open] = {}
        self._above = above
        self._column = 0

    def blank(self, columns: int) -> None:
        """Leave out columns of the grid, as an empty cell."""
        if columns:
            self.cells.append(_Open(columns, []))
            self._column += columns

    def add(self, properties: Element | None, lines: list[Line]) -> None:
        """Take in the next cell: a new one, or one that goes on from the left or from above."""
        span = min(max(whole(value(properties, "gridSpan"), 1), 1), _MAX_COLUMNS)
        down = properties.find(f"{W}vMerge") if properties is not None else None
        across = properties.find(f"{W}hMerge") if properties is not None else None
        column, self._column = self._column, self._column + span
        if across is not None and across.get(VAL) != "restart" and self.cells:
            self.cells[-1].lines.extend(lines)
            self.cells[-1].colspan += span
            return
        going_on = down is not None and down.get(VAL) != "restart"
        opened = self._above.get(column) if going_on else None
        if opened is not None and opened.colspan == span:
            opened.lines.extend(lines)  # Word shows none there, but a word is never dropped
            opened.rowspan += 1
        else:
            opened = _Open(span, lines)
            self.cells.append(opened)
        if down is not None:
            self.below[column] = opened


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Give rows or cells, also those inside content controls and insertions."""
    for one in parent:
        if one.tag == tag:
            if not _is_deleted(one):
                yield one
        elif one.tag == f"{MC}AlternateContent":
            yield from _children(chosen(one), tag)
        elif one.tag in _WRAPPERS:
            yield from _children(one, tag)


def _is_deleted(element: Element) -> bool:
    row, cell = element.find(f"{W}trPr/{W}del"), element.find(f"{W}tcPr/{W}cellDel")
    return row is not None or cell is not None


def _skipped(row: Element, tag: str) -> int:
    return min(max(whole(value(row.find(f"{W}trPr"), tag)), 0), _MAX_COLUMNS)


def _marks_first_row(look: Element | None) -> bool:
    if look is None:
        return True
    if look.get(f"{W}firstRow") is not None:
        return look.get(f"{W}firstRow") in ("1", "true", "on")
    try:
        return bool(int(look.get(f"{W}val", "0"), 16) & 0x20)
    except ValueError:
        return False


def _header_rows(rows: list[Element]) -> int:
    count = 0
    for row in rows:
        if not flag(row.find(f"{W}trPr"), "tblHeader"):
            break
        count += 1
    return count


def _widths(table: Element, rows: list[Element]) -> tuple[float, ...]:
    """Return the shares of the columns as the table's grid, else its first row says them."""
    grid = table.find(f"{W}tblGrid")
    widths = [whole(one.get(f"{W}w")) for one in grid] if grid is not None else []
    if not sum(widths) or min(widths) < 0:
        widths = []
        for cell in _children(rows[0], f"{W}tc"):
            size = cell.find(f"{W}tcPr/{W}tcW")
            widths.append(whole(size.get(f"{W}w")) if size is not None else 0)
            if whole(value(cell.find(f"{W}tcPr"), "gridSpan"), 1) > 1:
                return ()
    total = sum(widths)
    if total <= 0 or min(widths) < 0 or len(widths) > _MAX_COLUMNS:
        return ()
    return tuple(round(width / total, 4) for width in widths)


_WRAPPERS = frozenset(
    {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"}
)

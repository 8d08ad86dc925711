"""Tables as grids: rows and columns added and removed, cells merged and split."""

from __future__ import annotations

from typing import NamedTuple

from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText

MOST_COLUMNS = 60
MOST_ROWS = 5000
ROWS_WEIGHED = 60  # so many rows tell how wide the columns must be


class Spread(NamedTuple):
    """A cell on the grid: where it begins, how far it reaches, and its index in its row."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell
    index: int = -1

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.row + self.rows

    @property
    def right(self) -> int:
        """The first column behind it."""
        return self.column + self.columns

    def meets(self, top: int, left: int, bottom: int, right: int) -> bool:
        """Tell whether it lies partly in the rectangle (ends not included)."""
        return self.row < bottom and top < self.bottom and self.column < right and left < self.right


class Grid(NamedTuple):
    """A table's cells on their grid."""

    spreads: tuple[Spread, ...]
    rows: int
    columns: int

    def at(self, row: int, column: int) -> Spread | None:
        """Return the cell that covers a place of the grid."""
        found = (s for s in self.spreads if s.meets(row, column, row + 1, column + 1))
        return next(found, None)

    def of_cell(self, row: int, index: int) -> Spread | None:
        """Return where the ``index``-th cell of a row lies."""
        return next((s for s in self.spreads if s.row == row and s.index == index), None)


def grid_of(table: Table) -> Grid:
    """Return where each cell lies; cells of ragged rows are never lost, holes may be left."""
    taken: set[tuple[int, int]] = set()
    spreads = []
    count = len(table.rows)
    for r, row in enumerate(table.rows):
        column = 0
        for index, cell in enumerate(row.cells):
            while (r, column) in taken:
                column += 1
            rows = max(1, min(cell.rowspan, count - r))
            columns = 1
            while columns < cell.colspan and (r, column + columns) not in taken:
                columns += 1
            if rows > 1:
                taken.update(
                    (r + down, column + across)
                    for down in range(1, rows)
                    for across in range(columns)
                )
            spreads.append(Spread(r, column, rows, columns, cell, index))
            column += columns
    columns = max((s.right for s in spreads), default=1)
    return Grid(tuple(spreads), max(1, count), columns)


def table_of(table: Table, spreads: list[Spread], rows: int, columns: int) -> Table:
    """Return ``table`` with the cells of a grid; holes become empty cells."""
    taken = {
        (r, c) for s in spreads for r in range(s.row, s.bottom) for c in range(s.column, s.right)
    }
    holes = [
        Spread(r, c, 1, 1, Cell())
        for r in range(rows)
        for c in range(columns)
        if (r, c) not in taken
    ]
    made: list[list[Cell]] = [[] for _ in range(rows)]
    for s in sorted([*spreads, *holes], key=lambda s: (s.row, s.column)):
        made[s.row].append(replace(s.cell, colspan=s.columns, rowspan=s.rows))
    return replace(table, rows=tuple(Row(cells=tuple(cells)) for cells in made))


def filled(table: Table) -> Table:
    """Return ``table`` with an empty cell in every hole of its grid."""
    grid = grid_of(table)
    return table_of(table, list(grid.spreads), grid.rows, grid.columns)


def made(rows: int, columns: int) -> Table:
    """Return an empty table whose first row is its head."""
    row = Row(cells=tuple(Cell() for _ in range(max(1, columns))))
    return Table(rows=tuple(row for _ in range(max(1, rows))), header_rows=1 if rows > 1 else 0)


def with_row(table: Table, at: int) -> Table:
    """Return ``table`` with an empty row before row ``at``; cells that reach over it grow."""
    grid = grid_of(table)
    spreads = []
    for s in grid.spreads:
        if s.row >= at:
            spreads.append(s._replace(row=s.row + 1))
        elif s.bottom > at:
            spreads.append(s._replace(rows=s.rows + 1))
        else:
            spreads.append(s)
    heads = table.header_rows + (1 if at < table.header_rows else 0)
    return table_of(replace(table, header_rows=heads), spreads, grid.rows + 1, grid.columns)


def with_column(table: Table, at: int) -> Table:
    """Return ``table`` with an empty column before column ``at``."""
    grid = grid_of(table)
    spreads = []
    for s in grid.spreads:
        if s.column >= at:
            spreads.append(s._replace(column=s.column + 1))
        elif s.right > at:
            spreads.append(s._replace(columns=s.columns + 1))
        else:
            spreads.append(s)
    widths = table.widths
    if len(widths) == grid.columns:
        share = widths[max(0, at - 1)] / 2
        halved = list(widths)
        halved[max(0, at - 1)] = share
        widths = (*halved[:at], share, *halved[at:])
    return table_of(replace(table, widths=widths), spreads, grid.rows, grid.columns + 1)


def without_rows(table: Table, first: int, last: int) -> Table | None:
    """Return ``table`` without rows ``first`` to ``last``; None when none is left."""
    grid = grid_of(table)
    gone = last - first + 1
    if gone >= grid.rows:
        return None
    spreads = []
    for s in grid.spreads:
        kept = [r for r in range(s.row, s.bottom) if not first <= r <= last]
        if kept:
            top = kept[0] if kept[0] < first else kept[0] - gone
            spreads.append(s._replace(row=top, rows=len(kept)))
    heads = len([r for r in range(table.header_rows) if not first <= r <= last])
    new = replace(table, header_rows=min(heads, grid.rows - gone - 1))
    return table_of(new, spreads, grid.rows - gone, grid.columns)


def without_columns(table: Table, first: int, last: int) -> Table | None:
    """Return ``table`` without columns ``first`` to ``last``; None when none is left."""
    grid = grid_of(table)
    gone = last - first + 1
    if gone >= grid.columns:
        return None
    spreads = []
    for s in grid.spreads:
        kept = [c for c in range(s.column, s.right) if not first <= c <= last]
        if kept:
            left = kept[0] if kept[0] < first else kept[0] - gone
            spreads.append(s._replace(column=left, columns=len(kept)))
    widths = table.widths
    if len(widths) == grid.columns:
        widths = shares([*widths[:first], *widths[last + 1 :]])
    return table_of(replace(table, widths=widths), spreads, grid.rows, grid.columns - gone)


def rectangle(table: Table, cells: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Return the top, left, bottom, right (ends not included) that whole ``cells`` take."""
    grid = grid_of(table)
    chosen = [s for s in grid.spreads if (s.row, s.index) in set(cells)]
    if not chosen:
        return 0, 0, 0, 0
    box = _around(chosen)
    while True:
        inside = [s for s in grid.spreads if s.meets(*box)]
        grown = _around(inside)
        if grown == box:
            return box
        box = grown


def _around(spreads: list[Spread]) -> tuple[int, int, int, int]:
    return (
        min(s.row for s in spreads),
        min(s.column for s in spreads),
        max(s.bottom for s in spreads),
        max(s.right for s in spreads),
    )


def cells_in(table: Table, box: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Return the row and index of each cell in a rectangle."""
    return [(s.row, s.index) for s in grid_of(table).spreads if s.meets(*box)]


def merged(table: Table, cells: list[tuple[int, int]]) -> Table:
    """Return ``table`` with ``cells`` as one cell that keeps all their words."""
    top, left, bottom, right = box = rectangle(table, cells)
    grid = grid_of(table)
    inside = [s for s in grid.spreads if s.meets(*box)]
    if len(inside) < 2:
        return table
    texts: tuple[RichText, ...] = tuple(p for s in inside for p in s.cell.paragraphs if p.text)
    one = Spread(top, left, bottom - top, right - left, replace(inside[0].cell, paragraphs=texts))
    rest = [s for s in grid.spreads if s not in inside]
    return table_of(table, [*rest, one], grid.rows, grid.columns)


def split(table: Table, row: int, index: int) -> Table:
    """Return ``table`` with a merged cell cut into single ones; the first keeps the words."""
    grid = grid_of(table)
    found = grid.of_cell(row, index)
    if found is None or (found.rows == 1 and found.columns == 1):
        return table
    rest = [s for s in grid.spreads if s is not found]
    single = found._replace(rows=1, columns=1)
    return table_of(table, [*rest, single], grid.rows, grid.columns)


def shares(widths: list[float]) -> tuple[float, ...]:
    """Return ``widths`` as shares of 1."""
    total = sum(widths)
    return tuple(width / total for width in widths) if total > 0 else ()


def column_shares(table: Table, grid: Grid) -> tuple[float, ...]:
    """Return the columns' shares of the width: the table's own, else by what the cells hold."""
    if len(table.widths) == grid.columns and min(table.widths) > 0:
        return shares(list(table.widths))
    needs = [4.0] * grid.columns
    for s in grid.spreads:
        if s.columns == 1 and s.row < ROWS_WEIGHED:
            text = s.cell.text
            longest = max((len(word) for word in text.split()), default=0)
            needs[s.column] = max(needs[s.column], longest + 2.0, min(len(text), 400) ** 0.75)
    return shares(needs)

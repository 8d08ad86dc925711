"""The rows of a story's view: blocks and gaps, the lines of tables, and what differs of them."""

from __future__ import annotations

from typing import NamedTuple

from papidesk.domain.blocks import Block, PageBreak, Table
from ui.editor.story_tables import Grid, Spread, grid_of
from ui.editor.story_text import paragraphs

Blocks = tuple[Block, ...]
# A row of the view: a block, or None for the empty line Qt needs before and after a table.
ViewRow = Block | None
SEAM = -2  # instead of a cell: the line between two parts of a table
# How many cells Qt lays out anew for each letter typed in a table: few enough to go unnoticed.
CELLS_OF_A_PART = 24
# A part may grow so far by rows put in before the table is parted anew.
MOST_CELLS_OF_A_PART = 120


class Lines(NamedTuple):
    """Which cell's paragraph each line of a table is, and the parts it is shown in.

    Holes of the grid have cell -1, seams between parts have cell :data:`SEAM`. ``parts`` are the
    rows that parts begin with, ``begins`` the number of the first line of each row, ``joined`` the
    rows that a merged cell joins with the one above. ``grid`` and ``cells`` (by row and index)
    tell where cells lie; what is in them may have changed since.
    """

    order: list[tuple[int, int, int]]
    number: dict[tuple[int, int, int], int]
    grid: Grid
    parts: list[int]
    begins: dict[int, int]
    joined: set[int]
    cells: dict[tuple[int, int], Spread]

    def is_cell(self, number: int) -> bool:
        """Tell a line of a cell from a seam."""
        return self.order[number][1] != SEAM


def lines_of(table: Table, parts: set[int] | None = None) -> Lines:
    """Return the lines of a table in the order Qt keeps them, in ``parts`` where they are given."""
    grid = grid_of(table)
    taken = {
        (r, c): s
        for s in grid.spreads
        for r in range(s.row, s.bottom)
        for c in range(s.column, s.right)
    }
    parts = parts_of(grid) if parts is None else parts
    order: list[tuple[int, int, int]] = []
    begins: dict[int, int] = {}
    for r in range(grid.rows):
        if r and r in parts:
            order.append((r, SEAM, 0))
        begins[r] = len(order)
        for c in range(grid.columns):
            spread = taken.get((r, c))
            if spread is None:
                order.append((r, -1, c))
            elif (spread.row, spread.column) == (r, c):
                order += [(r, spread.index, p) for p in range(len(paragraphs(spread.cell)))]
    return Lines(
        order,
        {line: n for n, line in enumerate(order)},
        grid,
        sorted(parts),
        begins,
        joined_rows(grid),
        {(s.row, s.index): s for s in grid.spreads},
    )


def parts_of(grid: Grid) -> set[int]:
    """Return the rows a table's parts begin with: short ones, cut through no merged cell."""
    least = max(1, CELLS_OF_A_PART // grid.columns)
    joined = joined_rows(grid)
    parts, last = {0}, 0
    for r in range(1, grid.rows):
        if r - last >= least and r not in joined:
            parts.add(r)
            last = r
    return parts


def joined_rows(grid: Grid) -> set[int]:
    """Return the rows that a merged cell joins with the one above."""
    return {r for s in grid.spreads for r in range(s.row + 1, s.bottom)}


def same_shape(old: Table, new: Table) -> bool:
    """Tell whether two tables have the same cells at the same places, whatever is in them."""
    return len(old.rows) == len(new.rows) and all(
        [(c.colspan, c.rowspan) for c in a.cells] == [(c.colspan, c.rowspan) for c in b.cells]
        for a, b in zip(old.rows, new.rows, strict=True)
    )


def rows_of(blocks: Blocks) -> list[ViewRow]:
    """Return the rows that show ``blocks``: gaps stand where Qt needs a line outside tables."""
    rows: list[ViewRow] = []
    for block in blocks:
        if isinstance(block, Table) and (not rows or isinstance(rows[-1], Table)):
            rows.append(None)
        rows.append(block)
    if not rows or isinstance(rows[-1], Table):
        rows.append(None)
    return rows


def hidden_by_qt(rows: list[ViewRow], at: int) -> bool:
    """Tell whether a row is a line that Qt would hide: empty, and beside a table."""
    row = rows[at]
    if isinstance(row, PageBreak):
        return True
    if row is None or isinstance(row, Table) or row.text:
        return False
    return any(isinstance(other, Table) for other in rows[max(0, at - 1) : at + 2])


def differing(old: list[ViewRow], new: list[ViewRow], stale: int) -> tuple[int, int]:
    """Return how many rows at the beginning and at the end stay as they are."""
    most = min(len(old), len(new))
    begin = 0
    while begin < most and begin != stale and _equal(old[begin], new[begin]):
        begin += 1
    tail = 0
    while (
        tail < most - begin
        and len(old) - 1 - tail != stale
        and _equal(old[len(old) - 1 - tail], new[len(new) - 1 - tail])
    ):
        tail += 1
    return begin, tail


def _equal(a: ViewRow, b: ViewRow) -> bool:
    return a is b or (a == b and a is not None and b is not None)


def widened(old: list[ViewRow], new: list[ViewRow], begin: int, tail: int) -> tuple[int, int]:
    """Widen what is shown anew until both sides begin and end with a line outside tables."""

    def awkward(rows: list[ViewRow], at: int, stop: int) -> bool:
        return begin >= stop or isinstance(rows[at], Table)

    while begin and (awkward(old, begin, len(old) - tail) or awkward(new, begin, len(new) - tail)):
        begin -= 1
    while tail and (
        begin >= len(old) - tail
        or begin >= len(new) - tail
        or isinstance(old[len(old) - tail - 1], Table)
        or isinstance(new[len(new) - tail - 1], Table)
    ):
        tail -= 1
    return begin, tail

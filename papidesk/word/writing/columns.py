"""A table as a grid: where cells stand, how wide columns are, what size the text has.

The decisions are those of the printed page, so that both break their lines alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from papidesk.domain.blocks import Cell, Table
from papidesk.domain.paper_columns import Needs, shared
from papidesk.domain.wording import NBSP
from papidesk.word.writing.form import Form
from papidesk.word.writing.metrics import width_pt

# From this many columns on a table in an upright page would have columns of 16 mm and less.
LANDSCAPE_COLUMNS = 10
# A longer "word" (an address, a code) does not make the whole table's type smaller: it is broken.
_LONGEST_WORD = 14
_NARROW_PADDING = 1.0
_NARROW = 30.0
_EMPTY = Cell()


class Place(NamedTuple):
    """A cell in the grid; ``continued`` marks the lower rows of one that reaches down."""

    cell: Cell
    column: int
    columns: int
    rows: int
    continued: bool = False


class Columns(NamedTuple):
    """Widths in points, type size, padding at the sides."""

    widths: tuple[float, ...]
    size: float
    padding: float


def needs_landscape(table: Table) -> bool:
    """Tell whether a table is too wide for an upright page (mục I.2 allows turning the page)."""
    return table.columns >= LANDSCAPE_COLUMNS


def places(table: Table) -> list[list[Place]]:
    """Return each row's cells from left to right, every column covered exactly once.

    Cells reached into from above are there as continued; gaps of uneven rows are filled with
    empty cells; a cell pushed out of the grid by an impossible span is added to the last one.
    """
    total, count = len(table.rows), table.columns
    above: dict[int, Place] = {}
    left_of: dict[int, int] = {}
    grid: list[list[Place]] = []
    for index, row in enumerate(table.rows):
        waiting = list(row.cells)
        placed: list[Place] = []
        column = 0
        while column < count:
            reaching = above.get(column)
            if reaching is not None and left_of.get(column, 0) > 0:
                left_of[column] -= 1
                placed.append(reaching._replace(continued=True))
            else:
                placed.append(_next(waiting, column, _free(column, count, left_of), total - index))
                above[column] = placed[-1]
                left_of[column] = placed[-1].rows - 1
            column += placed[-1].columns
        if waiting:
            placed = _with_rest(placed, waiting)
        grid.append(placed)
    return grid


def _free(column: int, count: int, left_of: dict[int, int]) -> int:
    """Return how many columns from ``column`` on nothing from above reaches into."""
    free = 0
    while column + free < count and left_of.get(column + free, 0) <= 0:
        free += 1
    return free


def _next(waiting: list[Cell], column: int, room: int, rows: int) -> Place:
    if not waiting:
        return Place(_EMPTY, column, 1, 1)
    cell = waiting.pop(0)
    span = max(1, min(cell.colspan, room))
    return Place(cell, column, span, max(1, min(cell.rowspan, rows)))


def _with_rest(placed: list[Place], waiting: Sequence[Cell]) -> list[Place]:
    last = max((i for i, place in enumerate(placed) if not place.continued), default=-1)
    if last < 0:
        return placed
    cell = placed[last].cell
    more = tuple(part for rest in waiting for part in rest.paragraphs)
    joined = Cell(
        paragraphs=(*cell.paragraphs, *more), colspan=cell.colspan, rowspan=cell.rowspan,
        align=cell.align,
    )  # fmt: skip
    placed[last] = placed[last]._replace(cell=joined)
    return placed


def columns(form: Form, table: Table, grid: Sequence[Sequence[Place]], width: float) -> Columns:
    """Return columns that fill ``width`` points, by the table's shares or else by its contents.

    Type is made smaller, down to the profile's least size, until ordinary words fit their column.
    """
    count = max(1, table.columns)
    layout = form.profile.table
    padding = layout.padding_pt if width / count > _NARROW else _NARROW_PADDING
    given = len(table.widths) == count and min(table.widths) > 0
    found = _contents(table, grid, count)
    size = form.size("table_cell")
    while True:
        needs = _needs(found, size, padding)
        if given:
            total = sum(table.widths)
            widths = [width * share / total for share in table.widths]
        else:
            widths = shared(needs, width)
        fits = all(have + 0.1 >= need for have, need in zip(widths, needs.syllable, strict=True))
        if fits or size <= layout.least_size:
            return Columns(tuple(widths), size, padding)
        size = max(layout.least_size, size - 1)


def _needs(found: Sequence[Sequence[float]], size: float, padding: float) -> Needs:
    syllable, word, cells, heads = (
        tuple(each * size + 2 * padding + 0.5 for each in kind) for kind in found
    )
    return Needs(syllable=syllable, word=word, cells=cells, heads=heads)


def _contents(
    table: Table, grid: Sequence[Sequence[Place]], count: int
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return each column's longest syllable, tied word, cell and head, in em."""
    syllable, word, cells, heads = ([1.0] * count for _ in range(4))
    for index, row in enumerate(grid):
        head = index < table.header_rows
        whole = heads if head else cells
        for place in row:
            for part in () if place.continued else place.cell.paragraphs:
                own, tied, text = _widths(part.text, head)
                for at in range(place.column, place.column + place.columns):
                    syllable[at] = max(syllable[at], own / place.columns)
                    word[at] = max(word[at], tied / place.columns)
                    whole[at] = max(whole[at], text / place.columns)
    return syllable, word, cells, heads


def _widths(text: str, head: bool) -> tuple[float, float, float]:
    words = text.split()
    widest = _widest(words, head)
    tied = max(widest, _widest(text.split(" "), head)) if NBSP in text else widest
    return widest, tied, width_pt(" ".join(words) + " ", 1, bold=head) if words else 0.0


def _widest(words: Sequence[str], head: bool) -> float:
    short = (width_pt(word, 1, bold=head) for word in words if len(word) <= _LONGEST_WORD)
    return max(short, default=0.0)

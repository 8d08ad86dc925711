"""A table as a grid: where each cell stands, how wide the columns are, what size the text has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from papidesk.domain.blocks import Cell, Table
from papidesk.domain.paper_columns import Needs, shared
from papidesk.printing.fonts import Face, printable
from papidesk.printing.styles import Sheet
from papidesk.printing.typesetting import NBSP, SetLine

# From this many columns on a table in an upright page would have columns of 16 mm and less.
LANDSCAPE_COLUMNS = 10
# A longer "word" (an address, a code) does not make the whole table's type smaller: it is broken.
_LONGEST_WORD = 14
_NARROW_PADDING = 1.0
_EMPTY = Cell()


@dataclass(slots=True)
class Place:
    """A cell in the grid; ``done`` counts the lines drawn so far, over pages."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int
    lines: list[SetLine] = field(default_factory=list)
    align: str = "left"
    done: int = 0

    @property
    def last_row(self) -> int:
        """The lowest row it reaches."""
        return self.row + self.rows - 1


def places(table: Table) -> list[list[Place]]:
    """Return the cells that begin in each row; gaps of uneven rows are filled with empty cells."""
    total, count = len(table.rows), table.columns
    taken: set[tuple[int, int]] = set()
    grid: list[list[Place]] = []
    for index, row in enumerate(table.rows):
        column = 0
        placed: list[Place] = []
        for cell in row.cells:
            while (index, column) in taken:
                column += 1
            place = _place(cell, index, column, (total, count), taken)
            if place is None:
                # An impossible span pushed it out of the grid: it takes the last free column.
                place = Place(cell, index, max(0, count - 1), 1, 1)
            placed.append(place)
            column = place.column + place.columns
        placed += [
            Place(_EMPTY, index, free, 1, 1)
            for free in range(count)
            if (index, free) not in taken and not any(_covers(p, free) for p in placed)
        ]
        grid.append(placed)
    return grid


def _covers(place: Place, column: int) -> bool:
    return place.column <= column < place.column + place.columns


def _place(
    cell: Cell, row: int, column: int, shape: tuple[int, int], taken: set[tuple[int, int]]
) -> Place | None:
    total, count = shape
    if column >= count:
        return None
    rows = max(1, min(cell.rowspan, total - row))
    columns = 1
    while columns < min(cell.colspan, count - column) and (row, column + columns) not in taken:
        columns += 1
    if rows > 1:
        taken.update(
            (row + down, column + across) for down in range(1, rows) for across in range(columns)
        )
    return Place(cell, row, column, rows, columns)


def needs_landscape(table: Table) -> bool:
    """Tell whether a table is too wide for an upright page (mục I.2 allows turning the page)."""
    return table.columns >= LANDSCAPE_COLUMNS


@dataclass(slots=True, frozen=True)
class Measured:
    """The columns of a table: left edges (one more than columns) in points, type size, padding."""

    edges: tuple[float, ...]
    size: float
    padding: float


def measure(sheet: Sheet, table: Table, grid: list[list[Place]], width: float) -> Measured:
    """Return columns that fill ``width``, by the table's shares or else by its contents.

    Type is made smaller, down to the profile's least size, until ordinary words fit their column.
    """
    count = max(1, table.columns)
    form = sheet.profile.table
    padding = form.padding_pt if width / count > 30 else _NARROW_PADDING
    found = _contents(sheet, table, grid, count)
    size = sheet.type("table_cell").size
    while True:
        needs = _needs(found, size, padding)
        if len(table.widths) == count and min(table.widths) > 0:
            total = sum(table.widths)
            widths = [width * share / total for share in table.widths]
        else:
            widths = shared(needs, width)
        fits = all(have + 0.1 >= need for have, need in zip(widths, needs.syllable, strict=True))
        if fits or size <= form.least_size:
            break
        size = max(form.least_size, size - 1)
    edges = [0.0]
    for each in widths:
        edges.append(edges[-1] + each)
    return Measured(tuple(edges), size, padding)


def _needs(found: Sequence[Sequence[float]], size: float, padding: float) -> Needs:
    syllable, word, cells, heads = (
        tuple(each * size + 2 * padding + 0.5 for each in kind) for kind in found
    )
    return Needs(syllable=syllable, word=word, cells=cells, heads=heads)


def _contents(
    sheet: Sheet, table: Table, grid: list[list[Place]], count: int
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return each column's longest syllable, tied word, cell and head, in em."""
    bold, plain = sheet.type("table_head").face, sheet.type("table_cell").face
    syllable, word, cells, heads = ([1.0] * count for _ in range(4))
    given = len(table.widths) == count
    for index, row in enumerate(grid):
        head = index < table.header_rows
        kind, whole = (bold, heads) if head else (plain, cells)
        for place in row:
            for part in place.cell.paragraphs:
                own, tied, text = _widths(kind, printable(part.text), given)
                for at in range(place.column, place.column + place.columns):
                    syllable[at] = max(syllable[at], own / place.columns)
                    word[at] = max(word[at], tied / place.columns)
                    whole[at] = max(whole[at], text / place.columns)
    return syllable, word, cells, heads


def _widths(kind: Face, text: str, words_only: bool) -> tuple[float, float, float]:
    words = text.split()
    widest = _widest(kind, words) / 1000
    if words_only:
        return widest, 0.0, 0.0
    tied = max(widest, _widest(kind, text.split(" ")) / 1000) if NBSP in text else widest
    return widest, tied, (sum(map(kind.width, words)) + kind.space * len(words)) / 1000


def _widest(kind: Face, words: Sequence[str]) -> float:
    return max((kind.width(word) for word in words if len(word) <= _LONGEST_WORD), default=0.0)

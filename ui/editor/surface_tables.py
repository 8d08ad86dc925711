"""The commands for tables: rows, columns, merging, heads, widths, from cell to cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from papidesk.domain.blocks import Table
from papidesk.domain.record import replace
from ui.editor import story_edits, story_styles, story_tables
from ui.editor.story_edits import Edit
from ui.editor.story_places import Place, Selection, at
from ui.editor.story_text import paragraphs
from ui.editor.surface_keys import KeyedSurface

LEAST_SHARE = 0.03  # of the table's width: no column gets narrower
WIDTH_STEP = 0.02  # of the table's width: what one key press moves a border by


class TableSurface(KeyedSurface):
    """A surface with the commands for tables."""

    @property
    def in_table(self) -> bool:
        """Tell whether the caret is in a table."""
        return self._table_here() is not None

    def _table_here(self) -> tuple[int, Table] | None:
        place = self.selection().caret
        if not place.in_cell or place.block >= len(self.view.blocks):
            return None
        block = self.view.blocks[place.block]
        return (place.block, block) if isinstance(block, Table) else None

    def _cells_here(self, index: int, table: Table) -> list[tuple[int, int]]:
        selection = self.selection()
        ends = [(p.row, p.cell) for p in (selection.start, selection.end) if p.block == index]
        inside = [(row, cell) for row, cell in ends if row >= 0 and cell >= 0]
        if not inside:
            return []
        return story_tables.cells_in(table, story_tables.rectangle(table, inside))

    def _box_here(self, index: int, table: Table) -> tuple[int, int, int, int]:
        cells = self._cells_here(index, table)
        if cells:
            return story_tables.rectangle(table, cells)
        place = self.selection().caret
        column = place.paragraph if place.cell < 0 else 0
        return place.row, column, place.row + 1, column + 1

    def insert_table(self, rows: int, columns: int) -> None:
        """Put in an empty table; inside a table nothing happens: tables are not nested."""
        if self.in_table:
            return
        rows = max(1, min(rows, story_tables.MOST_ROWS))
        columns = max(1, min(columns, story_tables.MOST_COLUMNS))
        self._insert_table(story_tables.made(rows, columns))

    def _insert_table(self, table: Table) -> None:
        selection = self.selection()
        blocks, place = self.view.blocks, selection.caret
        if not selection.empty:
            blocks, after = story_edits.deleted(blocks, selection.start, selection.end)
            place = after.caret
        done = story_edits.inserted_blocks(blocks, place, (table,))
        index = done.selection.caret.block
        self.apply(Edit(done.blocks, Selection.of(Place(index, 0, 0))))

    def _change_table(
        self, change: Callable[[Table, tuple[int, int, int, int]], tuple[Table | None, int, int]]
    ) -> None:
        """Change the table here; ``change`` also gives the grid place of the caret after it."""
        found = self._table_here()
        if found is None or self.isReadOnly():
            return
        index, table = found
        new, row, column = change(story_tables.filled(table), self._box_here(index, table))
        blocks = self.view.blocks
        if new is None:
            rest = (*blocks[:index], *blocks[index + 1 :])
            self.apply(story_edits.edit(rest, story_edits.settled(rest, at(index))))
            return
        spread = story_tables.grid_of(new).at(row, column)
        place = Place(index, spread.row if spread else 0, spread.index if spread else 0)
        changed = (*blocks[:index], new, *blocks[index + 1 :])
        self.apply(story_edits.edit(changed, story_edits.settled(changed, place)))

    def add_row_below(self) -> None:
        """Add an empty row below the selected ones."""
        self._change_table(lambda t, box: (story_tables.with_row(t, box[2]), box[2], box[1]))

    def add_row_above(self) -> None:
        """Add an empty row above the selected ones."""
        self._change_table(lambda t, box: (story_tables.with_row(t, box[0]), box[0], box[1]))

    def add_column_right(self) -> None:
        """Add an empty column at the right of the selected ones."""
        self._change_table(lambda t, box: (story_tables.with_column(t, box[3]), box[0], box[3]))

    def add_column_left(self) -> None:
        """Add an empty column at the left of the selected ones."""
        self._change_table(lambda t, box: (story_tables.with_column(t, box[1]), box[0], box[1]))

    def remove_rows(self) -> None:
        """Remove the selected rows; the table goes with its last row."""
        self._change_table(
            lambda t, box: (story_tables.without_rows(t, box[0], box[2] - 1), box[0], box[1])
        )

    def remove_columns(self) -> None:
        """Remove the selected columns; the table goes with its last column."""
        self._change_table(
            lambda t, box: (story_tables.without_columns(t, box[1], box[3] - 1), box[0], box[1])
        )

    def remove_table(self) -> None:
        """Remove the whole table."""
        self._change_table(lambda t, box: (None, 0, 0))

    def merge(self) -> None:
        """Merge the selected cells into one that keeps all their words."""

        def change(table: Table, box: tuple[int, int, int, int]) -> tuple[Table | None, int, int]:
            cells = story_tables.cells_in(table, box)
            return story_tables.merged(table, cells), box[0], box[1]

        self._change_table(change)

    def split(self) -> None:
        """Cut a merged cell into single ones."""

        def change(table: Table, box: tuple[int, int, int, int]) -> tuple[Table | None, int, int]:
            spread = story_tables.grid_of(table).at(box[0], box[1])
            if spread is None:
                return table, box[0], box[1]
            return story_tables.split(table, spread.row, spread.index), box[0], box[1]

        self._change_table(change)

    @property
    def can_merge(self) -> bool:
        """Tell whether several cells are selected."""
        found = self._table_here()
        return found is not None and len(self._cells_here(*found)) > 1

    @property
    def can_split(self) -> bool:
        """Tell whether the caret is in a merged cell."""
        found = self._table_here()
        place = self.selection().caret
        if found is None or place.cell < 0:
            return False
        cell = found[1].rows[place.row].cells[place.cell]
        return cell.colspan > 1 or cell.rowspan > 1

    def set_header_rows(self, count: int) -> None:
        """Let the first ``count`` rows repeat on each page."""
        self._replace_table(
            lambda t: replace(t, header_rows=max(0, min(count, max(0, len(t.rows) - 1))))
        )

    def header_rows(self) -> int:
        """Return how many rows of the table here repeat on each page."""
        found = self._table_here()
        return found[1].header_rows if found else 0

    def set_borders(self, borders: bool) -> None:
        """Draw the table's lines on paper, or leave them out."""
        self._replace_table(lambda t: replace(t, borders=borders))

    def set_widths(self, widths: Sequence[float], block: int | None = None) -> None:
        """Give the columns shares of the width; () lets their contents decide."""
        self._replace_table(
            lambda t: replace(t, widths=story_tables.shares(list(widths)) if widths else ()), block
        )

    def widths(self) -> tuple[float, ...]:
        """Return the shares of the columns of the table here."""
        found = self._table_here()
        if found is None:
            return ()
        return story_tables.column_shares(found[1], story_tables.grid_of(found[1]))

    @property
    def borders(self) -> bool:
        """Whether the lines of the table here are drawn on paper."""
        found = self._table_here()
        return found is not None and found[1].borders

    def change_width(self, *, wider: bool) -> None:
        """Move the right border of the column here a little; of the last column the left one."""
        found, place = self._table_here(), self.selection().caret
        if found is None or self.isReadOnly():
            return
        shares = list(self.widths())
        spread = story_tables.grid_of(found[1]).of_cell(place.row, place.cell)
        if spread is None:
            return
        column = spread.column + spread.columns - 1
        other = column + 1 if column + 1 < len(shares) else spread.column - 1
        if other < 0:
            return
        step = WIDTH_STEP if wider else -WIDTH_STEP
        step = max(LEAST_SHARE - shares[column], min(step, shares[other] - LEAST_SHARE))
        shares[column] += step
        shares[other] -= step
        self.set_widths(shares)

    def _replace_table(self, change: Callable[[Table], Table], block: int | None = None) -> None:
        found = self._table_here()
        index = block if block is not None else found[0] if found else -1
        blocks = self.view.blocks
        if not 0 <= index < len(blocks):
            return
        table = blocks[index]
        if isinstance(table, Table) and (new := change(table)) != table:
            changed = (*blocks[:index], new, *blocks[index + 1 :])
            self.apply(Edit(changed, self.selection()))

    # ---- from cell to cell --------------------------------------------------------------------

    def tab(self, *, forward: bool) -> None:
        """Go to the next or previous cell; elsewhere go a level lower or higher."""
        if self.isReadOnly():
            return
        found = self._table_here()
        if found is None:
            selection = self.selection()
            blocks = story_styles.with_level(self.view.blocks, selection, forward, self.view.scheme)
            if blocks != self.view.blocks:
                self.apply(Edit(blocks, selection))
            return
        index, table = found
        place = self.selection().caret
        cells = [(r, c) for r, row in enumerate(table.rows) for c in range(len(row.cells))]
        here = (place.row, place.cell)
        at = cells.index(here) + (1 if forward else -1) if here in cells else 0
        if at >= len(cells):
            self._add_last_row(index, table)
        elif at >= 0:
            self._select_cell(index, *cells[at])

    def _add_last_row(self, index: int, table: Table) -> None:
        new = story_tables.with_row(story_tables.filled(table), len(table.rows))
        changed = (*self.view.blocks[:index], new, *self.view.blocks[index + 1 :])
        self.apply(story_edits.edit(changed, Place(index, len(table.rows), 0)))

    def _select_cell(self, index: int, row: int, cell: int) -> None:
        table = self.view.blocks[index]
        if isinstance(table, Table):
            parts = paragraphs(table.rows[row].cells[cell])
            first = Place(index, row, cell)
            last = Place(index, row, cell, len(parts) - 1, len(parts[-1].text))
            self.select(Selection(first, last))

"""A table as it was read from a spreadsheet, a CSV file or the clipboard: typed cells."""

from __future__ import annotations

import datetime
from decimal import Decimal

from papidesk.domain.manuscript import Remark
from papidesk.domain.record import Record

# A date cell is a date (with a time of day: a datetime), a number a Decimal, anything else text.
Cell = str | Decimal | datetime.datetime | datetime.date | None


class SheetTable(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The rows of one sheet as they stand in the file: ``rows[0]`` is its first row.

    Empty rows are kept as empty tuples, so that rows are told by the number a person sees; cells
    at a row's end that are empty are left out. ``name`` is the file's, "" for the clipboard;
    ``sheets`` are the names of all sheets, ``sheet`` the one that was read. ``uncounted`` are the
    cells (row and column from 0) with a formula that no value was stored with: empty here.
    """

    name: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[Remark, ...] = ()
    uncounted: tuple[tuple[int, int], ...] = ()

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)


def cell_text(cell: Cell) -> str:
    """Return a cell as a person reads it: 05/03/2026, 2,5, text without blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Decimal):
        from papidesk.domain.quantities import text

        return text(cell)
    return f"{cell:%d/%m/%Y}"


def cell_name(row: int, column: int) -> str:
    """Return what spreadsheets call a cell, told by its places from 0: B7."""
    return f"{column_letter(column)}{row + 1}"


def column_letter(index: int) -> str:
    """Return what spreadsheets call the column ``index`` (from 0): A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

"""Formulas nobody has counted: their rows are refused, because what they say is not known."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain.log_columns import Mapping
from papidesk.domain.record import replace
from papidesk.domain.sheet_table import Cell, SheetTable, cell_name
from papidesk.errors import N_, PapiDeskError
from papidesk.workflow.import_problems import RowProblem
from papidesk.workflow.import_rows import ImportRow

# What stands in the cell while its row is read: no empty cell, which takes the day above it.
_SHOWN = "= …"


class UncountedFormulaError(PapiDeskError):
    """A cell whose formula has no stored value."""

    message = N_(
        "Cell {cell} has a formula whose value the file does not hold. Open the file in Excel, "
        "save it, and read it again."
    )


def by_row(table: SheetTable) -> dict[int, tuple[int, ...]]:
    """Return the columns of such cells by row, both from 0."""
    found: dict[int, tuple[int, ...]] = {}
    for row, column in table.uncounted:
        found[row] = (*found.get(row, ()), column)
    return found


def filled(cells: Sequence[Cell], missing: Sequence[int]) -> tuple[Cell, ...]:
    """Return the cells of a row with something in place of those of the columns ``missing``."""
    made = [*cells, *[None] * (max(missing) + 1 - len(cells))]
    for column in missing:
        made[column] = _SHOWN
    return tuple(made)


def refused(
    row: ImportRow, cells: Sequence[Cell], missing: Sequence[int], mapping: Mapping
) -> ImportRow:
    """Return ``row`` as it stands in the file, refused where a column that is read is missing."""
    row = replace(row, cells=tuple(cells))
    used = [at for at in missing if at < len(mapping.columns) and mapping.columns[at].field]
    if not used:
        return row
    problems = [
        RowProblem(error=UncountedFormulaError(cell=cell_name(row.number - 1, at)), column=at)
        for at in used
    ]
    problems += [one for one in row.problems if one.column not in used]
    return replace(row, activity=None, doubts=(), problems=tuple(problems))

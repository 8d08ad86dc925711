"""A table as it was read becomes a table of the document."""

from __future__ import annotations

from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.manuscript import Grid, GridCell, Line, Piece
from papidesk.domain.recognise.strip import all_bold
from papidesk.domain.richtext import RichText, joined

_NUMBERS = frozenset("0123456789.,()-–%/ ")


def table_of(grid: Grid, path: str) -> tuple[Table, dict[str, tuple[Piece, ...]]]:
    """Return the table and where each paragraph of its cells stood."""
    places: dict[str, tuple[Piece, ...]] = {}
    rows = []
    for r, row in enumerate(grid.rows):
        cells = []
        for c, cell in enumerate(row):
            paragraphs: list[RichText] = []
            for line in cell.lines:
                text = _numbered(line)
                if not text.text.strip():
                    continue
                places[f"{path}/rows/{r}/cells/{c}/{len(paragraphs)}"] = (
                    Piece(offset=0, line=line.line, column=line.column),
                    *line.pieces,
                )
                paragraphs.append(text)
            cells.append(
                Cell(
                    paragraphs=tuple(paragraphs),
                    colspan=max(1, cell.colspan),
                    rowspan=max(1, cell.rowspan),
                    align=next((line.align for line in cell.lines if line.text.text.strip()), ""),
                )
            )
        rows.append(Row(cells=tuple(cells)))
    table = Table(
        rows=tuple(rows),
        header_rows=header_rows(grid),
        widths=grid.widths,
        borders=grid.borders,
    )
    return table, places


def _numbered(line: Line) -> RichText:
    """Return a cell's line with its automatic number as text: tables keep numbers as written."""
    if not line.number:
        return line.text
    return joined([RichText(text=line.number.strip()), line.text], " " if line.text.text else "")


def header_rows(grid: Grid) -> int:
    """Return how many rows repeat: those the file marks, else bold ones and "(1) (2) (3)"."""
    if grid.header_rows:
        return min(grid.header_rows, max(0, len(grid.rows) - 1))
    if len(grid.rows) < 2:
        return 0
    count = 0
    for index, row in enumerate(grid.rows[:4]):
        spans = index < count
        if spans or (_is_heading(row) and len(row) > 1):
            count = max(count, index + max((cell.rowspan for cell in row), default=1))
            continue
        if count and index == count and _counts_columns(row):
            count += 1
        break
    return min(max(count, 1), len(grid.rows) - 1)


def _is_heading(row: tuple[GridCell, ...]) -> bool:
    lines = [line for cell in row for line in cell.lines if line.text.text.strip()]
    if not lines:
        return False
    if not all(all_bold(line.text.text, line.text.marks) for line in lines):
        return False
    return not any(set(line.text.text.strip()) <= _NUMBERS for line in lines)


def _counts_columns(row: tuple[GridCell, ...]) -> bool:
    """Tell the row "(1) (2) (3)" below a table's heading."""
    texts = [
        line.text.text.strip() for cell in row for line in cell.lines if line.text.text.strip()
    ]
    return len(texts) >= 2 and all(
        text.strip("()[] ").isdigit() or (len(text) <= 2 and text.isalpha()) for text in texts
    )

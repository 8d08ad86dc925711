"""What differs between two versions of a table, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papidesk.domain.alignment import steps
from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.difference import Change, Piece, Spot
from papidesk.domain.mark_difference import notes_of
from papidesk.domain.richtext import RichText
from papidesk.domain.section_spots import cell_spot, column_spot, row_spot
from papidesk.domain.word_difference import likeness, pieces
from papidesk.errors import N_

_Pairs = list[tuple[int | None, int | None]]
# Two rows with fewer words in common are not the same one rewritten.
_ALIKE = 0.3


def table_changes(
    old: Table, new: Table, *, was: Spot, spot: Spot, place: str, old_place: str
) -> Iterator[Change]:
    """Yield what differs: rows and columns added or removed, cells by their words, the form."""
    columns = _columns(old, new)
    before, after = _without(old, new, columns)
    rows = _paired([_row_text(row) for row in before], [_row_text(row) for row in after])
    # A row only one version has is told whole: its cells are not told with the columns again.
    both = [(old.rows[i], new.rows[k]) for i, k in rows if i is not None and k is not None]
    for i, k in columns:
        if k is None and i is not None:
            cells = [row.cells[i].text for row, _ in both]
            yield _column(cells, i, "removed", spot=column_spot(was, i), old_place=old_place)
        elif i is None and k is not None:
            cells = [row.cells[k].text for _, row in both]
            yield _column(cells, k, "added", spot=column_spot(spot, k), place=place)
    kept = [k for i, k in columns if i is not None and k is not None]
    for i, k in rows:
        if k is None and i is not None:
            words = (Piece(text=_row_line(old.rows[i]), kind="removed"),)
            at = f"{old_place}/rows/{i}/cells/0/0"
            yield Change(kind="removed", spot=row_spot(was, i), pieces=words, old_place=at)
        elif i is None and k is not None:
            words = (Piece(text=_row_line(new.rows[k]), kind="added"),)
            at = f"{place}/rows/{k}/cells/0/0"
            yield Change(kind="added", spot=row_spot(spot, k), pieces=words, place=at)
        elif i is not None and k is not None:
            where = f"{place}/rows/{k}/cells"
            yield from _cells(before[i], after[k], kept, spot=spot, place=where, row=k)
    yield from _form(old, new, spot, place, old_place)


def _columns(old: Table, new: Table) -> _Pairs:
    """Return which column is which by their heads; all in order where cells are merged."""
    if old.columns == new.columns or not (_plain(old) and _plain(new)):
        return [(i, i) for i in range(min(old.columns, new.columns))]
    return _paired(
        [cell.text for cell in old.rows[0].cells], [cell.text for cell in new.rows[0].cells]
    )


def _plain(table: Table) -> bool:
    return bool(table.rows) and all(
        len(row.cells) == table.columns
        and all(cell.colspan == cell.rowspan == 1 for cell in row.cells)
        for row in table.rows
    )


def _without(old: Table, new: Table, columns: _Pairs) -> tuple[list[Row], list[Row]]:
    """Return the rows without the columns only one of the tables has."""
    if all(i is not None and k is not None for i, k in columns):
        return list(old.rows), list(new.rows)
    here = [i for i, k in columns if i is not None and k is not None]
    there = [k for i, k in columns if i is not None and k is not None]
    return (
        [Row(cells=tuple(row.cells[i] for i in here)) for row in old.rows],
        [Row(cells=tuple(row.cells[k] for k in there)) for row in new.rows],
    )


def _paired(old: Sequence[str], new: Sequence[str]) -> _Pairs:
    """Return which of two lists of texts belong together, in the order of the new one."""
    found: _Pairs = []
    for code, i, j, m, n in steps(old, new):
        if code == "equal":
            found += list(zip(range(i, j), range(m, n), strict=True))
            continue
        same = code == "replace" and j - i == n - m
        here, there = list(range(i, j)), list(range(m, n))
        while here and there:
            if same or likeness(old[here[0]], new[there[0]]) >= _ALIKE:
                found.append((here.pop(0), there.pop(0)))
            elif len(here) >= len(there):
                found.append((here.pop(0), None))
            else:
                found.append((None, there.pop(0)))
        found += [(one, None) for one in here] + [(None, one) for one in there]
    return found


def _row_text(row: Row) -> str:
    return "\n".join(cell.text for cell in row.cells)


def _row_line(row: Row) -> str:
    return " | ".join(cell.text for cell in row.cells)


def _column(
    cells: list[str], index: int, kind: str, *, spot: Spot, place: str = "", old_place: str = ""
) -> Change:
    text = "\n".join(cells)
    at = f"/rows/0/cells/{index}/0"
    if kind == "added":
        words = (Piece(text=text, kind="added"),)
        return Change(kind="added", spot=spot, pieces=words, place=place + at)
    words = (Piece(text=text, kind="removed"),)
    return Change(kind="removed", spot=spot, pieces=words, old_place=old_place + at)


def _cells(
    old: Row, new: Row, kept: Sequence[int], *, spot: Spot, place: str, row: int
) -> Iterator[Change]:
    # Cells that only one version has were merged or split: an empty one stands for them.
    for index in range(max(len(old.cells), len(new.cells))):
        before = old.cells[index] if index < len(old.cells) else Cell()
        after = new.cells[index] if index < len(new.cells) else Cell()
        column = kept[index] if len(kept) == len(new.cells) else index
        where = f"{place}/{column}/0"
        named = cell_spot(spot, row, column)
        if before.text != after.text:
            words = pieces(before.text, after.text)
            yield Change(kind="changed", spot=named, pieces=words, place=where)
        elif notes := _cell_notes(before, after):
            words = (Piece(text=after.text),) if after.text else ()
            yield Change(kind="formatted", spot=named, pieces=words, place=where, notes=notes)


def _cell_notes(old: Cell, new: Cell) -> tuple[str, ...]:
    notes = [
        note
        for before, after in zip(old.paragraphs, new.paragraphs, strict=False)
        for note in notes_of(RichText(text=before.text, marks=before.marks), after)
    ]
    if (old.colspan, old.rowspan) != (new.colspan, new.rowspan):
        notes.append(N_("merged cells"))
    if old.align != new.align:
        notes.append(N_("alignment"))
    if not notes and old != new:
        notes.append(N_("other details"))
    return tuple(dict.fromkeys(notes))


def _form(old: Table, new: Table, spot: Spot, place: str, old_place: str) -> Iterator[Change]:
    notes = []
    if old.header_rows != new.header_rows:
        notes.append(N_("header rows"))
    if old.widths != new.widths and old.columns == new.columns:
        notes.append(N_("column widths"))
    if old.borders != new.borders:
        notes.append(N_("borders"))
    if notes:
        yield Change(
            kind="formatted", spot=spot, notes=tuple(notes), place=place, old_place=old_place
        )

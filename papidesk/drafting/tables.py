"""Tables of templates: "@Bảng[đầu=1; rộng=1,9]:", then a line "| cell | cell |" a row."""

from __future__ import annotations

import re

from papidesk.domain.blocks import Cell, Row, Table
from papidesk.domain.record import replace
from papidesk.domain.richtext import RichText
from papidesk.drafting import inline
from papidesk.drafting.fields import options_of
from papidesk.errors import N_
from papidesk.text.fold import fold

COLUMNS_LIMIT = 60
_OPTIONS = re.compile(r"^\[([^\]]*)\]")
_SPAN = re.compile(r"^(\d{1,2})x(\d{1,3})$")
_ALIGNS = {"trai": "left", "giua": "center", "phai": "right", "deu": "both"}
_ALIGN_LABELS = {"left": "trái", "center": "giữa", "right": "phải", "both": "đều"}
_NEXT = "<p>"


def table_from(options: str) -> Table:
    """Return a table without rows; raises ``ValueError`` with a message id."""
    table = Table(rows=(), header_rows=1)
    for name, value in options_of(options):
        if name == "dau" and value.isdigit() and len(value) < 3:
            table = replace(table, header_rows=int(value))
        elif name == "rong" and re.fullmatch(r"[\d.,e\s-]{1,600}", value):
            table = replace(table, widths=_widths(value))
        elif name == "khung" and fold(value) in ("co", "khong"):
            table = replace(table, borders=fold(value) == "co")
        else:
            raise ValueError(N_("a table takes [đầu=1; rộng=0.2,0.8; khung=không] only"))
    return table


def _widths(value: str) -> tuple[float, ...]:
    """Return shares of 1; numbers that are no shares ("10,40,50") are made so."""
    try:
        widths = tuple(float(part) for part in value.split(","))
    except ValueError:
        widths = ()
    if not widths or min(widths) <= 0 or len(widths) > COLUMNS_LIMIT:
        raise ValueError(N_("the widths of a table are numbers above 0, with commas between them"))
    total = sum(widths)
    return widths if max(widths) <= 1 else tuple(width / total for width in widths)


def row_of(line: str) -> Row:
    """Return the row a line "| a | b |" writes; raises ``UnclosedTagError``."""
    parts = inline.split(line, "|")[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return Row(cells=tuple(_cell(part) for part in parts[:COLUMNS_LIMIT]))


def _cell(part: str) -> Cell:
    cell = Cell()
    found = _OPTIONS.match(part)
    if found is not None:
        part = part[found.end() :]
        for name, _ in options_of(found[1]):
            span = _SPAN.match(name)
            if span and int(span[1]) and int(span[2]):
                cell = replace(cell, colspan=int(span[1]), rowspan=int(span[2]))
            elif name in _ALIGNS:
                cell = replace(cell, align=_ALIGNS[name])
    pieces = [inline.rich(piece) for piece in _paragraphs(part)]
    return replace(cell, paragraphs=tuple(pieces) if any(p.text for p in pieces) else ())


def _paragraphs(part: str) -> list[str]:
    # An escaped "\<p>" is text: it is looked for sign by sign.
    found = [""]
    for index, piece in enumerate(re.split(r"(\\.|<p>)", part, flags=re.DOTALL)):
        if index % 2 and piece == _NEXT:
            found.append("")
        else:
            found[-1] += piece
    return found


def written(table: Table) -> list[str]:
    """Return ``table`` as the lines :func:`table_from` and :func:`row_of` read back."""
    options = [] if table.header_rows == 1 else [f"đầu={table.header_rows}"]
    if table.widths:
        options.append("rộng=" + ",".join(repr(width) for width in table.widths))
    if not table.borders:
        options.append("khung=không")
    head = f"@Bảng[{'; '.join(options)}]:" if options else "@Bảng:"
    return [head, *(_row_written(row) for row in table.rows)]


def _row_written(row: Row) -> str:
    return "".join(f"|{_cell_written(cell)}" for cell in row.cells) + "|"


def _cell_written(cell: Cell) -> str:
    options = []
    if cell.colspan > 1 or cell.rowspan > 1:
        options.append(f"{cell.colspan}x{cell.rowspan}")
    if cell.align:
        options.append(_ALIGN_LABELS[cell.align])
    head = f"[{'; '.join(options)}]" if options else ""
    return f"{head} {_NEXT.join(_paragraph(part) for part in cell.paragraphs)} "


def _paragraph(text: RichText) -> str:
    return inline.written(text)

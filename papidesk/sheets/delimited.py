"""Tables as text: CSV and TSV files of any encoding and delimiter, and cells from the clipboard."""

from __future__ import annotations

import csv
import re
from collections import Counter

from papidesk.domain.manuscript import Remark
from papidesk.domain.sheet_table import SheetTable
from papidesk.errors import N_
from papidesk.sheets.limits import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, TooManyRowsError

_DELIMITERS = "\t;,|"
_SAMPLE_LINES = 60
# Excel writes this first line and reads it too.
_SEP = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
# A cell of that many lines is a quotation mark that was never closed.
_LINES_OF_A_CELL = 200
_RUN = ("=", "+", "-", "@")
_BREAKS = re.compile(r"\r\n?")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# So many different cells are kept in mind: days, counters and units come again and again.
_KNOWN = 20_000


def read_delimited(data: bytes, name: str) -> SheetTable:
    """Return the rows of a CSV or TSV file; what was found out about it is told in the notes.

    Raises :class:`~papidesk.sheets.limits.TooManyRowsError` and what
    :func:`papidesk.text.encodings.decode` refuses with.
    """
    from papidesk.text.encodings import decode

    decoded = decode(data)
    notes = [Remark(message=decoded.note)] if decoded.note else []
    text, delimiter = decoded.text, ""
    told = _SEP.match(text)
    if told:
        # The line stays as an empty row: rows are told by the numbers a person sees.
        text, delimiter = "\n" + text[told.end() :], told[1]
    delimiter = delimiter or _delimiter(text)
    notes.append(
        Remark(
            message=N_("Read as {encoding}, columns parted by “{delimiter}”."),
            values={
                "encoding": decoded.encoding,
                "delimiter": "Tab" if delimiter == "\t" else delimiter,
            },
        )
    )
    rows, remarks = _rows(text, delimiter, name)
    return SheetTable(name=name, rows=rows, notes=(*notes, *remarks))


def read_cells(text: str) -> SheetTable:
    """Return the cells somebody copied in a spreadsheet and pasted here.

    Excel parts them by tabs and puts cells with line breaks into quotation marks. Cells of a
    table in Word come alike. Raises :class:`~papidesk.sheets.limits.TooManyRowsError`.
    """
    text = text.replace("\x00", "")
    delimiter = "\t" if "\t" in text else _delimiter(text) if "\n" in text.strip() else "\t"
    rows, remarks = _rows(text, delimiter, "")
    return SheetTable(rows=rows, notes=tuple(remarks))


def _rows(
    text: str, delimiter: str, name: str
) -> tuple[tuple[tuple[str | None, ...], ...], list[Remark]]:
    text = text.replace("\x00", "").replace("\x1a", "")
    rows = _parsed(text, delimiter, name, quoting=True)
    if rows is not None:
        return rows, []
    rows = _parsed(text, delimiter, name, quoting=False) or ()
    note = N_("A quotation mark is opened and never closed: all of them are read as letters.")
    return rows, [Remark(message=note)]


def _parsed(
    text: str, delimiter: str, name: str, *, quoting: bool
) -> tuple[tuple[str | None, ...], ...] | None:
    """Return the rows; None where quotation marks do not come in pairs."""
    csv.field_size_limit(1 << 30)
    reader = csv.reader(
        # Line by line: the text is not copied once more.
        (line[0] for line in _LINE.finditer(text)),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )
    rows: list[tuple[str | None, ...]] = []
    known: dict[str, str | None] = {}
    last: list[str] = []
    for last in reader:
        if quoting and any(cell.count("\n") > _LINES_OF_A_CELL for cell in last):
            return None
        rows.append(_trimmed(last, known))
        if len(rows) > ROW_LIMIT:
            raise TooManyRowsError(name=name, limit=ROW_LIMIT)
    # Python closes the last cell by itself where the file ends.
    if quoting and rows and _is_open(text, delimiter, last):
        return None
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)


def _is_open(text: str, delimiter: str, last: list[str]) -> bool:
    """Tell whether the last cell swallowed what follows a quotation mark that is not closed."""
    if not last or "\n" not in last[-1]:
        return False
    end = text.rstrip()
    return not end.endswith('"') or (end.endswith('""') and not end.endswith('"""'))


def _trimmed(row: list[str], known: dict[str, str | None]) -> tuple[str | None, ...]:
    """Return the cells of a row as they are shown; equal cells of many rows are one string."""
    cells: list[str | None] = []
    for cell in row[:COLUMN_LIMIT]:
        if cell in known:
            cells.append(known[cell])
            continue
        shown = _shown(cell) or None
        if len(known) < _KNOWN:
            known[cell] = shown
        cells.append(shown)
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _shown(cell: str) -> str:
    text = (_BREAKS.sub("\n", cell) if "\r" in cell else cell).strip()[:CELL_LIMIT]
    # What keeps a spreadsheet from running a text is no part of it.
    return text[1:] if text[:1] == "'" and text[1:2] in _RUN else text


def _delimiter(text: str) -> str:
    """Return the sign that parts the columns: the one that parts most rows into equally many."""
    lines = [line for line in text[:200_000].splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        counted = Counter(width for width in widths if width > 1)
        if not counted:
            continue
        width, times = counted.most_common(1)[0]
        score = times / len(widths) + min(width, 30) / 100
        if score > best_score:
            best, best_score = delimiter, score
    return best

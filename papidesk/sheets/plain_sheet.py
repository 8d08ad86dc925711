"""Plain tables as an Excel workbook or as CSV: titles and rows, nothing in them is run."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from papidesk.domain.sheet_table import Cell

_LONGEST = 32_767  # characters a cell takes
_WIDEST, _NARROWEST = 60, 8
_SAMPLE = 200
# A spreadsheet runs a CSV cell that begins like this.
_RUN = ("=", "+", "-", "@", "\t", "\r")


def workbook(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the bytes of an .xlsx file with one sheet; the same table gives the same bytes.

    Days are days and numbers are numbers; texts stay texts, whatever they begin with.
    """
    import xlsxwriter

    rows = list(rows)
    stream = io.BytesIO()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
        "strings_to_urls": False, "default_date_format": "dd/mm/yyyy",
    }  # fmt: skip
    with xlsxwriter.Workbook(stream, options) as file:
        file.set_properties({"title": name, "created": datetime.datetime(2000, 1, 1)})
        sheet = file.add_worksheet(name[:31])
        bold = file.add_format({"bold": True, "text_wrap": True, "bg_color": "#E7EEF0"})
        text = file.add_format({"num_format": "@"})
        day = file.add_format({"num_format": "dd/mm/yyyy"})
        for at, title in enumerate(head):
            sheet.set_column(at, at, _width(at, title, rows))
        sheet.freeze_panes(1, 0)
        for at, title in enumerate(head):
            sheet.write_string(0, at, title, bold)
        for row, cells in enumerate(rows, start=1):
            for at, cell in enumerate(cells):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, str):
                    sheet.write_string(row, at, cell[:_LONGEST], text)
                elif isinstance(cell, Decimal):
                    sheet.write_number(row, at, float(cell))
                else:
                    sheet.write_datetime(row, at, cell, day)
    return stream.getvalue()


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the bytes of a CSV file as Vietnamese Excel opens it: UTF-8 with its mark, ";"."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for cells in rows:
        writer.writerow([_shown(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    if isinstance(cell, str):
        # "+84 90" too: what begins like a number may go on as a formula.
        return f"'{cell}" if cell.startswith(_RUN) else cell
    return f"{cell:%d/%m/%Y}"


def _width(at: int, title: str, rows: Sequence[Sequence[Cell]]) -> float:
    lengths = [len(_shown(cells[at])) for cells in rows[:_SAMPLE] if at < len(cells)]
    return min(_WIDEST, max(_NARROWEST, len(title) + 2, *lengths, 0) + 1)

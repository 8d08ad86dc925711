"""Consolidated figures as an Excel workbook: totals, each unit's figures, who reported, doubts."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from papidesk.domain.record import Record
from papidesk.sheets.printed_sheet import CELL, FONT, LONGEST, head_format, on_paper, opened
from papidesk.sheets.row_height import height

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What a cell may be: a number is written as one, a day as a day, anything else as text.
SheetCell = str | int | Decimal | datetime.date | None
_HEAD_ROW = 4
# So many characters are readable across one page; wider sheets are printed at so many per cent.
_ONE_PAGE, _SCALE = 210, 65
_ROW_POINTS = 18.0


class SheetPage(Record, frozen=True, kw_only=True):
    """One sheet: its tab, its title, columns as (title, width), rows of cells.

    ``bold`` are the indices of rows that stand out (sums); ``frozen`` is how many columns stay.
    """

    tab: str
    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[SheetCell, ...], ...] = ()
    bold: frozenset[int] = frozenset()
    frozen: int = 2


class ConsolidationBook(Record, frozen=True, kw_only=True):
    """The workbook of a period: whose it is, which window, its sheets."""

    office: str
    window: str
    day: datetime.date
    pages: tuple[SheetPage, ...] = ()


def workbook(book: ConsolidationBook) -> bytes:
    """Return the bytes of an .xlsx file; the same figures give the same bytes.

    Texts stay texts, whatever they begin with (= + - @): nothing in them is run.
    """
    stream = io.BytesIO()
    with opened(
        stream, title=f"Số liệu tổng hợp {book.window}", office=book.office,
        created=datetime.datetime(book.day.year, 1, 1),
    ) as file:  # fmt: skip
        forms = _Forms(file)
        for page in book.pages:
            _write(file.add_worksheet(page.tab), book, page, forms)
    return stream.getvalue()


class _Forms:
    """The formats of the cells, plain and bold."""

    def __init__(self, file: xlsxwriter.Workbook) -> None:
        cell = {**CELL, "valign": "vcenter"}
        self.office = file.add_format({**FONT, "bold": True})
        self.title = file.add_format({**FONT, "bold": True, "font_size": 14})
        self.head = head_format(file)
        self._cells = [
            {
                # With "#,##0.###" a whole number would end with the sign of decimals.
                "place": file.add_format({**cell, "align": "center", "bold": bold}),
                "whole": file.add_format({**cell, "num_format": "#,##0", "bold": bold}),
                "parts": file.add_format({**cell, "num_format": "#,##0.0##", "bold": bold}),
                "day": file.add_format(
                    {**cell, "num_format": "dd/mm/yyyy", "align": "center", "bold": bold}
                ),
                "text": file.add_format({**cell, "bold": bold}),
            }
            for bold in (False, True)
        ]

    def of(self, kind: str, *, bold: bool) -> Format:
        """Return the format of a cell."""
        return self._cells[bold][kind]


def _write(sheet: Worksheet, book: ConsolidationBook, page: SheetPage, forms: _Forms) -> None:
    sheet.write_string(0, 0, book.office[:LONGEST], forms.office)
    sheet.write_string(1, 0, page.title[:LONGEST], forms.title)
    sheet.write_string(2, 0, book.window[:LONGEST], forms.office)
    for at, (name, width) in enumerate(page.columns):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD_ROW, at, name[:LONGEST], forms.head)
    sheet.set_row(_HEAD_ROW, height(page.columns))
    sheet.freeze_panes(_HEAD_ROW + 1, page.frozen)
    sheet.set_default_row(_ROW_POINTS)
    one_page = sum(width for _, width in page.columns) <= _ONE_PAGE
    on_paper(sheet, _HEAD_ROW, one_page=one_page)
    if not one_page:
        # Fitted into one page nobody could read it: pages side by side begin with the names.
        sheet.set_print_scale(_SCALE)
        sheet.repeat_columns(0, page.frozen - 1)
    if page.rows:
        last = _HEAD_ROW + len(page.rows)
        sheet.autofilter(_HEAD_ROW, 0, last, len(page.columns) - 1)
    widths = [width for _, width in page.columns]
    for at, row in enumerate(page.rows):
        texts = [
            (cell, width)
            for cell, width in zip(row, widths, strict=True)
            if isinstance(cell, str) and len(cell) >= width
        ]
        if texts:
            sheet.set_row(_HEAD_ROW + 1 + at, max(_ROW_POINTS, height(texts)))
        _row(sheet, _HEAD_ROW + 1 + at, row, forms, bold=at in page.bold)


def _row(sheet: Worksheet, at: int, row: Sequence[SheetCell], forms: _Forms, *, bold: bool) -> None:
    for column, cell in enumerate(row):
        if cell is None or cell == "":
            sheet.write_blank(at, column, None, forms.of("text", bold=bold))
        elif isinstance(cell, str):
            sheet.write_string(at, column, cell[:LONGEST], forms.of("text", bold=bold))
        elif isinstance(cell, datetime.date):
            moment = datetime.datetime(cell.year, cell.month, cell.day)
            sheet.write_datetime(at, column, moment, forms.of("day", bold=bold))
        else:
            kind = "place" if not column else "whole" if cell == int(cell) else "parts"
            sheet.write_number(at, column, float(cell), forms.of(kind, bold=bold))

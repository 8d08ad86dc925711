"""A register as an Excel workbook: typed cells, a frozen head, filters, ready to be printed."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from papidesk.domain.register_book import BookColumn, RegisterBook, Value
from papidesk.sheets.printed_sheet import FONT, LONGEST, on_paper, opened
from papidesk.sheets.row_height import height

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEAD_ROW = 3
# Millimetres of the printed column to the width Excel counts in (characters of 11 points).
_WIDE = 0.52
_NARROWEST = 8
# Bold letters are wider than those a column's width is counted in.
_BOLD = 0.85


def workbook(book: RegisterBook) -> bytes:
    """Return the book as the bytes of an .xlsx file.

    Days are days and numbers are numbers; every other cell is text, whatever it begins with: a
    text that looks like a formula is not run. The same book gives the same bytes.
    """
    stream = io.BytesIO()
    with opened(
        stream, title=f"{book.form.title} năm {book.year}", office=book.office,
        created=datetime.datetime(book.year, 1, 1), streamed=True,
    ) as file:  # fmt: skip
        sheet = file.add_worksheet(f"Năm {book.year}")
        _set_up(sheet, book)
        _Filling(file, sheet, book).fill()
    return stream.getvalue()


def _set_up(sheet: Worksheet, book: RegisterBook) -> None:
    last = _HEAD_ROW + max(1, len(book.rows))
    for at, column in enumerate(book.form.columns):
        sheet.set_column(at, at, _width(column))
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.autofilter(_HEAD_ROW, 0, last, len(book.form.columns) - 1)
    on_paper(sheet, _HEAD_ROW)
    sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)


def _width(column: BookColumn) -> float:
    """Return how wide a column is, in Excel's characters."""
    return max(_NARROWEST, column.width_mm * _WIDE)


class _Filling:
    """Writes the cells of one sheet, row by row."""

    def __init__(self, file: Workbook, sheet: Worksheet, book: RegisterBook) -> None:
        self.file, self.sheet, self.book = file, sheet, book
        self.font = FONT
        cell = {"border": 1, "text_wrap": True, "valign": "top"}
        self.text = self._form(**cell, num_format="@")
        self.day = self._form(**cell, num_format="dd/mm/yyyy", align="center")
        forms = {
            digits: self._form(**cell, num_format="0" * digits, align="center")
            for digits in {column.digits for column in book.form.columns}
        }
        self.numbers = [forms[column.digits] for column in book.form.columns]

    def _form(self, **values: object) -> Format:
        return self.file.add_format(self.font | values)

    def fill(self) -> None:
        """Write office, title, the head of the table and its rows."""
        book, sheet = self.book, self.sheet
        sheet.write_string(0, 0, book.office, self._form(bold=True))
        title = f"{book.form.title} NĂM {book.year}"
        sheet.write_string(1, 0, title, self._form(bold=True, font_size=14))
        head = self._form(
            bold=True, border=1, text_wrap=True, align="center", valign="vcenter",
            bg_color="#E7EEF0",
        )  # fmt: skip
        columns = book.form.columns
        widths = [_width(column) for column in columns]
        sheet.set_row(
            _HEAD_ROW, height((column.title, _width(column) * _BOLD) for column in columns)
        )
        for at, column in enumerate(columns):
            sheet.write_string(_HEAD_ROW, at, column.title, head)
        for row, values in enumerate(book.rows, start=_HEAD_ROW + 1):
            texts = (value if isinstance(value, str) else "" for value in values)
            sheet.set_row(row, height(zip(texts, widths, strict=True)))
            for at, value in enumerate(values):
                self._write(row, at, value)

    def _write(self, row: int, column: int, value: Value) -> None:
        sheet = self.sheet
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.text)
        elif isinstance(value, datetime.date):
            sheet.write_datetime(row, column, value, self.day)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.numbers[column])
        else:
            sheet.write_string(row, column, value[:LONGEST], self.text)

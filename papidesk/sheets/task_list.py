"""A list of tasks as an Excel workbook: typed cells, groups, a frozen head, ready to be printed."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from papidesk.domain.task_list import CellKind, ListColumn, ListRow, TaskList, Value
from papidesk.sheets.printed_sheet import FONT, LONGEST, on_paper, opened
from papidesk.sheets.row_height import height
from papidesk.text.clean import clean

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEAD_ROW = 3
_FORMATS: dict[CellKind, str] = {
    "text": "@",
    "day": "dd/mm/yyyy",
    "number": "#,##0",
    "percent": "0%",
}


def workbook(tasks: TaskList) -> bytes:
    """Return the list as the bytes of an .xlsx file.

    Days are days, amounts and shares numbers; every other cell is text, whatever it begins with: a
    text that looks like a formula is not run. The same list gives the same bytes.
    """
    stream = io.BytesIO()
    with opened(
        stream, title=tasks.title, office=tasks.office,
        created=datetime.datetime(tasks.day.year, tasks.day.month, tasks.day.day), streamed=True,
    ) as file:  # fmt: skip
        page = file.add_worksheet("Nhiệm vụ")
        _set_up(page, tasks)
        _Filling(file, page, tasks).fill()
    return stream.getvalue()


def _set_up(page: Worksheet, tasks: TaskList) -> None:
    for at, column in enumerate(tasks.columns):
        page.set_column(at, at, column.width)
    page.freeze_panes(_HEAD_ROW + 1, 1)
    last = _HEAD_ROW + max(1, len(tasks.rows))
    page.autofilter(_HEAD_ROW, 0, last, len(tasks.columns) - 1)
    on_paper(page, _HEAD_ROW)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)


class _Filling:
    """Writes the cells of one sheet, row by row."""

    def __init__(self, file: Workbook, page: Worksheet, tasks: TaskList) -> None:
        self.file, self.page, self.tasks = file, page, tasks
        self.font = FONT
        cell = {"border": 1, "text_wrap": True, "valign": "top"}
        self.forms = {
            kind: self._form(**cell, num_format=shown) for kind, shown in _FORMATS.items()
        }
        self.group = self._form(bold=True, border=1, bg_color="#EEF3F4", valign="vcenter")

    def _form(self, **values: object) -> Format:
        return self.file.add_format(self.font | values)

    def fill(self) -> None:
        """Write office, title, the head of the table and its rows."""
        page, tasks = self.page, self.tasks
        page.write_string(0, 0, tasks.office, self._form(bold=True))
        page.write_string(1, 0, tasks.title, self._form(bold=True, font_size=14))
        head = self._form(
            bold=True, border=1, text_wrap=True, align="center", valign="vcenter",
            bg_color="#E7EEF0",
        )  # fmt: skip
        page.set_row(_HEAD_ROW, height((one.title, one.width * 0.85) for one in tasks.columns))
        for at, column in enumerate(tasks.columns):
            page.write_string(_HEAD_ROW, at, column.title, head)
        for row, values in enumerate(tasks.rows, start=_HEAD_ROW + 1):
            self._row(row, values)

    def _row(self, row: int, values: ListRow) -> None:
        if values.group:
            self.page.write_string(row, 0, clean(values.group)[:LONGEST], self.group)
            for at in range(1, len(self.tasks.columns)):
                self.page.write_blank(row, at, None, self.group)
            return
        columns = self.tasks.columns
        texts = (value if isinstance(value, str) else "" for value in values.values)
        self.page.set_row(row, height(zip(texts, (one.width for one in columns), strict=True)))
        for at, (column, value) in enumerate(zip(columns, values.values, strict=True)):
            self._write(row, at, column, value)

    def _write(self, row: int, at: int, column: ListColumn, value: Value) -> None:
        form = self.forms[column.kind]
        if value is None or value == "":
            self.page.write_blank(row, at, None, form)
        elif isinstance(value, datetime.date):
            self.page.write_datetime(row, at, value, form)
        elif isinstance(value, int | Decimal):
            number = float(value) / 100 if column.kind == "percent" else float(value)
            self.page.write_number(row, at, number, form)
        else:
            self.page.write_string(row, at, value[:LONGEST], self.forms["text"])

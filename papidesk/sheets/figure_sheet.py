"""Figures of a window as an Excel workbook: numbers as numbers, in groups, ready to be printed."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from papidesk.domain.record import Record
from papidesk.sheets.printed_sheet import CELL, FONT, LONGEST, head_format, on_paper, opened
from papidesk.sheets.row_height import height

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEAD_ROW = 4
# Title of a column, its width in Excel's characters; figures stand in papers and are Vietnamese.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("TT", 6), ("Chỉ tiêu số liệu", 48), ("Đơn vị tính", 13), ("Số liệu", 13), ("Kỳ trước", 13),
    ("Tăng, giảm so với kỳ trước", 15), ("Cùng kỳ năm trước", 13),
    ("Tăng, giảm so với cùng kỳ", 15), ("Chỉ tiêu năm", 13), ("Thực hiện so với chỉ tiêu (%)", 15),
    ("Số mục nhật ký", 11),
)  # fmt: skip


class SheetRow(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A figure, or with ``title`` alone the title of a group; None is left blank."""

    title: str
    unit: str = ""
    value: Decimal | None = None
    previous: Decimal | None = None
    change: Decimal | None = None
    last_year: Decimal | None = None
    change_year: Decimal | None = None
    target: Decimal | None = None
    reached: Decimal | None = None
    entries: int | None = None


class FigureSheet(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What the sheet holds: whose figures, of which window, narrowed to what."""

    office: str
    window: str
    since: datetime.date
    narrowed: str = ""
    rows: tuple[SheetRow, ...] = ()


def workbook(sheet: FigureSheet) -> bytes:
    """Return the bytes of an .xlsx file; the same figures give the same bytes.

    Texts stay texts, whatever they begin with: nothing in them is run.
    """
    stream = io.BytesIO()
    with opened(
        stream, title=f"Số liệu {sheet.window}", office=sheet.office,
        created=datetime.datetime(sheet.since.year, 1, 1),
    ) as file:  # fmt: skip
        page = file.add_worksheet("Số liệu")
        page.write_string(0, 0, sheet.office, file.add_format({**FONT, "bold": True}))
        title = file.add_format({**FONT, "bold": True, "font_size": 14})
        page.write_string(1, 0, f"SỐ LIỆU {sheet.window}", title)
        page.write_string(2, 0, sheet.narrowed, file.add_format({**FONT, "italic": True}))
        head = head_format(file)
        for at, (name, width) in enumerate(COLUMNS):
            page.set_column(at, at, width)
            page.write_string(_HEAD_ROW, at, name, head)
        page.set_row(_HEAD_ROW, height(COLUMNS))
        page.freeze_panes(_HEAD_ROW + 1, 2)
        on_paper(page, _HEAD_ROW)
        text = file.add_format(CELL)
        # With "#,##0.###" a whole number would end with the sign of decimals.
        whole = file.add_format({**CELL, "num_format": "#,##0"})
        parts = file.add_format({**CELL, "num_format": "#,##0.0##"})
        order = file.add_format({**CELL, "align": "center"})
        group = file.add_format({**CELL, "bold": True})
        count = 0
        for at, row in enumerate(sheet.rows, start=_HEAD_ROW + 1):
            if row.entries is None:
                page.write_blank(at, 0, None, group)
                page.write_string(at, 1, row.title[:LONGEST], group)
                for column in range(2, len(COLUMNS)):
                    page.write_blank(at, column, None, group)
                continue
            count += 1
            page.set_row(at, height([(row.title, COLUMNS[1][1]), (row.unit, COLUMNS[2][1])]))
            page.write_number(at, 0, count, order)
            page.write_string(at, 1, row.title[:LONGEST], text)
            page.write_string(at, 2, row.unit[:LONGEST], text)
            _write_numbers(page, at, row, whole, parts)
    return stream.getvalue()


def _write_numbers(page: Worksheet, at: int, row: SheetRow, whole: Format, parts: Format) -> None:
    values = (
        row.value, row.previous, row.change, row.last_year, row.change_year, row.target,
        row.reached, row.entries,
    )  # fmt: skip
    for column, value in enumerate(values, start=3):
        if value is None:
            page.write_blank(at, column, None, whole)
        else:
            form = whole if value == int(value) else parts
            page.write_number(at, column, float(value), form)

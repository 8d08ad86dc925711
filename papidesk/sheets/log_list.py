"""Entries of the activity log as an Excel workbook: days as days, amounts as numbers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from papidesk.domain.record import Record
from papidesk.sheets.printed_sheet import CELL, LONGEST, head_format, on_paper, opened
from papidesk.sheets.row_height import height

# Title of a column and its width in Excel's characters; what is exported is Vietnamese.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("Ngày", 12), ("Nội dung hoạt động", 50), ("Chỉ tiêu số liệu", 34), ("Số lượng", 11),
    ("Đơn vị tính", 12), ("Số liệu khác", 28), ("Đơn vị thực hiện", 24), ("Kênh", 22),
    ("Nhiệm vụ", 34), ("Nội dung thành phần", 14), ("Số người tiếp cận", 12),
    ("Kinh phí (đồng)", 15), ("Địa điểm", 22), ("Ghi chú", 28), ("Số tài liệu kiểm chứng", 12),
)  # fmt: skip

Value = str | datetime.date | Decimal | int | None


class LogLine(Record, frozen=True, kw_only=True):
    """One entry: a value for each of :data:`COLUMNS`; None is left blank."""

    values: tuple[Value, ...]


def workbook(office: str, lines: Iterable[LogLine]) -> bytes:
    """Return the bytes of an .xlsx file; texts stay texts, whatever they begin with."""
    stream = io.BytesIO()
    with opened(stream, title="Nhật ký hoạt động", office=office, streamed=True) as file:
        text = file.add_format({**CELL, "num_format": "@"})
        day = file.add_format({**CELL, "num_format": "dd/mm/yyyy", "align": "center"})
        number = file.add_format({**CELL, "num_format": "#,##0.0##"})
        whole = file.add_format({**CELL, "num_format": "#,##0"})
        head = head_format(file)
        page = file.add_worksheet("Nhật ký")
        page.set_row(0, height(COLUMNS))
        for at, (name, width) in enumerate(COLUMNS):
            page.set_column(at, at, width)
            page.write_string(0, at, name, head)
        page.freeze_panes(1, 2)
        on_paper(page, 0)
        last = 0
        for row, line in enumerate(lines, start=1):
            last = row
            texts = zip(line.values, COLUMNS, strict=True)
            high = height((text, column[1]) for text, column in texts if isinstance(text, str))
            page.set_row(row, high)
            for at, value in enumerate(line.values):
                if value is None or value == "":
                    page.write_blank(row, at, None, text)
                elif isinstance(value, datetime.date):
                    page.write_datetime(row, at, value, day)
                elif isinstance(value, str):
                    page.write_string(row, at, value[:LONGEST], text)
                else:
                    page.write_number(row, at, value, whole if value == int(value) else number)
        page.autofilter(0, 0, max(1, last), len(COLUMNS) - 1)
    return stream.getvalue()

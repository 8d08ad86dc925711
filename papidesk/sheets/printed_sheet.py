"""What our workbooks have in common: texts stay texts in them, and their sheets can be printed."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767  # characters a cell takes
FONT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 12}
CELL: dict[str, Any] = {**FONT, "border": 1, "valign": "top", "text_wrap": True}
_A4 = 9  # Excel's number of the paper size


def opened(
    stream: io.BytesIO,
    *,
    title: str,
    office: str,
    created: datetime.datetime | None = None,
    streamed: bool = False,
) -> Workbook:
    """Return a new workbook, written to ``stream`` when its ``with`` statement ends.

    Texts stay texts, whatever they begin with (= + - @): nothing in them is run. With ``created``
    the same contents give the same bytes; ``streamed`` ones are written row by row, in order.
    """
    import xlsxwriter

    options = {
        "constant_memory": streamed, "strings_to_formulas": False, "strings_to_numbers": False,
        "strings_to_urls": False, "default_date_format": "dd/mm/yyyy",
    }  # fmt: skip
    file = xlsxwriter.Workbook(stream, options)
    said = {"title": title, "author": office}
    file.set_properties(said if created is None else {**said, "created": created})
    return file


def head_format(file: Workbook) -> Format:
    """Return how the titles of columns look."""
    return file.add_format(
        {**CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7EEF0"}
    )


def on_paper(sheet: Worksheet, head_row: int, *, one_page: bool = True) -> None:
    """Let ``sheet`` be printed on A4 across, its head on each page, pages numbered.

    As wide as one page, unless ``one_page`` is False.
    """
    sheet.repeat_rows(head_row)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    if one_page:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")

"""The index of a pack of evidence as an Excel workbook whose files open with a click."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING
from urllib.parse import quote

from papidesk.domain.evidence_index import COLUMNS, TITLE, file_text, size_text
from papidesk.domain.evidence_pack import PackItem, PackPlan
from papidesk.sheets.printed_sheet import CELL, FONT, LONGEST, head_format, on_paper, opened

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEAD_ROW = 3
_WIDTHS = (6, 34, 12, 44, 24, 40, 12, 68)
_LINK_LIMIT = 2_000  # Excel refuses longer ones


def workbook(plan: PackPlan) -> bytes:
    """Return the bytes of an .xlsx file; texts stay texts, whatever they begin with."""
    stream = io.BytesIO()
    with opened(
        stream, title=f"{TITLE}: {plan.title}", office=plan.office,
        created=datetime.datetime.combine(plan.made_on, datetime.time()),
    ) as file:  # fmt: skip
        page = file.add_worksheet("Danh mục")
        page.write_string(0, 0, plan.office, file.add_format({**FONT, "bold": True}))
        title = file.add_format({**FONT, "bold": True, "font_size": 14})
        page.write_string(1, 0, f"{TITLE}: {plan.title}"[:LONGEST], title)
        head = head_format(file)
        for at, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            page.set_column(at, at, width)
            page.write_string(_HEAD_ROW, at, name, head)
        forms = {
            "text": file.add_format({**CELL, "num_format": "@"}),
            "day": file.add_format({**CELL, "num_format": "dd/mm/yyyy", "align": "center"}),
            "number": file.add_format({**CELL, "align": "center"}),
            "group": file.add_format({**CELL, "bold": True, "bg_color": "#F3F5F7"}),
            "link": file.add_format({**CELL, "font_color": "#0F6068", "underline": 1}),
            "bad": file.add_format({**CELL, "font_color": "#B02A1D"}),
        }
        last = _fill(page, plan, forms)
        page.freeze_panes(_HEAD_ROW + 1, 2)
        if len(plan.groups) == 1:
            page.autofilter(_HEAD_ROW, 0, last, len(COLUMNS) - 1)
        on_paper(page, _HEAD_ROW)
    return stream.getvalue()


def _fill(page: Worksheet, plan: PackPlan, forms: dict[str, Format]) -> int:
    row = _HEAD_ROW
    for group in plan.groups:
        if len(plan.groups) > 1:
            row += 1
            page.merge_range(row, 0, row, len(COLUMNS) - 1, "", forms["group"])
            page.write_string(row, 0, group.title[:LONGEST], forms["group"])
        for item in group.items:
            row += 1
            _write(page, row, item, forms)
    return max(row, _HEAD_ROW + 1)


def _write(page: Worksheet, row: int, item: PackItem, forms: dict[str, Format]) -> None:
    text = forms["text"]
    page.write_number(row, 0, item.number, forms["number"])
    page.write_string(row, 1, item.name, text)
    if item.day is not None:
        page.write_datetime(row, 2, item.day, forms["day"])
    else:
        page.write_blank(row, 2, None, text)
    page.write_string(row, 3, item.subject[:LONGEST], text)
    page.write_string(row, 4, item.unit, text)
    said = file_text(item)[:LONGEST]
    target = item.url if item.kind == "link" else "external:" + quote(item.path)
    if item.problem:
        page.write_string(row, 5, said, forms["bad"])
    elif len(target) <= _LINK_LIMIT:
        page.write_url(row, 5, target, forms["link"], string=said)
    else:
        page.write_string(row, 5, said, text)
    size = size_text(item.bytes) if item.bytes and item.kind != "link" else ""
    page.write_string(row, 6, size, text)
    page.write_string(row, 7, item.sha256, text)

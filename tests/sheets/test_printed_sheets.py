"""Workbooks as they are printed: no text cut off, no number that ends with its decimal sign."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from papidesk.domain.criteria import SelfAssessment, SelfScore
from papidesk.sheets import figure_sheet, log_list, self_score
from papidesk.sheets.figure_sheet import FigureSheet, SheetRow
from papidesk.sheets.log_list import LogLine
from papidesk.workflow import criteria

LINE = 15.75


def _page(data: bytes) -> Worksheet:
    page = load_workbook(io.BytesIO(data)).active
    assert isinstance(page, Worksheet)
    return page


def _figures() -> Worksheet:
    rows = (
        SheetRow(title="Dịch vụ công trực tuyến"),
        SheetRow(title="Hồ sơ", unit="hồ sơ", value=Decimal(1050), entries=3),
        SheetRow(title="Tỷ lệ", unit="%", value=Decimal("48.1"), entries=3),
    )
    sheet = FigureSheet(
        office="ỦY BAN NHÂN DÂN XÃ AN HÒA",
        window="QUÝ I NĂM 2026",
        since=datetime.date(2026, 1, 1),
        rows=rows,
    )
    return _page(figure_sheet.workbook(sheet))


def test_whole_numbers_have_no_sign_of_decimals_at_their_end() -> None:
    page = _figures()
    formats = {cell.value: cell.number_format for cell in page["D"] if cell.value is not None}
    assert formats[1050] == "#,##0"
    assert formats[48.1] == "#,##0.0##"


def test_titles_of_columns_have_room_for_all_their_lines() -> None:
    page = _figures()
    height = page.row_dimensions[figure_sheet._HEAD_ROW + 1].height
    assert height is not None and height >= 2 * LINE


def test_rows_of_the_log_are_as_high_as_their_longest_text() -> None:
    title = "Hội nghị quán triệt kế hoạch nâng cao Chỉ số PAPI đến toàn thể cán bộ " * 2
    values = (datetime.date(2026, 3, 5), title, *[None] * (len(log_list.COLUMNS) - 2))
    page = _page(log_list.workbook("xã An Hòa", [LogLine(values=values)]))
    height = page.row_dimensions[2].height
    assert height is not None and height >= 3 * LINE
    assert page.row_dimensions[1].height is not None


def test_explanations_of_the_self_score_are_not_cut_off() -> None:
    chosen = criteria.ours()[0]
    first = next(one for one in chosen.criteria if one.points is not None)
    said = "Đã công khai đầy đủ trên Cổng thông tin điện tử và tại nhà văn hóa các thôn. " * 3
    own = SelfAssessment(
        criteria=chosen.code,
        year=2026,
        scores=(SelfScore(criterion=first.code, points=Decimal(1), explanation=said),),
    )
    page = _page(self_score.workbook("ỦY BAN NHÂN DÂN XÃ AN HÒA", chosen, own, {}))
    row = next(cell.row for cell in page["E"] if cell.value == said)
    height = page.row_dimensions[row].height
    assert height is not None and height >= 4 * LINE

"""Duties read from a plan's table, and the sheet of each unit."""

from __future__ import annotations

from papidesk.domain.blocks import Row, Table
from papidesk.domain.document import Annex, Document, IssueDate
from papidesk.domain.paper_body import Line
from papidesk.domain.task_sheet import TaskRow, paper_of, rows_of, units_of
from tests.printing.papers import cell, plan

HEADS = (
    "TT", "Lĩnh vực, nội dung thành phần (mã)", "Nhiệm vụ, giải pháp", "Chỉ tiêu",
    "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện", "Sản phẩm",
    "Tài liệu kiểm chứng", "Kinh phí", "Ghi chú",
)  # fmt: skip


def row(*texts: str) -> Row:
    return Row(cells=tuple(map(cell, texts)))


def duties() -> Table:
    return Table(
        rows=(
            row(*HEADS),
            row(*(f"({n})" for n in range(1, 12))),
            Row(cells=(cell("I. Công khai, minh bạch", colspan=11),)),
            row("1", "2.1", "Niêm yết danh sách hộ nghèo", "100 %", "Phòng Kinh tế;",
                "- Văn phòng HĐND và UBND; Các thôn.", "Quý I", "Danh sách", "Ảnh", "", ""),
            Row(
                cells=(
                    cell("2"), cell("2.2"), cell("Phát tin, bài", rowspan=1), cell("12"),
                    cell("Phòng Văn hóa - Xã hội\nPHÒNG KINH TẾ", rowspan=2), cell("Các thôn"),
                    cell("Thường xuyên"), cell("Tin, bài"), cell(""), cell(""), cell(""),
                )
            ),
            Row(
                cells=(
                    cell("3"), cell("2.3"), cell("Đối thoại với Nhân dân"), cell("2"),
                    cell("Phòng Kinh tế"), cell("Tháng 6"), cell("Biên bản"), cell(""), cell(""),
                    cell(""),
                )
            ),
        )
    )  # fmt: skip


def with_duties() -> Document:
    return plan(1, annexes=(Annex(title="Phân công nhiệm vụ", blocks=(duties(),)),))


def test_duties_are_read_by_the_heads_of_the_columns_groups_left_out() -> None:
    first, second, third = rows_of(with_duties())
    assert first == TaskRow(
        task="Niêm yết danh sách hộ nghèo", lead=("Phòng Kinh tế",),
        cooperating=("Văn phòng HĐND và UBND", "Các thôn"), due="Quý I", product="Danh sách",
    )  # fmt: skip
    assert second.lead == third.lead == ("Phòng Văn hóa - Xã hội", "PHÒNG KINH TẾ")
    assert third.cooperating == ("Phòng Kinh tế",)
    assert third.due == "Tháng 6"


def test_units_are_named_once_however_they_are_written() -> None:
    assert units_of(rows_of(with_duties())) == ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")


def test_other_heads_tell_the_same_columns() -> None:
    table = Table(
        rows=(
            row("STT", "Nội dung công việc", "Bộ phận thực hiện", "Thời hạn hoàn thành", "Kết quả"),
            row("1", "In tờ rơi", "Văn phòng", "Tháng 3", "500 tờ"),
        )
    )
    (found,) = rows_of(plan(0, blocks=(table,)))
    assert found == TaskRow(task="In tờ rơi", lead=("Văn phòng",), due="Tháng 3", product="500 tờ")


def test_a_table_that_gives_no_duties_is_passed_over() -> None:
    assert rows_of(plan(0, blocks=(Table(rows=(row("TT", "Họ và tên"), row("1", "A"))),))) == ()


def test_a_sheet_tells_what_a_unit_leads_and_where_it_helps() -> None:
    rows = rows_of(with_duties())
    words = paper_of(with_duties(), "Phòng Kinh tế", rows, IssueDate(day=9, month=2, year=2026))
    assert (words.kind, words.head.number) == ("PHIẾU GIAO VIỆC", "")
    assert words.head.place_date.replace("\u00a0", " ") == "An Hòa, ngày 09 tháng 02 năm 2026"
    assert "Kế hoạch số 05/KH-UBND" in words.abstract.replace("\u00a0", " ")
    tables = [part for part in words.body if isinstance(part, Table)]
    assert [len(table.rows) for table in tables] == [4]
    assert words.foot.second.titles == ("ĐẠI DIỆN ĐƠN VỊ NHẬN",)
    assert words.foot.recipients == ("- Phòng Kinh tế;", "- Lưu: VT.")
    helping = paper_of(with_duties(), "Các thôn", rows)
    (table,) = [part for part in helping.body if isinstance(part, Table)]
    assert [each.text for each in table.rows[0].cells][2] == "Chủ trì"
    assert len(table.rows) == 3
    last = helping.body[-1]
    assert isinstance(last, Line)
    assert last.text.text.endswith("./.")

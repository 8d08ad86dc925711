"""A set of criteria out of a table as it is sent by superiors."""

from __future__ import annotations

from decimal import Decimal

import pytest

from papidesk.domain.criteria_checks import check
from papidesk.domain.criteria_table import NoCriteriaTableError, from_rows

ROWS = [
    ["ỦY BAN NHÂN DÂN TỈNH", "", "", "", ""],
    ["TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Hướng dẫn"],
    ["I", "CÔNG TÁC CHỈ ĐẠO", "10", "", ""],
    ["1", "Ban hành kế hoạch", "4,5", "", "Đúng hạn"],
    ["2", "Báo cáo", "5", "", ""],
    ["2.1", "Đủ số lượng", "2", "", ""],
    ["2.2", "Đúng hạn", "3", "", ""],
    ["", "Mỗi báo cáo chậm trừ 1 điểm", "", "", ""],
    ["II", "TUYÊN TRUYỀN", "8", "", ""],
    ["", "Tin, bài", "3 điểm", "", ""],
    ["", "Phát thanh", "5 điểm", "", ""],
    ["", "Tổng cộng", "18", "", ""],
]


def test_levels_come_from_the_numbering_and_headings_lose_their_points() -> None:
    made = check(from_rows(ROWS, code="bo", name="Bộ").set)
    shown = [(one.level, one.number, one.text, one.points) for one in made.criteria]
    assert shown == [
        (1, "I", "CÔNG TÁC CHỈ ĐẠO", None),
        (2, "1", "Ban hành kế hoạch", Decimal("4.5")),
        (2, "2", "Báo cáo", None),
        (3, "2.1", "Đủ số lượng", Decimal(2)),
        (3, "2.2", "Đúng hạn", Decimal(3)),
        (1, "II", "TUYÊN TRUYỀN", None),
        (2, "", "Tin, bài", Decimal(3)),
        (2, "", "Phát thanh", Decimal(5)),
    ]
    assert made.criteria[4].guide == "Mỗi báo cáo chậm trừ 1 điểm"


def test_a_heading_whose_points_do_not_add_up_is_told() -> None:
    notes = from_rows(ROWS, code="bo", name="Bộ").notes
    assert [note.values for note in notes] == [
        {"text": "CÔNG TÁC CHỈ ĐẠO", "points": "10", "sum": "9,5"}
    ]


def test_codes_are_made_where_the_file_has_none_and_differ() -> None:
    made = from_rows(ROWS, code="bo", name="Bộ").set
    codes = [one.code for one in made.criteria]
    assert len(set(codes)) == len(codes)
    assert codes[:3] == ["i", "i.1", "i.2"]


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(NoCriteriaTableError):
        from_rows([["Họ tên", "Năm sinh"], ["Nguyễn Văn Mẫu", "1980"]], code="a", name="A")
    with pytest.raises(NoCriteriaTableError):
        from_rows([], code="a", name="A")

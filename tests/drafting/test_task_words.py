"""The words by which tasks are found: units, partners, labels, amounts, codes, money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from papidesk.domain.default_catalogue import counters
from papidesk.domain.task import Target
from papidesk.drafting.task_filling import codes_of, money
from papidesk.drafting.task_targets import guess
from papidesk.drafting.task_words import cooperating, labelled, lead_of, unit_of


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1. Văn phòng - Thống kê", "Văn phòng - Thống kê"),
        ("Công chức Văn hóa - Xã hội:", "Công chức Văn hóa - Xã hội"),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
        ("Đối với Ban Giám hiệu (đồng chí Mẫu)", "Ban Giám hiệu"),
        ("Các thôn, tổ dân phố", "Các thôn, tổ dân phố"),
        ("Công chức Địa chính – xây dựng xã.", "Công chức Địa chính – xây dựng xã"),
        ("Các sở, ban, ngành tỉnh; UBND các xã", "Các sở, ban, ngành tỉnh; UBND các xã"),
        ("Văn phòng theo dõi, đôn đốc việc thực hiện", ""),
        ("Hội nghị, buổi chào cờ đầu tháng", ""),
        ("Ban hành kèm theo Quyết định này", ""),
        ("Chế độ báo cáo", ""),
        ("Kinh phí thực hiện", ""),
        ("Tổ chức tuyên truyền", ""),
    ],
)
def test_titles_that_name_units_are_told_from_others(text: str, unit: str) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Chủ trì, phối hợp với các đơn vị có liên quan tham mưu, tổ chức thực hiện.",
            ("Các đơn vị có liên quan",),
        ),
        (
            "Phối hợp với Phòng Kinh tế, Hạ tầng và Đô thị rà soát quy hoạch.",
            ("Phòng Kinh tế, Hạ tầng và Đô thị",),
        ),
        (
            "Phối hợp với Mặt trận Tổ quốc xã, các tổ chức chính trị - xã hội vận động hội viên.",
            ("Mặt trận Tổ quốc xã", "Các tổ chức chính trị - xã hội"),
        ),
        ("Phối hợp xây dựng danh mục thủ tục.", ()),
        ("Niêm yết công khai thủ tục.", ()),
    ],
)
def test_whom_a_task_is_done_with_ends_where_the_act_begins(
    text: str, named: tuple[str, ...]
) -> None:
    assert cooperating(text) == named


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Giao Công chức Tài chính - Kế toán tham mưu bố trí kinh phí.",
         "Công chức Tài chính - Kế toán"),
        ("Văn phòng chủ trì, phối hợp với các thôn thực hiện.", "Văn phòng"),
        ("Phòng Kinh tế: Chủ trì rà soát quy hoạch.", "Phòng Kinh tế"),
        ("Căn cứ Kế hoạch này, đề nghị các thôn tổ chức họp dân.", "Các thôn"),
        ("Niêm yết thủ tục hành chính tại trụ sở.", ""),
    ],
)  # fmt: skip
def test_sentences_that_say_who_acts_are_read(text: str, lead: str) -> None:
    assert lead_of(text) == lead


def test_labels_are_read_and_other_lines_are_none() -> None:
    assert labelled("- Thời gian thực hiện: Thường xuyên.") == [("time", "Thường xuyên")]
    assert labelled("Đơn vị chủ trì: A; Đơn vị phối hợp: B") == [
        ("lead", "A"),
        ("cooperating", "B"),
    ]
    assert labelled("Thực hiện tốt công tác tiếp dân.") == []


@pytest.mark.parametrize(
    ("text", "counter", "quantity"),
    [
        ("ít nhất 02 tin, bài/tháng", "tin-bai", 24),
        ("Phát thanh 02 lượt/tuần trên hệ thống truyền thanh", "luot-phat-thanh", 104),
        ("tối thiểu 4 buổi sinh hoạt chuyên đề", "sinh-hoat-chuyen-de", 4),
        ("phát 1.500 tờ rơi", "to-roi", 1500),
        ("01 cuộc thi tìm hiểu", "cuoc-thi", 1),
        ("Kế hoạch số 05 năm 2024", "", 0),
        ("trong 30 ngày", "", 0),
    ],
)
def test_amounts_of_counters_become_targets(text: str, counter: str, quantity: int) -> None:
    found = guess(text, counters())
    if not counter:
        assert found is None
        return
    assert found is not None
    assert found.target == Target(counter=counter, quantity=Decimal(quantity))
    assert found.words in text


def test_what_is_wanted_each_month_is_counted_over_the_tasks_months() -> None:
    found = guess("02 tin, bài/tháng", counters(), date(2024, 4, 1), date(2024, 6, 30))
    assert found is not None
    assert found.target.quantity == 6


def test_codes_that_are_named_go_before_guesses() -> None:
    assert codes_of("Nội dung thành phần 3.2: trả lời kiến nghị") == ("3.2",)
    assert codes_of("Bảo đảm y tế", "8.3; 8.1") == ("8.3", "8.1")
    assert codes_of("Phiên bản 9.9 và mục 3.7") == ()
    assert codes_of("Phổ biến giáo dục pháp luật") == ()


@pytest.mark.parametrize(
    ("text", "amount"),
    [("5.000.000 đồng", 5_000_000), ("12,5 triệu", 12_500_000), ("2 tỷ đồng", 2_000_000_000),
     ("Lồng ghép", None), ("3", None)],
)  # fmt: skip
def test_money_is_read_from_a_cell(text: str, amount: int | None) -> None:
    assert money(text) == amount

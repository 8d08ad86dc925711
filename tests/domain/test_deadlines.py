"""Deadlines: counted in working days, and read off what a paper says."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.deadlines import is_working, stated, suggested, working_days_after

ARRIVED = datetime.date(2026, 3, 6)  # a Friday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("gửi về Sở Nội vụ trước ngày 15/3/2026 để tổng hợp", (2026, 3, 15)),
        ("Báo cáo gửi chậm nhất ngày 20 tháng 3 năm 2026.", (2026, 3, 20)),
        ("gửi về trước 16 giờ 00, ngày 12/3/2026", (2026, 3, 12)),
        ("chậm nhất là ngày 12.3.2026", (2026, 3, 12)),
        ("Hạn chót: trước ngày 10/02", (2027, 2, 10)),
        ("trong thời hạn 05 ngày làm việc kể từ ngày nhận", (2026, 3, 13)),
        ("trong vòng 10 ngày", (2026, 3, 16)),
        ("trước ngày 20/3/2026 và chậm nhất ngày 12/3/2026", (2026, 3, 12)),
    ],
)
def test_the_deadline_a_paper_names_is_read(text: str, day: tuple[int, int, int]) -> None:
    assert stated([text], ARRIVED) == datetime.date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "Luật có hiệu lực trước ngày 01/7/2025",
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 20/3/2026",
        "trước ngày 31/02/2026",
        "Không có thời hạn",
        "",
    ],
)
def test_other_days_are_no_deadlines(text: str) -> None:
    assert stated([text], ARRIVED) is None


def test_working_days_leave_out_weekends_and_known_holidays() -> None:
    assert working_days_after(ARRIVED, 1) == datetime.date(2026, 3, 9)
    assert working_days_after(datetime.date(2026, 4, 29), 1) == datetime.date(2026, 5, 4)
    assert not is_working(datetime.date(2026, 9, 2))


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        ((2026, 2, 13), (2026, 2, 23)),  # a Friday before Tết, 17/02/2026
        ((2025, 1, 27), (2025, 2, 3)),
        ((2029, 4, 20), (2029, 4, 24)),  # Giỗ Tổ on a Monday
        ((2035, 2, 5), (2035, 2, 13)),  # two days of Tết on a weekend, made up for
    ],
)
def test_nothing_is_due_at_tet_and_on_the_day_of_the_hung_kings(
    arrived: tuple[int, int, int], due: tuple[int, int, int]
) -> None:
    assert working_days_after(datetime.date(*arrived), 1) == datetime.date(*due)


def test_an_urgent_paper_is_due_sooner() -> None:
    assert suggested(ARRIVED) == datetime.date(2026, 3, 13)
    assert suggested(ARRIVED, "KHẨN") == datetime.date(2026, 3, 9)
    assert suggested(ARRIVED, "HỎA TỐC") == ARRIVED
    assert suggested(datetime.date(2026, 3, 7), "HỎA TỐC") == datetime.date(2026, 3, 9)


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)), st.integers(0, 60))
def test_a_deadline_in_working_days_is_a_working_day_not_before_the_arrival(
    day: datetime.date, count: int
) -> None:
    found = working_days_after(day, count)
    assert is_working(found)
    between = [day + datetime.timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert sum(map(is_working, between)) == (count or (0 if is_working(day) else 1))


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    found = stated([text, f"trước ngày {text}"], ARRIVED)
    assert found is None or found >= ARRIVED

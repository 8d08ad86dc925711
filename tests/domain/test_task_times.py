"""When a plan wants a task done: read from its words, never a day that does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.recurrence import Recurrence
from papidesk.domain.task_times import (
    NO_SUCH_DAY,
    NOT_UNDERSTOOD,
    SEVERAL,
    YEARS,
    TaskTime,
    read_time,
)

YEAR = 2024


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("Quý II/2024", "2024-04-01", "2024-06-30"),
        ("Quý IV năm 2025", "2025-10-01", "2025-12-31"),
        ("Quý I, II, III/2024", "2024-01-01", "2024-09-30"),
        ("Quý I - Quý III", "2024-01-01", "2024-09-30"),
        ("Trước ngày 30/6/2024", "", "2024-06-30"),
        ("trước ngày 15 tháng 12 năm 2024", "", "2024-12-15"),
        ("Trước tháng 6", "", "2024-05-31"),
        ("Chậm nhất ngày 14/6", "", "2024-06-14"),
        ("Hoàn thành trong Quý I", "", "2024-03-31"),
        ("Trong tháng 3", "2024-03-01", "2024-03-31"),
        ("Tháng 3/2024", "2024-03-01", "2024-03-31"),
        ("3/2024", "2024-03-01", "2024-03-31"),
        ("Tháng 3 - tháng 6", "2024-03-01", "2024-06-30"),
        ("Tháng 3-6", "2024-03-01", "2024-06-30"),
        ("Từ tháng 3 đến tháng 6/2024", "2024-03-01", "2024-06-30"),
        ("Từ tháng 11 đến tháng 2", "2024-11-01", "2025-02-28"),
        ("Từ 15/01 đến 30/4", "2024-01-15", "2024-04-30"),
        ("Từ 15/12/2023 đến 14/12/2024", "2023-12-15", "2024-12-14"),
        ("Từ 15/11 đến 15/02/2025", "2024-11-15", "2025-02-15"),
        ("Từ ngày 01/02", "2024-02-01", ""),
        ("6 tháng đầu năm", "2024-01-01", "2024-06-30"),
        ("06 tháng cuối năm 2024", "2024-07-01", "2024-12-31"),
        ("9 tháng đầu năm 2024", "2024-01-01", "2024-09-30"),
        ("Năm 2024", "2024-01-01", "2024-12-31"),
        ("Cả năm", "2024-01-01", "2024-12-31"),
        ("15/3/24", "", "2024-03-15"),
        ("29/02/2024", "", "2024-02-29"),
        ("Ngày 09/11", "", "2024-11-09"),
    ],
)
def test_times_of_plans_become_days(text: str, start: str, due: str) -> None:
    assert read_time(text, YEAR) == TaskTime(start=_day(start), due=_day(due))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Hằng quý", Recurrence(every="quarter")),
        ("Định kỳ hàng tháng", Recurrence(every="month")),
        ("Hằng tháng, trước ngày 20", Recurrence(every="month", days=(20,))),
        ("Trước ngày 15 hằng tháng", Recurrence(every="month", days=(15,))),
        ("Thứ Hai hằng tuần", Recurrence(every="week", weekdays=(0,))),
        ("thứ 2, thứ 5 hàng tuần", Recurrence(every="week", weekdays=(0, 3))),
        ("Hằng tuần", Recurrence(every="week", weekdays=(4,))),
        ("06 tháng/lần", Recurrence(every="half")),
        ("02 tin, bài/tháng", Recurrence(every="month")),
        ("Hằng năm", Recurrence(every="year")),
        ("Hằng ngày", Recurrence(every="day")),
    ],
)
def test_what_comes_again_becomes_a_rule(text: str, rule: Recurrence) -> None:
    assert read_time(text, YEAR) == TaskTime(recurring=rule)


def test_a_rule_can_have_an_end() -> None:
    found = read_time("Hằng tháng, từ tháng 3 đến tháng 6", YEAR)
    assert (found.recurring, found.start, found.due) == (
        Recurrence(every="month"),
        date(2024, 3, 1),
        date(2024, 6, 30),
    )


@pytest.mark.parametrize("text", ["Thường xuyên", "thường xuyên, liên tục", "Xuyên suốt"])
def test_what_goes_on_all_year_is_standing(text: str) -> None:
    assert read_time(text, YEAR) == TaskTime(standing=True)


@pytest.mark.parametrize(
    "text", ["31/02/2024", "Trước ngày 30/6/20224", "29/02/2023", "tháng 13", "Quý 5", "32/13"]
)
def test_a_day_that_does_not_exist_stays_words_with_a_doubt(text: str) -> None:
    found = read_time(text, YEAR)
    assert not found.understood
    assert found.doubt == NO_SUCH_DAY
    assert found.words in text


def test_a_wrong_day_beside_a_right_one_is_told() -> None:
    found = read_time("Từ 01/02 đến 31/02/2024", YEAR)
    assert found.doubt == NO_SUCH_DAY
    assert found.words == "31/02/2024"


def test_several_days_take_the_last_and_say_so() -> None:
    found = read_time("Trước ngày 20/6 và 10/12", YEAR)
    assert (found.due, found.doubt) == (date(2024, 12, 10), SEVERAL)


@pytest.mark.parametrize("text", ["Khi có yêu cầu", "Theo kế hoạch của tỉnh", "ba"])
def test_what_is_no_time_is_told(text: str) -> None:
    assert read_time(text, YEAR).doubt == NOT_UNDERSTOOD


def test_nothing_is_no_doubt() -> None:
    assert read_time(" . ", YEAR) == TaskTime()


@given(st.dates(date(1995, 1, 1), date(2095, 12, 31)), st.sampled_from(("/", ".", "-")))
def test_every_day_of_the_calendar_is_read_back(day: date, sign: str) -> None:
    written = f"Trước ngày {day.day:02}{sign}{day.month:02}{sign}{day.year}"
    assert read_time(written, YEAR) == TaskTime(due=day)


@given(
    st.text(alphabet="0123456789/.- ngàythquýIVXđếntừsaulầnhằm,năm", max_size=40),
    st.sampled_from((2024, 2025)),
)
def test_any_words_give_days_in_order_or_a_doubt(text: str, year: int) -> None:
    found = read_time(text, year)
    for day in (found.start, found.due):
        assert day is None or day.year in YEARS or day.year == YEARS[-1] + 1
    assert found.start is None or found.due is None or found.start <= found.due
    assert found.understood or found.doubt or not text.strip(" .;:")

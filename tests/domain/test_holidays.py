"""Holidays and working days: the library's, and the office's own table."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.holidays import OwnDay, holidays, is_working, made_up, moved

DAYS = st.dates(datetime.date(2018, 1, 1), datetime.date(2040, 12, 31))
TABLES = st.lists(
    st.builds(OwnDay, day=DAYS, kind=st.sampled_from(["off", "working"]), name=st.just("Nghỉ bù")),
    max_size=4,
    unique_by=lambda own: own.day,
)


def _day(text: str) -> datetime.date:
    return datetime.datetime.strptime(text, "%d/%m/%Y").date()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("17/02/2026", "Mùng Một Tết Nguyên đán"),
        ("02/02/2030", "Mùng Một Tết Nguyên đán"),  # a day before the Chinese new year
        ("26/04/2026", "Giỗ Tổ Hùng Vương"),
        ("27/04/2026", "Giỗ Tổ Hùng Vương (nghỉ bù)"),
        ("30/04/2026", "Ngày Chiến thắng 30/4"),
        ("02/09/2026", "Quốc khánh 02/9"),
    ],
)
def test_holidays_have_their_vietnamese_names(day: str, name: str) -> None:
    assert holidays(_day(day).year)[_day(day)] == name
    assert not is_working(_day(day))


def test_the_saturday_that_makes_up_for_a_day_off_is_worked_on() -> None:
    assert not is_working(_day("29/04/2024"))
    assert is_working(_day("04/05/2024"))
    assert made_up(2024) >= {_day("04/05/2024")}
    assert not is_working(_day("11/05/2024"))


def test_the_offices_own_table_goes_before_the_library() -> None:
    table = (
        OwnDay(day=_day("18/05/2026"), name="Nghỉ bù"),
        OwnDay(day=_day("23/05/2026"), kind="working", name="Làm bù"),
        OwnDay(day=_day("01/01/2026"), kind="working", name="Trực"),
    )
    assert not is_working(_day("18/05/2026"), table)
    assert is_working(_day("23/05/2026"), table)
    assert is_working(_day("01/01/2026"), table)
    known = holidays(2026, table)
    assert known[_day("18/05/2026")] == "Nghỉ bù"
    assert _day("01/01/2026") not in known
    assert _day("23/05/2026") in made_up(2026, table)


@pytest.mark.parametrize(
    ("day", "rule", "due"),
    [
        ("20/06/2026", "previous", "19/06/2026"),  # a Saturday
        ("20/06/2026", "next", "22/06/2026"),
        ("20/06/2026", "stays", "20/06/2026"),
        ("20/03/2026", "previous", "20/03/2026"),
        ("18/02/2026", "next", "23/02/2026"),  # through Tết
        ("18/02/2026", "previous", "13/02/2026"),
    ],
)
def test_a_due_day_moves_as_the_duty_says(day: str, rule: str, due: str) -> None:
    assert moved(_day(day), rule, ()) == _day(due)  # type: ignore[arg-type]


@given(day=DAYS, table=TABLES)
def test_a_moved_day_is_the_nearest_working_day(day: datetime.date, table: list[OwnDay]) -> None:
    after, before = moved(day, "next", table), moved(day, "previous", table)
    assert before <= day <= after
    assert is_working(after, table)
    assert is_working(before, table)
    between = [before + datetime.timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(is_working(one, table) for one in between)
    assert moved(day, "stays", table) == day
    if is_working(day, table):
        assert before == day == after


@given(year=st.integers(1, 9999), table=TABLES)
def test_any_year_has_holidays_of_its_own_only(year: int, table: list[OwnDay]) -> None:
    for day, name in holidays(year, table).items():
        assert day.year == year
        assert name


def test_the_table_is_what_the_library_says() -> None:
    from tools.make_holidays import CATALOGUE, table

    kept = json.loads((CATALOGUE / "holidays.json").read_text(encoding="utf-8"))
    assert kept == table(), "run: python -m tools.make_holidays"

"""The parts of the log: days and amounts as typed, choices, the calendar, rules."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.recurrence import Recurrence
from papidesk.errors import PapiDeskError
from tests.ui.person import type_text
from ui.log.period_chip import span_of, span_text
from ui.log.typed import amount_of, cost_of, day_of, people_of
from ui.log.wording import amount_text, money_text
from ui.theme import Theme
from ui.widgets.choice_line import Choice, ChoiceLine
from ui.widgets.heat_calendar import HeatCalendar
from ui.widgets.recurrence_editor import RecurrenceEditor

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))
TODAY = datetime.date(2026, 3, 10)


@given(DAYS)
def test_a_day_written_out_is_read_back(day: datetime.date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day:%d%m%Y}"):
        assert day_of(text, TODAY) == day


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_never_far_ahead(day: datetime.date, today: datetime.date) -> None:
    try:
        found = day_of(f"{day.day}/{day.month}", today)
    except PapiDeskError:
        assert (day.day, day.month) == (29, 2)
        return
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    assert found - today <= datetime.timedelta(days=31)
    assert today.year - found.year in (0, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [("15/3", datetime.date(2026, 3, 15)), ("5", datetime.date(2026, 3, 5)),
     ("20/12", datetime.date(2025, 12, 20)), ("1/1/24", datetime.date(2024, 1, 1)),
     ("hôm nay", TODAY), ("hom qua", TODAY - datetime.timedelta(days=1)), ("", None)],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str, day: datetime.date | None) -> None:
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize("text", ["31/02", "0/1", "15/13", "1/1/20224", "1/1/202", "mai", "1/"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(PapiDeskError):
        day_of(text, TODAY)


@given(st.decimals(0, 10**11, places=3))
def test_an_amount_written_out_is_read_back(value: Decimal) -> None:
    assert amount_of(amount_text(value)) == value


@given(st.integers(0, 10**13))
def test_money_written_out_is_read_back(dong: int) -> None:
    assert cost_of(f"{money_text(dong)} đồng") == dong


@pytest.mark.parametrize("text", ["-1", "abc", "1e99", "99999999", "1,5"])
def test_a_number_of_people_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(PapiDeskError):
        people_of(text)


def test_usual_periods_are_whole() -> None:
    day = datetime.date(2026, 8, 31)
    assert span_of("half", day) == (datetime.date(2026, 7, 1), datetime.date(2026, 12, 31))
    assert span_of("quarter", day) == (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    assert span_of("last-month", day) == (datetime.date(2026, 7, 1), datetime.date(2026, 7, 31))
    assert span_text(*span_of("month", day)) == "8/2026"
    assert span_text(*span_of("year", day)) == "2026"


def test_a_choice_is_found_by_any_of_its_words_without_marks(qtbot: QtBot) -> None:
    line = ChoiceLine("Kênh")
    qtbot.addWidget(line)
    line.offer([Choice("tt", "Truyền thanh cơ sở", "loa; đài"), Choice("web", "Cổng thông tin")])
    line.show()
    type_text(line, "dai")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (line.text(), line.code()) == ("Truyền thanh cơ sở", "tt")
    line.setText("WEB")
    assert line.code() == "web"
    line.setText("gì đó")
    assert line.strange()
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert line.offering
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.offering
    assert line.text() == "gì đó"


def test_the_calendar_is_walked_by_keys_and_says_what_a_day_has(theme: Theme, qtbot: QtBot) -> None:
    day = datetime.date(2024, 2, 28)
    heat = HeatCalendar(theme, lambda on, count: f"{on:%d/%m/%Y}: {count}")
    qtbot.addWidget(heat)
    heat.resize(280, 320)
    heat.show_counts(2024, {day + datetime.timedelta(days=1): 7})
    heat.show()
    for _step in range(58):
        qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert heat.cursor_day == day
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert heat.accessibleDescription() == "29/02/2024: 7"
    with qtbot.waitSignal(heat.day_chosen) as chosen:
        qtbot.keyClick(heat, Qt.Key.Key_Return)
    assert chosen.args == [datetime.date(2024, 2, 29)]
    qtbot.keyClick(heat, Qt.Key.Key_End)
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert heat.cursor_day == datetime.date(2024, 12, 31)
    every = {heat.cell(datetime.date(2024, 1, 1) + datetime.timedelta(days=n)).center().toTuple()
             for n in range(366)}  # fmt: skip
    assert len(every) == 366


RULES = (
    Recurrence(every="day", interval=2),
    Recurrence(every="week", weekdays=(0, 3), since=datetime.date(2026, 1, 5)),
    Recurrence(every="month", days=(1, 15, -1)),
    Recurrence(every="month", nth=-1, weekdays=(4,)),
    Recurrence(every="quarter", days=(20,), month=3),
    Recurrence(every="half", days=(-1,), month=6),
    Recurrence(every="year", days=(15,), month=11, until=datetime.date(2030, 1, 1)),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.every)
def test_a_rule_that_is_shown_is_the_rule_that_is_read(qtbot: QtBot, rule: Recurrence) -> None:
    editor = RecurrenceEditor()
    qtbot.addWidget(editor)
    editor.show_value(rule)
    assert editor.wrong() == ""
    assert editor.value() == rule

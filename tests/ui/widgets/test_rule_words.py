"""What comes again, said in the window's language."""

from __future__ import annotations

import datetime

import pytest

from papidesk import i18n
from papidesk.domain.recurrence import Recurrence
from ui.widgets.rule_words import rule_text

SINCE = datetime.date(2026, 10, 31)


@pytest.mark.parametrize(
    ("rule", "english"),
    [
        (Recurrence(every="day"), "daily"),
        (
            Recurrence(every="week", weekdays=(0, 3), since=SINCE),
            "weekly, on Monday, Thursday, from 31/10/2026",
        ),
        (Recurrence(every="week", interval=2, weekdays=(4,)), "every 2 weeks, on Friday"),
        (Recurrence(every="month", days=(15, -1)), "monthly, on day 15, the last day"),
        (Recurrence(every="month", weekdays=(0,), nth=-1), "monthly, on the last Monday"),
        (Recurrence(every="year", days=(10,), month=3), "yearly, on day 10 of month 3"),
    ],
)
def test_a_rule_is_said_in_english_where_the_window_is(rule: Recurrence, english: str) -> None:
    i18n.use("en")
    assert rule_text(rule) == english


def test_in_vietnamese_a_rule_is_said_as_papers_say_it() -> None:
    rule = Recurrence(every="week", weekdays=(0, 3))
    assert rule_text(rule) == "hằng tuần, vào thứ Hai và thứ Năm"

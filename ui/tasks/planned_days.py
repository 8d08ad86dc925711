"""Days of a plan as they are typed: "30/6" is one of the task's year, ahead or behind."""

from __future__ import annotations

import datetime
import re

from papidesk.errors import PapiDeskError
from papidesk.text.clean import clean_line
from ui.failures import sentence_of
from ui.log.typed import day_of
from ui.log.typed_day import DayLine, TypedDayField

_NO_YEAR = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})")


def planned_day(text: str, year: int) -> datetime.date | None:
    """Return the day ``text`` says, None for an empty one; raises ``TypedError``.

    A day and month alone are of ``year``.
    """
    bare = clean_line(text)
    found = _NO_YEAR.fullmatch(bare)
    if found is not None:
        bare = f"{found[1]}/{found[2]}/{year}"
    return day_of(bare, datetime.date.today())


class PlannedDayLine(DayLine):
    """A line for a day of a plan."""

    def __init__(self, year: int) -> None:
        super().__init__()
        self.year = year

    def day(self) -> datetime.date | None:
        try:
            return planned_day(self.text(), self.year)
        except PapiDeskError:
            return None

    def problem(self) -> str:
        try:
            planned_day(self.text(), self.year)
        except PapiDeskError as error:
            return sentence_of(error)
        return ""


class PlannedDayField(TypedDayField):
    """A named line for a day of a plan."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__(name, PlannedDayLine(year))

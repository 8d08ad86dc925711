"""What people type into the cells of a register: days and counts."""

from __future__ import annotations

import datetime
import re

from papidesk.errors import N_
from papidesk.text.clean import clean_line
from ui.registers.register_model import BadCellError

_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{2}|\d{4}))?")
MOST_COPIES = 99_999


class BadDayError(BadCellError):
    """A text that is no day."""

    message = N_("“{text}” is no day. Write it as 20/06/2026, or 20/6 for a day of this year.")


class BadCountError(BadCellError):
    """A text that is no number of copies."""

    message = N_("“{text}” is no number of copies. Write digits only, for example 12.")


def day_of(text: str, today: datetime.date) -> datetime.date | None:
    """Return the day ``text`` says, None for an empty one; raises :class:`BadDayError`."""
    bare = clean_line(text)
    if not bare:
        return None
    found = _DAY.fullmatch(bare)
    if found is None:
        raise BadDayError(text=bare[:20])
    year = found[3] or str(today.year)
    try:
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(found[2]),
                             int(found[1]))  # fmt: skip
    except ValueError as error:
        raise BadDayError(text=bare[:20]) from error


def count_of(text: str) -> int:
    """Return the number of copies ``text`` says; raises :class:`BadCountError`."""
    bare = clean_line(text).replace(".", "")
    if not bare.isdecimal() or int(bare) > MOST_COPIES:
        raise BadCountError(text=clean_line(text)[:20])
    return int(bare)


def day_shown(day: datetime.date | str | None) -> str:
    """Return a day (or its ISO text) as dd/mm/yyyy; "" for none."""
    if not day:
        return ""
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day)
    return f"{day:%d/%m/%Y}"

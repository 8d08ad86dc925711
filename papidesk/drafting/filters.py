"""The few things a template may do to a value: capitals, joining, dates in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def upper(value: Any) -> str:
    """Return the text in capitals."""
    return _text(value).upper()


def lower(value: Any) -> str:
    """Return the text in small letters."""
    return _text(value).lower()


def first_upper(value: Any) -> str:
    """Return the text with its first letter as a capital."""
    text = _text(value)
    return text[:1].upper() + text[1:]


def first_lower(value: Any) -> str:
    """Return the text with its first letter small."""
    text = _text(value)
    return text[:1].lower() + text[1:]


def joined(value: Any, separator: str = ", ") -> str:
    """Return the texts of a list with ``separator`` between them."""
    if not isinstance(value, list):
        return _text(value)
    return _text(separator).join(_text(part) for part in value)


def default(value: Any, instead: str = "") -> Any:
    """Return ``value``, or ``instead`` where it is empty."""
    return value if value or value is False or value == 0 else instead


def day_of(text: str) -> datetime.date | None:
    """Return the day a text like "20/01/2026" names, None when it names none."""
    found = _DAY.match(text.strip())
    if found is None:
        return None
    try:
        return datetime.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def day_in_words(value: Any) -> str:
    """Return "ngày 20 tháng 01 năm 2026" of "20/01/2026" (NĐ 30/2020, Phụ lục I, mục II.4)."""
    day = day_of(_text(value))
    if day is None:
        return ""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def weekday(value: Any) -> str:
    """Return "thứ Ba" of "20/01/2026"."""
    day = day_of(_text(value))
    return WEEKDAYS[day.weekday()] if day else ""


FILTERS: dict[str, Callable[..., Any]] = {
    "hoa": upper,
    "thuong": lower,
    "dau_hoa": first_upper,
    "dau_thuong": first_lower,
    "noi": joined,
    "mac_dinh": default,
    "ngay_chu": day_in_words,
    "thu": weekday,
    "upper": upper,
    "lower": lower,
    "join": joined,
    "default": default,
}

"""Figures as Vietnamese papers write them: 12.345,5 · 05 · trên 40 · +12 · tăng 12."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

# What stands where nothing can be said: no entry yet, nothing to divide by.
NOTHING = "–"
_EXACT_BELOW = 20
_COARSE_BELOW = 100


def written(value: Decimal | int | None) -> str:
    """Return a number with Vietnamese separators and no idle zeros: 12.345,5; "–" for None."""
    if value is None:
        return NOTHING
    plain = f"{Decimal(value):,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate({ord(","): ".", ord("."): ","})


def two_digits(value: Decimal | int | None) -> str:
    """Return a number for running text: whole ones from 1 to 9 with a zero before ("05")."""
    text = written(value)
    return f"0{text}" if len(text) == 1 and text in "123456789" else text


def rounded(value: Decimal | int | None) -> str:
    """Return a number rounded down as reports say it: 43 is "trên 40", 1.234 "trên 1.200".

    Below 20 and where rounding leaves the number as it is, it is exact.
    """
    if value is None or Decimal(value) < _EXACT_BELOW:
        return two_digits(value)
    exact = Decimal(value)
    digits = len(str(int(exact)))
    step = 10 if exact < _COARSE_BELOW else 10 ** (digits - 2)
    down = int(exact) // step * step
    return written(exact) if down == exact else f"trên {written(down)}"


def signed(value: Decimal | int | None) -> str:
    """Return a difference with its sign: "+12", "-3", "0"; "–" for None."""
    if value is None:
        return NOTHING
    return f"+{written(value)}" if Decimal(value) > 0 else written(value)


def changed(value: Decimal | int | None) -> str:
    """Return a difference in words: "tăng 12", "giảm 3", "không thay đổi"; "–" for None."""
    if value is None:
        return NOTHING
    if not value:
        return "không thay đổi"
    return f"tăng {two_digits(value)}" if value > 0 else f"giảm {two_digits(-value)}"


def day(when: datetime.date) -> str:
    """Return a day as papers write it: 05/01/2024, 14/6/2024 (NĐ 30/2020, Phụ lục I, II.4)."""
    month = f"{when.month:02}" if when.month < 3 else str(when.month)
    return f"{when.day:02}/{month}/{when.year}"


def number(text: str) -> Decimal | None:
    """Return the number :func:`written` wrote; None for what is none."""
    plain = text.replace(".", "").replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None

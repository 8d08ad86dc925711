"""How figures, differences and windows are written on the screen, with Vietnamese separators."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

from papidesk.i18n import _, ngettext
from ui import words

NOTHING = "–"


def amount(value: Decimal | None, places: int | None = None) -> str:
    """Return ``value`` as "12.345,5", "–" for none; ``places`` are decimals, as many as needed."""
    if value is None:
        return NOTHING
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return words.quantity_text(value)


def difference(now: Decimal | None, before: Decimal | None) -> str:
    """Return "+5", "−3", "0"; "" where one of the two is not known."""
    if now is None or before is None:
        return ""
    step = now - before
    return f"+{amount(step, 2)}" if step > 0 else amount(step, 2)


def percent_change(now: Decimal | None, before: Decimal | None) -> str:
    """Return "+12,5 %"; "" where there was nothing before to compare with."""
    if now is None or not before:
        return ""
    share = (now - before) * 100 / before
    sign = "+" if share > 0 else ""
    return f"{sign}{amount(share, 1)} %"


def change(now: Decimal | None, before: Decimal | None, *, points: bool = False) -> str:
    """Return "+5 (+12,5 %)"; a figure in per cent changes by ``points``, without a share."""
    step = difference(now, before)
    share = "" if points else percent_change(now, before)
    return f"{step} ({share})" if step and share and step != "0" else step


def reached(value: Decimal | None, target: Decimal | None) -> str:
    """Return how much of a target is reached: "85 %"; "" without one."""
    if value is None or not target:
        return ""
    return f"{amount(value * 100 / target, 0)} %"


def stretch(since: datetime.date, until: datetime.date) -> str:
    """Return a window as "15/12/2025 – 14/06/2026"."""
    return f"{since:%d/%m/%Y} – {until:%d/%m/%Y}"


def days_left(days: int) -> str:
    """Return "in 3 days", "today", "3 days late"."""
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("{count} day left", "{count} days left", days).format(count=days)
    return ngettext("{count} day late", "{count} days late", -days).format(count=-days)


def capital(text: str) -> str:
    """Return ``text`` with its first letter large."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Return ``text`` with its first letter small."""
    return text[:1].lower() + text[1:]

"""What a person calls a record of a bundle, told from its fields alone, however broken they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from papidesk.domain import periods
from papidesk.domain.kinds import kinds

Fields = Mapping[str, Any]


def _text(fields: Fields, *names: str) -> str:
    """Return the first of these fields that holds words."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _day(fields: Fields, name: str) -> str:
    """Return a day as Vietnamese write it, "31/02/2026"; "" where there is none."""
    parts = _text(fields, name).split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else ""


def _named(*names: str) -> Callable[[Fields], str]:
    return lambda fields: _text(fields, *names)


def document(fields: Fields) -> str:
    """Return "Báo cáo số 92/BC-UBND ngày 19/6/2026: Kết quả …", without a number the abstract."""
    name = document_kind_name(_text(fields, "kind"))
    number, symbol = _text(fields, "number"), _text(fields, "symbol")
    date = fields.get("date")
    parts = [name] if name else []
    if number:
        parts.append(f"số {number}/{symbol}" if symbol else f"số {number}")
    if number and isinstance(date, dict) and all(date.get(one) for one in ("day", "month", "year")):
        parts.append(f"ngày {date['day']}/{date['month']}/{date['year']}")
    abstract = _text(fields, "abstract")
    if number:
        return " ".join(parts) + (f": {abstract}" if abstract else "")
    return abstract or " ".join(parts)


def document_kind_name(code: str) -> str:
    """Return the name of a kind of document, "" for an unknown one."""
    found = kinds().get(code)
    return found.title if found else ""


def activity(fields: Fields) -> str:
    """Return an entry's title and day."""
    said = _text(fields, "title")
    day = _day(fields, "date")
    return f"{said} {day}" if said and day else said or day


def figure(fields: Fields) -> str:
    """Return a figure's name and period."""
    said = _text(fields, "name", "counter")
    period = _period(fields) or " – ".join(
        day for day in (_day(fields, "since"), _day(fields, "until")) if day
    )
    return f"{said}, {period}" if period else said


def _period(fields: Fields) -> str:
    """Return "6 tháng đầu năm 2026"; the code as it stands where it is none."""
    code = _text(fields, "period")
    try:
        return periods.parse(code).label if code else ""
    except periods.BadPeriodError:
        return code


def window(fields: Fields) -> str:
    """Return a closed period as days."""
    days = [day for day in (_day(fields, "since"), _day(fields, "until")) if day]
    return " – ".join(days)


def decision(fields: Fields) -> str:
    """Return the report a decision is about."""
    return " ".join(one for one in (_text(fields, "duty"), _text(fields, "period")) if one)


TITLES: Mapping[str, Callable[[Fields], str]] = {
    "document": document,
    "task": _named("text"),
    "activity": activity,
    "evidence": _named("name", "url"),
    "series": _named("name"),
    "figure": figure,
    "correction": _named("title"),
    "closing": window,
    "duty": _named("name"),
    "counter": _named("name"),
    "channel": _named("name"),
    "template": _named("name"),
    "remark": _named("text"),
    "decision": decision,
    "receipt": _named("bundle"),
    "key": _named("name", "unit"),
}

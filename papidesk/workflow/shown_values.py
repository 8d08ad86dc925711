"""Values of records as a person reads them side by side: short, in one line, in plain words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from papidesk.domain.import_plan import FieldChange
from papidesk.storage.clock import moment

_LONGEST = 240
_BEFORE_DIFFERENCE = 40
# What words of a record stand in, innermost first; ids and styles tell a person nothing.
_WORDS = ("text", "name", "title", "counter", "code", "position")


def change(
    field: str, before: Any, after: Any, *, conflict: bool = False, ours: str = "", theirs: str = ""
) -> FieldChange:
    """Return a change of a field with both values, cut around where they begin to differ."""
    left, right = _text(before), _text(after)
    start = _differs_at(left, right)
    return FieldChange(
        field=field, before=_cut(left, start), after=_cut(right, start), conflict=conflict,
        ours=ours, theirs=theirs,
    )  # fmt: skip


def said_by(who: str, at: str) -> str:
    """Return who changed something and when, by this computer's clock: "Lê Hoa, 08:30 02/03/2026".

    Empty where neither is known.
    """
    when = ""
    if at:
        when = f"{moment(at).astimezone():%H:%M %d/%m/%Y}"
    return ", ".join(part for part in (who, when) if part)


def _differs_at(left: str, right: str) -> int:
    if max(len(left), len(right)) <= _LONGEST:
        return 0
    for place, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return max(0, place - _BEFORE_DIFFERENCE)
    return max(0, min(len(left), len(right)) - _BEFORE_DIFFERENCE)


def _cut(text: str, start: int) -> str:
    end = start + _LONGEST
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _day(value)
    if isinstance(value, (list, tuple, Mapping)):
        return "; ".join(part for part in _parts(value) if part)
    return "" if value is None else str(value)


def _day(text: str) -> str:
    if len(text) == len("2026-03-02") and text[4:5] == "-":
        try:
            return f"{datetime.date.fromisoformat(text):%d/%m/%Y}"
        except ValueError:
            return text
    return " ".join(text.split())


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        named = [_text(value[name]) for name in _WORDS if value.get(name)]
        inner = [
            part
            for name, one in value.items()
            if isinstance(one, (list, tuple, Mapping)) and name not in _WORDS
            for part in _parts(one)
        ]
        number = [_text(value["quantity"])] if "quantity" in value else []
        yield " ".join([*named, *number]) or "; ".join(inner) or _others(value)
        if named:
            yield from inner
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _parts(one)
    else:
        yield _text(value)


def _others(value: Mapping[str, Any]) -> str:
    return ", ".join(f"{_text(one)}" for one in value.values() if isinstance(one, (str, int)))

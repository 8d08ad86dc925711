"""Records with all their texts as the program keeps text, however they were typed."""

from __future__ import annotations

from typing import Any

from papidesk.domain.record import R, from_plain, plain
from papidesk.text.clean import clean


def cleaned(record: R) -> R:
    """Return ``record`` with each text in it composed, without controls, its ends stripped."""
    before = plain(record)
    after = _cleaned(before)
    return record if after == before else from_plain(type(record), after)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, dict):
        return {name: _cleaned(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(inner) for inner in value]
    return value

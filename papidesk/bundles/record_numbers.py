"""Numbers with places as the format writes them: as text, for programs round floats differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from papidesk.bundles.totals import number_text

# The only fields of a document that are measures and not quantities.
MEASURES = frozenset({"widths", "height_mm"})
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,20})?")
# A third of a page's width is 0.3333333333333333: as many places as tell a float exactly.
_MEASURE = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,24})?")


def is_number(text: str) -> bool:
    """Tell whether ``text`` is a number as bundles write it: "60", "2.5", "-1.25"."""
    return _NUMBER.fullmatch(text) is not None


def whole_numbers(value: Any) -> Any:
    """Return plain data with every float as text: 12.5 is "12.5"."""
    if isinstance(value, float):
        return number_text(Decimal(repr(value)))
    if isinstance(value, dict):
        return {name: whole_numbers(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [whole_numbers(one) for one in value]
    return value


def plain_numbers(value: Any, name: str = "") -> Any:
    """Return the fields of a document with the text of :data:`MEASURES` as numbers again."""
    if isinstance(value, dict):
        return {key: plain_numbers(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [plain_numbers(one, name) for one in value]
    if name in MEASURES and isinstance(value, str) and _MEASURE.fullmatch(value):
        return float(value)
    return value


# Where each kind has numbers with places: a field, or a field of the objects in a list.
_PLACES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "activity": (("amounts", "quantity"),),
    "task": (("targets", "quantity"),),
    "figure": (("value",), ("total",), ("last",), ("numerator",), ("denominator",)),
    "counter": (("least",), ("most",)),
    "closing": (("figures", "value"),),
    "correction": (("changes", "before"), ("changes", "after")),
}


def badly_written(kind: str, fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields of a record whose numbers with places are not text as bundles have it.

    ``fields`` have been found to be of the right form.
    """
    for way in _PLACES.get(kind, ()):
        value = fields.get(way[0])
        for one in value if isinstance(value, list) else [{way[-1]: value}]:
            number = one.get(way[-1])
            if number is not None and not (isinstance(number, str) and is_number(number)):
                yield ".".join(way)

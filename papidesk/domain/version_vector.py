"""Version vectors and dots: which version knows of which, and which change a field comes from.

No clock is asked. A database counts its own changes of a record; a version that knows all of
another's changes is later than it, two that each know of one the other does not are concurrent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

Order = Literal["same", "before", "after", "concurrent"]
# The same bytes as json.dumps with sort_keys and without blanks, several times as fast.
_ENCODER = msgspec.json.Encoder(order="sorted")


def order(left: Mapping[str, int], right: Mapping[str, int]) -> Order:
    """Tell how ``left`` stands to ``right``: the same, before it, after it, or concurrent."""
    names = left.keys() | right.keys()
    less = any(left.get(name, 0) < right.get(name, 0) for name in names)
    more = any(left.get(name, 0) > right.get(name, 0) for name in names)
    if less and more:
        return "concurrent"
    if less:
        return "before"
    return "after" if more else "same"


def joined(left: Mapping[str, int], right: Mapping[str, int]) -> dict[str, int]:
    """Return the vector that knows what either knows, names in order."""
    names = sorted(left.keys() | right.keys())
    return {name: max(left.get(name, 0), right.get(name, 0)) for name in names}


def advanced(vector: Mapping[str, int], database: str) -> dict[str, int]:
    """Return ``vector`` after one more change made in ``database``, names in order."""
    return joined(vector, {database: vector.get(database, 0) + 1})


def dot(database: str, count: int) -> str:
    """Return how the ``count``-th change of ``database`` is named."""
    return f"{database}:{count}"


def knows(vector: Mapping[str, int], name: str) -> bool:
    """Tell whether the change a dot names is in ``vector``; "" (the first change) always is."""
    database, _, count = name.rpartition(":")
    return not name or vector.get(database, 0) >= int(count)


def canonical(fields: Mapping[str, Any], *, deleted: bool = False) -> bytes:
    """Return the bytes a record is hashed over: sorted keys, no blanks, UTF-8."""
    return _ENCODER.encode({"deleted": deleted, "fields": fields})


def content_hash(fields: Mapping[str, Any], *, deleted: bool = False) -> str:
    """Return the SHA-256 of a record's fields (64 hexadecimal digits), however ordered."""
    return hashlib.sha256(canonical(fields, deleted=deleted)).hexdigest()

"""Records that do not fit into one line: a head, then the JSON of the fields cut into pieces.

A plan with a big table is longer than a line may be. No line ever is, so that a reader never holds
more than one; the record as a whole has a limit of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from papidesk.bundles import strict_json
from papidesk.bundles.limits import Limits
from papidesk.bundles.record_failures import RecordError

# Of the JSON of the fields; in its line a piece is at most twice as long (every quote escaped).
PIECE = 60_000
HEAD, PIECE_MEMBERS = "pieces", frozenset({"kind", "id", "piece", "text"})
Numbered = Iterator[tuple[str, bytes]]


def split(plain: dict[str, Any]) -> Iterator[bytes]:
    """Yield the lines (without their ends) of a record given as one object: head, then pieces."""
    texts = list(_cut(_json(plain["fields"])))
    head = {name: value for name, value in plain.items() if name != "fields"}
    yield _json(head | {HEAD: len(texts)})
    for number, text in enumerate(texts, 1):
        yield _json({"kind": plain["kind"], "id": plain["id"], "piece": number, "text": text})


def most_pieces(limits: Limits) -> int:
    """Return of how many pieces a record may be: every other than the last is half full."""
    return limits.record // (PIECE // 2) + 1


def whole(head: dict[str, Any], place: str, lines: Numbered, limits: Limits) -> dict[str, Any]:
    """Return the record of ``head`` as one object; its pieces are taken from ``lines``.

    Raises :class:`RecordError` for pieces that are missing, in another order or of another record,
    and what :func:`papidesk.bundles.strict_json.loads` raises.
    """
    count = head[HEAD]
    if type(count) is not int or not 1 <= count <= most_pieces(limits) or "fields" in head:
        raise RecordError(place=place, detail=HEAD)
    texts = []
    size = 0
    for number in range(1, count + 1):
        text = _text(head, number, *next(lines, (place, b"{}")), limits=limits)
        texts.append(text)
        size += len(text)
        if size > limits.record:
            raise RecordError(place=place, detail=HEAD)
    fields = strict_json.loads(
        "".join(texts).encode(), place=place, depth=limits.depth - 1, string=limits.string
    )
    if not isinstance(fields, dict):
        raise RecordError(place=place, detail="fields")
    return {name: value for name, value in head.items() if name != HEAD} | {"fields": fields}


def _text(head: dict[str, Any], number: int, place: str, line: bytes, *, limits: Limits) -> str:
    found = strict_json.loads(line, place=place, depth=limits.depth, string=limits.string)
    if not isinstance(found, dict) or found.keys() != PIECE_MEMBERS:
        raise RecordError(place=place, detail="piece")
    same = found["kind"] == head.get("kind") and found["id"] == head.get("id")
    text = found["text"]
    # Type and value: True would count as 1.
    if not same or type(found["piece"]) is not int or found["piece"] != number:
        raise RecordError(place=place, detail="piece")
    if not isinstance(text, str) or not text:
        raise RecordError(place=place, detail="text")
    return text


def _cut(data: bytes) -> Iterator[str]:
    """Yield UTF-8 text in pieces of at most :data:`PIECE` bytes, no letter cut in two."""
    start = 0
    while start < len(data):
        end = min(start + PIECE, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        yield data[start:end].decode()
        start = end


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

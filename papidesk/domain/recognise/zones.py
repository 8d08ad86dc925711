"""What a part of the recogniser hands on: a field's text with its places, and the zone it fills."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from papidesk.domain.manuscript import Piece, Zone, ZoneName
from papidesk.domain.recognise.strip import Strip, cut_pieces

_WORD = re.compile(r"\S+")


class Found(msgspec.Struct, kw_only=True):
    """A zone as it was found: the strips it took from the file and the texts kept of them.

    ``kept`` are all texts that went into the document; words of the strips that are in none of
    them are form words, or come back as asides.
    """

    name: ZoneName
    sure: float
    strips: list[Strip]
    kept: list[str] = msgspec.field(default_factory=list)

    def zone(self) -> Zone:
        """Return the zone as the reading tells it."""
        lines = [strip.line for strip in self.strips if strip.line] or [0]
        last = [strip.last_line for strip in self.strips if strip.line] or [0]
        return Zone(
            name=self.name,
            sure=round(self.sure, 2),
            first_line=min(lines),
            last_line=max(last),
            text="\n".join(strip.text for strip in self.strips),
        )


def one_line(strips: Iterable[Strip]) -> tuple[str, tuple[Piece, ...]]:
    """Return strips as one line with single spaces, and where its stretches stood in the file."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for strip in strips:
        expected: tuple[int, int] | None = None
        own = strip.pieces
        index = -1
        for match in _WORD.finditer(strip.text):
            while index + 1 < len(own) and own[index + 1].offset <= match.start():
                index += 1
            base = own[max(index, 0)] if own else Piece(offset=0, line=0)
            column = base.column + match.start() - base.offset
            if parts:
                at += 1
            if expected != (base.line, column):
                pieces.append(Piece(offset=at, line=base.line, column=column))
            parts.append(match[0])
            at += len(match[0])
            expected = (base.line, column + len(match[0]) + 1)
    return " ".join(parts), tuple(pieces)


def shifted(pieces: tuple[Piece, ...], start: int) -> tuple[Piece, ...]:
    """Return the places of a text of which the first ``start`` characters were taken away."""

    return cut_pieces(pieces, start, 10**9)

"""How wide the columns of a table are, decided once for the printed page and the Word file."""

from __future__ import annotations

from papidesk.domain.record import Record

# A text of more than so many lines over the whole width has no claim to a wider column than one
# of so many; a head is counted half, since it may take two lines.
_LONGEST_TEXT = 1.5
_HEAD_SHARE = 0.5


class Needs(Record, frozen=True, kw_only=True):
    """What each column would like, its padding included, all in one unit.

    ``syllable`` is the longest piece that is never broken, ``word`` the longest of several
    syllables; ``cells`` and ``heads`` are the longest paragraphs set on one line.
    """

    syllable: tuple[float, ...]
    word: tuple[float, ...]
    cells: tuple[float, ...]
    heads: tuple[float, ...]


def shared(needs: Needs, width: float) -> list[float]:
    """Return columns that fill ``width``.

    Where everything fits on one line, or all but the heads, every column gets that; else each
    column gets its longest word, and the rest goes to those with more text.
    """
    least = needs.word if sum(needs.word) < width else needs.syllable
    if sum(least) >= width:
        return [width * each / sum(least) for each in least]
    wanted: list[float] = []
    for share in (1.0, _HEAD_SHARE):
        wanted = [
            max(low, cell, head * share)
            for low, cell, head in zip(least, needs.cells, needs.heads, strict=True)
        ]
        if sum(wanted) <= width:
            return [width * each / sum(wanted) for each in wanted]
    more = [
        max(1.0, min(each, width * _LONGEST_TEXT) - low)
        for each, low in zip(wanted, least, strict=True)
    ]
    rest = (width - sum(least)) / sum(more)
    return [low + each * rest for low, each in zip(least, more, strict=True)]

"""Where a caret stands in a story: which block, which cell, which letter."""

from __future__ import annotations

from typing import NamedTuple

GAP = -1  # the offset of a place before a table, where there is no block to write in


class Place(NamedTuple):
    """A place of the caret; places compare in reading order.

    ``row`` and ``cell`` (an index into the row's cells) are -1 outside tables; ``paragraph``
    counts within the cell. ``offset`` counts characters; :data:`GAP` stands before block
    ``block``, which is a table or the end of the story.
    """

    block: int
    row: int = -1
    cell: int = -1
    paragraph: int = 0
    offset: int = 0

    @property
    def in_cell(self) -> bool:
        """Tell whether it is in a table's cell."""
        return self.row >= 0

    def moved(self, offset: int) -> Place:
        """Return the place of ``offset`` in the same text."""
        return self._replace(offset=offset)


def at(block: int, offset: int = 0) -> Place:
    """Return the place of a letter of a text block."""
    return Place(block, offset=offset)


def gap(block: int) -> Place:
    """Return the place before a table, or at the end of a story without a text there."""
    return Place(block, offset=GAP)


class Selection(NamedTuple):
    """What is selected: from where the selecting began to the caret."""

    anchor: Place
    caret: Place

    @classmethod
    def of(cls, place: Place) -> Selection:
        """Return the caret alone."""
        return cls(place, place)

    @property
    def start(self) -> Place:
        """The first of both ends."""
        return min(self)

    @property
    def end(self) -> Place:
        """The last of both ends."""
        return max(self)

    @property
    def empty(self) -> bool:
        """Tell whether nothing is selected."""
        return self.anchor == self.caret

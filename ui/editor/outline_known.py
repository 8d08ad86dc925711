"""What the outline knows of a text already, so that a key costs it next to nothing."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain.blocks import Block, Heading
from papidesk.domain.sections import Section, words


class KnownSections:
    """The sections of a story, and whether they are still those of its blocks.

    Blocks are records that are never changed: the same headings in the same places make the same
    outline, whatever is written between them.
    """

    def __init__(self, blocks: Sequence[Block], scheme: str, found: list[Section]) -> None:
        self.found = found
        self._blocks, self._scheme = blocks, scheme
        self._heads = _heads(blocks)

    def holds(self, blocks: Sequence[Block], scheme: str) -> bool:
        """Tell whether ``blocks`` have the same sections."""
        if scheme != self._scheme:
            return False
        if blocks is self._blocks:
            return True
        heads = _heads(blocks)
        same = len(blocks) == len(self._blocks) and len(heads) == len(self._heads)
        same = same and all(
            new[0] == old[0] and new[1] is old[1]
            for new, old in zip(heads, self._heads, strict=True)
        )
        if same:
            self._blocks = blocks
        return same


def _heads(blocks: Sequence[Block]) -> list[tuple[int, Heading]]:
    return [(index, block) for index, block in enumerate(blocks) if isinstance(block, Heading)]


def recounted(before: Sequence[Block], blocks: Sequence[Block], count: int) -> int:
    """Return how many words ``blocks`` have when ``before`` had ``count``."""
    least = min(len(before), len(blocks))
    head = 0
    while head < least and before[head] is blocks[head]:
        head += 1
    tail = 0
    while tail < least - head and before[-1 - tail] is blocks[-1 - tail]:
        tail += 1
    gone = before[head : len(before) - tail]
    new = blocks[head : len(blocks) - tail]
    return count - words(gone) + words(new)

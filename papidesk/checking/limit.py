"""No more findings of one kind than anybody reads, so that no text fills the memory with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

# Of one rule and one severity.
FINDINGS_LIMIT = 200


class Limited(Generic[T]):
    """The first things of each sort, the first thing that was left out, and how many were."""

    def __init__(self) -> None:
        self.kept: list[T] = []
        self.dropped: T | None = None
        self.further = 0
        self._counts: Counter[Hashable] = Counter()

    def add(self, thing: T, sort: Hashable) -> None:
        """Keep ``thing`` when there are not too many of its ``sort`` already."""
        self._counts[sort] += 1
        if self._counts[sort] <= FINDINGS_LIMIT:
            self.kept.append(thing)
        else:
            self.leave_out(thing, 1)

    def leave_out(self, first: T, count: int) -> None:
        """Count ``count`` things, ``first`` and others, that are not kept."""
        self.further += count
        if self.dropped is None:
            self.dropped = first


def limited(things: Iterable[tuple[T, Hashable]]) -> Limited[T]:
    """Return ``things``, each given with its sort, limited."""
    made: Limited[T] = Limited()
    for thing, sort in things:
        made.add(thing, sort)
    return made

"""Which block of one version is which of another: kept, moved, taken away, new."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from papidesk.domain.alignment import steps
from papidesk.domain.blocks import Block, PageBreak, Table, texts
from papidesk.domain.record import Record
from papidesk.domain.word_difference import likeness

# Two blocks with fewer words in common are not the same one rewritten.
_ALIKE = 0.4
# As many letters are looked at to find the likest of two; above, blocks are paired in their order.
_COMPARED = 20_000_000


class Match(Record, frozen=True, kw_only=True):
    """Pairs of indexes (old, new) in their new order; ``moved`` holds the new indexes out of it."""

    pairs: tuple[tuple[int, int], ...]
    moved: frozenset[int]


def match(old: Sequence[Block], new: Sequence[Block]) -> Match:
    """Return which blocks of ``old`` and ``new`` belong together.

    First by their ids, then by their words where these stand only once, then by likeness between
    two that are known. The longest chain in the same order stays, the others were moved.
    """
    pairs = _by_id(old, new)
    taken_old, taken_new = {i for i, _ in pairs}, {k for _, k in pairs}
    pairs += _by_words(old, new, taken_old, taken_new)
    pairs.sort(key=lambda pair: pair[1])
    stay = _longest_rising(pairs)
    moved = {k for _, k in pairs} - {k for _, k in stay}
    pairs += _between(old, new, stay, pairs)
    along = _along(old, new, pairs, moved)
    pairs += along
    moved |= {k for _, k in along}
    return Match(pairs=tuple(sorted(pairs, key=lambda pair: pair[1])), moved=frozenset(moved))


def _along(
    old: Sequence[Block], new: Sequence[Block], pairs: list[tuple[int, int]], moved: set[int]
) -> list[tuple[int, int]]:
    """Return rewritten blocks that moved along with the block before them."""
    taken_old, taken_new = {i for i, _ in pairs}, {k for _, k in pairs}
    found = []
    for i, k in sorted(pair for pair in pairs if pair[1] in moved):
        while i + 1 < len(old) and k + 1 < len(new):
            i, k = i + 1, k + 1
            if i in taken_old or k in taken_new or _likeness(old[i], new[k]) < _ALIKE:
                break
            found.append((i, k))
            taken_old.add(i)
            taken_new.add(k)
    return found


def _by_id(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    here, there = _once([block.id for block in old]), _once([block.id for block in new])
    return [
        (i, there[id])
        for id, i in here.items()
        if id and id in there and _comparable(old[i], new[there[id]])
    ]


def _by_words(
    old: Sequence[Block], new: Sequence[Block], taken_old: set[int], taken_new: set[int]
) -> list[tuple[int, int]]:
    before = _once(["" if i in taken_old else words(block) for i, block in enumerate(old)])
    after = _once(["" if k in taken_new else words(block) for k, block in enumerate(new)])
    return [
        (i, after[text])
        for text, i in before.items()
        if text and text in after and _comparable(old[i], new[after[text]])
    ]


def _once(keys: Sequence[str]) -> dict[str, int]:
    counts = Counter(keys)
    return {key: index for index, key in enumerate(keys) if counts[key] == 1}


def words(block: Block) -> str:
    """Return all text of a block, a line for each cell."""
    return "\n".join(texts(block))


def _comparable(old: Block, new: Block) -> bool:
    return isinstance(old, Table) == isinstance(new, Table) and isinstance(
        old, PageBreak
    ) == isinstance(new, PageBreak)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of ``pairs`` (sorted by new index) whose old indexes rise."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, (i, _) in enumerate(pairs):
        place = bisect_left(ends, i)
        if place == len(ends):
            ends.append(i)
            last.append(index)
        else:
            ends[place], last[place] = i, index
        previous.append(last[place - 1] if place else -1)
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _between(
    old: Sequence[Block],
    new: Sequence[Block],
    stay: list[tuple[int, int]],
    pairs: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    taken_old, taken_new = {i for i, _ in pairs}, {k for _, k in pairs}
    found = []
    start = (-1, -1)
    for end in [*stay, (len(old), len(new))]:
        free_old = [i for i in range(start[0] + 1, end[0]) if i not in taken_old]
        free_new = [k for k in range(start[1] + 1, end[1]) if k not in taken_new]
        found += _gap(old, new, free_old, free_new)
        start = end
    return found


def _gap(
    old: Sequence[Block], new: Sequence[Block], here: list[int], there: list[int]
) -> list[tuple[int, int]]:
    """Return the pairs between two known ones: equal blocks, then alike ones, in order."""
    before, after = [words(old[i]) for i in here], [words(new[k]) for k in there]
    found = []
    for code, i, j, m, n in steps(before, after):
        if code == "equal":
            found += [
                pair
                for pair in zip(here[i:j], there[m:n], strict=True)
                if _comparable(old[pair[0]], new[pair[1]])
            ]
        elif code == "replace":
            found += _alike(old, new, here[i:j], there[m:n])
    return found


def _alike(
    old: Sequence[Block], new: Sequence[Block], here: list[int], there: list[int]
) -> list[tuple[int, int]]:
    letters = sum(len(words(old[i])) for i in here) * len(there)
    letters += sum(len(words(new[k])) for k in there) * len(here)
    if letters > _COMPARED:
        return [
            pair
            for pair in zip(here, there, strict=False)
            if _likeness(old[pair[0]], new[pair[1]]) >= _ALIKE
        ]
    found = []
    start = 0
    for k in there:
        scored = [(_likeness(old[i], new[k]), -i) for i in here[start:]]
        best, index = max(scored, default=(0.0, 0))
        if best >= _ALIKE:
            found.append((-index, k))
            start = here.index(-index) + 1
    return found


def _likeness(old: Block, new: Block) -> float:
    if not _comparable(old, new):
        return 0.0
    return 1.0 if isinstance(old, PageBreak) else likeness(words(old), words(new))

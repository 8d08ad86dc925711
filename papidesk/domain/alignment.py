"""Which elements of one list stay in another: what is common at both ends first, then the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Above this, elements that are everywhere hold no two places together: else time grows squared.
_POPULAR = 400

# What happened ("equal", "replace", "delete", "insert"), from where to where in both lists.
Step = tuple[str, int, int, int, int]


def steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Yield the steps from ``old`` to ``new``, as ``SequenceMatcher.get_opcodes`` does."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield "equal", 0, head, 0, head
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if before or after:
        long = max(len(before), len(after)) > _POPULAR
        for code, i, k, m, n in SequenceMatcher(None, before, after, autojunk=long).get_opcodes():
            yield code, i + head, k + head, m + head, n + head
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        count += 1
    return count

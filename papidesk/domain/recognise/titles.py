"""Which numbered lines are titles of their own and which are numbered running text."""

from __future__ import annotations

import msgspec

from papidesk.domain.recognise import words
from papidesk.domain.recognise.levels import RANK, key_of
from papidesk.domain.recognise.marker import Marker
from papidesk.domain.recognise.strip import Strip, cut

_NAMED = frozenset({"part", "chapter", "section", "subsection"})
_SIGNS = frozenset({"dash", "plus", "bullet"})
_TITLE = 110
_LONG_TITLE = 150
_LONGEST = 260
_WITH_FULL_STOP = 80
_Entry = tuple[Strip, Marker | None]


class _Count(msgspec.Struct):
    """Numbers of one habit that count on: the entries so far, and the last value."""

    value: int
    members: list[int]


def is_emphasised(strip: Strip, useful_headings: bool = True) -> bool:
    """Tell a line set off by its look: bold, a heading's style, capitals."""
    return (
        strip.bold or (useful_headings and strip.heading > 0) or words.is_capitals(strip.text[:90])
    )


def tell_titles(entries: list[_Entry]) -> list[bool]:
    """Return for each entry whether it is a title; False for what has no number.

    A title is short, set off or without end mark, and has text of its own below it. Where that
    does not tell, the numbers it is counted with do.
    """
    headed = sum(strip.heading > 0 for strip, _ in entries)
    useful = headed <= 0.4 * max(1, len(entries))
    looks = [
        _look(entries, index, useful) if _is_number(marker) else 0
        for index, (_, marker) in enumerate(entries)
    ]
    titles = [look > 0 for look in looks]
    for count in _counts(entries):
        sure = [looks[i] for i in count.members if abs(looks[i]) > 1]
        leaning = sum(1 if look > 0 else -1 for look in sure)
        if not leaning:
            continue
        for i in count.members:
            if abs(looks[i]) == 1:
                titles[i] = leaning > 0
    return titles


def _is_number(marker: Marker | None) -> bool:
    return marker is not None and marker.style not in _SIGNS


def _look(entries: list[_Entry], index: int, useful_headings: bool) -> int:
    """Return 2 for a sure title, 1 for a likely one, -1 and -2 for running text."""
    strip, marker = entries[index]
    if marker is None or marker.style in _NAMED:
        return 2
    text = cut(strip, marker.end) if not strip.number else strip
    bare = text.text.rstrip(" *")
    capitals = words.is_capitals(bare)
    if marker.style == "article" and not capitals:
        bare_title = not bare.endswith((".", ":", ";", ",")) and len(bare) <= _LONG_TITLE
        return 2 if bare_title and _has_own(entries, index) else -2
    if len(bare) > _LONGEST and not capitals:
        return -2
    if is_emphasised(text, useful_headings):
        return 2
    if bare.endswith((";", ",")):
        return -2
    own = _has_own(entries, index)
    if bare.endswith("."):
        after = entries[index + 1][1] if own else None
        # "1. … 1. … 1. …": a list that a program numbers anew, no list inside its first line.
        own = own and not (after is not None and key_of(after) == key_of(marker))
        return (1 if len(bare) <= _WITH_FULL_STOP else -2) if own else -2
    if bare.endswith(":"):
        return 2 if len(bare) <= _LONG_TITLE else -1
    if len(bare) <= _TITLE:
        return 2 if own else 1
    return 1 if own and len(bare) <= _LONG_TITLE else -1


def _has_own(entries: list[_Entry], index: int) -> bool:
    """Tell whether text, items or lower numbers stand below a number before the next one."""
    own = entries[index][1]
    if index + 1 >= len(entries) or own is None:
        return False
    after = entries[index + 1][1]
    if after is None or after.style in _SIGNS:
        return True
    key, other = key_of(own), key_of(after)
    if key == other:
        # A count that begins anew below a number is a list inside it.
        return after.value == 1 and own.value != 0 and after.style not in ("roman", "upper")
    rank, below = RANK.get(key), RANK.get(other)
    if rank is not None and below is not None:
        return below > rank
    return rank is not None or after.value == 1


def _counts(entries: list[_Entry]) -> list[_Count]:
    """Return the numbers that count on together; a higher heading ends the counts below it."""
    done: list[_Count] = []
    open_counts: dict[str, list[_Count]] = {}
    for index, (_, marker) in enumerate(entries):
        if marker is None or marker.style in _SIGNS:
            continue
        key = key_of(marker)
        rank = RANK.get(key)
        if rank is not None:
            for other in [k for k in open_counts if RANK.get(k, 99.0) > rank]:
                done += open_counts.pop(other)
        own = open_counts.setdefault(key, [])
        while own and own[-1].value + 1 != marker.value and len(own) > 1:
            done.append(own.pop())
        if own and own[-1].value + 1 == marker.value:
            own[-1].value = marker.value
            own[-1].members.append(index)
        else:
            own.append(_Count(value=marker.value, members=[index]))
    return done + [count for counts in open_counts.values() for count in counts]

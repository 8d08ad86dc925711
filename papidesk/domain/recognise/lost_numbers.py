"""Headings whose automatic numbers were lost in copying: short lines between paragraphs."""

from __future__ import annotations

from papidesk.domain.recognise import words
from papidesk.domain.recognise.marker import Marker
from papidesk.domain.recognise.strip import Strip

_LONGEST = 130
_ENDS = (".", ";", ":", ",", "!", "?", "…", "./")
_TOP = ("roman", "upper", "part", "chapter", "article")
_Entry = tuple[Strip, Marker | None]


def find_lost(entries: list[_Entry]) -> dict[int, int]:
    """Return the level of each entry that is a heading without its number.

    Lines in capitals are sections where no section has a number. Inside a section without any
    number, short lines without end mark that head longer text are its headings, if the section
    begins with such a line.
    """
    lost: dict[int, int] = {}
    if not any(marker and marker.style not in ("dash", "plus", "bullet") for _, marker in entries):
        lost |= dict.fromkeys(_capitals(entries), 1)
    tops = [
        index
        for index, (_, marker) in enumerate(entries)
        if index in lost or (marker is not None and marker.style in _TOP)
    ]
    for at, begin in enumerate(tops):
        end = tops[at + 1] if at + 1 < len(tops) else len(entries)
        lost |= dict.fromkeys(_titles(entries, begin + 1, end), 2)
    return lost


def _capitals(entries: list[_Entry]) -> list[int]:
    found = [
        index
        for index, (strip, marker) in enumerate(entries)
        if marker is None
        and _may_head(strip)
        and words.is_capitals(strip.text)
        and len(strip.text.split()) >= 2
        and index + 1 < len(entries)
        and not words.is_layout(strip.text)
        and strip.align not in ("center", "right")
    ]
    return found if len(found) >= 2 else []


def _may_head(strip: Strip) -> bool:
    text = strip.text
    return (
        strip.grid is None
        and not strip.number
        and 3 < len(text) <= _LONGEST
        and text[0].isupper()
        and not text.rstrip(" *").endswith(_ENDS)
    )


def _titles(entries: list[_Entry], begin: int, end: int) -> list[int]:
    if any(
        marker is not None and marker.style not in ("dash", "plus", "bullet")
        for _, marker in entries[begin:end]
    ):
        return []
    found = [
        index
        for index in range(begin, end - 1)
        if entries[index][1] is None
        and _may_head(entries[index][0])
        and entries[index][0].align not in ("center", "right")
        and _is_text(entries[index + 1])
    ]
    if not found or found[0] != begin or len(found) * 2 > end - begin:
        return []
    return found


def _is_text(entry: _Entry) -> bool:
    strip, marker = entry
    if strip.grid is not None:
        return False
    return (
        marker is not None or strip.text.rstrip(" *").endswith(_ENDS) or len(strip.text) > _LONGEST
    )

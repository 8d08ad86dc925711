"""Levels of an outline from the habits and values of its numbers, not from marks of size."""

from __future__ import annotations

import msgspec

from papidesk.domain.recognise.marker import Marker

# A habit with a lower rank never stands below one with a higher rank …
RANK = {
    "part": 0.0, "chapter": 1.0, "section": 2.0, "subsection": 3.0, "article": 4.0, "upper": 5.0,
    "roman": 6.0, "arabic": 7.0, "dotted2": 7.2, "dotted3": 7.4, "dotted4": 7.6, "dotted5": 7.8,
}  # fmt: skip
# … but these stand wherever a paper begins to use them.
_FREE = frozenset({"arabic)", "letter", "paren1", "parena", "pareni", "step"})
ARTICLES = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "article": 5}


class Frame(msgspec.Struct):
    """An open heading: its habit, last value, whether its numbers are emphasised as titles."""

    key: str
    value: int
    title: bool
    path: tuple[int, ...] = ()


def key_of(marker: Marker) -> str:
    """Return a marker's habit; dotted numbers by how many parts they have."""
    if marker.style == "dotted":
        return f"dotted{min(5, len(marker.path))}"
    return marker.style


class Ladder:
    """The open headings from the top, and where each new number belongs among them."""

    def __init__(self, articles: bool = False) -> None:
        self._frames: list[Frame] = []
        self._parents: dict[str, str] = {}
        self._articles = articles

    def expects(self, marker: Marker) -> bool:
        """Tell whether the number is the one after an open number of its habit."""
        key = key_of(marker)
        return any(f.key == key and f.value + 1 == marker.value for f in self._frames)

    def place(self, marker: Marker, title: bool) -> int:
        """Return the level (from 1) of a number that comes next, and remember it."""
        key = key_of(marker)
        own = [index for index, frame in enumerate(self._frames) if frame.key == key]
        if own:
            at = self._among(own, marker, title)
            if at is not None:
                del self._frames[at + 1 :]
                frame = self._frames[at]
                frame.value, frame.path = marker.value, marker.path
                frame.title = frame.title or title
                return self._level(at, key)
        else:
            self._make_room(key)
        top = self._frames[-1].key if self._frames else ""
        self._parents.setdefault(key, top)
        self._frames.append(Frame(key=key, value=marker.value, title=title, path=marker.path))
        return self._level(len(self._frames) - 1, key)

    def _level(self, at: int, key: str) -> int:
        if not self._articles:
            return at + 1
        fixed = ARTICLES.get(key)
        if fixed is not None:
            return fixed
        above = next(
            (
                (ARTICLES[frame.key], index)
                for index, frame in reversed(list(enumerate(self._frames[:at])))
                if frame.key in ARTICLES
            ),
            None,
        )
        return above[0] + at - above[1] if above else at + 1

    def _among(self, own: list[int], marker: Marker, title: bool) -> int | None:
        """Return which open heading of the same habit the number follows; None: it nests."""
        following = [i for i in own if self._frames[i].value + 1 == marker.value]
        if following:
            alike = [i for i in following if self._frames[i].title == title]
            return (alike or following)[-1]
        if marker.value == 1 and self._nests(own[-1], marker, title):
            return None
        if len(own) > 1:
            alike = [i for i in own if self._frames[i].title == title]
            return (alike or own)[-1]
        return own[-1]

    def _nests(self, at: int, marker: Marker, title: bool) -> bool:
        """Tell whether a count that begins anew is a list inside the heading at ``at``."""
        frame = self._frames[at]
        if marker.style in ("roman", "upper", "dotted", "part", "chapter", "article"):
            return False
        if frame.value < 1 or len([f for f in self._frames if f.key == frame.key]) > 1:
            return False
        return frame.title and not title

    def _make_room(self, key: str) -> None:
        rank = RANK.get(key)
        if rank is not None:
            while self._frames and RANK.get(self._frames[-1].key, 99.0) > rank:
                self._frames.pop()
            return
        parent = self._parents.get(key)
        if key in _FREE and parent:
            known = [i for i, frame in enumerate(self._frames) if frame.key == parent]
            if known:
                del self._frames[known[-1] + 1 :]

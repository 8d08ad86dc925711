"""Automatic numbers of paragraphs, counted as Word counts them (ISO 29500-1, 17.9)."""

from __future__ import annotations

import re
from typing import NamedTuple

from papidesk.domain.numbering import roman
from papidesk.text.clean import clean
from papidesk.text.legacy import convert
from papidesk.word.reading.formats import RunSays, run_says
from papidesk.word.reading.names import Element, W, flag, twips, value, whole
from papidesk.word.reading.styles import StyleSheet
from papidesk.word.reading.symbols import LEGACY_FONT, is_symbol_font, signs

_LEVELS = 9
_MOST_LETTERED = 780  # Word's own end of lettered lists: z, thirty times
_PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list."""

    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    style: str | None
    look: RunSays
    left: int | None
    first: int | None


class Number(NamedTuple):
    """A printed number: its text, its level from 0, and whether it is a bullet."""

    text: str
    level: int
    bullet: bool
    left: int | None
    first: int | None


class _List:
    """A ``w:num``: its levels after overrides, and whose counters it shares."""

    def __init__(self, abstract: str, levels: dict[int, Level], starts: dict[int, int]) -> None:
        self.abstract = abstract
        self.levels = levels
        self.starts = starts

    def start(self, level: int) -> int:
        """Return the first number of ``level``."""
        return self.starts.get(level, self.levels[level].start)


class Numbering:
    """All lists of a document, and where their counters stand while it is read."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._nums: dict[int, Element] = {}
        if root is not None:
            for element in root.iterchildren(f"{W}abstractNum"):
                self._abstract[element.get(f"{W}abstractNumId", "")] = element
            for element in root.iterchildren(f"{W}num"):
                self._nums[whole(element.get(f"{W}numId"))] = element
        self._lists: dict[int, _List | None] = {}
        # Lists made from one abstract list count on from each other, unless one starts anew.
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()

    def level_of_style(self, number_id: int, style: str | None) -> int | None:
        """Return the level that is linked to the paragraph style, if one is."""
        found = self._list(number_id)
        for index, level in found.levels.items() if found is not None and style else ():
            if level.style == style:
                return index
        return None

    def next(self, number_id: int, level: int) -> Number | None:
        """Count one paragraph of list ``number_id`` at ``level``; None when there is no list."""
        found = self._list(number_id)
        if found is None or level not in found.levels:
            return None
        own = found.levels[level]
        counts = self._counts.setdefault(found.abstract, {})
        self._count(number_id, found, level, counts)
        if own.form == "bullet":
            text = self._bullet(own)
        elif own.form == "none" and not _PLACE.sub("", own.text).strip():
            text = ""
        else:
            text = self._printed(found, level, counts)
        return Number(text, level, own.form == "bullet", own.left, own.first)

    def _count(self, number_id: int, found: _List, level: int, counts: dict[int, int]) -> None:
        for above in range(level):
            if above in found.levels:
                # A level that was skipped shows its first number, and the next one follows it.
                counts.setdefault(above, found.start(above))
        if level in found.starts and (number_id, level) not in self._started:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.start(level)
        self._started.add((number_id, level))
        for below in [other for other in counts if other > level]:
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or level < restart:
                del counts[below]

    def _printed(self, found: _List, level: int, counts: dict[int, int]) -> str:
        own = found.levels[level]

        def one(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if index not in found.levels or index not in counts:
                return ""
            form = "decimal" if own.legal else found.levels[index].form
            return written(counts[index], form)

        text = _PLACE.sub(one, own.text)
        font = own.look.font or ""
        text = clean(convert(text, font) if LEGACY_FONT.match(font) else text).strip()
        return text.upper() if own.look.caps else text

    @staticmethod
    def _bullet(level: Level) -> str:
        font = level.look.font or ""
        if is_symbol_font(font):
            return signs(font, level.text).strip() or "-"
        if font == "Courier New" and level.text == "o":
            return "-"  # Word's own second bullet is the letter o
        return clean(level.text).strip() or "-"

    def _list(self, number_id: int) -> _List | None:
        if number_id not in self._lists:
            self._lists[number_id] = self._read(number_id)
        return self._lists[number_id]

    def _read(self, number_id: int, depth: int = 0) -> _List | None:
        num = self._nums.get(number_id)
        key = value(num, "abstractNumId") or ""
        abstract = self._abstract.get(key)
        if num is None or abstract is None:
            return None
        linked = value(abstract, "numStyleLink")
        if linked and depth < _LEVELS:
            base = self._styles.list_of(linked)
            other = self._read(base, depth + 1) if base is not None else None
            if other is None:
                return None
            key, levels = other.abstract, dict(other.levels)
        else:
            levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in num.iterchildren(f"{W}lvlOverride"):
            index = whole(override.get(f"{W}ilvl"))
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[index] = _level(own)
            start = value(override, "startOverride")
            if start is not None:
                starts[index] = whole(start, 1)
        return _List(key, levels, starts)


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        whole(element.get(f"{W}ilvl")): _level(element)
        for element in abstract.iterchildren(f"{W}lvl")
    }


def _level(element: Element) -> Level:
    form = value(element, "numFmt")
    if form is None:
        # A newer form stands in mc:AlternateContent; the plain one beside it is the fallback.
        nested = next(element.iter(f"{W}numFmt"), None)
        form = nested.get(f"{W}val", "decimal") if nested is not None else "decimal"
    restart = value(element, "lvlRestart")
    ind = element.find(f"{W}pPr/{W}ind")
    left = hanging = first = None
    if ind is not None:
        left = twips(ind.get(f"{W}left") or ind.get(f"{W}start"))
        hanging, first = twips(ind.get(f"{W}hanging")), twips(ind.get(f"{W}firstLine"))
    return Level(
        start=whole(value(element, "start")),
        form=form,
        text=value(element, "lvlText") or "",
        restart=None if restart is None else whole(restart),
        legal=flag(element, "isLgl"),
        style=value(element, "pStyle"),
        look=run_says(element.find(f"{W}rPr")),
        left=left,
        first=-hanging if hanging is not None else first,
    )


def written(number: int, form: str) -> str:
    """Return ``number`` in a format of ST_NumberFormat; an unknown one is decimal."""
    if form in ("none", "bullet"):
        return ""
    if form in ("upperRoman", "lowerRoman"):
        text = roman(number)
        return text if form == "upperRoman" else text.lower()
    if form in ("lowerLetter", "upperLetter"):
        text = _letters(number)
        return text if form == "lowerLetter" else text.upper()
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _letters(number: int) -> str:
    """Return Word's letters: a to z, then aa to zz, aaa to zzz."""
    if not 0 < number <= _MOST_LETTERED:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)

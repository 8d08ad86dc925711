"""Find and replace over the words of a story, with or without dấu."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papidesk.domain.blocks import Block, PageBreak, Table
from papidesk.domain.richtext import Mark, RichText
from papidesk.text.clean import clean
from papidesk.text.fold import fold, fold_with_map
from ui.editor.story_places import Place
from ui.editor.story_text import concat, paragraphs, text_at, with_text_at

Blocks = tuple[Block, ...]
_WORD = re.compile(r"\w")


class Match(NamedTuple):
    """A found stretch: from ``place`` to letter ``end`` of the same text."""

    place: Place
    end: int

    @property
    def length(self) -> int:
        """How many letters it has."""
        return self.end - self.place.offset


def texts_of(blocks: Sequence[Block]) -> Iterator[tuple[Place, RichText]]:
    """Yield each text of a story and the place of its first letter."""
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            continue
        if not isinstance(block, Table):
            yield Place(index), RichText(text=block.text, marks=block.marks)
            continue
        for r, row in enumerate(block.rows):
            for c, cell in enumerate(row.cells):
                for p, part in enumerate(paragraphs(cell)):
                    yield Place(index, r, c, p), part


def words_in(block: Block) -> int:
    """Return how many words a block has: what stands between blanks and holds a letter or digit."""
    return sum(
        1 for _, text in texts_of((block,)) for word in text.text.split() if _WORD.search(word)
    )


def word_count(blocks: Sequence[Block]) -> int:
    """Return how many words a story has."""
    return sum(map(words_in, blocks))


class Finder:
    """Looks for one text: ``case`` and ``tones`` tell what must agree, ``whole`` asks for words.

    Without ``tones`` "ke hoach" finds "kế hoạch" too; with them only the same dấu.
    """

    def __init__(
        self, text: str, *, case: bool = False, tones: bool = True, whole: bool = False
    ) -> None:
        self.text = clean(text).replace("\n", " ")
        self.case, self.tones, self.whole = case, tones, whole
        wanted = self.text if tones else fold(self.text)
        pattern = re.escape(wanted)
        if whole and wanted:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        self._pattern = re.compile(pattern, 0 if case or not tones else re.IGNORECASE)

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.text)

    def stretches(self, text: str) -> list[tuple[int, int]]:
        """Return where the text is found, first to last, none overlapping."""
        if not self.text:
            return []
        if self.tones:
            return [found.span() for found in self._pattern.finditer(text)]
        folded, origin = fold_with_map(text)
        found = []
        for one in self._pattern.finditer(folded):
            start, end = origin[one.start()], origin[one.end() - 1] + 1
            if not self.case or self._same_case(text[start:end]):
                found.append((start, end))
        return found

    def _same_case(self, text: str) -> bool:
        pairs = zip(text, self.text, strict=False)
        return all(a.isupper() == b.isupper() for a, b in pairs)

    def matches(self, blocks: Sequence[Block]) -> list[Match]:
        """Return every place in reading order, cells row by row."""
        return [
            Match(place.moved(start), end)
            for place, text in texts_of(blocks)
            for start, end in self.stretches(text.text)
        ]

    def next(self, blocks: Sequence[Block], after: Place, *, back: bool = False) -> Match | None:
        """Return the next place from ``after`` on, or before it; it goes round at the ends."""
        found = self.matches(blocks)
        if back:
            before = [match for match in found if match.place < after]
            return before[-1] if before else found[-1] if found else None
        return next((m for m in found if m.place >= after), found[0] if found else None)

    def replace_all(self, blocks: Blocks, new: str) -> tuple[Blocks, int]:
        """Return ``blocks`` with ``new`` at every place, and how many there were.

        Live figures stay as they are: their values come from the registers.
        """
        return replaced(blocks, self.matches(blocks), new)


def replace_all(blocks: Blocks, finder: Finder, new: str) -> tuple[Blocks, int]:
    """Return ``blocks`` with ``new`` wherever ``finder`` finds its text, and how often."""
    return finder.replace_all(blocks, new)


def replaced(blocks: Blocks, matches: Sequence[Match], new: str) -> tuple[Blocks, int]:
    """Return ``blocks`` with ``new`` in place of ``matches``, formatted as the first letter."""
    words = clean(new).replace("\n", " ")
    result, count = list(blocks), 0
    by_text: dict[tuple[int, ...], list[Match]] = {}
    for match in matches:
        by_text.setdefault(match.place[:4], []).append(match)
    for found in by_text.values():
        first = found[0].place
        one = (result[first.block],)
        place = first._replace(block=0)
        text = text_at(one, place)
        for match in sorted(found, key=lambda m: m.place.offset, reverse=True):
            start, end = match.place.offset, match.end
            if any(m.style == "figure" and m.start < end and start < m.end for m in text.marks):
                continue
            text = concat(text.cut(0, start), _like(text, start, end, words), text.cut(end))
            count += 1
        result[first.block] = with_text_at(one, place, text)[0]
    return tuple(result), count


def _like(text: RichText, start: int, end: int, words: str) -> RichText:
    kept = [
        Mark(start=0, end=len(words), style=m.style, ref=m.ref)
        for m in text.marks
        if m.start <= start < m.end and m.style != "note" and words
    ]
    del end
    return RichText(text=words, marks=tuple(kept))

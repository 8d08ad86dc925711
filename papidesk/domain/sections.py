"""Sections of a body: a heading with all that stands below it, listed and moved as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from papidesk.domain.blocks import Block, Heading, texts
from papidesk.domain.numbering import SCHEMES, level_format, numbers
from papidesk.domain.paper_body import LONGEST_TITLE
from papidesk.domain.record import Record, replace

DEEPEST = 7


class Section(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A heading as an outline shows it; ``first`` and ``last`` are the blocks it reaches over.

    ``last`` is not part of it. ``number`` is as printed, "" where it has none.
    """

    first: int
    last: int
    level: int
    number: str = ""
    title: str = ""

    @property
    def label(self) -> str:
        """Number and title as one line."""
        return " ".join(part for part in (self.number, self.title) if part)


def sections(blocks: Sequence[Block], scheme: str) -> list[Section]:
    """Return the sections of a body in reading order, those of all levels.

    A numbered paragraph that runs in (a khoản, a điểm without title) is part of the text: it is
    listed only where it has sections below it or its level has titles elsewhere.
    """
    titled = {block.level for block in blocks if isinstance(block, Heading) and not block.run_in}
    found = []
    for index, (block, number) in enumerate(zip(blocks, numbers(blocks, scheme), strict=True)):
        if isinstance(block, Heading) and (not block.run_in or block.level in titled):
            found.append(
                Section(
                    first=index, last=end_of(blocks, index), level=block.level, number=number,
                    title=_shown(block, scheme),
                )
            )  # fmt: skip
    return found


def _shown(block: Heading, scheme: str) -> str:
    """Return a title as the paper has it: those of the upper levels are printed in capitals."""
    title = " ".join(block.text.split())
    pattern = block.format or level_format(scheme, block.level).format
    loud = ("%I" in pattern or "%A" in pattern or "ục %" in pattern) and len(title) <= LONGEST_TITLE
    return title.upper() if loud and block.numbered and not block.run_in else title


def end_of(blocks: Sequence[Block], first: int) -> int:
    """Return the index after the last block of the section whose heading is block ``first``."""
    heading = blocks[first]
    level = heading.level if isinstance(heading, Heading) else DEEPEST
    for index in range(first + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Heading) and block.level <= level:
            return index
    return len(blocks)


def section_at(found: Sequence[Section], block: int) -> int:
    """Return which of ``found`` the block stands in, the innermost; -1 before the first one."""
    inside = -1
    for index, section in enumerate(found):
        if section.first > block:
            break
        if block < section.last:
            inside = index
    return inside


def move(
    blocks: Sequence[Block], first: int, before: int, level: int, scheme: str
) -> tuple[Block, ...]:
    """Return ``blocks`` with the section at ``first`` standing before block ``before``.

    Its heading gets ``level``, the headings below it keep their distance to it as far as the
    scheme has levels. A place inside the section itself leaves the order as it is.
    """
    last = end_of(blocks, first)
    heading = blocks[first]
    shift = level - heading.level if isinstance(heading, Heading) else 0
    deepest = len(SCHEMES[scheme].levels) if scheme in SCHEMES else DEEPEST
    moved = [_shifted(block, shift, deepest) for block in blocks[first:last]]
    if first <= before <= last:
        return (*blocks[:first], *moved, *blocks[last:])
    rest = [*blocks[:first], *blocks[last:]]
    at = before if before < first else before - (last - first)
    return (*rest[:at], *moved, *rest[at:])


def _shifted(block: Block, shift: int, deepest: int) -> Block:
    if not isinstance(block, Heading) or not shift:
        return block
    return replace(block, level=max(1, min(deepest, block.level + shift)), format="")


def step_up(blocks: Sequence[Block], found: Sequence[Section], index: int) -> int | None:
    """Return the block before which section ``index`` stands one place higher; None at the top.

    A section goes over its elder brother; the first below a heading goes before that heading.
    """
    own = found[index]
    for place in range(index - 1, -1, -1):
        other = found[place]
        if other.level == own.level or (other.level < own.level and place > 0):
            return other.first
        if other.level < own.level:
            return None  # above the first heading it would have nothing to belong to
    return None


def step_down(blocks: Sequence[Block], found: Sequence[Section], index: int) -> int | None:
    """Return the block before which section ``index`` stands one place lower; None at the end.

    A section goes behind its next brother; the last below a heading goes to the start of the next
    section of that heading's level.
    """
    own = found[index]
    following = next((other for other in found[index + 1 :] if other.first >= own.last), None)
    if following is None:
        return None
    if following.level == own.level:
        return following.last
    return following.first + 1 if following.level < own.level else following.last


def words(blocks: Sequence[Block]) -> int:
    """Return how many words the blocks hold, cells counted, numbers of headings not."""
    return sum(len(text.split()) for block in blocks for text in texts(block))

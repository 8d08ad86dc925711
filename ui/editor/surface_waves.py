"""The stretches of a story that findings underline, kept in place while it is edited."""

from __future__ import annotations

from typing import NamedTuple, cast

from papidesk.domain.blocks import Block
from ui.editor.story_places import Place

Blocks = tuple[Block, ...]


class Wave(NamedTuple):
    """An underlined stretch: from ``place`` to letter ``end`` of the same text.

    ``mend`` is what should stand there instead, None where there is no single safe mend.
    """

    place: Place
    end: int
    severity: str
    tip: str
    mend: str | None = None

    def covers(self, place: Place) -> bool:
        """Tell whether ``place`` is in the stretch or at one of its ends."""
        return self.place[:4] == place[:4] and self.place.offset <= place.offset <= self.end


def wave_of(mark: object) -> Wave:
    """Return (block or Place, start, end, severity, tip), with or without the mend, as a wave."""
    if isinstance(mark, Wave):
        return mark
    where, start, end, severity, tip, *mend = cast(tuple[int | Place, int, int, str, str], mark)
    place = where if isinstance(where, Place) else Place(where)
    return Wave(place.moved(start), end, severity, tip, *mend)


def after_typing(waves: list[Wave], place: Place, old: str, new: str) -> list[Wave]:
    """Return ``waves`` moved along with the letters of one text that was typed in."""
    if not any(wave.place[:4] == place[:4] for wave in waves):
        return waves
    begin = 0
    least = min(len(old), len(new))
    while begin < least and old[begin] == new[begin]:
        begin += 1
    tail = 0
    while tail < least - begin and old[len(old) - 1 - tail] == new[len(new) - 1 - tail]:
        tail += 1
    last, grown = len(old) - tail, len(new) - len(old)
    kept = []
    for wave in waves:
        if wave.place[:4] != place[:4] or wave.end < begin:
            kept.append(wave)
        elif wave.place.offset >= last and wave.place.offset > begin:
            moved = wave.place.moved(wave.place.offset + grown)
            kept.append(wave._replace(place=moved, end=wave.end + grown))
    return kept


def after_change(waves: list[Wave], old: Blocks, new: Blocks) -> list[Wave]:
    """Return the waves of the blocks that are still there, moved along with them."""
    if not waves or old is new:
        return waves
    begin = 0
    least = min(len(old), len(new))
    while begin < least and old[begin] is new[begin]:
        begin += 1
    tail = 0
    while tail < least - begin and old[len(old) - 1 - tail] is new[len(new) - 1 - tail]:
        tail += 1
    kept = []
    for wave in waves:
        if wave.place.block < begin:
            kept.append(wave)
        elif wave.place.block >= len(old) - tail:
            moved = wave.place._replace(block=wave.place.block + len(new) - len(old))
            kept.append(wave._replace(place=moved))
    return kept

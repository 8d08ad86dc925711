"""What differs between two bodies: blocks by their words, moved sections told as moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from papidesk.domain.block_matching import Match, match, words
from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table, rich
from papidesk.domain.difference import Change, Piece, Spot
from papidesk.domain.mark_difference import notes_of, stretch
from papidesk.domain.record import Record, replace
from papidesk.domain.section_spots import spots
from papidesk.domain.table_difference import table_changes
from papidesk.domain.word_difference import pieces
from papidesk.errors import N_


class Body(Record, frozen=True, kw_only=True):
    """Blocks with how they are counted, what they are called within, and their path."""

    blocks: tuple[Block, ...]
    scheme: str
    path: str = "blocks"
    within: Spot | None = None


def body_changes(old: Body, new: Body) -> Iterator[Change]:
    """Yield what differs, in the order of the new body; what was removed where it had stood."""
    if _bare(old.blocks) == _bare(new.blocks):
        return
    found = match(old.blocks, new.blocks)
    was = spots(old.blocks, old.scheme, old.within)
    now = spots(new.blocks, new.scheme, new.within)
    at = {k: i for i, k in found.pairs}
    kept = {i for i, _ in found.pairs}
    gone = iter([i for i in range(len(old.blocks)) if i not in kept])
    waiting = next(gone, None)
    heads = _moved_heads(new.blocks, found)
    for k, block in enumerate(new.blocks):
        i = at.get(k)
        while waiting is not None and i is not None and k not in found.moved and waiting < i:
            yield _whole("removed", old.blocks[waiting], was[waiting], f"{old.path}/{waiting}")
            waiting = next(gone, None)
        place = f"{new.path}/{k}"
        if i is None:
            yield _whole("added", block, now[k], place)
            continue
        before, old_place = old.blocks[i], f"{old.path}/{i}"
        if k in heads:
            shown = (Piece(text=words(block)),) if words(block) else ()
            yield Change(
                kind="moved", spot=now[k], was=was[i], pieces=shown, place=place,
                old_place=old_place,
            )  # fmt: skip
        yield from _block(before, block, was=was[i], spot=now[k], place=place, old_place=old_place)
    while waiting is not None:
        yield _whole("removed", old.blocks[waiting], was[waiting], f"{old.path}/{waiting}")
        waiting = next(gone, None)


def _bare(blocks: Sequence[Block]) -> list[Block]:
    return [replace(block, id="") for block in blocks]


def _moved_heads(blocks: Sequence[Block], found: Match) -> set[int]:
    """Return the moved blocks to tell of: a section's heading speaks for what moved along."""
    heads = set()
    before: tuple[int, int] | None = None
    level = 0
    for i, k in found.pairs:
        if k not in found.moved:
            before = None
            continue
        along = before == (i - 1, k - 1) and not _opens(blocks[k], level)
        if not along:
            heads.add(k)
            first = blocks[k]
            level = first.level if isinstance(first, Heading) else 0
        before = (i, k)
    return heads


def _opens(block: Block, level: int) -> bool:
    """Tell whether a block begins a section as high as the one of ``level`` before it."""
    return isinstance(block, Heading) and (not level or block.level <= level)


def _whole(kind: str, block: Block, spot: Spot, place: str) -> Change:
    text = words(block)
    if isinstance(block, Table):
        text = "\n".join(" | ".join(cell.text for cell in row.cells) for row in block.rows)
    if kind == "added":
        shown = (Piece(text=text, kind="added"),) if text else ()
        return Change(kind="added", spot=spot, pieces=shown, place=place)
    shown = (Piece(text=text, kind="removed"),) if text else ()
    return Change(kind="removed", spot=spot, pieces=shown, old_place=place)


def _block(
    old: Block, new: Block, *, was: Spot, spot: Spot, place: str, old_place: str
) -> Iterator[Change]:
    if isinstance(old, Table) and isinstance(new, Table):
        yield from table_changes(old, new, was=was, spot=spot, place=place, old_place=old_place)
        return
    if isinstance(old, Table | PageBreak) or isinstance(new, Table | PageBreak):
        return
    before, after = rich(old), rich(new)
    if before.text != after.text:
        shown = pieces(before.text, after.text)
        yield Change(
            kind="changed", spot=spot, was=was, pieces=shown, place=place, old_place=old_place
        )
    notes = _kind_notes(old, new)
    quote = after.text
    if before.text == after.text and before.marks != after.marks:
        if not notes:
            quote = stretch(before, after)
        notes += notes_of(before, after)
    if notes:
        yield Change(
            kind="formatted", spot=spot, place=place, old_place=old_place,
            notes=notes, pieces=(Piece(text=quote),) if quote else (),
        )  # fmt: skip


def _kind_notes(old: Block, new: Block) -> tuple[str, ...]:
    if type(old) is not type(new):
        return (N_("kind of paragraph"),)
    notes = []
    if isinstance(old, Heading | Item) and isinstance(new, Heading | Item):
        if old.level != new.level:
            notes.append(N_("level"))
        elif isinstance(old, Heading) and isinstance(new, Heading) and _number(old) != _number(new):
            notes.append(N_("numbering"))
        elif isinstance(old, Item) and isinstance(new, Item) and old.marker != new.marker:
            notes.append(N_("marker"))
    if isinstance(old, Paragraph) and isinstance(new, Paragraph) and old.style != new.style:
        notes.append(N_("style of paragraph"))
    if isinstance(old, Heading) and isinstance(new, Heading) and old.run_in != new.run_in:
        notes.append(N_("style of paragraph"))
    return tuple(notes)


def _number(heading: Heading) -> tuple[str, str, bool]:
    return heading.format, heading.number_as_written, heading.numbered

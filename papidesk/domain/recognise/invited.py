"""Whom an invitation or a telegram is for: its first lines name them (mẫu 1.6, 1.7)."""

from __future__ import annotations

import re

import msgspec

from papidesk.domain import issuer_name
from papidesk.domain.blocks import Block, Item, Paragraph
from papidesk.domain.document import Document
from papidesk.domain.manuscript import Piece
from papidesk.domain.paper_opening import INVITES, WIRES
from papidesk.domain.recognise.zones import shifted
from papidesk.domain.record import replace
from papidesk.domain.wording import bare_item
from papidesk.text.fold import fold

_OPENS = {"GM": INVITES, "CĐ": WIRES}
_PLACE = re.compile(r"blocks/(\d+)(.*)", re.DOTALL)
Places = dict[str, tuple[Piece, ...]]


class Invited(msgspec.Struct, kw_only=True):
    """The document with its addressees, the places anew, and the words its form says."""

    document: Document
    places: Places
    form: list[str] = msgspec.field(default_factory=list)


def read_invited(document: Document, places: Places) -> Invited:
    """Take the receivers out of the first blocks, when these are as the form prints them.

    A paper that names its sender otherwise keeps the lines as text: nothing is guessed.
    """
    same = Invited(document=document, places=places)
    words = _OPENS.get(document.kind)
    first = document.blocks[0] if document.blocks else None
    if words is None or document.addressees or not isinstance(first, Paragraph) or first.marks:
        return same
    sender, found, rest = first.text.partition(words)
    if not found or not _is_sender(document, sender, words):
        return same
    names = [rest] if rest.strip() else []
    taken = 1
    while not rest.strip() and taken < len(document.blocks):
        block = document.blocks[taken]
        if not isinstance(block, Item) or block.level != 1 or block.marks:
            break
        names.append(block.text)
        taken += 1
    bare = [bare_item(name) for name in names]
    if not all(bare) or not bare or (words == WIRES and rest.strip()):
        return same
    kept = sender.strip() if words == WIRES else ""
    own = fold(kept) == fold(issuer_name.running(document.issuer))
    return Invited(
        document=replace(
            document,
            addressees=tuple(bare),
            blocks=document.blocks[taken:],
            authority_line=document.authority_line or ("" if own else kept),
        ),
        places=_moved(places, document.blocks, taken, len(first.text) - len(rest)),
        form=[words, *([sender] if words == INVITES or own else [])],
    )


def _is_sender(document: Document, sender: str, words: str) -> bool:
    named = fold(" ".join(sender.split()))
    if named == fold(issuer_name.running(document.issuer)):
        return True
    # A telegram may be the head's ("Chủ tịch … điện:"); of an invitation only the body prints.
    return words == WIRES and 0 < len(named) < 160 and not document.authority_line


def _moved(places: Places, blocks: tuple[Block, ...], taken: int, start: int) -> Places:
    """Return the places of the blocks that are left by their new numbers, and the addressees'."""
    moved: Places = {}
    for name, pieces in places.items():
        found = _PLACE.fullmatch(name)
        if found is None:
            moved[name] = pieces
        elif int(found[1]) >= taken:
            moved[f"blocks/{int(found[1]) - taken}{found[2]}"] = pieces
    if taken == 1:
        lead = len(blocks[0].text) if isinstance(blocks[0], Paragraph) else 0
        moved["addressees/0"] = shifted(places.get("blocks/0", ()), min(start, lead))
    else:
        for index in range(1, taken):
            moved[f"addressees/{index - 1}"] = places.get(f"blocks/{index}", ())
    return moved

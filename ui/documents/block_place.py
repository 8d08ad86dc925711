"""A block of a document by its id: what the page Văn bản is asked to show in the editor."""

from __future__ import annotations

from dataclasses import dataclass

from papidesk.domain.document import Document


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """A block of the document ``document``; ``block`` "" is the document as a whole.

    ``annex`` asks for the annex of its tasks to be made.
    """

    document: str
    block: str = ""
    annex: bool = False


def path_of_block(document: Document, block: str) -> str:
    """Return the path of the block with the id ``block``, "" when it is gone."""
    for index, one in enumerate(document.blocks):
        if block and one.id == block:
            return f"blocks/{index}"
    for number, annex in enumerate(document.annexes):
        for index, one in enumerate(annex.blocks):
            if block and one.id == block:
                return f"annexes/{number}/blocks/{index}"
    return ""

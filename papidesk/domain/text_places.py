"""Every piece of text of a document by its path, and the document with one of them changed.

Paths are those of :mod:`papidesk.domain.manuscript`: "abstract", "bases/0", "blocks/3",
"blocks/4/rows/1/cells/0/2", "annexes/0/title", "signature/name", "footnotes/0".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from papidesk.domain.blocks import Block, PageBreak, Table
from papidesk.domain.document import Document
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import Mark, RichText, tidy

_HEAD = ("issuer", "superior", "place", "abstract", "authority_line")
_LISTS = ("bases", "addressees")
_SIGNATURES = ("signature", "second_signature")


class Edit(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch ``start`` <= offset < ``end`` of a piece of text and what stands there instead."""

    start: int
    end: int
    text: str


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the path and the words of each piece of text, in reading order, empty ones left out."""
    yield from (pair for pair in _every(document) if pair[1])


def _every(document: Document) -> Iterator[tuple[str, str]]:
    for name in _HEAD:
        yield name, getattr(document, name)
    for name in _LISTS:
        yield from _lines(name, getattr(document, name))
    yield from _blocks("blocks", document.blocks)
    yield "closing", document.closing
    yield from (
        (f"footnotes/{index}", note.text.text) for index, note in enumerate(document.footnotes)
    )
    yield from _lines("recipients", document.recipients)
    for name in _SIGNATURES:
        signature = getattr(document, name)
        yield f"{name}/position", signature.position
        yield from _lines(f"{name}/titles", signature.titles)
        yield f"{name}/name", signature.name
    yield "address", document.address
    for index, annex in enumerate(document.annexes):
        yield f"annexes/{index}/title", annex.title
        yield f"annexes/{index}/note", annex.note
        yield from _blocks(f"annexes/{index}/blocks", annex.blocks)
        yield f"annexes/{index}/closing", annex.closing


def _lines(path: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((f"{path}/{index}", line) for index, line in enumerate(lines))


def _blocks(path: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            for row, found in enumerate(block.rows):
                for cell, inner in enumerate(found.cells):
                    for place, part in enumerate(inner.paragraphs):
                        yield f"{path}/{index}/rows/{row}/cells/{cell}/{place}", part.text
        elif not isinstance(block, PageBreak):
            yield f"{path}/{index}", block.text


def has_place(document: Document, path: str) -> bool:
    """Tell whether ``path`` names a place of ``document``, with text in it or empty."""
    node: Any = document
    for step in path.split("/"):
        if not isinstance(node, tuple) and hasattr(node, "paragraphs"):
            node = node.paragraphs  # a cell's paragraphs are counted without their name
        if isinstance(node, tuple):
            if not re.fullmatch("[0-9]{1,6}", step) or int(step) >= len(node):
                return False
            node = node[int(step)]
        elif isinstance(node, Record) and step in node.__struct_fields__:
            node = getattr(node, step)
        else:
            return False
    return True


def edited(document: Document, path: str, edits: Sequence[Edit]) -> Document:
    """Return ``document`` with ``edits`` done to the text at ``path``; formatting moves along.

    ``edits`` do not overlap. Raises ``KeyError`` when there is no such text.
    """
    steps = path.split("/")
    if steps[0] == "footnotes":
        steps.append("text")
    changed = _put(document, steps, sorted(edits, key=lambda edit: -edit.start))
    assert isinstance(changed, Document)
    return changed


def _put(node: Any, steps: list[str], edits: Sequence[Edit]) -> Any:
    if not steps:
        return _edited(node, edits)
    step, rest = steps[0], steps[1:]
    if isinstance(node, tuple):
        if not step.isdigit() or int(step) >= len(node):
            raise KeyError(step)
        index = int(step)
        return (*node[:index], _put(node[index], rest, edits), *node[index + 1 :])
    if step.isdigit() and hasattr(node, "paragraphs"):
        return replace(node, paragraphs=_put(node.paragraphs, steps, edits))
    if not hasattr(node, step):
        raise KeyError(step)
    return replace(node, **{step: _put(getattr(node, step), rest, edits)})


def _edited(node: Any, edits: Sequence[Edit]) -> Any:
    if isinstance(node, str):
        for edit in edits:
            node = node[: edit.start] + edit.text + node[edit.end :]
        return node
    rich = RichText(text=node.text, marks=node.marks)
    for edit in edits:
        rich = _spliced(rich, edit)
    return replace(node, text=rich.text, marks=rich.marks)


def _spliced(rich: RichText, edit: Edit) -> RichText:
    text = rich.text[: edit.start] + edit.text + rich.text[edit.end :]
    marks = tidy([_moved(mark, edit) for mark in rich.marks], len(text))
    return RichText(text=text, marks=marks)


def _moved(mark: Mark, edit: Edit) -> Mark:
    """Return ``mark`` over the same words; one that begins or ends in the edit covers it all."""
    shift = len(edit.text) - (edit.end - edit.start)

    def at(position: int, inside: int) -> int:
        if position <= edit.start:
            return position
        return position + shift if position >= edit.end else inside

    left, right = at(mark.start, edit.start), at(mark.end, edit.end + shift)
    return Mark(start=left, end=right, style=mark.style, ref=mark.ref)

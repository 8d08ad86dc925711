"""Live fields: figures in a text that follow what they count until the document is issued."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from papidesk.domain.blocks import Block, PageBreak, Row, Table
from papidesk.domain.document import Document
from papidesk.domain.record import Record, replace
from papidesk.domain.richtext import Mark, RichText, from_runs, to_runs


class FigureRef(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Which figure a field shows: a counter's code and a period's ("van-ban-di", "2024-H1")."""

    counter: str
    period: str

    @property
    def ref(self) -> str:
        """How a mark names it: "van-ban-di@2024-H1"."""
        return f"{self.counter}@{self.period}"


def parse_ref(ref: str) -> FigureRef | None:
    """Return the figure a mark names; None when ``ref`` is no such name."""
    counter, at, period = ref.partition("@")
    return FigureRef(counter=counter, period=period) if counter and at and period else None


def refs(document: Document) -> list[str]:
    """Return the names of all live fields in reading order, each once."""
    found: dict[str, None] = {}
    for text in _texts(document):
        found.update(dict.fromkeys(mark.ref for mark in text.marks if mark.style == "figure"))
    return list(found)


def refreshed(document: Document, value: Callable[[str], str | None]) -> Document:
    """Return ``document`` with every live field showing ``value(ref)``; None leaves it as it is.

    An issued document is returned as it is: its figures are frozen.
    """
    if document.frozen or not refs(document):
        return document

    def one(block: Block) -> Block:
        return _block(block, value)

    annexes = tuple(
        replace(annex, blocks=tuple(map(one, annex.blocks))) for annex in document.annexes
    )
    return replace(document, blocks=tuple(map(one, document.blocks)), annexes=annexes)


def _block(block: Block, value: Callable[[str], str | None]) -> Block:
    if isinstance(block, PageBreak):
        return block
    if isinstance(block, Table):
        rows = tuple(
            Row(
                cells=tuple(
                    replace(cell, paragraphs=tuple(_text(part, value) for part in cell.paragraphs))
                    for cell in row.cells
                )
            )
            for row in block.rows
        )
        return replace(block, rows=rows)
    text = _text(RichText(text=block.text, marks=block.marks), value)
    return replace(block, text=text.text, marks=text.marks)


def _text(text: RichText, value: Callable[[str], str | None]) -> RichText:
    if not any(mark.style == "figure" for mark in text.marks):
        return text
    runs = []
    shown = ""
    for run in to_runs(text):
        new = value(run.figure) if run.figure else None
        if new is not None:
            # A field cut into runs of several formats shows its value in the first of them.
            run = replace(run, text="" if run.figure == shown else new)
        shown = run.figure
        runs.append(run)
    return from_runs(run for run in runs if run.text)


def _texts(document: Document) -> Iterator[RichText]:
    for blocks in (document.blocks, *(annex.blocks for annex in document.annexes)):
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
            elif not isinstance(block, PageBreak):
                yield RichText(text=block.text, marks=block.marks)


def field(text: str, ref: str) -> RichText:
    """Return ``text`` as one live field."""
    return RichText(text=text, marks=(Mark(start=0, end=len(text), style="figure", ref=ref),))

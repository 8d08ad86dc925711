"""The shapes ``--json`` answers have: the contract of the command line, in one place."""

from __future__ import annotations

from typing import Any

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table
from papidesk.domain.document import Annex, Document
from papidesk.domain.kinds import kinds
from papidesk.domain.numbering import core, numbers
from papidesk.domain.paper import annex_labels
from papidesk.domain.people import Signature

View = dict[str, Any]


def kind_name(code: str) -> str | None:
    """Return the kind's name in capitals, None when the kind is not known."""
    known = kinds().get(code)
    return known.name if known else None


def document_view(document: Document) -> View:
    """Return what ``show --json`` prints of a document."""
    day = document.date.date
    second = document.second_signature
    view: View = {
        "id": document.id,
        "kind": document.kind or None,
        "kind_name": kind_name(document.kind),
        "state": document.state,
        "issuer": document.issuer or None,
        "superior": document.superior or None,
        "number": document.number,
        "symbol": document.symbol or None,
        "place": document.place or None,
        "date": day.isoformat() if day else None,
        "abstract": document.abstract or None,
        "authority_line": document.authority_line or None,
        "bases": list(document.bases),
        "addressees": list(document.addressees),
        "blocks": block_views(document.blocks, document.scheme),
        "closing": document.closing or None,
        "recipients": list(document.recipients),
        "signature": _signature(document.signature),
        "second_signature": _signature(second) if second != Signature() else None,
        "urgency": document.urgency or None,
        "circulation": document.circulation or None,
        "drafter_mark": document.drafter_mark or None,
        "address": document.address or None,
        "annexes": [
            _annex(annex, label)
            for annex, label in zip(document.annexes, annex_labels(document.annexes), strict=True)
        ],
        "footnotes": [{"id": note.id, "text": note.text.text} for note in document.footnotes],
        "guessed": list(document.guessed),
    }
    if day is None:
        view |= {"day": document.date.day, "month": document.date.month, "year": document.date.year}
    return view


def _signature(signature: Signature) -> View:
    return {
        "authority": signature.authority,
        "on_behalf_of": signature.on_behalf_of,
        "deputy_for": signature.deputy_for,
        "position": signature.position or None,
        "name": signature.name or None,
        "lines": list(signature.lines),
    }


def _annex(annex: Annex, label: str) -> View:
    return {
        "label": label or None,
        "kind": annex.kind or None,
        "label_as_written": annex.label_as_written or None,
        "title": annex.title or None,
        "note": annex.note or None,
        "landscape": annex.landscape,
        "blocks": block_views(annex.blocks, annex.scheme),
        "closing": annex.closing or None,
    }


def block_views(blocks: tuple[Block, ...], scheme: str) -> list[View]:
    """Return the blocks as the contract shows them, computed numbers beside written ones."""
    printed = numbers(blocks, scheme)
    return [_block(block, number) for block, number in zip(blocks, printed, strict=True)]


def _block(block: Block, printed: str) -> View:
    view: View
    match block:
        case Heading():
            view = {
                "type": "heading",
                "level": block.level,
                "number": core(printed) or None,
                "number_as_written": block.number_as_written or None,
                "text": block.text,
                "run_in": block.run_in,
            }
        case Paragraph():
            view = {"type": "paragraph", "text": block.text, "style": block.style}
        case Item():
            view = {
                "type": "item", "level": block.level, "marker": block.marker, "text": block.text,
            }  # fmt: skip
        case Table():
            view = {
                "type": "table",
                "header_rows": block.header_rows,
                "columns": block.columns,
                "rows": [
                    [
                        {"text": cell.text, "colspan": cell.colspan, "rowspan": cell.rowspan}
                        for cell in row.cells
                    ]
                    for row in block.rows
                ],
            }
        case PageBreak():
            view = {"type": "page_break"}
    marks = getattr(block, "marks", ())
    if marks:
        view["marks"] = [
            {"start": mark.start, "end": mark.end, "style": mark.style} for mark in marks
        ]
    if block.id:
        view["id"] = block.id
    return view

"""A document written as the markup of templates: the inverse of :mod:`papidesk.drafting.markup`."""

from __future__ import annotations

from collections.abc import Iterator

from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table, rich
from papidesk.domain.document import Annex, Document
from papidesk.domain.numbering import DEFAULT_SCHEME
from papidesk.domain.people import Signature
from papidesk.drafting import inline, tables
from papidesk.drafting.fields import LABELS, SCHEME_LABELS, signature_written

_HEAD = ("abstract", "authority_line", "urgency", "circulation", "drafter_mark", "address")


def write(document: Document, *, signature: bool = True) -> str:
    """Return head texts, body, foot and annexes of ``document`` as markup.

    Office, number, symbol, place and date are not in it: they are given when a document is made.
    Without ``signature`` whoever signs for the office then is taken.
    """
    return "\n".join([*_lines(document, signature), ""])


def _lines(document: Document, signature: bool) -> Iterator[str]:
    for name in _HEAD:
        yield from _field(name, str(getattr(document, name)))
    yield from _scheme(document.scheme)
    for name in ("bases", "addressees"):
        for line in getattr(document, name):
            yield from _field(name, line)
    yield ""
    yield from _blocks(document.blocks)
    yield ""
    for part in document.closing.split("\n"):
        yield from _field("closing", part)
    for note in document.footnotes:
        yield f"@{LABELS['footnote']}[{note.id}]: {inline.written(note.text)}".rstrip()
    for line in document.recipients:
        yield from _field("recipients", line)
    if signature:
        yield from _signature(document.signature, "signature", "titles")
    yield from _signature(document.second_signature, "second_signature", "second_titles")
    for annex in document.annexes:
        yield from _annex(annex)


def _field(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"@{LABELS[name]}: {inline.escaped(value)}"


def _scheme(scheme: str) -> Iterator[str]:
    if scheme != DEFAULT_SCHEME and scheme in SCHEME_LABELS:
        yield f"@{LABELS['scheme']}: {SCHEME_LABELS[scheme]}"


def _signature(signature: Signature, name: str, titles: str) -> Iterator[str]:
    if signature.lines or signature.name:
        yield f"@{LABELS[name]}: {signature_written(signature)}"
    for title in signature.titles:
        yield from _field(titles, title)


def _annex(annex: Annex) -> Iterator[str]:
    options = [f"loại={annex.kind}"] if annex.kind else []
    options += ["ngang"] if annex.landscape else []
    shown = f"[{'; '.join(options)}]" if options else ""
    yield ""
    yield f"@{LABELS['annex']}{shown}: {inline.escaped(annex.title)}".rstrip()
    yield from _field("annex_note", annex.note)
    yield from _scheme(annex.scheme)
    yield from _blocks(annex.blocks)
    for part in annex.closing.split("\n"):
        yield from _field("closing", part)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield from _heading(block)
            case Item():
                yield _item(block)
            case Paragraph():
                yield _paragraph(block)
            case Table():
                yield from tables.written(block)
            case PageBreak():
                yield "---"


def _heading(block: Heading) -> Iterator[str]:
    options = [] if block.numbered else ["không số"]
    options += ["chạy"] if block.run_in else []
    options += [f"số={block.format}"] if block.format else []
    shown = f"[{'; '.join(options)}]" if options else ""
    level = min(max(block.level, 1), 7)
    if level == 1:
        yield ""
    yield f"{'#' * level}{shown} {inline.written(rich(block))}".rstrip(" ")


def _item(block: Item) -> str:
    sign = "-" if block.level <= 1 else "+" * (block.level - 1)
    usual = "-" if block.level <= 1 else "+"
    marker = block.marker.replace("\\", "\\\\").replace("]", "\\]").replace("[", "\\[")
    shown = "" if block.marker == usual else f"[{marker}]"
    return f"{sign}{shown} {inline.written(rich(block))}".rstrip(" ")


def _paragraph(block: Paragraph) -> str:
    text = inline.written(rich(block))
    if block.style == "body" and text.strip():
        return text
    return f"@{LABELS[block.style]}: {text}".rstrip(" ")

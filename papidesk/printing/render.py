"""A document rendered to PDF: words of the paper, boxes, pages, file.

The stages: :mod:`papidesk.domain.paper` decides what is printed; head, blocks, tables, foot and
annexes make boxes of it; pages fills them into pages and draws those. The same document gives the
same bytes, in every process and at any time.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.document import Document
from papidesk.domain.layout_profile import LayoutProfile, load
from papidesk.domain.paper import Paper, paper
from papidesk.domain.record import Record
from papidesk.domain.wording import untied
from papidesk.printing.annexes import annex, body
from papidesk.printing.boxes import Box
from papidesk.printing.fonts import face, printable, printing_with
from papidesk.printing.foot import Fit, address, foot, settle
from papidesk.printing.footnotes import note_lines
from papidesk.printing.head import head, opening, title
from papidesk.printing.pages import Leaf, Outline, draw, paginate
from papidesk.printing.styles import Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LANGUAGE = "vi-VN"
# Phụ lục I, phần II asks for 1.4 at least; the language and the title bar need it too.
PDF_VERSION = (1, 4)
_LONGEST_TITLE = 300


class BlockPlace(Record, frozen=True, array_like=True):
    """Where a block is printed: ``annex`` counts from 0, -1 is the body; ``page`` from 0.

    ``top`` and ``bottom`` are points from the page's upper edge. A block over several pages has a
    place on each.
    """

    annex: int
    block: int
    page: int
    top: float
    bottom: float


class Printed(Record, frozen=True, kw_only=True):
    """A rendered paper: the file's bytes, and how many pages document and annexes have."""

    pdf: bytes
    pages: int
    body_pages: int
    places: tuple[BlockPlace, ...] = ()


def render(
    document: Document,
    *,
    profile: LayoutProfile | None = None,
    base: int | None = None,
    fonts: Path | None = None,
) -> bytes:
    """Return ``document`` as PDF in the form of ``profile`` with body text of ``base`` points.

    Without them: NĐ 30/2020 and 14 points. ``fonts`` is the folder of the real Times New Roman
    (:func:`~papidesk.printing.fonts.windows_fonts`), None to print with Tinos. Raises
    :class:`~papidesk.printing.fonts.MissingGlyphError`,
    :class:`~papidesk.printing.pages.TooTallError`.
    """
    return printed(document, profile=profile, base=base, fonts=fonts).pdf


def printed(
    document: Document,
    *,
    profile: LayoutProfile | None = None,
    base: int | None = None,
    fonts: Path | None = None,
) -> Printed:
    """Return :func:`render`'s file with its page counts and the places of its blocks."""
    return printed_papers([paper(document)], profile=profile, base=base, fonts=fonts)


def printed_papers(
    papers: Sequence[Paper],
    *,
    profile: LayoutProfile | None = None,
    base: int | None = None,
    fonts: Path | None = None,
) -> Printed:
    """Return papers whose words are decided already (task sheets) as one file.

    Each begins a page and counts its own; see :func:`printed`.
    """
    form = profile or load()
    if base is not None:
        form = form.at(base)
    with printing_with(fonts):
        sheet = Sheet(form)
        return _drawn([_leaves(sheet, each)[0] for each in papers], papers[0], sheet)


def _drawn(papers: Sequence[list[list[Leaf]]], words: Paper, sheet: Sheet) -> Printed:
    parts = [leaves for each in papers for leaves in each]
    stream = io.BytesIO()
    canvas = canvas_for(stream, words)
    outline = Outline()
    for leaves in parts:
        for number, leaf in enumerate(leaves, start=1):
            draw(canvas, sheet, leaf, number, outline)
    canvas.save()
    total = sum(len(leaves) for leaves in parts)
    return Printed(
        pdf=stream.getvalue(),
        pages=total,
        body_pages=len(parts[0]),
        places=tuple(_places(parts, sheet.top)),
    )


def _places(parts: list[list[Leaf]], margin: float) -> Iterable[BlockPlace]:
    """Yield where each block stands, in reading order; ``margin`` is above the text area."""
    page = 0
    for part, leaves in enumerate(parts):
        for leaf in leaves:
            found: dict[int, tuple[float, float]] = {}
            for y, box in leaf.placed:
                if box.block >= 0:
                    top, _ = found.get(box.block, (y, y))
                    found[box.block] = (top, y + box.height)
            for block, (top, bottom) in found.items():
                yield BlockPlace(part - 1, block, page, margin + top, margin + bottom)
            page += 1


def fit(document: Document, *, profile: LayoutProfile | None = None) -> Fit:
    """Return how the document's lines are set on the printed page, for whoever sets them again.

    Nearly always the profile's own values; tighter where that brings a signature back onto a page.
    """
    return _leaves(Sheet(profile or load()), paper(document))[1]


def _leaves(sheet: Sheet, words: Paper) -> tuple[list[list[Leaf]], Fit]:
    """Return the pages of the document and of each annex; each part counts its own."""
    lines = note_lines(sheet, words.notes)
    numbers = {note.id: note.number for note in words.notes}
    ending = foot(sheet, words.foot, words.confirmation)
    main = _main(sheet, words, numbers)
    annexes = [annex(sheet, part, numbers) for part in words.annexes]
    _place_orphans(lines.keys(), [*main, *(box for part in annexes for box in part)], main)
    first, set_so = settle(main, ending, sheet, lines, address(sheet, words.address))
    found = [first]
    for boxes in annexes:
        for box in boxes:
            box.stretch(sheet.profile.text.lines.chosen)
        found.append(paginate(boxes, sheet, lines))
    return found, set_so


def _main(sheet: Sheet, words: Paper, numbers: dict[str, int]) -> list[Box]:
    boxes: list[Box] = [head(sheet, words.head), *title(sheet, words)]
    flow = [*opening(sheet, words), *body(sheet, words.body, numbers)]
    if flow:
        own = sheet.profile.head
        after = own.body_gap_pt if len(boxes) > 1 else own.title_gap_pt
        flow[0].gap = max(flow[0].gap, after.chosen)
    else:
        boxes[-1].keep = False
    return [*boxes, *flow]


def _place_orphans(known: Iterable[int], boxes: list[Box], main: list[Box]) -> None:
    """Print notes nobody refers to at the end of the body, so that none is lost."""
    referred = {number for box in boxes for number in box.notes}
    left = [number for number in known if number not in referred]
    if left:
        main[-1].notes = (*main[-1].notes, *left)


def canvas_for(stream: io.BytesIO, words: Paper) -> Canvas:
    """Return an empty file with the properties of the paper, the same bytes every time."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # Streams as bytes, not spelled in letters: smaller files, made in less time.
    rl_config.useA85 = 0
    canvas = Canvas(
        stream,
        pageCompression=1,
        invariant=1,
        pdfVersion=PDF_VERSION,
        initialFontName=face(False, False).name,  # type: ignore[arg-type]
        lang=LANGUAGE,
    )
    canvas.setTitle(printable(words.title)[:_LONGEST_TITLE])
    canvas.setAuthor(printable(words.author))
    canvas.setSubject(untied(printable(words.abstract or words.head.subject)))
    canvas.setCreator("PapiDesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas

"""Sections: the paper and its annexes, each with its own page numbers (mục I.7, III.1)."""

from __future__ import annotations

from papidesk.domain.blocks import Table
from papidesk.domain.layout_profile import StyleName
from papidesk.domain.paper import Paper, PrintedAnnex
from papidesk.word.writing.blocks import body, stretches, with_turned_ending
from papidesk.word.writing.columns import needs_landscape
from papidesk.word.writing.foot import confirmation, foot
from papidesk.word.writing.form import POINTS_PER_MM, Form
from papidesk.word.writing.head import centred, head, rule
from papidesk.word.writing.margins import header_distance
from papidesk.word.writing.opening import ABSTRACT_SIDE_MM, opening, title
from papidesk.word.writing.styles import SPACER
from papidesk.word.writing.text import reference
from papidesk.word.writing.xml import Place, from_pt, paragraph


class Section:
    """Blocks on pages of one kind; ``first`` begins a part with numbers of its own."""

    def __init__(self, blocks: list[str], *, landscape: bool, first: bool, main: bool) -> None:
        self.blocks = blocks
        self.landscape = landscape
        self.first = first
        self.main = main


def sections(form: Form, paper: Paper) -> list[Section]:
    """Return the paper and its annexes as sections in order."""
    found = _main(form, paper)
    for part in paper.annexes:
        found += _annex(form, part)
    return found


def _main(form: Form, paper: Paper) -> list[Section]:
    # LibreOffice puts an empty line before a table that opens a paper with footnotes, and leaves
    # headings alone at the foot of the first page: a hair's breadth above prevents both.
    hair = paragraph(SPACER, "", Place(keep_next=True))
    start = [hair, head(form, paper.head), *title(form, paper), *opening(form, paper)]
    opened = bool(paper.authority_line or paper.bases or paper.enacting or paper.addressees)
    signed = bool(foot(form, paper.foot))
    found = [Section(start, landscape=False, first=True, main=True)]
    whole = with_turned_ending(form, list(stretches(paper.body)))
    for index, (landscape, parts) in enumerate(whole):
        if landscape != found[-1].landscape:
            found.append(Section([], landscape=landscape, first=False, main=True))
        gap = 0 if opened or index else form.opening_gap
        found[-1].blocks += body(
            form, parts, landscape=landscape, gap=gap, top=not found[-1].blocks,
            ends=signed and index == len(whole) - 1,
        )  # fmt: skip
    _add_orphans(form, paper, found[-1])
    ending = foot(form, paper.foot, landscape=found[-1].landscape)
    if ending:
        found[-1].blocks.append(ending)
    if framed := confirmation(form, paper.confirmation):
        found[-1].blocks.append(framed)
    return found


def _add_orphans(form: Form, paper: Paper, section: Section) -> None:
    """Refer to notes nobody refers to at the end of the body, so that none is lost."""
    waiting = {
        mark.ref
        for annex in paper.annexes
        for part in annex.body
        for text in (
            [each for row in part.rows for cell in row.cells for each in cell.paragraphs]
            if isinstance(part, Table)
            else [part.text]
            if hasattr(part, "text")
            else []
        )
        for mark in text.marks
    }
    left = [n.id for n in paper.notes if n.id not in form.referred and n.id not in waiting]
    if not left:
        return
    marks = "".join(reference(form, note) for note in left)
    last = section.blocks[-1] if section.blocks else ""
    if last.startswith("<w:p>"):
        section.blocks[-1] = last.removesuffix("</w:p>") + marks + "</w:p>"
    else:
        section.blocks.append(paragraph(SPACER, marks))


def _annex(form: Form, part: PrintedAnnex) -> list[Section]:
    """Return an annex: label, title in capitals, "(Kèm theo …)", a short rule, its body.

    A document issued with a decision opens with head, kind and abstract instead (mẫu 1.3); wide
    tables inside it go on turned pages of their own.
    """
    wide = any(isinstance(each, Table) and needs_landscape(each) for each in part.body)
    landscape = part.landscape or (wide and part.head is None)
    found = [Section(_annex_title(form, part, landscape), landscape=landscape, first=True,
                     main=False)]  # fmt: skip
    whole = [(landscape, list(part.body))]
    if part.head is not None:
        whole = with_turned_ending(form, list(stretches(part.body)))
    if part.charts:
        return [_charted(form, part, found[0], landscape)]
    for index, (turned, parts) in enumerate(whole):
        turned = turned or landscape
        if turned != found[-1].landscape:
            found.append(Section([], landscape=turned, first=False, main=False))
        found[-1].blocks += body(
            form, parts, landscape=turned, gap=0 if index else form.body_gap,
            lines=form.annex_lines, top=not found[-1].blocks,
        )  # fmt: skip
    return found


def _charted(form: Form, part: PrintedAnnex, section: Section, landscape: bool) -> Section:
    """Return ``section`` with the annex's body, its charts below it, and the end mark last."""
    from papidesk.word.writing.charts import charts

    gap, lines = form.body_gap, form.annex_lines
    section.blocks += body(form, part.body, landscape=landscape, gap=gap, lines=lines)
    section.blocks += charts(form, part.charts, landscape=landscape)
    section.blocks += body(form, part.ending, landscape=landscape, lines=lines)
    return section


def _annex_title(form: Form, part: PrintedAnnex, landscape: bool) -> list[str]:
    width = form.width_pt(landscape)
    made: list[str] = []
    gap: int | None = None
    side = 0.0
    if part.head is not None:
        hair = paragraph(SPACER, "", Place(keep_next=True))
        made = [hair, head(form, part.head, landscape=landscape)]
        gap = from_pt(form.profile.head.title_gap_pt.chosen)
        side = ABSTRACT_SIDE_MM * POINTS_PER_MM
    title: StyleName = "annex_title" if part.head is None else "abstract"
    widths: list[float] = []
    names: tuple[tuple[StyleName, str, float], ...] = (
        ("annex_label", part.label, 0.0), ("kind", part.kind, 0.0),
        (title, part.title, side), ("annex_note", part.note, 0.0),
    )  # fmt: skip
    for name, text, kept in names:
        if text:
            xml, own = centred(form, name, text, width, side=kept, gap=gap)
            made.append(xml)
            widths += own
            gap = None
    made.append(rule(widths, form.profile.rules.abstract, width))
    return made


def joined(form: Form, found: list[Section], *, address: bool, circulation: bool) -> str:
    """Return all sections as the inside of ``w:body``, each closed by its properties.

    ``address`` and ``circulation`` tell that page 1 has these in its margins.
    """
    made: list[str] = []
    for index, section in enumerate(found):
        properties = _section_properties(
            form, section, index, address=address, circulation=circulation
        )
        blocks = section.blocks
        if index == len(found) - 1:
            # Word wants a paragraph after a table at the end of a paper.
            ending = [] if blocks and blocks[-1].startswith("<w:p>") else [paragraph(SPACER)]
            made += [*blocks, *ending, properties]
        elif blocks and blocks[-1].startswith("<w:p>"):
            made += [*blocks[:-1], blocks[-1].replace("</w:pPr>", f"{properties}</w:pPr>", 1)]
        else:
            closing = paragraph(SPACER).replace("</w:pPr>", f"{properties}</w:pPr>", 1)
            made += [*blocks, closing]
    return "".join(made)


def _section_properties(
    form: Form, section: Section, index: int, *, address: bool, circulation: bool
) -> str:
    """Return ``w:sectPr``: page, margins, numbers from page 2 of each part on."""
    width, height = form.paper_size
    turned = ""
    if section.landscape:
        width, height, turned = height, width, ' w:orient="landscape"'
    header = header_distance(form)
    sides = " ".join(f'w:{side}="{size}"' for side, size in form.margins.items())
    references = '<w:headerReference w:type="default" r:id="rIdHeader"/>'
    if circulation and section.first:
        # Without a word of its own a section takes over the header of the one before.
        mark = "rIdCirculation" if section.main else "rIdNoHeader"
        references += f'<w:headerReference w:type="first" r:id="{mark}"/>'
    if address and section.first:
        # Without a word of its own a section takes over the footer of the one before.
        footer = "rIdAddress" if section.main else "rIdNoFooter"
        references += f'<w:footerReference w:type="first" r:id="{footer}"/>'
    # The address stands above the bottom margin, inside the text's frame (mục IV.1, ô 13).
    footer_at = form.margins["bottom"] if address and section.first and section.main else header
    numbers = '<w:pgNumType w:start="1"/>' if section.first and index else ""
    first = "<w:titlePg/>" if section.first else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {sides} w:header="{header}" w:footer="{footer_at}" w:gutter="0"/>'
        f'{numbers}<w:cols w:space="720"/>{first}</w:sectPr>'
    )

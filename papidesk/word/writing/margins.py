"""Small parts around the text: page number, footnotes, the address at the foot of page 1."""

from __future__ import annotations

from papidesk.domain.paper import PrintedNote
from papidesk.word.writing.form import POINTS_PER_MM, Form
from papidesk.word.writing.metrics import width_pt
from papidesk.word.writing.styles import (
    ADDRESS_RULE,
    FRAME_SPACE,
    FRAME_WEIGHT,
    NOTE_MARK,
    style_id,
)
from papidesk.word.writing.text import rich_runs
from papidesk.word.writing.xml import (
    HEADER,
    NAMESPACES,
    Place,
    from_mm,
    from_pt,
    paragraph,
    run,
)

# The number stands in a header of one line: its baseline is this far below the header's top, in em.
_HEADER_ASCENT_EM = 0.891


def page_number() -> str:
    """Return the header with the page number in the middle (Phụ lục I, mục I.7)."""
    field = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    number = paragraph(style_id("page_number"), field)
    return f"{HEADER}<w:hdr {NAMESPACES}>{number}</w:hdr>"


def header_distance(form: Form) -> int:
    """Return how far a header's top is from the sheet's edge, in twips, for its number's place."""
    baseline = form.profile.page.number_baseline_mm.chosen * 1440 / 25.4
    return max(0, round(baseline - _HEADER_ASCENT_EM * form.size("page_number") * 20))


def circulation(form: Form, text: str) -> str:
    """Return the header of page 1 with the mark of circulation in its frame (mục III.2c, ô 11).

    Empty for no text: the header of parts that have no such mark.
    """
    inside = paragraph(style_id("page_number"))
    if text:
        own, size = form.profile.circulation, form.size("circulation")
        border = FRAME_SPACE + FRAME_WEIGHT
        wide = width_pt(text, size, bold=True) + 2 * own.padding_mm * POINTS_PER_MM
        margin = form.profile.page.left_mm.chosen
        left = (own.centre_mm.chosen - margin) * POINTS_PER_MM - wide / 2
        right = form.width_pt() - left - wide
        high = own.height_mm * POINTS_PER_MM - 2 * border
        raised = max(0, round(high - form.single(size)))
        place = Place(
            before=from_mm(own.top_mm.chosen) - header_distance(form) + from_pt(border),
            line=from_pt(high), left=from_pt(left + border), right=from_pt(right + border),
        )  # fmt: skip
        look = f'<w:position w:val="{raised}"/>' if raised else ""
        inside = paragraph(style_id("circulation"), run(text, look), place)
    return f"{HEADER}<w:hdr {NAMESPACES}>{inside}</w:hdr>"


def address(text: str) -> str:
    """Return the footer with the address below a line (mục III.4); empty for no text."""
    inside = paragraph(style_id("address"))
    if text:
        inside = paragraph(ADDRESS_RULE) + paragraph(style_id("address"), run(text))
    return f"{HEADER}<w:ftr {NAMESPACES}>{inside}</w:ftr>"


def footnotes(form: Form, notes: tuple[PrintedNote, ...]) -> str:
    """Return the part with the footnotes and the two separators Word asks for."""
    style = style_id("footnote")
    made = [
        f'<w:footnote w:type="{kind}" w:id="{key}"><w:p><w:r><w:{element}/></w:r></w:p>'
        "</w:footnote>"
        for key, kind, element in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    ]
    # LibreOffice does not raise the number by its style alone.
    look = f'<w:rStyle w:val="{NOTE_MARK}"/><w:vertAlign w:val="superscript"/>'
    sign = f"<w:r><w:rPr>{look}</w:rPr><w:footnoteRef/></w:r>"
    for note in notes:
        text = sign + run(" ") + rich_runs(form, note.text.without("note"))
        made.append(f'<w:footnote w:id="{note.number}">{paragraph(style, text)}</w:footnote>')
    return f"{HEADER}<w:footnotes {NAMESPACES}>{''.join(made)}</w:footnotes>"

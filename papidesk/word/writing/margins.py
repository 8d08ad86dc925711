"""Small parts around the text: page number, footnotes, the address at the foot of page 1."""

from __future__ import annotations

from papidesk.domain.paper import PrintedNote
from papidesk.word.writing.form import Form
from papidesk.word.writing.styles import ADDRESS_RULE, NOTE_MARK, style_id
from papidesk.word.writing.text import rich_runs
from papidesk.word.writing.xml import HEADER, NAMESPACES, paragraph, run


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

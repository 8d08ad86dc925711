"""The foot: recipients level with the signature, in a table without lines that is not divided.

NĐ 30/2020, Phụ lục I, mục II.7 and II.9; the places are those of mục IV.1.
"""

from __future__ import annotations

from papidesk.domain.layout_profile import StyleName
from papidesk.domain.paper import RECIPIENTS, Foot, Signed
from papidesk.word.writing.form import DESCENT_EM, POINTS_PER_MM, Form
from papidesk.word.writing.head import centred, layout_properties
from papidesk.word.writing.styles import PAGE_TABLE, SPACER, style_id
from papidesk.word.writing.xml import Place, from_mm, from_pt, paragraph, run

# The list of recipients keeps this far from the signature, in points.
_BETWEEN = 6.0
# Between the frame of a leave slip and its heading, in points.
_FRAME_PADDING = 4.0
# A list higher than this share of a page may be divided, or Word would push it off the paper.
_HIGHEST_LIST = 0.5


def foot(form: Form, parts: Foot, *, landscape: bool = False) -> str:
    """Return the foot; "" where there is neither recipient nor signature.

    On a turned page the signature keeps its distance from the right margin. Where two sign side
    by side, the recipients stand below (mẫu 1.9).
    """
    left_width = form.profile.foot.left_mm.chosen * POINTS_PER_MM
    below = _recipients(form, parts) if parts.second.given else []
    if parts.second.given:
        left = _signature(form, parts.second, left_width, kept=bool(below))
    else:
        left = _recipients(form, parts)
    right = _signature(form, parts.first, form.width_pt() - left_width, kept=bool(below))
    if not left and not right:
        return ""
    right_width = form.width() - from_mm(form.profile.foot.left_mm.chosen)
    columns = [(form.width(landscape) - right_width, left), (right_width, right)]
    if parts.second.given and landscape:
        # Both keep their width on a turned page; what is free stands between them.
        free = form.width(landscape) - form.width()
        columns = [(form.width() - right_width, left), (free, []), (right_width, right)]
    widths = tuple(width for width, _ in columns)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(made) or paragraph(style_id('recipients'))}</w:tc>"
        for width, made in columns
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = "" if _is_long(form, parts) else "<w:trPr><w:cantSplit/></w:trPr>"
    return (
        f"<w:tbl>{layout_properties(sum(widths))}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr>{whole}{cells}</w:tr></w:tbl>{''.join(below)}"
    )


def confirmation(form: Form, texts: tuple[str, ...]) -> str:
    """Return the frame below a leave slip's foot with its heading (mẫu 1.10); "" for no text."""
    if not texts:
        return ""
    own = form.profile.confirmation
    width, height = from_mm(own.width_mm), from_mm(own.height_mm)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    room = own.width_mm * POINTS_PER_MM - 2 * _FRAME_PADDING
    pad = from_pt(_FRAME_PADDING)
    made = [
        centred(form, "confirmation", text, room, gap=0 if index else pad)[0]
        for index, text in enumerate(texts)
    ]
    edges = "".join(f'<w:{side} w:w="{pad}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        paragraph(SPACER, "", Place(keep_next=True, line=from_pt(own.gap_pt)))
        + f'<w:tbl><w:tblPr><w:tblStyle w:val="{PAGE_TABLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar>{edges}</w:tcMar></w:tcPr>'
        f"{''.join(made)}</w:tc></w:tr></w:tbl>"
    )


def _is_long(form: Form, parts: Foot) -> bool:
    page = form.profile.page
    room = (page.height_mm - page.top_mm.chosen - page.bottom_mm.chosen) * POINTS_PER_MM
    return len(parts.recipients) * form.single(form.size("recipients")) > room * _HIGHEST_LIST


def _recipients(form: Form, parts: Foot) -> list[str]:
    made: list[str] = []
    beside = not parts.second.given
    gap = (form.profile.foot.gap_pt if beside else form.profile.foot.list_gap_pt).chosen
    room = from_pt(_BETWEEN)
    if not beside:
        room += form.width() - from_mm(form.profile.foot.left_mm.chosen)
    if parts.recipients:
        title, label = form.size("signature_title"), form.size("recipients_label")
        # "Nơi nhận:" is level with the first line of the signature (mục II.9).
        drop = form.single(title) - form.single(label) - DESCENT_EM * (title - label)
        lowered = gap + (drop if beside and (parts.titles or parts.name) else 0.0)
        made.append(_line("recipients_label", RECIPIENTS, Place(before=from_pt(lowered))))
        made += [_line("recipients", item, Place(right=room)) for item in parts.recipients]
    if parts.drafter_mark:
        place = Place() if made else Place(before=from_pt(gap))
        made.append(_line("drafter_mark", parts.drafter_mark, place))
    if not beside:
        made[:-1] = [_with_next(each) for each in made[:-1]]
    return made


def _with_next(xml: str) -> str:
    """Return a paragraph that stays on the page of the next one."""
    at = xml.index("/>", xml.index("<w:pStyle")) + 2
    return f"{xml[:at]}<w:keepNext/>{xml[at:]}"


def _line(name: StyleName, text: str, place: Place) -> str:
    return paragraph(style_id(name), run(text), place)


def _signature(form: Form, parts: Signed, width: float, *, kept: bool = False) -> list[str]:
    """Return titles, the room for signature and seal, other titles and the name.

    ``kept``: it stays on the page of what follows the foot.
    """
    gap: int | None = from_pt(form.profile.foot.gap_pt.chosen)
    made: list[str] = []
    for title in parts.titles:
        made.append(centred(form, "signature_title", title, width, gap=gap)[0])
        gap = None
    # The room is the gap above the name: no empty paragraphs to be deleted by accident.
    room: int | None = (gap or 0) + from_mm(form.profile.foot.signature_mm.chosen)
    for text in (*parts.other_titles, parts.name):
        if text:
            made.append(centred(form, "signature_name", text, width, gap=room)[0])
            room = None
    return [_with_next(each) for each in made] if kept else made

"""The foot: recipients level with the signature, in a table without lines that is not divided.

NĐ 30/2020, Phụ lục I, mục II.7 and II.9; the places are those of mục IV.1.
"""

from __future__ import annotations

from papidesk.domain.layout_profile import StyleName
from papidesk.domain.paper import RECIPIENTS, Foot
from papidesk.word.writing.form import DESCENT_EM, POINTS_PER_MM, Form
from papidesk.word.writing.head import centred, layout_properties
from papidesk.word.writing.styles import style_id
from papidesk.word.writing.xml import Place, from_mm, from_pt, paragraph, run

# The list of recipients keeps this far from the signature, in points.
_BETWEEN = 6.0
# A list higher than this share of a page may be divided, or Word would push it off the paper.
_HIGHEST_LIST = 0.5


def foot(form: Form, parts: Foot, *, landscape: bool = False) -> str:
    """Return the foot; "" where there is neither recipient nor signature.

    On a turned page the signature keeps its distance from the right margin.
    """
    left, right = _recipients(form, parts), _signature(form, parts)
    if not left and not right:
        return ""
    right_width = form.width() - from_mm(form.profile.foot.left_mm.chosen)
    widths = (form.width(landscape) - right_width, right_width)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{''.join(made) or paragraph(style_id('recipients'))}</w:tc>"
        for width, made in zip(widths, (left, right), strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = "" if _is_long(form, parts) else "<w:trPr><w:cantSplit/></w:trPr>"
    return (
        f"<w:tbl>{layout_properties(sum(widths))}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr>{whole}{cells}</w:tr></w:tbl>"
    )


def _is_long(form: Form, parts: Foot) -> bool:
    page = form.profile.page
    room = (page.height_mm - page.top_mm.chosen - page.bottom_mm.chosen) * POINTS_PER_MM
    return len(parts.recipients) * form.single(form.size("recipients")) > room * _HIGHEST_LIST


def _recipients(form: Form, parts: Foot) -> list[str]:
    made: list[str] = []
    gap = form.profile.foot.gap_pt.chosen
    room = from_pt(_BETWEEN)
    if parts.recipients:
        title, label = form.size("signature_title"), form.size("recipients_label")
        # "Nơi nhận:" is level with the first line of the signature (mục II.9).
        drop = form.single(title) - form.single(label) - DESCENT_EM * (title - label)
        lowered = gap + (drop if parts.titles or parts.name else 0.0)
        made.append(_line("recipients_label", RECIPIENTS, Place(before=from_pt(lowered))))
        made += [_line("recipients", item, Place(right=room)) for item in parts.recipients]
    if parts.drafter_mark:
        place = Place() if made else Place(before=from_pt(gap))
        made.append(_line("drafter_mark", parts.drafter_mark, place))
    return made


def _line(name: StyleName, text: str, place: Place) -> str:
    return paragraph(style_id(name), run(text), place)


def _signature(form: Form, parts: Foot) -> list[str]:
    """Return titles, the room for signature and seal, other titles and the name."""
    width = form.width_pt() - form.profile.foot.left_mm.chosen * POINTS_PER_MM
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
    return made

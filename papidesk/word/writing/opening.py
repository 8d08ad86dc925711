"""What stands between head and body: kind and abstract, addressees, bases, enacting words."""

from __future__ import annotations

from papidesk.domain.paper import ADDRESSEES, Paper
from papidesk.word.writing.form import POINTS_PER_MM, Form
from papidesk.word.writing.head import centred, rule
from papidesk.word.writing.metrics import width_pt
from papidesk.word.writing.styles import style_id
from papidesk.word.writing.xml import Place, from_mm, from_pt, paragraph, run

# The abstract keeps this far from both margins, so that its lines look centred.
ABSTRACT_SIDE_MM = 8.0
# Word moves lines that are kept together to a page where all of them fit: a longer list of
# addressees would leave the first page empty, so it may break.
_LONGEST_KEPT = 10


def title(form: Form, paper: Paper) -> list[str]:
    """Return kind and abstract with the rule below, centred across the page (mục II.5)."""
    made: list[str] = []
    widths: list[float] = []
    gap = from_pt(form.profile.head.title_gap_pt.chosen)
    width = form.width_pt()
    for name, text, side in (
        ("kind", paper.kind, 0.0),
        ("abstract", paper.abstract, ABSTRACT_SIDE_MM * POINTS_PER_MM),
    ):
        if text:
            xml, own = centred(form, name, text, width, side=side, gap=None if made else gap)  # type: ignore[arg-type]
            made.append(xml)
            widths += own
    if made:
        made.append(rule(widths, form.profile.rules.abstract, width))
    return made


def opening(form: Form, paper: Paper) -> list[str]:
    """Return addressees, authority, bases and enacting words, the first below the body gap."""
    made = _addressees(form, paper.addressees, form.opening_gap)
    width = form.width_pt()
    if paper.authority_line:
        gap = form.body_gap if made else max(form.body_gap, form.opening_gap)
        made.append(centred(form, "authority", paper.authority_line, width, gap=gap)[0])
    for text in paper.bases:
        place = Place() if made else Place(before=form.opening_gap)
        made.append(paragraph(style_id("bases"), run(text), place))
    if paper.enacting:
        made.append(centred(form, "enacting", paper.enacting, width, gap=form.body_gap)[0])
    return made


def _addressees(form: Form, items: tuple[str, ...], gap: int) -> list[str]:
    """Return "Kính gửi:" with one addressee on its line, or with a list below the colon (II.9)."""
    if not items:
        return []
    places = form.profile.addressees
    label, listed = from_mm(places.label_mm.chosen), from_mm(places.list_mm.chosen)
    size, style = form.size("addressee"), style_id("addressee")
    if len(items) == 1:
        hanging = from_pt(width_pt(f"{ADDRESSEES} ", size))
        place = Place(before=gap, left=label + hanging, first=-hanging)
        return [paragraph(style, run(f"{ADDRESSEES} {items[0]}"), place)]
    made = [paragraph(style, run(ADDRESSEES), Place(before=gap, left=label))]
    dash = from_pt(width_pt("- ", size))
    for index, item in enumerate(items):
        loose = len(items) > _LONGEST_KEPT and 0 < index < len(items) - 2
        keep = False if loose else None
        place = Place(keep_next=keep, left=listed + dash, first=-dash)
        made.append(paragraph(style, run(item), place))
    return made

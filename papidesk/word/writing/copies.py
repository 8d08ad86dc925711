"""A certified copy's own part below the copied text (NĐ 30/2020, Phụ lục I, phần II; mẫu 3.1)."""

from __future__ import annotations

from papidesk.domain.copies import PrintedCopy
from papidesk.domain.paper import Head
from papidesk.word.writing.annexes import Section
from papidesk.word.writing.foot import foot
from papidesk.word.writing.form import Form
from papidesk.word.writing.head import beside
from papidesk.word.writing.styles import RULE, SPACER
from papidesk.word.writing.xml import Place, from_pt, paragraph


def with_copy(form: Form, found: list[Section], words: PrintedCopy) -> list[Section]:
    """Return ``found`` with the copy's part behind the last page's text; upright in any case."""
    if found[-1].landscape:
        found = [*found, Section([], landscape=False, first=False, main=False)]
    gap = from_pt(form.profile.copies.gap_pt.chosen)
    head = Head(
        superior=words.superior,
        issuer=words.issuer,
        number=words.number,
        place_date=words.place_date,
    )
    found[-1].blocks += [
        paragraph(RULE, "", Place(before=gap)),
        paragraph(SPACER, "", Place(keep_next=True, line=gap)),
        beside(form, head, words.form),
        foot(form, words.foot),
    ]
    return found

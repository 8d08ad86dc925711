"""Whatever a document holds, it is printed inside the margins or refused in a sentence."""

from __future__ import annotations

from hypothesis import given, settings

from papidesk.domain.document import Document
from papidesk.domain.layout_profile import load
from papidesk.domain.paper import paper
from papidesk.printing.fonts import MissingGlyphError
from papidesk.printing.render import render
from tests.printing.measured import Measured
from tests.strategies import documents

PAGE = load().page


@settings(max_examples=50)
@given(documents())
def test_any_paper_is_printed_whole_and_inside_the_margins(document: Document) -> None:
    try:
        printed = Measured(render(document))
    except MissingGlyphError:
        return
    for line in printed.lines:
        width, height = printed.sizes[line.page - 1]
        assert line.left > PAGE.left_mm.chosen - 0.5, line
        assert line.right < width - PAGE.right_mm.chosen + 0.5, line
        assert line.baseline < height - PAGE.bottom_mm.chosen, line
    text = "".join("".join(printed.raw).split())
    words = paper(document)
    for said in (words.kind, *words.foot.titles, *words.foot.second.titles, words.head.urgency,
                 words.head.circulation, *(annex.kind for annex in words.annexes)):  # fmt: skip
        assert "".join(said.split()) in text

"""A paper written as a Word file and understood again prints the same paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.domain.blocks import Paragraph
from papidesk.domain.document import Document
from papidesk.domain.paper import paper
from papidesk.domain.recognise.recognise import recognise
from papidesk.domain.richtext import Mark
from papidesk.drafting.library import ORDER
from papidesk.word.reader import read
from papidesk.word.writer import write
from tests.drafting.test_our_templates import ANSWERS, OFFICES, made
from tests.printing import papers
from tests.printing.official import OFFICIAL
from tests.word.test_round_trip import printed


def round_trip(document: Document, folder: Path) -> Document:
    """Write ``document``, read the file, understand it."""
    path = folder / "văn bản.docx"
    path.write_bytes(write(document))
    return recognise(read(path)).document


@pytest.mark.parametrize("answers", [ANSWERS, {}], ids=["answered", "blank"])
@pytest.mark.parametrize("template", ORDER)
def test_a_paper_from_a_template_comes_back_the_same(
    template: str, answers: dict[str, str], tmp_path: Path
) -> None:
    document, _ = made(template, *OFFICES[0], answers)
    found = round_trip(document, tmp_path)
    assert printed(found) == printed(document)
    assert paper(found).head == paper(document).head
    assert len(found.bases) == len(document.bases)


@pytest.mark.parametrize("name", OFFICIAL)
def test_each_official_sample_comes_back_the_same(name: str, tmp_path: Path) -> None:
    document = OFFICIAL[name]()
    found = round_trip(document, tmp_path)
    assert printed(found) == printed(document)
    assert paper(found).head == paper(document).head
    assert paper(found).foot == paper(document).foot
    for field in ("circulation", "urgency", "drafter_mark", "address"):
        assert getattr(found, field) == getattr(document, field), field
    assert found.second_signature.lines == document.second_signature.lines
    assert found.second_signature.name == document.second_signature.name
    kinds = [(annex.kind, annex.scheme, annex.landscape) for annex in document.annexes]
    assert [(annex.kind, annex.scheme, annex.landscape) for annex in found.annexes] == kinds


def test_a_figure_comes_back_as_the_words_it_shows(tmp_path: Path) -> None:
    text = "Năm 2026 đã ban hành 125 văn bản."
    start = text.index("125")
    figure = Paragraph(
        text=text, marks=(Mark(start=start, end=start + 3, style="figure", ref="issued@2026"),)
    )
    document = papers.plan(0, blocks=(figure, *papers.body(1)))
    found = round_trip(document, tmp_path)
    first = found.blocks[0]
    assert isinstance(first, Paragraph)
    assert (first.text, first.marks) == (text, ())
    assert printed(found) == printed(document)

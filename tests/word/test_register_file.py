"""The register as a Word file beside the printed one, measured on what LibreOffice makes of it."""

from __future__ import annotations

import io

import pytest
from docx import Document

from papidesk.domain.register_book import forms
from papidesk.printing.registers import register_pdf
from papidesk.word.register import register_docx
from tests.printing.measured import Measured
from tests.printing.test_registers import book
from tests.word.conftest import Convert


@pytest.fixture(scope="module")
def pages(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """LibreOffice's pages of the Word file."""
    path = tmp_path_factory.mktemp("register") / "so.docx"
    path.write_bytes(register_docx(book()))
    return Measured(convert([path], "pdf")["so"].read_bytes())


def test_the_cover_has_the_lines_of_the_printed_one_in_their_places(pages: Measured) -> None:
    printed = Measured(register_pdf(book()).pdf)
    theirs = [line for line in pages.lines if line.page == 1]
    ours = [line for line in printed.lines if line.page == 1]
    assert [line.text for line in theirs] == [line.text for line in ours]
    for their, our in zip(theirs, ours, strict=True):
        assert abs(their.centre - our.centre) < 1
        assert abs(their.baseline - our.baseline) < 3


def test_every_page_lies_across_is_numbered_and_repeats_titles_and_numbers(pages: Measured) -> None:
    assert all((round(w), round(h)) == (297, 210) for w, h in pages.sizes)
    assert len(pages.raw) > 3
    titles = [column.title for column in forms()["outgoing"].columns]
    for page, text in enumerate(pages.raw[1:], start=2):
        flat = " ".join(text.split())
        assert flat.startswith(f"{page} ")
        assert all(f"({number})" in flat for number in range(1, 11))
        assert all(word in flat for title in titles for word in title.split())


def test_no_row_is_lost_and_columns_stand_where_they_are_printed(pages: Measured) -> None:
    whole = " ".join(" ".join(pages.raw).split())
    assert all(f"{number:02}/KH-UBND" in whole for number in range(1, 61))
    printed = Measured(register_pdf(book()).pdf)
    for title in ("(1)", "(5)", "(10)"):
        theirs, ours = (
            next(box for box in made.boxes[1] if box[0] == title) for made in (pages, printed)
        )
        assert abs(theirs[1] - ours[1]) < 1


def test_the_same_register_gives_the_same_bytes_and_an_empty_one_its_head() -> None:
    assert register_docx(book()) == register_docx(book())
    empty = Document(io.BytesIO(register_docx(book(0))))
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐI" in [part.text for part in empty.paragraphs]
    titles = [cell.text for cell in empty.tables[0].rows[0].cells]
    assert titles == [column.title for column in forms()["outgoing"].columns]
    assert len(empty.tables[0].rows) == 2

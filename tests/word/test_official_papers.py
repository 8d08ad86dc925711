"""Papers after the samples of Phụ lục III: our Word file in LibreOffice against our PDF."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from papidesk.domain.blocks import Paragraph, Row, Table
from papidesk.domain.copies import printed_copy
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.record import replace
from papidesk.domain.task_sheet import paper_of, rows_of, units_of
from papidesk.printing.copies import on_paper
from papidesk.printing.render import fit, printed_papers, render
from papidesk.word.writer import write, write_papers
from tests.domain.test_task_sheet import with_duties
from tests.printing.official import OFFICIAL, decision_with_regulation, invitation
from tests.printing.papers import cell
from tests.printing.test_copies import copy
from tests.word.conftest import Convert
from tests.word.test_word_file_equals_pdf import (
    ACROSS,
    DOWN,
    MM,
    Both,
    _pairs,
    glyphs,
    measured,
)


def with_wide_table() -> Document:
    """A regulation with a table that goes on a turned page."""
    wide = Table(rows=(Row(cells=tuple(cell(str(n)) for n in range(12))),) * 3)
    whole = decision_with_regulation()
    blocks = (Paragraph(text="Lời đầu."), wide)
    return replace(whole, annexes=(replace(whole.annexes[0], blocks=blocks),))


# A copy that follows the signature, and one below the last annex.
COPIED = {"copied_invitation": invitation, "copied_decision": decision_with_regulation}
PAPERS = {**OFFICIAL, "with_wide_table": with_wide_table, **COPIED}
ALL = pytest.mark.parametrize("name", PAPERS)


@pytest.fixture(scope="module")
def folders(
    convert: Convert, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Path, Path]]:
    """For each paper LibreOffice's PDF of the Word file, and ours."""
    folder = tmp_path_factory.mktemp("official")
    files = []
    for name, make in PAPERS.items():
        document = make()
        settled = fit(document)
        files.append(folder / f"{name}.docx")
        words = printed_copy(copy()) if name in COPIED else None
        files[-1].write_bytes(
            write(document, lines=settled.lines, signature_mm=settled.signature_mm, copy=words)
        )
        ours = render(document)
        (folder / f"{name}.pdf").write_bytes(on_paper(ours, words).pdf if words else ours)
    theirs = convert(files, "pdf")
    return {name: (theirs[name], folder / f"{name}.pdf") for name in PAPERS}


@pytest.fixture(scope="module")
def both(folders: dict[str, tuple[Path, Path]]) -> Both:
    return {name: (measured(their), measured(our)) for name, (their, our) in folders.items()}


@ALL
def test_pages_have_the_same_number_size_and_words(name: str, both: Both) -> None:
    theirs, ours = both[name]
    assert [page.size for page in theirs] == [page.size for page in ours]
    for number, (their, our) in enumerate(zip(theirs, ours, strict=True), start=1):
        assert glyphs(their) == glyphs(our), f"page {number}"


@ALL
def test_words_stand_in_the_same_places(name: str, both: Both) -> None:
    for number, (their, our) in enumerate(zip(*both[name], strict=True), start=1):
        far = [
            (number, a.text, round((a.x - b.x) / MM, 1), round((a.y - b.y) / MM, 1))
            for a, b in _pairs(their, our)
            if abs(a.x - b.x) > ACROSS or abs(a.y - b.y) > DOWN
        ]
        assert far == []


@ALL
def test_rules_have_the_same_place_and_length(name: str, both: Both) -> None:
    for theirs, ours in zip(*both[name], strict=True):
        for rule in [rule for rule in ours.rules if rule.y < 250]:
            near = [
                other
                for other in theirs.rules
                if abs(other.y - rule.y) < DOWN
                and abs(other.left - rule.left) < 0.7 * MM
                and abs(other.right - rule.right) < 0.7 * MM
            ]
            assert near, rule


def _frame(path: Path, colour: tuple[float, ...]) -> tuple[float, float, float, float]:
    """The box around all lines of a colour above the middle of page 1, in mm."""
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        drawn = [*page.rects, *page.lines, *page.curves]
    edges = [
        each
        for each in drawn
        if colour in (each["stroking_color"], each["non_stroking_color"])
        and (colour != (0, 0, 0) or each["bottom"] < 20 * MM)
    ]
    return (
        min(each["x0"] for each in edges) / MM, min(each["top"] for each in edges) / MM,
        max(each["x1"] for each in edges) / MM, max(each["bottom"] for each in edges) / MM,
    )  # fmt: skip


def test_the_urgency_mark_is_a_red_frame_of_its_size_in_word_too(
    folders: dict[str, tuple[Path, Path]],
) -> None:
    for name, width in (("urgent_letter", 40), ("telegram", 30)):
        left, top, right, bottom = _frame(folders[name][0], (1, 0, 0))
        assert (right - left, bottom - top) == pytest.approx((width, 8), abs=0.6), name
        ours = _frame(folders[name][1], (1, 0, 0))
        assert left == pytest.approx(ours[0], abs=0.6)
        assert top == pytest.approx(ours[1], abs=1.6)


def test_task_sheets_are_the_same_in_word(convert: Convert, tmp_path: Path) -> None:
    rows = rows_of(with_duties())
    day = IssueDate(day=9, month=2, year=2026)
    sheets = [paper_of(with_duties(), unit, rows, day) for unit in units_of(rows)]
    (tmp_path / "sheets.docx").write_bytes(write_papers(sheets))
    (tmp_path / "ours.pdf").write_bytes(printed_papers(sheets).pdf)
    theirs = measured(convert([tmp_path / "sheets.docx"], "pdf")["sheets"])
    ours = measured(tmp_path / "ours.pdf")
    assert [page.size for page in theirs] == [page.size for page in ours]
    for their, our in zip(theirs, ours, strict=True):
        assert glyphs(their) == glyphs(our)
        for a, b in _pairs(their, our):
            assert abs(a.x - b.x) < ACROSS, a
            assert abs(a.y - b.y) < DOWN, a

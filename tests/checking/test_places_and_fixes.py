"""Findings are found again in the file, and a mend changes exactly its place."""

from __future__ import annotations

import pytest

from papidesk import i18n
from papidesk.checking.check import check
from papidesk.checking.finding import Finding, Fix, Place
from papidesk.checking.fixes import FrozenDocumentError, StaleFixError, apply
from papidesk.checking.positions import Location, locate
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Cell, Paragraph, Row, Table
from papidesk.domain.document import Document
from papidesk.domain.manuscript import Piece, Reading, Zone
from papidesk.domain.record import replace
from papidesk.domain.richtext import Mark, RichText
from tests.checking.sound import BREAKS, DOCUMENT, SOUND

TABLE = Table(
    rows=(
        Row(cells=(Cell(paragraphs=(RichText(text="STT"),)),)),
        Row(cells=(Cell(), Cell(paragraphs=(RichText(text="Vì nhân dân"),)))),
    )
)


def finding(subject: Subject, rule: str) -> Finding:
    return next(f for f in check(subject).findings if f.rule == rule)


def test_a_finding_in_a_joined_line_is_on_the_line_it_stood_on() -> None:
    document = Document(blocks=(Paragraph(text="Dòng một và lợi ích của nhân dân."),))
    pieces = (Piece(offset=0, line=7), Piece(offset=12, line=9, column=3))
    subject = Subject(document=document, reading=Reading(places={"blocks/0": pieces}))
    place = finding(subject, "HOA_NHAN_DAN").place
    assert locate(place, subject) == Location(line=9, column=3 + place.offset - 12)


def test_a_finding_on_a_zone_is_on_the_zone_s_first_line() -> None:
    reading = Reading(zones=(Zone(name="kind", sure=1, first_line=7, last_line=7),))
    subject = Subject(document=Document(kind="TTr"), reading=reading)
    assert locate(finding(subject, "KINH_GUI_THIEU").place, subject).line == 7


def test_a_finding_on_the_whole_paper_has_no_line() -> None:
    subject = Subject(document=Document(kind="KH"))
    assert locate(finding(subject, "SO_KY_HIEU_THIEU").place, subject) == Location()


def test_a_finding_in_a_table_names_its_cell() -> None:
    i18n.use("en")
    subject = Subject(document=Document(blocks=(Paragraph(text="Bảng"), TABLE)))
    place = finding(subject, "HOA_NHAN_DAN").place
    assert place.path == "blocks/1/rows/1/cells/1/0"
    expected = Location(line=3, column=4, place="table 1, row 2, cell 2")
    assert locate(place, subject) == expected


def test_without_a_file_the_line_counts_passages() -> None:
    subject = Subject(document=DOCUMENT)
    place = next(p for p in subject.passages if p.path == "blocks/0")
    number = subject.passages.index(place) + 1
    assert locate(Place(path="blocks/0", offset=2), subject) == Location(line=number, column=3)


def test_every_offered_mend_removes_its_finding_and_adds_none() -> None:
    mended = 0
    for rule, _, broken in BREAKS:
        subject = broken(SOUND)
        for found in check(subject).findings:
            if found.fix is None:
                continue
            document = apply(subject.document, found.fix)
            after = check(
                Subject(document=document, reading=subject.reading, formatting=subject.formatting)
            )
            assert len(after.findings) < len(check(subject).findings), rule
            mended += 1
    assert mended > 20


def test_a_mend_keeps_the_formatting_around_it() -> None:
    marks = (Mark(start=0, end=2, style="b"), Mark(start=3, end=11, style="i"))
    document = Document(blocks=(Paragraph(text="Vì nhân dân ta", marks=marks),))
    fix = Fix(path="blocks/0", offset=3, old="nhân dân", text="toàn thể Nhân dân")
    assert apply(document, fix).blocks == (
        Paragraph(
            text="Vì toàn thể Nhân dân ta",
            marks=(Mark(start=0, end=2, style="b"), Mark(start=3, end=20, style="i")),
        ),
    )


def test_a_mend_reaches_a_table_cell() -> None:
    document = Document(blocks=(TABLE,))
    found = next(f for f in check(Subject(document=document)).findings if f.rule == "HOA_NHAN_DAN")
    assert found.fix is not None
    table = apply(document, found.fix).blocks[0]
    assert isinstance(table, Table)
    assert table.rows[1].cells[1].text == "Vì Nhân dân"


@pytest.mark.parametrize("path", ["blocks/0", "blocks/9", "closing", "none/3"])
def test_a_mend_whose_text_is_gone_is_refused(path: str) -> None:
    document = Document(blocks=(Paragraph(text="Khác hẳn"),), closing="Hết./.")
    with pytest.raises(StaleFixError):
        apply(document, Fix(path=path, offset=0, old="nhân dân", text="Nhân dân"))


def test_an_issued_paper_is_not_mended() -> None:
    issued = replace(DOCUMENT, state="issued")
    with pytest.raises(FrozenDocumentError):
        apply(issued, Fix(path="abstract", offset=0, old="Nâng", text="Tăng"))

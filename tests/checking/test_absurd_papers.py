"""Papers nobody writes: one mark or phrase thousands of times over; the check ends all the same."""

from __future__ import annotations

import datetime
import time
from collections import Counter

import pytest

from papidesk.checking.check import Watch, check
from papidesk.checking.finding import Report
from papidesk.checking.limit import FINDINGS_LIMIT
from papidesk.checking.positions import locate
from papidesk.checking.subject import Subject
from papidesk.domain.blocks import Cell, Heading, Item, Paragraph, Row, Table
from papidesk.domain.document import Annex, Document
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise
from papidesk.domain.richtext import RichText

TODAY = datetime.date(2026, 1, 1)
MORE = "Further places of the same kind: {count}."
# What repeats, so often that looking back from each place to the beginning would take minutes.
PHRASES = (
    "; ; ;", "&", "&x;", "^{", "a;a", "a ;b ", "1.1.", "11", "1 ", "số ", "số      ", "PHỤ LỤC ",
    "kèm PHỤ LỤC ", "kèm Phụ lục I. ", "nhân dân ", "báo cáo định kỳ ", "định kỳ báo cáo ",
    "chỉ số quản trị, ", "việc nâng cao quản trị và hành chính công, ", "của của ", "hhx ", "; Và ",
    "Nghị quyết số 1/NQ ngày 1/1/2025 ", "thực hiện Báo cáo năm 2024 ", "xã Xây dựng ", "ABC ",
    "An Hòa ", "An Hoà ", "trên 40 lượt người ", "huyện An Hòa ", "..", "( a ", "a-A", "-", "“ ",
)  # fmt: skip


def timed(subject: Subject) -> tuple[Report, float]:
    start = time.process_time()
    report = check(subject)
    for finding in report.findings:
        locate(finding.place, subject)
    return report, time.process_time() - start


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_repeated_without_end_is_checked_in_time(phrase: str) -> None:
    text = (phrase * 60_000)[:60_000]
    document = Document(kind="BC", abstract="Kết quả năm 2025", blocks=(Paragraph(text=text),))
    report, seconds = timed(Subject(document=document, today=TODAY))
    assert seconds < 5
    assert max(Counter(finding.rule for finding in report.findings).values()) <= 2 * FINDINGS_LIMIT


def test_thousands_of_labels_of_annexes_are_checked_in_time() -> None:
    recognition = recognise(read_text("PHỤ LỤC\n" * 8000, "phụ lục.txt"))
    subject = Subject(document=recognition.document, reading=recognition.reading, today=TODAY)
    assert len(subject.document.annexes) == 8000
    report, seconds = timed(subject)
    assert seconds < 5
    assert len(report.findings) < 1000


def test_thousands_of_numbers_tables_and_lines_are_checked_in_time() -> None:
    cell = Cell(paragraphs=(RichText(text="của của nhân dân"),))
    headings = tuple(
        Heading(level=2, number_as_written=f"{index}.{index}", text=f"Mục {index}")
        for index in range(4000)
    )
    many = tuple(
        Heading(level=1, number_as_written=f"{index}.", text="Việc") for index in range(4000)
    )
    tables = tuple(Table(rows=(Row(cells=(cell, cell)),)) for _ in range(2000))
    bases = tuple(f"Căn cứ Luật số {index}" for index in range(4000))
    document = Document(
        kind="KH",
        abstract="về năm 2025",
        bases=bases,
        blocks=(*headings, *many, *tables),
        recipients=tuple(f"Phòng {index}" for index in range(4000)),
        annexes=tuple(Annex(title="Biểu") for _ in range(500)),
    )
    assert timed(Subject(document=document, today=TODAY))[1] < 10


def test_of_many_findings_of_a_kind_the_first_are_told_and_how_many_more() -> None:
    items = tuple(Item(text=f"Việc của của xã {index}.") for index in range(300))
    document = Document(kind="KH", abstract="về năm 2025", blocks=items)
    subject = Subject(document=document, today=TODAY)
    report = check(subject)
    told = [finding for finding in report.findings if finding.rule == "LAP_TU"]
    assert [finding.place.path for finding in told[:-1]] == [f"blocks/{i}" for i in range(200)]
    assert (told[-1].message, told[-1].values) == (MORE, {"count": 100})
    assert (told[-1].severity, told[-1].place.path) == ("info", "blocks/200")
    assert report.state_of("LAP_TU") == "error"
    watch = Watch()
    assert watch.check(subject) == watch.check(subject) == report


def test_a_single_long_passage_is_counted_to_its_end() -> None:
    document = Document(kind="KH", abstract="x", blocks=(Paragraph(text="ba ; bo " * 1000),))
    report = check(Subject(document=document, today=TODAY))
    (more,) = [finding for finding in report.findings if finding.message == MORE]
    assert more.values["count"] == 1000 - FINDINGS_LIMIT


def test_as_many_findings_as_are_told_have_no_closing_remark() -> None:
    document = Document(
        kind="KH", abstract="x", blocks=(Paragraph(text="ba ; bo " * FINDINGS_LIMIT),)
    )
    report = check(Subject(document=document, today=TODAY))
    assert not [finding for finding in report.findings if finding.message == MORE]
    assert sum(finding.severity == "error" for finding in report.findings) >= FINDINGS_LIMIT

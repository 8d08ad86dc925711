"""Claims of a report: what is marked, what rests on a figure or a paper, how sure the marks are."""

from __future__ import annotations

from pathlib import Path

import pytest

from papidesk.domain.blocks import Heading, Item, Paragraph
from papidesk.domain.claims import claims, is_live
from papidesk.domain.document import Document
from papidesk.domain.figures import field
from papidesk.domain.richtext import Mark
from papidesk.paths import resource
from papidesk.workflow.reading import recognise_file
from tests.conftest import shared_files


def report(
    text: str, *, title: str = "KẾT QUẢ THỰC HIỆN", marks: tuple[Mark, ...] = ()
) -> Document:
    opening = Paragraph(text="Thực hiện Kế hoạch, Ủy ban nhân dân xã đã tổ chức 05 hội nghị.")
    return Document(
        kind="BC", blocks=(opening, Heading(level=1, text=title), Item(text=text, marks=marks))
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Đã đăng trên 40 tin, bài.", ["trên 40 tin"]),
        ("Tổ chức 02 hội nghị với 148 lượt người dự.", ["02 hội nghị", "148 lượt người"]),
        ("Đã duy trì thường xuyên chuyên mục.", ["Đã duy trì"]),
        ("Xã đã kịp thời niêm yết thủ tục hành chính.", ["đã kịp thời niêm yết"]),
        ("Sử dụng 12.500.000 đồng; phát 20 tờ rơi.", ["12.500.000 đồng", "20 tờ rơi"]),
        # What claims nothing of the log.
        ("Kế hoạch số 05/KH-UBND đã ban hành ngày 12/3/2024.", []),
        ("Phấn đấu đã tổ chức đủ hội nghị vào cuối năm.", []),
        ("Một số nơi chưa tổ chức hội nghị.", []),
        ("Xã có 12 thôn, 3.400 hộ dân, diện tích 5,6 km2.", []),
        ("Trong 6 tháng, từ ngày 15/12/2023.", []),
        ("Năm 2024 là năm thứ ba thực hiện.", []),
        ("", []),
    ],
)
def test_results_without_a_figure_are_marked_and_other_sentences_are_not(
    text: str, marked: list[str]
) -> None:
    found = list(claims(report(text)))
    assert [text[each.start : each.end] for each in found] == marked
    assert all(each.sentence in text for each in found)


def test_a_live_figure_is_behind_its_sentence_and_a_second_number_is_not() -> None:
    live = field("43", "tin-bai@2024-H1")
    text = f"Đã đăng {live.text} tin, bài và phát 96 lượt."
    marks = (Mark(start=8, end=10, style="figure", ref="tin-bai@2024-H1"),)
    document = report(text, marks=marks)
    assert [text[each.start : each.end] for each in claims(document)] == ["96 lượt"]
    assert is_live(document, "blocks/2", 6, 12) and not is_live(document, "blocks/2", 20, 24)
    assert not is_live(document, "blocks/99", 0, 1) and not is_live(document, "closing", 0, 1)


@pytest.mark.parametrize(
    "title", ["PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM", "ĐỀ XUẤT, KIẾN NGHỊ", "GIẢI PHÁP"]
)
def test_what_is_planned_or_asked_for_is_no_claim(title: str) -> None:
    assert list(claims(report("Đã tổ chức 05 hội nghị.", title=title))) == []


def test_other_papers_claim_nothing() -> None:
    for kind in ("KH", "CV", "TB", ""):
        document = report("Đã đăng 40 tin, bài.")
        assert list(claims(Document(kind=kind, blocks=document.blocks))) == []


def test_every_mark_on_the_sample_report_is_a_claim() -> None:
    path = next(resource("sample").glob("03*.txt"))
    document = recognise_file(path).document
    said = []
    for each in claims(document):
        block = document.blocks[int(each.path.partition("/")[2])]
        said.append(getattr(block, "text", "")[each.start : each.end])
    assert said == ["02 hội nghị", "148 lượt người", "đã xây dựng", "đã hoàn thành"]


@pytest.mark.parametrize("path", shared_files("seeds/004*.txt"), ids=lambda path: path.name[:3])
def test_the_one_figure_of_a_real_report_is_marked(path: Path) -> None:
    document = recognise_file(path).document
    numbers = [each for each in claims(document) if each.reason == "number"]
    assert len(numbers) == 1 and "40 tin" in numbers[0].sentence
    assert len(list(claims(document))) <= 4

"""Where pages end: no signature, heading or line of a paragraph is left alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pytest

from papidesk.domain.blocks import Heading, Item, PageBreak, Paragraph, Row, Table
from papidesk.domain.document import Document, IssueDate
from papidesk.domain.layout_profile import load
from papidesk.domain.people import Signature
from papidesk.domain.record import replace
from papidesk.printing.render import printed, render
from tests.printing.measured import Measured
from tests.printing.papers import SENTENCES, annexed, cell, letter, plan


def page_lines(pdf: bytes) -> list[list[str]]:
    """The lines of each page as written, page numbers left out."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    document.close()
    return [
        [line for line in lines if line.strip() and not line.strip().isdigit()] for lines in pages
    ]


def short_lines(count: int, **more: object) -> Document:
    blocks = tuple(Paragraph(text=f"Dòng thứ {index}.") for index in range(count))
    return plan(0, blocks=blocks, **more)


@pytest.mark.parametrize("closing", ["", "Trên đây là Kế hoạch. " + SENTENCES[0]])
def test_a_signature_never_stands_alone_whatever_the_length(closing: str) -> None:
    turned = 0
    for count in range(1, 75):
        pages = page_lines(render(short_lines(count, closing=closing)))
        place = next(i for i, lines in enumerate(pages) if any("Nơi nhận" in x for x in lines))
        above = next(i for i, line in enumerate(pages[place]) if "Nơi nhận" in line)
        assert above >= 2, count
        assert any("Nguyễn Văn Mẫu" in line for line in pages[place]), count
        assert place == len(pages) - 1
        turned += place > 0 and above < 4
    assert turned


def test_tighter_lines_bring_a_signature_back_that_just_did_not_fit() -> None:
    pitches = set()
    for count in range(12, 30):
        paper = Measured(render(short_lines(count)))
        if paper.lines[-1].page == 1:
            first, second = paper.line("Dòng thứ 0"), paper.line("Dòng thứ 1")
            pitches.add(round((second.baseline - first.baseline) * 72 / 25.4 - 6, 1))
    text = load().text
    single = load().leading_pt(14)
    assert max(pitches) == pytest.approx(single * text.lines.chosen, abs=0.1)
    assert min(pitches) == pytest.approx(single * text.lines.allowed[0], abs=0.1)


def test_no_page_ends_with_a_heading() -> None:
    heads = {"MỘT", "HAI"}
    for count in range(20, 45, 2):
        blocks = (
            *(Paragraph(text=f"Dòng thứ {index}.") for index in range(count)),
            Heading(level=1, text="MỘT"), Heading(level=2, text="HAI"), Heading(level=3, text="BA"),
            Paragraph(text=SENTENCES[0] * 2), Paragraph(text=SENTENCES[1] * 12),
        )  # fmt: skip
        pages = page_lines(render(plan(0, blocks=blocks)))
        for lines in pages:
            assert not any(lines[-1].endswith(head) for head in (*heads, "BA"))
        start = next(lines for lines in pages if any("I. MỘT" in line for line in lines))
        assert any("a) BA" in line for line in start)


def test_paragraphs_leave_at_least_two_lines_on_each_page() -> None:
    for offset in range(6):
        blocks = tuple(
            Paragraph(text=" ".join(f"đoạn{number}" for _ in range(17 + (number * 7) % 40)))
            for number in range(40 + offset)
        )
        pages = page_lines(render(plan(0, blocks=blocks)))
        for before, after in pairwise(pages):
            last, first = before[-1].split()[-1].rstrip("."), after[0].split()[0].rstrip(".")
            if last == first and last.startswith("đoạn"):
                assert last in before[-2]
                assert first in after[1]


def test_annexes_begin_on_a_new_page_and_count_their_own_pages() -> None:
    paper = Measured(render(annexed(30)))
    starts = [line.page for line in paper.lines if re.fullmatch(r"Phụ lục I+", line.text)]
    assert len(starts) == 2
    numbers = {
        line.page: line.text
        for line in paper.lines
        if line.text.isdigit() and line.baseline < 20 and line.size == 14
    }
    assert starts[0] not in numbers
    assert starts[1] not in numbers
    assert numbers[starts[0] + 1] == "2"
    assert paper.sizes[starts[0] - 1] == pytest.approx((297, 210), abs=0.1)
    assert paper.sizes[starts[1] - 1] == pytest.approx((210, 297), abs=0.1)


def test_an_annex_names_the_paper_it_belongs_to_and_ends_with_the_mark() -> None:
    paper = Measured(render(annexed(2)))
    note = paper.line("(Kèm theo")
    assert note.text == (
        "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân xã An Hòa)"
    )
    assert note.italic
    assert paper.line("PHÂN CÔNG NHIỆM VỤ").bold
    assert paper.last_line("Báo cáo gửi").text.endswith("15./.")


def test_a_date_left_blank_below_an_annex_title_stays_on_one_line() -> None:
    document = replace(annexed(2), number=None, date=IssueDate(year=2026))
    notes = [line for lines in page_lines(render(document)) for line in lines]
    broken = [line for line in notes if line.rstrip().endswith("ngày")]
    assert broken == []
    assert any("tháng" in line and "ngày" in line and "2026" in line for line in notes[3:])


def test_a_wanted_page_break_begins_a_page() -> None:
    blocks = (Paragraph(text="Trước."), PageBreak(), Paragraph(text="Sau."))
    pages = page_lines(render(plan(0, blocks=blocks)))
    assert pages[0][-1] == "Trước."
    assert pages[1][0] == "Sau."


def test_page_breaks_at_the_ends_make_no_empty_pages() -> None:
    blocks = (PageBreak(), Paragraph(text="Giữa."), PageBreak(), PageBreak())
    pages = page_lines(render(plan(0, blocks=blocks)))
    assert all(pages)
    assert len(pages) <= 3


def test_many_recipients_go_on_over_pages_and_none_is_lost() -> None:
    recipients = tuple(f"Thôn số {index}" for index in range(150))
    result = printed(plan(2, recipients=(*recipients, "Lưu: VT.")))
    text = "\n".join("\n".join(lines) for lines in page_lines(result.pdf))
    assert all(f"- {name};" in text for name in recipients)
    assert "- Lưu: VT." in text


def test_a_long_list_of_recipients_has_no_gap_and_breaks_no_item() -> None:
    names = (*(f"Phòng chuyên môn số {i} thuộc Ủy ban nhân dân xã" for i in range(60)), "Lưu: VT")
    paper = Measured(render(replace(letter(3), recipients=names)))
    label = paper.line("Nơi nhận:")
    column = [
        line for line in paper.lines if line.size == 11 and line.left == pytest.approx(30, abs=1)
    ]
    steps = [
        after.baseline - before.baseline
        for before, after in pairwise(column)
        if before.page == after.page
    ]
    assert max(steps) < min(steps) + 1.5  # millimetres
    assert label.page < column[-1].page
    for number in {line.page for line in column}:
        first = next(line for line in column if line.page == number)
        assert first.text.startswith("- ")


def test_a_paper_without_recipients_and_signature_just_ends() -> None:
    pages = page_lines(render(plan(1, recipients=(), signature=Signature())))
    assert pages[-1][-1].endswith("./.")


def test_footnotes_stand_at_the_foot_of_their_page() -> None:
    paper = Measured(render(annexed(2)))
    note = paper.line("1 Số liệu")
    mark = paper.line("Kết quả giải quyết")
    assert note.page == mark.page
    assert note.baseline > 297 - 20 - 8
    body = [line for line in paper.lines if line.page == note.page and line is not note]
    assert max(line.baseline for line in body) < note.baseline - 3


def test_letters_fit_one_page() -> None:
    assert printed(letter(3)).pages == 1


def test_a_signature_after_a_wide_table_follows_on_the_turned_page() -> None:
    cells = tuple(cell(f"Cột {index}") for index in range(12))
    wide = Table(rows=(Row(cells=cells), Row(cells=cells)))
    blocks = (Paragraph(text="Trước bảng."), wide)
    paper = Measured(render(plan(0, blocks=blocks, closing="")))
    name = paper.line("Nguyễn Văn Mẫu")
    assert name.page == paper.line("Cột 0").page == len(paper.sizes) == 2
    assert name.centre > 200


def test_no_page_ends_with_an_item_that_opens_a_list() -> None:
    opened = 0
    for count in range(12, 30):
        blocks = (
            *(Paragraph(text=f"Dòng thứ {index}.") for index in range(count)),
            Item(level=1, text="Còn 02 nhiệm vụ chậm tiến độ:"),
            Item(level=2, text="Niêm yết thủ tục hành chính."),
            Item(level=2, text="Công khai ngân sách."),
            *(Paragraph(text=f"Dòng cuối {index}.") for index in range(8)),
        )
        pages = page_lines(render(plan(0, blocks=blocks)))
        assert not any("nhiệm vụ chậm tiến độ" in lines[-1] for lines in pages)
        opened += any("nhiệm vụ chậm tiến độ" in lines[0] for lines in pages[1:])
    assert opened

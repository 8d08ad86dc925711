"""What a typesetter looks at: gaps in lines, last lines, breaks of names, lone rows and marks."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber
import pikepdf
import pytest

from papidesk.domain.blocks import Heading, Item, Paragraph, Row, Table
from papidesk.domain.document import Annex, IssueDate
from papidesk.domain.people import Authority, Signature
from papidesk.printing.render import render
from tests.printing.measured import Measured
from tests.printing.papers import SENTENCES, annexed, cell, plan

CITING = (
    "Thực hiện Chỉ thị số 06/CT-CTUBND ngày 17/5/2019 của Chủ tịch Ủy ban nhân dân tỉnh về nâng "
    "cao Chỉ số PAPI; Công văn số 1234/SNV-CCHC&VTLT ngày 03/01/2026 của Sở Nội vụ; Quyết định số "
    "2345/QĐ-UBND ngày 25/12/2025 của Ủy ban nhân dân tỉnh; Nghị quyết số 76/NQ-CP ngày 15 tháng 7 "
    "năm 2021 của Chính phủ."
)


def widest_gap(pdf: bytes) -> float:
    """The widest space between two words of a line of body text, in points."""
    widest = 0.0
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            chars = [c for c in page.chars if c["text"].strip() and round(c["size"]) == 14]
            for before, after in pairwise(chars):
                same = abs(before["matrix"][5] - after["matrix"][5]) < 0.1
                gap = after["x0"] - before["x1"]
                if same and gap < 40:
                    widest = max(widest, gap)
    return widest


def test_lines_that_cite_long_numbers_are_not_torn_apart() -> None:
    for start in range(12):
        text = " ".join(["văn bản"] * start) + " " + CITING
        blocks = (Paragraph(text=text), Heading(level=2, text=text, run_in=True), Item(text=text))
        assert widest_gap(render(plan(0, blocks=blocks))) < 12, start


def test_a_long_address_goes_on_after_its_hyphen_instead_of_leaving_a_short_line() -> None:
    address = "https://dichvucong.anhoa.example.vn/tra-cuu/ho-so-cong-khai-minh-bach-nam-2026"
    text = f"Văn bản được đăng tải tại địa chỉ {address} để Nhân dân biết và thực hiện."
    paper = Measured(render(plan(0, blocks=(Paragraph(text=text),))))
    line = paper.line("Văn bản được đăng")
    assert line.text.endswith(("-", "/"))
    assert line.right == pytest.approx(190, abs=6)
    assert address in "".join(" ".join(paper.raw).split())


def test_no_paragraph_ends_with_a_line_of_one_short_word() -> None:
    single = 0
    for count in range(12, 40):
        text = " ".join(["công khai"] * count) + " đúng hạn."
        blocks = (Paragraph(text=text), Item(text=text), Heading(level=2, text=text, run_in=True))
        lines = [line.text for line in Measured(render(plan(0, blocks=blocks))).lines]
        single += sum(line == "hạn." for line in lines)
        assert any(line.endswith("đúng hạn.") for line in lines)
    assert single == 0


def test_a_long_issuer_breaks_between_phrases_its_commune_on_a_line_of_its_own() -> None:
    names = {"issuer": "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ AN HÒA", "superior": "UBND XÃ AN HÒA"}
    paper = Measured(render(plan(0, **names)))
    top = [line.text for line in paper.lines[:4]]
    assert top == ["UBND XÃ AN HÒA", "TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG", "XÃ AN HÒA"]


def test_long_titles_of_a_signature_break_between_phrases() -> None:
    office = "CHÁNH VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN VÀ ỦY BAN NHÂN DÂN"
    signature = Signature(
        chain=(Authority(prefix="TL.", body="CHỦ TỊCH"), Authority(prefix="KT.", body=office)),
        position=f"PHÓ {office}", name="Đỗ Văn Ví Dụ",
    )  # fmt: skip
    lines = [line.text for line in Measured(render(plan(1, signature=signature))).lines]
    start = next(index for index, text in enumerate(lines) if text.startswith("TL."))
    assert lines[start : start + 8] == [
        "TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "HỘI ĐỒNG NHÂN DÂN", "VÀ ỦY BAN NHÂN DÂN",
        "PHÓ CHÁNH VĂN PHÒNG", "HỘI ĐỒNG NHÂN DÂN", "VÀ ỦY BAN NHÂN DÂN", "Đỗ Văn Ví Dụ",
    ]  # fmt: skip


def test_the_date_of_an_annex_note_stays_in_one_piece() -> None:
    blocks = (Paragraph(text="Đề cương."),)
    paper = Measured(render(plan(0, annexes=(Annex(title="Đề cương", blocks=blocks),))))
    assert any(
        "ngày 05 tháng 02 năm 2026" in x.text for x in paper.lines if x.italic and x.page > 1
    )


def test_minutes_without_place_and_date_have_no_empty_date_line() -> None:
    text = " ".join(Measured(render(plan(0, kind="BB", place="", date=IssueDate()))).raw)
    assert "……" not in text
    assert "……" in " ".join(Measured(render(plan(0, place="", date=IssueDate()))).raw)


def figures(rows: int) -> Table:
    heads = ("STT", "Nội dung", "Thời gian")
    body = tuple(
        Row(cells=(cell(str(index)), cell(f"Việc thứ {index}"), cell("Quý II/2026")))
        for index in range(1, rows + 1)
    )
    return Table(rows=(Row(cells=tuple(map(cell, heads))), *body))


def test_neither_a_last_row_nor_the_end_mark_below_a_table_begins_a_page_alone() -> None:
    turned = 0
    for rows in range(30, 48):
        annex = Annex(title="Biểu", blocks=(figures(rows),))
        lines = Measured(render(plan(0, annexes=(annex,)))).lines
        mark = [line for line in lines if line.text == "./."][-1]
        last = next(line for line in lines if line.text.endswith(f"Việc thứ {rows}"))
        before = next(line for line in lines if line.text.endswith(f"Việc thứ {rows - 1}"))
        assert mark.page == last.page == before.page, rows
        turned += mark.page != next(x for x in lines if x.text.endswith("Việc thứ 1")).page
    assert turned


def test_heads_of_two_syllables_and_quarters_are_not_torn_in_their_column() -> None:
    rows = tuple(
        Row(cells=(cell(str(n)), cell(SENTENCES[n % 4]), cell(SENTENCES[0]), cell("Quý II/2026")))
        for n in range(1, 4)
    )
    heads = Row(cells=tuple(map(cell, ("STT", "Nhiệm vụ", "Kết quả", "Thời gian"))))
    lines = [x.text for x in Measured(render(plan(0, blocks=(Table(rows=(heads, *rows)),)))).lines]
    assert "Thời gian" in lines
    assert "Quý II/2026" in lines


def test_a_tied_word_wider_than_its_given_column_breaks_between_its_syllables() -> None:
    heads = Row(cells=(cell("Cải cách hành chính"), cell("Nội dung")))
    body = Row(cells=(cell("a"), cell(SENTENCES[0])))
    table = Table(rows=(heads, body), widths=(0.1, 0.9))
    words = " ".join(Measured(render(plan(0, blocks=(table,)))).raw).split()
    assert {"Cải", "cách", "hành", "chính"} <= set(words)


def test_headings_of_an_annex_stand_below_it_in_the_outline() -> None:
    with pikepdf.open(io.BytesIO(render(annexed(2)))) as file, file.open_outline() as outline:
        roots = [entry.title for entry in outline.root]
        assert [title for title in roots if title.startswith("Phụ lục")] == roots[-2:]
        assert [child.title[:2] for child in outline.root[-1].children][:2] == ["I.", "II"]


def test_the_file_is_of_a_version_the_decree_accepts() -> None:
    pdf = render(plan())
    assert float(pdf[5:8]) >= 1.4


def test_the_longest_usual_place_and_date_stay_on_one_line() -> None:
    lines = Measured(render(plan(0, place="Thành phố Hồ Chí Minh"))).lines
    line = next(line for line in lines if "Thành phố Hồ Chí Minh, ngày" in line.text)
    assert line.text.endswith("năm 2026")
    assert line.right < 190.5

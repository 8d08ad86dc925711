"""The task sheet and papers that are tables, measured on the page."""

from __future__ import annotations

import pytest

from papidesk.domain.blocks import PageBreak, Row, Table
from papidesk.domain.document import IssueDate
from papidesk.domain.layout_profile import load
from papidesk.domain.paper_body import Line
from papidesk.domain.richtext import RichText
from papidesk.domain.task_sheet import paper_of, rows_of, units_of
from papidesk.printing.listing import listed
from papidesk.printing.render import printed_papers
from tests.domain.test_task_sheet import with_duties
from tests.printing.measured import Measured
from tests.printing.papers import cell

PROFILE = load()
LEFT = PROFILE.page.left_mm.chosen
RIGHT = PROFILE.page.width_mm - PROFILE.page.right_mm.chosen
MIDDLE = (LEFT + RIGHT) / 2
NEAR = PROFILE.page.tolerance_mm


def sheets() -> Measured:
    rows = rows_of(with_duties())
    day = IssueDate(day=9, month=2, year=2026)
    papers = [paper_of(with_duties(), unit, rows, day) for unit in units_of(rows)]
    return Measured(printed_papers(papers).pdf)


def test_each_unit_has_a_sheet_of_its_own_with_head_table_and_two_signatures() -> None:
    printed = sheets()
    assert len(printed.sizes) == 2
    for page in (1, 2):
        lines = {line.text: line for line in printed.lines if line.page == page}
        title = lines["PHIẾU GIAO VIỆC"]
        assert (title.size, title.bold) == (14, True)
        assert title.centre == pytest.approx(MIDDLE, abs=NEAR)
        date = lines["An Hòa, ngày 09 tháng 02 năm 2026"]
        nation = lines["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
        assert date.italic
        assert date.centre == pytest.approx(nation.centre, abs=NEAR)
        receiver, giver = lines["ĐẠI DIỆN ĐƠN VỊ NHẬN"], lines["TM. ỦY BAN NHÂN DÂN"]
        assert receiver.baseline == pytest.approx(giver.baseline, abs=0.05)
        assert receiver.right < giver.left
        assert lines["Nơi nhận:"].baseline > lines["Nguyễn Văn Mẫu"].baseline
        assert not any(text.startswith("Số:") for text in lines)
    table = [r for r in printed.rules if r[3] == 1 and r[1] - r[0] > 159]
    assert len(table) == 5
    for rule in table:
        assert rule[:2] == pytest.approx((LEFT, RIGHT), abs=NEAR)


def test_a_register_goes_across_the_sheet_and_repeats_its_head() -> None:
    head = Row(cells=tuple(map(cell, ("Số, ký hiệu", "Ngày tháng", "Trích yếu", "Người ký"))))
    rows = tuple(
        Row(cells=tuple(map(cell, (f"{n:02}/KH-UBND", "05/02/2026", "Kế hoạch", "Mẫu"))))
        for n in range(1, 80)
    )
    title = Line(style="kind", text=RichText(text="SỔ ĐĂNG KÝ VĂN BẢN ĐI"))
    made = listed((title, PageBreak(), Table(rows=(head, *rows))), title="Sổ", author="UBND")
    printed = Measured(made.pdf)
    assert made.pages == len(printed.sizes) > 3
    assert all(size == pytest.approx((297, 210), abs=0.1) for size in printed.sizes)
    for page in range(2, made.pages + 1):
        texts = [line.text for line in printed.lines if line.page == page]
        assert texts[0] == str(page)
        assert "Số, ký hiệu" in texts[1]
    assert printed.line("SỔ ĐĂNG KÝ").centre == pytest.approx((30 + 277) / 2, abs=NEAR)
    upright = Measured(listed((Table(rows=(head, *rows)),), title="Sổ", landscape=False).pdf)
    assert upright.sizes[0] == pytest.approx((210, 297), abs=0.1)

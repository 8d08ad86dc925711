"""Certified copies measured on the page (NĐ 30/2020, Phụ lục I, phần II; mẫu 3.1, 3.2)."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from papidesk.domain.copies import (
    COPY_NAMES,
    BadPagesError,
    CertifiedCopy,
    CopyForm,
    electronic_text,
    pages_of,
    printed_copy,
)
from papidesk.domain.document import IssueDate
from papidesk.domain.layout_profile import load
from papidesk.printing.copies import Copied, electronic, on_paper
from papidesk.printing.ink import lowest_ink
from papidesk.printing.overlay import UnreadablePdfError, page_sizes
from papidesk.printing.render import render
from tests.printing.measured import MM, Measured
from tests.printing.official import decision_with_regulation, invitation, urgent_letter
from tests.printing.papers import COMMUNE, DEPUTY, plan

PROFILE = load()
LEFT = PROFILE.page.left_mm.chosen
RIGHT = PROFILE.page.width_mm - PROFILE.page.right_mm.chosen
HEAD_LEFT = LEFT + PROFILE.head.left_mm.chosen / 2
HEAD_RIGHT = RIGHT - PROFILE.head.right_mm.chosen / 2
NEAR = PROFILE.page.tolerance_mm


def copy(form: CopyForm = "SY") -> CertifiedCopy:
    return CertifiedCopy(
        form=form, issuer=COMMUNE, number="7", symbol=f"{form}-UBND", place="An Hòa",
        date=IssueDate(day=6, month=2, year=2026), signature=DEPUTY,
        recipients=("Phòng Văn hóa - Xã hội", "Lưu: VT"),
    )  # fmt: skip


def copied(pdf: bytes, form: CopyForm = "SY", pages: list[int] | None = None) -> Copied:
    return on_paper(pdf, printed_copy(copy(form)), pages=pages)


def scan(pages: int = 1, size: tuple[float, float] = (595.3, 841.9), turned: int = 0) -> bytes:
    """A scanned paper: a grey picture over each page."""
    picture = io.BytesIO()
    Image.new("L", (320, 440), 235).save(picture, "JPEG")
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    if not turned:
        return stream.getvalue()
    with pikepdf.open(io.BytesIO(stream.getvalue())) as file:
        for page in file.pages:
            page.Rotate = turned
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("form", ["SY", "SL", "TrS"])
def test_a_copy_on_paper_has_its_own_part_below_the_text_on_the_same_sheet(form: CopyForm) -> None:
    before = Measured(render(invitation()))
    made = copied(before.bytes, form)
    assert (made.pages, made.same_sheet) == (1, True)
    page = Measured(made.pdf)
    last = max(line.baseline for line in before.lines)
    (rule,) = [r for r in page.rules if r[1] - r[0] > 150]
    assert rule[:2] == pytest.approx((LEFT, RIGHT), abs=NEAR)
    assert 2 < rule[2] - last < 10
    name = page.line(COPY_NAMES[form])
    assert (name.size, name.bold) == (14, True)
    assert name.centre == pytest.approx(HEAD_RIGHT, abs=NEAR)
    number, date = page.line(f"Số: 07/{form}-UBND"), page.last_line("An Hòa, ngày 06 tháng 02")
    assert number.baseline == pytest.approx(date.baseline, abs=0.05)
    assert number.centre == pytest.approx(HEAD_LEFT, abs=NEAR)
    assert page.last_line("ỦY BAN NHÂN DÂN").centre == pytest.approx(HEAD_LEFT, abs=NEAR)
    order = [rule[2], name.baseline, date.baseline, page.last_line("Nơi nhận:").baseline,
             page.last_line("Trần Thị Ví Dụ").baseline]  # fmt: skip
    assert order == sorted(order)
    assert order[-1] < PROFILE.page.height_mm - PROFILE.page.bottom_mm.chosen
    assert page.last_line("- Lưu: VT").size == 11
    assert len(page.lines) > len(before.lines)
    assert [line.text for line in page.lines[: len(before.lines)]] == [
        line.text for line in before.lines
    ]


def test_without_room_the_part_stands_on_a_sheet_of_its_own() -> None:
    full = render(plan(14))
    whole = Measured(full)
    for pages in ([0], None):
        made = copied(full, pages=pages)
        page = Measured(made.pdf)
        assert page.line("SAO Y").page == made.pages
        if pages:
            assert (made.pages, made.same_sheet) == (2, False)
            assert page.line("SAO Y").baseline < 40
    assert len(whole.sizes) > 1


def test_a_scan_is_never_written_over() -> None:
    made = copied(scan(2))
    assert (made.pages, made.same_sheet) == (3, False)
    page = Measured(made.pdf)
    assert {line.page for line in page.lines} == {3}
    assert page.sizes[2] == pytest.approx((210, 297), abs=0.1)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_scan_and_one_of_another_size_get_an_upright_sheet(turned: int) -> None:
    for pdf in (scan(1, (841.9, 595.3), turned), scan(1, (300, 400), turned)):
        made = copied(pdf)
        assert (made.pages, made.same_sheet) == (2, False)


def test_an_extract_has_the_pages_asked_for_alone() -> None:
    pdf = render(decision_with_regulation())
    made = copied(pdf, "TrS", pages_of("2-3", 4))
    texts = Measured(made.pdf).raw
    assert (made.pages, made.same_sheet) == (3, False)
    assert "QUY CHẾ" in texts[0]
    assert "TRÍCH SAO" in texts[2]
    assert not any("QUYẾT ĐỊNH:" in text for text in texts)


def test_a_copy_of_a_copy_goes_below_it() -> None:
    first = copied(render(decision_with_regulation()), pages=[3])
    second = copied(first.pdf, "SL")
    page = Measured(second.pdf)
    assert first.same_sheet
    assert second.same_sheet
    assert page.line("SAO Y").baseline < page.line("SAO LỤC").baseline


def test_pages_are_read_as_people_write_them() -> None:
    assert pages_of("", 3) == [0, 1, 2]
    assert pages_of("2", 3) == [1]
    assert pages_of("3, 1-2,2", 3) == [0, 1, 2]
    for wrong in ("0", "4", "3-2", "a", "1-", "-", "1;2", "²"):
        with pytest.raises(BadPagesError):
            pages_of(wrong, 3)


def test_an_electronic_copy_says_so_at_the_upper_right_in_ten_points_black() -> None:
    moment = datetime.datetime(2026, 2, 6, 20, 30, 5, tzinfo=datetime.UTC)
    text = electronic_text(copy(), moment)
    assert text == "SAO Y; Ủy ban nhân dân xã An Hòa; 07/02/2026; 03:30:05 +07:00"
    made = electronic(render(urgent_letter()), text)
    page = Measured(made.pdf)
    first, second = page.line("SAO Y;"), page.lines[page.lines.index(page.line("SAO Y;")) + 1]
    assert f"{first.text} {second.text}" == text
    for line in (first, second):
        assert (line.size, line.bold, line.italic, line.page) == (10, False, False, 1)
        assert line.left == pytest.approx(RIGHT - 77, abs=NEAR)
        assert line.right < RIGHT + NEAR
    frame = min(page._pages[0].rects, key=lambda rect: rect["top"])
    assert second.baseline < frame["top"] * MM, "above the mark of circulation"
    colours = {
        tuple(char["non_stroking_color"])
        for char in page._pages[0].chars if round(char["size"], 1) == 10
    }  # fmt: skip
    assert colours <= {(0,), (0, 0, 0)}
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        assert tuple(map(int, file.pdf_version.split("."))) >= (1, 4)


def test_the_line_stands_upright_on_a_turned_scan() -> None:
    made = electronic(scan(1, (841.9, 595.3), 90), "SAO Y; Ủy ban nhân dân xã An Hòa")
    assert page_sizes(made.pdf)[0] == pytest.approx((595.3, 841.9), abs=0.1)
    word = next(word for word in Measured(made.pdf).boxes[0] if word[0] == "SAO")
    assert word[1] == pytest.approx(RIGHT - 77, abs=1)
    assert word[2] < 12


def test_the_same_copy_is_the_same_file() -> None:
    pdf = render(invitation())
    assert copied(pdf).pdf == copied(pdf).pdf


def test_what_is_no_pdf_or_locked_is_refused_in_a_sentence() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan())) as file:
        file.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for data in (b"", b"%PDF-1.4 nothing", b"hello", locked.getvalue()):
        with pytest.raises(UnreadablePdfError):
            copied(data)


def test_ink_is_measured_to_the_lowest_line_of_each_page() -> None:
    for make in (invitation, urgent_letter):
        pdf = render(make())
        measured = Measured(pdf)
        lowest = max(line.baseline for line in measured.lines if line.page == 1)
        with pikepdf.open(io.BytesIO(pdf)) as file:
            found = lowest_ink(file.pages[0])
        assert found is not None
        assert 0 < found * MM - lowest < 2


def test_a_white_ground_is_no_ink_and_an_empty_page_has_none() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595.3, 841.9), invariant=1)
    canvas.showPage()
    canvas.setFillGray(1)
    canvas.rect(0, 0, 595.3, 841.9, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(100, 700, "chữ")
    canvas.showPage()
    canvas.translate(0, 100)
    canvas.line(10, 100, 50, 100)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(stream.getvalue())) as file:
        found = [lowest_ink(page) for page in file.pages]
    assert found == pytest.approx([0.0, 841.9 - 700 + 3, 841.9 - 200], abs=1)

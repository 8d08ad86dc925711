"""The stamp “ĐẾN” on scans: 50 by 35 mm, upright, whatever the scan is like."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from papidesk.domain.arrival_stamp import CORNERS, ArrivalStamp, Corner, StampPlace
from papidesk.printing.arrival_stamp import SmallPageError, stamped
from papidesk.printing.overlay import UnreadablePdfError
from tests.printing.measured import MM, Measured

STAMP = ArrivalStamp(
    office="ỦY BAN NHÂN DÂN XÃ AN HÒA",
    number="07",
    day=datetime.date(2026, 1, 5),
    handed_to="Phòng Văn hóa - Xã hội",
    file_notation="01.VHXH",
)
A4 = (595.276, 841.89)


def scan(
    size: tuple[float, float] = A4,
    *,
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    pages: int = 2,
) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for _page in range(pages):
        canvas.drawString(80, size[1] - 90, "Noi dung")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(stream) as file:
        if rotate:
            file.pages[0].Rotate = rotate
        if crop is not None:
            file.pages[0].CropBox = pikepdf.Array(crop)
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def red_box(pdf: bytes, dots: float = 4.0) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom in mm of what is red on the first page as it is seen."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    picture = page.render(scale=dots).to_pil().convert("RGB")
    document.close()
    red, green, _blue = picture.split()
    mask = red.point(lambda v: 255 if v > 120 else 0)
    dark = green.point(lambda v: 255 if v < 110 else 0)
    from PIL import ImageChops

    box = ImageChops.multiply(mask, dark).getbbox()
    assert box is not None
    left, top, right, bottom = (edge / dots * MM for edge in box)
    return left, top, right, bottom


@pytest.mark.parametrize(
    ("pdf", "name"),
    [
        (scan(), "as it is"),
        (scan(rotate=90), "turned once"),
        (scan(rotate=180), "turned twice"),
        (scan(rotate=270), "turned thrice"),
        (scan(crop=(50, 60, 500, 700)), "cropped"),
        (scan((841.89, 595.276)), "across"),
        (scan((420, 595)), "A5"),
        (scan((842, 1191)), "A3"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_stamp_measures_fifty_by_thirty_five_millimetres(pdf: bytes, name: str) -> None:
    left, top, right, bottom = red_box(stamped(pdf, STAMP, name=name))
    assert abs((right - left) - 50) < 0.3
    assert abs((bottom - top) - 35) < 0.3


def test_the_stamp_says_what_the_decree_wants_and_the_page_keeps_its_text() -> None:
    made = stamped(scan(), STAMP)
    text = " ".join(Measured(made).raw[0].split())
    assert "Noi dung" in text
    for words in ("ỦY BAN NHÂN DÂN XÃ AN HÒA", "ĐẾN", "Số: 07", "Ngày: 05/01/2026",
                  "Chuyển: Phòng Văn hóa - Xã hội", "Số và ký hiệu HS: 01.VHXH"):  # fmt: skip
        assert words in text
    assert "ĐẾN" not in Measured(made).raw[1]


@pytest.mark.parametrize("corner", CORNERS)
def test_each_corner_is_where_it_is_called(corner: Corner) -> None:
    left, top, right, bottom = red_box(stamped(scan(), STAMP, place=corner))
    assert (left < 105) == corner.endswith("left")
    assert (top < 148) == corner.startswith("upper")
    assert left > 0 and top > 0 and right < 210 and bottom < 297


def test_a_chosen_place_is_measured_from_the_page_as_it_is_seen() -> None:
    for rotate in (0, 90):
        made = stamped(scan(rotate=rotate), STAMP, place=StampPlace(left_mm=40, top_mm=60))
        left, top, _right, _bottom = red_box(made)
        assert (round(left), round(top)) == (40, 60)


def test_a_place_beyond_the_edge_is_moved_onto_the_page() -> None:
    made = stamped(scan(), STAMP, place=StampPlace(left_mm=500, top_mm=-20))
    left, top, right, _bottom = red_box(made)
    assert abs(right - 210) < 0.3
    assert abs(top) < 0.3
    assert abs(left - 160) < 0.3


def test_on_a_scan_that_lost_its_size_the_stamp_is_right_once_printed_onto_a4() -> None:
    left, top, right, bottom = red_box(stamped(scan((2480, 3508)), STAMP), dots=1.0)
    share = 297 / (3508 * MM)
    assert abs((right - left) * share - 50) < 0.5
    assert abs((bottom - top) * share - 35) < 0.5


def test_long_words_stay_inside_the_stamp() -> None:
    long = ArrivalStamp(
        office="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG ỦY BAN NHÂN DÂN XÃ AN HÒA ĐÔNG",
        number="1205",
        day=datetime.date(2026, 1, 5),
        handed_to="; ".join(["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"] * 6),
        file_notation="01.VHXH-2026-HSCV",
    )
    left, top, right, bottom = red_box(stamped(scan(), long))
    assert (round(right - left), round(bottom - top)) == (50, 35)


def test_a_page_without_room_is_refused_with_its_size() -> None:
    with pytest.raises(SmallPageError) as told:
        stamped(scan((100, 80)), STAMP, name="bien-lai.pdf")
    assert "35 × 28 mm" in str(told.value)


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.4 nothing", b"no pdf at all"])
def test_a_damaged_file_is_told_by_its_name(broken: bytes) -> None:
    with pytest.raises(UnreadablePdfError) as told:
        stamped(broken, STAMP, name="quét.pdf")
    assert "quét.pdf" in str(told.value)


def test_a_file_with_a_password_is_told() -> None:
    with pikepdf.open(io.BytesIO(scan())) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="chủ", user="người dùng"))
    with pytest.raises(UnreadablePdfError):
        stamped(out.getvalue(), STAMP, name="mật khẩu.pdf")


def test_a_file_that_only_forbids_changes_is_stamped_into_a_new_one() -> None:
    with pikepdf.open(io.BytesIO(scan())) as file:
        out = io.BytesIO()
        file.save(out, encryption=pikepdf.Encryption(owner="chủ", user=""))
    assert red_box(stamped(out.getvalue(), STAMP))

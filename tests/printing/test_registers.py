"""The registers as printed: cover, ten columns, the head on every page, every row on paper."""

from __future__ import annotations

import datetime
import time

from papidesk.domain.register_book import RegisterBook, forms
from papidesk.printing.registers import register_pdf
from tests.printing.measured import Measured

DAY = datetime.date(2026, 1, 5)


def book(rows: int = 60, abstract: str = "Kế hoạch tuyên truyền") -> RegisterBook:
    return RegisterBook(
        kind="outgoing",
        office="ỦY BAN NHÂN DÂN XÃ AN HÒA",
        year=2026,
        first="01" if rows else "",
        last=f"{rows:02}" if rows else "",
        since=DAY,
        until=datetime.date(2026, 12, 30),
        volume=2,
        rows=tuple(
            (f"{n:02}/KH-UBND", DAY, f"{abstract} {n}", "Nguyễn Văn Mẫu", "Như trên; Lưu: VT",
             "Văn thư", 12, None, "", "")
            for n in range(1, rows + 1)
        ),
    )  # fmt: skip


def test_the_cover_says_what_the_decree_wants() -> None:
    printed = Measured(register_pdf(book()).pdf)
    assert printed.raw[0].split("\n")[:6] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ AN HÒA",
        "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        "Năm: 2026",
        "Từ ngày 05/01/2026 đến ngày 30/12/2026",
        "Từ số 01 đến số 60",
    ]
    assert "Quyển số: 02" in printed.raw[0]


def test_every_page_lies_across_and_repeats_the_ten_titles_and_their_numbers() -> None:
    made = register_pdf(book())
    printed = Measured(made.pdf)
    assert len(printed.raw) == made.pages > 3
    assert all((round(w), round(h)) == (297, 210) for w, h in printed.sizes)
    titles = [column.title for column in forms()["outgoing"].columns]
    assert len(titles) == 10
    for page, text in enumerate(printed.raw[1:], start=2):
        flat = " ".join(text.split())
        assert flat.startswith(f"{page} ")
        assert all(f"({number})" in flat for number in range(1, 11))
        assert all(word in flat for title in titles for word in title.split())


def test_the_number_of_a_page_stands_in_the_middle_of_the_upper_margin() -> None:
    printed = Measured(register_pdf(book(3)).pdf)
    number = next(line for line in printed.lines if line.page == 2)
    assert number.text == "2"
    left, right = 30, 297 - 15
    assert abs(number.centre - (left + right) / 2) < 3
    assert number.baseline < 20


def test_no_row_is_lost_and_all_stand_within_the_margins() -> None:
    printed = Measured(register_pdf(book(200)).pdf)
    text = "\n".join(printed.raw)
    assert all(f"{n:02}/KH-UBND" in text for n in range(1, 201))
    for page in printed.boxes[1:]:
        assert all(box[1] > 29 and box[3] < 297 - 14 for box in page)
        assert all(box[4] < 210 - 19 for box in page)


def test_a_long_symbol_is_broken_after_its_hyphen() -> None:
    rows = (("1205/UBND-VHXH-KTHTĐT-VP", DAY, "Công văn", "", "", "", None, None, "", ""),)
    made = RegisterBook(kind="outgoing", office="XÃ AN HÒA", year=2026, rows=rows)
    words = [box[0] for box in Measured(register_pdf(made).pdf).boxes[1]]
    pieces = [word for word in words if word.startswith(("1205", "KTHT", "UBND"))]
    assert pieces[0].endswith(("-", "/"))
    assert "".join(words).count("1205/UBND-VHXH-KTHTĐT-VP") == 1


def test_a_row_taller_than_a_page_is_divided() -> None:
    made = register_pdf(book(1, " ".join(f"từ{n}" for n in range(900))))
    printed = Measured(made.pdf)
    assert made.pages > 2
    words = {word for page in printed.raw for word in page.split()}
    assert all(f"từ{n}" in words for n in range(900))


def test_a_sign_the_font_lacks_is_spelled_and_keeps_no_year_from_paper() -> None:
    printed = Measured(register_pdf(book(2, "Họp 漢字 😀")).pdf)
    flat = " ".join(" ".join(printed.raw).split())
    assert flat.count("[U+6F22][U+5B57] [U+1F600]") == 2
    assert "Họp" in flat


def test_an_empty_register_has_its_cover_and_its_head() -> None:
    printed = Measured(register_pdf(book(0)).pdf)
    assert len(printed.raw) == 2
    assert "Từ số" not in printed.raw[0]


def test_the_same_register_gives_the_same_bytes() -> None:
    assert register_pdf(book()).pdf == register_pdf(book()).pdf


def test_the_register_of_a_large_year_is_printed_in_seconds() -> None:
    start = time.perf_counter()
    made = register_pdf(book(3000))
    assert made.pages > 100
    assert time.perf_counter() - start < 10

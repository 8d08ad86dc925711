"""Whatever is read: no word lost, nothing raised, time that grows with the text only."""
# ruff: noqa: E501 (lines of papers are as long as they are)

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.manuscript import Grid, GridCell, Line, Manuscript
from papidesk.domain.recognise.from_html import read_html
from papidesk.domain.recognise.from_text import read_text
from papidesk.domain.recognise.recognise import recognise
from papidesk.domain.richtext import Mark, RichText
from tests.recognise import papers
from tests.recognise.conftest import assert_nothing_lost, recognised

_PIECES = [
    line for name in dir(papers) if name.isupper() for line in getattr(papers, name).split("\n")
]
_ODD = [
    "", "   ", "Phụ lục", "PHỤ LỤC 2", "Nơi nhận:", "- Lưu: VT.", "KT. CHỦ TỊCH", "Kính gửi:", "| a | b |",
    "|---|---|", "a\tb\tc", "**", "** x", "*x*", "# ", "## I. A", "V/v", "Căn cứ", "Điều 1.", "1.", "I.",
    "Chương I", "(1)", "a)", "- - -", "…………", "Số: …/…", "ngày tháng năm", "2", "- 2 -", "KẾ HOẠCH", "BÁO CÁO",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "\x0c", "[^1]: ghi chú", "xem[^1]",
    "QUYẾT ĐỊNH:", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu",
    "\\*", "x^{NH}", "<b>x</b>", "tuyên truy-", "ền thanh", "Số: 1/KH-UBND\tAn Hòa, ngày 1 tháng 2 năm 2024",
]  # fmt: skip
lines = st.one_of(
    st.sampled_from(_PIECES), st.sampled_from(_ODD), st.text(max_size=40),
)  # fmt: skip
texts = st.lists(lines, max_size=30).map("\n".join)


@given(texts)
def test_no_word_of_any_mixture_of_lines_is_lost(text: str) -> None:
    manuscript = read_text(text, "any.txt")
    recognition = recognise(manuscript)
    if "-\n" not in text:
        assert_nothing_lost(manuscript, recognition)


_rich = st.builds(
    lambda text, bold: RichText(
        text=text, marks=(Mark(start=0, end=len(text), style="b"),) if bold and text else ()
    ),
    lines,
    st.booleans(),
)
_line = st.builds(
    Line,
    text=_rich,
    line=st.integers(1, 99),
    number=st.sampled_from(["", "", "", "1.", "a)", "I.", "-", "•", "Điều 2.", "x"]),
    bullet=st.booleans(),
    heading=st.integers(0, 4),
    align=st.sampled_from(["", "left", "center", "right", "both"]),
    blank_before=st.booleans(),
    page_break=st.booleans(),
    landscape=st.booleans(),
)
_cell = st.builds(
    GridCell,
    lines=st.lists(_line, max_size=3).map(tuple),
    colspan=st.integers(1, 3),
    rowspan=st.integers(1, 2),
)
_grid = st.builds(
    Grid,
    rows=st.lists(st.lists(_cell, min_size=1, max_size=3).map(tuple), max_size=4).map(tuple),
    line=st.integers(1, 99),
    borders=st.booleans(),
    page_break=st.booleans(),
)


@given(st.lists(st.one_of(_line, _line, _grid), max_size=20), st.sampled_from(["docx", "html"]))
def test_no_word_of_any_word_file_is_lost(parts: list, form: str) -> None:  # type: ignore[type-arg]
    manuscript = Manuscript(name="any", form=form, parts=tuple(parts))  # type: ignore[arg-type]
    recognition = recognise(manuscript)
    if not any("-" in str(part) for part in parts):
        assert_nothing_lost(manuscript, recognition)


@given(st.text(alphabet="<>/pbtrdhisn=\"' ax-&;!#123\n", max_size=120))
def test_broken_markup_is_read_as_far_as_it_goes(text: str) -> None:
    manuscript = read_html(text, "clipboard")
    recognition = recognise(manuscript)
    if "-" not in text:
        assert_nothing_lost(manuscript, recognition)
    assert recognition.document.kind == ""


def test_empty_input_is_an_empty_document() -> None:
    assert recognised("").document.blocks == ()
    assert recognised("\ufeff\n \n").document.blocks == ()


def _seconds(text: str) -> float:
    start = time.perf_counter()
    recognise(read_text(text, "long.txt"))
    return time.perf_counter() - start


def test_time_grows_with_the_length_of_the_text_and_no_faster() -> None:
    paragraph = "Ủy ban nhân dân xã đã tổ chức tuyên truyền trên hệ thống truyền thanh. " * 4
    kinds = {
        "paragraphs": f"1. {paragraph}\n\n- {paragraph}\n\n",
        "short lines": "Mục đích\n",
        "stars": "**đậm *nghiêng* \n",
        "tabs": "a\tb\tc\n",
        "one line": "xã ",
        "blanks": "Số:          \t   ngày   tháng    ",
        "capitals": "KẾ HOẠCH\n",
        "openings": "(Kèm theo \n",
    }
    for name, unit in kinds.items():
        small = _seconds(unit * (60_000 // len(unit)))
        large = _seconds(unit * (240_000 // len(unit)))
        assert large < 12 * small + 0.4, name

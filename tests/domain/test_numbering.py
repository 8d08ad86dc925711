"""Outline numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.blocks import Heading, Paragraph
from papidesk.domain.numbering import (
    POINT_LETTERS,
    core,
    from_letter,
    from_roman,
    letter,
    numbers,
    render,
    roman,
)


@given(st.integers(1, 3999))
def test_roman_numbers_read_back(number: int) -> None:
    assert from_roman(roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "i", "IC", "A"])
def test_what_is_no_roman_number_is_none(text: str) -> None:
    assert from_roman(text) is None


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [letter(n) for n in range(1, 8)] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert letter(len(POINT_LETTERS) + 1) == "aa"
    assert from_letter("đ") == 5
    assert from_letter("Đ") == 5
    assert from_letter("f") is None
    assert from_letter("ă") is None


def test_headings_are_numbered_level_by_level() -> None:
    blocks = [
        Paragraph(text="Thực hiện …"),
        Heading(level=1, text="MỤC ĐÍCH"),
        Heading(level=2, text="Mục đích"),
        Heading(level=3, text="Một"),
        Heading(level=3, text="Hai"),
        Heading(level=2, text="Yêu cầu"),
        Heading(level=3, text="Lại một"),
        Heading(level=1, text="TỔ CHỨC"),
        Heading(level=2, text="Văn phòng"),
    ]
    assert numbers(blocks) == ["", "I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]
    arabic = ["", "1.", "1.1.", "a)", "b)", "1.2.", "a)", "2.", "2.1."]
    assert numbers(blocks, "arabic") == arabic


def test_articles_run_on_through_chapters() -> None:
    blocks = [
        Heading(level=2, text="QUY ĐỊNH CHUNG"),
        Heading(level=5, text="Phạm vi"),
        Heading(level=6, text="Một"),
        Heading(level=5, text="Đối tượng"),
        Heading(level=2, text="TỔ CHỨC"),
        Heading(level=5, text="Hiệu lực"),
        Heading(level=6, text="Một"),
    ]
    assert numbers(blocks, "articles") == [
        "Chương I", "Điều 1.", "1.", "Điều 2.", "Chương II", "Điều 3.", "1.",
    ]  # fmt: skip


def test_a_heading_may_keep_its_own_pattern_or_none() -> None:
    blocks = [
        Heading(level=1, text="CÔNG TÁC"),
        Heading(level=2, text="Một", format="(%1)"),
        Heading(level=2, text="Hai", format="(%1)"),
        Heading(level=1, text="Lời kết", numbered=False),
        Heading(level=1, text="KIẾN NGHỊ"),
    ]
    assert numbers(blocks) == ["I.", "(1)", "(2)", "", "II."]


def test_printed_numbers_are_bared() -> None:
    assert [core(text) for text in ("III.", "(2)", "a)", "2.1.", " 1 ")] == [
        "III", "2", "a", "2.1", "1",
    ]  # fmt: skip
    assert render("Điều %1.", 7) == "Điều 7."
    assert render("%A.", 5) == "Đ."

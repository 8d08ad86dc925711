"""What comes in through the one door and what stays outside."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papidesk.text.clean import clean, clean_line
from tests.text.letters_made import SENTENCES, sentences

_NASTY = (
    "Ðð\u0110aêơ\u0301\u0302\u0323\u031b\u00ad\u200b\ufeff\r\n\t\x0b"
    "\x85\u2028\u00a0\uf0b7\ud800\uffff x"
)


@given(st.text(st.one_of(st.characters(), st.sampled_from(_NASTY)), max_size=60))
@example("e\u0301\u200b\u0302")
@example("\u1e7d\u0302\u0306")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    line = clean_line(text)
    assert clean_line(line) == line == line.strip()


@given(st.text(st.characters(), max_size=60))
def test_no_control_surrogate_or_noncharacter_comes_in(text: str) -> None:
    categories = {unicodedata.category(letter) for letter in clean(text) if letter not in "\n\t"}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert all(unicodedata.category(letter) != "Zs" or letter == " " for letter in clean(text))


@given(sentences)
def test_clean_vietnamese_text_stays_as_it_is_and_decomposed_text_is_composed(text: str) -> None:
    assert clean(text) == text
    assert clean(unicodedata.normalize("NFD", text)) == text


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc\x0bd\x0ce\u2028f\u2029g\x85h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("giữ\tnguyên", "giữ\tnguyên"),
        ("Ủy\u00a0ban\u2003nhân\u202fdân", "Ủy ban nhân dân"),
        ("Ủy\u200b ban\u200e\ufeff\u2060 xã", "Ủy ban xã"),
        ("kế ho\u00adạch", "kế hoạch"),
        ("\uf0b7 một\n\uf02d hai\n\uf0a7 ba", "- một\n- hai\n- ba"),
        ("\uf0b3 5\uf0b0C", "≥ 5°C"),
        ("a\x00\x07\x7f\x9fb", "ab"),
        ("a\ud800b\uffffc\ufdd0d\U0001ffffe", "abcde"),
        ("số 12\u2011KH", "số 12-KH"),
        ("e\u0302\u0323 e\u0323\u0302 \u01a1\u0301 a\u0341", "ệ ệ ớ á"),
        ("e\u0301\u0302 a\u0300\u0306", "ế ằ"),
        ("hoà hòa uỷ ủy", "hoà hòa uỷ ủy"),
        ("", ""),
    ],
)
def test_each_kind_of_dirt_is_cleaned(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Ðiều 1. ðã", "Điều 1. đã"),
        ("Ɖảng bộ, ɖược", "Đảng bộ, được"),
        ("Số 05/QÐ-UBND, NÐ-CP, HÐND, LÐTBXH, BCÐ", "Số 05/QĐ-UBND, NĐ-CP, HĐND, LĐTBXH, BCĐ"),
        ("ÐỘC LẬP", "ĐỘC LẬP"),
        ("Ð", "Đ"),
    ],
)
def test_look_alikes_of_d_with_bar_are_mended_in_vietnamese_words(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize("word", ["maður", "það", "Guðmundsdóttir", "NORÐUR", "Þórður", "eðli"])
def test_icelandic_names_keep_their_letters(word: str) -> None:
    assert clean(word) == word


def test_a_line_has_no_breaks_and_no_double_spaces() -> None:
    assert clean_line("  Kế hoạch \r\n\t triển  khai\u00a0 ") == "Kế hoạch triển khai"


@pytest.mark.parametrize("piece", [SENTENCES, "ð", "\u00ad", "e\u0301\u0302", "\r"])
def test_two_megabytes_are_cleaned_in_a_moment(piece: str) -> None:
    started = time.perf_counter()
    clean(piece * (2_000_000 // len(piece)))
    assert time.perf_counter() - started < 5

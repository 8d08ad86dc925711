"""The shape of a syllable and the place of its tone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.text.fold import fold
from papidesk.text.syllables import is_syllable, words
from papidesk.text.tones import same_tone_style
from tests.text.letters_made import sentences

_GOOD = """
a ý ở ủy uỷ hòa hoà thúy thuý quá quý quốc quyết quỳnh già giá giữ gì gìn giếng giặc giờ nghiêng
nghĩa người ngoài ngoằn khuya khuỷu khuyên thuở thuế tuần tuyến chuyện chuyển xoong yêu yến iêu
mía múa mưa kiểm kỷ ký kỹ ghế ghi gà cá kẻ Đắk Lắk pin Pa phố trường ướt ách Huế HÀ nội thoáng
xoắn loè lòe khoẻ khỏe buýt voan rượu hươu cừu bưởi muối chuối
"""
_BAD = """
bac cach hopj cà\u0300 cà\u0304n cè kà ngè gè ghà nghà caa hóà tôtt strong plan zalo fax qa quu
bàc hòan qúy gìa thủơ hoàcn Nguyễnn nghiêngg ươu1 km UBND b th II coa caoa ôơ
"""


@pytest.mark.parametrize("word", _GOOD.split())
def test_a_vietnamese_syllable_is_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", [*_BAD.split(), "", "a b", "12", "n" * 100_000])
def test_what_breaks_the_spelling_rules_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("hoà", "hòa"),
        ("HOÀ", "HÒA"),
        ("Uỷ ban, thuý, khoẻ, loè", "Ủy ban, thúy, khỏe, lòe"),
        ("quá quý giữ già gì giếng gìn", "quá quý giữ già gì giếng gìn"),
        ("qúy gìa hòan thủơ", "quý già hoàn thuở"),
        ("hoàn toàn, khuỷu, khuyến, người, mía, của", "hoàn toàn, khuỷu, khuyến, người, mía, của"),
        ("café déjà Noël naïve", "café déjà Noël naïve"),
    ],
)
def test_tones_stand_on_one_agreed_vowel(written: str, same: str) -> None:
    assert same_tone_style(written) == same


@given(st.one_of(sentences, st.text(max_size=40)))
def test_moving_tones_changes_neither_letters_nor_length_and_is_done_once(text: str) -> None:
    moved = same_tone_style(text)
    assert same_tone_style(moved) == moved
    assert len(moved) == len(text)
    assert fold(moved) == fold(text)


@given(st.sampled_from(_GOOD.split()))
def test_a_syllable_stays_one_in_the_other_style(word: str) -> None:
    assert is_syllable(same_tone_style(word))


def test_words_are_runs_of_letters() -> None:
    text = "Số 12/KH-UBND, xã An Hòa"
    spans = list(words(text))
    assert [text[a:b] for a, b in spans] == ["Số", "KH", "UBND", "xã", "An", "Hòa"]
    assert [*words("e\u0302\u0323m 5")] == [(0, 4)]


def test_a_megabyte_without_a_space_is_no_trouble() -> None:
    started = time.perf_counter()
    text = "ươ\u0301ng" * 200_000
    assert len(list(words(text))) == 1
    assert same_tone_style(text) == text
    assert time.perf_counter() - started < 3

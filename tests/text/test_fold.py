"""Folding, with the way back to the original."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from papidesk.text.fold import fold, fold_with_map
from papidesk.text.letters import LETTERS
from tests.text.letters_made import sentences


def test_every_vietnamese_letter_folds_to_a_plain_one() -> None:
    assert all(len(fold(letter)) == 1 and fold(letter).isascii() for letter in LETTERS)
    assert fold("ĐƯỜNG Đi Ấp Bắc, QUỲNH") == "duong di ap bac, quynh"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_folding_is_stable_and_its_map_points_into_the_text(text: str) -> None:
    folded, origin = fold_with_map(text)
    assert folded == fold(text) == fold(folded)
    assert len(origin) == len(folded)
    assert list(origin) == sorted(origin)
    assert all(letter in fold(text[index]) for letter, index in zip(folded, origin, strict=True))


@given(sentences)
def test_composed_and_decomposed_upper_and_lower_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(text.upper())


def test_a_hit_without_marks_is_shown_in_the_original() -> None:
    text = unicodedata.normalize("NFD", "Ủy ban nhân dân xã Đông Hòa")
    folded, origin = fold_with_map(text)
    start = folded.index("dong hoa")
    hit = text[origin[start] : origin[start + len("dong hoa") - 1] + 1]
    assert unicodedata.normalize("NFC", hit) == "Đông Hòa"

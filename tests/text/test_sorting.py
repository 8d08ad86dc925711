"""Vietnamese dictionary order."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.text.letters import ALPHABET
from papidesk.text.sorting import collate, sort_key
from tests.text.letters_made import sentences


@pytest.mark.parametrize(
    "ordered",
    [
        list(ALPHABET),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["an", "án", "ăn", "ân", "ba", "bà con", "bá chủ"],
        ["ba hoa", "bà con", "bá"],
        ["ca", "da", "đa", "đà", "ga"],
        ["An Hòa", "an hoà Tây", "An Hội"],
        ["Lê Văn Ánh", "Lê Văn Ân", "Lý", "Nguyễn"],
        ["xã 2", "xã 10", "xã An"],
        ["2", "10", "a", "z"],
        ["hòa", "Hòa", "HÒA", "hóa"],
        ["to", "tô", "tơ", "tu", "tư"],
        ["05/KH-UBND", "5/TB-UBND", "12/BC-UBND"],
        ["", "a"],
    ],
)
def test_words_stand_as_in_a_dictionary(ordered: list[str]) -> None:
    mixed = ordered[::2] + ordered[1::2]
    assert sorted(mixed, key=sort_key) == ordered


any_text = st.one_of(sentences, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))


@given(any_text, any_text, any_text)
def test_the_order_is_total_and_transitive(a: str, b: str, c: str) -> None:
    assert collate(a, b) == -collate(b, a)
    if collate(a, b) <= 0 and collate(b, c) <= 0:
        assert collate(a, c) <= 0
    same = unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b)
    assert (collate(a, b) == 0) is same


@given(sentences)
def test_decomposed_text_sorts_with_its_composed_twin(text: str) -> None:
    assert collate(unicodedata.normalize("NFD", text), text) == 0


def test_a_database_sorts_by_the_collation() -> None:
    connection = sqlite3.connect(":memory:")
    connection.create_collation("vietnamese", collate)
    names = ["Đông", "Dũng", "Ân", "An", "Ánh", "Xuân 10", "Xuân 9"]
    connection.execute("create table person (name text) strict")
    connection.executemany("insert into person values (?)", [(name,) for name in names])
    rows = connection.execute("select name from person order by name collate vietnamese")
    found = [row[0] for row in rows]
    connection.close()
    assert found == ["An", "Ánh", "Ân", "Dũng", "Đông", "Xuân 9", "Xuân 10"]

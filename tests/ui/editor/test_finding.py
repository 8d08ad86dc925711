"""Finding and replacing with and without dấu, in running text and in cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.blocks import Block, Paragraph
from papidesk.domain.richtext import Mark
from tests.strategies import blocks, words
from tests.ui.editor.conftest import ShowStory
from tests.ui.editor.surfaces import cells, marked, table, texts
from ui.editor.find import Finder, word_count
from ui.editor.story_places import Place

STORY: tuple[Block, ...] = (
    Paragraph(text="Kế hoạch và kế hoạch, KẾ HOẠCH"),
    table("ke hoach|Kê hoách"),
)


@pytest.mark.parametrize(
    ("text", "case", "tones", "expected"),
    [
        ("kế hoạch", False, True, 3),
        ("kế hoạch", True, True, 1),
        ("ke hoach", False, False, 5),
        ("KẾ HOẠCH", True, False, 1),
        ("kế hoạch", True, False, 2),
        ("ke hoach", False, True, 1),
        ("", False, False, 0),
    ],
)
def test_dau_and_case_decide_what_is_found(
    text: str, case: bool, tones: bool, expected: int
) -> None:
    assert len(Finder(text, case=case, tones=tones).matches(STORY)) == expected


def test_decomposed_words_find_composed_ones() -> None:
    text = unicodedata.normalize("NFD", "kế hoạch")
    assert len(Finder(text).matches(STORY)) == 3


def test_whole_words_are_told_from_parts() -> None:
    story = (Paragraph(text="an toàn, bàn an"),)
    assert [m.place.offset for m in Finder("an", whole=True).matches(story)] == [0, 13]
    assert len(Finder("an", tones=False).matches(story)) == 4


def test_next_goes_round_at_the_ends() -> None:
    finder = Finder("kế hoạch")
    found = finder.matches(STORY)
    assert finder.next(STORY, Place(0)) == found[0]
    assert finder.next(STORY, Place(0, offset=1)) == found[1]
    assert finder.next(STORY, Place(1)) == found[0]
    assert finder.next(STORY, Place(0), back=True) == found[-1]
    assert Finder("không có").next(STORY, Place(0)) is None


def test_what_is_replaced_keeps_the_formatting_of_its_first_letter() -> None:
    story = (marked("xã An Hòa", "b", 3, 9), table("An Hòa|x"))
    new, count = Finder("An Hòa").replace_all(story, "Bình Minh")
    assert count == 2
    assert new[0] == marked("xã Bình Minh", "b", 3, 12)
    assert cells(new[1]) == [["Bình Minh", "x"]]


def test_live_figures_are_not_replaced() -> None:
    story = (marked("Có 43 tin và 43 bài", "figure", 3, 5, "a@2024"),)
    new, count = Finder("43").replace_all(story, "44")
    assert count == 1
    assert new[0].text == "Có 43 tin và 44 bài"  # type: ignore[union-attr]
    assert new[0].marks == (Mark(start=3, end=5, style="figure", ref="a@2024"),)  # type: ignore[union-attr]


def test_replacing_all_is_one_step(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    new, _count = Finder("ke hoach", tones=False).replace_all(surface.blocks(), "đề án")
    surface.change_blocks(new)
    assert texts(surface) == ["đề án và đề án, đề án", "đề án | đề án"]
    surface.undo()
    assert surface.blocks() == STORY


@given(story=st.lists(blocks(), max_size=4).map(tuple), text=words(1, 2), tones=st.booleans())
def test_all_that_is_found_is_there_and_gone_after_replacing(
    story: tuple[Block, ...], text: str, tones: bool
) -> None:
    finder = Finder(text, tones=tones)
    matches = finder.matches(story)
    new, count = finder.replace_all(story, "")
    assert count <= len(matches)
    if not any("figure" in repr(block) for block in story):
        assert count == len(matches)
        assert word_count(new) <= word_count(story)

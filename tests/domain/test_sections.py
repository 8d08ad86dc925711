"""Sections: what belongs to a heading, and moving it whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from papidesk.domain.blocks import Block, Heading, Item, Paragraph, texts
from papidesk.domain.sections import (
    end_of,
    move,
    section_at,
    sections,
    step_down,
    step_up,
    words,
)


def body(text: str) -> tuple[Block, ...]:
    """Return blocks: "1", "2", "3" are headings of these levels, "p" and "-" text below them."""
    return tuple(
        Heading(level=int(sign), text=f"{sign}{place}")
        if sign.isdecimal()
        else (Item if sign == "-" else Paragraph)(text=f"{sign}{place}")
        for place, sign in enumerate(text)
    )


def shape(blocks: tuple[Block, ...]) -> str:
    return "".join(texts(block)[0][1:] for block in blocks)


BODIES = st.text(alphabet="123p-", min_size=1, max_size=14).map(body)


def test_a_section_reaches_to_the_next_heading_that_is_not_below_it() -> None:
    blocks = body("p12p3p2p1p")
    assert [end_of(blocks, at) for at in (1, 2, 4, 6, 8)] == [8, 6, 6, 8, 10]
    found = sections(blocks, "roman")
    assert [section.number for section in found] == ["I.", "1.", "a)", "2.", "II."]
    assert section_at(found, 0) == -1
    assert section_at(found, 5) == 2
    assert section_at(found, 7) == 3


def test_upper_levels_are_shown_in_capitals_as_they_are_printed() -> None:
    blocks = (Heading(level=1, text="Mục đích"), Heading(level=2, text="Yêu cầu"))
    assert [s.label for s in sections(blocks, "roman")] == ["I. MỤC ĐÍCH", "1. Yêu cầu"]


def test_numbered_sentences_are_not_listed_unless_their_level_has_titles() -> None:
    sentence = Heading(level=2, text="Giao Văn phòng chủ trì.", run_in=True)
    title = Heading(level=1, text="Tổ chức")
    assert len(sections((title, sentence), "roman")) == 1
    other = Heading(level=2, text="Kinh phí")
    assert len(sections((title, sentence, other), "roman")) == 3


@given(BODIES, st.data())
def test_moving_keeps_every_block_and_the_section_together(
    blocks: tuple[Block, ...], data: st.DataObject
) -> None:
    found = sections(blocks, "roman")
    if not found:
        return
    section = data.draw(st.sampled_from(found))
    before = data.draw(st.integers(0, len(blocks)))
    moved = move(blocks, section.first, before, section.level, "roman")
    assert sorted(shape((block,)) for block in moved) == sorted(shape((b,)) for b in blocks)
    own = shape(blocks[section.first : section.last])
    assert own in shape(moved)


@given(BODIES, st.data())
def test_one_step_up_and_down_again_is_where_it_was(
    blocks: tuple[Block, ...], data: st.DataObject
) -> None:
    found = sections(blocks, "roman")
    if not found:
        return
    index = data.draw(st.integers(0, len(found) - 1))
    before = step_up(blocks, found, index)
    if before is None:
        return
    section = found[index]
    moved = move(blocks, section.first, before, section.level, "roman")
    again = sections(moved, "roman")
    now = next(i for i, one in enumerate(again) if one.first == before)
    back = step_down(moved, again, now)
    assert back is not None
    elder = found[[one.first for one in found].index(before)]
    if elder.level == section.level:
        assert move(moved, before, back, section.level, "roman") == blocks


def test_headings_below_keep_their_distance_to_a_heading_that_changes_level() -> None:
    blocks = body("1p2p3p1p")
    moved = move(blocks, 0, 0, 2, "roman")
    levels = [block.level for block in moved if isinstance(block, Heading)]
    assert levels == [2, 3, 4, 1]
    # The scheme has four levels: none goes deeper.
    deeper = move(blocks, 0, 0, 4, "roman")
    assert [block.level for block in deeper if isinstance(block, Heading)] == [4, 4, 4, 1]


def test_nothing_stands_above_the_first_section() -> None:
    blocks = body("1p2p1p")
    found = sections(blocks, "roman")
    assert step_up(blocks, found, 0) is None
    assert step_up(blocks, found, 1) is None
    assert step_down(blocks, found, 2) is None
    assert step_down(blocks, found, 1) == found[2].first + 1


def test_words_count_cells_and_not_numbers() -> None:
    assert words((Heading(level=1, text="Mục đích chung"), Paragraph(text="Một hai"))) == 5

"""Any story is shown and read back as it is; any edits can be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from papidesk.domain.blocks import Block, Cell, Paragraph, Row, Table
from papidesk.domain.numbering import SCHEMES
from papidesk.domain.richtext import RichText
from tests.strategies import blocks
from tests.ui.editor.surfaces import (
    CONTROL,
    SHIFT,
    assert_true_to_its_blocks,
    compose,
    press,
    write,
)
from ui.editor import story_rows, story_styles
from ui.editor.surface import Surface
from ui.theme import Theme

stories = st.lists(blocks(), max_size=7).map(tuple)
schemes = st.sampled_from(sorted(SCHEMES))


@pytest.fixture(scope="module", params=[story_rows.CELLS_OF_A_PART, 2])
def surface(qapp: QApplication, theme: Theme, request: pytest.FixtureRequest) -> Iterator[Surface]:
    """One surface for all examples; with tables in one part, and in many."""
    made = Surface(theme)
    made.resize(700, 500)
    made.show()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story_rows, "CELLS_OF_A_PART", request.param)
        yield made
    made.close()


@st.composite
def merged_tables(draw: st.DrawFn) -> Table:
    """A table with cells over several rows and columns, ragged rows and empty cells."""
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        cells = draw(
            st.lists(
                st.builds(
                    Cell,
                    paragraphs=st.sampled_from(
                        [(), (RichText(text="Quý I"),), (RichText(text="a"), RichText(text="b"))]
                    ),
                    colspan=st.integers(1, 3),
                    rowspan=st.integers(1, 3),
                ),
                max_size=3,
            )
        )
        rows.append(Row(cells=tuple(cells)))
    return Table(rows=tuple(rows), header_rows=draw(st.integers(0, 2)))


@given(story=stories, scheme=schemes)
def test_a_story_shown_is_the_story_read(
    surface: Surface, story: tuple[Block, ...], scheme: str
) -> None:
    surface.show_story(story, scheme)

    assert surface.blocks() == story
    assert_true_to_its_blocks(surface)


@given(first=stories, second=stories, scheme=schemes)
def test_one_story_changed_into_another_shows_the_other(
    surface: Surface, first: tuple[Block, ...], second: tuple[Block, ...], scheme: str
) -> None:
    surface.show_story(first, scheme)
    surface.change_blocks((*first, *second))
    assert_true_to_its_blocks(surface)
    surface.change_blocks(second)

    assert surface.blocks() == second
    assert_true_to_its_blocks(surface)
    surface.undo()
    surface.undo()
    assert surface.blocks() == first
    assert_true_to_its_blocks(surface)


@given(tables=st.lists(merged_tables(), min_size=1, max_size=3), between=st.booleans())
def test_tables_of_any_shape_are_shown_whole(
    surface: Surface, tables: list[Table], between: bool
) -> None:
    story: list[Block] = []
    for table in tables:
        story += [table, Paragraph()] if between else [table]
    surface.show_story(tuple(story), "roman")

    assert surface.blocks() == tuple(story)
    assert_true_to_its_blocks(surface)


@given(
    text=st.text(st.characters(exclude_categories=()), max_size=20),
    after=st.sampled_from(["", "đ", "😀"]),
)
def test_any_character_is_held_at_its_place(surface: Surface, text: str, after: str) -> None:
    story = (Paragraph(text=f"{text}{after} cuối"),)
    surface.show_story(story, "roman")
    surface.go_to(0, len(text), len(after))

    assert surface.blocks() == story
    assert surface.selection().start.offset == len(text)
    assert surface.selection().end.offset == len(text) + len(after)


Act = Callable[[Surface], None]


def _key(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Act:
    return lambda surface: press(surface, key, held=held)


_MOVES: dict[str, Act] = {
    "left": _key(Qt.Key.Key_Left),
    "right": _key(Qt.Key.Key_Right),
    "up": _key(Qt.Key.Key_Up),
    "down": _key(Qt.Key.Key_Down),
    "home": _key(Qt.Key.Key_Home),
    "end": _key(Qt.Key.Key_End),
    "top": _key(Qt.Key.Key_Home, CONTROL),
    "bottom": _key(Qt.Key.Key_End, CONTROL),
    "select left": _key(Qt.Key.Key_Left, SHIFT),
    "select down": _key(Qt.Key.Key_Down, SHIFT),
    "select up": _key(Qt.Key.Key_Up, SHIFT),
    "select end": _key(Qt.Key.Key_End, SHIFT),
    "select to bottom": _key(Qt.Key.Key_End, CONTROL | SHIFT),
    "select all": _key(Qt.Key.Key_A, CONTROL),
}
_EDITS: dict[str, Act] = {
    "letter": lambda surface: write(surface, "đ"),
    "words": lambda surface: write(surface, "xã An "),
    "decomposed": lambda surface: write(surface, "e\u0302\u0323"),
    "emoji": lambda surface: write(surface, "😀"),
    "composed": lambda surface: compose(surface, "v", "vi", commit="việt"),
    "enter": _key(Qt.Key.Key_Return),
    "new page": _key(Qt.Key.Key_Return, CONTROL),
    "shift enter": _key(Qt.Key.Key_Return, SHIFT),
    "tab": _key(Qt.Key.Key_Tab),
    "back tab": _key(Qt.Key.Key_Backtab, SHIFT),
    "backspace": _key(Qt.Key.Key_Backspace),
    "delete": _key(Qt.Key.Key_Delete),
    "delete word": _key(Qt.Key.Key_Backspace, CONTROL),
    "delete next word": _key(Qt.Key.Key_Delete, CONTROL),
    "bold": lambda surface: surface.toggle("b"),
    "raised": lambda surface: surface.toggle("sup"),
    "table": lambda surface: surface.insert_table(2, 3),
    "row": lambda surface: surface.add_row_below(),
    "row above": lambda surface: surface.add_row_above(),
    "column": lambda surface: surface.add_column_right(),
    "column left": lambda surface: surface.add_column_left(),
    "rows gone": lambda surface: surface.remove_rows(),
    "columns gone": lambda surface: surface.remove_columns(),
    "merge": lambda surface: surface.merge(),
    "split": lambda surface: surface.split(),
    "head": lambda surface: surface.set_header_rows(1),
    "figure": lambda surface: surface.insert_figure("van-ban-di@2024-H1", "43 tin"),
    "footnote": lambda surface: surface.insert_footnote("1"),
    "page break": lambda surface: surface.insert_page_break(),
    "copy": _key(Qt.Key.Key_C, CONTROL),
    "cut": _key(Qt.Key.Key_X, CONTROL),
    "paste": _key(Qt.Key.Key_V, CONTROL),
    "undo": _key(Qt.Key.Key_Z, CONTROL),
    "redo": _key(Qt.Key.Key_Y, CONTROL),
    "move": lambda surface: surface.move_section(0, len(surface.blocks())),
}
_ACTS = (
    _MOVES
    | _EDITS
    | {
        name: (lambda surface, name=name: surface.set_style(name))  # type: ignore[misc]
        for name in story_styles.STYLES
    }
)


@settings(max_examples=70)
@given(
    story=stories,
    scheme=schemes,
    where=st.tuples(st.integers(0, 8), st.integers(0, 30)),
    acts=st.lists(st.sampled_from(sorted(_ACTS)), min_size=1, max_size=14),
)
def test_whatever_a_person_does_the_screen_is_true_and_undo_leads_back(
    surface: Surface,
    story: tuple[Block, ...],
    scheme: str,
    where: tuple[int, int],
    acts: list[str],
) -> None:
    surface.show_story(story, scheme)
    surface.go_to(*where)

    for name in acts:
        _ACTS[name](surface)
        assert_true_to_its_blocks(surface)
        surface.word_count()
        surface.current_style()
        surface.active_marks()

    end = surface.blocks()
    while surface.can_redo:
        surface.redo()
    end = surface.blocks()
    while surface.can_undo:
        surface.undo()
        assert_true_to_its_blocks(surface)
    assert surface.blocks() == story
    while surface.can_redo:
        surface.redo()
    assert surface.blocks() == end
    assert_true_to_its_blocks(surface)

"""On screen a text looks as printed: bold, capitals, place, number; both themes, all sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont, QImage, QPalette
from pytestqt.qtbot import QtBot

from papidesk.domain import layout_profile
from papidesk.domain.blocks import Block, Heading, Item, PageBreak, Paragraph, Table
from papidesk.domain.numbering import SCHEMES
from papidesk.domain.paper_body import Line, body_lines
from tests.strategies import blocks
from tests.ui.editor.conftest import ShowStory
from tests.ui.editor.surfaces import STORY, assert_true_to_its_blocks, marked, table
from ui.editor.story_looks import look_of
from ui.editor.surface import Surface
from ui.theme import Theme


@pytest.fixture
def restored(theme: Theme) -> Iterator[Theme]:
    """The theme, light and of the usual size again afterwards."""
    yield theme
    theme.set_mode("light")
    theme.set_text_size(100)


@given(story=st.lists(blocks(), max_size=6).map(tuple), scheme=st.sampled_from(sorted(SCHEMES)))
def test_each_block_looks_as_its_printed_line(
    qapp: object, story: tuple[Block, ...], scheme: str
) -> None:
    profile = layout_profile.load()
    lines = [part for part in body_lines(story, scheme) if isinstance(part, Line)]
    for index, block in enumerate(story):
        if isinstance(block, Table | PageBreak):
            continue
        printed = [line for line in lines if line.block == index]
        look, style = look_of(block, scheme), profile.style(printed[-1].style)
        assert (look.bold, look.italic, look.align) == (style.bold, style.italic, style.align)
        assert look.points == style.points
        if isinstance(block, Heading) and len(block.text.upper()) == len(block.text):
            printed_text = printed[-1].text.text.replace("\u00a0", " ")
            assert printed_text == (block.text.upper() if look.caps else block.text)
        assert (look.label == "above") == (len(printed) > 1)


def test_the_number_painted_is_the_number_printed(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    printed = {
        part.block: part.label for part in body_lines(STORY, "roman") if isinstance(part, Line)
    }
    labels = {index: surface.view.label(index) for index in printed}
    assert labels == printed


def _format(surface: Surface, block: int, offset: int) -> tuple[bool, bool, QFont.Capitalization]:
    surface.go_to(block, offset + 1)
    font = surface.textCursor().charFormat().font()
    return font.bold(), font.italic(), font.capitalization()


def test_titles_are_bold_and_in_capitals_on_screen_but_not_in_the_blocks(
    show_story: ShowStory,
) -> None:
    surface = show_story(
        [Heading(level=1, text="Mục đích"), Heading(level=2, text="a"), Paragraph(text="b"),
         Paragraph(text="c", style="note")]
    )  # fmt: skip
    upper, mixed = QFont.Capitalization.AllUppercase, QFont.Capitalization.MixedCase
    assert [_format(surface, index, 0) for index in range(4)] == [
        (True, False, upper), (True, False, mixed), (False, False, mixed), (False, True, mixed),
    ]  # fmt: skip
    assert surface.blocks()[0].text == "Mục đích"  # type: ignore[union-attr]


def test_lines_break_as_wide_as_on_the_page(show_story: ShowStory) -> None:
    surface = show_story(STORY)
    surface.resize(1300, 700)
    margin = 2 * surface.document().documentMargin()
    text = surface.document().textWidth() - margin
    size = surface.formats.font(False, False, 14).pointSizeF()
    # 160 mm of text at 14 points, whatever the scale.
    assert text / size == pytest.approx(160 / 25.4 * 96 / 14, rel=0.02)


@pytest.mark.parametrize(("mode", "size"), [("light", 100), ("dark", 100), ("light", 200)])
def test_both_themes_and_all_sizes_show_the_same_story(
    show_story: ShowStory, restored: Theme, mode: str, size: int
) -> None:
    surface = show_story((*STORY, marked("43 tin", "figure", 0, 6, "a@2024")))
    surface.set_marks_under([(2, 0, 8, "error", "sai")])
    surface.go_to(2, 4)
    before = surface.selection()
    restored.set_mode(mode)  # type: ignore[arg-type]
    restored.set_text_size(size)

    assert surface.selection() == before
    assert_true_to_its_blocks(surface)
    picture = surface.grab().toImage()
    paper = restored.color("surface")
    assert _share(picture, paper) > 0.5
    assert _has(picture, surface.palette().color(QPalette.ColorRole.Text))


def _has(picture: QImage, color: QColor) -> bool:
    return any(
        picture.pixelColor(x, y) == color
        for y in range(0, picture.height())
        for x in range(0, picture.width())
    )


def _share(picture: QImage, color: QColor) -> float:
    points = [
        picture.pixelColor(x, y) == color
        for y in range(0, picture.height(), 7)
        for x in range(0, picture.width(), 7)
    ]
    return sum(points) / len(points)


def test_chips_waves_and_page_breaks_are_painted(show_story: ShowStory, theme: Theme) -> None:
    surface = show_story([marked("Có 43 tin, bài sai", "figure", 3, 9, "a@2024"), PageBreak()])
    surface.set_marks_under([(0, 15, 18, "error", "sai")])
    picture = surface.grab().toImage()
    for name in ("accent_soft", "muted"):
        assert _has(picture, theme.color(name)), name
    reddish = [
        color
        for y in range(picture.height())
        for x in range(picture.width())
        if (color := picture.pixelColor(x, y)).red() > color.green() + 80
    ]
    assert reddish


def test_numbers_out_of_sight_get_their_room_a_little_later(
    show_story: ShowStory, qtbot: QtBot
) -> None:
    many = [Heading(level=1, text=f"Mục {n}") for n in range(120)]
    surface = show_story(many)
    surface.go_to(0)
    surface.insert_blocks((Heading(level=1, text="Mới"),))
    assert not surface.view.settled
    qtbot.waitUntil(lambda: surface.view.settled)
    for index, label in enumerate(surface.numbers()):
        look = surface.view.look(surface.blocks()[index])
        room = surface.view.block_of(index).blockFormat().textIndent()
        width = surface.formats.label_width(look, label)
        assert room == pytest.approx(surface.formats.first_line + width)


def test_merged_cells_have_all_their_lines(show_story: ShowStory, theme: Theme) -> None:
    surface = show_story([table("a|b", "c|d"), Item(text="x")])
    first = surface.current_place()
    del first
    surface.go_to(0, row=0, col=0)
    start = surface.current_place()
    surface.go_to(0, row=1, col=0)
    surface.select(surface.selection()._replace(anchor=start))
    surface.merge()
    picture = surface.viewport().grab().toImage()
    color = theme.color("muted")
    left = round(surface.column_edges(0)[0])
    bottom = round(surface.view.table_bottom(0)) - 1
    assert any(picture.pixelColor(left + 20, y) == color for y in (bottom - 1, bottom, bottom + 1))

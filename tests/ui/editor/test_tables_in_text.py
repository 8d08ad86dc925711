"""Tables in the text: made, walked through, reshaped, dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from papidesk.domain.blocks import Cell, Paragraph, Row, Table
from papidesk.domain.richtext import RichText
from tests.ui.editor.conftest import ShowStory
from tests.ui.editor.surfaces import (
    SHIFT,
    assert_true_to_its_blocks,
    cells,
    press,
    styles,
    table,
    texts,
    write,
)
from ui.editor import story_rows
from ui.editor.surface import Surface

Key = Qt.Key


def _table(surface: Surface) -> Table:
    (found,) = (block for block in surface.blocks() if isinstance(block, Table))
    assert_true_to_its_blocks(surface)
    return found


def test_a_table_is_written_by_keys_alone(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="Trước")])
    surface.go_to(0, 5)
    surface.insert_table(2, 2)
    for word in ("TT", "Việc", "1"):
        write(surface, word)
        press(surface, Key.Key_Tab)
    write(surface, "Họp")
    press(surface, Key.Key_Tab)
    write(surface, "2")
    press(surface, Key.Key_Backtab, held=SHIFT)
    write(surface, "Gặp")

    assert cells(_table(surface)) == [["TT", "Việc"], ["1", "Gặp"], ["2", ""]]
    assert _table(surface).header_rows == 1
    assert texts(surface)[0] == "Trước"


def test_a_table_can_be_first_and_last_and_beside_another_and_written_around(
    show_story: ShowStory,
) -> None:
    surface = show_story([table("a"), table("b")])
    press(surface, Key.Key_Home, held=Qt.KeyboardModifier.ControlModifier)
    write(surface, "đầu")
    press(surface, Key.Key_End, held=Qt.KeyboardModifier.ControlModifier)
    write(surface, "cuối")

    assert texts(surface) == ["đầu", "a", "b", "cuối"]
    assert_true_to_its_blocks(surface)


def test_rows_and_columns_come_and_go(show_story: ShowStory) -> None:
    surface = show_story([table("a|b", "c|d")])
    surface.go_to(0, row=0, col=1)
    surface.add_row_below()
    write(surface, "x")
    surface.go_to(0, row=2, col=0)
    surface.add_row_above()
    surface.add_column_left()
    surface.go_to(0, row=0, col=2)
    surface.add_column_right()
    assert cells(_table(surface)) == [
        ["", "a", "b", ""], ["", "", "x", ""], ["", "", "", ""], ["", "c", "d", ""],
    ]  # fmt: skip
    surface.go_to(0, row=1, col=0)
    press(surface, Key.Key_Down, held=SHIFT)
    surface.remove_rows()
    surface.go_to(0, row=0, col=0)
    surface.remove_columns()
    assert cells(_table(surface)) == [["a", "b", ""], ["c", "d", ""]]


def test_the_last_row_takes_the_table_with_it(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="x"), table("a|b")])
    surface.go_to(1, row=0, col=0)
    surface.remove_rows()
    assert styles(surface) == ["body"]


def test_cells_merge_with_all_their_words_and_split_again(show_story: ShowStory) -> None:
    surface = show_story([table("a|b|c", "d|e|f", "g|h|i")])
    surface.select(
        surface.selection()._replace(anchor=_place(surface, 0, 0), caret=_place(surface, 1, 1))
    )
    assert surface.can_merge
    surface.merge()
    assert cells(_table(surface)) == [["a\nb\nd\ne", "c"], ["f"], ["g", "h", "i"]]
    first = _table(surface).rows[0].cells[0]
    assert (first.colspan, first.rowspan) == (2, 2)
    assert surface.can_split
    surface.split()
    assert cells(_table(surface)) == [["a\nb\nd\ne", "", "c"], ["", "", "f"], ["g", "h", "i"]]


def _place(surface: Surface, row: int, cell: int):  # type: ignore[no-untyped-def]
    surface.go_to(0, row=row, col=cell)
    return surface.current_place()


def test_rows_beside_a_merged_cell_keep_it_whole(show_story: ShowStory) -> None:
    tall = Cell(paragraphs=(RichText(text="Quý I"),), rowspan=2)
    one = Cell(paragraphs=(RichText(text="a"),))
    surface = show_story([Table(rows=(Row(cells=(tall, one)), Row(cells=(one,))))])
    surface.go_to(0, row=0, col=1)
    surface.add_row_below()
    assert _table(surface).rows[0].cells[0].rowspan == 3
    surface.remove_rows()
    assert _table(surface).rows[0].cells[0].rowspan == 2


def test_selected_cells_are_emptied_not_removed(show_story: ShowStory) -> None:
    surface = show_story([table("a|b", "c|d")])
    first, last = _place(surface, 0, 1), _place(surface, 1, 1)
    surface.select(surface.selection()._replace(anchor=first, caret=last))
    press(surface, Key.Key_Delete)
    assert cells(_table(surface)) == [["a", ""], ["c", ""]]


def test_a_selection_that_begins_before_a_table_takes_it_whole(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="một"), table("a|b"), Paragraph(text="hai")])
    surface.go_to(0, 2)
    press(surface, Key.Key_End, held=SHIFT | Qt.KeyboardModifier.ControlModifier)
    press(surface, Key.Key_Backspace)
    assert texts(surface) == ["mộ"]


def test_paragraphs_in_a_cell_are_cut_and_joined(show_story: ShowStory) -> None:
    surface = show_story([table("abcd|x")])
    surface.go_to(0, 2, row=0, col=0)
    press(surface, Key.Key_Return)
    assert cells(_table(surface)) == [["ab\ncd", "x"]]
    press(surface, Key.Key_Backspace)
    assert cells(_table(surface)) == [["abcd", "x"]]
    press(surface, Key.Key_Home, Key.Key_Backspace)
    assert cells(_table(surface)) == [["abcd", "x"]]


def test_styles_in_a_cell_are_its_alignment(show_story: ShowStory) -> None:
    surface = show_story([table("a|b")])
    surface.go_to(0, row=0, col=0)
    surface.set_style("right")
    assert surface.current_style() == "right"
    assert [cell.align for cell in _table(surface).rows[0].cells] == ["right", ""]
    surface.set_style("heading1")
    assert styles(surface) == ["table"]


def test_a_table_in_a_table_is_refused(show_story: ShowStory) -> None:
    surface = show_story([table("a|b")])
    surface.go_to(0, row=0, col=0)
    surface.insert_table(2, 2)
    surface.insert_page_break()
    surface.insert_blocks((table("x|y"), Paragraph(text="dòng")))
    assert styles(surface) == ["table"]
    assert cells(_table(surface)) == [["dòng\na", "b"]]


def test_heads_and_widths_are_set_by_command(show_story: ShowStory) -> None:
    surface = show_story([table("a|b", "c|d")])
    surface.go_to(0, row=0, col=0)
    surface.set_header_rows(5)
    surface.set_widths((1, 3))
    assert _table(surface).header_rows == 1
    assert _table(surface).widths == (0.25, 0.75)
    surface.add_column_right()
    assert _table(surface).widths == (0.125, 0.125, 0.75)
    surface.set_widths(())
    assert _table(surface).widths == ()


def test_a_column_is_made_wider_by_dragging_its_border(show_story: ShowStory) -> None:
    surface = show_story([Paragraph(text="x"), table("a|b", "c|d")])
    surface.set_widths((1, 1), 1)
    surface.go_to(1, row=0, col=0)
    edge = surface.column_edges(1)[1]
    y = surface.cursorRect().center().y()
    view, button = surface.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, button, Qt.KeyboardModifier.NoModifier, QPoint(round(edge), y))
    QTest.mouseMove(view, QPoint(round(edge) + 90, y))
    assert surface.guide is not None
    QTest.mouseRelease(view, button, Qt.KeyboardModifier.NoModifier, QPoint(round(edge) + 90, y))
    first, second = _table(surface).widths
    assert first > 0.6
    assert abs(first + second - 1) < 1e-6
    assert abs(surface.column_edges(1)[1] - edge - 90) < 3
    surface.undo()
    assert _table(surface).widths == (0.5, 0.5)


def test_a_hole_of_a_ragged_table_is_filled_by_writing_in_it(show_story: ShowStory) -> None:
    surface = show_story([table("a|b", "c")])
    surface.go_to(0, row=1, col=0)
    press(surface, Key.Key_Right, Key.Key_Right)
    write(surface, "mới")
    assert cells(_table(surface)) == [["a", "b"], ["c", "mới"]]


def test_a_long_table_is_walked_through_as_one(
    show_story: ShowStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_rows, "CELLS_OF_A_PART", 4)
    long = table(*(f"{n}|a{n}" for n in range(10)))
    surface = show_story([Paragraph(text="x"), long, Paragraph(text="y")])
    surface.go_to(1, row=0, col=1)
    seen = []
    for _ in range(9):
        press(surface, Key.Key_Down)
        seen.append((surface.current_place().row, surface.current_place().cell))
    assert seen == [(row, 1) for row in range(1, 10)]
    press(surface, Key.Key_Up, Key.Key_Up, Key.Key_Up)
    assert surface.current_place()[1:3] == (6, 1)
    surface.go_to(1, 2, row=3, col=1)
    press(surface, Key.Key_Right)
    assert surface.current_place()[1:3] == (4, 0)
    press(surface, Key.Key_Left)
    assert surface.current_place()[1:3] == (3, 1)
    write(surface, "!")
    assert cells(_table(surface))[3] == ["3", "a3!"]
    surface.set_widths((1, 4), 1)
    assert abs(surface.column_edges(1)[1] - surface.column_edges(1)[0] - 121) < 30


def test_a_click_goes_to_the_cell_under_the_mouse(
    show_story: ShowStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_rows, "CELLS_OF_A_PART", 4)
    surface = show_story([table(*(f"số {n}|việc {n}" for n in range(8)))])
    for row in range(8):
        for cell in (0, 1):
            surface.go_to(0, 1, row=row, col=cell)
            spot = surface.cursorRect().center()
            surface.go_to(0, row=7 - row, col=0)
            QTest.mouseClick(
                surface.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
            )
            assert surface.current_place()[1:3] == (row, cell)


@pytest.mark.parametrize("rows", [3, 40])
def test_many_rows_come_and_go_one_by_one(
    show_story: ShowStory, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(story_rows, "CELLS_OF_A_PART", 8)
    monkeypatch.setattr(story_rows, "MOST_CELLS_OF_A_PART", 20)
    story = (table("TT|Việc", *(f"{n}|việc {n}" for n in range(rows)), heads=1), Paragraph())
    surface = show_story(story)
    surface.go_to(0, row=rows, col=1)
    for number in range(12):
        press(surface, Key.Key_Tab)
        write(surface, f"mới {number}")
        press(surface, Key.Key_Tab)
        assert_true_to_its_blocks(surface)
    surface.go_to(0, row=2, col=0)
    for _ in range(5):
        surface.add_row_above()
        surface.add_row_below()
        assert_true_to_its_blocks(surface)
    for row in (1, 6, 3, 1):
        surface.go_to(0, row=row, col=1)
        surface.remove_rows()
        assert_true_to_its_blocks(surface)
    end = surface.blocks()
    while surface.can_undo:
        surface.undo()
        assert_true_to_its_blocks(surface)
    assert surface.blocks() == story
    while surface.can_redo:
        surface.redo()
        assert_true_to_its_blocks(surface)
    assert surface.blocks() == end

"""Qt lays out a long text bit by bit: what is done meanwhile must leave no line blank."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from papidesk.domain.blocks import Heading, Paragraph
from tests.ui.editor.conftest import ShowStory
from tests.ui.editor.surfaces import CONTROL, compose, press, write
from ui.editor.surface import Surface

WORDS = "Ủy ban nhân dân xã An Hòa tổ chức tuyên truyền đến từng thôn, từng hộ gia đình. " * 6
LONG = tuple(
    block
    for number in range(60)
    for block in (Heading(level=1, text=f"Phần {number}"), Paragraph(text=WORDS))
)


def blank_lines(surface: Surface) -> int:
    line, found = surface.document().begin(), 0
    while line.isValid():
        found += not line.layout().lineCount()
        line = line.next()
    return found


def move(surface: Surface) -> None:
    surface.move_section(2, 6)


def undo(surface: Surface) -> None:
    write(surface, "x")
    surface.resize(440, 600)
    press(surface, Qt.Key.Key_Z, held=CONTROL)


@pytest.mark.parametrize(
    "act",
    [
        lambda surface: write(surface, "Năm 2026: "),
        lambda surface: compose(surface, "a", commit="ă"),
        lambda surface: press(surface, Qt.Key.Key_Return),
        lambda surface: press(surface, Qt.Key.Key_Delete),
        move,
        undo,
    ],
)
def test_whatever_is_done_at_once_leaves_no_line_blank(
    show_story: ShowStory, act: Callable[[Surface], None]
) -> None:
    surface = show_story()
    surface.show_story(LONG, "roman")
    surface.resize(420, 600)
    assert blank_lines(surface)
    act(surface)
    surface.go_to(len(surface.blocks()) - 1)
    assert not blank_lines(surface)
    assert surface.cursorRect().bottom() <= surface.viewport().height()


def test_one_never_writes_on_the_last_line_of_the_screen(show_story: ShowStory) -> None:
    surface = show_story(LONG)
    surface.go_to(40)
    surface.verticalScrollBar().setValue(0)
    line = surface.cursorRect().height()
    for _step in range(60):
        press(surface, Qt.Key.Key_Down)
        assert surface.cursorRect().bottom() + 2 * line <= surface.viewport().height()
    press(surface, Qt.Key.Key_End, held=CONTROL)
    for _step in range(3):
        press(surface, Qt.Key.Key_Return)
        write(surface, "Đoạn mới.")
        assert surface.cursorRect().bottom() + 2 * line <= surface.viewport().height()


def test_a_click_leaves_the_page_where_it_is(show_story: ShowStory) -> None:
    surface = show_story(LONG)
    view = surface.viewport()
    scrolled = surface.verticalScrollBar().value()
    spot = QPoint(200, view.height() - 50)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert surface.verticalScrollBar().value() == scrolled
    press(surface, Qt.Key.Key_Control)
    assert surface.verticalScrollBar().value() == scrolled


def test_what_one_goes_to_is_shown_with_what_follows(show_story: ShowStory) -> None:
    surface = show_story(LONG)
    for block in (60, 10, 118):
        surface.go_to(block)
        assert surface.cursorRect().top() >= 0
        height = surface.viewport().height()
        at_the_end = surface.verticalScrollBar().value() == surface.verticalScrollBar().maximum()
        assert surface.cursorRect().top() <= height // 4 or at_the_end
    scrolled = surface.verticalScrollBar().value()
    surface.go_to(117)
    assert surface.verticalScrollBar().value() == scrolled

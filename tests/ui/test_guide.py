"""The guide behind F1: every line and picture is there, and one lands at the heading."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextBlock, QTextCursor
from pytestqt.qtbot import QtBot

from ui.dialogs.help_dialog import Guide, HelpDialog
from ui.theme import Theme


def lines(guide: Guide) -> list[tuple[QTextBlock, float]]:
    """Return every line of the guide with its height on the screen."""
    layout = guide.document().documentLayout()
    found = []
    block = guide.document().begin()
    while block.isValid():
        found.append((block, layout.blockBoundingRect(block).height()))
        block = block.next()
    return found


def test_no_line_of_the_guide_is_lost_when_pictures_take_the_width(
    qtbot: QtBot, theme: Theme
) -> None:
    guide = Guide()
    qtbot.addWidget(guide)
    with qtbot.waitExposed(guide):
        guide.show()
    for width in (500, 800):
        guide.resize(width, 600)
        found = lines(guide)
        assert [block.text() for block, height in found if block.text() and height < 10] == []
        pictures = [height for block, height in found if block.text() == "\ufffc"]
        assert len(pictures) > 5
        assert all(width / 4 < height < width for height in pictures)


@pytest.mark.parametrize("percent", [100, 150])
def test_help_opens_at_the_heading_whatever_the_text_size(
    qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.set_text_size(percent)
    try:
        dialog = HelpDialog(theme, "Soạn thảo văn bản", [])
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        assert dialog.contents.currentItem().text() == "4. Soạn thảo văn bản"

        def top() -> str:
            cursor: QTextCursor = dialog.guide.cursorForPosition(
                dialog.guide.viewport().rect().topLeft()
            )
            return cursor.block().text()

        qtbot.waitUntil(lambda: top() == "4. Soạn thảo văn bản")
    finally:
        theme.set_text_size(100)

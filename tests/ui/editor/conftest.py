"""A text surface on screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Block
from ui.editor.surface import Surface
from ui.theme import Theme

ShowStory = Callable[..., Surface]


@pytest.fixture(scope="session", autouse=True)
def _clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """Leave nothing of ours in the clipboard: without a screen Qt would keep it beyond its end."""
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def show_story(qtbot: QtBot, theme: Theme) -> ShowStory:
    """Shows blocks in a surface that has the focus."""

    def show(
        blocks: Sequence[Block] = (), scheme: str = "roman", *, read_only: bool = False
    ) -> Surface:
        surface = Surface(theme)
        qtbot.addWidget(surface)
        surface.resize(760, 600)
        surface.show_story(tuple(blocks), scheme, read_only=read_only)
        with qtbot.waitExposed(surface):
            surface.show()
        surface.setFocus()
        return surface

    return show

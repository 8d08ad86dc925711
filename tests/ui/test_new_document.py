"""A new document from the page: the button, the key, and the editor that opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.person import page_of
from ui.drafting.copy_forward_dialog import CopyForwardDialog
from ui.drafting.new_document_dialog import NewDocumentDialog


def test_ctrl_n_and_the_button_ask_what_to_begin_with(
    qtbot: QtBot, open_window: OpenWindow, empty: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    first = window.findChild(NewDocumentDialog)
    assert first is not None
    assert first.isVisible()
    first.reject()
    qtbot.mouseClick(page.list.big_new, Qt.MouseButton.LeftButton)
    shown = [one for one in window.findChildren(NewDocumentDialog) if one.isVisible()]
    assert len(shown) == 1
    shown[0].reject()
    assert page.editing.open_id == ""


def test_what_was_made_is_open_for_writing(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    id = page.list.model.row(0).id
    qtbot.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    dialog = next(one for one in window.findChildren(NewDocumentDialog) if one.isVisible())
    dialog.made.emit(id)
    dialog.accept()
    assert page.editing.open_id == id


def test_last_years_paper_is_copied_from_the_list(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.choose(page.list.model.row(0).id)
    page.list.acts.copy_forward.trigger()
    dialog = window.findChild(CopyForwardDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()

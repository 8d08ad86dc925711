"""Finding and replacing from the bar, over body, annexes and cells."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Table, texts
from papidesk.text.fold import fold
from tests.ui.editor_frame.conftest import OpenEditor
from tests.ui.person import type_text
from ui.editor.editor_view import EditorView

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def all_text(view: EditorView) -> str:
    document = view.session.document
    assert document is not None
    blocks = [*document.blocks, *(b for annex in document.annexes for b in annex.blocks)]
    return "\n".join(text for block in blocks for text in texts(block))


def look_for(qtbot: QtBot, view: EditorView, text: str) -> None:
    view.find_bar.needle.clear()
    type_text(view.find_bar.needle, text)
    view.find_bar._on_paused()


def test_ctrl_f_counts_hits_in_body_annex_and_cells_and_enter_goes_on(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.surface.go_to(0, 0)
    qtbot.keyClick(view.surface, Qt.Key.Key_F, CONTROL)
    assert QApplication.focusWidget() is view.find_bar.needle
    assert view.find_bar.put.isHidden()
    look_for(qtbot, view, "thôn")
    count = fold(all_text(view)).count("thon")
    assert view.find_bar.count.text() == f"1/{count}"
    for _hit in range(count - 1):
        qtbot.keyClick(view.find_bar.needle, Qt.Key.Key_Return)
    assert view.find_bar.count.text() == f"{count}/{count}"
    assert view.stories.annex == 0
    assert isinstance(view.surface.blocks()[view.surface.current_block()], Table)
    qtbot.keyClick(view.find_bar.needle, Qt.Key.Key_Return)
    assert view.find_bar.count.text() == f"1/{count}"
    qtbot.keyClick(view.find_bar.needle, Qt.Key.Key_Return, SHIFT)
    assert view.find_bar.count.text() == f"{count}/{count}"
    assert QApplication.focusWidget() is view.find_bar.needle


def test_words_are_found_without_dau_and_replaced_with(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.keyClick(view.surface, Qt.Key.Key_F, CONTROL)
    look_for(qtbot, view, "ke hoach")
    assert view.searching.hits
    qtbot.keyClick(view.find_bar.needle, Qt.Key.Key_H, CONTROL)
    assert view.find_bar.tones.isChecked()
    look_for(qtbot, view, "ke hoach")
    assert view.find_bar.count.text() == "Không thấy"
    view.find_bar.tones.click()
    assert view.searching.hits


def test_replace_all_is_one_step_and_said(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    before = view.session.document
    said: list[str] = []
    view._context.happened.connect(lambda text, undo: said.append(text))
    qtbot.keyClick(view.surface, Qt.Key.Key_H, CONTROL)
    assert view.find_bar.put.isVisible()
    look_for(qtbot, view, "thôn")
    count = len(view.searching.hits)
    type_text(view.find_bar.put, "khu phố")
    qtbot.mouseClick(view.find_bar.all_button, Qt.MouseButton.LeftButton)
    assert "thôn" not in all_text(view) and all_text(view).count("khu phố") >= count
    assert said == [f"Đã thay {count} chỗ"]
    assert view.session.undo()
    assert view.session.document == before


def test_replace_takes_one_hit_after_the_other(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.surface.go_to(0, 0)
    view.searching.open(replace=True)
    look_for(qtbot, view, "Kế hoạch")
    count = len(view.searching.hits)
    view.find_bar.put.setFocus()
    type_text(view.find_bar.put, "Đề án")
    qtbot.keyClick(view.find_bar.put, Qt.Key.Key_Return)
    assert len(view.searching.hits) == count - 1
    assert all_text(view).count("Đề án") == 1
    qtbot.keyClick(view.find_bar.put, Qt.Key.Key_Escape)
    assert view.find_bar.isHidden()
    assert QApplication.focusWidget() is view.surface


def test_what_is_selected_is_looked_for(qtbot: QtBot, open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    view.surface.go_to(0, 0, 3)
    selected = view.surface.blocks()[0].text[:3]  # type: ignore[union-attr]
    qtbot.keyClick(view.surface, Qt.Key.Key_F, CONTROL)
    assert view.find_bar.needle.text() == selected

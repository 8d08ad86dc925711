"""A clerk opens a plan and writes in it by keyboard."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from papidesk.domain.blocks import Heading, Table
from papidesk.workflow import versions
from tests.ui.editor_frame.conftest import OpenEditor, store_of, stored
from tests.ui.person import Answers, type_text
from ui.editor.editor_view import EditorView
from ui.editor.side_panel import HISTORY, INFORMATION, PAGES

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def text_of(pdf: bytes) -> str:
    paper = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in paper]
    finally:
        paper.close()
    return " ".join(" ".join(pages).split())


def printed(qtbot: QtBot, view: EditorView, text: str) -> None:
    """Wait until ``text`` stands on the page beside the editor."""
    wanted = " ".join(text.split())
    qtbot.waitUntil(
        lambda: (
            wanted in unicodedata.normalize("NFC", text_of(view.session.present_pdf() or b""))
            if view.session.present_pdf()
            else False
        ),
        timeout=15_000,
    )


def test_what_is_written_stands_on_the_page_and_becomes_a_version(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    surface = view.surface
    assert QApplication.focusWidget() is surface
    surface.go_to(0, 0)
    qtbot.keyClick(surface, Qt.Key.Key_Home)
    type_text(surface, unicodedata.normalize("NFD", "Năm nay "))
    type_text(surface, "và năm sau, ")
    document = view.session.document
    assert document is not None
    assert document.blocks[0].text.startswith("Năm nay và năm sau, ")  # type: ignore[union-attr]
    printed(qtbot, view, "Năm nay và năm sau,")
    assert stored(view).blocks != document.blocks
    qtbot.keyClick(surface, Qt.Key.Key_S, CONTROL)
    assert stored(view).blocks == document.blocks
    assert view.session.version == 2
    assert view.header.saved.text().startswith("Đã lưu")


def test_style_keys_make_a_section_that_the_outline_and_the_page_number(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    surface = view.surface
    last = len(surface.blocks()) - 1
    surface.go_to(last, 0)
    qtbot.keyClick(surface, Qt.Key.Key_End)
    before = [entry.label for entry in view.outline.tree.entries()]
    qtbot.keyClick(surface, Qt.Key.Key_Return)
    qtbot.keyClick(surface, Qt.Key.Key_1, CONTROL | ALT)
    type_text(surface, "Kiểm tra, giám sát")
    qtbot.waitUntil(lambda: len(view.outline.tree.entries()) > len(before))
    labels = [entry.label for entry in view.outline.tree.entries()]
    assert "VI. KIỂM TRA, GIÁM SÁT" in labels
    current = view.outline.tree.current_entry()
    assert current is not None and current.label == "VI. KIỂM TRA, GIÁM SÁT"
    printed(qtbot, view, "VI. KIỂM TRA, GIÁM SÁT")


def test_undo_goes_back_over_text_head_fields_and_annexes(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    begun = view.session.document
    assert begun is not None
    type_text(view.surface, "Một ")
    view.side.show_tab(INFORMATION)
    place = view.side.information.place.line
    place.setFocus()
    place.selectAll()
    type_text(place, "Đồng Mẫu")
    view.structure.remove_annex(0)
    document = view.session.document
    assert document is not None and document.place == "Đồng Mẫu" and not document.annexes
    for _step in range(6):
        qtbot.keyClick(view.surface, Qt.Key.Key_Z, CONTROL)
    assert view.session.document == begun
    assert place.text() == begun.place
    assert not view.actions_.undo.isEnabled()
    qtbot.keyClick(view.surface, Qt.Key.Key_Y, CONTROL)
    document = view.session.document
    assert document is not None and document != begun


def test_a_table_is_put_in_and_worked_on_by_keys(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.keyClick(view.surface, Qt.Key.Key_T, CONTROL | ALT)
    picker = view.toolbar.picker
    assert picker.isVisible()
    qtbot.keyClick(picker.grid, Qt.Key.Key_Right)
    qtbot.keyClick(picker.grid, Qt.Key.Key_Return)
    tables = [block for block in view.surface.blocks() if isinstance(block, Table)]
    assert [(len(table.rows), table.columns) for table in tables] == [(3, 5)]
    assert view.surface.in_table
    view.actions_.table_commands[1].trigger()
    table = next(block for block in view.surface.blocks() if isinstance(block, Table))
    assert len(table.rows) == 4
    view.actions_.follow_caret()
    assert view.actions_.lines.isChecked()
    view.actions_.lines.trigger()
    table = next(block for block in view.surface.blocks() if isinstance(block, Table))
    assert not table.borders


def test_a_column_is_made_wider_and_narrower_by_keys(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.surface.insert_table(2, 3)
    held = ALT | Qt.KeyboardModifier.ShiftModifier
    for _press in range(3):
        qtbot.keyClick(view.surface, Qt.Key.Key_Right, held)
    first, second, third = view.surface.widths()
    assert first > third > second
    for _press in range(60):
        qtbot.keyClick(view.surface, Qt.Key.Key_Left, held)
    assert min(view.surface.widths()) == view.surface.widths()[0] >= 0.029
    qtbot.keyClick(view.surface, Qt.Key.Key_End, CONTROL)
    before = view.surface.blocks()
    qtbot.keyClick(view.surface, Qt.Key.Key_Right, held)
    assert view.surface.blocks() == before


def test_the_panels_and_the_tab_are_as_they_were_left(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    qtbot.keyClick(view.surface, Qt.Key.Key_F8)
    view.side.show_tab(HISTORY)
    assert view.outline.isHidden()
    view.remember()
    kept = view._context.settings.splitters
    assert kept["editor-hidden"] == "10" and kept["editor-tab"] == str(HISTORY)
    qtbot.keyClick(view.surface, Qt.Key.Key_F8)
    qtbot.keyClick(view.surface, Qt.Key.Key_F9)
    assert not view.outline.isHidden() and view.side.isHidden()
    qtbot.mouseClick(view.panels.show_side, Qt.MouseButton.LeftButton)
    assert not view.side.isHidden() and view.panels.show_side.isHidden()


def test_every_part_is_reached_by_keys(qtbot: QtBot, open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    reached = []
    for _step in range(4):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_F6)
        reached.append(QApplication.focusWidget())
    assert reached == [view.side.tabs, view.header.back, view.outline.tree, view.surface]
    qtbot.keyClick(view.surface, Qt.Key.Key_3, ALT)
    assert view.side.tabs.currentIndex() == INFORMATION
    focus = QApplication.focusWidget()
    assert focus is not None and view.side.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_F9)
    assert QApplication.focusWidget() is view.surface


def test_buttons_say_what_they_do_and_with_which_keys(open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    for button in view.findChildren(QToolButton):
        if button.isVisibleTo(view) and button.objectName() != "qt_toolbar_ext_button":
            assert button.toolTip() or button.text(), button
            assert button.accessibleName() or button.text() or button.toolTip(), button
    assert "Ctrl+Alt+1" in view.actions_.styles["heading1"].toolTip()
    names = [command.name for command in view.commands()]
    assert "Chèn" in " ".join(names) or "Bảng" in names
    assert len(set(names)) == len(names)


def test_ctrl_w_keeps_a_version_and_leaves(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    id = view.document_id
    type_text(view.surface, "Thêm ")
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.surface, Qt.Key.Key_W, CONTROL)
    assert view.document_id == ""
    assert len(versions.history(store_of(view), id)) == 2


def test_opening_the_open_document_again_changes_nothing(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    type_text(view.surface, "Thêm ")
    document = view.session.document
    assert view.open(view.document_id)
    assert view.session.document is document


def test_the_page_follows_the_cursor(qtbot: QtBot, open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    view.side.show_tab(PAGES)
    qtbot.waitUntil(lambda: view.session.page_count > 2, timeout=15_000)
    qtbot.waitUntil(lambda: view.side.pages.view.up_to_date, timeout=15_000)
    headings = [i for i, b in enumerate(view.surface.blocks()) if isinstance(b, Heading)]
    view.surface.go_to(headings[-1], 0)
    page = view.following.page
    assert page > 1
    pages = view.side.pages.view
    qtbot.waitUntil(lambda: pages.followed is not None and pages.followed.page == page - 1)
    assert pages.page in (page - 1, page)
    assert view.status.page.text().endswith(f"{page}/{view.session.page_count}")


def test_an_issued_document_is_read_and_says_why(
    qtbot: QtBot, open_editor: OpenEditor, full: Path, answers: Answers
) -> None:
    view = open_editor(full)
    before = view.session.document
    view.life.actions["submit"].trigger()
    assert view.session.document is not None and view.session.document.state == "submitted"
    assert view.notice.isVisible() and view.notice.buttons
    type_text(view.surface, "Thêm ")
    assert before is not None and view.session.document.blocks == before.blocks
    assert not view.actions_.table.isEnabled()
    qtbot.mouseClick(view.notice.buttons[0], Qt.MouseButton.LeftButton)
    assert view.session.document.state == "draft"
    assert not view.notice.isVisible()
    type_text(view.surface, "Thêm ")
    assert view.session.document.blocks[0].text.startswith("Thêm ")  # type: ignore[union-attr]

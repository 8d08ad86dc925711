"""The page Văn bản as a place to go through: registers, the editor over the list, and back."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.incoming import Incoming
from papidesk.i18n import _
from papidesk.workflow import documents, incoming
from papidesk.workflow.demo import commune_files
from tests.ui.conftest import OpenWindow
from tests.ui.person import page_of, type_text
from tests.ui.test_palette import open_palette
from ui.documents.documents_page import DocumentsPage
from ui.documents.places import DOCUMENTS, INCOMING, OUTGOING
from ui.drafting.new_document_dialog import NewDocumentDialog
from ui.keys import keys_of
from ui.main_window import MainWindow
from ui.registers.incoming_dialog import IncomingDialog

CONTROL = Qt.KeyboardModifier.ControlModifier


def click_tab(qtbot: QtBot, page: DocumentsPage, place: int) -> None:
    """Click a tab of the switch at the top of the page."""
    tabs = page.places.tabs
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(place).center())


def enter_paper(window: MainWindow) -> Incoming:
    """Enter one incoming paper."""
    paper = Incoming(
        arrived_on=datetime.date(2026, 3, 2),
        year=2026,
        author="UBND huyện Bình Minh",
        code="12/KH-UBND",
        dated=datetime.date(2026, 2, 27),
        abstract="Kiểm tra công tác cải cách hành chính",
    )
    store = window.context.workspace.store
    return incoming.take_in(store, paper, today=datetime.date(2026, 3, 2), who="A")


def test_the_switch_shows_each_register_and_the_search_goes_with_it(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    enter_paper(window)
    click_tab(qtbot, page, INCOMING)
    register = page.places.register
    assert register is not None
    register.refresh()
    assert register.model.rowCount() == 1
    page.show_search("khong co")
    assert register.model.rowCount() == 0
    click_tab(qtbot, page, OUTGOING)
    assert page.places.register is not register
    click_tab(qtbot, page, DOCUMENTS)
    assert page.places.register is None
    assert page.list.model.chosen.text == "khong co"


def test_an_incoming_paper_is_found_by_the_palette_and_chosen_in_its_register(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    paper = enter_paper(window)
    palette = open_palette(qtbot, window)
    type_text(palette.line, "binh minh")
    entry = next(entry for entry in palette.entries if entry.id == f"incoming:{paper.id}")
    palette.list.setCurrentIndex(palette.model.index(palette.model.lines.index(entry)))
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert page.places.tabs.currentIndex() == INCOMING
    register = page.places.register
    assert register is not None
    assert [register.model.entries[row].id for row in register.table.chosen_rows()] == [paper.id]


def test_enter_opens_the_editor_and_leaving_it_comes_back_to_the_same_row(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    store = window.context.workspace.store
    plan = documents.recognised(commune_files()[0])
    for _number in range(30):
        documents.keep(store, [plan], who="")
    page.refresh()
    row = 20
    page.list.choose(page.list.model.row(row).id)
    chosen = page.list.chosen_ids()
    qtbot.waitUntil(lambda: page.list.table.verticalScrollBar().value() > 0)
    scrolled = page.list.table.verticalScrollBar().value()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.editing.open_id == chosen[0]
    assert not window.header.isVisible()
    assert QApplication.focusWidget() is page.editing.view.surface
    qtbot.mouseClick(page.editing.view.header.back, Qt.MouseButton.LeftButton)
    assert page.editing.open_id == ""
    assert window.header.isVisible()
    assert page.list.chosen_ids() == chosen
    assert page.list.table.verticalScrollBar().value() == scrolled
    assert QApplication.focusWidget() is page.list.table


def test_a_double_click_opens_the_editor_and_what_is_typed_is_kept_at_closing(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    index = page.list.model.index(0, 3)
    place = page.list.table.visualRect(index).center()
    qtbot.mouseClick(page.list.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(page.list.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    id = page.editing.open_id
    assert id
    surface = page.editing.view.surface
    block = next(i for i, one in enumerate(surface.blocks()) if getattr(one, "text", ""))
    surface.go_to(block)
    type_text(surface, "Chữ mới gõ. ")
    window.close()
    again = open_window(full)
    kept = documents.get(again.context.workspace.store, id)
    assert any("Chữ mới gõ." in getattr(one, "text", "") for one in kept.blocks)


def test_the_button_in_the_tabs_opens_the_editor_and_nothing_typed_before_is_lost(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.choose(page.list.model.row(0).id)
    page.pane.session.change(abstract="Trích yếu vừa đổi")
    qtbot.mouseClick(page.pane.edit_button, Qt.MouseButton.LeftButton)
    document = page.editing.view.session.document
    assert document is not None
    assert document.abstract == "Trích yếu vừa đổi"
    assert page.desk.open_id == ""


def test_another_page_and_back_leaves_the_editor_open(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.edit(page.list.model.row(0).id)
    qtbot.keyClick(window, Qt.Key.Key_6, CONTROL)
    assert window.header.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert page.editing.open_id
    assert not window.header.isVisible()


def test_the_palette_offers_the_editors_commands_while_it_is_open(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.edit(page.list.model.row(0).id)
    palette = open_palette(qtbot, window)
    palette.line.setText("phụ lục")
    assert any(
        "Phụ lục" in entry.title for entry in palette.entries if entry.group == _("Commands")
    )


def test_ctrl_n_enters_a_paper_in_the_incoming_register_and_writes_one_elsewhere(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    click_tab(qtbot, page, INCOMING)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    entries = [one for one in window.findChildren(IncomingDialog) if one.isVisible()]
    assert len(entries) == 1
    assert not [one for one in window.findChildren(NewDocumentDialog) if one.isVisible()]
    entries[0].reject()
    click_tab(qtbot, page, DOCUMENTS)
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    asked = [one for one in window.findChildren(NewDocumentDialog) if one.isVisible()]
    assert len(asked) == 1
    assert not [one for one in window.findChildren(IncomingDialog) if one.isVisible()]
    asked[0].reject()


def test_the_sheet_of_keys_in_the_editor_has_its_keys_and_not_those_of_the_list(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.edit(page.list.model.row(0).id)
    keys = {key.keys for key in keys_of(window)}
    assert {"Tab, Shift+Tab", "Ctrl+B, Ctrl+I, Ctrl+U", "Ctrl+S", "Ctrl+K", "F1"} <= keys
    assert keys & {"Delete", "Alt+↓", "Ctrl+D"} == set()


def test_the_palette_enters_an_incoming_paper_from_anywhere(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.show_page("settings")
    palette = open_palette(qtbot, window)
    type_text(palette.line, "vao so")
    assert palette.current is not None
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    page = page_of(window)
    entry = next(one for one in window.findChildren(IncomingDialog) if one.isVisible())
    assert window.current is page
    assert page.places.tabs.currentIndex() == INCOMING
    entry.reject()

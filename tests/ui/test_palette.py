"""One box over documents, commands, settings and help; the keys and the guide behind F1."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from papidesk import i18n
from papidesk.workflow import documents
from tests.ui.conftest import OpenWindow
from tests.ui.person import page_of, type_text
from ui.commands import Command, key_text
from ui.dialogs.help_dialog import HelpDialog
from ui.help_text import guide_folder, guide_text, headings
from ui.keys import keys_of
from ui.main_window import MainWindow
from ui.palette import Palette
from ui.palette_rank import fit, lit

CONTROL = Qt.KeyboardModifier.ControlModifier


def open_palette(qtbot: QtBot, window: MainWindow) -> Palette:
    """Open the palette by its key."""
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    found = [p for p in window.findChildren(Palette) if p.isVisible()]
    assert len(found) == 1
    return found[0]


def titles(palette: Palette) -> list[str]:
    return [entry.title for entry in palette.entries]


def test_beginnings_of_words_come_before_parts_of_words() -> None:
    begins, inside = fit("xuat", "Xuất PDF"), fit("uat", "Xuất PDF")
    assert begins is not None
    assert inside is not None
    assert begins.score > inside.score
    assert begins.parts == ((0, 4),)


@pytest.mark.parametrize("typed", ["svbd", "SVBĐ", "sổ đi", "van ban di"])
def test_initials_and_words_find_a_name_with_and_without_marks(typed: str) -> None:
    assert fit(typed, "Sổ văn bản đi") is not None


def test_what_is_not_there_fits_nothing() -> None:
    assert fit("zzz", "Sổ văn bản đi") is None
    assert fit("văn zzz", "Sổ văn bản đi") is None


def test_letters_are_lit_where_words_begin() -> None:
    assert lit("ke ho", "Kế hoạch kể lại") == ((0, 2), (3, 5))


def test_a_document_is_found_by_number_words_and_words_without_marks(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    for typed in ("05/KH", "nâng cao chỉ số", "nang cao chi so"):
        palette = open_palette(qtbot, window)
        type_text(palette.line, typed)
        assert any("05/KH-UBND" in title for title in titles(palette)), typed
        qtbot.keyClick(palette.line, Qt.Key.Key_Escape)


def test_enter_opens_the_document_that_is_chosen_by_the_arrow_keys(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    qtbot.mouseClick(window.rail.button("settings"), Qt.MouseButton.LeftButton)
    palette = open_palette(qtbot, window)
    type_text(palette.line, "05/KH-UBND")
    while palette.current is not None and "05/KH-UBND" not in palette.current.title:
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.current is page
    assert page.list.model.row(page.list.table.chosen_rows()[0]).number == "05"


def test_a_command_is_done_and_remembered_as_the_first_to_offer(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    palette = open_palette(qtbot, window)
    type_text(palette.line, "thung rac")
    assert palette.current is not None
    assert palette.current.title == "Thùng rác"
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert page_of(window).list.model.chosen.trashed
    again = open_palette(qtbot, window)
    assert titles(again)[0] == "Thùng rác"
    qtbot.keyClick(again.line, Qt.Key.Key_Escape)
    window.close()
    assert window.context.settings.recent[0] == "command:Thùng rác"


def test_what_cannot_be_done_now_is_shown_with_why_and_not_done(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page_of(window).list.table.clearSelection()
    palette = open_palette(qtbot, window)
    type_text(palette.line, "nhân bản")
    entry = next(entry for entry in palette.entries if entry.title == "Nhân bản")
    assert "chọn một văn bản" in entry.why
    row = palette.model.lines.index(entry)
    palette.list.setCurrentIndex(palette.model.index(row))
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert documents.count(window.context.workspace.store) == 3


def test_a_section_of_the_settings_is_opened(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    palette = open_palette(qtbot, window)
    type_text(palette.line, "sao luu")
    entry = next(entry for entry in palette.entries if entry.group == "Cài đặt")
    palette.list.setCurrentIndex(palette.model.index(palette.model.lines.index(entry)))
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.current is window.page("settings")


def test_nothing_found_is_said(qtbot: QtBot, open_window: OpenWindow, full: Path) -> None:
    palette = open_palette(qtbot, open_window(full))
    type_text(palette.line, "zzzz qqqq")
    assert palette.entries == []
    assert palette.nothing.isVisible()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_heading_of_the_guide_opens_there(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    palette = open_palette(qtbot, window)
    type_text(palette.line, "sao luu")
    entry = next(entry for entry in palette.entries if entry.group == "Trợ giúp")
    palette.list.setCurrentIndex(palette.model.index(palette.model.lines.index(entry)))
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    assert "Sao lưu" in dialog.contents.currentItem().text()


def test_every_key_is_answered_at_once_among_ten_thousand_documents(
    qtbot: QtBot, open_window: OpenWindow, crowded: Path
) -> None:
    palette = open_palette(qtbot, open_window(crowded))
    taken = []
    for letter in "duong thon dong ha":
        begun = time.perf_counter()
        type_text(palette.line, letter)
        taken.append(time.perf_counter() - begun)
    assert len(palette.entries) > 0
    # 50 ms is the aim; a shared machine gets five times that before the test complains.
    assert sorted(taken)[int(len(taken) * 0.9)] < 0.25


def test_f1_shows_the_guide_at_the_page_and_its_keys(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.contents.currentItem().text().endswith(window.current.help_heading)
    assert {key.keys for key in dialog.keys} >= {"Ctrl+K", "Ctrl+F", "F5", "F1", "Enter", "Delete"}
    dialog.contents.setCurrentRow(0)
    assert dialog.guide.textCursor().block().text() == headings()[0]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_no_key_is_left_without_words_and_none_is_taken_twice(
    open_window: OpenWindow, full: Path, language: str
) -> None:
    i18n.use(language)
    window = open_window(full)
    page = page_of(window)
    page.list.table.selectRow(0)
    nameless = [
        key_text(made.key())
        for made in window.findChildren(QShortcut)
        if made.isEnabled() and not made.whatsThis() and _on_screen(made, window)
    ]
    # The search box leaves itself with Escape: nobody looks that up.
    assert set(nameless) <= {"Esc"}
    listed = [(key.keys, key.words) for key in keys_of(window)]
    assert len(listed) == len(set(listed))
    assert all(keys and words for keys, words in listed)


def test_every_key_of_the_sheet_is_a_key_of_the_window(open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    page_of(window).list.table.selectRow(0)
    made = {key_text(one.key()) for one in window.findChildren(QShortcut)}
    made |= {key_text(one.shortcut()) for one in window.findChildren(QAction)}
    for key in keys_of(window):
        own = any(
            (key.keys, key.words) in [(k, i18n._(w)) for k, w in getattr(widget, "own_keys", ())]
            for widget in window.findChildren(QWidget)
        )
        assert key.keys in made or own, key


def test_commands_name_the_keys_that_do_them(open_window: OpenWindow, full: Path) -> None:
    from ui.palette_sources import commands_of

    window = open_window(full)
    page_of(window).list.table.selectRow(0)
    known = {key.keys for key in keys_of(window)}
    commands: list[Command] = commands_of(window)
    assert {command.keys for command in commands if command.keys} - known == set()
    assert all(QKeySequence(command.keys).count() for command in commands if command.keys)


def test_every_picture_of_the_guide_is_there() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", guide_text())
    assert pictures
    assert [name for name in pictures if not (guide_folder() / name).is_file()] == []


def test_a_switch_between_pages_takes_no_time(
    qtbot: QtBot, open_window: OpenWindow, crowded: Path
) -> None:
    window = open_window(crowded)
    window.show_page("settings")
    taken = []
    for name in ("documents", "settings") * 5:
        begun = time.perf_counter()
        window.show_page(name)
        QApplication.processEvents()
        QTest.qWait(0)
        taken.append(time.perf_counter() - begun)
    # 50 ms is the aim; a shared machine gets five times that before the test complains.
    assert sorted(taken)[len(taken) // 2] < 0.25


def _on_screen(made: QShortcut, window: MainWindow) -> bool:
    owner = made.parent()
    return isinstance(owner, QWidget) and owner.isVisibleTo(window)

"""The page Cài đặt: office, signers, lists, appearance, backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from papidesk import settings as preferences
from papidesk.settings import Settings
from papidesk.workflow import documents, keeping, offices
from tests.ui.person import Answers, type_text
from ui.main_window import MainWindow
from ui.settings.appearance_section import AppearanceSection
from ui.settings.backups_section import BackupsSection
from ui.settings.folders_section import FoldersSection
from ui.settings.office_section import OfficeSection
from ui.settings.recipients_section import RecipientsSection
from ui.settings.settings_page import SettingsPage
from ui.settings.signers_section import SignersSection
from ui.start import Start
from ui.theme import Theme

OpenWindow = Callable[..., MainWindow]


def section(window: MainWindow, kind: type) -> object:
    window.show_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    index = next(i for i, one in enumerate(page.sections) if isinstance(one, kind))
    page.group.button(index).click()
    return page.sections[index]


def test_a_changed_name_is_kept_and_shown_everywhere(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, OfficeSection)
    assert isinstance(form, OfficeSection)
    form.name.line.setFocus()
    form.name.line.selectAll()
    type_text(form.name.line, "xã Đông Mẫu")
    qtbot.keyClick(form.name.line, Qt.Key.Key_Tab)
    assert offices.current(window.context.workspace.store).name == "xã Đông Mẫu"
    assert "xã Đông Mẫu" in window.status.office.text()


def test_an_office_without_a_name_is_not_kept(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, OfficeSection)
    assert isinstance(form, OfficeSection)
    form.name.line.setFocus()
    form.name.line.selectAll()
    qtbot.keyClick(form.name.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(form.name.line, Qt.Key.Key_Tab)
    assert form.name.problem.isVisible()
    assert offices.current(window.context.workspace.store).name == "xã An Hòa"


def edit_cell(qtbot: QtBot, form: SignersSection, row: int, column: int, text: str) -> None:
    index = form.model.index(row, column)
    form.table.setCurrentIndex(index)
    form.table.edit(index)
    editor = form.table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.table.viewport().findChild(QLineEdit) is None)


def test_signers_are_edited_in_place_and_bad_dates_are_told(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, SignersSection)
    assert isinstance(form, SignersSection)
    edit_cell(qtbot, form, 0, 0, "Phạm Thị Ví Dụ")
    signer = offices.current(window.context.workspace.store).signers[0]
    assert signer.name == "Phạm Thị Ví Dụ"
    edit_cell(qtbot, form, 0, 3, "31/02/2026")
    assert "31/02/2026" in form.problem.text()
    edit_cell(qtbot, form, 0, 3, "01/7/2025")
    signer = offices.current(window.context.workspace.store).signers[0]
    assert str(signer.validity.since) == "2025-07-01"
    assert form.problem.text() == ""


def test_a_signer_that_was_removed_comes_back_from_the_toast(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, SignersSection)
    assert isinstance(form, SignersSection)
    form.table.selectRow(1)
    qtbot.mouseClick(form.remove, Qt.MouseButton.LeftButton)
    assert len(offices.current(window.context.workspace.store).signers) == 1
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert len(offices.current(window.context.workspace.store).signers) == 2
    assert form.model.rowCount() == 2


def test_a_recipient_list_is_added_and_filled(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, RecipientsSection)
    assert isinstance(form, RecipientsSection)
    qtbot.mouseClick(form.add, Qt.MouseButton.LeftButton)
    form.name.line.selectAll()
    type_text(form.name.line, "Giấy mời")
    form.kinds.line.setFocus()
    type_text(form.kinds.line, "GM, ZZ")
    form.items.text.setFocus()
    assert "ZZ" in form.kinds.problem.text()
    form.kinds.line.setFocus()
    form.kinds.line.selectAll()
    type_text(form.kinds.line, "GM")
    form.items.text.setFocus()
    type_text(form.items.text, "Như thành phần mời")
    form.name.line.setFocus()
    saved = offices.current(window.context.workspace.store).recipient_lists[-1]
    assert (saved.name, saved.kinds, saved.items) == ("Giấy mời", ("GM",), ("Như thành phần mời",))


def test_dark_and_larger_text_apply_at_once_and_are_remembered(
    open_window: OpenWindow, theme: Theme, full: Path, tmp_path: Path
) -> None:
    window = open_window(full)
    form = section(window, AppearanceSection)
    assert isinstance(form, AppearanceSection)
    before = QApplication.font().pointSizeF()
    try:
        form.mode.show_value("dark")
        form.mode.box.activated.emit(form.mode.box.currentIndex())
        form.text_size.show_value("150")
        form.text_size.box.activated.emit(form.text_size.box.currentIndex())
        assert QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 60
        assert QApplication.font().pointSizeF() > before * 1.4
        kept = preferences.load(tmp_path / "settings.json")
        assert (kept.theme, kept.text_size) == ("dark", 150)
        assert window.minimumSizeHint().width() <= 1366
    finally:
        theme.set_mode("light")
        theme.set_text_size(100)


def test_whose_times_new_roman_prints_is_chosen_and_remembered(
    open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    form = section(open_window(full), AppearanceSection)
    assert isinstance(form, AppearanceSection)
    assert form.real_times.isChecked()
    form.real_times.setFocus()
    QTest.keyClick(form.real_times, Qt.Key.Key_Space)
    assert not preferences.load(tmp_path / "settings.json").real_times


def test_the_language_is_kept_for_the_next_start(
    open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    form = section(open_window(full), AppearanceSection)
    assert isinstance(form, AppearanceSection)
    form.language.show_value("en")
    form.language.box.activated.emit(form.language.box.currentIndex())
    assert preferences.load(tmp_path / "settings.json").language == "en"


def test_a_backup_is_made_listed_and_verified(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, BackupsSection)
    assert isinstance(form, BackupsSection)
    assert form.model.rowCount() == 0
    qtbot.mouseClick(form.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: form.model.rowCount() == 1, timeout=15_000)
    assert form.model.index(0, 2).data() == "3"
    assert "✓" in window.status.backup.text()
    qtbot.mouseClick(form.verify, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ":" in form.result.text(), timeout=15_000)


@pytest.fixture
def start(theme: Theme, answers: Answers, tmp_path: Path) -> Start:
    return Start(
        theme=theme, settings=Settings(), settings_path=tmp_path / "settings.json", ask=answers
    )


def test_a_restore_asks_once_and_brings_the_old_state_back(
    qtbot: QtBot, start: Start, answers: Answers, full: Path
) -> None:
    start.open(full)
    window = start.window
    assert window is not None
    store = window.context.workspace.store
    keeping.backup(window.context.workspace)
    documents.trash(store, [row.id for row in documents.listing(store)], who="")
    form = section(window, BackupsSection)
    assert isinstance(form, BackupsSection)
    form.table.selectRow(0)
    qtbot.mouseClick(form.restore, Qt.MouseButton.LeftButton)
    assert len(answers.questions) == 1
    qtbot.waitUntil(lambda: start.window is not None and start.window is not window, timeout=15_000)
    again = start.window
    assert again is not None
    assert len(documents.listing(again.context.workspace.store)) == 3
    again.close()
    start.stop()


def test_another_workspace_is_opened_in_place_of_this_one(
    qtbot: QtBot, start: Start, answers: Answers, full: Path, empty: Path
) -> None:
    start.open(full)
    window = start.window
    assert window is not None
    form = section(window, FoldersSection)
    assert isinstance(form, FoldersSection)
    answers.chosen_folder = empty
    qtbot.mouseClick(form.other, Qt.MouseButton.LeftButton)
    assert start.window is not None
    assert start.window.context.workspace.folder == empty
    start.window.close()
    start.stop()

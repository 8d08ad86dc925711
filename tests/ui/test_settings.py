"""The page Cài đặt: office, signers, lists, appearance, backups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
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
from ui.settings.sections import index_of
from ui.settings.settings_page import SettingsPage
from ui.start import Start
from ui.theme import Theme

OpenWindow = Callable[..., MainWindow]


def section(window: MainWindow, code: str) -> QWidget:
    window.show_page("settings")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    page.group.button(index_of(code)).click()
    return page.section(code)


def test_a_changed_name_is_kept_and_shown_everywhere(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "office")
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
    form = section(window, "office")
    assert isinstance(form, OfficeSection)
    form.name.line.setFocus()
    form.name.line.selectAll()
    qtbot.keyClick(form.name.line, Qt.Key.Key_Backspace)
    qtbot.keyClick(form.name.line, Qt.Key.Key_Tab)
    assert form.name.problem.isVisible()
    assert offices.current(window.context.workspace.store).name == "xã An Hòa"


def test_dark_and_larger_text_apply_at_once_and_are_remembered(
    open_window: OpenWindow, theme: Theme, full: Path, tmp_path: Path
) -> None:
    window = open_window(full)
    form = section(window, "appearance")
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


def test_the_window_is_dressed_once_for_a_change_and_not_at_all_for_none(
    theme: Theme,
) -> None:
    told: list[None] = []
    theme.changed.connect(lambda: told.append(None))
    try:
        theme.wear("dark", 130)
        assert len(told) == 1
        theme.wear("dark", 130)
        assert len(told) == 1
    finally:
        theme.wear("light", 100)


def test_whose_times_new_roman_prints_is_chosen_and_remembered(
    open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    form = section(open_window(full), "appearance")
    assert isinstance(form, AppearanceSection)
    assert form.real_times.isChecked()
    form.real_times.setFocus()
    QTest.keyClick(form.real_times, Qt.Key.Key_Space)
    assert not preferences.load(tmp_path / "settings.json").real_times


def test_the_language_is_kept_for_the_next_start(
    open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    form = section(open_window(full), "appearance")
    assert isinstance(form, AppearanceSection)
    form.language.show_value("en")
    form.language.box.activated.emit(form.language.box.currentIndex())
    assert preferences.load(tmp_path / "settings.json").language == "en"


def test_a_backup_is_made_listed_and_verified(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "backups")
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
    form = section(window, "backups")
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
    form = section(window, "folders")
    assert isinstance(form, FoldersSection)
    answers.chosen_folder = empty
    qtbot.mouseClick(form.other, Qt.MouseButton.LeftButton)
    assert start.window is not None
    assert start.window.context.workspace.folder == empty
    start.window.close()
    start.stop()

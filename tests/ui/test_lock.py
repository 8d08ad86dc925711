"""The password: set, asked for at the start, after a while and on Ctrl+L, all by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.settings import Settings
from papidesk.workflow import access, workspaces
from tests.ui.person import Answers, type_text
from tests.ui.test_settings import section
from ui.lock.lock_dialog import LockDialog
from ui.main_window import MainWindow
from ui.settings.password_section import PasswordSection
from ui.start import Start
from ui.theme import Theme

PASSWORD = "mùa xuân An Hòa"


@pytest.fixture
def start(theme: Theme, answers: Answers, tmp_path: Path) -> Iterator[Start]:
    begun = Start(
        theme=theme, settings=Settings(who="Trần Thị Thí Dụ"),
        settings_path=tmp_path / "settings.json", ask=answers,
    )  # fmt: skip
    yield begun
    if begun.window is not None:
        begun.window.close()
    begun.stop()


@pytest.fixture
def locked(full: Path) -> Path:
    """A workspace with a password."""
    workspace = workspaces.open_workspace(full)
    access.set_password(workspace.store, PASSWORD, who="")
    workspace.close()
    return full


def enter(qtbot: QtBot, dialog: LockDialog, password: str) -> None:
    """Type a password and press Enter."""
    dialog.password.line.clear()
    type_text(dialog.password.line, password)
    qtbot.keyClick(dialog.password.line, Qt.Key.Key_Return)


def window_of(start: Start) -> MainWindow:
    assert start.window is not None
    return start.window


def test_nothing_is_shown_before_the_password_is_right(
    qtbot: QtBot, start: Start, locked: Path
) -> None:
    start.open(locked)
    dialog = start.lock
    assert isinstance(dialog, LockDialog)
    assert start.window is None
    enter(qtbot, dialog, "mùa thu An Hòa")
    qtbot.waitUntil(dialog.password.problem.isVisible)
    assert start.window is None
    enter(qtbot, dialog, PASSWORD)
    qtbot.waitUntil(lambda: start.window is not None)


def test_leaving_the_lock_lets_go_of_the_workspace(
    qtbot: QtBot, start: Start, locked: Path
) -> None:
    start.open(locked)
    dialog = start.lock
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert start.window is None
    workspaces.open_workspace(locked).close()


def test_after_three_wrong_tries_the_next_one_waits(
    qtbot: QtBot, start: Start, locked: Path
) -> None:
    start.open(locked)
    dialog = start.lock
    assert dialog is not None
    for _ in range(3):
        assert dialog.unlock.isEnabled()
        enter(qtbot, dialog, "sai mật khẩu rồi")
        qtbot.waitUntil(lambda: not dialog._busy)
    assert not dialog.unlock.isEnabled()
    assert any(sign.isdigit() for sign in dialog.password.problem.text())
    # Even the right one has to wait its turn.
    enter(qtbot, dialog, PASSWORD)
    assert start.window is None
    qtbot.waitUntil(dialog.unlock.isEnabled, timeout=6000)
    enter(qtbot, dialog, PASSWORD)
    qtbot.waitUntil(lambda: start.window is not None)


def test_ctrl_l_locks_at_once_and_the_work_is_there_again_after_it(
    qtbot: QtBot, start: Start, locked: Path
) -> None:
    start.open(locked)
    assert start.lock is not None
    enter(qtbot, start.lock, PASSWORD)
    qtbot.waitUntil(lambda: start.window is not None)
    window = window_of(start)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("settings")
    window.activateWindow()
    guard = start.guard
    assert guard is not None
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: guard.locked)
    dialog = guard.dialog
    assert dialog is not None
    assert "xã An Hòa" not in window.windowTitle()
    assert QApplication.activeModalWidget() is dialog
    assert guard._cover.isVisible()
    assert guard._cover.geometry().contains(window.centralWidget().geometry())
    enter(qtbot, dialog, PASSWORD)
    qtbot.waitUntil(lambda: not guard.locked)
    assert not guard._cover.isVisible()
    assert window.current is window.page("settings")
    assert "xã An Hòa" in window.windowTitle()


def test_nobody_at_the_keyboard_for_long_locks_the_window(
    qtbot: QtBot, start: Start, locked: Path
) -> None:
    start.open(locked)
    assert start.lock is not None
    enter(qtbot, start.lock, PASSWORD)
    qtbot.waitUntil(lambda: start.window is not None)
    guard = start.guard
    assert guard is not None
    guard.lock_when_idle()
    assert not guard.locked
    guard._worked_at -= 60 * window_of(start).context.settings.lock_after + 1
    guard.lock_when_idle()
    assert guard.locked
    dialog = guard.dialog
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: start.window is None)


def test_without_a_password_the_lock_says_how_to_set_one(start: Start, full: Path) -> None:
    start.open(full)
    assert start.guard is not None
    start.guard.lock()
    assert not start.guard.locked
    assert window_of(start).toast.text.text()


def test_a_password_taken_away_as_forgotten_is_told_once(
    start: Start, locked: Path, answers: Answers
) -> None:
    workspace = workspaces.open_workspace(locked)
    access.remove_forgotten(workspace.store, who="quản trị")
    workspace.close()
    start.open(locked)
    assert len(answers.told) == 1
    assert "quản trị" in answers.told[0]
    window_of(start).close()
    start.open(locked)
    assert len(answers.told) == 1


def test_a_password_is_set_changed_and_removed_in_the_settings(
    qtbot: QtBot, start: Start, full: Path
) -> None:
    start.open(full)
    window = window_of(start)
    store = window.context.workspace.store
    form = section(window, "password")
    assert isinstance(form, PasswordSection)
    type_text(form.new.line, "ngắn")
    assert form.new.problem.isVisible()
    form.new.line.clear()
    type_text(form.new.line, PASSWORD)
    assert not form.new.problem.isVisible()
    type_text(form.again.line, "khác")
    assert form.again.problem.isVisible()
    qtbot.keyClick(form.again.line, Qt.Key.Key_Return)
    assert not access.is_set(store)
    form.again.line.clear()
    type_text(form.again.line, PASSWORD)
    qtbot.keyClick(form.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: access.is_set(store))
    qtbot.waitUntil(form.old.isVisible)
    type_text(form.old.line, "sai mật khẩu rồi")
    form.remove.click()
    qtbot.waitUntil(form.old.problem.isVisible)
    assert access.is_set(store)
    form.old.line.clear()
    type_text(form.old.line, PASSWORD)
    form.remove.click()
    qtbot.waitUntil(lambda: not access.is_set(store))

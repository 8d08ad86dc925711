"""Backups that nobody asks for, and coming back to where one was."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.settings import Settings
from papidesk.storage import backups
from papidesk.workflow import keeping, offices, workspaces
from papidesk.workflow.demo import commune_files
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers, drop, page_of, type_text
from ui.dialogs.start_problem_dialog import StartProblemDialog
from ui.main_window import MainWindow
from ui.start import Start
from ui.theme import Theme


def reasons(folder: Path) -> list[str]:
    return [info.reason for info in backups.every(folder)]


def rename(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.list.table.selectRow(0)
    pane = page.pane
    pane.tabs.setCurrentIndex(2)
    field = pane.information.place
    field.setFocus()
    type_text(field.line, " Mới")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert pane.session.flush()


def test_closing_after_work_leaves_a_backup(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    rename(qtbot, window)
    window.close()
    assert reasons(full)[0] == "exit"


def test_closing_without_work_makes_no_second_backup(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    rename(qtbot, window)
    window.close()
    made = reasons(full)
    open_window(full).close()
    assert reasons(full) == made


def test_several_files_are_taken_in_only_after_a_backup(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    drop(page, commune_files())
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 6, timeout=20_000)
    qtbot.waitUntil(lambda: window.context.jobs.idle, timeout=20_000)
    assert reasons(full) == ["before_import"]
    assert "✓" in window.status.backup.text()


def test_while_working_a_backup_is_made_when_it_is_due(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    rename(qtbot, window)
    window.backups.when_due()
    qtbot.waitUntil(lambda: reasons(full) == ["regular"], timeout=20_000)
    qtbot.waitUntil(lambda: window.context.jobs.idle, timeout=20_000)
    # Nothing new since, and not half an hour ago.
    window.backups.when_due()
    assert window.context.jobs.idle


def test_the_window_comes_back_to_the_open_document(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.table.selectRow(1)
    chosen = page.list.chosen_ids()
    window.close()
    again = page_of(open_window(full, last_document=window.context.settings.last_document))
    qtbot.waitUntil(lambda: again.list.chosen_ids() == chosen)
    assert again.pane.session.document is not None


def test_a_workspace_in_use_is_said_in_a_sentence_and_tried_again(
    qtbot: QtBot, answers: Answers, theme: Theme, full: Path, tmp_path: Path
) -> None:
    held = workspaces.open_workspace(full)
    start = Start(
        theme=theme, settings=Settings(), settings_path=tmp_path / "settings.json", ask=answers
    )
    start.open(full)
    dialog = start.problem
    assert isinstance(dialog, StartProblemDialog)
    assert start.window is None
    assert "đang" in dialog.sentence
    held.close()
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert start.window is not None
    start.window.close()
    start.stop()


def test_an_old_backup_among_many_is_restored_over_the_open_workspace(
    qtbot: QtBot, answers: Answers, theme: Theme, full: Path, tmp_path: Path
) -> None:
    workspace = workspaces.open_workspace(full)
    for number in range(7):
        office = offices.current(workspace.store)
        offices.save(workspace.store, replace(office, address=f"Số {number}"), who="")
        keeping.backup(workspace)
    workspace.close()
    oldest = backups.every(full)[-1]
    start = Start(
        theme=theme, settings=Settings(), settings_path=tmp_path / "settings.json", ask=answers
    )
    start.open(full)
    window = start.window
    assert window is not None
    rename(qtbot, window)
    window.restore_asked.emit(backups.path_of(full, oldest))
    qtbot.waitUntil(lambda: start.window not in (None, window), timeout=20_000)
    assert answers.told == []
    assert start.window is not None
    assert "exit" not in reasons(full)
    start.window.close()
    start.stop()

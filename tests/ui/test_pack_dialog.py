"""Handing evidence over by mouse and keyboard: what will be in it is shown, then written once."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.activity import Activity
from papidesk.domain.task import Task
from papidesk.storage import places
from papidesk.storage.store import Store
from papidesk.workflow import evidence, log, tasks
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers, type_text
from ui.evidence_pack.pack_dialog import PackDialog
from ui.main_window import MainWindow


def task_with(store: Store, folder: Path, count: int) -> Task:
    task = tasks.save(store, Task(text="Tuyên truyền: CCHC?", year=2026), who="")
    for number in range(count):
        entry = log.add(
            store,
            Activity(date=datetime.date(2026, 5, 4), title=f"Hội nghị {number}", tasks=(task.id,)),
            who="",
        )
        path = folder / f"Ảnh {number}.txt"
        path.write_text(f"ảnh {number}", encoding="utf-8")
        evidence.attach_file(store, "activity", entry.id, path, who="")
    return task


def opened(qtbot: QtBot, window: MainWindow, task: Task) -> PackDialog:
    dialog = PackDialog(window.context, task, window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    qtbot.waitUntil(lambda: dialog.plan is not None)
    return dialog


@pytest.fixture
def window(open_window: OpenWindow, empty: Path) -> MainWindow:
    return open_window(empty)


@pytest.mark.parametrize("as_zip", [False, True])
def test_a_pack_is_written_where_the_person_says_and_can_be_opened(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path, as_zip: bool
) -> None:
    task = task_with(window.context.workspace.store, tmp_path, 3)
    dialog = opened(qtbot, window, task)
    out = tmp_path / "USB"
    out.mkdir()
    answers.chosen_folder = out
    qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    if as_zip:
        dialog.as_zip.click()
    dialog.name.line.selectAll()
    type_text(dialog.name.line, "Hồ sơ tháng 5")
    paths: list[Path] = []
    dialog.written.connect(paths.append)
    qtbot.keyClick(dialog.name.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(paths))
    made = paths[0]
    assert made == out / ("Hồ sơ tháng 5.zip" if as_zip else "Hồ sơ tháng 5")
    names = zipfile.ZipFile(made).namelist() if as_zip else [p.name for p in made.iterdir()]
    assert len(names) == 3 + 3
    qtbot.waitUntil(window.toast.isVisible)
    # The same again is put beside it, never over it.
    again = opened(qtbot, window, task)
    again.name.line.selectAll()
    type_text(again.name.line, "Hồ sơ tháng 5")
    (again.as_zip if as_zip else again.as_folder).click()
    assert again.target.stem == "Hồ sơ tháng 5 (2)"


def test_files_that_are_gone_are_told_before_anything_is_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    store = window.context.workspace.store
    task = task_with(store, tmp_path, 2)
    row = log.listing(store)[0]
    piece = evidence.of(store, "activity", row.activity.id)[0]
    places.attachment(store.folder, piece.sha256).unlink()
    dialog = opened(qtbot, window, task)
    assert dialog.notice.isVisible()
    assert "1 tệp bị thiếu" in dialog.notice.text()
    assert dialog.accept_button.isEnabled()


def test_nothing_to_hand_over_is_said_and_cannot_be_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, task_with(window.context.workspace.store, tmp_path, 0))
    assert "Chưa có tài liệu" in dialog.summary.text()
    assert not dialog.accept_button.isEnabled()
    assert not dialog.accept_button.isVisible()


def test_a_pack_without_a_name_is_asked_for_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, task_with(window.context.workspace.store, tmp_path, 1))
    assert "?" not in dialog.name.value()
    dialog.name.line.selectAll()
    qtbot.keyClick(dialog.name.line, Qt.Key.Key_Delete)
    assert dialog.name.problem.isVisible()
    assert not dialog.accept_button.isEnabled()


def test_a_folder_that_cannot_be_written_to_is_told_in_the_dialog(
    qtbot: QtBot, window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, task_with(window.context.workspace.store, tmp_path, 1))
    (tmp_path / "tệp").write_text("không phải thư mục")
    answers.chosen_folder = tmp_path / "tệp"
    qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.isVisible()
    assert dialog.accept_button.isEnabled()

"""From nothing to a window, through the assistant."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk import settings as preferences
from papidesk.settings import Settings
from papidesk.workflow import offices, workspaces
from tests.ui.person import Answers, type_text
from ui.dialogs.first_start_dialog import FirstStartDialog
from ui.dialogs.start_problem_dialog import StartProblemDialog
from ui.documents.documents_page import DocumentsPage
from ui.start import Start
from ui.theme import Theme


@pytest.fixture
def start(theme: Theme, answers: Answers, tmp_path: Path) -> Iterator[Start]:
    begun = Start(
        theme=theme, settings=Settings(), settings_path=tmp_path / "settings.json", ask=answers
    )
    yield begun
    begun.stop()


def walk_to_place(qtbot: QtBot, dialog: FirstStartDialog) -> None:
    type_text(dialog.name_step.name.line, unicodedata.normalize("NFD", "xã An Hòa"))
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    type_text(dialog.superior_step.superior.line, "tỉnh Bình Nguyên")
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    first = next(iter(dialog.signers_step.fields.values()))
    type_text(first.line, "Nguyễn Văn Mẫu")
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    type_text(dialog.place_step.who.line, "Trần Thị Thí Dụ")


def walk(qtbot: QtBot, dialog: FirstStartDialog, *, samples: bool) -> None:
    walk_to_place(qtbot, dialog)
    if samples:
        dialog.place_step.sample.setChecked(True)
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)


def test_the_assistant_makes_a_workspace_and_opens_the_window(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "xã An Hòa"
    start.open(folder)
    dialog = start.assistant
    assert isinstance(dialog, FirstStartDialog)
    with qtbot.waitSignal(dialog.preview.drawn):
        type_text(dialog.name_step.name.line, " ")
        dialog.name_step.name.line.clear()
        type_text(dialog.name_step.name.line, "xã Thử")
    dialog.name_step.name.line.clear()
    walk(qtbot, dialog, samples=True)
    window = start.window
    assert window is not None
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3, timeout=15_000)
    office = offices.current(window.context.workspace.store)
    # Typed decomposed, kept composed.
    assert office.name == "xã An Hòa"
    assert office.place == "An Hòa"
    assert office.superiors[0].name == "tỉnh Bình Nguyên"
    assert office.signers[0].name == "Nguyễn Văn Mẫu"
    window.close()
    kept = preferences.load(tmp_path / "settings.json")
    assert (kept.who, kept.workspace) == ("Trần Thị Thí Dụ", str(folder))


def test_the_assistant_asks_for_the_name_before_it_goes_on(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    start.open(tmp_path / "new")
    dialog = start.assistant
    assert isinstance(dialog, FirstStartDialog)
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert dialog.stack.currentIndex() == 0
    assert "xã An Hòa" in dialog.problem.text()
    dialog.close()


def test_a_workspace_that_exists_is_opened_without_questions(start: Start, full: Path) -> None:
    start.open(full)
    assert start.window is not None
    assert start.assistant is None
    start.window.close()


def test_a_workspace_in_use_is_told_in_one_sentence_and_opens_when_it_is_free(
    qtbot: QtBot, start: Start, full: Path
) -> None:
    other = workspaces.open_workspace(full)
    start.open(full)
    problem = start.problem
    assert isinstance(problem, StartProblemDialog)
    assert problem.sentence
    assert start.window is None
    other.close()
    qtbot.mouseClick(problem.again, Qt.MouseButton.LeftButton)
    assert start.window is not None
    start.window.close()


def test_a_damaged_workspace_offers_ways_on(start: Start, full: Path) -> None:
    database = next(full.glob("*.db"))
    database.write_bytes(b"not a database at all" * 400)
    start.open(full)
    assert isinstance(start.problem, StartProblemDialog)
    start.problem.close()


def test_what_was_typed_stays_when_the_folder_cannot_be_used(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    full_of_others = tmp_path / "Tài liệu"
    full_of_others.mkdir()
    (full_of_others / "khác.txt").write_text("khác", encoding="utf-8")
    start.open(full_of_others)
    dialog = start.assistant
    assert isinstance(dialog, FirstStartDialog)
    walk(qtbot, dialog, samples=False)
    assert start.window is None
    assert dialog.isVisible()
    assert "Tài liệu" in dialog.problem.text()
    assert dialog.name_step.name.value() == "xã An Hòa"
    dialog.place_step.place.line.setText(str(tmp_path / "mới"))
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert start.window is not None
    assert not dialog.isVisible()
    start.window.close()


def test_a_folder_without_its_whole_path_is_refused(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    start.open(tmp_path / "new")
    dialog = start.assistant
    assert isinstance(dialog, FirstStartDialog)
    walk_to_place(qtbot, dialog)
    dialog.place_step.place.line.setText("")
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert dialog.problem.text()
    assert start.window is None
    dialog.close()


def test_a_workspace_that_opens_but_cannot_be_read_is_told_and_can_be_restored(
    start: Start, full: Path
) -> None:
    database = next(full.glob("*.db"))
    with sqlite3.connect(database) as connection:
        connection.execute("ALTER TABLE office_versions RENAME TO elsewhere")
    connection.close()
    start.open(full)
    assert start.window is None
    assert isinstance(start.problem, StartProblemDialog)
    assert start.problem.restore.isVisible()
    start.problem.close()

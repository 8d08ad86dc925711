"""The assistant's four steps: what they propose, what they keep, and the ways around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from papidesk.settings import Settings
from papidesk.workflow import documents, keeping, offices, samples, workspaces
from tests.ui.person import Answers, type_text
from tests.ui.test_settings import section
from ui.dialogs.first_start_dialog import FirstStartDialog
from ui.documents.documents_page import DocumentsPage
from ui.settings.folders_section import FoldersSection
from ui.start import Start
from ui.theme import Theme


@pytest.fixture
def start(theme: Theme, answers: Answers, tmp_path: Path) -> Iterator[Start]:
    begun = Start(
        theme=theme, settings=Settings(), settings_path=tmp_path / "settings.json", ask=answers
    )
    yield begun
    if begun.window is not None:
        begun.window.close()
    begun.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mới"


@pytest.fixture
def dialog(qtbot: QtBot, start: Start, folder: Path) -> Iterator[FirstStartDialog]:
    start.open(folder)
    assistant = start.assistant
    assert isinstance(assistant, FirstStartDialog)
    yield assistant
    if isValid(assistant):
        assistant.close()


def go(qtbot: QtBot, dialog: FirstStartDialog, steps: int = 1) -> None:
    for _ in range(steps):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_a_township_belongs_to_the_order_of_three_levels(
    qtbot: QtBot, dialog: FirstStartDialog
) -> None:
    type_text(dialog.name_step.name.line, "thị trấn An Phú")
    go(qtbot, dialog)
    assert dialog.superior_step.three.isChecked()
    assert "Đài truyền thanh" in [box.text() for box in dialog.superior_step.units.values()]
    dialog.superior_step.two.click()
    assert dialog.superior_step.why.isVisible()
    assert dialog.office().preset == "two-level"


def test_a_district_leaves_no_other_order(qtbot: QtBot, dialog: FirstStartDialog) -> None:
    dialog.name_step.level_field.show_value("district")
    dialog.name_step.level_field.box.activated.emit(1)
    type_text(dialog.name_step.name.line, "huyện Bình An")
    go(qtbot, dialog)
    assert dialog.stack.currentIndex() == 1
    assert not dialog.superior_step.two.isEnabled()
    assert dialog.office().level == "district"


def test_a_unit_that_is_not_wanted_is_left_out_with_its_posts(
    qtbot: QtBot, dialog: FirstStartDialog
) -> None:
    type_text(dialog.name_step.name.line, "phường An Hòa")
    go(qtbot, dialog)
    names = [box.text() for box in dialog.superior_step.units.values()]
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in names
    dialog.superior_step.units["kt"].click()
    office = dialog.office()
    assert "kt" not in [unit.id for unit in office.units]
    assert "kt" not in [post.unit for post in office.posts]


def test_the_foot_is_shown_while_signers_and_recipients_are_written(
    qtbot: QtBot, dialog: FirstStartDialog
) -> None:
    type_text(dialog.name_step.name.line, "xã An Hòa")
    go(qtbot, dialog, 2)
    assert dialog.preview.part == "foot"
    with qtbot.waitSignal(dialog.preview.drawn):
        type_text(next(iter(dialog.signers_step.fields.values())).line, "Nguyễn Văn Mẫu")
    text = dialog.signers_step.recipients.text
    text.setFocus()
    text.selectAll()
    type_text(text, "UBND tỉnh Bình Nguyên")
    assert dialog.office().recipient_lists[0].items == ("UBND tỉnh Bình Nguyên",)
    go(qtbot, dialog)
    assert dialog.preview.part == "head"


def test_going_back_and_forth_keeps_what_was_typed(qtbot: QtBot, dialog: FirstStartDialog) -> None:
    type_text(dialog.name_step.name.line, "xã An Hòa")
    type_text(dialog.name_step.code.line, "H53.12.004")
    go(qtbot, dialog)
    type_text(dialog.superior_step.superior.line, "tỉnh Bình Nguyên")
    go(qtbot, dialog)
    type_text(next(iter(dialog.signers_step.fields.values())).line, "Nguyễn Văn Mẫu")
    for _ in range(2):
        dialog.back.click()
    go(qtbot, dialog, 2)
    office = dialog.office()
    assert office.code == "H53.12.004"
    assert office.superiors[0].name == "tỉnh Bình Nguyên"
    assert office.signers[0].name == "Nguyễn Văn Mẫu"
    assert "UBND tỉnh Bình Nguyên" in office.recipient_lists[0].items


def test_a_code_that_is_none_is_told_beside_it_and_stops_the_assistant(
    qtbot: QtBot, dialog: FirstStartDialog
) -> None:
    type_text(dialog.name_step.name.line, "xã An Hòa")
    type_text(dialog.name_step.code.line, "h 53")
    assert dialog.name_step.code.problem.isVisible()
    go(qtbot, dialog)
    assert dialog.stack.currentIndex() == 0


def test_the_place_of_a_ward_named_after_an_event_is_its_whole_name(
    qtbot: QtBot, dialog: FirstStartDialog
) -> None:
    type_text(dialog.name_step.name.line, "phường Điện Biên Phủ")
    assert dialog.name_step.place.line.placeholderText() == "Phường Điện Biên Phủ"
    assert dialog.office().place == "Phường Điện Biên Phủ"


def test_an_assistant_that_is_closed_leaves_nothing_and_comes_again(
    qtbot: QtBot, start: Start, dialog: FirstStartDialog, folder: Path
) -> None:
    type_text(dialog.name_step.name.line, "xã An Hòa")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not folder.exists()
    start.open(folder)
    assert isinstance(start.assistant, FirstStartDialog)
    assert start.assistant is not dialog
    start.assistant.close()


def test_a_backup_is_restored_instead(
    qtbot: QtBot, start: Start, dialog: FirstStartDialog, answers: Answers, full: Path
) -> None:
    folder = dialog.place_step.folder()
    workspace = workspaces.open_workspace(full)
    answers.file = keeping.backup(workspace, full.parent / "a.papibackup").path
    workspace.close()
    dialog.restore.click()
    qtbot.waitUntil(lambda: start.window is not None, timeout=15_000)
    assert start.window is not None
    assert start.window.context.workspace.folder == folder
    assert len(documents.listing(start.window.context.workspace.store)) == 3


def test_the_samples_are_removed_at_once_and_come_back_from_the_toast(
    qtbot: QtBot, start: Start, dialog: FirstStartDialog
) -> None:
    type_text(dialog.name_step.name.line, "xã An Hòa")
    go(qtbot, dialog, 3)
    dialog.place_step.sample.setChecked(True)
    go(qtbot, dialog)
    window = start.window
    assert window is not None
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    store = window.context.workspace.store
    qtbot.waitUntil(lambda: len(samples.present(store)) == 3, timeout=15_000)
    assert offices.current(store).name == "xã An Hòa"
    form = section(window, "folders")
    assert isinstance(form, FoldersSection)
    assert form.clear.isVisible()
    form.clear.click()
    assert documents.listing(store) == []
    assert not form.clear.isVisible()
    window.toast.undo.click()
    assert len(documents.listing(store)) == 3

"""Settings of this computer: the second place for backups, the log, the libraries."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.activity import Activity
from papidesk.domain.office import OfficeForm
from papidesk.domain.office_history import change_form
from papidesk.domain.task import Task
from papidesk.i18n import _
from papidesk.workflow import log, offices, tasks
from papidesk.workflow.photo_rule import photo_rule
from tests.ui.person import Answers, type_text
from tests.ui.test_settings import section
from ui.log.photos_dialog import PhotosDialog
from ui.main_window import MainWindow
from ui.settings.about_section import AboutSection
from ui.settings.backups_section import BackupsSection
from ui.settings.libraries import libraries
from ui.settings.photos_section import PhotosSection
from ui.settings.superiors_section import SuperiorsSection
from ui.widgets.fields import LineField

OpenWindow = Callable[..., MainWindow]


def backups(window: MainWindow) -> BackupsSection:
    form = section(window, "backups")
    assert isinstance(form, BackupsSection)
    return form


def test_a_second_place_is_chosen_filled_missed_and_forgotten(
    qtbot: QtBot, open_window: OpenWindow, full: Path, answers: Answers, tmp_path: Path
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    window = open_window(full)
    form = backups(window).second
    assert not form.copy.isVisible()
    answers.chosen_folder = stick
    form.choose.click()
    qtbot.waitUntil(lambda: len(list(stick.glob("*.papibackup"))) == 1, timeout=15_000)
    qtbot.waitUntil(lambda: form.state.property("pill") == "done", timeout=15_000)
    assert window.context.settings.second_backup_at
    shutil.rmtree(stick)
    form.reload()
    qtbot.waitUntil(lambda: form.state.property("pill") == "warning")
    assert not form.copy.isEnabled()
    form.forget.click()
    assert window.context.settings.second_backup == ""
    window.toast.undo.click()
    assert window.context.settings.second_backup == str(stick)


def test_a_backup_asked_for_is_made_though_the_stick_is_missing(
    qtbot: QtBot, open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    window = open_window(full, second_backup=str(tmp_path / "USB"))
    form = backups(window)
    form.now.click()
    qtbot.waitUntil(lambda: form.model.rowCount() == 1, timeout=15_000)
    qtbot.waitUntil(lambda: "USB" in window.toast.text.text())
    form.table.selectRow(0)
    form.verify_one.click()
    qtbot.waitUntil(lambda: ":" in form.result.text(), timeout=15_000)


def test_a_backup_says_how_many_tasks_and_entries_are_in_it(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store, who = window.context.workspace.store, window.context.who
    for number in range(2):
        tasks.save(store, Task(text=f"Việc {number}"), who=who)
    day = datetime.date(2026, 3, 5)
    for number in range(3):
        log.add(store, Activity(date=day, title=f"Họp {number}"), who=who)
    form = backups(window)
    form.now.click()
    qtbot.waitUntil(lambda: form.model.rowCount() == 1, timeout=15_000)
    titles = [
        form.model.headerData(column, Qt.Orientation.Horizontal)
        for column in range(form.model.columnCount())
    ]
    row = {title: form.model.index(0, place).data() for place, title in enumerate(titles)}
    assert (row[_("Tasks")], row[_("Log entries")]) == ("2", "3")


def test_how_photos_are_kept_is_chosen_and_told_where_they_are_taken_in(
    open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    form = section(window, "photos")
    assert isinstance(form, PhotosSection)
    store = window.context.workspace.store

    def typed(field: LineField, text: str) -> None:
        field.line.selectAll()
        type_text(field.line, text)

    typed(form.longest, "100")
    assert form.longest.problem.text()
    form.longest.left.emit()
    assert photo_rule(store).longest == 1920
    typed(form.longest, "1280")
    assert form.longest.problem.text() == ""
    form.longest.left.emit()
    assert photo_rule(store).longest == 1280
    dialog = PhotosDialog(window.context, [], window)
    assert "1280" in dialog.shrink.text() and dialog.shrink.isChecked()
    form.shrink.click()
    assert not form.longest.isEnabled()
    assert not photo_rule(store).shrink
    assert not PhotosDialog(window.context, [], window).shrink.isChecked()


def test_a_folder_inside_the_workspace_is_no_second_place(
    open_window: OpenWindow, full: Path, answers: Answers
) -> None:
    window = open_window(full)
    answers.chosen_folder = full / "backups"
    backups(window).second.choose.click()
    assert len(answers.told) == 1
    assert window.context.settings.second_backup == ""


def test_the_log_is_saved_where_the_person_says(
    qtbot: QtBot, open_window: OpenWindow, full: Path, answers: Answers, tmp_path: Path
) -> None:
    form = section(open_window(full), "about")
    assert isinstance(form, AboutSection)
    answers.target = tmp_path / "nhật ký.zip"
    form.export.click()
    qtbot.waitUntil(answers.target.exists, timeout=15_000)
    with zipfile.ZipFile(answers.target) as archive:
        assert "acts.csv" in archive.namelist()


def test_every_library_is_named_with_its_version_and_licence() -> None:
    assert all(one.name and one.version and one.licence for one in libraries())
    assert not any("GPL-" in one.licence.replace("LGPL-", "") for one in libraries())


def test_a_name_of_the_future_is_not_shown_before_its_day(
    open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    office = change_form(offices.current(store), OfficeForm(name="xã Đông Mẫu"), tomorrow)
    offices.save(store, office, who="")
    window.context.office_changed.emit()
    assert "xã An Hòa" in window.windowTitle()
    assert "xã An Hòa" in window.status.office.text()


def test_a_second_click_on_add_makes_no_second_empty_line(
    open_window: OpenWindow, full: Path
) -> None:
    form = section(open_window(full), "superiors")
    assert isinstance(form, SuperiorsSection)
    before = form.model.rowCount()
    form.add.click()
    form.add.click()
    assert form.model.rowCount() == before + 1
    form.remove.click()
    assert form.model.rowCount() == before

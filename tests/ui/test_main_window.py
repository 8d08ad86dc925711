"""The frame: keys, rail, jobs in the status bar, what is remembered, errors."""

from __future__ import annotations

import datetime
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk import settings as preferences
from papidesk.paths import resource
from papidesk.storage.failures import StorageError
from papidesk.workflow import life, lists, workspaces
from papidesk.workflow.lists import DocumentFilter
from papidesk.workflow.papers import UnknownPaperError
from tests.ui.person import Answers
from ui.background import Job, run_task
from ui.dialogs.failure_dialog import FailureDialog
from ui.failures import LastResort, sentence_of, show_failure, write_report
from ui.main_window import ENTRIES, MainWindow
from ui.theme import DARK, LIGHT, Tokens

OpenWindow = Callable[..., MainWindow]


def test_ctrl_f_goes_to_the_search_box_from_any_page(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    qtbot.mouseClick(window.rail.button("settings"), Qt.MouseButton.LeftButton)
    assert window.header.title.text() == window.page("settings").title()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.header.search
    assert window.header.title.text() == window.page("documents").title()


def test_every_entry_of_the_rail_opens_a_page(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    for entry in ENTRIES:
        qtbot.mouseClick(window.rail.button(entry.name), Qt.MouseButton.LeftButton)
        assert window.current is window.page(entry.name)
        assert window.header.title.text()


def test_a_running_job_is_shown_and_its_cancel_works(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    go_on = threading.Event()
    failures: list[Exception] = []

    def work(job: Job) -> None:
        for index in range(1000):
            job.step(index, 1000)
            go_on.wait(0.005)

    run_task(window, work, jobs=window.context.jobs, failed=failures.append, title="Đếm")
    qtbot.waitUntil(lambda: "/1000" in window.status.job.text())
    assert window.status.job.text().startswith("Đếm")
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(failures))
    assert not window.status.cancel.isVisible()
    go_on.set()


def test_geometry_and_rail_are_remembered(
    qtbot: QtBot, open_window: OpenWindow, full: Path, tmp_path: Path
) -> None:
    window = open_window(full)
    window.resize(1111, 700)
    window.rail.collapsed_changed.emit(True)
    window.close()
    kept = preferences.load(tmp_path / "settings.json")
    assert kept.rail_collapsed
    assert kept.geometry["main"]
    assert kept.columns["documents"]
    assert kept.splitters["documents"]


def test_a_second_window_on_one_workspace_is_refused(open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    with pytest.raises(StorageError):
        workspaces.open_workspace(full)
    window.close()
    workspaces.open_workspace(full).close()


def test_closing_in_the_middle_of_work_ends_it_quietly(
    qtbot: QtBot, open_window: OpenWindow, full: Path, answers: Answers
) -> None:
    window = open_window(full)
    window.page("documents").list.table.selectRow(0)  # type: ignore[attr-defined]
    window.close()
    assert window.context.jobs.idle or not answers.told


def test_an_error_of_the_program_is_told_in_its_own_sentence(answers: Answers) -> None:
    show_failure(answers, None, UnknownPaperError(name="a.xyz"))
    assert "a.xyz" in answers.told[0]
    assert answers.details == [""]
    show_failure(answers, None, ZeroDivisionError("what"))
    assert "ZeroDivisionError" not in answers.told[1]
    assert "ZeroDivisionError" in answers.details[1]


def test_what_nobody_expected_leaves_a_report_and_is_told(
    qtbot: QtBot, answers: Answers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = LastResort(answers, tmp_path / "reports")
    try:
        raise ValueError("unforeseen")
    except ValueError as error:
        hook.hook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(answers.told))
    report = next((tmp_path / "reports").iterdir())
    assert "unforeseen" in report.read_text(encoding="utf-8")
    assert str(report) in answers.details[0]
    hook.install()
    assert sys.excepthook == hook.hook
    hook.remove()
    assert sys.excepthook is sys.__excepthook__


def test_a_report_names_version_and_trace(tmp_path: Path) -> None:
    path = write_report(tmp_path, RuntimeError("x"), datetime.datetime(2026, 1, 2, 3, 4, 5))
    assert path.name == "crash-20260102-030405.txt"
    assert path.read_text(encoding="utf-8").startswith("PapiDesk ")


def test_details_stay_behind_a_fold(qtbot: QtBot) -> None:
    dialog = FailureDialog(sentence_of(ValueError()), "Traceback …")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert not dialog.details.isVisible()
    qtbot.mouseClick(dialog.fold, Qt.MouseButton.LeftButton)
    assert dialog.details.isVisible()


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(tokens: Tokens) -> None:
    pairs = {
        "text": (tokens.text, tokens.surface),
        "text on window": (tokens.text, tokens.window),
        "muted": (tokens.muted, tokens.surface),
        "muted on window": (tokens.muted, tokens.window),
        "chosen row": (tokens.muted, tokens.accent_soft),
        "accent": (tokens.accent, tokens.surface),
        "accent pill": (tokens.accent, tokens.accent_soft),
        "primary": (tokens.on_accent, tokens.accent),
        "primary under the mouse": (tokens.on_accent, tokens.accent_hover),
        "rail": (tokens.rail_muted, tokens.rail),
        "rail chosen": (tokens.rail_text, tokens.rail_active),
        "badge": (tokens.on_badge, tokens.badge),
        "error": (tokens.error, tokens.error_soft),
        "error below a field": (tokens.error, tokens.surface),
        "warning": (tokens.warning, tokens.warning_soft),
        "done": (tokens.done, tokens.done_soft),
    }
    weak = {name: contrast(*pair) for name, pair in pairs.items() if contrast(*pair) < 4.5}
    assert weak == {}


def test_icons_are_of_one_weight_and_take_the_words_colour() -> None:
    fixed = {"papidesk", "arrow-down", "tick-light", "tick-dark", "dot-light", "dot-dark",
             "branch-open", "branch-closed"}  # fmt: skip
    for path in resource("icons").glob("*.svg"):
        if path.stem in fixed:
            continue
        root = ElementTree.parse(path).getroot()
        assert root.get("stroke") == "currentColor", path.name
        assert root.get("stroke-width") == "1.75", path.name
        assert root.get("viewBox") == "0 0 24 24", path.name


def test_the_pages_stand_in_their_order_and_have_keys(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full, page="overview")
    names = ["overview", "documents", "tasks", "log", "reports", "exchange", "settings"]
    assert [entry.name for entry in window.entries] == names
    for number, name in enumerate(names, 1):
        key = getattr(Qt.Key, f"Key_{number}")
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.current is window.page(name)


def test_the_window_begins_with_the_year_at_a_glance(open_window: OpenWindow, full: Path) -> None:
    window = open_window(full, page="overview")
    assert window.header.title.text() == "Tổng quan"
    assert str(datetime.date.today().year) in window.header.year.text()
    assert set(window.built_pages()) == {"overview"}


def test_each_page_keeps_what_it_is_narrowed_to(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.header.search.setText("ke hoach")
    window.show_page("overview")
    assert window.header.search.text() == ""
    window.show_page("documents")
    assert window.header.search.text() == "ke hoach"
    assert window.header.shown_year is None


def test_documents_that_wait_are_counted_on_the_rail(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    drafts = lists.rows(store, DocumentFilter(states=("draft",)))
    today = datetime.date.today()
    life.perform(store, drafts[0].id, "submit", who="", today=today)
    life.perform(store, drafts[0].id, "approve", who="", today=today)
    window.context.documents_changed.emit()
    button = window.rail.button("documents")
    qtbot.waitUntil(lambda: button.badge == 1)
    assert button.accessibleName() == "Văn bản: 1 chờ cấp số"
    window.rail.fold(True)
    assert button.toolTip() == "Văn bản: 1 chờ cấp số"

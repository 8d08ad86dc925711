"""Files become documents: by the dialog and by dropping them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.workflow import documents
from papidesk.workflow.demo import commune_files
from tests.ui.person import Answers, drop, page_of
from ui.dialogs.import_summary_dialog import ImportSummaryDialog
from ui.documents.documents_list import EMPTY, LIST
from ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


def summaries() -> list[ImportSummaryDialog]:
    found = QApplication.topLevelWidgets()
    return [w for w in found if isinstance(w, ImportSummaryDialog) and w.isVisible()]


def test_an_empty_workspace_shows_first_steps_and_the_dialog_imports(
    qtbot: QtBot, open_window: OpenWindow, answers: Answers, empty: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    assert page.list.stack.currentIndex() == EMPTY
    answers.files = commune_files()[:2]
    qtbot.mouseClick(page.list.big_import, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2, timeout=15_000)
    assert page.list.stack.currentIndex() == LIST
    assert "2" in window.toast.text.text()
    assert page.pane.session.document is not None


def test_files_dropped_on_the_page_are_imported(
    qtbot: QtBot, open_window: OpenWindow, empty: Path
) -> None:
    page = page_of(open_window(empty))
    drop(page, commune_files())
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3, timeout=15_000)
    numbers = {page.list.model.row(i).number for i in range(3)}
    assert numbers == {"05", "09", "86"}


def test_an_import_is_taken_back_from_the_toast(
    qtbot: QtBot, open_window: OpenWindow, empty: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    drop(page, commune_files()[:1])
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=15_000)
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert page.list.model.rowCount() == 0
    assert len(documents.listing(window.context.workspace.store, trashed=True)) == 1


def test_a_damaged_file_is_refused_with_one_sentence(
    qtbot: QtBot,
    open_window: OpenWindow,
    answers: Answers,
    empty: Path,
    tmp_path: Path,
) -> None:
    page = page_of(open_window(empty))
    damaged = tmp_path / "hỏng.docx"
    damaged.write_bytes(b"PK\x03\x04 this is no document")
    drop(page, [damaged])
    qtbot.waitUntil(lambda: bool(answers.told), timeout=15_000)
    assert len(answers.told) == 1
    assert "hỏng.docx" in answers.told[0]
    assert answers.details == [""]
    assert page.list.model.rowCount() == 0


def test_refused_files_do_not_stop_the_others(
    qtbot: QtBot, open_window: OpenWindow, empty: Path, tmp_path: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    paper = tmp_path / "quét.pdf"
    paper.write_bytes(b"%PDF-1.7 scanned")
    drop(page, [paper, commune_files()[0]])
    qtbot.waitUntil(lambda: bool(summaries()), timeout=15_000)
    assert page.list.model.rowCount() == 1
    summary = summaries()[0]
    assert any("quét.pdf" in line for line in summary.lines)
    assert not window.toast.isVisible()
    summary.close()
    assert window.toast.isVisible()


def test_a_dropped_folder_is_looked_into(
    qtbot: QtBot, open_window: OpenWindow, empty: Path, tmp_path: Path
) -> None:
    page = page_of(open_window(empty))
    folder = tmp_path / "văn bản"
    folder.mkdir()
    for path in commune_files()[:2]:
        (folder / path.name).write_bytes(path.read_bytes())
    drop(page, [folder])
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2, timeout=15_000)


def test_what_was_copied_is_pasted_as_a_document(
    qtbot: QtBot, open_window: OpenWindow, empty: Path
) -> None:
    window = open_window(empty)
    page = page_of(window)
    page.list.filters.columns.setFocus()
    QApplication.clipboard().setText(commune_files()[0].read_text(encoding="utf-8"))
    qtbot.keyClick(page.list.filters.columns, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=15_000)
    assert page.list.model.row(0).number == "05"


def test_pasting_nothing_says_so(qtbot: QtBot, open_window: OpenWindow, empty: Path) -> None:
    window = open_window(empty)
    QApplication.clipboard().clear()
    page = page_of(window)
    qtbot.mouseClick(page.list.big_paste, Qt.MouseButton.LeftButton)
    assert window.toast.isVisible()
    assert page.list.model.rowCount() == 0

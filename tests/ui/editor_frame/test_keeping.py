"""What is written is never lost: autosave, crash, full disk, two windows on one document."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.domain.version_reasons import reason_text
from papidesk.storage.failures import StorageError
from papidesk.workflow import documents, versions, workspaces, writing
from tests.ui.conftest import WHO, OpenWindow
from tests.ui.editor_frame.conftest import OpenEditor, store_of, stored
from tests.ui.person import Answers, type_text
from ui.editor.editor_view import EditorView
from ui.editor.recovery_dialog import RecoveryDialog
from ui.editor.side_panel import HISTORY


class DiskFullError(StorageError):
    """A disk without room."""

    message = "full"


def write(view: EditorView, text: str) -> None:
    view.surface.go_to(0, 0)
    type_text(view.surface, text)


def first_words(view: EditorView) -> str:
    assert view.session.document is not None
    return str(getattr(view.session.document.blocks[0], "text", ""))


def test_typing_is_autosaved_beside_the_version_when_the_focus_leaves(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    write(view, "Chưa xong ")
    other = QLineEdit()
    qtbot.addWidget(other)
    view.session.rest()
    found = writing.recoverable(store_of(view))
    assert [one.id for one in found] == [view.document_id]
    assert len(versions.history(store_of(view), view.document_id)) == 1
    assert stored(view) != view.session.document
    assert view.header.saved.text().startswith("Đã lưu")


def test_two_seconds_without_a_key_autosave(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    view.session._keep.setInterval(30)
    write(view, "Tự lưu ")
    qtbot.waitUntil(lambda: bool(writing.recoverable(store_of(view))))
    assert view.session.unsaved


def test_after_a_crash_the_next_start_offers_the_text(
    qtbot: QtBot, open_editor: OpenEditor, open_window: OpenWindow, full: Path
) -> None:
    view = open_editor(full)
    id = view.document_id
    write(view, "Viết dở ")
    view.session.autosave()
    # The program is killed here: nothing is kept as a version, the lock's owner is gone.
    view.session.discard()
    view._context.workspace.close()
    window = open_window(full)
    qtbot.waitUntil(lambda: window.recovery is not None)
    dialog = window.recovery
    assert isinstance(dialog, RecoveryDialog)
    row = dialog.rows[0]
    assert any("Viết dở" in text for text in _all_texts(row))
    assert dialog.focusWidget() is row.take_button
    qtbot.keyClick(row.take_button, Qt.Key.Key_Return)
    store = window.context.workspace.store
    assert documents.get(store, id).blocks[0].text.startswith("Viết dở ")  # type: ignore[union-attr]
    assert writing.recoverable(store) == []


def _all_texts(row: object) -> list[str]:
    return row.difference.texts()  # type: ignore[attr-defined]


def test_a_text_left_undecided_is_in_the_editor_and_undo_shows_the_stored_one(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    write(view, "Viết dở ")
    view.session.autosave()
    view.session.discard()
    view._context.workspace.close()
    again = open_editor(full)
    assert first_words(again).startswith("Viết dở ")
    assert again.session.undo()
    assert not first_words(again).startswith("Viết dở ")


def test_a_discarded_text_is_asked_about_once_and_gone(
    qtbot: QtBot, open_editor: OpenEditor, open_window: OpenWindow, full: Path, answers: Answers
) -> None:
    view = open_editor(full)
    write(view, "Viết dở ")
    view.session.autosave()
    view.session.discard()
    view._context.workspace.close()
    window = open_window(full)
    qtbot.waitUntil(lambda: window.recovery is not None)
    answers.agrees = False
    row = window.recovery.rows[0]
    row.drop_button.click()
    assert writing.recoverable(window.context.workspace.store)
    answers.agrees = True
    row.drop_button.click()
    assert answers.questions and not writing.recoverable(window.context.workspace.store)


def test_a_full_disk_is_told_once_and_nothing_is_lost(
    qtbot: QtBot,
    open_editor: OpenEditor,
    full: Path,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = open_editor(full)
    real_autosave, real_keep = writing.autosave, writing.keep

    def full_disk(*_args: object, **_values: object) -> None:
        raise DiskFullError(path=full, detail=str(sqlite3.OperationalError("full")))

    monkeypatch.setattr(writing, "autosave", full_disk)
    monkeypatch.setattr(writing, "keep", full_disk)
    write(view, "Không mất ")
    assert not view.session.autosave() and not view.session.autosave()
    assert len(answers.told) == 1
    answers.agrees = False
    assert not view.may_close()
    assert first_words(view).startswith("Không mất ")
    monkeypatch.setattr(writing, "autosave", real_autosave)
    monkeypatch.setattr(writing, "keep", real_keep)
    assert view.session._retry.isActive()
    view.session._retry.timeout.emit()
    assert writing.recoverable(store_of(view))
    assert view.may_close()
    assert stored(view).blocks[0].text.startswith("Không mất ")  # type: ignore[union-attr]


def saved_elsewhere(view: EditorView) -> None:
    """Another window saves the document with another place."""
    store = store_of(view)
    documents.save(store, replace(stored(view), place="Nơi khác"), who="Người khác")


def test_a_version_of_another_window_is_asked_about_and_mine_kept_as_a_copy(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    count = documents.count(store_of(view))
    write(view, "Của tôi ")
    saved_elsewhere(view)
    assert not view.flush()
    dialog = view.conflicts.dialog
    assert dialog is not None and dialog.isVisible()
    qtbot.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    assert any("Của tôi" in text for text in dialog.difference.texts())
    with qtbot.waitSignal(view.document_asked) as asked:
        qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    made = documents.get(store_of(view), asked.args[0])
    assert made.blocks[0].text.startswith("Của tôi ")  # type: ignore[union-attr]
    assert documents.count(store_of(view)) == count + 1
    assert stored(view).place == "Nơi khác"


def test_the_other_text_can_be_taken(qtbot: QtBot, open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    write(view, "Của tôi ")
    saved_elsewhere(view)
    view.session.flush()
    dialog = view.conflicts.dialog
    assert dialog is not None
    qtbot.mouseClick(dialog.theirs_button, Qt.MouseButton.LeftButton)
    assert view.session.document == stored(view)
    assert view.session.document is not None and view.session.document.place == "Nơi khác"
    assert view.flush()


def test_a_closed_conflict_loses_nothing_and_asks_again(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    write(view, "Của tôi ")
    saved_elsewhere(view)
    assert not view.flush()
    dialog = view.conflicts.dialog
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert first_words(view).startswith("Của tôi ")
    assert not view.may_close()
    assert view.conflicts.dialog is not None
    view.conflicts.dialog.reject()


def test_switching_documents_keeps_the_one_that_is_left(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    first = view.document_id
    write(view, "Giữ lại ")
    other = next(row.id for row in documents.listing(store_of(view)) if row.id != first)
    assert view.open(other)
    assert documents.get(store_of(view), first).blocks[0].text.startswith("Giữ lại ")  # type: ignore[union-attr]
    assert not view.session.history.can_undo
    assert view.surface.blocks() == stored(view).blocks


def test_the_history_tells_what_changed_and_brings_a_version_back(
    qtbot: QtBot, open_editor: OpenEditor, full: Path
) -> None:
    view = open_editor(full)
    begun = view.session.document
    write(view, "Mới thêm ")
    assert view.flush()
    view.side.show_tab(HISTORY)
    rows = view.side.history.rows()
    assert [row.version for row in rows] == [2, 1]
    rows[0].toggle()
    qtbot.waitUntil(lambda: any("Mới thêm" in text for text in rows[0].difference.texts()))
    rows[1].toggle()
    qtbot.mouseClick(rows[1].restore, Qt.MouseButton.LeftButton)
    assert begun is not None and stored(view).blocks == begun.blocks
    assert view.session.version == 3
    assert view.surface.blocks() == begun.blocks
    assert view.session.undo()
    assert first_words(view).startswith("Mới thêm ")


def test_remarks_are_written_and_settled(qtbot: QtBot, open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    view.side.show_tab(HISTORY)
    remarks = view.side.history.remarks
    view.surface.go_to(3)
    type_text(remarks.remark, "Xem lại thời hạn")
    qtbot.keyClick(remarks.remark, Qt.Key.Key_Return)
    (row,) = remarks.rows()
    assert (row.note.text, row.note.place) == ("Xem lại thời hạn", "blocks/3")
    view.surface.go_to(0)
    qtbot.mouseClick(row.place, Qt.MouseButton.LeftButton)
    assert view.surface.current_block() == 3
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert remarks.rows()[0].note.settled_by == WHO


def test_workspaces_open_again_after_the_editor(open_editor: OpenEditor, full: Path) -> None:
    view = open_editor(full)
    assert QApplication.instance() is not None
    view.session.discard()
    view._context.workspace.close()
    workspaces.open_workspace(full).close()


def test_the_history_says_in_words_how_a_document_began() -> None:
    said = {
        "empty": "Bắt đầu từ văn bản trống",
        "template: ke-hoach-nang-cao-papi": "Lập từ mẫu",
        "copied forward: 0198": "Chép tiếp từ văn bản trước",
        "from superior: 0198": "Lập từ kế hoạch cấp trên",
        "import: kế hoạch.docx": "Nhập từ kế hoạch.docx",
    }
    assert {reason: reason_text(reason) for reason in said} == said

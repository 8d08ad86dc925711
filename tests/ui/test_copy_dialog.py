"""Making certified copies and task sheets from the window."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.storage import registers
from papidesk.workflow import documents, issuing, workspaces
from tests.printing.measured import Measured
from tests.ui.conftest import WHO
from tests.ui.person import Answers, page_of, type_text
from tests.ui.test_document_pane import open_paper
from ui.documents.copy_dialog import CopyDialog
from ui.documents.document_pane import DocumentPane
from ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def pane(full: Path, qtbot: QtBot, open_window: OpenWindow) -> Iterator[DocumentPane]:
    """The pane with an issued plan."""
    workspace = workspaces.open_workspace(full)
    found = next(s for s in documents.listing(workspace.store) if s.number == "05")
    issuing.issue(
        workspace.store, found.id, today=datetime.date.today(), who=WHO, override="Văn bản mẫu"
    )
    workspace.close()
    window = open_window(full)
    yield open_paper(qtbot, page_of(window), found.number or "")


def opened(qtbot: QtBot, pane: DocumentPane) -> CopyDialog:
    pane.paper_actions.copy.trigger()
    dialog = pane.window().findChild(CopyDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.view.page_count > 0, timeout=15_000)
    return dialog


def test_the_copy_is_seen_before_it_is_made_and_then_entered(
    qtbot: QtBot, pane: DocumentPane, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(qtbot, pane)
    assert dialog.number.value() == "01"
    answers.target = tmp_path / "bản sao.pdf"
    with qtbot.waitSignal(dialog.made, timeout=15_000) as signal:
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    made = signal.args[0]
    assert (made.number, made.symbol) == ("01", "SY-UBND")
    assert answers.proposed is not None
    assert answers.proposed.name.startswith("Sao y Kế hoạch số")
    assert Measured(answers.target.read_bytes()).line("Số: 01/SY-UBND")
    store = pane.window().context.workspace.store  # type: ignore[attr-defined]
    assert [e.number for e in registers.entries(store, datetime.date.today().year, "copies")] == [1]


def test_a_cancelled_dialog_takes_no_number(qtbot: QtBot, pane: DocumentPane) -> None:
    dialog = opened(qtbot, pane)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened(qtbot, pane).number.value() == "01"


def test_what_is_wrong_is_said_in_the_dialog_and_goes_when_it_is_put_right(
    qtbot: QtBot, pane: DocumentPane, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(qtbot, pane)
    answers.target = tmp_path / "x.pdf"
    type_text(dialog.pages.line, "99")
    qtbot.waitUntil(lambda: "99" in dialog.problem.text(), timeout=15_000)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=15_000)
    assert not answers.target.exists()
    dialog.pages.line.clear()
    type_text(dialog.pages.line, "1")
    qtbot.waitUntil(lambda: not dialog.problem.isVisible(), timeout=15_000)


def test_an_electronic_copy_needs_no_number(
    qtbot: QtBot, pane: DocumentPane, answers: Answers, tmp_path: Path
) -> None:
    dialog = opened(qtbot, pane)
    dialog.electronic.click()
    assert not dialog.number.isEnabled()
    answers.target = tmp_path / "e.pdf"
    with qtbot.waitSignal(dialog.made, timeout=15_000):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert Measured(answers.target.read_bytes()).line("SAO Y;")


def test_only_issued_papers_are_copied(full: Path, qtbot: QtBot, open_window: OpenWindow) -> None:
    pane = open_paper(qtbot, page_of(open_window(full)), "05")
    assert not pane.paper_actions.copy.isEnabled()
    assert pane.paper_actions.sheets.isEnabled()


def test_task_sheets_are_written_from_the_menu(
    qtbot: QtBot, pane: DocumentPane, answers: Answers, tmp_path: Path
) -> None:
    answers.target = tmp_path / "phiếu.pdf"
    pane.paper_actions.sheets.trigger()
    qtbot.waitUntil(answers.target.exists, timeout=15_000)
    assert "PHIẾU GIAO VIỆC" in Measured(answers.target.read_bytes()).raw[0]

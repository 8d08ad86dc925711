"""Certified copies of incoming papers, from their line of the register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.printing.render import render
from papidesk.workflow import incoming
from tests.printing.measured import Measured
from tests.printing.official import invitation
from tests.ui.person import Answers
from tests.ui.registers.conftest import enter
from ui.documents.copy_dialog import CopyDialog
from ui.registers.incoming_view import IncomingView


def opened(view: IncomingView) -> CopyDialog:
    view.table.selectRow(0)
    view.prepare_menu()
    view.certify_action.trigger()
    return view.findChildren(CopyDialog)[-1]


def test_a_paper_without_a_scan_cannot_be_copied_and_says_so(
    incoming_view: IncomingView, qtbot: QtBot
) -> None:
    enter(incoming_view.context)
    incoming_view.refresh()
    qtbot.waitUntil(lambda: incoming_view.model.rowCount() == 1)
    dialog = opened(incoming_view)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=15_000)
    assert not dialog.accept_button.isEnabled()


def test_a_paper_is_copied_from_its_scan(
    incoming_view: IncomingView, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    paper = enter(incoming_view.context)
    scan = tmp_path / "giấy mời.pdf"
    scan.write_bytes(render(invitation()))
    context = incoming_view.context
    incoming.attach(context.workspace.store, paper.id, scan, who="Trần Thị Thí Dụ")
    incoming_view.refresh()
    qtbot.waitUntil(lambda: incoming_view.model.rowCount() == 1)
    dialog = opened(incoming_view)
    qtbot.waitUntil(lambda: dialog.view.page_count > 0, timeout=15_000)
    answers.target = tmp_path / "bản sao.pdf"
    with qtbot.waitSignal(dialog.made, timeout=15_000):
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert Measured(answers.target.read_bytes()).line("Số: 01/SY-UBND")

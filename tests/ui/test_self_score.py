"""Scoring oneself: points typed where they stand, evidence from the log, totals, papers, sets."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from papidesk.domain.activity import Activity, Amount
from papidesk.workflow import criteria, evidence, log
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers, type_text
from ui.criteria.new_set_dialog import NewSetDialog
from ui.criteria.offers_dialog import OffersDialog
from ui.criteria.score_tree import EXPLANATION, POINTS, STATE
from ui.criteria.self_score_view import SelfScoreView
from ui.main_window import MainWindow
from ui.reports.reports_page import SCORES, ReportsPage

YEAR = datetime.date.today().year


@pytest.fixture
def window(open_window: OpenWindow, empty: Path) -> MainWindow:
    return open_window(empty, page="reports")


@pytest.fixture
def view(window: MainWindow) -> SelfScoreView:
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    page.tabs.setCurrentIndex(SCORES)
    found = page.view
    assert isinstance(found, SelfScoreView)
    return found


def typed(qtbot: QtBot, view: SelfScoreView, code: str, column: int, text: str) -> QLineEdit | None:
    """Type into a cell and press Enter; return the editor that is still open."""
    item = next(
        view.tree.itemFromIndex(index)
        for index in view.tree.model().match(
            view.tree.model().index(0, 0), Qt.ItemDataRole.UserRole, code, 1,
            Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly,
        )
    )  # fmt: skip
    view.tree.setCurrentItem(item, column)
    view.tree.editItem(item, column)
    editor = open_editor(view)
    assert editor is not None
    editor.selectAll()
    type_text(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    return open_editor(view)


def open_editor(view: SelfScoreView) -> QLineEdit | None:
    """Return the line that is being typed in a cell."""
    lines = view.tree.viewport().findChildren(QLineEdit)
    return next((line for line in lines if line.isVisible()), None)


def test_points_are_kept_as_they_are_typed_and_totals_follow(
    qtbot: QtBot, view: SelfScoreView
) -> None:
    assert typed(qtbot, view, "i.1", POINTS, "4,75") is None
    typed(qtbot, view, "ii.1", POINTS, "10")
    store = view.context.workspace.store
    own = criteria.assessment(store, view.set, YEAR)
    assert {score.criterion: score.points for score in own.scores} == {
        "i.1": Decimal("4.75"),
        "ii.1": Decimal(10),
    }
    assert view.total.text() == "14,75/100 điểm"
    assert "2 chưa có kiểm chứng" in view.state.text()


@pytest.mark.parametrize(
    ("text", "told"),
    [("6", "nhiều nhất là 5"), ("-1", "nhỏ hơn 0"), ("1,1", "bước 0,25"), ("năm", "“năm”")],
)
def test_impossible_points_are_told_while_typing_and_never_kept(
    qtbot: QtBot, view: SelfScoreView, text: str, told: str
) -> None:
    editor = typed(qtbot, view, "i.1", POINTS, text)
    assert editor is not None
    assert told in view.problem.text()
    assert view.problem.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not view.problem.isVisible()
    assert criteria.assessment(view.context.workspace.store, view.set, YEAR).scores == ()


def test_an_explanation_stands_for_evidence(qtbot: QtBot, view: SelfScoreView) -> None:
    typed(qtbot, view, "i.1", POINTS, "5")
    item = view.tree.currentItem()
    assert item.text(STATE) == "thiếu"
    typed(qtbot, view, "i.1", EXPLANATION, "Ban hành ngày 12/01")
    assert item.text(STATE) == "có giải trình"


def test_evidence_of_the_log_is_offered_and_taken(
    qtbot: QtBot, view: SelfScoreView, tmp_path: Path
) -> None:
    store = view.context.workspace.store
    entry = log.add(
        store,
        Activity(
            date=datetime.date(YEAR, 1, 4), title="Bài viết",
            amounts=(Amount(counter="tin-bai", quantity=Decimal(1)),),
        ),
        who="",
    )  # fmt: skip
    path = tmp_path / "bài.txt"
    path.write_text("bài")
    evidence.attach_file(store, "activity", entry.id, path, who="")
    view.tree.choose("ii.1")
    assert view.panel.offer_button.isVisible()
    qtbot.mouseClick(view.panel.offer_button, Qt.MouseButton.LeftButton)
    dialog = view.findChild(OffersDialog)
    assert dialog is not None
    assert len(dialog.chosen) == 1
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert not view.panel.offer_button.isVisible()
    assert "1 tài liệu" in view.tree.currentItem().text(STATE)


def test_another_year_has_scores_of_its_own(
    qtbot: QtBot, window: MainWindow, view: SelfScoreView
) -> None:
    typed(qtbot, view, "i.1", POINTS, "5")
    window.current.show_year(YEAR - 1)
    assert view.total.text() == "0/100 điểm"
    window.current.show_year(YEAR)
    assert view.total.text() == "5/100 điểm"


def test_a_set_is_read_from_excel_looked_over_kept_and_removed_with_a_way_back(
    qtbot: QtBot, window: MainWindow, view: SelfScoreView, answers: Answers, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("TT", "Tiêu chí", "Điểm tối đa"), ("I", "Chỉ đạo", 10), ("1", "Kế hoạch", 6),
        ("2", "Báo cáo", 4),
    ):  # fmt: skip
        sheet.append(row)
    path = tmp_path / "Bộ tiêu chí của tỉnh.xlsx"
    book.save(path)
    answers.file = path
    view.import_action.trigger()
    dialog = view.findChild(NewSetDialog)
    assert dialog is not None
    assert dialog.name.value() == "Bộ tiêu chí của tỉnh"
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert view.set.own
    assert view.total.text() == "0/10 điểm"
    assert not view.note.isVisible()
    view.remove_action.trigger()
    assert not view.set.own
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert view.set.own


def test_a_file_that_is_no_set_is_told(
    qtbot: QtBot, view: SelfScoreView, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "hỏng.toml"
    path.write_text("code = [")
    answers.file = path
    view.import_action.trigger()
    assert "hỏng.toml" in answers.told[0]
    assert len(criteria.sets(view.context.workspace.store)) == 1


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_the_sheet_is_printed_and_exported(
    qtbot: QtBot, view: SelfScoreView, answers: Answers, tmp_path: Path, suffix: str
) -> None:
    answers.target = tmp_path / f"bảng{suffix}"
    action = view.sheet_action if suffix == ".xlsx" else view.print_action
    action.trigger()
    qtbot.waitUntil(lambda: answers.target is not None and answers.target.is_file())
    qtbot.waitUntil(lambda: view.context.jobs.idle)
    assert answers.target.stat().st_size > 1000


def test_the_sheet_is_printed_on_paper(
    qtbot: QtBot, view: SelfScoreView, answers: Answers, tmp_path: Path
) -> None:
    answers.paper = tmp_path / "giấy.pdf"
    with qtbot.waitSignal(view.context.happened, timeout=15_000):
        view.paper_action.trigger()
    assert answers.paper.read_bytes().startswith(b"%PDF-")

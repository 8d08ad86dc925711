"""What a clerk reads in the list on a small screen, and takes from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.document import IssueDate
from papidesk.workflow import documents
from papidesk.workflow.demo import commune_files
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers, page_of, type_text
from ui.documents.documents_list import KIND, STATE, TITLE, UPDATED
from ui.documents.field_problems import date_problem
from ui.widgets.table_cells import BELOW_ROLE, two_lines


def test_a_small_screen_shows_the_kind_below_the_number_and_gives_the_abstract_room(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    shown = page_of(open_window(full)).list
    assert shown.table.isColumnHidden(KIND)
    below = {shown.model.index(row, 1).data(BELOW_ROLE) for row in range(3)}
    assert below == {"Kế hoạch", "Báo cáo"}
    qtbot.waitUntil(lambda: shown.table.columnWidth(TITLE) >= 270)
    shown.table.setColumnHidden(KIND, False)
    shown.table.columns_changed.emit()
    assert shown.model.index(0, 1).data(BELOW_ROLE) is None


def test_copying_for_excel_takes_the_kind_along_though_it_stands_below_the_number(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    shown = page_of(open_window(full)).list
    shown.table.setFocus()
    shown.table.selectAll()
    qtbot.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["Loại", "Số, ký hiệu"]
    assert len(lines) == 4
    assert {line.split("\t")[0] for line in lines[1:]} == {"Kế hoạch", "Báo cáo"}


def test_two_lines_hold_every_word_and_break_between_words(qapp: QApplication) -> None:
    text = "Truyền thông cải cách hành chính và Chỉ số PAPI năm 2026 trên địa bàn xã An Hòa"
    lines = two_lines(text, QFont(), 260)
    assert len(lines) == 2
    assert " ".join(lines) == text
    assert two_lines("Ngắn", QFont(), 260) == ["Ngắn"]


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        (IssueDate(day=12, month=31, year=2026), True),
        (IssueDate(day=31, month=4, year=2026), True),
        (IssueDate(day=29, month=2, year=2026), True),
        (IssueDate(day=29, month=2), False),
        (IssueDate(day=12, month=6, year=2), True),
        (IssueDate(year=2026), False),
        (IssueDate(), False),
    ],
)
def test_a_date_that_cannot_be_is_told_and_blanks_are_not(date: IssueDate, wrong: bool) -> None:
    assert bool(date_problem(date)) is wrong


def test_a_wrong_date_is_told_beside_the_field_while_typing(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    page = page_of(open_window(full))
    page.list.table.selectRow(0)
    page.pane.tabs.setCurrentIndex(2)
    date = page.pane.information.date
    date.date.month.setFocus()
    date.date.month.selectAll()
    type_text(date.date.month, "31")
    assert date.problem.isVisible()
    date.date.month.selectAll()
    type_text(date.date.month, "05")
    qtbot.waitUntil(lambda: not date.problem.isVisible(), timeout=15_000)


def test_a_written_file_is_opened_from_the_message(
    qtbot: QtBot, open_window: OpenWindow, answers: Answers, full: Path, tmp_path: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.table.selectRow(0)
    answers.target = tmp_path / "Báo cáo.pdf"
    with qtbot.waitSignal(page.pane.papers.written, timeout=15_000):
        page.pane.pdf_action.trigger()
    qtbot.waitUntil(window.toast.isVisible)
    qtbot.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    assert answers.opened == [answers.target]


def test_a_narrow_list_shows_the_state_below_the_date_and_needs_no_sideways_scrolling(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.resize(1024, 700)
    shown = page_of(window).list
    qtbot.waitUntil(lambda: shown.table.isColumnHidden(STATE))
    assert shown.model.index(0, 2).data(BELOW_ROLE) == "Dự thảo"
    qtbot.waitUntil(lambda: not shown.table.horizontalScrollBar().isVisible())
    window.resize(1500, 800)
    qtbot.waitUntil(lambda: not shown.table.isColumnHidden(STATE))


def test_columns_chosen_by_hand_stay_as_chosen(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    shown = page_of(window).list
    menu = shown.table.column_menu(shown)
    menu.actions()[UPDATED].trigger()
    assert not shown.table.isColumnHidden(UPDATED)
    window.resize(1100, 700)
    assert not shown.table.isColumnHidden(UPDATED)
    window.close()
    again = page_of(open_window(full, columns=window.context.settings.columns)).list
    assert not again.table.isColumnHidden(UPDATED)


def test_a_long_name_ends_in_dots_and_is_whole_in_its_tooltip(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.table.selectRow(0)
    page.pane.session.change(symbol="BC-UBND-VHXH-KTNS-PVHCC-XÃ-AN-HÒA-BÌNH-MINH")
    window.resize(900, 560)
    qtbot.waitUntil(lambda: page.pane.name.shown.endswith("…"))
    assert page.pane.name.toolTip().endswith("BÌNH-MINH")


def test_what_is_found_is_shown_from_its_beginning(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    plan = documents.recognised(commune_files()[0])
    store = window.context.workspace.store
    for _number in range(30):
        documents.keep(store, [plan], who="")
    page.refresh()
    assert page.list.model.rowCount() > 20
    page.list.table.selectRow(page.list.model.rowCount() - 1)
    page.list.table.scrollToBottom()
    bar = page.list.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    type_text(window.header.search, "nang cao chi so")
    qtbot.waitUntil(lambda: page.list.model.chosen.text == "nang cao chi so")
    assert page.list.model.rowCount() > 20
    assert bar.value() == 0


def test_a_narrow_window_folds_the_rail_and_leaves_no_word_cut_to_dots(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    page = page_of(window)
    page.list.table.selectRow(0)
    window.resize(900, 560)
    qtbot.waitUntil(lambda: window.rail.collapsed)
    for button in (page.pane.export_button, page.pane.issue_button):
        assert button.width() >= button.sizeHint().width()
        assert button.toolTip()

"""The page Tổng hợp handled roughly: second clicks, wrong days, what changed meanwhile."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.domain.consolidation import BoardQuery
from papidesk.domain.record import replace
from papidesk.domain.unit_tree import BelowUnit
from papidesk.storage import unit_reports
from papidesk.storage.store import Store
from papidesk.workflow import (
    consolidation_locks,
    documents,
    sent_history,
    unit_board,
    units,
    workspaces,
)
from tests.ui.conftest import Answers
from tests.ui.consolidation.conftest import KEY, YEAR, OpenPage, OpenWindow, founded, settled
from tests.ui.consolidation.test_watching import asked_dialog, listed, store_of
from tests.ui.person import type_text
from tests.workflow import below
from tests.workflow.conftest import WHO
from ui.consolidation.consolidation_page import ConsolidationPage
from ui.consolidation.merge_dialog import MergeDialog
from ui.consolidation.reminder_dialog import ReminderDialog
from ui.consolidation.return_report_dialog import ReturnReportDialog
from ui.consolidation.units_view import LISTED, NONE_FITS
from ui.consolidation.watch_view import LIST, MATRIX
from ui.main_window import MainWindow
from ui.overview.overview_page import OverviewPage

LEFT = Qt.MouseButton.LeftButton


def _levels(store: Store) -> None:
    """Two districts with two communes each, one commune of the province's own."""
    for code, name in (("H98.A", "huyện Thượng"), ("H98.B", "huyện Hạ")):
        units.put(store, BelowUnit(code=code, name=name, level="district"), who=WHO)
    for number, above in enumerate(("H98.A", "H98.A", "H98.B", "H98.B", ""), 1):
        one = BelowUnit(code=f"H99.{number}", name=f"xã Mẫu {number}", parent=above)
        units.put(store, one, who=WHO)
    below.reported(store, "H99.1", {"tin-bai": 4})
    below.reported(store, "H99.3", {"tin-bai": 4})


def test_a_second_click_does_not_accept_the_next_unit(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    page.show_filter(BoardQuery(duty=KEY[0], period=KEY[1], year=YEAR, state="undecided"))
    settled(page, qtbot)
    view = page.watch
    assert view.stack.currentIndex() == LIST and view.chips.down == "undecided"
    assert len(view.list.model.rows) == 10
    first = view.list.model.rows[0].unit
    view.list.table.choose_row(0)
    for _click in range(2):
        qtbot.mouseClick(view.list.accept_button, LEFT)
        settled(page, qtbot)
    states = {one.unit: one.state for one in unit_reports.of_period(store_of(page), *KEY).values()}
    assert [unit for unit, state in states.items() if state == "accepted"] == [first]
    assert len(view.list.model.rows) == 9 and not view.list.chosen
    # The keys go on from where it stood.
    assert view.list.table.currentIndex().row() == 0


def test_what_is_chosen_stays_chosen_when_a_bundle_arrives(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = listed(open_page(province), "H99.3")
    board = page.watch.list
    rows = [board.model.find(unit) for unit in ("H99.4", "H99.6")]
    board.table.choose_rows(rows, rows[0])
    below.reported(store_of(page), "H99.11", {"tin-bai": 3})
    page.context.exchange_changed.emit()
    settled(page, qtbot)
    assert [row.unit for row in board.chosen] == ["H99.4", "H99.6"]
    assert board.model.rows[board.model.find("H99.11")].report is not None


def test_an_acceptance_that_was_told_is_taken_back_with_its_bundle(
    real: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(real)
    unit = page.watch.matrix.rows[0].unit
    listed(page, unit)
    page.watch.list.tell_action.trigger()
    qtbot.waitUntil(lambda: bool(sent_history.history(store_of(page))), timeout=20_000)
    settled(page, qtbot)
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.mouseClick(window.toast.undo, LEFT)
    settled(page, qtbot)
    assert unit_board.report_of(store_of(page), unit, *KEY).state == "received"
    assert not sent_history.history(store_of(page))


def test_a_report_that_came_again_unseen_is_not_accepted(
    province: Path, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = listed(open_page(province), "H99.3")
    folder = page.context.workspace.folder
    with workspaces.open_store(page.context.workspace) as store:  # somebody else, at the same time
        assert folder
        below.reported(store, "H99.3", {"tin-bai": 90}, times=2)
    page.watch.list.accept_button.click()
    settled(page, qtbot)
    assert unit_board.report_of(store_of(page), "H99.3", *KEY).state == "received"
    assert "xã Mẫu 3" in answers.told[-1]
    # What stands now is on screen, and may be accepted.
    page.watch.list.accept_button.click()
    settled(page, qtbot)
    assert unit_board.report_of(store_of(page), "H99.3", *KEY).state == "accepted"


def test_words_are_kept_when_the_period_was_closed_while_they_were_written(
    real: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(real)
    unit = page.watch.matrix.rows[0].unit
    listed(page, unit)
    page.watch.list.return_button.click()
    dialog = asked_dialog(page, ReturnReportDialog)
    dialog.reason.show_value(("Số liệu chưa khớp",))
    consolidation_locks.lock(store_of(page), *KEY, who=WHO)
    dialog.accept_button.click()
    assert dialog.isVisible() and "đã chốt" in dialog.problem.text()
    assert dialog.reason.value() == ("Số liệu chưa khớp",)
    consolidation_locks.unlock(store_of(page), *KEY, reason="mở", who=WHO)
    dialog.wanted.show_day(datetime.date.today() - datetime.timedelta(days=1))
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.wanted.problem.text()
    dialog.typed = False
    dialog.reject()


def test_a_report_cannot_have_come_before_its_days_began(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    from ui.consolidation.small_dialogs import ArrivalDialog

    page = listed(open_page(province), "H99.2")
    page.watch.list.day_action.trigger()
    dialog = asked_dialog(page, ArrivalDialog)
    dialog.day.show_day(datetime.date(2016, 6, 19))
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.problem.text()
    dialog.reject()


def test_units_are_narrowed_to_those_below_one_unit(
    tmp_path: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(founded(tmp_path / "Bình Nguyên", _levels))
    view = page.watch
    assert view.above.isVisible() and view.year.above == {
        "H98.B": "huyện Hạ", "H98.A": "huyện Thượng",
    }  # fmt: skip
    view.above.choose("H98.A")
    assert {row.unit for row in view.matrix.rows} == {"H99.1", "H99.2"}
    listed(page, "H99.2")
    assert {row.unit for row in view.list.model.rows} == {"H99.1", "H99.2"}
    assert "1/2" in view.bar.rate.text() and "50 %" in view.bar.rate.text()
    view.remind()
    reminder = asked_dialog(page, ReminderDialog)
    assert reminder.list.count() == 1
    reminder.reject()
    page.show_search("mau 3")
    assert not view.list.model.rows
    view.everything_button.click()
    assert len(view.list.model.rows) == 5 and view.above.code == ""


def test_a_flat_list_has_no_unit_above_to_choose(province: Path, open_page: OpenPage) -> None:
    assert not open_page(province).watch.above.isVisible()


def test_showing_all_units_again_empties_the_search_box(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    page.tabs.setCurrentIndex(2)
    settled(page, qtbot)
    window = page.window()
    assert isinstance(window, MainWindow)
    window.header.search.setText("không có ai")
    qtbot.waitUntil(lambda: page.units.stack.currentIndex() == NONE_FITS)
    page.units.everything_button.click()
    assert page.units.stack.currentIndex() == LISTED
    assert window.header.search.text() == ""


def test_everybody_reported_and_nobody_is_reminded(
    tmp_path: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = listed(open_page(founded(tmp_path / "Đủ", lambda store: below.everybody(store, 3))))
    page.watch.remind_button.click()
    window = page.window()
    assert isinstance(window, MainWindow)
    assert "đôn đốc" in window.toast.text.text()
    assert not [one for one in QApplication.topLevelWidgets() if one.isModal() and one.isVisible()]


def test_closing_says_what_is_still_open(
    province: Path, open_page: OpenPage, answers: Answers
) -> None:
    page = listed(open_page(province), "H99.3")
    answers.agrees = False
    page.watch.lock_button.click()
    assert "chưa gửi: 2" in answers.questions[-1] and "chưa xem xét: 10" in answers.questions[-1]


def test_a_merged_units_report_is_accepted_once_though_it_stands_in_two_rows(
    tmp_path: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    def merged(store: Store) -> None:
        below.below(store, 3)
        day = datetime.date(2026, 7, 1)
        into = replace(units.tree(store).units["H99.1"], code="H99.9", name="xã Mới")
        units.merge(store, ["H99.1", "H99.2"], into, day=day, who=WHO)
        below.reported(store, "H99.9", {"tin-bai": 4})

    page = listed(open_page(founded(tmp_path / "Nhập", merged)))
    page.watch.list.table.selectAll()
    page.watch.list.accept_button.click()
    settled(page, qtbot)
    assert unit_board.report_of(store_of(page), "H99.9", *KEY).state == "accepted"


def test_escape_goes_back_and_keeps_what_was_narrowed(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = listed(open_page(province))
    page.watch.chips.chips["overdue"].click()
    qtbot.keyClick(page.watch.list.table, Qt.Key.Key_Escape)
    assert page.watch.stack.currentIndex() == MATRIX
    assert page.watch.chips.down == "overdue"
    assert all("overdue" in row.states for row in page.watch.matrix.rows)


def test_the_overview_of_a_superior_leads_to_what_waits(
    province: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(province, page="overview")
    page = window.current
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: page.board is not None, timeout=20_000)
    assert page.board is not None and page.shown is not None
    todo = next(one for one in page.shown.todo if one.kind == "undecided" and one.term)
    row = page.board.todo.rows.rows[page.shown.todo.index(todo)]
    row.chosen.emit()
    consolidation = window.current
    assert isinstance(consolidation, ConsolidationPage)
    settled(consolidation, qtbot)
    view = consolidation.watch
    assert view.asked is not None and view.asked.key == (todo.term.duty, todo.term.period)
    assert view.chips.down == "undecided" and len(view.list.model.rows) == todo.count
    qtbot.waitUntil(lambda: window.rail.button("consolidation").badge == 20, timeout=10_000)


def test_a_report_asked_for_while_another_year_is_read_is_that_years(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    before = len(documents.listing(store_of(page)))
    page.show_year(2019)
    page.make_report()  # nothing was sent in 2019: no report of this year may come of it
    settled(page, qtbot)
    asked = page.asked
    made = documents.listing(store_of(page))
    page.context.jobs.stop_all()
    assert len(made) == before or (asked is not None and asked.period.startswith("2019"))
    assert not any("2026" in one.title for one in made)


def test_why_a_folder_cannot_be_written_to_is_said_in_vietnamese(
    province: Path, open_page: OpenPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(province)
    (tmp_path / "kho").write_text("không phải thư mục")
    answers.chosen_folder = tmp_path / "kho"
    page.papers.parquet()
    settled(page, qtbot)
    assert "tệp" in answers.told[-1] and "exists" not in answers.told[-1]


def test_a_merger_does_not_take_another_units_code(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    page.tabs.setCurrentIndex(2)
    settled(page, qtbot)
    page.units.acts.ask_merge(["H99.1", "H99.3"])
    dialog = asked_dialog(page, MergeDialog)
    type_text(dialog.name.line, "xã Mới")
    dialog.code.line.clear()
    dialog.keep()
    assert dialog.isVisible() and dialog.code.problem.text() == "Nhập mã đơn vị."
    type_text(dialog.code.line, "H99.2")
    dialog.keep()
    assert dialog.isVisible() and "xã Mẫu 2" in dialog.code.problem.text()
    dialog.code.line.clear()
    type_text(dialog.code.line, "H99.90")
    dialog.keep()
    settled(page, qtbot)
    tree = units.tree(store_of(page))
    assert tree.units["H99.2"].name == "xã Mẫu 2" and tree.units["H99.1"].successor == "H99.90"
    window = page.window()
    assert isinstance(window, MainWindow)
    assert "2 đơn vị" in window.toast.text.text()
    window.toast.undo.click()
    settled(page, qtbot)
    tree = units.tree(store_of(page))
    assert "H99.90" not in tree.units and not tree.units["H99.1"].successor


def test_no_letter_asks_for_a_report_by_a_day_that_has_passed(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = listed(open_page(province))
    before = len(documents.listing(store_of(page)))
    page.watch.remind_button.click()
    dialog = asked_dialog(page, ReminderDialog)
    dialog.wanted.show_day(datetime.date(2020, 1, 1))
    dialog.make()
    assert dialog.isVisible() and "đã qua" in dialog.wanted.problem.text()
    assert len(documents.listing(store_of(page))) == before
    dialog.reject()
    settled(page, qtbot)

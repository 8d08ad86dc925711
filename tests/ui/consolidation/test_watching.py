"""A person watches who reported, accepts, returns, reminds and closes a period."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from papidesk.storage.store import Store
from papidesk.workflow import consolidation_locks, documents, papers, receiving, unit_board
from papidesk.workflow import sent_history as sent
from papidesk.workflow.received_papers import UnitPaper
from papidesk.workflow.unit_board import Board, BoardRow
from tests.ui.consolidation.conftest import KEY, OpenPage, OpenWindow, founded, settled
from tests.ui.person import Answers, type_text
from tests.workflow import below
from ui.consolidation.board_work import LookedAt
from ui.consolidation.consolidation_page import ConsolidationPage
from ui.consolidation.entries_dialog import EntriesDialog
from ui.consolidation.matrix_model import FIRST
from ui.consolidation.paper_dialog import PaperDialog
from ui.consolidation.reminder_dialog import ReminderDialog
from ui.consolidation.return_report_dialog import ReturnReportDialog
from ui.consolidation.small_dialogs import ArrivalDialog, UnlockDialog
from ui.consolidation.term_chip import Asked
from ui.consolidation.watch_view import LIST, MATRIX, NO_UNITS, NONE_FITS
from ui.main_window import MainWindow
from ui.widgets.table import TONE_ROLE

LEFT = Qt.MouseButton.LeftButton
D = TypeVar("D", bound=QDialog)


def store_of(page: ConsolidationPage) -> Store:
    return page.context.workspace.store


def asked_dialog(page: ConsolidationPage, kind: type[D]) -> D:
    """Return the dialog that is open over the page."""
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def column_of(page: ConsolidationPage, key: tuple[str, str] = KEY) -> int:
    asked = page.watch.year.asked
    return FIRST + [one.key for one in asked].index(key)


def listed(page: ConsolidationPage, unit: str = "") -> ConsolidationPage:
    """Go to the list of one report as a person does: by the key on a cell of the matrix."""
    table, model = page.watch.table, page.watch.matrix
    table.choose(max(0, model.find(unit)), column_of(page))
    QApplication.processEvents()
    table.reports.opened.emit(table.current)
    assert page.watch.stack.currentIndex() == LIST
    return page


def state(page: ConsolidationPage, unit: str) -> str:
    board = unit_board.board(store_of(page), *KEY, today=datetime.date.today())
    return next(row.state for row in board.rows if row.unit == unit)


def test_late_units_stand_first_and_each_state_is_a_word_and_a_colour(
    province: Path, open_page: OpenPage
) -> None:
    page = open_page(province)
    view = page.watch
    assert view.stack.currentIndex() == MATRIX and view.matrix.rowCount() == 12
    column = column_of(page)
    row = view.matrix.find("H99.2")
    assert view.matrix.index(row, column).data() == "Trễ hạn"
    assert view.matrix.index(row, column).data(TONE_ROLE) == "warning"
    missing = view.matrix.find("H99.12")
    assert missing < row < view.matrix.find("H99.5")
    assert view.matrix.index(missing, column).data() == "Chưa gửi, quá hạn"
    assert view.matrix.index(missing, column).data(TONE_ROLE) == "error"
    board = view.year.find(KEY)
    assert board is not None and str(board.on_time_rate) == "75.0"
    assert "75 %" in view.matrix.headerData(column, Qt.Orientation.Horizontal)


def test_chips_and_words_narrow_the_units(province: Path, open_page: OpenPage) -> None:
    page = open_page(province)
    listed(page)
    view = page.watch
    view.chips.chips["late"].click()
    assert [row.unit for row in view.list.model.rows] == ["H99.2"]
    view.chips.chips["late"].click()
    page.show_search("mau 11")
    assert [row.unit for row in view.list.model.rows] == ["H99.11"]
    page.show_search("không có ai")
    assert view.stack.currentIndex() == NONE_FITS
    view.everything_button.click()
    assert len(view.list.model.rows) == 12


def test_enter_on_a_cell_opens_that_report_of_that_unit_and_escape_goes_back(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    view = page.watch
    view.table.choose(view.matrix.find("H99.7"), column_of(page))
    view.table.reports.setFocus()
    qtbot.keyClick(view.table.reports, Qt.Key.Key_Return)
    assert view.asked is not None and view.asked.key == KEY
    assert view.list.unit == "H99.7"
    qtbot.keyClick(view.list.table, Qt.Key.Key_Escape)
    assert view.stack.currentIndex() == MATRIX
    assert view.matrix.rows[view.table.current.row()].unit == "H99.7"


def test_the_matrix_is_copied_with_the_names_of_the_units(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    table = page.watch.table
    table.choose(page.watch.matrix.find("H99.2"), FIRST)
    table.reports.setFocus()
    qtbot.keyClick(table.reports, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Đơn vị\t") and copied[-1].startswith("xã Mẫu 2\t")
    assert "Trễ hạn" in copied[-1]


def test_reports_are_accepted_together_and_that_is_taken_back(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = listed(open_page(province), "H99.3")
    view = page.watch.list
    view.table.selectAll()
    qtbot.mouseClick(view.accept_button, LEFT)
    settled(page, qtbot)
    told = unit_board.report_of(store_of(page), "H99.3", *KEY)
    assert told.state == "accepted" and told.decided_by
    assert unit_board.report_of(store_of(page), "H99.2", *KEY).state == "accepted"
    window = page.window()
    assert isinstance(window, MainWindow)
    assert "10 báo cáo" in window.toast.text.text()
    qtbot.mouseClick(window.toast.undo, LEFT)
    settled(page, qtbot)
    assert unit_board.report_of(store_of(page), "H99.3", *KEY).state == "received"


def test_the_real_day_of_arrival_makes_a_late_report_one_on_time(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = listed(open_page(province), "H99.2")
    page.watch.list.day_action.trigger()
    dialog = asked_dialog(page, ArrivalDialog)
    dialog.day.show_day(datetime.date.today() + datetime.timedelta(days=3))
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.problem.text()
    dialog.day.show_day(below.DUE)
    dialog.accept_button.click()
    settled(page, qtbot)
    assert state(page, "H99.2") == "on_time"
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.mouseClick(window.toast.undo, LEFT)
    settled(page, qtbot)
    assert state(page, "H99.2") == "late"


def test_a_report_is_returned_with_remarks_in_a_bundle_for_the_unit(
    real: Path, open_page: OpenPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(real)
    unit = page.watch.matrix.rows[0].unit
    listed(page, unit)
    answers.target = tmp_path / "tra lai.papi"
    page.watch.list.return_button.click()
    dialog = asked_dialog(page, ReturnReportDialog)
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.reason.problem.text()
    places = [dialog.notes.place.box.itemData(at) for at in range(dialog.notes.place.box.count())]
    figure = next(one for one in places if one.startswith("counter:"))
    for place, text in ((figure, "Kiểm tra lại tháng 5"), ("", "Thiếu phụ lục")):
        dialog.notes.place.show_value(place)
        dialog.notes.remark.line.setFocus()
        type_text(dialog.notes.remark.line, text)
        qtbot.keyClick(dialog.notes.remark.line, Qt.Key.Key_Return)
    assert dialog.notes.list.count() == 2
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: answers.target is not None and answers.target.exists(), timeout=20_000)
    settled(page, qtbot)
    kept = unit_board.report_of(store_of(page), unit, *KEY)
    assert kept.state == "returned"
    assert [one.text for one in kept.remarks] == ["Kiểm tra lại tháng 5", "Thiếu phụ lục"]
    assert kept.remarks[0].counter == figure.removeprefix("counter:")
    assert sent.history(store_of(page))[0].kind == "return"
    commune = real.parent / "xã An Hòa"
    from papidesk.workflow import workspaces

    assert answers.target is not None
    with (
        workspaces.open_workspace(commune) as workspace,
        receiving.look(workspace.store, answers.target, who="") as incoming,
    ):
        assert incoming.plan.manifest.kind == "return"


def test_what_a_unit_sent_can_be_looked_at(real: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(real)
    listed(page, page.watch.matrix.rows[0].unit)
    page.watch.list.entries_action.trigger()
    dialog = asked_dialog(page, EntriesDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3, timeout=10_000)
    type_text(dialog.search, "hop thon 2")
    assert dialog.model.rowCount() == 1
    dialog.close()
    # Only figures came: that is said, and no paper is offered.
    assert not page.watch.list.paper_button.isEnabled()
    row = page.watch.list.chosen[0]
    assert page.watch.asked is not None
    page.watch.acts.show_paper(page.watch.asked, row)
    shown = asked_dialog(page, PaperDialog)
    qtbot.waitUntil(lambda: "không kèm văn bản" in shown.note.text(), timeout=10_000)


def test_letters_to_those_missing_become_drafts_or_pdf_files(
    province: Path, open_page: OpenPage, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    page = listed(open_page(province))
    folder = tmp_path / "thư"
    folder.mkdir()
    answers.chosen_folder = folder
    page.watch.list.choose_first()
    page.watch.list.table.clearSelection()
    page.watch.remind_button.click()
    dialog = asked_dialog(page, ReminderDialog)
    assert dialog.codes == ("H99.11", "H99.12")
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=20_000)
    assert "xã Mẫu 11" in " ".join(dialog.preview.document.addressees)  # type: ignore[union-attr]
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: len(list(folder.glob("*.pdf"))) == 2, timeout=30_000)
    qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=10_000)
    before = len(documents.listing(store_of(page)))
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: len(documents.listing(store_of(page))) == before + 2, timeout=20_000)
    settled(page, qtbot)


def test_a_period_is_closed_and_opened_again_with_a_reason(
    province: Path, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = listed(open_page(province), "H99.3")
    answers.agrees = False
    page.watch.lock_button.click()
    assert consolidation_locks.locked(store_of(page), *KEY) is None
    answers.agrees = True
    page.watch.lock_button.click()
    settled(page, qtbot)
    assert consolidation_locks.locked(store_of(page), *KEY) is not None
    assert page.watch.closed.isVisible() and not page.watch.list.accept_button.isEnabled()
    page.watch.lock_button.click()
    dialog = asked_dialog(page, UnlockDialog)
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.problem.text()
    dialog.reason.line.setText("Đơn vị đính chính")
    dialog.accept_button.click()
    settled(page, qtbot)
    assert consolidation_locks.locked(store_of(page), *KEY) is None
    assert not page.watch.closed.isVisible() and page.watch.list.accept_button.isEnabled()


def test_a_year_without_units_leads_to_the_first_step(
    empty_province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(empty_province)
    assert page.watch.stack.currentIndex() == NO_UNITS
    qtbot.mouseClick(page.watch.big_add, LEFT)
    from ui.consolidation.unit_dialog import UnitDialog

    dialog = asked_dialog(page, UnitDialog)
    type_text(dialog.name.line, "xã An Hòa")
    dialog.accept_button.click()
    settled(page, qtbot)
    page.tabs.setCurrentIndex(0)
    settled(page, qtbot)
    assert page.watch.stack.currentIndex() == MATRIX
    assert [row.name for row in page.watch.matrix.rows] == ["xã An Hòa"]


def test_the_units_of_a_country_are_shown_without_keeping_anybody_waiting(
    tmp_path: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    import time

    page = open_page(founded(tmp_path / "Bộ", lambda store: below.below(store, 3321)))
    assert page.watch.matrix.rowCount() == 3321
    begun = time.perf_counter()
    page.watch.show_boards(page.watch.year)
    page.watch.table.reports.scrollToBottom()
    QApplication.processEvents()
    # A tenth of a second on a computer that does nothing else; others may be at work here.
    assert time.perf_counter() - begun < 1


def test_the_pages_of_a_unit_are_shown_saved_and_printed(
    open_window: OpenWindow, full: Path, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(full)
    store = window.context.workspace.store
    document = documents.get(store, documents.listing(store)[0].id)
    pdf = papers.pdf(document)
    dialog = PaperDialog(window.context, "xã An Hòa: Báo cáo/6 tháng", None, window)
    dialog.open()
    assert not dialog.save_button.isEnabled()
    found = UnitPaper(document=document, title=document.title, pdf="0" * 64, files=("bảng.xlsx",))
    dialog.show_paper(LookedAt(found, pdf))
    qtbot.waitUntil(lambda: dialog.view.page_count > 0, timeout=20_000)
    assert "đã ban hành" in dialog.note.text() and "bảng.xlsx" in dialog.note.text()
    answers.target = tmp_path / "báo cáo.pdf"
    dialog.save_button.click()
    assert answers.target.read_bytes() == pdf
    assert answers.proposed is not None and "/" not in answers.proposed.name
    answers.target = tmp_path
    dialog.save_button.click()
    assert len(answers.told) == 1
    answers.paper = tmp_path / "in.pdf"
    dialog.print_button.click()
    qtbot.waitUntil((tmp_path / "in.pdf").exists, timeout=20_000)
    qtbot.waitUntil(lambda: window.context.jobs.idle, timeout=20_000)


def test_all_of_thousands_are_chosen_and_reminded_in_one_go(
    open_window: OpenWindow, full: Path, qtbot: QtBot
) -> None:
    window = open_window(full)
    rows = tuple(
        BoardRow(unit=f"H99.{n}", name=f"xã Mẫu {n}", state="overdue") for n in range(3321)
    )
    shown = Board(duty=KEY[0], period=KEY[1], due=below.DUE, rows=rows)
    dialog = ReminderDialog(window.context, Asked(*KEY, "Báo cáo"), shown, None, window)
    dialog.open()
    dialog.none_button.click()
    assert dialog.codes == () and not dialog.accept_button.isEnabled()
    dialog.all_button.click()
    assert len(dialog.codes) == 3321 and "3.321" in dialog.count.text()
    dialog.together.click()
    assert dialog.count.text().startswith("1 ")
    dialog.reject()
    qtbot.waitUntil(lambda: window.context.jobs.idle, timeout=20_000)

"""Closed periods on the page Báo cáo: figures then and now, corrections, closing and reopening."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from papidesk.workflow import closings, log
from tests.ui.conftest import WHO
from tests.ui.person import type_text
from tests.ui.reports.conftest import NEWS, YEAR, OpenPage, entry, store_of
from ui.log.entries_dialog import EntriesDialog
from ui.reports.close_dialog import CloseDialog
from ui.reports.closings_view import ClosingsView
from ui.reports.reopen_dialog import ReopenDialog
from ui.reports.reports_page import CLOSINGS, ReportsPage


def opened(page: ReportsPage, kind: type[QDialog]) -> list[QDialog]:
    return [one for one in page.window().findChildren(kind) if one.isVisible()]


def view_of(page: ReportsPage) -> ClosingsView:
    page.tabs.setCurrentIndex(CLOSINGS)
    return page.closings


def close_half_year(page: ReportsPage) -> None:
    """Close the first half of the year as a person does."""
    view = view_of(page)
    button = view.big_close if view.big_close.isVisible() else view.close_button
    button.click()
    dialog = opened(page, CloseDialog)[0]
    assert isinstance(dialog, CloseDialog)
    dialog.accept_button.click()


def correct(page: ReportsPage) -> None:
    late = entry(NEWS, 4, datetime.date(YEAR, 3, 3))
    log.add(store_of(page), late, who=WHO, reason="Ghi sót khi tổng hợp")
    page.context.log_changed.emit()


def test_a_period_closed_by_hand_keeps_its_figures(open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    assert view_of(page).empty.isVisible()
    close_half_year(page)
    view = page.closings
    assert view.model.rowCount() == 1
    assert view.model.index(0, 0).data() == f"01/01/{YEAR} – 30/06/{YEAR}"
    rows = {row.code: row for row in view.then.rows}
    assert rows[NEWS].then == rows[NEWS].now == 12
    assert not any(row.differs for row in view.then.rows)


def test_a_correction_stands_with_its_reason_and_what_it_changed(
    open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    close_half_year(page)
    correct(page)
    view = page.closings
    first = view.then.rows[0]
    assert first.code == NEWS and (first.then, first.now) == (12, 16)
    assert view.then.index(0, 4).data() == "+4"
    change = view.changes.index(0, 2).data()
    assert "12 → 16" in change
    assert view.changes.index(0, 3).data() == "chưa báo cáo"
    view.changes_table.choose_row(0)
    view.changes_table.copy()
    assert "Ghi sót khi tổng hợp" in QApplication.clipboard().text()
    assert "1 (1 chưa báo cáo)" in view.model.index(0, 5).data()


def test_enter_on_a_figure_shows_the_entries_of_the_closed_window(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    close_half_year(page)
    view = page.closings
    row = next(n for n, one in enumerate(view.then.rows) if one.code == NEWS)
    view.figures_table.choose_row(row)
    qtbot.keyClick(view.figures_table, Qt.Key.Key_Return)
    found = opened(page, EntriesDialog)
    assert len(found) == 1 and found[0].totals.text().startswith("2 ")  # type: ignore[attr-defined]


def test_opening_again_asks_for_a_reason(qtbot: QtBot, open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    close_half_year(page)
    view = page.closings
    qtbot.mouseClick(view.reopen_button, Qt.MouseButton.LeftButton)
    dialog = opened(page, ReopenDialog)[0]
    assert isinstance(dialog, ReopenDialog)
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.reason.problem.isVisible()
    type_text(dialog.reason.text, "Cấp trên yêu cầu tính lại")
    dialog.accept_button.click()
    assert not opened(page, ReopenDialog)
    kept = closings.every(store_of(page))[0]
    assert kept.reopen_reason == "Cấp trên yêu cầu tính lại"
    assert view.model.index(0, 2).data() == "Mở lại"
    assert not view.reopen_button.isEnabled()
    # Entries can be changed without a reason now, and it can be closed once more.
    log.add(store_of(page), entry(NEWS, 1, datetime.date(YEAR, 3, 4)), who=WHO)
    view.again_action.trigger()
    again = opened(page, CloseDialog)[0]
    assert isinstance(again, CloseDialog)
    again.accept_button.click()
    assert [one.reopened_at == "" for one in closings.every(store_of(page))].count(True) == 1


def test_the_same_window_is_not_closed_twice_and_the_dialog_says_so(
    open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    close_half_year(page)
    page.closings.close_button.click()
    dialog = opened(page, CloseDialog)[0]
    assert isinstance(dialog, CloseDialog)
    assert dialog.caution.text()
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.problem.isVisible()
    dialog.reject()
    assert len(closings.every(store_of(page))) == 1


def test_only_windows_of_the_year_are_listed(open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    close_half_year(page)
    page.show_year(YEAR - 1)
    assert page.closings.model.rowCount() == 0
    page.show_year(YEAR)
    assert page.closings.model.rowCount() == 1


def test_a_damaged_period_stays_closed_and_is_told(open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    close_half_year(page)
    correct(page)
    store = store_of(page)
    with store.unit_of_work():
        store.write("UPDATE closings SET content = replace(content, '-06-30', '-06-03')")
        store.write("UPDATE corrections SET content = replace(content, 'tổng', 'tong')")
    view = view_of(page)
    view.refresh()
    assert view.problem.isVisible()
    assert len(view.problem.text().splitlines()) == len(closings.damaged(store)) == 2
    assert view.model.index(0, 0).data() == f"01/01/{YEAR} – 30/06/{YEAR}"
    assert view.changes.rowCount() == 1

"""A person enters the units below: one by one, from Excel; renames, merges and ends them."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.workflow import unit_board, units
from tests.ui.consolidation.conftest import KEY, OpenPage, settled
from tests.ui.consolidation.test_watching import asked_dialog, store_of
from tests.ui.person import Answers, drop, type_text
from ui.consolidation.consolidation_page import UNITS, ConsolidationPage
from ui.consolidation.merge_dialog import MergeDialog
from ui.consolidation.scope_dialog import ScopeDialog
from ui.consolidation.unit_change_dialog import UnitChangeDialog
from ui.consolidation.unit_dialog import UnitDialog
from ui.consolidation.units_import_dialog import UnitsImportDialog
from ui.consolidation.units_view import UnitsView
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
DAY = datetime.date(2026, 7, 1)


def view_of(page: ConsolidationPage, qtbot: QtBot) -> UnitsView:
    """Go to the units."""
    page.tabs.setCurrentIndex(UNITS)
    settled(page, qtbot)
    return page.units


def undo(page: ConsolidationPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.mouseClick(window.toast.undo, LEFT)
    settled(page, qtbot)


def codes(page: ConsolidationPage) -> list[str]:
    return [one.code for one in units.tree(store_of(page)).there()]


def test_a_hundred_and_four_units_are_pasted_from_excel_and_taken_back(
    empty_province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(empty_province)
    view = view_of(page, qtbot)
    qtbot.mouseClick(view.big_import, LEFT)
    dialog = asked_dialog(page, UnitsImportDialog)
    lines = ["STT\tTên đơn vị\tMã định danh"]
    lines += [f"{n}\tUBND xã Mẫu {n}\tH99.{n}" for n in range(1, 105)]
    lines += ["105\txã Sai\tH 99"]
    QApplication.clipboard().setText("\n".join(lines))
    qtbot.mouseClick(dialog.paste_button, LEFT)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=10_000)
    assert dialog.model.rowCount() == 105
    assert "Từ chối: 1" in dialog.summary.text() and "104" in dialog.accept_button.text()
    assert codes(page) == []
    # A column that was taken for something else is put right, and the rows are read again.
    dialog.columns.fields[2].show_value("note")
    dialog.plan = None
    dialog.columns.fields[2].changed.emit()
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=10_000)
    assert dialog.model.index(0, 3).data() == "xa-mau-1"
    dialog.columns.fields[2].show_value("code")
    dialog.plan = None
    dialog.columns.fields[2].changed.emit()
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=10_000)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: len(codes(page)) == 104, timeout=10_000)
    settled(page, qtbot)
    assert view.table.topLevelItemCount() == 104
    undo(page, qtbot)
    assert codes(page) == [] and view.big_import.isVisible()


def test_a_file_is_dropped_and_nonsense_is_refused_in_a_sentence(
    empty_province: Path, open_page: OpenPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(empty_province)
    view = view_of(page, qtbot)
    qtbot.mouseClick(view.big_import, LEFT)
    dialog = asked_dialog(page, UnitsImportDialog)
    QApplication.clipboard().setText("")
    qtbot.mouseClick(dialog.paste_button, LEFT)
    assert "dán" in dialog.problem.text()
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"PK nothing of use")
    drop(dialog, [broken])
    qtbot.waitUntil(lambda: "hỏng.xlsx" in dialog.problem.text(), timeout=10_000)
    good = tmp_path / "đơn vị.csv"
    good.write_text("Tên đơn vị;Thuộc\nhuyện Mẫu;\nxã An Hòa;huyện Mẫu\n", encoding="utf-8")
    drop(dialog, [good])
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2, timeout=10_000)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: len(codes(page)) == 2, timeout=10_000)
    settled(page, qtbot)
    top = view.table.topLevelItem(0)
    assert top is not None and top.childCount() == 1


def test_a_unit_is_added_with_a_code_made_of_its_name_and_a_taken_one_is_refused(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    view = view_of(page, qtbot)
    qtbot.mouseClick(view.add_button, LEFT)
    dialog = asked_dialog(page, UnitDialog)
    dialog.accept_button.click()
    assert dialog.name.problem.text()
    type_text(dialog.name.line, "xã Đông Hạ")
    assert dialog.code.value() == "xa-dong-ha"
    dialog.code.line.clear()
    type_text(dialog.code.line, "H99.1")
    dialog.accept_button.click()
    assert dialog.isVisible() and "H99.1" in dialog.code.problem.text()
    dialog.code.line.setText("H99.77")
    dialog.accept_button.click()
    settled(page, qtbot)
    assert "H99.77" in codes(page) and [one.code for one in view.chosen] == ["H99.77"]
    undo(page, qtbot)
    assert "H99.77" not in codes(page)


def test_a_unit_is_renamed_from_a_day_on_and_keeps_its_past(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    view = view_of(page, qtbot)
    view.choose("H99.5")
    view.panel.rename_action.trigger()
    dialog = asked_dialog(page, UnitChangeDialog)
    dialog.name.line.setText("phường Mẫu")
    dialog.day.show_day(None)
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.day.problem.text()
    dialog.day.show_day(DAY)
    dialog.basis.line.setText("Nghị quyết số 1/NQ-HĐND")
    dialog.accept_button.click()
    settled(page, qtbot)
    kept = units.get(store_of(page), "H99.5")
    assert kept.name == "phường Mẫu" and kept.former[0].name == "xã Mẫu 5"
    assert "xã Mẫu 5" in view.panel.history.text()
    undo(page, qtbot)
    assert units.get(store_of(page), "H99.5").name == "xã Mẫu 5"


def test_three_units_become_one_and_the_merger_is_taken_back(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    view = view_of(page, qtbot)
    view.choose("H99.3")
    qtbot.mouseClick(view.merge_button, LEFT)
    dialog = asked_dialog(page, MergeDialog)
    type_text(dialog.ticks.search, "mau 4")
    dialog.ticks.tick(every=True)
    dialog.ticks.search.clear()
    type_text(dialog.ticks.search, "mau 7")
    dialog.ticks.tick(every=True)
    assert dialog.ticks.ticked == ("H99.3", "H99.4", "H99.7")
    type_text(dialog.name.line, "xã Mẫu Mới")
    dialog.day.show_day(DAY)
    dialog.accept_button.click()
    settled(page, qtbot)
    tree = units.tree(store_of(page), datetime.date(2026, 8, 1))
    assert tree.sources("xa-mau-moi") == ["xa-mau-moi", "H99.3", "H99.4", "H99.7"]
    view.gone.click()
    view.choose("H99.4")
    assert view.panel.back_action.isEnabled()
    undo(page, qtbot)
    assert {"H99.3", "H99.4", "H99.7"} <= set(codes(page)) and "xa-mau-moi" not in codes(page)


def test_a_unit_that_reported_cannot_be_removed_but_ended(
    province: Path, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(province)
    view = view_of(page, qtbot)
    view.choose("H99.5")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert "xã Mẫu 5" in answers.told[0] and "H99.5" in codes(page)
    view.choose("H99.12")
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert "H99.12" not in codes(page)
    undo(page, qtbot)
    assert "H99.12" in codes(page)
    view.choose("H99.5")
    view.panel.end_action.trigger()
    dialog = asked_dialog(page, UnitChangeDialog)
    dialog.day.show_day(DAY)
    dialog.accept_button.click()
    settled(page, qtbot)
    assert "H99.5" not in [
        one.code for one in units.tree(store_of(page), DAY.replace(day=2)).there()
    ]


def test_a_duty_is_asked_of_all_but_one(province: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(province)
    view = view_of(page, qtbot)
    qtbot.mouseClick(view.scope_button, LEFT)
    dialog = asked_dialog(page, ScopeDialog)
    dialog.duty.show_value(KEY[0])
    dialog.duty.changed.emit()
    dialog.way.show_value("only")
    dialog.way.changed.emit()
    dialog.accept_button.click()
    assert dialog.isVisible() and dialog.problem.text()
    dialog.way.show_value("but")
    dialog.way.changed.emit()
    type_text(dialog.ticks.search, "mau 12")
    dialog.ticks.tick(every=True)
    dialog.accept_button.click()
    settled(page, qtbot)
    expected = [one.code for one in unit_board.expected(store_of(page), *KEY)]
    assert "H99.12" not in expected and len(expected) == 11
    undo(page, qtbot)
    assert len(unit_board.expected(store_of(page), *KEY)) == 12

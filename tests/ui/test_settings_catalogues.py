"""Catalogues in the settings: typed, refused beside the field, ended, restored, shared."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.domain.report_duty import DayOfYear
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, documents, holidays, papi
from tests.conftest import ROOT
from tests.ui.person import Answers
from tests.ui.test_settings import section
from tests.ui.test_settings_office import press, write
from ui.main_window import MainWindow
from ui.settings.channels_section import ChannelsSection
from ui.settings.counters_section import CountersSection
from ui.settings.duties_section import DutiesSection
from ui.settings.holidays_section import HolidaysSection
from ui.settings.papi_frame_section import PapiFrameSection
from ui.settings.papi_model import BREAK
from ui.settings.papi_section import PapiSection
from ui.settings.plan_dialog import PlanDialog
from ui.settings.provinces_section import ProvincesSection
from ui.settings.versions_dialog import VersionsDialog
from ui.tasks.plan_dialog import PlanDialog as ChoosePlanDialog

OpenWindow = Callable[..., MainWindow]
WHO = "Trần Thị Thí Dụ"


@pytest.fixture
def window(open_window: OpenWindow, full: Path) -> MainWindow:
    return open_window(full)


def store_of(window: MainWindow) -> Store:
    return window.context.workspace.store


def counters(window: MainWindow) -> CountersSection:
    form = section(window, "counters")
    assert isinstance(form, CountersSection)
    return form


def undo(window: MainWindow) -> None:
    """Take back what the toast tells of."""
    window.toast.undo.click()


def test_a_counter_is_added_with_a_code_of_its_name(qtbot: QtBot, window: MainWindow) -> None:
    form = counters(window)
    press(qtbot, form.add)
    write(qtbot, form.title.line, "Buổi hòa giải ở cơ sở")
    assert form.unit.problem.text()  # a unit is missing yet
    write(qtbot, form.unit.line, "buổi")
    kept = catalogues.counter(store_of(window), "buoi-hoa-giai-o-co-so")
    assert (kept.name, kept.unit, kept.own) == ("Buổi hòa giải ở cơ sở", "buổi", True)
    assert not form.unit.problem.text()


def test_a_second_click_on_add_makes_no_second_blank_row(qtbot: QtBot, window: MainWindow) -> None:
    form = counters(window)
    rows = form.model.rowCount()
    press(qtbot, form.add)
    press(qtbot, form.add)
    assert form.model.rowCount() == rows + 1


def test_a_bound_that_is_no_number_is_told_beside_its_field(
    qtbot: QtBot, window: MainWindow
) -> None:
    form = counters(window)
    form.choose("pano")
    write(qtbot, form.most.line, "nhiều")
    assert form.most.problem.text()
    assert catalogues.counter(store_of(window), "pano") == catalogues.counter(None, "pano")
    write(qtbot, form.most.line, "2.500")
    assert catalogues.counter(store_of(window), "pano").most == 2500


def test_a_changed_counter_goes_back_to_the_programs_and_to_a_version(
    qtbot: QtBot, window: MainWindow
) -> None:
    form, store = counters(window), store_of(window)
    form.choose("pano")
    for unit in ("tấm", "bảng"):
        write(qtbot, form.unit.line, unit)
    assert catalogues.counter(store, "pano").unit == "bảng"
    press(qtbot, form.versions)
    dialog = form.findChild(VersionsDialog)
    assert dialog is not None
    assert [one.version for one in dialog.versions] == [2, 1]
    dialog.table.choose_row(1)
    dialog.restore.click()
    assert catalogues.counter(store, "pano").unit == "tấm"
    press(qtbot, form.ours)
    assert catalogues.counter(store, "pano") == catalogues.counter(None, "pano")
    assert not form.ours.isEnabled()
    undo(window)
    assert catalogues.counter(store, "pano").unit == "tấm"


def test_removing_one_of_ours_ends_it_and_undo_brings_it_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    form, store = counters(window), store_of(window)
    form.choose("to-roi")
    press(qtbot, form.remove)
    assert catalogues.counter(store, "to-roi").validity.until is not None
    assert form.past.isVisible()
    undo(window)
    assert catalogues.counter(store, "to-roi") == catalogues.counter(None, "to-roi")


def test_what_was_removed_is_brought_back_later(qtbot: QtBot, window: MainWindow) -> None:
    form, store = counters(window), store_of(window)
    press(qtbot, form.add)
    write(qtbot, form.title.line, "Hòa giải")
    write(qtbot, form.unit.line, "vụ")
    assert not form.gone.isVisible()
    press(qtbot, form.remove)
    assert catalogues.find_counter(store, "hoa giai") is None
    assert [action.text() for action in form.gone.menu().actions()] == ["Hòa giải"]
    form.gone.menu().actions()[0].trigger()
    assert catalogues.counter(store, "hoa-giai").unit == "vụ"
    assert form.chosen.code == "hoa-giai"
    assert not form.gone.isVisible()


def test_the_list_is_searched_without_dau(window: MainWindow) -> None:
    form = counters(window)
    form.filter.setText("phat thanh")
    assert form.model.rowCount() == 2
    form.filter.setText("không có gì")
    assert form.model.rowCount() == 0
    assert form.nothing.isVisible()


def test_a_ratio_shows_its_two_parts_and_is_refused_without_them(
    qtbot: QtBot, window: MainWindow
) -> None:
    form = counters(window)
    form.choose("ty-le-toan-trinh")
    assert form.numerator.isVisible()
    assert form.numerator.value() == "ho-so-toan-trinh"
    form.numerator.show_value("")
    form.numerator.box.activated.emit(0)
    assert form.numerator.problem.text()
    form.choose("pano")
    assert not form.numerator.isVisible()


def test_counters_change_places(qtbot: QtBot, window: MainWindow) -> None:
    form = counters(window)
    form.choose("tin-bai")
    press(qtbot, form.down)
    codes = [one.code for one in catalogues.counters(store_of(window))]
    assert codes[:2] == ["chuyen-muc", "tin-bai"]
    press(qtbot, form.up)
    codes = [one.code for one in catalogues.counters(store_of(window))]
    assert codes[:2] == ["tin-bai", "chuyen-muc"]


def test_a_channel_is_changed_while_typing_and_kept_when_left(
    qtbot: QtBot, window: MainWindow
) -> None:
    form = section(window, "channels")
    assert isinstance(form, ChannelsSection)
    form.choose("zalo")
    write(qtbot, form.words.line, "nhóm zalo; zalo oa xã")
    assert catalogues.channel(store_of(window), "zalo").words == ("nhóm zalo", "zalo oa xã")


def test_a_duty_says_what_its_periods_mean_and_takes_other_days(
    qtbot: QtBot, window: MainWindow
) -> None:
    form = section(window, "duties")
    assert isinstance(form, DutiesSection)
    form.choose("papi")
    row = form.terms.rows[0]
    year = datetime.date.today().year
    assert f"15/12/{year - 1}" in row.said.text()
    write(qtbot, row.due.line, "31/02")
    assert row.said.property("kind") == "problem"
    write(qtbot, row.due.line, "10/3")
    assert catalogues.report_duty(store_of(window), "papi").terms[0].due == DayOfYear(
        month=3, day=10
    )
    press(qtbot, form.terms.add)
    assert len(catalogues.report_duty(store_of(window), "papi").terms) == 6
    press(qtbot, form.terms.rows[-1].away)
    assert len(catalogues.report_duty(store_of(window), "papi").terms) == 5


def test_a_new_duty_begins_with_the_usual_periods(qtbot: QtBot, window: MainWindow) -> None:
    form = section(window, "duties")
    assert isinstance(form, DutiesSection)
    press(qtbot, form.add)
    write(qtbot, form.title.line, "Báo cáo chuyển đổi số")
    kept = catalogues.report_duty(store_of(window), "bao-cao-chuyen-doi-so")
    assert len(kept.terms) == 5


def test_report_duties_are_taken_over_from_a_superiors_plan(
    qtbot: QtBot, window: MainWindow
) -> None:
    store = store_of(window)
    plan = documents.import_file(store, ROOT / "tests/chain/ke-hoach-tinh.txt", who="x").document
    form = section(window, "duties")
    assert isinstance(form, DutiesSection)
    press(qtbot, form.from_plan)
    chooser = form.findChild(ChoosePlanDialog)
    chooser.picker.search.setText("nang cao chi so")
    chooser.accept_button.click()
    dialog = form.findChild(PlanDialog)
    assert [row.state for row in dialog.rows] == ["new"]
    assert "Sở Nội vụ" in dialog.rows[0].cells
    assert catalogues.report_duties(store) == [
        one for one in catalogues.report_duties(store) if not one.source
    ]
    dialog.take.click()
    [kept] = [one for one in catalogues.report_duties(store) if one.source == plan.id]
    assert kept.recipient == "Sở Nội vụ" and "21/KH-UBND" in kept.basis
    assert [(term.kind, term.due.month) for term in kept.terms] == [("half", 6), ("year", 12)]
    assert form.chosen == kept
    window.toast.undo.click()
    assert not [one for one in catalogues.report_duties(store) if one.source]


def test_an_own_day_off_is_entered_moved_and_removed(qtbot: QtBot, window: MainWindow) -> None:
    page = section(window, "holidays")
    assert isinstance(page, HolidaysSection)
    form, store = page.own, store_of(window)
    year = datetime.date.today().year
    press(qtbot, form.add)
    for part, text in zip(
        (form.day.date.day, form.day.date.month, form.day.date.year),
        ("12", "05", str(year)),
        strict=True,
    ):
        write(qtbot, part, text)
    assert form.why.problem.text()
    write(qtbot, form.why.line, "Nghỉ theo thông báo")
    day = datetime.date(year, 5, 12)
    assert holidays.of_year(store, year)[day] == "Nghỉ theo thông báo"
    write(qtbot, form.day.date.day, "13")
    assert [own.day for own in holidays.extra(store)] == [datetime.date(year, 5, 13)]
    press(qtbot, form.remove)
    assert holidays.extra(store) == ()
    undo(window)
    assert len(holidays.extra(store)) == 1


def test_only_wording_of_ours_can_be_changed(qtbot: QtBot, window: MainWindow) -> None:
    page = section(window, "papi-frame")
    assert isinstance(page, PapiFrameSection)
    form = page.dimensions
    form.choose("1.1")
    assert form.title.line.isReadOnly()
    form.choose("7.2")
    write(qtbot, form.title.line, "Không khí sạch")
    names = {one.code: one.name for one in catalogues.dimensions(store_of(window), 2026)}
    assert names["7.2"] == "Không khí sạch"


def test_a_merger_of_provinces_is_entered_and_its_conflict_told(
    qtbot: QtBot, window: MainWindow
) -> None:
    form = section(window, "provinces")
    assert isinstance(form, ProvincesSection)
    form.choose("Lạng Sơn")
    assert form.title.line.isReadOnly()
    write(qtbot, form.former.line, "Lạng Sơn; Cao Bằng")
    assert "Cao Bằng" in form.former.problem.text()
    form.choose("Cao Bằng")
    write(qtbot, form.former.line, "")
    form.choose("Lạng Sơn")
    write(qtbot, form.former.line, "Lạng Sơn; Cao Bằng")
    assert form.former.problem.text() == ""
    found = papi.now_called("Cao Bằng", store_of(window))
    assert found is not None and found.name == "Lạng Sơn"


def test_a_score_is_typed_with_a_comma_and_a_wrong_one_refused(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, store = _papi(window), store_of(window)
    press(qtbot, page.add)
    year = page.model.years[-1]
    assert year == 2025
    _type(qtbot, page, 1, "5,61")
    assert papi.year_of(store, "Hưng Yên", year).values == {"D1": 5.61}
    _type(qtbot, page, 1, "56")
    assert page.refusal.isVisible()
    assert papi.year_of(store, "Hưng Yên", year).values == {"D1": 5.61}
    _type(qtbot, page, 1, "5,62")
    assert not page.refusal.isVisible()
    undo(window)
    assert papi.year_of(store, "Hưng Yên", year).values == {"D1": 5.61}


def test_breaks_are_marked_and_missing_scores_are_no_zeros(window: MainWindow) -> None:
    page = _papi(window)
    row, model = page.model.codes.index("8.3"), page.model
    shown = [model.index(row, column).data() for column in range(4)]
    marks = [bool(model.index(row, column).data(BREAK)) for column in range(4)]
    assert shown[0] == ""  # not part of the index in 2018
    assert marks == [False, True, True, False]  # nothing stands before 2018
    assert "0" not in shown


def test_targets_are_kept_apart_from_scores(qtbot: QtBot, window: MainWindow) -> None:
    page, store = _papi(window), store_of(window)
    page.what.show_value("targets")
    page.what.box.activated.emit(1)
    press(qtbot, page.add)
    _type(qtbot, page, 0, "46")
    assert papi.targets(store, "Hưng Yên", 2025) == {"total": 46}
    assert papi.latest_published(store, "Hưng Yên") == 2024


def test_a_table_of_scores_is_shown_before_it_is_taken(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page, store = _papi(window), store_of(window)
    table = tmp_path / "điểm.csv"
    table.write_text("Mã;2025\n1.1;1,3\n9.9;1\n", encoding="utf-8")
    page.look_at(table)
    assert not page.take.isEnabled()  # a second click does not read it twice
    qtbot.waitUntil(lambda: page.findChild(PlanDialog) is not None)
    dialog = page.findChild(PlanDialog)
    assert dialog is not None
    assert (dialog.count("new"), dialog.count("refused")) == (1, 1)
    assert papi.year_of(store, "Hưng Yên", 2025).values == {}
    dialog.take.click()
    assert papi.year_of(store, "Hưng Yên", 2025).values == {"1.1": 1.3}
    undo(window)
    assert papi.year_of(store, "Hưng Yên", 2025).values == {}


def test_a_table_without_scores_is_told_in_one_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    page = _papi(window)
    table = tmp_path / "khác.csv"
    table.write_text("a;b\n1;2\n", encoding="utf-8")
    page.look_at(table)
    qtbot.waitUntil(lambda: bool(answers.told))
    assert "khác.csv" in answers.told[-1]
    assert page.take.isEnabled()


def test_a_cancelled_look_at_a_file_changes_nothing(window: MainWindow, tmp_path: Path) -> None:
    form, store = counters(window), store_of(window)
    catalogues.put(store, replace(catalogues.counter(None, "pano"), unit="tấm"), who=WHO)
    file = catalogues.export_file(store, tmp_path / "danh mục.papidm")
    catalogues.restore_ours(store, "counters", "pano", who=WHO)
    form.files.look_at(file)
    dialog = form.findChild(PlanDialog)
    assert dialog is not None
    assert dialog.count("changed") == 1
    dialog.reject()
    assert catalogues.counter(store, "pano").unit == "chiếc"
    form.files.look_at(file)
    dialog = form.findChildren(PlanDialog)[-1]
    dialog.take.click()
    assert catalogues.counter(store, "pano").unit == "tấm"
    undo(window)
    assert catalogues.counter(store, "pano").unit == "chiếc"


def _papi(window: MainWindow) -> PapiSection:
    papi.choose(store_of(window), "Hưng Yên", who=WHO)
    page = section(window, "papi")
    assert isinstance(page, PapiSection)
    page.province.show_value("Hưng Yên")
    page.province.box.activated.emit(0)
    return page


def _type(qtbot: QtBot, page: PapiSection, row: int, text: str) -> None:
    """Type a score into the last year's cell and end with Enter."""
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(row, page.model.columnCount() - 1))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    editor = next(one for one in page.table.findChildren(QLineEdit) if one.isVisible())
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt takes the cell's text over after the key

"""The page Báo cáo: reports of the year, figures and what is behind them."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from papidesk.domain.filters import FigureQuery
from papidesk.domain.record import replace
from papidesk.domain.report_duty import DayOfYear, ReportDuty, Term
from papidesk.workflow import (
    catalogues,
    closings,
    documents,
    duty_terms,
    issuing,
    report_links,
    reports,
)
from papidesk.workflow.report_facts import ReportOrder
from tests.ui.conftest import WHO, OpenWindow
from tests.ui.person import Answers, type_text
from tests.ui.reports.conftest import BROADCASTS, NEWS, YEAR, OpenPage, store_of, window_of
from ui.evidence_pack.pack_dialog import PackDialog
from ui.log.entries_dialog import EntriesDialog
from ui.log.entry_dialog import EntryDialog
from ui.reports.assistant_dialog import AssistantDialog
from ui.reports.existing_dialog import ExistingDialog
from ui.reports.figures_model import shown
from ui.reports.figures_table import ENTRIES
from ui.reports.papers_dialog import PapersDialog
from ui.reports.reports_page import CLOSINGS, DUTIES, FIGURES, ReportsPage
from ui.reports.term_states import left_words
from ui.reports.terms_model import COLUMNS
from ui.reports.window_picker import BY_HAND

ENTER = Qt.Key.Key_Return


def dialogs(page: ReportsPage, kind: type[QDialog]) -> list[QDialog]:
    return [one for one in page.window().findChildren(kind) if one.isVisible()]


def half_year(page: ReportsPage) -> None:
    """Show the first half of the year as the calendar counts it."""
    page.tabs.setCurrentIndex(FIGURES)
    box = page.figures.window_picker.period.box
    box.setCurrentIndex(box.findData(f"{YEAR}-H1"))
    box.activated.emit(box.currentIndex())


def value(page: ReportsPage, code: str, key: str = "value") -> str:
    line = page.figures.model.line(page.figures.model.find(code))
    assert line is not None
    return shown(line, key)


# The reports of the year


def test_each_term_of_the_year_stands_with_window_due_day_and_state(
    open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    model = page.duties.model
    states = duty_terms.states(store_of(page), YEAR, today=datetime.date.today())
    assert model.rowCount() == len(states) > 0
    first = model.states[0]
    said = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert f"{first.term.since:%d/%m/%Y} – {first.term.until:%d/%m/%Y}" in said
    assert f"{first.term.due:%d/%m/%Y}" in said
    assert model.index(0, 3).data()  # a word, not only a colour
    assert page.duties.card.left.text() or page.duties.chosen is not None


def test_a_due_day_moved_off_a_holiday_says_from_where_and_why(
    open_page: OpenPage, empty: Path
) -> None:
    page = open_page(empty)
    store = store_of(page)
    duty = ReportDuty(
        code="thu", name="Báo cáo thử", working_day="next",
        terms=(
            Term(kind="quarter", index=3, since=DayOfYear(month=6, day=15),
                 until=DayOfYear(month=8, day=31), due=DayOfYear(month=9, day=2)),
        ),
    )  # fmt: skip
    catalogues.put(store, duty, who=WHO)
    page.context.catalogues_changed.emit()
    page.duties.duty.choose("thu")
    assert page.duties.model.rowCount() == 1
    assert page.duties.card.moved.isVisible()
    assert page.duties.card.moved.text().startswith(f"dời từ 02/09/{YEAR}")


def test_the_list_is_narrowed_by_duty_words_and_year(open_page: OpenPage, empty: Path) -> None:
    page = open_page(empty)
    everything = page.duties.model.rowCount()
    page.duties.duty.choose("papi")
    assert 0 < page.duties.model.rowCount() < everything
    page.duties.duty.choose("")
    first = page.duties.model.every[0].state
    page.duties.state.choose(first)
    assert {state.state for state in page.duties.model.states} == {first}
    page.duties.state.choose("")
    page.show_search("cai cach quy")
    assert {state.duty.code for state in page.duties.model.states} == {"cchc"}
    page.show_search("không có báo cáo nào như thế")
    assert page.duties.nothing.isVisible()
    page.duties.show_all.click()
    assert page.duties.model.rowCount() == everything
    page.show_year(YEAR - 1)
    assert all(state.term.period.startswith(str(YEAR - 1)) for state in page.duties.model.states)


def test_a_year_without_a_duty_shows_the_first_step(
    qtbot: QtBot, open_page: OpenPage, empty: Path
) -> None:
    page = open_page(empty)
    store = store_of(page)
    for duty in catalogues.report_duties(store):
        ended = replace(duty.validity, until=datetime.date(2000, 1, 1))
        catalogues.put(store, replace(duty, validity=ended), who=WHO)
    page.context.catalogues_changed.emit()
    assert page.duties.empty.isVisible()
    with qtbot.waitSignal(page.context.place_asked):
        qtbot.mouseClick(page.duties.big_duties, Qt.MouseButton.LeftButton)


def test_enter_begins_a_report_and_a_second_one_is_asked_about(
    qtbot: QtBot, open_page: OpenPage, logged: Path, answers: Answers
) -> None:
    page = open_page(logged)
    page.duties.table.setFocus()
    qtbot.keyClick(page.duties.table, ENTER)
    assert len(dialogs(page, AssistantDialog)) == 1
    dialogs(page, AssistantDialog)[0].reject()
    assert not answers.questions  # nothing was entered
    chosen = page.duties.chosen
    assert chosen is not None
    order = ReportOrder(duty=chosen.term.duty, period=chosen.term.period)
    made = reports.make(store_of(page), order, today=datetime.date.today(), who=WHO)
    page.refresh()
    assert page.duties.chosen is not None and page.duties.chosen.document == made.id
    answers.agrees = False
    qtbot.mouseClick(page.duties.card.make_button, Qt.MouseButton.LeftButton)
    assert len(answers.questions) == 1 and not dialogs(page, AssistantDialog)
    with qtbot.waitSignal(page.context.edit_asked):
        qtbot.keyClick(page.duties.table, ENTER)


def test_a_second_press_opens_no_second_assistant(open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    page.make_report()
    page.make_report()
    assert len(dialogs(page, AssistantDialog)) == 1


def test_rows_are_copied_with_titles_window_and_period(open_page: OpenPage, empty: Path) -> None:
    page = open_page(empty)
    page.duties.table.choose_row(0)
    page.duties.table.copy()
    head, row = QApplication.clipboard().text().split("\n")
    assert len(head.split("\t")) == len(row.split("\t"))
    term = page.duties.model.states[0].term
    assert f"{term.since:%d/%m/%Y} – {term.until:%d/%m/%Y}" in row
    assert COLUMNS[0].key == "report" and str(YEAR) in row


# Figures


def test_a_figure_stands_beside_the_period_before_and_the_same_one_last_year(
    open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    assert value(page, NEWS) == "12"
    assert value(page, NEWS, "last_year") == "7"
    assert value(page, NEWS, "change_year") == "+5 (+71,4 %)"
    assert value(page, BROADCASTS, "entries") == "chưa có"
    box = page.figures.window_picker.duty.box
    box.setCurrentIndex(box.findData("papi"))
    box.activated.emit(box.currentIndex())
    assert page.figures.query is not None
    assert page.figures.query.since == datetime.date(YEAR - 1, 12, 15)


def test_enter_shows_the_entries_behind_a_figure(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    assert page.figures.table.choose_code(NEWS)
    qtbot.keyClick(page.figures.table, ENTER)
    found = dialogs(page, EntriesDialog)
    assert len(found) == 1 and isinstance(found[0], EntriesDialog)
    assert found[0].totals.text().startswith("2 ")
    qtbot.keyClick(page.figures.table, ENTER)
    assert len(dialogs(page, EntriesDialog)) == 1  # a second press opens no second one
    found[0].reject()


def test_one_click_on_the_number_of_entries_shows_them(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    table = page.figures.table
    place = table.visualRect(page.figures.model.index(page.figures.model.find(NEWS), ENTRIES))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert len(dialogs(page, EntriesDialog)) == 1


def test_an_entry_logged_from_a_figure_changes_it(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    page.figures.table.choose_code(BROADCASTS)
    page.figures.table.setFocus()
    qtbot.keyClick(page.figures.table, Qt.Key.Key_Insert)
    dialog = dialogs(page, EntryDialog)[0]
    assert isinstance(dialog, EntryDialog)
    dialog.fields.title.text.setPlainText("Phát thanh về dịch vụ công")
    with qtbot.waitSignal(dialog.kept, timeout=10_000):
        dialog.accept_button.click()
        if dialog.isVisible() and dialog.problem.isVisible():
            dialog.accept_button.click()  # asked once about what is doubtful
    assert value(page, BROADCASTS) == "1"


def test_figures_are_narrowed_to_a_unit_and_to_days(open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    query = FigureQuery(
        since=datetime.date(YEAR, 1, 1), until=datetime.date(YEAR, 3, 31), units=("Văn phòng",)
    )
    window_of(page).show_place("reports", query)
    assert page.tabs.currentIndex() == FIGURES
    assert page.figures.window_picker.period.value() == BY_HAND
    assert value(page, NEWS) == "5"
    page.figures.narrow_button.setChecked(False)
    assert page.figures.query is not None and page.figures.query.units == ()
    page.figures.window_picker.until.show_day(datetime.date(YEAR - 5, 1, 1))
    page.figures.window_picker.until.changed.emit()
    assert page.figures.window_picker.until.problem.text()


def test_a_window_of_another_year_turns_the_year_of_the_page(
    open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    page.show_filter(duty_terms.query(store_of(page), "papi", f"{YEAR - 1}-H1"))
    assert window_of(page).header.shown_year == YEAR - 1
    assert value(page, NEWS) == "7"
    window_of(page).header.year_changed.emit(YEAR)
    assert value(page, NEWS) == "12"


def test_counters_are_found_without_marks_and_listed_with_entries_only(
    open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    page.show_search("phat thanh")
    codes = {row.line.counter.code for row in page.figures.model.rows if row.line}
    assert BROADCASTS in codes and NEWS not in codes
    page.show_search("")
    page.figures.filled_button.setChecked(True)
    codes = {row.line.counter.code for row in page.figures.model.rows if row.line}
    assert codes == {NEWS}
    page.show_search("không có chỉ tiêu này")
    assert page.figures.nothing.isVisible()
    page.figures.show_all.click()
    assert page.figures.model.find(BROADCASTS) >= 0


def test_a_month_of_the_chart_opens_its_entries(open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    half_year(page)
    page.figures.table.choose_code(NEWS)
    bars = page.figures.chart.chart.bars
    assert [bar.values[1] for bar in bars][:4] == [5, 0, 0, 7]
    page.figures.chart.chart.chosen.emit(3)
    found = dialogs(page, EntriesDialog)
    assert len(found) == 1 and found[0].totals.text().startswith("1 ")  # type: ignore[attr-defined]


def test_figures_are_copied_with_titles_and_written_as_a_workbook(
    qtbot: QtBot, open_page: OpenPage, logged: Path, answers: Answers, tmp_path: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    page.figures.table.choose_code(NEWS)
    page.figures.table.copy()
    head, row = QApplication.clipboard().text().split("\n")
    assert head.split("\t")[2] == "Số liệu" and row.split("\t")[2] == "12"
    answers.target = tmp_path / "so lieu.xlsx"
    page.figures.bar.sheet_button.click()
    qtbot.waitUntil(lambda: answers.target is not None and answers.target.exists(), timeout=10_000)
    sheet = openpyxl.load_workbook(answers.target).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found = next(row for row in rows if row[1] and str(row[1]).startswith("Tin, bài"))
    assert found[3] == 12 and found[6] == 7 and found[10] == 2


def test_the_palette_leads_to_each_view(open_page: OpenPage, empty: Path) -> None:
    page = open_page(empty)
    commands = {one.name: one for one in page.commands()}
    commands["Báo cáo: khóa kỳ"].act()
    assert page.tabs.currentIndex() == CLOSINGS
    assert "Khóa kỳ" in {one.name for one in page.commands()}
    page.tabs.setCurrentIndex(DUTIES)
    assert page.help_heading


def test_papers_of_the_registers_are_counted_too_and_opened(
    qtbot: QtBot, open_page: OpenPage, full: Path
) -> None:
    page = open_page(full)
    draft = documents.listing(store_of(page))[0]
    issuing.issue(
        store_of(page), draft.id, today=datetime.date.today(), who=WHO, override="Thử nghiệm"
    )
    page.tabs.setCurrentIndex(FIGURES)
    page.figures.show_query(
        FigureQuery(since=datetime.date(2000, 1, 1), until=datetime.date(YEAR, 12, 31))
    )
    code = next(
        row.line.counter.code for row in page.figures.model.rows
        if row.line and row.line.counter.code.startswith("van-ban-di")
    )  # fmt: skip
    page.figures.table.choose_code(code)
    qtbot.keyClick(page.figures.table, ENTER)
    dialog = dialogs(page, PapersDialog)[0]
    assert isinstance(dialog, PapersDialog)
    with qtbot.waitSignal(page.context.document_asked):
        qtbot.keyClick(dialog.table, ENTER)
    # No entry of the log could be given to a register's counter.
    page.figures.add_entry()
    assert not dialogs(page, EntryDialog)


def test_the_evidence_of_a_figure_is_packed_from_its_menu(
    open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    page.figures.table.choose_code(NEWS)
    page.figures.pack_action.trigger()
    assert len(dialogs(page, PackDialog)) == 1


def test_columns_and_splitters_are_as_they_were_left(
    open_page: OpenPage, open_window: OpenWindow, logged: Path, tmp_path: Path
) -> None:
    page = open_page(logged)
    page.tabs.setCurrentIndex(FIGURES)
    shown_now = page.figures.table.shown_columns()
    page.figures.table.show_columns(shown_now[:3])
    page.remember()
    kept = page.context.settings
    window_of(page).close()
    again = open_window(logged, columns=kept.columns, splitters=kept.splitters)
    again.show_page("reports")
    other = again.page("reports")
    assert isinstance(other, ReportsPage)
    other.tabs.setCurrentIndex(FIGURES)
    assert other.figures.table.shown_columns() == shown_now[:3]


def test_units_and_channels_are_chosen_by_typing_part_of_their_names(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    half_year(page)
    page.figures.narrow_button.click()
    line = page.figures.narrowing.channels.line
    line.setFocus()
    type_text(line, "zalo")
    qtbot.keyClick(line, ENTER)
    assert page.figures.narrowing.channels.value() == ("zalo",)
    assert value(page, NEWS) == "0"
    assert page.figures.narrow_button.text().endswith("(1)")


def test_other_pages_lead_to_a_term_whatever_hides_it(open_page: OpenPage, empty: Path) -> None:
    page = open_page(empty)
    page.duties.duty.choose("papi")
    duty = catalogues.report_duty(store_of(page), "cchc")
    term = duty_terms.of_period(store_of(page), duty, f"{YEAR - 1}-H1")
    window_of(page).show_page("overview")
    window_of(page).show_place("reports", term)
    assert page.duties.chosen is not None and page.duties.chosen.term == term
    assert window_of(page).header.shown_year == YEAR - 1


def test_a_report_written_in_another_way_can_be_noted_and_let_go_again(
    qtbot: QtBot, open_page: OpenPage, full: Path
) -> None:
    page = open_page(full)
    paper = documents.listing(store_of(page))[0]
    issuing.issue(
        store_of(page), paper.id, today=datetime.date.today(), who=WHO, override="Thử nghiệm"
    )
    page.refresh()
    qtbot.mouseClick(page.duties.card.existing_button, Qt.MouseButton.LeftButton)
    dialog = dialogs(page, ExistingDialog)[0]
    assert isinstance(dialog, ExistingDialog)
    type_text(dialog.picker.search, paper.number or paper.title)
    dialog.picker.look()
    row = next(n for n, one in enumerate(dialog.picker._found) if one.id == paper.id)
    dialog.picker.list.setCurrentRow(row)
    dialog.accept_button.click()
    chosen = page.duties.chosen
    assert chosen is not None and (chosen.document, chosen.state) == (paper.id, "issued")
    assert not closings.closed(store_of(page))  # its figures were not counted here
    with pytest.raises(report_links.AlreadyTheReportError):
        report_links.take_as(store_of(page), chosen.term, paper.id, who=WHO)
    window_of(page).toast.undo.click()
    assert page.duties.chosen is not None and page.duties.chosen.document == ""


def test_a_report_of_before_the_program_was_used_counts_no_days(
    open_page: OpenPage, empty: Path
) -> None:
    page = open_page(empty)
    states = duty_terms.states(store_of(page), YEAR, today=datetime.date.today())
    for state in states:
        assert (left_words(state) == "") == (state.state in ("issued", "sent", "before"))
    late = datetime.date(YEAR, 12, 31)
    begun = duty_terms.begun_on(store_of(page))
    told = duty_terms.states(store_of(page), YEAR, today=late)
    assert {one.state for one in told if one.term.until < begun and late > one.term.due} <= {
        "before"
    }

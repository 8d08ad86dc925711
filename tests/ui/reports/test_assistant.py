"""The assistant for a report: three steps, back and forth, nothing kept until the end."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.report_duty import DutyTerm
from papidesk.workflow import closings, documents, duty_terms, reports
from papidesk.workflow.report_facts import ReportOrder
from tests.ui.person import Answers, type_text
from tests.ui.reports.conftest import BROADCASTS, NEWS, YEAR, OpenPage, store_of
from ui.log.entries_dialog import EntriesDialog
from ui.reports.assistant_dialog import DRAFT, FIGURES, ORDER, AssistantDialog
from ui.reports.figures_model import shown
from ui.reports.reports_page import ReportsPage

BEGIN = "đã đăng"


def half(page: ReportsPage) -> DutyTerm:
    states = duty_terms.states(store_of(page), YEAR, today=datetime.date.today())
    return next(one.term for one in states
                if (one.term.duty, one.term.period) == ("papi", f"{YEAR}-H1"))  # fmt: skip


def assistant(page: ReportsPage) -> AssistantDialog:
    page.make_report_of(half(page))
    dialog = page.making.dialog
    assert dialog is not None
    return dialog


def figure(dialog: AssistantDialog, code: str, key: str = "value") -> str:
    model = dialog.figures_step.model
    line = model.line(model.find(code))
    assert line is not None
    return shown(line, key)


def drafted(qtbot: QtBot, dialog: AssistantDialog) -> None:
    qtbot.waitUntil(lambda: dialog.draft_step.document is not None, timeout=20_000)


def test_the_first_step_shows_what_the_duty_says(open_page: OpenPage, logged: Path) -> None:
    dialog = assistant(open_page(logged))
    step = dialog.order_step
    assert step.since.day() == datetime.date(YEAR - 1, 12, 15)
    assert step.until.day() == datetime.date(YEAR, 6, 14)
    assert step.exact.isChecked()
    assert "Hạn" in step.facts.text()
    order = step.order()
    assert order is not None and (order.since, order.until) == (None, None)


def test_days_that_cannot_be_are_said_beside_the_field_and_hold_the_step(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    dialog = assistant(open_page(logged))
    step = dialog.order_step
    step.until.date.day.selectAll()
    type_text(step.until.date.day, "31")
    assert step.until.problem.text() or not dialog.next.isEnabled()
    assert not dialog.next.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert dialog.step == ORDER
    step.until.show_day(datetime.date(YEAR - 1, 1, 1))
    step.until.changed.emit()
    assert step.until.problem.text() and not dialog.next.isEnabled()
    qtbot.mouseClick(step.usual, Qt.MouseButton.LeftButton)
    assert step.until.day() == datetime.date(YEAR, 6, 14) and dialog.next.isEnabled()


def test_other_days_than_the_dutys_count_and_are_told(open_page: OpenPage, logged: Path) -> None:
    dialog = assistant(open_page(logged))
    dialog.order_step.until.show_day(datetime.date(YEAR, 2, 1))
    dialog.order_step.until.changed.emit()
    assert f"15/12/{YEAR - 1} – 14/06/{YEAR}" in dialog.order_step.caution.text()
    dialog.go_to(FIGURES)
    assert figure(dialog, NEWS) == "5"


def test_enter_goes_on_and_back_keeps_what_was_chosen(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    dialog = assistant(open_page(logged))
    dialog.order_step.rounded.click()
    dialog.order_step.duty.box.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.step == FIGURES
    table = dialog.figures_step.table
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.step == ORDER and dialog.order_step.rounded.isChecked()


def test_figures_are_compared_and_lead_to_their_entries(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    dialog = assistant(open_page(logged))
    dialog.go_to(FIGURES)
    step = dialog.figures_step
    assert figure(dialog, NEWS) == "12" and figure(dialog, NEWS, "last_year") == "7"
    said = [step.look.item(row).text() for row in range(step.look.count())]
    without = [text for text in said if text.startswith("Lượt phát thanh")]
    assert len(without) == 1
    step.look.itemActivated.emit(step.look.item(said.index(without[0])))
    assert step.table.code == BROADCASTS
    step.table.choose_code(NEWS)
    qtbot.keyClick(step.table, Qt.Key.Key_Return)
    found = [one for one in dialog.findChildren(EntriesDialog) if one.isVisible()]
    assert len(found) == 1 and dialog.step == FIGURES
    found[0].reject()


def test_escape_asks_once_something_was_entered_and_leaves_nothing_behind(
    qtbot: QtBot, open_page: OpenPage, logged: Path, answers: Answers
) -> None:
    page = open_page(logged)
    dialog = assistant(page)
    dialog.order_step.charts.click()
    answers.agrees = False
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and len(answers.questions) == 1
    answers.agrees = True
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.making.dialog is None
    assert documents.listing(store_of(page)) == []


def test_the_draft_is_drawn_and_kept_once(qtbot: QtBot, open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    dialog = assistant(page)
    dialog.go_to(DRAFT)
    drafted(qtbot, dialog)
    assert dialog.draft_step.document is not None
    with qtbot.waitSignal(page.context.edit_asked, timeout=20_000):
        dialog.next.click()
        dialog.next.click()
    papers = documents.listing(store_of(page))
    assert len(papers) == 1
    assert page.window().current.whole  # the editor stands over the list


def test_how_many_entries_have_no_evidence_is_told_beside_the_paper_not_in_it(
    qtbot: QtBot, open_page: OpenPage, logged: Path
) -> None:
    page = open_page(logged)
    dialog = assistant(page)
    dialog.go_to(DRAFT)
    drafted(qtbot, dialog)
    order, document = dialog.order_step.order(), dialog.draft_step.document
    assert order is not None and document is not None
    bare, entries = reports.without_evidence(store_of(page), order)
    assert bare > 0
    assert dialog.draft_step.unproven.text().startswith(f"{bare}/{entries} hoạt động")
    assert not any("tài liệu kiểm chứng" in getattr(each, "text", "")[:60] and "chưa" in each.text
                   for each in document.blocks if hasattr(each, "text"))  # fmt: skip


def test_a_change_of_the_order_drafts_anew(qtbot: QtBot, open_page: OpenPage, logged: Path) -> None:
    dialog = assistant(open_page(logged))
    dialog.go_to(DRAFT)
    drafted(qtbot, dialog)
    first = dialog.draft_step.document
    dialog.go_to(ORDER)
    dialog.order_step.annexes["so-lieu"].click()
    assert dialog.draft_step.document is None
    dialog.go_to(DRAFT)
    drafted(qtbot, dialog)
    now = dialog.draft_step.document
    assert first is not None and now is not None
    assert len(now.annexes) < len(first.annexes)


def test_corrections_not_told_yet_are_announced(open_page: OpenPage, logged: Path) -> None:
    page = open_page(logged)
    from papidesk.domain.closing import Closing
    from papidesk.workflow import log
    from tests.ui.reports.conftest import entry

    store = store_of(page)
    query = duty_terms.query(store, "papi", f"{YEAR}-Q1")
    closings.close(
        store, Closing(since=query.since, until=query.until, duty="papi", period=query.period),
        who="",
    )  # fmt: skip
    late = entry(NEWS, 3, datetime.date(YEAR, 2, 2))
    log.add(store, late, who="", reason="Ghi sót")
    dialog = assistant(page)
    dialog.go_to(FIGURES)
    assert "1 số liệu điều chỉnh" in dialog.figures_step.summary.text()
    assert "Ghi sót" in dialog.figures_step.look.item(0).text()
    assert figure(dialog, NEWS, "corrections") == "1"


@pytest.mark.parametrize("size", [(900, 560), (1366, 768)])
def test_the_assistant_fits_into_its_window(
    open_page: OpenPage, logged: Path, size: tuple[int, int]
) -> None:
    page = open_page(logged)
    page.window().resize(*size)
    dialog = assistant(page)
    assert dialog.width() <= size[0] and dialog.height() <= size[1]


def test_another_term_with_a_report_is_asked_about_before_a_second_one(
    qtbot: QtBot, open_page: OpenPage, logged: Path, answers: Answers
) -> None:
    page = open_page(logged)
    order = ReportOrder(duty="papi", period=f"{YEAR}-Q1")
    reports.make(store_of(page), order, today=datetime.date.today(), who="")
    dialog = assistant(page)
    box = dialog.order_step.period.box
    box.setCurrentIndex(box.findData(f"{YEAR}-Q1"))
    box.activated.emit(box.currentIndex())
    assert dialog.order_step.existing.isVisible()
    dialog.go_to(DRAFT)
    drafted(qtbot, dialog)
    answers.agrees = False
    dialog.next.click()
    assert len(answers.questions) == 1 and dialog.isVisible()
    assert len(documents.listing(store_of(page))) == 1
    dialog.order_step.existing.click()
    assert page.making.dialog is None  # the report there is was opened instead

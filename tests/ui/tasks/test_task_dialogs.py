"""Entering and changing tasks, taking them out of a plan, coverage, rules, what was overtaken."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from papidesk.domain.office import Unit
from papidesk.domain.record import Validity, replace
from papidesk.domain.task import Target
from papidesk.storage import offices as stored_offices
from papidesk.storage.store import Store
from papidesk.workflow import catalogues, documents, task_proposals, tasks
from papidesk.workflow.demo import commune_files
from tests.ui.conftest import WHO
from tests.ui.person import Answers, type_text
from tests.ui.tasks.conftest import CULTURE, OFFICE, TODAY, YEAR, days, enter, shown
from ui.main_window import MainWindow
from ui.tasks.overtaken_dialog import OvertakenDialog
from ui.tasks.proposals_dialog import ProposalsDialog
from ui.tasks.task_dialog import TaskDialog
from ui.tasks.task_picker import TaskPicker
from ui.tasks.tasks_page import TasksPage
from ui.tasks.timing_dialog import TimingDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def plan(store: Store) -> str:
    """A plan of an invented commune that gives several things to do."""
    for path in commune_files():
        kept = documents.import_file(store, path, who=WHO).document
        if kept.kind == "KH" and len(task_proposals.propose(store, kept.id)) < 15:
            return kept.id
    raise AssertionError


def dialog_of(page: TasksPage) -> TaskDialog:
    dialog = page.work.dialog
    assert isinstance(dialog, TaskDialog)
    in_front(dialog)
    return dialog


def in_front(dialog: QDialog) -> None:
    """Let a dialog that was opened become the one that is typed in."""
    dialog.activateWindow()
    QApplication.processEvents()


# One task


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_task_is_entered_by_keyboard(
    page: TasksPage, store: Store, qtbot: QtBot, form: str
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(page)
    fields = dialog.form
    type_text(fields.text.text, unicodedata.normalize(form, "Tổ chức đối thoại"))  # type: ignore[arg-type]
    type_text(fields.lead.line, "Công an xã")
    type_text(fields.due.line, "30/11")
    type_text(fields.budget.line, "12.500.000")
    type_text(fields.dimensions.line, "1.2")
    qtbot.keyClick(fields.dimensions.line, Qt.Key.Key_Return)
    counter = catalogues.counters(store)[0]
    type_text(fields.targets.lines[0].counter, counter.name)
    qtbot.keyClick(fields.targets.lines[0].counter, Qt.Key.Key_Return)
    type_text(fields.targets.lines[0].quantity, "60")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = tasks.find(store, "doi thoai")[0]
    assert kept.text == "Tổ chức đối thoại"
    assert (kept.lead, kept.due) == ("Công an xã", datetime.date(YEAR, 11, 30))
    assert (kept.budget, kept.dimensions) == (12_500_000, ("1.2",))
    assert kept.targets == (Target(counter=counter.code, quantity=Decimal(60)),)
    assert [row.task.id for row in page.views.chosen()] == [kept.id]


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(
    page: TasksPage, store: Store
) -> None:
    page.work.new()
    dialog = dialog_of(page)
    fields = dialog.form
    dialog.accept_button.click()
    assert fields.text.problem.text()
    for field, text in (
        (fields.due.line, "31/02"), (fields.progress.line, "120"), (fields.budget.line, "-5"),
        (fields.year.line, "20224"),
    ):  # fmt: skip
        field.clear()
        type_text(field, text)
    dialog.accept_button.click()
    assert dialog.isVisible()
    for wrong in (fields.due, fields.progress, fields.budget, fields.year):
        assert wrong.problem.text()
    assert len(tasks.find(store, "")) == 3
    dialog.reject()


def test_a_unit_nobody_knows_is_asked_about_and_kept(
    page: TasksPage, store: Store, qtbot: QtBot
) -> None:
    enter(store, "Họp thôn", lead=CULTURE)
    page.work.new()
    dialog = dialog_of(page)
    form = dialog.form

    def said_of(unit: str) -> str:
        form.lead.line.setFocus()
        form.lead.line.selectAll()
        type_text(form.lead.line, unit)
        qtbot.keyClick(form.lead.line, Qt.Key.Key_Tab)
        return form.lead.problem.text()

    assert CULTURE in said_of("Phòng Văn hóa - Xã hộ")
    assert said_of(CULTURE) == ""
    assert "Trường Tiểu học số 9" in said_of("Trường Tiểu học số 9")
    type_text(form.text.text, "Treo băng rôn")
    dialog.accept_button.click()
    assert tasks.find(store, "treo bang ron")[0].lead == "Trường Tiểu học số 9"


def test_a_rule_is_edited_with_a_sentence_of_what_it_means(page: TasksPage, store: Store) -> None:
    task = tasks.find(store, "Niêm yết")[0]
    page.work.edit(task.id)
    dialog = dialog_of(page)
    fields = dialog.form
    fields.when.show_value("recurring")
    fields.when.changed.emit()
    fields.rule.weekdays[0].click()
    fields.rule.weekdays[3].click()
    assert "thứ Hai" in fields.rule.meaning.text()
    dialog.accept_button.click()
    kept = tasks.get(store, task.id)
    assert kept.recurring is not None and kept.recurring.weekdays == (0, 3)


def test_leaving_a_changed_task_is_asked_about_once(
    page: TasksPage, store: Store, answers: Answers
) -> None:
    task = tasks.find(store, "Niêm yết")[0]
    page.work.edit(task.id)
    dialog = dialog_of(page)
    dialog.reject()
    assert answers.questions == []
    page.work.edit(task.id)
    dialog = dialog_of(page)
    answers.agrees = False
    type_text(dialog.form.product.line, "Biên bản")
    dialog.reject()
    assert len(answers.questions) == 1 and dialog.isVisible()
    answers.agrees = True
    dialog.reject()
    assert not dialog.isVisible()
    assert tasks.get(store, task.id).product == ""


def test_what_was_changed_elsewhere_meanwhile_stays(page: TasksPage, store: Store) -> None:
    task = tasks.find(store, "Niêm yết")[0]
    page.work.edit(task.id)
    dialog = dialog_of(page)
    tasks.save(store, replace(task, note="Ghi ở nơi khác"), who="x")
    type_text(dialog.form.product.line, "Biên bản")
    dialog.accept_button.click()
    kept = tasks.get(store, task.id)
    assert (kept.note, kept.product) == ("Ghi ở nơi khác", "Biên bản")


def test_a_second_click_keeps_one_task(page: TasksPage, store: Store, qtbot: QtBot) -> None:
    page.work.new()
    dialog = dialog_of(page)
    type_text(dialog.form.text.text, "Chỉ một lần")
    qtbot.mouseDClick(dialog.accept_button, LEFT)
    qtbot.mouseClick(dialog.accept_button, LEFT)
    assert len(tasks.find(store, "chi mot lan")) == 1


def test_an_activity_is_logged_for_a_task(page: TasksPage, store: Store, qtbot: QtBot) -> None:
    from papidesk.domain.filters import ActivityFilter
    from papidesk.workflow import log
    from ui.log.entry_dialog import EntryDialog

    task = tasks.find(store, "Đăng tin")[0]
    page.views.table.choose(task.id)
    page.views.table.setFocus()
    qtbot.keyClick(page.views.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = page.work.dialog
    assert isinstance(dialog, EntryDialog)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: log.count(store, ActivityFilter(tasks=(task.id,))) == 1)

    def counted() -> bool:
        row = page.set.row_of(task.id)
        return row is not None and row.entries == 1

    qtbot.waitUntil(counted)


# Out of a plan


def test_proposals_are_accepted_changed_and_declined_one_by_one(
    page: TasksPage, store: Store, plan: str, qtbot: QtBot, window: MainWindow
) -> None:
    page.work.propose_from(plan)
    dialog = page.work.dialog
    assert isinstance(dialog, ProposalsDialog)
    in_front(dialog)
    total = dialog.decisions.list.count()
    assert total >= 5
    assert dialog.quote.text().startswith("“")
    assert not dialog.finish.isEnabled()
    first = dialog.form.text.value()[0]
    type_text(dialog.form.lead.line, "Công an xã")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    dialog.rest.click()
    assert dialog.decisions.open_count == 0
    dialog.finish.click()
    kept = tasks.find(store, "", limit=100)
    made = [task for task in kept if task.plan == plan]
    assert len(made) == total - 1
    mine = next(task for task in made if task.text == first)
    assert mine.lead.endswith("Công an xã") and mine.block
    assert len(shown(page)) == len(made)
    assert task_proposals.propose(store, plan) == []
    window.toast.undo.click()
    assert len(task_proposals.propose(store, plan)) == total


def test_what_was_declined_can_be_proposed_again(page: TasksPage, store: Store, plan: str) -> None:
    found = task_proposals.propose(store, plan)
    task_proposals.decline(store, plan, [one.id for one in found], who=WHO)
    dialog = ProposalsDialog(page.context, plan, page.window())
    assert dialog.decisions.list.count() == 0
    assert not dialog.accept_button.isEnabled()
    dialog.again.click()
    assert dialog.decisions.list.count() == len(found)
    dialog._on_accept()
    dialog.finish.click()
    assert len([task for task in tasks.find(store, "") if task.plan == plan]) == 1


def test_decisions_are_not_lost_by_a_slip(
    page: TasksPage, plan: str, answers: Answers, store: Store
) -> None:
    dialog = ProposalsDialog(page.context, plan, page.window())
    dialog.open()
    dialog._on_decline()
    answers.agrees = False
    dialog.reject()
    assert answers.questions and dialog.isVisible()
    answers.agrees = True
    dialog.reject()
    assert len(task_proposals.propose(store, plan)) == dialog.decisions.list.count()


def test_the_words_in_the_plan_are_shown_from_a_proposal(
    page: TasksPage, plan: str, window: MainWindow
) -> None:
    dialog = ProposalsDialog(page.context, plan, page.window())
    dialog.open()
    dialog.go.click()
    assert not dialog.isVisible()
    assert window.current is window.page("documents")
    assert window.page("documents").editing.open_id == plan  # type: ignore[attr-defined]


# Coverage, rules, what was overtaken


def test_coverage_opens_what_it_counts(page: TasksPage, store: Store) -> None:
    page.strip.coverage.click()
    panel = page.coverage
    assert panel is not None and panel.isVisible()
    assert not panel.links["unit"].isVisible()
    enter(store, "Không ai làm")
    page.refresh()
    assert panel.links["unit"].isVisible()
    panel.links["unit"].click()
    assert shown(page) == ["Không ai làm"]
    page.show_everything()
    fifth = panel.tree.findItems("5.1 ", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)
    panel.tree.itemActivated.emit(fifth[0], 0)
    assert shown(page) == ["Niêm yết bộ thủ tục hành chính"]
    page.show_everything()
    empty = panel.tree.findItems("1.1 ", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)
    panel.tree.itemActivated.emit(empty[0], 0)
    assert dialog_of(page).form.dimensions.value() == ("1.1",)
    dialog_of(page).reject()
    panel.close_button.click()
    assert not panel.isVisible()


def test_the_rule_of_due_soon_is_set(page: TasksPage, store: Store, qtbot: QtBot) -> None:
    task = enter(store, "Sắp tới", due=days(5), lead=OFFICE)
    page.refresh()
    row = page.set.row_of(task.id)
    assert row is not None and row.timing == "due_soon"
    page.work.timing()
    dialog = page.work.dialog
    assert isinstance(dialog, TimingDialog)
    dialog.days.setValue(2)
    dialog.states["open"].setChecked(False)
    dialog.states["doing"].setChecked(False)
    dialog.accept_button.click()
    assert dialog.problem.text() and dialog.isVisible()
    dialog.states["open"].setChecked(True)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not page._stale)
    row = page.set.row_of(task.id)
    assert row is not None and row.timing == ""


def test_tasks_of_a_dissolved_unit_are_noticed_and_handed_on(
    page: TasksPage, store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    office = stored_offices.own(store)
    gone = Unit(id="u-cu", name="Ban Văn hóa cũ", validity=Validity(until=days(-10)))
    new = Unit(id="u-moi", name="Ban Văn hóa mới", validity=Validity(since=days(-9)))
    stored_offices.save(store, replace(office, units=(*office.units, gone, new)))
    task = enter(store, "Việc của ban cũ", lead="Ban Văn hóa cũ", due=days(20))
    page.refresh()
    assert page.notice.isVisible()
    page.notice.look.trigger()
    dialog = page.work.dialog
    assert isinstance(dialog, OvertakenDialog)
    [box] = dialog.boxes
    assert box.unit.currentText() == "Ban Văn hóa mới"
    box.button.click()
    kept = tasks.get(store, task.id)
    assert kept.lead == "Ban Văn hóa mới" and "Ban Văn hóa cũ" in kept.note
    assert dialog.boxes == []
    dialog.reject()
    qtbot.waitUntil(lambda: not page._stale)
    assert not page.notice.isVisible()


# The field others use


def test_tasks_are_picked_without_marks_several_and_let_go(
    page: TasksPage, store: Store, qtbot: QtBot
) -> None:
    picker = TaskPicker(page.context, "Nhiệm vụ")
    qtbot.addWidget(picker)
    with qtbot.waitExposed(picker):
        picker.show()
    changes: list[bool] = []
    picker.changed.connect(lambda: changes.append(True))
    for words in ("ngan sach", unicodedata.normalize("NFD", "Đăng tin")):
        type_text(picker.line, words)
        qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    found = [task.text for task in picker.tasks()]
    assert found == ["Công khai thu, chi ngân sách xã", "Đăng tin trên trang thông tin"]
    assert len(changes) == 2
    type_text(picker.line, "dang tin")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert len(picker.value()) == 2  # what is chosen is not offered again
    qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    picker.line.clear()
    qtbot.keyClick(picker.line, Qt.Key.Key_Backspace)
    assert [task.text for task in picker.tasks()] == ["Công khai thu, chi ngân sách xã"]
    picker.show_value(("khong-co",))
    assert [task.id for task in picker.tasks()] == ["khong-co"]
    assert QApplication.activePopupWidget() is None


def test_today_is_told_from_other_days(page: TasksPage, store: Store) -> None:
    task = enter(store, "Hôm nay phải xong", due=TODAY, lead=CULTURE)
    page.refresh()
    row = page.set.row_of(task.id)
    from ui.tasks.task_words import due_pill

    assert row is not None and "hôm nay" in due_pill(row, TODAY)


def test_the_annex_of_a_plan_is_made_from_one_of_its_tasks(
    page: TasksPage, store: Store, plan: str, window: MainWindow
) -> None:
    found = task_proposals.propose(store, plan)
    [task] = task_proposals.accept(store, plan, found[:1], who=WHO)
    page.show_everything()
    page.views.table.choose(task.id)
    page.work.acts.annex.trigger()
    editing = window.page("documents").editing  # type: ignore[attr-defined]
    assert editing.open_id == plan
    document = editing.view.session.document
    assert [annex.landscape for annex in document.annexes][-1]
    editing.view.session.undo()
    assert len(editing.view.session.document.annexes) == len(documents.get(store, plan).annexes)


def test_the_evidence_of_a_task_is_handed_over(
    page: TasksPage, store: Store, window: MainWindow
) -> None:
    from ui.evidence_pack.pack_dialog import PackDialog

    page.views.table.choose(tasks.find(store, "Niêm yết")[0].id)
    page.work.acts.pack.trigger()
    [dialog] = window.findChildren(PackDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_every_act_is_a_command_of_the_palette(page: TasksPage, store: Store) -> None:
    page.views.table.choose(tasks.find(store, "Niêm yết")[0].id)
    commands = {command.name: command for command in page.commands()}
    assert commands["Nhân bản"].possible and commands["Ghi hoạt động cho nhiệm vụ này"].possible
    assert not commands["Lập phụ lục nhiệm vụ cho kế hoạch"].possible
    commands["Nhân bản"].act()
    assert len(tasks.find(store, "Niêm yết")) == 2
    commands["Nhiệm vụ: Quá hạn"].act()
    assert shown(page) == ["Đăng tin trên trang thông tin"]

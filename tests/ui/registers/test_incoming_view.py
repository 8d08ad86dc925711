"""Incoming papers: dropped, looked over, entered, handed on, stamped."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.document import IssueDate
from papidesk.workflow import documents, incoming, papers
from papidesk.workflow.demo import commune_files
from tests.printing.measured import Measured
from tests.ui.person import Answers, drop, type_text
from tests.ui.registers.conftest import TODAY, enter
from ui.context import Context
from ui.registers.distribution_dialog import DistributionDialog
from ui.registers.incoming_dialog import IncomingDialog
from ui.registers.incoming_model import deadline_text, deadline_tone
from ui.registers.incoming_view import IncomingView
from ui.registers.register_view import EMPTY
from ui.registers.stamp_dialog import StampDialog
from ui.widgets.date_field import DateField


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A paper of the province as PDF with a text layer."""
    path = tmp_path / "Kế hoạch của tỉnh.pdf"
    path.write_bytes(papers.pdf(documents.recognised(commune_files()[0]).document))
    return path


def dialog_of(view: IncomingView) -> IncomingDialog:
    found = view.findChildren(IncomingDialog)
    assert found
    return found[-1]


def type_date(field: DateField, day: datetime.date) -> None:
    for part, text in (
        (field.date.day, f"{day.day:02}"), (field.date.month, f"{day.month:02}"),
        (field.date.year, str(day.year)),
    ):  # fmt: skip
        part.selectAll()
        type_text(part, text)


def test_an_empty_register_begins_with_an_empty_entry(
    incoming_view: IncomingView, qtbot: QtBot
) -> None:
    assert incoming_view.stack.currentIndex() == EMPTY
    incoming_view.give_focus()
    qtbot.keyClick(incoming_view.big_add, Qt.Key.Key_Space)
    dialog = dialog_of(incoming_view)
    assert dialog.fields.number.value() == "01"
    assert dialog.fields.arrived.value() == IssueDate.of(TODAY)


def test_a_paper_is_entered_by_keyboard_alone(
    context: Context, incoming_view: IncomingView, qtbot: QtBot
) -> None:
    qtbot.keyClick(incoming_view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(incoming_view)
    type_text(dialog.fields.author.line, "Sở Nội vụ tỉnh Mẫu")
    type_text(dialog.fields.code.line, "45/SNV-CCHC")
    type_date(dialog.fields.dated, TODAY)
    type_text(dialog.fields.abstract.text, "Đôn đốc báo cáo")
    type_text(dialog.fields.assigned.line, "Phòng Văn hóa - Xã hội")
    with qtbot.waitSignal(dialog.entered):
        qtbot.keyClick(dialog.fields.note.line, Qt.Key.Key_Return)
    [kept] = incoming.listing(context.workspace.store)
    assert (kept.author, kept.code, kept.dated) == ("Sở Nội vụ tỉnh Mẫu", "45/SNV-CCHC", TODAY)
    assert incoming_view.model.rowCount() == 1
    assert incoming_view.table.chosen_rows() == [0]


def test_a_pdf_that_is_dropped_fills_in_what_it_says(
    context: Context, incoming_view: IncomingView, scan: Path, qtbot: QtBot
) -> None:
    drop(incoming_view, [scan])
    dialog = dialog_of(incoming_view)
    qtbot.waitUntil(lambda: dialog.fields.code.value() == "05/KH-UBND", timeout=20_000)
    assert dialog.fields.author.value() == "Ủy ban nhân dân xã An Hòa"
    assert dialog.fields.kind.value() == "KH"
    assert dialog.fields.pages.value() == "4"
    assert "tác giả" in dialog.fields.read.text()
    qtbot.waitUntil(lambda: dialog.preview.view.page_count == 4, timeout=20_000)
    with qtbot.waitSignal(dialog.entered, timeout=20_000):
        dialog.accept_button.click()
        dialog.accept_button.click()  # a second click enters nothing twice
    [kept] = incoming.listing(context.workspace.store)
    [file] = incoming.files(context.workspace.store, kept.id)
    assert file.name == "Kế hoạch của tỉnh.pdf"


def test_what_a_person_typed_is_not_written_over_by_what_was_read(
    incoming_view: IncomingView, scan: Path, qtbot: QtBot
) -> None:
    dialog = incoming_view.begin()
    type_text(dialog.fields.author.line, "Sở Nội vụ")
    drop(dialog, [scan])
    qtbot.waitUntil(lambda: dialog.fields.code.value() == "05/KH-UBND", timeout=20_000)
    assert dialog.fields.author.value() == "Sở Nội vụ"


def test_a_damaged_pdf_is_said_and_can_be_kept_all_the_same(
    context: Context, incoming_view: IncomingView, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.4 no more")
    dialog = incoming_view.begin(broken)
    qtbot.waitUntil(lambda: "hỏng.pdf" in dialog.preview.sentence.text(), timeout=20_000)
    qtbot.waitUntil(lambda: "mật khẩu" in dialog.preview.sentence.text(), timeout=20_000)
    type_text(dialog.fields.author.line, "Sở Nội vụ")
    type_text(dialog.fields.abstract.text, "Văn bản hỏng")
    with qtbot.waitSignal(dialog.entered):
        dialog.accept_button.click()
    [kept] = incoming.listing(context.workspace.store)
    assert len(incoming.files(context.workspace.store, kept.id)) == 1


def test_a_duplicate_is_said_beside_the_field_with_a_way_to_the_earlier_entry(
    context: Context, incoming_view: IncomingView, qtbot: QtBot
) -> None:
    first = enter(context)
    dialog = incoming_view.begin()
    type_text(dialog.fields.author.line, "UBND tỉnh Mẫu")
    type_text(dialog.fields.code.line, "12/KH-UBND")
    dialog.fields.code.line.editingFinished.emit()
    assert dialog.double.isVisibleTo(dialog)
    assert "số đến 01" in dialog.double.words.text()
    with qtbot.waitSignal(dialog.entry_asked) as asked:
        dialog.double.show_button.click()
    assert asked.args == [first.id]
    type_text(dialog.fields.abstract.text, "Văn bản khác")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "đã có trong sổ" in dialog.problem.text(), timeout=10_000)
    assert incoming.count(context.workspace.store) == 1
    dialog.double.other.setChecked(True)
    with qtbot.waitSignal(dialog.entered):
        dialog.accept_button.click()
    assert incoming.count(context.workspace.store) == 2


def test_what_is_wrong_is_said_below_each_field(
    incoming_view: IncomingView, context: Context
) -> None:
    dialog = incoming_view.begin()
    type_date(dialog.fields.arrived, TODAY + datetime.timedelta(days=400))
    type_text(dialog.fields.pages.line, "bốn")
    dialog.accept_button.click()
    said = {
        field.name.text(): field.problem.text()
        for field in (dialog.fields.arrived, dialog.fields.author, dialog.fields.abstract,
                      dialog.fields.pages)
    }  # fmt: skip
    assert all(said.values()), said
    assert incoming.count(context.workspace.store) == 0


def test_a_gap_in_the_numbers_asks_for_its_reason(
    context: Context, incoming_view: IncomingView, qtbot: QtBot
) -> None:
    dialog = incoming_view.begin()
    type_text(dialog.fields.author.line, "Sở Nội vụ")
    type_text(dialog.fields.abstract.text, "Đôn đốc")
    dialog.fields.number.line.setText("15")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: dialog.fields.gap.isVisibleTo(dialog), timeout=10_000)
    type_text(dialog.fields.gap.line, "Sổ giấy đã dùng đến số 14")
    with qtbot.waitSignal(dialog.entered):
        dialog.accept_button.click()
    assert incoming.listing(context.workspace.store)[0].arrival_number == 15


def test_leaving_a_form_that_was_typed_in_asks_once(
    incoming_view: IncomingView, answers: Answers, qtbot: QtBot
) -> None:
    dialog = incoming_view.begin()
    type_text(dialog.fields.author.line, "Sở Nội vụ")
    answers.agrees = False
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    answers.agrees = True
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(answers.questions) == 2
    blank = incoming_view.begin()
    qtbot.keyClick(blank, Qt.Key.Key_Escape)
    assert len(answers.questions) == 2


def test_an_entry_is_put_right(context: Context, incoming_view: IncomingView, qtbot: QtBot) -> None:
    made = enter(context)
    incoming_view.refresh()
    incoming_view.give_focus()
    qtbot.keyClick(incoming_view.table, Qt.Key.Key_Return)
    dialog = dialog_of(incoming_view)
    assert dialog.fields.number.line.isReadOnly()
    dialog.fields.abstract.text.selectAll()
    type_text(dialog.fields.abstract.text, "Tuyên truyền PAPI")
    with qtbot.waitSignal(dialog.entered):
        dialog.accept_button.click()
    assert incoming.get(context.workspace.store, made.id).abstract == "Tuyên truyền PAPI"


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-3, "quá hạn 3 ngày", "error"), (0, "hôm nay", "warning"), (2, "còn 2 ngày", "warning"),
        (30, "", "neutral"),
    ],
)  # fmt: skip
def test_deadlines_have_words_beside_their_colour(
    context: Context, days: int, words: str, tone: str
) -> None:
    deadline = TODAY + datetime.timedelta(days=days)
    made = enter(context, deadline=deadline, arrived_on=min(TODAY, deadline))
    shown = deadline_text(made, TODAY)
    assert f"{deadline:%d/%m}" in shown
    assert words in shown
    assert deadline_tone(made, TODAY) == tone


def test_what_is_late_is_filtered(context: Context, incoming_view: IncomingView) -> None:
    enter(context, "1/A", deadline=TODAY)
    before = TODAY - datetime.timedelta(days=9)
    enter(context, "2/A", arrived_on=before, year=before.year, deadline=before)
    incoming_view.progress.choose("overdue")
    assert [entry.code for entry in incoming_view.model.entries] == ["2/A"]
    incoming_view.progress.choose("near")
    assert incoming_view.model.total() == 2
    incoming_view.show_everything()
    assert incoming_view.progress.text().endswith("Tất cả")


def test_a_paper_is_handed_on_with_an_opinion_and_answered(
    context: Context, incoming_view: IncomingView, qtbot: QtBot
) -> None:
    made = enter(context)
    incoming_view.refresh()
    incoming_view.give_focus()
    incoming_view.hand_action.trigger()
    dialog = incoming_view.findChild(DistributionDialog)
    assert dialog is not None
    type_text(dialog.assigned.line, "Phòng Kinh tế")
    type_text(dialog.opinion.text, "Giao tham mưu trước ngày hẹn")
    qtbot.keyClick(dialog.assigned.line, Qt.Key.Key_Return)
    kept = incoming.get(context.workspace.store, made.id)
    assert (kept.assigned_to, kept.progress) == ("Phòng Kinh tế", "assigned")
    assert kept.opinions[0].text == "Giao tham mưu trước ngày hẹn"
    later = incoming_view.hand_on(kept)
    assert later.opinions.count() == 1
    later.answered.click()
    assert later.reply.problem.isVisibleTo(later)
    type_text(later.reply.line, "15/BC-UBND")
    later.answered.click()
    assert incoming.get(context.workspace.store, made.id).progress == "answered"
    assert not later.dealt_with.isVisibleTo(later)
    later.reopen.click()
    assert incoming.get(context.workspace.store, made.id).progress == "assigned"


def test_a_scan_is_stamped_where_there_is_room_and_written_as_a_new_file(
    incoming_view: IncomingView, scan: Path, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    context = incoming_view.context
    made = enter(context)
    incoming.attach(context.workspace.store, made.id, scan, who="x")
    incoming_view.refresh()
    incoming_view.give_focus()
    incoming_view.stamp_action.trigger()
    dialog = incoming_view.findChild(StampDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.write.isEnabled, timeout=20_000)
    answers.target = tmp_path / "đến.pdf"
    with qtbot.waitSignal(context.offered):
        dialog.write.click()
    assert "ĐẾN" in Measured(answers.target.read_bytes()).raw[0]
    assert "ĐẾN" not in Measured(scan.read_bytes()).raw[0]


def test_a_paper_without_a_scan_is_told_before_it_is_stamped(
    context: Context, incoming_view: IncomingView, answers: Answers
) -> None:
    enter(context)
    incoming_view.refresh()
    incoming_view.give_focus()
    incoming_view.stamp_action.trigger()
    assert answers.told == ["Số đến 01 chưa có bản quét hay tệp nào. Hãy đính kèm trước."]


def test_register_and_follow_up_are_printed(
    context: Context, incoming_view: IncomingView, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    enter(context)
    for action, title in (
        (incoming_view.print_action, "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"),
        (incoming_view.tracking_action, "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN"),
    ):
        answers.target = tmp_path / "so.pdf"
        with qtbot.waitSignal(context.offered):
            action.trigger()
        assert title in Measured(answers.target.read_bytes()).raw[0]


def test_every_control_has_a_name_for_those_who_cannot_see_it(
    incoming_view: IncomingView, context: Context
) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    enter(context)
    dialog = incoming_view.begin()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for widget in (*incoming_view.findChildren(kind), *dialog.findChildren(kind)):
            inner = widget.objectName().startswith("qt_") or type(widget) is QAbstractButton
            if not inner:
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                assert widget.accessibleName() or text, widget

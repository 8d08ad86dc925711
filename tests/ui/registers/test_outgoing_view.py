"""The register of outgoing papers, worked with the keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from papidesk.workflow import registers
from tests.ui.person import Answers, type_text
from tests.ui.registers.conftest import TODAY, enter_outgoing
from ui.context import Context
from ui.registers.outgoing_view import OutgoingView
from ui.registers.reason_dialog import ReasonDialog
from ui.registers.register_view import EMPTY, LIST, NOTHING
from ui.widgets.table import BELOW_ROLE


def cell(view: OutgoingView, key: str, row: int = 0) -> str:
    index = view.model.index(row, view.model.column(key))
    return str(index.data(Qt.ItemDataRole.DisplayRole))


def editor(view: OutgoingView) -> QLineEdit:
    # The one before goes when the event loop comes round.
    return [line for line in view.table.findChildren(QLineEdit) if line.isVisible()][-1]


def test_an_empty_register_says_how_papers_come_into_it(outgoing_view: OutgoingView) -> None:
    assert outgoing_view.stack.currentIndex() == EMPTY
    assert "ban hành" in outgoing_view.empty.sentence.text()


def test_the_columns_are_those_of_the_decree(context: Context, outgoing_view: OutgoingView) -> None:
    enter_outgoing(context)
    outgoing_view.refresh()
    assert outgoing_view.stack.currentIndex() == LIST
    assert outgoing_view.count.text() == "1 mục"
    shown = [cell(outgoing_view, column.key) for column in outgoing_view.model.columns]
    day = f"{TODAY:%d/%m/%Y}"
    assert shown[:8] == ["01/KH-UBND", day, "Kế hoạch tuyên truyền", "Nguyễn Văn Mẫu",
                         "Như trên; Lưu: VT", "", "1", ""]  # fmt: skip


def test_later_columns_are_written_in_the_row_by_keyboard(
    context: Context, outgoing_view: OutgoingView, qtbot: QtBot
) -> None:
    entry = enter_outgoing(context)
    outgoing_view.resize(1500, 660)  # with room for all columns
    outgoing_view.refresh()
    outgoing_view.give_focus()
    table = outgoing_view.table
    qtbot.keyClick(table, Qt.Key.Key_F2)
    first = editor(outgoing_view)
    assert first.text() == "Như trên; Lưu: VT"
    first.selectAll()
    type_text(first, "Đảng ủy xã; Lưu: VT")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    type_text(editor(outgoing_view), "Văn thư")
    qtbot.keyClick(editor(outgoing_view), Qt.Key.Key_Tab)
    editor(outgoing_view).selectAll()
    type_text(editor(outgoing_view), "12")
    qtbot.keyClick(editor(outgoing_view), Qt.Key.Key_Tab)
    type_text(editor(outgoing_view), f"{TODAY:%-d/%-m}")
    with qtbot.waitSignal(context.saved):
        qtbot.keyClick(editor(outgoing_view), Qt.Key.Key_Return)
    [kept] = registers.listing(context.workspace.store)
    assert kept.id == entry.id
    assert (kept.recipients, kept.copy_holder) == ("Đảng ủy xã; Lưu: VT", "Văn thư")
    assert (kept.copies, kept.sent_on) == (12, TODAY.isoformat())


def test_what_is_no_day_is_told_and_the_row_stays_as_it_was(
    context: Context, outgoing_view: OutgoingView, answers: Answers
) -> None:
    enter_outgoing(context)
    outgoing_view.refresh()
    for key, text in (("sent", "31/02/2026"), ("copies", "mười hai")):
        index = outgoing_view.model.index(0, outgoing_view.model.column(key))
        assert not outgoing_view.model.setData(index, text)
    assert len(answers.told) == 2
    assert "31/02/2026" in answers.told[0]
    assert cell(outgoing_view, "sent") == ""


def test_a_number_is_cancelled_with_a_reason_and_stays(
    context: Context, outgoing_view: OutgoingView, qtbot: QtBot
) -> None:
    enter_outgoing(context)
    outgoing_view.refresh()
    outgoing_view.give_focus()
    qtbot.keyClick(outgoing_view.table, Qt.Key.Key_Delete)
    dialog = outgoing_view.findChild(ReasonDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.reason.problem.isVisible()
    type_text(dialog.reason.line, "Đánh số nhầm")
    qtbot.keyClick(dialog.reason.line, Qt.Key.Key_Return)
    [kept] = registers.listing(context.workspace.store)
    assert kept.cancel_reason == "Đánh số nhầm"
    assert cell(outgoing_view, "note") == "Đã hủy: Đánh số nhầm"
    index = outgoing_view.model.index(0, 0)
    assert index.data(BELOW_ROLE) == "Đã hủy"
    later = outgoing_view.model.index(0, outgoing_view.model.column("note"))
    assert not later.flags() & Qt.ItemFlag.ItemIsEditable


def test_enter_opens_the_document_of_a_line(
    context: Context, outgoing_view: OutgoingView, qtbot: QtBot
) -> None:
    from papidesk.workflow import documents, issuing
    from papidesk.workflow.demo import commune_files

    store = context.workspace.store
    taken = documents.import_file(store, commune_files()[0], who="x").document
    issuing.issue(store, taken.id, today=TODAY, who="x", override="Thử sổ")
    outgoing_view.refresh()
    outgoing_view.give_focus()
    with qtbot.waitSignal(outgoing_view.document_asked) as asked:
        qtbot.keyClick(outgoing_view.table, Qt.Key.Key_Return)
    assert asked.args == [taken.id]


def test_what_was_issued_meanwhile_is_there_when_the_register_is_shown_again(
    context: Context, outgoing_view: OutgoingView, qtbot: QtBot
) -> None:
    outgoing_view.hide()
    enter_outgoing(context)
    context.documents_changed.emit()
    with qtbot.waitExposed(outgoing_view):
        outgoing_view.show()
    assert outgoing_view.model.total() == 1


def test_it_is_searched_without_dau_narrowed_and_shown_whole_again(
    context: Context, outgoing_view: OutgoingView
) -> None:
    enter_outgoing(context)
    enter_outgoing(context, "Báo cáo sơ kết")
    outgoing_view.show_search("so ket")
    assert [cell(outgoing_view, "abstract")] == ["Báo cáo sơ kết"]
    outgoing_view.sent.choose("yes")
    assert outgoing_view.stack.currentIndex() == NOTHING
    outgoing_view.show_all.click()
    assert outgoing_view.model.total() == 2
    assert outgoing_view.sent.text().endswith("Tất cả")
    outgoing_view.show_year(1999)
    assert outgoing_view.stack.currentIndex() == EMPTY
    outgoing_view.show_year(None)
    assert outgoing_view.years() == [TODAY.year]


def test_chosen_rows_are_copied_with_titles_for_excel(
    context: Context, outgoing_view: OutgoingView, qtbot: QtBot
) -> None:
    enter_outgoing(context)
    outgoing_view.refresh()
    outgoing_view.give_focus()
    qtbot.keyClick(outgoing_view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QApplication.clipboard().text().split("\n")
    assert head.startswith("Số, ký hiệu\t")
    assert row.startswith("01/KH-UBND\t")


def test_the_register_is_printed_and_exported_and_may_be_opened(
    context: Context, outgoing_view: OutgoingView, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    enter_outgoing(context)
    for button, ending, begins in (
        (outgoing_view.print_button, ".pdf", b"%PDF-"),
        (outgoing_view.sheet_button, ".xlsx", b"PK"),
    ):
        answers.target = tmp_path / f"so{ending}"
        with qtbot.waitSignal(context.offered):
            button.click()
        assert answers.proposed is not None
        assert answers.proposed.name == f"So dang ky van ban di {TODAY.year}{ending}"
        assert answers.target.read_bytes().startswith(begins)


def test_a_cancelled_file_dialog_writes_nothing(
    context: Context, outgoing_view: OutgoingView, answers: Answers
) -> None:
    outgoing_view.print_button.click()
    assert context.jobs.idle
    assert answers.told == []


def test_ten_thousand_lines_are_read_a_page_at_a_time(
    context: Context, outgoing_view: OutgoingView
) -> None:
    from papidesk.storage.registers import RegisterEntry, enter

    store = context.workspace.store
    with store.unit_of_work():
        for number in range(1, 1001):
            enter(store, RegisterEntry(series="x", year=TODAY.year, date=TODAY.isoformat(),
                                       symbol="KH", abstract=f"Kế hoạch {number}"))  # fmt: skip
    outgoing_view.refresh()
    assert (outgoing_view.model.rowCount(), outgoing_view.count.text()) == (200, "1.000 mục")
    outgoing_view.model.fetchMore()
    assert outgoing_view.model.rowCount() == 400
    outgoing_view.choose(outgoing_view.model.read(999, 1)[0].id)
    assert outgoing_view.table.chosen_rows() == [999]

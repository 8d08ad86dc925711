"""Sending: three steps to a file on the stick, one more copy, handed over, its way told."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import access, demo, receipts, receiving, sending, workspaces
from papidesk.workflow.sticks import Stick
from tests.ui.person import Answers
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import PERIOD, introduced, logged
from ui.exchange.exchange_page import SENT, ExchangePage
from ui.exchange.handing_over import HandOverDialog
from ui.exchange.key_password import KeyPasswordDialog
from ui.exchange.send_dialog import HOW, RESULT, WHAT, SendDialog
from ui.exchange.send_work import Made
from ui.main_window import MainWindow

OpenPage = Callable[[Path], ExchangePage]
PASSWORD = "mật khẩu của xã"


class Below:
    """A commune's closed folder, the store of its superior, a stick."""

    def __init__(self, folder: Path, superior: Store, stick: Path) -> None:
        self.folder, self.superior, self.stick = folder, superior, stick


@pytest.fixture
def below(tmp_path: Path) -> Iterator[Below]:
    """A commune with a log; its superior is open and knows its key."""
    commune, above = demo.sample_offices()
    above = replace(above, name="tỉnh Bình Nguyên", level="province")
    folder, stick = tmp_path / "xã An Hòa", tmp_path / "USB"
    stick.mkdir()
    with workspaces.create(tmp_path / "Bình Nguyên", above, who=WHO) as superior:
        with workspaces.create(folder, commune, who=WHO) as made:
            introduced(superior.store, made.store, "superior")
            introduced(made.store, superior.store, "subordinate")
            logged(made.store)
        yield Below(folder, superior.store, stick)


def begun(page: ExchangePage, qtbot: QtBot) -> SendDialog:
    """Open the assistant with the key everybody knows."""
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(SendDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.what.show_period("papi", PERIOD)
    return dialog


def counted(dialog: SendDialog, folder: Path, qtbot: QtBot) -> None:
    """Go to the last step and wait until it is known what goes."""
    dialog.next.click()
    assert dialog.step == HOW
    dialog.how.show_folder(folder)
    dialog.next.click()
    assert dialog.step == RESULT
    qtbot.waitUntil(lambda: dialog.counted, timeout=20_000)


def sent(page: ExchangePage, folder: Path, qtbot: QtBot) -> SendDialog:
    """Send the report of the half-year into ``folder``."""
    dialog = begun(page, qtbot)
    counted(dialog, folder, qtbot)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.is_made, timeout=20_000)
    return dialog


def test_a_report_is_sent_in_three_steps_and_its_superior_takes_it_in(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    dialog = begun(page, qtbot)
    dialog.next.click()
    assert "tỉnh Bình Nguyên" in dialog.how.to.text()
    qtbot.waitUntil(lambda: not dialog.how.looking, timeout=10_000)
    dialog.how.show_sticks([Stick(path=below.stick, label="KINGSTON", free_bytes=10**9)])
    assert dialog.how.target == below.stick
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.counted, timeout=20_000)
    assert "chưa ban hành" in dialog.last.warnings_text.text() or dialog.last.warnings_text.text()
    assert sending.history(store) == []
    dialog.next.click()
    dialog.finish()  # a second press makes no second one
    qtbot.waitUntil(lambda: dialog.is_made, timeout=20_000)
    # The folder of the test is no stick: nobody is told to pull one out.
    assert dialog.last.done_head.text() == "Đã ghi và đọc lại"
    dialog.last.show_made(Made(sending.history(store), [], None, safe=True))
    assert "An toàn để rút thẻ nhớ" in dialog.last.done_head.text()
    files = list(below.stick.glob("*.papi"))
    assert len(files) == 1 and len(sending.history(store)) == 1
    dialog.next.click()
    assert page.tabs.currentIndex() == SENT
    assert [row.state for row in page.sent.sent_model.rows] == ["exported"]
    with receiving.look(below.superior, files[0], who=WHO) as incoming:
        assert incoming.plan.counts["new"] == 4


def test_a_second_copy_and_handing_over_are_kept_in_its_way(
    below: Below, open_page: OpenPage, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    dialog = sent(page, below.stick, qtbot)
    second = tmp_path / "bản hai"
    second.mkdir()
    answers.target = second / "goi.papi"
    qtbot.mouseClick(dialog.last.copy_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(answers.target.is_file, timeout=20_000)
    assert answers.target.read_bytes() == next(below.stick.glob("*.papi")).read_bytes()
    qtbot.mouseClick(dialog.last.hand_button, Qt.MouseButton.LeftButton)
    asked = dialog.findChild(HandOverDialog)
    assert asked is not None
    asked.how.line.setText("qua thẻ nhớ cho bà Thí Dụ")
    asked.accept_button.click()
    assert sending.history(store)[0].state == "handed_over"
    assert not dialog.last.hand_button.isEnabled()
    dialog.next.click()
    way = " ".join(page.sent.steps.texts)
    assert "qua thẻ nhớ cho bà Thí Dụ" in way and "Đã bàn giao" in way


def test_the_receipt_shows_that_it_arrived(below: Below, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    sent(page, below.stick, qtbot).next.click()
    path = next(below.stick.glob("*.papi"))
    with receiving.look(below.superior, path, who=WHO) as incoming:
        row = receiving.take(below.superior, incoming, who=WHO, backup=False)
    answer = below.stick / "bien-nhan.papi"
    receipts.make(below.superior, row.id, answer, who=WHO)
    page.open_files([answer])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    assert page.receive.preview.take_button.isEnabled()
    page.receive.preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    assert not page.receive.taken.receipt_button.isVisible()
    assert [row.state for row in sending.history(store)] == ["applied"]


def test_what_cannot_be_written_is_made_all_the_same_and_written_later(
    below: Below, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    dialog = begun(page, qtbot)
    counted(dialog, below.stick, qtbot)
    below.stick.rmdir()  # the stick is pulled out
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.is_made, timeout=20_000)
    assert "chưa ghi ra" in dialog.last.done_head.text()
    assert not dialog.last.hand_button.isVisible()
    assert [row.state for row in sending.history(store)] == ["drafted"]
    below.stick.mkdir()
    answers.target = below.stick / "goi.papi"
    dialog.last.copy_button.click()
    qtbot.waitUntil(lambda: sending.history(store)[0].state == "exported", timeout=20_000)


def test_what_never_left_can_be_taken_back(
    below: Below, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    sending.make(store, sending.Order(kind="report", period=PERIOD), who=WHO)
    page.tabs.setCurrentIndex(SENT)
    view = page.sent
    assert view.withdraw_button.isVisible() and not view.hand_button.isEnabled()
    answers.agrees = False
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert len(sending.history(store)) == 1
    answers.agrees = True
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert sending.history(store) == [] and view.stack.currentIndex() == 1


def test_a_locked_key_asks_for_its_password_and_a_wrong_one_again(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    access.set_password(store, PASSWORD, who=WHO)
    dialog = begun(page, qtbot)
    counted(dialog, below.stick, qtbot)
    dialog.next.click()
    for typed in ("sai", PASSWORD):
        qtbot.waitUntil(lambda: bool(visible(dialog)), timeout=20_000)
        asked = visible(dialog)[0]
        asked.line.setText(typed)
        qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.is_made, timeout=20_000)
    assert list(below.stick.glob("*.papi"))


def visible(dialog: SendDialog) -> list[KeyPasswordDialog]:
    """The questions for a password on screen."""
    return [one for one in dialog.findChildren(KeyPasswordDialog) if one.isVisible()]


def test_closing_the_question_for_the_password_makes_nothing(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    access.set_password(store, PASSWORD, who=WHO)
    dialog = begun(page, qtbot)
    counted(dialog, below.stick, qtbot)
    dialog.next.click()
    qtbot.waitUntil(lambda: bool(visible(dialog)), timeout=20_000)
    visible(dialog)[0].reject()
    qtbot.waitUntil(lambda: dialog.counted and dialog.next.isEnabled(), timeout=20_000)
    assert sending.history(store) == [] and not dialog.is_made
    dialog.reject()
    assert not dialog.isVisible()


def test_steps_that_lack_something_are_not_passed(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    dialog = begun(page, qtbot)
    dialog.what.show_kind("plan")
    dialog.next.click()
    assert dialog.step == WHAT and dialog.what.problem.text()
    dialog.what.show_kind("report")
    dialog.how.code.show_value("mã có dấu")
    dialog.go_to(RESULT)
    assert dialog.step == HOW and dialog.how.problem.text()
    dialog.how.code.show_value("")
    dialog.how.code.changed.emit()
    dialog.how.place.clear()
    dialog.next.click()
    assert dialog.step == HOW and dialog.how.place_field.problem.text()
    dialog.reject()


def test_evidence_can_be_chosen_piece_by_piece(
    below: Below, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    from papidesk.domain.filters import ActivityFilter
    from papidesk.workflow import evidence, log

    page = open_page(below.folder)
    store = page.context.workspace.store
    first = log.listing(store, ActivityFilter(), limit=1)[0].activity
    for name in ("Ảnh hội nghị.txt", "Biên bản.txt"):
        path = tmp_path / name
        path.write_text(name * 50, encoding="utf-8")
        evidence.attach_file(store, "activity", first.id, path, who=WHO)
    dialog = begun(page, qtbot)
    dialog.what.evidence.show_value("some")
    dialog.what.evidence.changed.emit()
    pieces = dialog.what.pieces
    assert pieces.list.count() == 2 and len(pieces.chosen()) == 2
    pieces.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    counted(dialog, below.stick, qtbot)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.is_made, timeout=20_000)
    assert sending.history(store)[0].counts["evidence"] == 1


def test_a_report_is_sent_from_the_list_of_duties(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    from papidesk.domain.report_duty import DutyTerm
    from papidesk.workflow import catalogues, duty_terms

    page = open_page(below.folder)
    store = page.context.workspace.store
    term = duty_terms.of_period(store, catalogues.report_duty(store, "papi"), "2026-H1")
    assert isinstance(term, DutyTerm)
    page.context.place_asked.emit("exchange", term)
    dialog = page.findChild(SendDialog)
    assert dialog is not None and dialog.isVisible()
    order = dialog.what.order()
    assert order is not None and (order.duty, order.period) == ("papi", "2026-H1")
    dialog.reject()


def test_the_palette_finds_a_bundle_and_shows_its_way(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    from ui.palette_exchange import bundles

    page = open_page(below.folder)
    store = page.context.workspace.store
    made = sending.make(store, sending.Order(kind="report", period=PERIOD), who=WHO)[0]
    window = page.window()
    assert isinstance(window, MainWindow)
    window.show_page("overview")
    found = bundles(window, "bao cao 6 thang", ())
    assert [entry.title.split("  ")[1] for entry in found] == [made.file_name]
    found[0].act()
    assert window.current is page and page.tabs.currentIndex() == SENT
    assert [one.id for one in page.sent.chosen] == [made.id]
    assert bundles(window, "không có đâu", ()) == []


def test_the_history_is_narrowed_to_a_year_and_shown_whole_again(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    store = page.context.workspace.store
    now = datetime.datetime(2025, 7, 1, 8, tzinfo=datetime.UTC)
    for moment in (now, now.replace(year=2026)):
        sending.make(store, sending.Order(kind="report", period=PERIOD), who=WHO, now=moment)
    page.tabs.setCurrentIndex(SENT)
    assert page.years() == [2026, 2025]
    page.show_year(2025)
    assert [row.made_at[:4] for row in page.sent.sent_model.rows] == ["2025"]
    page.show_year(2020)
    assert page.sent.stack.currentIndex() == 2
    page.sent.everything_button.click()
    assert page.sent.sent_model.rowCount() == 2


def test_enter_goes_on_in_the_assistant_and_a_second_press_does_not_stop_what_it_began(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    page.send()
    [dialog] = page.findChildren(SendDialog)
    dialog.what.show_period("papi", "2026-H1")
    dialog.what.kinds["report"].setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.step == HOW
    dialog.how.show_folder(below.stick)
    dialog.how.note.line.setFocus()
    qtbot.keyClick(dialog.how.note.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.counted, timeout=20_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.is_made, timeout=20_000)
    assert len(list(below.stick.glob("*.papi"))) == 1
    # Who presses on sees what was written before the dialog goes.
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert page.tabs.currentIndex() == SENT


def test_a_count_that_comes_late_does_not_take_the_keyboard_from_who_went_back(
    below: Below, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(below.folder)
    page.send()
    [dialog] = page.findChildren(SendDialog)
    dialog.next.click()
    dialog.how.show_folder(below.stick)
    dialog.next.click()
    dialog.back.click()
    dialog.how.note.line.setFocus()
    qtbot.waitUntil(lambda: page.context.jobs.idle, timeout=20_000)
    qtbot.wait(50)
    assert dialog.how.note.line.hasFocus()
    dialog.reject()

"""Writing activities down in one line, by keyboard."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.closing import Closing
from papidesk.workflow import closings, log
from tests.ui.conftest import WHO
from tests.ui.log.conftest import TODAY, keep
from tests.ui.person import type_text
from ui.context import Context
from ui.log.closed_reason import ClosedReasonDialog
from ui.log.log_page import LogPage


def press(qtbot: QtBot, widget: QWidget, *keys: Qt.Key) -> None:
    """Press keys one after the other."""
    for key in keys:
        qtbot.keyClick(widget, key)


def test_three_entries_in_a_row_by_keyboard_alone(
    context: Context, page: LogPage, qtbot: QtBot
) -> None:
    quick = page.quick
    page.give_focus()
    assert quick.counter.line.hasFocus()
    type_text(quick.counter.line, "luot phat thanh tren")
    press(qtbot, quick.counter.line, Qt.Key.Key_Tab)
    assert quick.counter.value() == "luot-phat-thanh"
    assert quick.quantity.line.hasFocus()
    for title, quantity in (("Phát thanh sáng", "1"), ("Phát thanh chiều", "2"), ("Tối", "3")):
        quick.quantity.line.selectAll()
        type_text(quick.quantity.line, quantity)
        press(qtbot, quick.quantity.line, Qt.Key.Key_Tab)
        assert quick.title.line.hasFocus()
        type_text(quick.title.line, title)
        press(qtbot, quick.title.line, Qt.Key.Key_Return)
        assert quick.title.value() == ""
        assert quick.quantity.line.hasFocus()
        assert quick.counter.value() == "luot-phat-thanh"
        assert quick.day.value() == TODAY
    rows = log.listing(context.workspace.store)
    assert sorted(row.activity.amounts[0].quantity for row in rows) == [1, 2, 3]
    qtbot.waitUntil(lambda: page.list.model.total() == 3)
    [total] = log.totals(context.workspace.store)
    assert total.quantity == Decimal(6)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_is_kept_composed_however_it_was_typed(
    context: Context, page: LogPage, qtbot: QtBot, form: str
) -> None:
    said = "Đăng tin hướng dẫn nộp hồ sơ trực tuyến"
    quick = page.quick
    type_text(quick.counter.line, unicodedata.normalize(form, "lượt phát thanh"))
    press(qtbot, quick.counter.line, Qt.Key.Key_Return)
    type_text(quick.title.line, unicodedata.normalize(form, said))
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    [row] = log.listing(context.workspace.store)
    assert row.activity.title == said
    assert row.activity.amounts[0].counter == "luot-phat-thanh"


def test_a_day_typed_short_is_written_out(page: LogPage, qtbot: QtBot) -> None:
    line = page.quick.day.line
    line.setFocus()
    line.selectAll()
    type_text(line, f"{TODAY.day}/{TODAY.month}")
    press(qtbot, line, Qt.Key.Key_Tab)
    assert line.text() == f"{TODAY:%d/%m/%Y}"
    press(qtbot, line, Qt.Key.Key_Down)
    assert page.quick.day.value() == TODAY - datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "word"), [("31/02", "31/02"), ("1/1/20224", "20224"), ("mai", "mai")]
)
def test_a_wrong_day_is_said_beside_it_while_typing(
    page: LogPage, context: Context, qtbot: QtBot, typed: str, word: str
) -> None:
    quick = page.quick
    quick.day.line.selectAll()
    type_text(quick.day.line, typed)
    assert word in quick.day.problem.text()
    type_text(quick.title.line, "Một việc")
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    assert log.count(context.workspace.store) == 0
    assert quick.day.line.hasFocus()
    quick.day.line.selectAll()
    type_text(quick.day.line, "hôm nay")
    assert not quick.day.problem.isVisibleTo(page)
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    assert log.count(context.workspace.store) == 1


@pytest.mark.parametrize("typed", ["-3", "abc", "9999999999999"])
def test_an_amount_that_cannot_be_is_refused_beside_the_field(
    page: LogPage, context: Context, qtbot: QtBot, typed: str
) -> None:
    quick = page.quick
    quick.counter.show_value("luot-phat-thanh")
    quick.quantity.line.selectAll()
    type_text(quick.quantity.line, typed)
    assert quick.quantity.problem.isVisibleTo(page)
    type_text(quick.title.line, "Một việc")
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    assert log.count(context.workspace.store) == 0


def test_an_unknown_counter_is_refused_and_said(
    page: LogPage, context: Context, qtbot: QtBot
) -> None:
    quick = page.quick
    type_text(quick.counter.line, "không có chỉ tiêu nào như thế")
    type_text(quick.title.line, "Một việc")
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    assert "không có chỉ tiêu nào" in quick.counter.problem.text()
    assert log.count(context.workspace.store) == 0


def test_a_doubt_is_seen_while_typing_and_never_refuses(
    page: LogPage, context: Context, qtbot: QtBot
) -> None:
    quick = page.quick
    quick.counter.show_value("luot-phat-thanh")
    quick.quantity.line.selectAll()
    type_text(quick.quantity.line, "900000")
    type_text(quick.title.line, "Phát thanh cả năm")
    qtbot.waitUntil(lambda: quick.counter.problem.isVisibleTo(page))
    assert quick.counter.problem.property("kind") == "caution"
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    assert log.count(context.workspace.store) == 1


def test_the_same_entry_once_more_is_asked_about_once(
    page: LogPage, context: Context, qtbot: QtBot
) -> None:
    keep(context, "Phát thanh sáng")
    quick = page.quick
    quick.counter.show_value("luot-phat-thanh")
    type_text(quick.title.line, "Phát thanh sáng")
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    assert log.count(context.workspace.store) == 1
    assert quick.title.problem.isVisibleTo(page)
    press(qtbot, quick.title.line, Qt.Key.Key_Return)
    assert log.count(context.workspace.store) == 2


def test_what_was_written_down_can_be_taken_back(
    page: LogPage, context: Context, qtbot: QtBot
) -> None:
    told: list[object] = []
    context.happened.connect(lambda _said, back: told.append(back))
    type_text(page.quick.title.line, "Viết nhầm")
    press(qtbot, page.quick.title.line, Qt.Key.Key_Return)
    assert log.count(context.workspace.store) == 1
    back = told[-1]
    assert callable(back)
    back()
    assert log.count(context.workspace.store) == 0


def test_a_day_in_a_closed_period_asks_for_the_reason(
    page: LogPage, context: Context, qtbot: QtBot
) -> None:
    first = TODAY.replace(day=1)
    closings.close(context.workspace.store, Closing(since=first, until=TODAY), who=WHO)
    type_text(page.quick.title.line, "Bổ sung buổi phát thanh")
    press(qtbot, page.quick.title.line, Qt.Key.Key_Return)
    dialog = page.quick.findChild(ClosedReasonDialog)
    assert dialog is not None
    assert log.count(context.workspace.store) == 0
    dialog.accept_button.click()
    assert dialog.reason.problem.isVisibleTo(dialog)
    type_text(dialog.reason.text, "Đài gửi danh sách chậm")
    dialog.accept_button.click()
    dialog.accept_button.click()  # a second click keeps nothing twice
    assert log.count(context.workspace.store) == 1
    [correction] = closings.corrections(context.workspace.store)
    assert correction.reason == "Đài gửi danh sách chậm"
    assert page.quick.title.value() == ""


def test_going_back_from_the_reason_keeps_what_was_typed(
    page: LogPage, context: Context, qtbot: QtBot
) -> None:
    closings.close(context.workspace.store, Closing(since=TODAY, until=TODAY), who=WHO)
    type_text(page.quick.title.line, "Bổ sung")
    press(qtbot, page.quick.title.line, Qt.Key.Key_Return)
    dialog = page.quick.findChild(ClosedReasonDialog)
    assert dialog is not None
    dialog.reject()
    assert page.quick.title.value() == "Bổ sung"
    assert log.count(context.workspace.store) == 0

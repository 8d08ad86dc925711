"""Sending and receiving handled roughly: pulled out, twice, too early, too long, the wrong file."""

from __future__ import annotations

import datetime
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document
from papidesk.storage import places
from papidesk.workflow import access, documents, identity, receiving, sending, trust, workspaces
from tests.ui.exchange.conftest import Offices
from tests.ui.person import Answers, drop, type_text
from ui.exchange.exchange_page import (
    CONFLICTS,
    KEYS,
    RECEIVE,
    RECEIVED,
    SENT,
    ExchangePage,
)
from ui.exchange.key_dialog import KeyCompareDialog
from ui.exchange.key_password import KeyPasswordDialog
from ui.exchange.line_dialog import LineDialog
from ui.main_window import MainWindow

OpenPage = Callable[[Path], ExchangePage]
LONG = "Báo cáo kết quả thực hiện Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh xã An Hòa"


def window_of(page: ExchangePage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window


def looked(page: ExchangePage, path: Path, qtbot: QtBot) -> None:
    """Drop a file and wait until it is shown."""
    drop(page, [path])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)


def staged(folder: Path) -> list[Path]:
    """What lies in staging."""
    return list((folder / places.STAGING).glob("*"))


def history(folder: Path) -> list[str]:
    """What became of all files, read by another hand."""
    with workspaces.open_workspace(folder) as workspace:
        return sorted(row.state for row in receiving.history(workspace.store))


def ended(page: ExchangePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.context.jobs.idle, timeout=60_000)


# The window closes in the middle


def test_a_window_closed_over_a_preview_leaves_nothing_behind(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked(page, offices.report(), qtbot)
    assert staged(offices.superior_folder)
    window_of(page).close()
    assert not staged(offices.superior_folder)
    assert history(offices.superior_folder) == []


def test_a_window_closed_while_a_bundle_is_verified_leaves_nothing_behind(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    drop(page, [offices.report()])
    window_of(page).close()
    assert history(offices.superior_folder) == []
    assert not staged(offices.superior_folder)


def test_a_window_closed_while_a_bundle_is_taken_in_has_all_of_it_or_nothing(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked(page, offices.report(), qtbot)
    page.receive.preview.take_button.click()
    window_of(page).close()
    assert history(offices.superior_folder) in ([], ["applied"])
    assert not staged(offices.superior_folder)


def test_a_window_closed_in_the_middle_of_a_queue_keeps_whole_bundles_only(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    for period in ("2026-Q1", "2026-H1", "2026"):
        offices.report(period=period)
    page = open_page(offices.superior_folder)
    drop(page, [offices.stick])
    page.receive.queue.take()
    qtbot.waitUntil(lambda: bool(page.receive.queue.model.results), timeout=20_000)
    window_of(page).close()
    assert set(history(offices.superior_folder)) == {"applied"}
    assert not staged(offices.superior_folder)


def test_a_window_closed_over_the_question_for_the_password_changes_nothing(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    with workspaces.open_workspace(offices.superior_folder) as workspace:
        access.set_password(workspace.store, "đường về", who="A")
    path = offices.report(encrypt=True)
    page = open_page(offices.superior_folder)
    drop(page, [path])
    qtbot.waitUntil(lambda: bool(page.findChildren(KeyPasswordDialog)), timeout=20_000)
    window_of(page).close()
    assert not staged(offices.superior_folder)


# The stick


def test_a_folder_that_cannot_be_read_is_told_in_one_sentence(
    offices: Offices, open_page: OpenPage, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(offices.superior_folder)

    def broken(self: Path) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "iterdir", broken)
    drop(page, [offices.stick])
    assert page.receive.shown is page.receive.start
    assert len(answers.told) == 1 and "USB" in answers.told[0]


def test_a_stick_pulled_out_before_the_queue_runs_fails_each_file_and_says_why(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    for period in ("2026-Q1", "2026-H1"):
        offices.report(period=period)
    page = open_page(offices.superior_folder)
    drop(page, [offices.stick])
    shutil.rmtree(offices.stick)
    queue = page.receive.queue
    queue.take()
    qtbot.waitUntil(lambda: not queue.running, timeout=20_000)
    for row in range(2):
        assert queue.model.index(row, 4).data(), "no reason"
    assert not window_of(page).toast.undo.isVisible()


def test_a_file_that_went_away_is_refused_and_the_page_goes_on(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    path = offices.report()
    path.unlink()
    drop(page, [path])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.refusal, timeout=20_000)
    assert path.name in page.receive.refusal.title.text()
    page.receive.refusal.back_button.click()
    assert page.receive.shown is page.receive.start


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_long_vietnamese_names_are_taken_in_however_they_are_written(
    offices: Offices, open_page: OpenPage, qtbot: QtBot, form: str
) -> None:
    path = offices.report()
    named = path.rename(path.with_name(unicodedata.normalize(form, f"{LONG}.papi")))  # type: ignore[arg-type]
    page = open_page(offices.superior_folder)
    looked(page, named, qtbot)
    page.receive.preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    row = receiving.history(page.context.workspace.store)[0]
    assert row.file_name == unicodedata.normalize("NFC", named.name)


@pytest.mark.parametrize(
    "name", ["kế hoạch.docx", "ảnh.jpg", "trống.papi", "khóa.papi.age", "gói.zip"]
)
def test_wrong_files_are_refused_with_a_sentence(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot, name: str
) -> None:
    page = open_page(offices.superior_folder)
    path = offices.stick / name
    path.write_bytes(b"" if name.startswith("tr") else "PK\x03\x04 không phải gói".encode() * 40)
    drop(page, [path])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.refusal, timeout=20_000)
    said = page.receive.refusal.sentence.text()
    assert said and said != "None"
    assert not staged(offices.superior_folder)


def test_a_key_file_among_bundles_does_not_become_one_of_them(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    from papidesk.workflow import key_files

    key = key_files.export(offices.commune, offices.stick / "an-hoa.papikey")
    path = offices.report()
    page = open_page(offices.superior_folder)
    drop(page, [path, key])
    queue = page.receive.queue
    if page.receive.shown is queue:
        assert key not in queue.model.paths
    else:
        qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)


# Twice, and at the wrong moment


def test_a_second_press_opens_one_line_only(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked(page, offices.report(), qtbot)
    preview = page.receive.preview
    row = next(n for n in range(preview.model.rowCount()) if preview.model.line(n) is not None)
    index = preview.model.index(row, 0)
    preview._on_opened(index)
    preview._on_opened(index)
    ended(page, qtbot)
    qtbot.wait(50)
    assert len(page.findChildren(LineDialog)) == 1


def test_the_toast_pressed_twice_undoes_once(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked(page, offices.report(), qtbot)
    page.receive.preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    toast = window_of(page).toast
    qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    page.receive.taken.undo_button.click()
    ended(page, qtbot)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    store = page.context.workspace.store
    assert [row.state for row in receiving.history(store)] == ["undone"]
    assert answers.told == []


def test_what_is_dropped_while_a_queue_runs_is_not_lost_without_a_word(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    first = offices.report(period="2026-Q1")
    offices.report(period="2026-H1")
    page = open_page(offices.superior_folder)
    drop(page, [offices.stick])
    page.receive.queue.take()
    drop(page, [first])
    assert "chờ" in window_of(page).toast.text.text().lower()
    ended(page, qtbot)
    assert page.receive.shown is page.receive.queue


def test_the_password_asked_for_can_be_given_up_and_asked_again(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    with workspaces.open_workspace(offices.superior_folder) as workspace:
        access.set_password(workspace.store, "đường về", who="A")
    path = offices.report(encrypt=True)
    page = open_page(offices.superior_folder)
    for _time in range(2):
        drop(page, [path])
        qtbot.waitUntil(
            lambda: any(d.isVisible() for d in page.findChildren(KeyPasswordDialog)),
            timeout=20_000,
        )
        [asked] = [d for d in page.findChildren(KeyPasswordDialog) if d.isVisible()]
        qtbot.keyClick(asked, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    assert answers.told == []
    assert not staged(offices.superior_folder)


# Search, year, keys


def test_the_search_box_narrows_what_a_bundle_would_change(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked(page, offices.report(), qtbot)
    preview = page.receive.preview
    every = preview.model.rowCount()
    page.show_search("hop thon 2")
    assert [preview.model.index(n, 2).data() for n in range(preview.model.rowCount())] == [
        "Họp thôn 2 02/03/2026"
    ]
    page.show_search("không có đâu")
    assert preview.model.rowCount() == 0 and preview.nothing.isVisible()
    page.show_search("")
    assert preview.model.rowCount() == every


def test_every_view_is_gone_through_by_keyboard_and_nothing_is_changed(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    window = window_of(page)
    for place in (RECEIVE, SENT, RECEIVED, CONFLICTS, KEYS):
        page.tabs.setCurrentIndex(place)
        seen = set()
        for _step in range(30):
            qtbot.keyClick(window.focusWidget() or page, Qt.Key.Key_Tab)
            seen.add(window.focusWidget())
        assert len(seen) >= 4, place
        for key in (Qt.Key.Key_F5, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Return):
            page.give_focus()
            if key != Qt.Key.Key_Return:
                qtbot.keyClick(window.focusWidget() or page, key)
    assert [d for d in window.findChildren(QDialog) if d.isVisible()] == []


def test_a_queue_is_narrowed_by_words_and_follows_what_becomes_of_its_files(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    for period in ("2026-Q1", "2026-H1"):
        offices.report(period=period)
    (offices.stick / "zz-hong.papi").write_bytes(b"khong phai")
    page = open_page(offices.superior_folder)
    drop(page, [offices.stick])
    queue = page.receive.queue
    page.show_search("ZZ-HỎNG")
    assert [path.name for path in queue.model.rows] == ["zz-hong.papi"]
    queue.take()  # takes all of them: what is searched for narrows the view only
    qtbot.waitUntil(lambda: not queue.running, timeout=60_000)
    page.show_search("tu choi")
    assert [path.name for path in queue.model.rows] == ["zz-hong.papi"]
    page.show_search("")
    assert queue.model.count("applied") == 2
    qtbot.mouseClick(window_of(page).toast.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: queue.model.count("undone") == 2, timeout=60_000)
    assert queue.model.index(0, 0).data() == "Đã hoàn tác"


def test_what_nobody_expected_is_told_with_details_that_can_be_sent(
    offices: Offices,
    open_page: OpenPage,
    answers: Answers,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(offices.superior_folder)
    path = offices.report()

    def broken(*_given: object, **_named: object) -> object:
        raise RuntimeError("lạ")

    monkeypatch.setattr(receiving, "look", broken)
    drop(page, [path])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.refusal, timeout=20_000)
    assert "RuntimeError" in answers.details[0]
    # Nothing says that it was entered in a history where it does not stand.
    assert "Đã nhận" not in page.receive.refusal.code.text()
    drop(page, [offices.stick])
    page.receive.queue.take()
    qtbot.waitUntil(lambda: not page.receive.queue.running, timeout=20_000)
    assert "RuntimeError" in answers.details[1]
    assert page.receive.queue.take_button.isEnabled()


def test_three_hundred_files_with_others_among_them_become_one_queue_at_once(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    for number in range(300):
        name = unicodedata.normalize("NFD" if number % 2 else "NFC", f"Xã Hòa Bình {number}.papi")
        (offices.stick / name).write_bytes(b"khong phai goi")
    for name in ("ghi chú.txt", "~$tạm.docx", ".DS_Store", "Thumbs.db", "ảnh.jpg"):
        (offices.stick / name).write_text("x", encoding="utf-8")
    (offices.stick / "thư mục con.papi").mkdir()
    page = open_page(offices.superior_folder)
    every = sorted(offices.stick.iterdir())
    drop(page, [offices.stick, *every])  # the folder and all that is in it: each file once
    queue = page.receive.queue
    names = [path.name for path in queue.model.paths if path.name.endswith(".papi")]
    assert len(names) == len(set(names)) == 300
    page.show_search("hoa binh 299")
    assert len(queue.model.rows) == 1
    page.show_search("")
    queue.take()
    qtbot.waitUntil(lambda: not queue.running, timeout=60_000)
    assert queue.model.count("refused") >= 300
    assert not window_of(page).toast.undo.isVisible()


def test_a_preview_stays_while_other_things_are_done(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked(page, offices.report(), qtbot)
    theme = page.context.theme
    theme.set_mode("dark")
    theme.set_text_size(150)
    window_of(page).resize(900, 560)
    for place in (SENT, RECEIVED, CONFLICTS, KEYS, RECEIVE):
        page.tabs.setCurrentIndex(place)
    page.send()
    [dialog] = [one for one in page.findChildren(QDialog) if one.isVisible()]
    dialog.reject()
    window_of(page).show_page("overview")
    window_of(page).show_page("exchange")
    page.refresh()
    theme.set_mode("light")
    theme.set_text_size(100)
    assert page.receive.shown is page.receive.preview
    page.receive.preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)


def test_a_year_chosen_in_one_view_never_empties_another_for_good(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked(page, offices.report(), qtbot)
    page.receive.preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    page.tabs.setCurrentIndex(RECEIVED)
    page.show_year(2019)
    page.show_search("xyz")
    assert page.received.received_model.rowCount() == 0
    page.tabs.setCurrentIndex(SENT)
    page.tabs.setCurrentIndex(RECEIVED)
    page.received.everything_button.click()
    assert page.received.received_model.rowCount() == 1
    header = window_of(page).header
    assert header.search.text() == "" and header.shown_year is None


@pytest.mark.parametrize("written", ["upper", "plain", "decomposed", "spaced"])
def test_a_fingerprint_is_read_however_it_was_dictated(
    strangers: Offices, open_page: OpenPage, qtbot: QtBot, written: str
) -> None:
    from papidesk.text.fold import fold

    own = identity.own(strangers.commune)
    told = {
        "upper": own.words.upper(),
        "plain": fold(own.words),
        "decomposed": unicodedata.normalize("NFD", own.words),
        "spaced": "  " + own.groups.lower().replace("-", " ") + " ",
    }[written]
    page = open_page(strangers.superior_folder)
    looked(page, strangers.report(), qtbot)
    page.receive.preview.cards.compare_button.click()
    [dialog] = page.findChildren(KeyCompareDialog)
    type_text(dialog.typed.line, told)
    dialog.role.show_value("subordinate")
    dialog.role.changed.emit()
    assert dialog.accept_button.isEnabled(), told
    dialog.accept_button.click()
    dialog.accept_button.click()  # a second click trusts nothing twice
    qtbot.waitUntil(page.receive.preview.take_button.isEnabled, timeout=20_000)
    store = page.context.workspace.store
    assert [key.state for key in trust.every(store)] == ["trusted"]


def test_the_overview_leads_to_what_has_no_receipt(
    offices: Offices, open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    with workspaces.open_workspace(offices.superior_folder) as workspace:
        store = workspace.store
        documents.save(store, Document(kind="KH", abstract="Kế hoạch"), who="A")
        then = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=12)
        order = sending.Order(kind="keyset", to=("xa-an-hoa",))
        made = sending.make(store, order, who="A", now=then)
        sending.export(store, [made[0].id], offices.stick, who="A", now=then)
    window = open_window(offices.superior_folder, page="overview")
    overview = window.page("overview")
    qtbot.waitUntil(
        lambda: overview.board is not None and not overview.reading,  # type: ignore[attr-defined]
        timeout=20_000,
    )
    words = [one.text() for one in overview.findChildren(QLabel) if one.isVisible()]
    assert any("biên nhận" in text for text in words), words
    overview.board.documents.bundles_asked.emit()  # type: ignore[attr-defined]
    page = window.current
    assert isinstance(page, ExchangePage) and page.tabs.currentIndex() == SENT
    assert "quá 7 ngày" in page.sent.count.text()


def test_the_guide_opens_at_the_page_and_the_palette_finds_what_it_does(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    from ui.palette_sources import commands_of

    page = open_page(offices.superior_folder)
    window = window_of(page)
    window.show_help()
    [help_] = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert "Gửi / Nhận" in help_.findChild(QTextBrowser).toPlainText()  # type: ignore[union-attr]
    help_.close()
    found = {one.name for one in commands_of(window)}
    assert {"Gửi gói dữ liệu", "Nhận gói dữ liệu"} <= found, found

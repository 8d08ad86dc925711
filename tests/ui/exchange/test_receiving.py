"""Receiving: drop a bundle, look, agree; nothing is written before, all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.bundles import fingerprint
from papidesk.domain.ids import new_id
from papidesk.workflow import access, identity, log, receiving
from tests.ui.exchange.conftest import Offices
from tests.ui.person import Answers, drop
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import REMEMBERED as HISTORY
from tests.workflow.exchanged import logged, made_anew, tables
from tests.workflow.logged import entry
from ui.exchange.exchange_page import RECEIVED, ExchangePage
from ui.exchange.key_dialog import KeyCompareDialog
from ui.exchange.key_password import KeyPasswordDialog
from ui.main_window import MainWindow

# The numbers windows, counters and units were given stay: nothing is told by them.
REMEMBERED = HISTORY | {"figure_counters", "figure_units", "figure_windows"}
OpenPage = Callable[[Path], ExchangePage]


def looked_at(page: ExchangePage, path: Path, qtbot: QtBot) -> None:
    """Drop a file on the page and wait until it is shown."""
    drop(page, [path])
    qtbot.waitUntil(lambda: page.receive.shown is not page.receive.busy, timeout=20_000)
    assert page.receive.shown is page.receive.preview, page.receive.refusal.sentence.text()


def taken_in(page: ExchangePage, path: Path, qtbot: QtBot) -> None:
    """Drop a file, agree, and wait until it is taken in."""
    looked_at(page, path, qtbot)
    qtbot.mouseClick(page.receive.preview.take_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)


def staged(page: ExchangePage) -> list[Path]:
    """What lies in the private folder."""
    return list((page.context.workspace.store.folder / "staging").glob("*"))


def test_a_dropped_bundle_is_shown_before_anything_is_written(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    before = tables(store)
    looked_at(page, offices.report(), qtbot)
    preview = page.receive.preview
    titles = [preview.model.index(row, 2).data() for row in range(preview.model.rowCount())]
    assert any("Họp thôn 1" in title for title in titles)
    assert "xã An Hòa" in " ".join(preview.cards.by.texts)
    assert preview.cards.verified.pill.text() == "Hợp lệ"
    assert "4" in preview.take_button.text() and preview.take_button.isEnabled()
    assert tables(store) == before
    qtbot.mouseClick(preview.later_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    assert tables(store, but=REMEMBERED) == {
        name: rows for name, rows in before.items() if name not in REMEMBERED
    }
    assert [row.state for row in receiving.history(store)] == ["waiting"]
    assert staged(page) == []


def test_what_is_agreed_to_is_taken_in_and_undone_from_the_toast(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    before = tables(store, but=REMEMBERED)
    taken_in(page, offices.report(), qtbot)
    assert [row.state for row in receiving.history(store)] == ["applied"]
    assert staged(page) == []
    toast = page.window().toast  # type: ignore[attr-defined]
    assert toast.isVisible() and "4" in toast.text.text()
    qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: receiving.history(store)[0].state == "undone", timeout=20_000)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    assert tables(store, but=REMEMBERED) == before


def test_a_second_click_takes_nothing_in_twice(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked_at(page, offices.report(), qtbot)
    page.receive.preview.take_button.click()
    page.receive.preview.take_button.click()
    page.receive.take()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    assert len(receiving.history(page.context.workspace.store)) == 1


def test_the_same_bundle_again_says_that_it_was_taken_in(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    path = offices.report()
    taken_in(page, path, qtbot)
    looked_at(page, path, qtbot)
    assert not page.receive.preview.take_button.isEnabled()
    assert "đã được nhận" in page.receive.preview.take_button.toolTip()


def test_a_bundle_is_taken_in_by_keyboard_alone(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    answers.files = [offices.report()]
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    qtbot.waitUntil(page.receive.preview.table.hasFocus, timeout=5000)
    table = page.receive.preview.table
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    assert QApplication.focusWidget() is page.receive.taken.receipt_button


def test_a_bundle_of_a_stranger_waits_until_the_fingerprint_is_compared(
    strangers: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(strangers.superior_folder)
    store = page.context.workspace.store
    path = strangers.report()
    looked_at(page, path, qtbot)
    preview = page.receive.preview
    assert not preview.take_button.isEnabled()
    assert "Đối chiếu" in " ".join(preview.cards.hold.texts)
    qtbot.mouseClick(preview.cards.compare_button, Qt.MouseButton.LeftButton)
    dialog = page.receive.findChild(KeyCompareDialog)
    assert dialog is not None and dialog.isVisible()
    assert not dialog.accept_button.isEnabled()
    # The stick is pulled out meanwhile: it is not read again.
    path.unlink()
    own = identity.own(strangers.commune)
    dialog.typed.line.setText(fingerprint.words(own.keyid))
    dialog.typed.changed.emit()
    dialog.role.show_value("subordinate")
    dialog.role.changed.emit()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(preview.take_button.isEnabled, timeout=20_000)
    assert page.receive.shown is preview and not preview.cards.hold.isVisible()
    preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    assert [row.state for row in receiving.history(store)] == ["applied"]
    assert receiving.waiting(store) == []


def test_a_file_that_is_no_bundle_is_refused_with_a_sentence_and_a_code(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    before = tables(store, but=REMEMBERED)
    path = tmp_path / "bao-cao.papi"
    path.write_bytes(b"khong phai la goi")
    drop(page, [path])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.refusal, timeout=20_000)
    refusal = page.receive.refusal
    assert "bao-cao.papi" in refusal.title.text() and refusal.sentence.text()
    row = receiving.history(store)[0]
    assert row.state == "refused" and row.code in refusal.code.text()
    assert tables(store, but=REMEMBERED) == before and staged(page) == []
    # The way out: another one, which is a bundle.
    answers.files = [offices.report()]
    qtbot.mouseClick(refusal.another_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)


def test_chips_narrow_the_lines_and_enter_opens_many_of_one_kind(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    for number in range(12):
        log.add(offices.commune, entry(f"Hội nghị {number}", day=number + 5), who=WHO)
    page = open_page(offices.superior_folder)
    looked_at(page, offices.report(), qtbot)
    preview = page.receive.preview
    groups = [row for row in preview.model.rows if row.single is None]
    assert [len(row.lines) for row in groups] == [15]
    at = preview.model.rows.index(groups[0])
    before = preview.model.rowCount()
    preview.table.choose_row(at)
    qtbot.keyClick(preview.table, Qt.Key.Key_Return)
    assert preview.model.rowCount() == before + 15
    qtbot.keyClick(preview.table, Qt.Key.Key_Return)
    assert preview.model.rowCount() == before
    new = preview.chips.chips["new"]
    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    assert new.isChecked() and {row.state for row in preview.model.rows} == {"new"}
    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    assert not new.isChecked()
    assert not preview.chips.chips["refused"].isVisible()


def test_a_line_can_be_read_in_full(offices: Offices, open_page: OpenPage, qtbot: QtBot) -> None:
    from ui.exchange.line_dialog import LineDialog

    page = open_page(offices.superior_folder)
    looked_at(page, offices.report(), qtbot)
    table = page.receive.preview.table
    row = next(n for n, one in enumerate(page.receive.preview.model.rows) if one.kind == "activity")
    table.choose_row(row)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.receive.findChild(LineDialog) is not None, timeout=5000)
    dialog = page.receive.findChild(LineDialog)
    assert dialog is not None and dialog.isVisible()
    shown = [dialog.model.index(n, 2).data() for n in range(dialog.model.rowCount(QModelIndex()))]
    assert "Họp thôn" in " ".join(shown)
    dialog.close()


def test_the_receipt_is_written_where_the_bundle_came_from(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    taken_in(page, offices.report(), qtbot)
    answers.target = offices.stick / "bien-nhan.papi"
    qtbot.mouseClick(page.receive.taken.receipt_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(answers.target.is_file, timeout=20_000)
    assert answers.proposed is not None and answers.proposed.parent == offices.stick
    from papidesk.workflow import sending

    with receiving.look(offices.commune, answers.target, who=WHO) as incoming:
        receiving.take(offices.commune, incoming, who=WHO, backup=False)
    assert sending.history(offices.commune)[0].state == "applied"


def test_what_changed_here_meanwhile_is_shown_anew_before_it_is_agreed_to(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    path = offices.report()
    looked_at(page, path, qtbot)
    with receiving.look(store, path, who="Người khác") as incoming:
        receiving.take(store, incoming, who="Người khác", backup=False)
    page.receive.take()
    qtbot.waitUntil(lambda: not page.receive.working, timeout=20_000)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    assert not page.receive.preview.take_button.isEnabled()
    assert len([row for row in receiving.history(store) if row.state == "applied"]) == 1


def test_a_closed_window_leaves_nothing_of_what_was_looked_at(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    looked_at(page, offices.report(), qtbot)
    folder = page.context.workspace.store.folder / "staging"
    assert list(folder.iterdir())
    page.window().close()
    assert list(folder.iterdir()) == []


def test_an_import_is_undone_and_put_aside_from_the_history(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    before = tables(store, but=REMEMBERED)
    taken_in(page, offices.report(), qtbot)
    page.tabs.setCurrentIndex(RECEIVED)
    view = page.received
    assert view.received_model.rowCount() == 1
    answers.agrees = False
    qtbot.mouseClick(view.undo_button, Qt.MouseButton.LeftButton)
    assert receiving.history(store)[0].state == "applied" and len(answers.questions) == 1
    answers.agrees = True
    qtbot.mouseClick(view.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: receiving.history(store)[0].state == "undone", timeout=20_000)
    assert tables(store, but=REMEMBERED) == before
    qtbot.waitUntil(lambda: not view.undo_button.isEnabled(), timeout=5000)


def test_a_bundle_that_waits_can_be_put_aside(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    looked_at(page, offices.report(), qtbot)
    page.receive.preview.later_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    qtbot.waitUntil(page.receive.start.waiting_card.isVisible, timeout=5000)
    rail = page.window().rail  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: rail.button("exchange").badge == 1, timeout=10_000)
    answers.agrees = False
    page.receive.start.aside_button.click()
    assert len(receiving.waiting(store)) == 1
    answers.agrees = True
    page.receive.start.aside_button.click()
    qtbot.waitUntil(lambda: receiving.waiting(store) == [], timeout=20_000)
    qtbot.waitUntil(lambda: rail.button("exchange").badge == 0, timeout=10_000)
    assert receiving.history(store)[0].state == "declined"


def test_the_history_is_searched_and_narrowed(
    offices: Offices, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(offices.superior_folder)
    logged(offices.commune, 1)
    taken_in(page, offices.report(), qtbot)
    bad = tmp_path / "hong.papi"
    bad.write_bytes(b"x")
    drop(page, [bad])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.refusal, timeout=20_000)
    page.tabs.setCurrentIndex(RECEIVED)
    view = page.received
    assert view.received_model.rowCount() == 2
    view.chip.choose("refused")
    assert [row.file_name for row in view.received_model.rows] == ["hong.papi"]
    page.show_search("An Hòa")
    assert view.stack.currentIndex() == 2
    view.everything_button.click()
    assert view.received_model.rowCount() == 2


def test_stopping_while_a_bundle_is_verified_changes_nothing(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    before = tables(store)
    page.open_files([offices.report()])
    assert page.receive.shown is page.receive.busy
    qtbot.keyClick(page.receive.busy, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    assert tables(store) == before and not page.receive.working
    qtbot.waitUntil(lambda: staged(page) == [], timeout=5000)


def test_a_bundle_that_was_overtaken_can_only_be_looked_at(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    early = offices.report("1")
    log.add(offices.commune, entry("Họp thôn Tây", day=20), who=WHO)
    late = offices.report("2")
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    taken_in(page, late, qtbot)
    looked_at(page, early, qtbot)
    preview = page.receive.preview
    assert not preview.take_button.isEnabled() and "mới hơn" in preview.take_button.toolTip()
    preview.later_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    assert sorted(row.state for row in receiving.history(store)) == ["applied", "superseded"]
    assert not page.receive.start.waiting_card.isVisible()


def questions(page: ExchangePage) -> list[KeyPasswordDialog]:
    """The questions for a password on screen."""
    return [one for one in page.findChildren(KeyPasswordDialog) if one.isVisible()]


def test_an_encrypted_bundle_asks_for_the_password_of_a_locked_key(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    path = offices.report(encrypt=True)
    assert path.name.endswith(".papi.age")
    page = open_page(offices.superior_folder)
    access.set_password(page.context.workspace.store, "mật khẩu của tỉnh", who=WHO)
    # Who closes the question is back where they began.
    drop(page, [path])
    qtbot.waitUntil(lambda: bool(questions(page)), timeout=20_000)
    questions(page)[0].reject()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.start, timeout=20_000)
    assert staged(page) == [] and receiving.history(page.context.workspace.store) == []
    drop(page, [path])
    qtbot.waitUntil(lambda: bool(questions(page)), timeout=20_000)
    asked = questions(page)[0]
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    assert asked.isVisible() and asked.field.problem.text()
    asked.line.setText("mật khẩu của tỉnh")
    qtbot.keyClick(asked.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    assert "mã hóa" in " ".join(page.receive.preview.cards.verified.texts)


def test_the_window_can_be_closed_while_a_bundle_is_verified(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    folder = page.context.workspace.store.folder
    page.open_files([offices.report()])
    page.window().close()
    qtbot.waitUntil(lambda: page.context.jobs.idle, timeout=10_000)
    assert list((folder / "staging").glob("*")) == []


def test_a_file_dropped_while_another_is_read_waits_for_its_turn(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    path = offices.report()
    page.open_files([path])
    page.open_files([path])
    toast = page.window().toast  # type: ignore[attr-defined]
    assert "chờ" in toast.text.text()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)


def test_data_from_another_database_is_taken_in_only_when_a_person_says_so(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    first = offices.report()
    whole, part = (
        made_anew(
            offices.commune, first, offices.stick / f"{full}.papi", bundle_id=new_id(),
            database=new_id(), full=full,
        )
        for full in (True, False)
    )  # fmt: skip
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    taken_in(page, first, qtbot)
    looked_at(page, part, qtbot)
    preview = page.receive.preview
    assert not preview.take_button.isEnabled() and "toàn bộ" in preview.take_button.toolTip()
    looked_at(page, whole, qtbot)
    assert preview.cards.hold.isVisible() and preview.take_button.isEnabled()
    answers.agrees = False
    preview.take_button.click()
    assert len(answers.questions) == 1 and page.receive.shown is preview
    answers.agrees = True
    preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)
    assert [row.state for row in receiving.history(store)].count("applied") == 2


def test_a_bundle_dropped_among_papers_is_looked_at_as_the_bundle_it_is(
    offices: Offices, open_window: Callable[..., MainWindow], answers: Answers, qtbot: QtBot
) -> None:
    path = offices.report()
    window = open_window(offices.superior_folder, page="documents")
    drop(window.current, [path])
    page = window.page("exchange")
    assert isinstance(page, ExchangePage) and window.current is page
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    assert answers.told == []

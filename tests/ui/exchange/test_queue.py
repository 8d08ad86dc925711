"""Many bundles at once: a folder is dropped, each file gets its result, all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.storage.store import Store
from papidesk.workflow import receiving, sending
from papidesk.workflow.sticks import Stick
from tests.ui.exchange.conftest import Offices
from tests.ui.person import Answers, drop
from tests.workflow.conftest import WHO
from ui.exchange.exchange_page import ExchangePage

OpenPage = Callable[[Path], ExchangePage]


def filled(offices: Offices) -> list[Path]:
    """Put three reports and a damaged file on the stick."""
    paths = [offices.report(period=period) for period in ("2026-Q1", "2026-H1", "2026")]
    bad = offices.stick / "zz-hong.papi"
    bad.write_bytes(paths[0].read_bytes()[:-40])
    (offices.stick / "ghi-chu.txt").write_text("không phải gói", encoding="utf-8")
    return [*paths, bad]


def states(store: Store) -> list[str]:
    """What became of all files, by state."""
    return sorted(row.state for row in receiving.history(store))


def test_a_dropped_folder_becomes_a_queue_and_nothing_is_taken_before_it_is_agreed_to(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    paths = filled(offices)
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    drop(page, [offices.stick])
    queue = page.receive.queue
    assert page.receive.shown is queue
    assert {path.name for path in queue.model.paths} == {path.name for path in paths}
    assert states(store) == []
    qtbot.mouseClick(queue.take_button, Qt.MouseButton.LeftButton)
    queue.take_button.click()  # a second click begins nothing
    qtbot.waitUntil(lambda: not queue.running and bool(queue.model.results), timeout=60_000)
    assert states(store) == ["applied", "applied", "applied", "refused"]
    shown = {
        path.name: queue.model.index(row, 0).data() for row, path in enumerate(queue.model.paths)
    }
    assert shown["zz-hong.papi"] == "Từ chối" and list(shown.values()).count("Đã nhận") == 3
    assert not queue.take_button.isVisible() and queue.back_button.isVisible()
    toast = page.window().toast  # type: ignore[attr-defined]
    assert "3" in toast.text.text()
    qtbot.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(store).count("undone") == 3, timeout=60_000)


def test_one_file_of_a_queue_can_be_looked_at_first(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    filled(offices)
    page = open_page(offices.superior_folder)
    drop(page, [offices.stick])
    queue = page.receive.queue
    queue.table.setFocus()
    qtbot.keyClick(queue.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    page.receive.preview.later_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is queue, timeout=20_000)


def test_a_stopped_queue_keeps_what_was_taken_in_and_goes_on_later(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    filled(offices)
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    drop(page, [offices.stick])
    queue = page.receive.queue
    queue.take()
    queue.stop()
    qtbot.waitUntil(lambda: not queue.running, timeout=60_000)
    left = len(queue.model.paths) - len(queue.model.results)
    assert len(states(store)) == len(queue.model.results)
    if left:
        assert "Đã dừng" in queue.problem.text()
        queue.take()
        qtbot.waitUntil(lambda: not queue.running, timeout=60_000)
    assert states(store) == ["applied", "applied", "applied", "refused"]


def test_a_folder_without_bundles_says_so(
    offices: Offices, open_page: OpenPage, answers: Answers, tmp_path: Path
) -> None:
    page = open_page(offices.superior_folder)
    folder = tmp_path / "trống"
    folder.mkdir()
    drop(page, [folder])
    assert page.receive.shown is page.receive.start
    assert "trống" in answers.told[0]


def test_a_stick_that_is_plugged_in_is_offered_quietly_and_goes_with_it(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    stick = page.stick
    stick.look()
    qtbot.waitUntil(lambda: not stick.looking, timeout=10_000)
    assert not stick.look_button.isVisible()
    filled(offices)
    there = [Stick(path=offices.stick, label="KINGSTON")]
    stick.sticks = lambda: there
    stick.look()
    qtbot.waitUntil(stick.look_button.isVisible, timeout=10_000)
    assert "KINGSTON" in stick.text.text() and "4" in stick.text.text()
    qtbot.mouseClick(stick.look_button, Qt.MouseButton.LeftButton)
    assert page.receive.shown is page.receive.queue and not stick.look_button.isVisible()
    # What was looked at is not offered again until the stick was out.
    stick.look()
    qtbot.waitUntil(lambda: not stick.looking, timeout=10_000)
    assert not stick.look_button.isVisible()
    there.clear()
    stick.look()
    qtbot.waitUntil(lambda: not stick.looking, timeout=10_000)
    there.append(Stick(path=offices.stick, label="KINGSTON"))
    stick.look()
    qtbot.waitUntil(stick.look_button.isVisible, timeout=10_000)


def test_what_was_sent_on_the_stick_comes_back_without_being_called_refused(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    path = offices.report()
    page = open_page(offices.superior_folder)
    store = page.context.workspace.store
    order = sending.Order(kind="keyset", to=("xa-an-hoa",))
    own = sending.export(
        store, [sending.make(store, order, who=WHO)[0].id], offices.stick, who=WHO
    )[0]
    drop(page, [offices.stick])
    queue = page.receive.queue
    queue.take()
    qtbot.waitUntil(lambda: not queue.running, timeout=60_000)
    shown = {
        one.name: queue.model.index(row, 0).data() for row, one in enumerate(queue.model.paths)
    }
    assert shown == {own.name: "Lập tại đây", path.name: "Đã nhận"}
    assert "từ chối 0" in queue.count.text()


def test_a_stick_stays_offered_while_another_bundle_is_being_read(
    offices: Offices, open_page: OpenPage, qtbot: QtBot
) -> None:
    filled(offices)
    page = open_page(offices.superior_folder)
    stick = page.stick
    stick.sticks = lambda: [Stick(path=offices.stick, label="KINGSTON")]
    stick.look()
    qtbot.waitUntil(stick.look_button.isVisible, timeout=10_000)
    page.open_files([offices.stick])
    page.receive.queue.take()
    stick.look_button.click()
    assert stick.look_button.isVisible() and page.receive.queue.running
    qtbot.waitUntil(lambda: not page.receive.queue.running, timeout=60_000)
    stick.look_button.click()
    assert not stick.look_button.isVisible()

"""The window is closed while something is under way: all of it was done, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from papidesk.storage import places
from papidesk.storage.integrity import verify
from papidesk.workflow import receiving, sending, workspaces
from papidesk.workflow.sticks import Stick
from tests.ui.exchange.conftest import Offices
from tests.ui.person import Answers, drop
from tests.workflow.conftest import WHO
from ui.exchange.exchange_page import RECEIVED, ExchangePage
from ui.exchange.send_dialog import SendDialog

OpenPage = Callable[[Path], ExchangePage]


def taken_in(page: ExchangePage, path: Path, qtbot: QtBot) -> None:
    drop(page, [path])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    page.receive.preview.take_button.click()
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.taken, timeout=20_000)


def closed(page: ExchangePage) -> None:
    """Close the window, whatever stands over it, as a session that ends does."""
    page.window().close()


def sound(folder: Path) -> None:
    """Assert that nothing is damaged and nothing lies about."""
    assert not list((folder / places.STAGING).glob("*"))
    with workspaces.open_workspace(folder) as workspace:
        assert not verify(workspace.store)[1]


def test_while_a_receipt_is_written(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    taken_in(page, offices.report(), qtbot)
    answers.target = offices.stick / "bien-nhan.papi"
    page.receive.taken.receipt_button.click()
    closed(page)
    sound(offices.superior_folder)
    # What lies there under the name of a receipt is a whole one.
    if answers.target.exists():
        with receiving.look(offices.commune, answers.target, who=WHO) as incoming:
            assert incoming.plan.manifest.kind == "receipt"
    assert not list(offices.stick.glob("*.part"))


def test_while_an_import_is_undone(
    offices: Offices, open_page: OpenPage, answers: Answers, qtbot: QtBot
) -> None:
    page = open_page(offices.superior_folder)
    taken_in(page, offices.report(), qtbot)
    page.tabs.setCurrentIndex(RECEIVED)
    page.received.undo_button.click()
    closed(page)
    sound(offices.superior_folder)
    with workspaces.open_workspace(offices.superior_folder) as workspace:
        [row] = receiving.history(workspace.store)
        assert row.state in ("applied", "undone")
        figures = workspace.store.value("SELECT count(*) FROM unit_figures")
        assert bool(figures) == (row.state == "applied")


def test_while_a_bundle_is_put_off(offices: Offices, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(offices.superior_folder)
    drop(page, [offices.report()])
    qtbot.waitUntil(lambda: page.receive.shown is page.receive.preview, timeout=20_000)
    page.receive.preview.later_button.click()
    closed(page)
    sound(offices.superior_folder)
    with workspaces.open_workspace(offices.superior_folder) as workspace:
        for row in receiving.history(workspace.store):
            assert row.state == "waiting"
            with receiving.reopen(workspace.store, row.id, who=WHO) as incoming:
                assert incoming.plan.counts["new"] == 4


@pytest.mark.parametrize("moment", ["counting", "making"])
def test_while_a_bundle_is_sent(
    offices: Offices, open_page: OpenPage, qtbot: QtBot, moment: str
) -> None:
    page = open_page(offices.superior_folder)
    page.send()
    [dialog] = page.findChildren(SendDialog)
    dialog.what.show_kind("keyset")
    dialog.how.units.tick_all()
    dialog.next.click()
    qtbot.waitUntil(lambda: not dialog.how.looking, timeout=20_000)
    dialog.how.show_sticks([Stick(path=offices.stick, label="KINGSTON", free_bytes=10**9)])
    dialog.next.click()
    if moment == "making":
        qtbot.waitUntil(lambda: dialog.counted, timeout=20_000)
        dialog.next.click()
    closed(page)
    sound(offices.superior_folder)
    assert not list(offices.stick.glob("*.part"))
    with workspaces.open_workspace(offices.superior_folder) as workspace:
        for row in sending.history(workspace.store):
            # What is entered lies in the outbox, and can be copied out later.
            assert sending.file_of(workspace.store, row).is_file()
            sending.export(workspace.store, [row.id], offices.stick / "sau.papi", who=WHO)

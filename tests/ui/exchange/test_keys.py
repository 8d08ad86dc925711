"""The view Khóa: comparing before trusting, revoking with a way back, the own key at the side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.storage import places
from papidesk.storage.store import Store
from papidesk.workflow import access, identity, key_files, trust
from tests.ui.conftest import OpenWindow
from tests.ui.person import Answers, type_text
from tests.ui.scenes.keys import key
from tests.workflow.conftest import WHO
from ui.exchange.exchange_page import KEYS, ExchangePage
from ui.exchange.key_dialog import KeyCompareDialog, RevokeDialog
from ui.exchange.keys_view import KeysView
from ui.main_window import MainWindow


@pytest.fixture
def window(open_window: OpenWindow, empty: Path) -> MainWindow:
    return open_window(empty, page="exchange")


@pytest.fixture
def view(window: MainWindow) -> KeysView:
    page = window.page("exchange")
    assert isinstance(page, ExchangePage)
    page.tabs.setCurrentIndex(KEYS)
    assert isinstance(page.view, KeysView)
    return page.view


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.context.workspace.store


@pytest.fixture
def key_path(tmp_path: Path) -> Iterator[Path]:
    """The key file of an invented province."""
    from papidesk.domain.ids import new_id
    from papidesk.domain.office import new_office
    from papidesk.workflow import workspaces

    office = new_office(id=new_id(), name="tỉnh Bình Nguyên", level="province")
    with workspaces.create(tmp_path / "tỉnh", office, who=WHO) as made:
        yield key_files.export(made.store, tmp_path / "tỉnh.papikey")


def dialog_of(view: KeysView, kind: type) -> object:
    """Return the dialog on screen."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    assert found, kind
    return found[-1]


def test_a_key_file_is_trusted_only_after_its_fingerprint_was_typed(
    qtbot: QtBot, view: KeysView, store: Store, answers: Answers, key_path: Path
) -> None:
    answers.file = key_path
    assert view.stack.currentWidget() is view.empty
    qtbot.mouseClick(view.big_add, Qt.MouseButton.LeftButton)
    dialog = dialog_of(view, KeyCompareDialog)
    assert isinstance(dialog, KeyCompareDialog)
    keyid = trust.read_file(key_path).keyid
    assert dialog.groups.text() == trust.groups(keyid)
    assert dialog.role.value() == "superior"
    assert not dialog.accept_button.isEnabled()
    type_text(dialog.typed.line, trust.words(key("khác", "").keyid))
    assert not dialog.accept_button.isEnabled()
    dialog.compared.setChecked(True)
    assert not dialog.accept_button.isEnabled()
    dialog.typed.line.clear()
    dialog.compared.setChecked(False)
    type_text(dialog.typed.line, trust.words(keyid))
    assert dialog.accept_button.isEnabled()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert [one.keyid for one in trust.every(store)] == [keyid]
    assert view.chosen is not None
    assert view.chosen.state == "trusted"


def test_a_file_that_is_no_key_is_told_in_one_sentence(
    view: KeysView, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "kế hoạch.papikey"
    path.write_text("đây là thư")
    view.open_file(path)
    assert len(answers.told) == 1
    assert "kế hoạch.papikey" in answers.told[0]


def test_a_revoked_key_comes_back_with_undo(qtbot: QtBot, view: KeysView, store: Store) -> None:
    kept = trust.add(store, key("xa-mau-lam", "xã Mẫu Lâm"), role="subordinate", who=WHO)
    view.read()
    view.choose(kept.keyid)
    ways: list[object] = []
    view.context.happened.connect(lambda said, back: ways.append(back))
    qtbot.mouseClick(view.revoke_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(view, RevokeDialog)
    assert isinstance(dialog, RevokeDialog)
    type_text(dialog.reason.line, "mất máy")
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    now = trust.find(store, kept.keyid)
    assert (now.state, now.reason) == ("revoked", "mất máy")
    back = ways[-1]
    assert callable(back)
    back()
    assert trust.find(store, kept.keyid) == kept


def test_the_own_key_is_shown_as_others_are_told_it(
    qtbot: QtBot, view: KeysView, store: Store, answers: Answers, tmp_path: Path
) -> None:
    own = identity.own(store)
    assert view.own.groups.text() == own.groups
    assert view.own.words.text() == own.words
    assert own.groups in view.own.qr.accessibleDescription()
    answers.target = tmp_path / "a.papikey"
    qtbot.mouseClick(view.own.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(answers.target.exists)
    assert trust.read_file(answers.target).keyid == own.keyid
    answers.target = tmp_path / "a.pdf"
    qtbot.mouseClick(view.own.sheet_button, Qt.MouseButton.LeftButton)
    assert answers.target.read_bytes().startswith(b"%PDF-")


def test_a_new_key_is_made_after_one_question(
    qtbot: QtBot, view: KeysView, store: Store, answers: Answers
) -> None:
    before = identity.own(store).keyid
    qtbot.mouseClick(view.own.renew_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: identity.own(store).previous == (before,))
    qtbot.waitUntil(lambda: view.own.groups.text() == identity.own(store).groups)
    assert len(answers.questions) == 1


def test_a_damaged_key_is_told_in_its_place_and_given_up_only_when_asked_twice(
    qtbot: QtBot, view: KeysView, store: Store, answers: Answers
) -> None:
    path = store.folder / places.KEYS / "own-key.json"
    path.write_text("{")
    view.read()
    assert view.own.notice.text()
    assert not view.own.export_button.isVisible()
    qtbot.mouseClick(view.own.renew_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(answers.questions) == 2)
    qtbot.waitUntil(lambda: view.own.groups.text() != "")
    assert view.own.groups.text() == identity.own(store).groups


def test_the_panel_says_plainly_how_the_key_is_kept(view: KeysView, store: Store) -> None:
    assert view.own.state.text() == "Chưa niêm"
    access.set_password(store, "đường về An Hòa", who=WHO)
    view.read()
    assert view.own.state.text() == "Mật khẩu bảo vệ"
    assert not view.own.password_button.isVisible()


def test_the_search_narrows_by_unit_and_words(view: KeysView, store: Store) -> None:
    for unit in ("xa-mau-lam", "xa-an-ninh"):
        trust.add(store, key(unit, unit), role="subordinate", who=WHO)
    view.read()
    view.show_search("an-ninh")
    assert [one.unit for one in view.model.rows] == ["xa-an-ninh"]


def test_a_key_file_dropped_on_the_page_is_compared(
    window: MainWindow, view: KeysView, key_path: Path
) -> None:
    page = window.page("exchange")
    assert isinstance(page, ExchangePage)
    page.tabs.setCurrentIndex(0)
    page.open_files([key_path])
    assert page.view is view
    dialog = dialog_of(view, KeyCompareDialog)
    assert isinstance(dialog, KeyCompareDialog)
    assert dialog.role.value() == "superior"

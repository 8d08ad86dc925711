"""Registers of an invented commune on the screen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.incoming import Incoming
from papidesk.domain.record import replace
from papidesk.settings import Settings
from papidesk.storage.registers import RegisterEntry
from papidesk.workflow import incoming, registers, workspaces
from tests.ui.conftest import WHO
from tests.ui.person import Answers
from ui.context import Context
from ui.registers.incoming_view import IncomingView
from ui.registers.outgoing_view import OutgoingView
from ui.theme import Theme

TODAY = datetime.date.today()


def paper(code: str = "12/KH-UBND", **changes: object) -> Incoming:
    """An incoming paper of today."""
    made = Incoming(
        arrived_on=TODAY,
        year=TODAY.year,
        author="Ủy ban nhân dân tỉnh Mẫu",
        code=code,
        kind="KH",
        abstract="Tuyên truyền cải cách hành chính",
    )
    return replace(made, **changes)


def enter(context: Context, code: str = "12/KH-UBND", **changes: object) -> Incoming:
    """Enter a paper as if it had come before."""
    return incoming.take_in(context.workspace.store, paper(code, **changes), today=TODAY, who=WHO)


def enter_outgoing(context: Context, abstract: str = "Kế hoạch tuyên truyền") -> RegisterEntry:
    """Enter an outgoing paper that was made elsewhere."""
    entry = RegisterEntry(
        series="chung", year=TODAY.year, date=TODAY.isoformat(), symbol="KH-UBND", kind="KH",
        abstract=abstract, signer="Nguyễn Văn Mẫu", recipients="Như trên; Lưu: VT",
    )  # fmt: skip
    return registers.enter(context.workspace.store, entry, who=WHO)


@pytest.fixture
def context(
    empty: Path, theme: Theme, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> Iterator[Context]:
    """An open workspace without papers."""
    made = Context(
        workspace=workspaces.open_workspace(empty),
        settings=Settings(who=WHO),
        settings_path=tmp_path / "settings.json",
        theme=theme,
        ask=answers,
    )
    yield made
    made.jobs.stop_all()
    made.workspace.close()


@pytest.fixture
def incoming_view(context: Context, qtbot: QtBot) -> Iterator[IncomingView]:
    """The register of incoming papers on the screen."""
    view = IncomingView(context)
    qtbot.addWidget(view)
    view.resize(1180, 660)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    _hide(view)


@pytest.fixture
def outgoing_view(context: Context, qtbot: QtBot) -> Iterator[OutgoingView]:
    """The register of outgoing papers on the screen."""
    view = OutgoingView(context)
    qtbot.addWidget(view)
    view.resize(1180, 660)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    _hide(view)


def _hide(view: QWidget) -> None:
    """Let what still has the focus lose it while the workspace is open."""
    for dialog in view.findChildren(QDialog):
        dialog.hide()
    view.hide()

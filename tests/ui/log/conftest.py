"""The log of an invented commune on the screen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from papidesk.domain.activity import Activity, Amount
from papidesk.domain.record import replace
from papidesk.settings import Settings
from papidesk.workflow import log, workspaces
from tests.ui.conftest import WHO
from tests.ui.person import Answers
from ui.context import Context
from ui.log.log_page import LogPage
from ui.theme import Theme

TODAY = datetime.date.today()


def entry(title: str = "Phát thanh chuyên mục cải cách hành chính", **changes: object) -> Activity:
    """An entry of today that brings one broadcast."""
    made = Activity(
        date=TODAY,
        title=title,
        amounts=(Amount(counter="luot-phat-thanh", quantity=Decimal(1)),),
    )
    return replace(made, **changes)


def keep(context: Context, title: str = "Phát thanh", **changes: object) -> Activity:
    """Keep an entry as if it was written before."""
    return log.add(context.workspace.store, entry(title, **changes), who=WHO)


@pytest.fixture
def context(
    empty: Path, theme: Theme, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> Iterator[Context]:
    """An open workspace with an empty log."""
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
def page(context: Context, qtbot: QtBot) -> Iterator[LogPage]:
    """The page Nhật ký on the screen."""
    made = LogPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 660)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    hide(made)


def hide(page: QWidget) -> None:
    """Let what still has the focus lose it while the workspace is open."""
    for dialog in page.findChildren(QDialog):
        dialog.hide()
    page.hide()

"""Superior offices with units below them, and their page in a window."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import demo, workspaces
from tests.workflow import below
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import logged, pair, received, report
from ui.consolidation.consolidation_page import ConsolidationPage
from ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
OpenPage = Callable[[Path], ConsolidationPage]
KEY = (below.DUTY, below.PERIOD)
YEAR = 2026


def founded(folder: Path, fill: Callable[[Store], object] | None = None) -> Path:
    """Make the closed workspace of a province; ``fill`` enters what is in it."""
    above = replace(demo.sample_offices()[1], name="tỉnh Bình Nguyên", level="province")
    with workspaces.create(folder, above, who=WHO) as workspace:
        if fill is not None:
            fill(workspace.store)
    return folder


def _twelve(store: Store) -> None:
    below.everybody(store, 10)
    below.units.put_many(store, below.named(12)[10:], who=WHO)
    late = below.DUE + datetime.timedelta(days=4)
    below.reported(store, "H99.2", {"tin-bai": 9000, "hoi-nghi": 30}, on=late)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """Twelve communes: ten reported, the second late and far too much, two not at all."""
    return founded(tmp_path / "Bình Nguyên", _twelve)


@pytest.fixture
def empty_province(tmp_path: Path) -> Path:
    """A province without units."""
    return founded(tmp_path / "Bình Nguyên")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A province that took in the real bundle of one commune."""
    with pair(tmp_path) as (commune, superior):
        logged(commune, 3)
        path = report(commune, tmp_path / "USB", duty=below.DUTY)
        received(superior, path)
    return tmp_path / "Bình Nguyên"


@pytest.fixture
def open_page(open_window: OpenWindow, qtbot: QtBot) -> OpenPage:
    """Opens the page of a workspace in a window, with the year read."""

    def open_(folder: Path) -> ConsolidationPage:
        window = open_window(folder, page="consolidation")
        page = window.current
        assert isinstance(page, ConsolidationPage)
        page.show_year(YEAR)
        settled(page, qtbot)
        return page

    return open_


def settled(page: ConsolidationPage, qtbot: QtBot) -> None:
    """Wait until nothing is read any more."""
    qtbot.waitUntil(lambda: page.context.jobs.idle, timeout=20_000)

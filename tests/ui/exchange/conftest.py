"""An open commune that makes bundles, and the closed workspace of its superior for the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from papidesk.domain.record import replace
from papidesk.storage.store import Store
from papidesk.workflow import demo, workspaces
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import introduced, logged, report
from ui.exchange.exchange_page import ExchangePage
from ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


@dataclass(frozen=True, slots=True)
class Offices:
    """The commune's store, both folders, and a stick to carry bundles on."""

    commune: Store
    commune_folder: Path
    superior_folder: Path
    stick: Path

    def report(self, name: str = "", **order: object) -> Path:
        """Make the commune's report and return its file on the stick."""
        return report(self.commune, self.stick / name, **order)  # type: ignore[arg-type]


def _founded(tmp_path: Path, *, trusted: bool) -> Iterator[Offices]:
    below, above = demo.sample_offices()
    above = replace(above, name="tỉnh Bình Nguyên", level="province")
    folder = tmp_path / "Bình Nguyên"
    commune_folder = tmp_path / "xã An Hòa"
    stick = tmp_path / "USB"
    stick.mkdir()
    with workspaces.create(commune_folder, below, who=WHO) as commune:
        with workspaces.create(folder, above, who=WHO) as superior:
            introduced(superior.store, commune.store, "superior")
            if trusted:
                introduced(commune.store, superior.store, "subordinate")
        logged(commune.store)
        yield Offices(commune.store, commune_folder, folder, stick)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Two offices that know each other."""
    yield from _founded(tmp_path, trusted=True)


@pytest.fixture
def strangers(tmp_path: Path) -> Iterator[Offices]:
    """A superior that does not know the commune's key."""
    yield from _founded(tmp_path, trusted=False)


@pytest.fixture
def open_page(open_window: OpenWindow, qtbot: QtBot) -> Callable[[Path], ExchangePage]:
    """Opens the page of a workspace in a window."""

    def open_(folder: Path) -> ExchangePage:
        window = open_window(folder, page="exchange")
        page = window.current
        assert isinstance(page, ExchangePage)
        # No stick of the computer the tests run on is anybody's business here.
        page.stick.sticks = list
        return page

    return open_

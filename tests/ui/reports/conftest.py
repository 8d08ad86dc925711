"""The page Báo cáo on a workspace with a log of two years."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from papidesk.domain.activity import Activity, Amount
from papidesk.storage.store import Store
from papidesk.workflow import log
from tests.ui.conftest import WHO, OpenWindow
from ui.main_window import MainWindow
from ui.reports.reports_page import ReportsPage

YEAR = datetime.date.today().year
NEWS, BROADCASTS = "tin-bai", "luot-phat-thanh"

OpenPage = Callable[..., ReportsPage]


def entry(counter: str, quantity: int, day: datetime.date, unit: str = "") -> Activity:
    """An entry of a counter."""
    return Activity(
        date=day,
        title=f"Hoạt động mẫu ngày {day:%d/%m}",
        amounts=(Amount(counter=counter, quantity=Decimal(quantity)),),
        unit=unit,
    )


def fill(store: Store) -> None:
    """Enter what two half-years brought: 12 and 7 news items, 30 broadcasts last year."""
    log.add_all(
        store,
        [
            # The log is kept since the window of the year before begins.
            Activity(date=datetime.date(YEAR - 2, 12, 20), title="Bắt đầu ghi nhật ký"),
            entry(NEWS, 5, datetime.date(YEAR, 1, 20), "Văn phòng"),
            entry(NEWS, 7, datetime.date(YEAR, 4, 2), "Phòng Văn hóa - Xã hội"),
            entry(NEWS, 7, datetime.date(YEAR - 1, 3, 5)),
            entry(BROADCASTS, 30, datetime.date(YEAR - 1, 2, 1)),
        ],
        who=WHO,
    )


@pytest.fixture
def logged(empty: Path) -> Path:
    """A workspace with a log and no document."""
    from papidesk.workflow import workspaces

    workspace = workspaces.open_workspace(empty)
    fill(workspace.store)
    workspace.close()
    return empty


@pytest.fixture
def open_page(open_window: OpenWindow) -> OpenPage:
    """Opens the page Báo cáo on a workspace."""

    def open_(folder: Path) -> ReportsPage:
        window = open_window(folder)
        window.show_page("reports")
        page = window.page("reports")
        assert isinstance(page, ReportsPage)
        return page

    return open_


def store_of(page: ReportsPage) -> Store:
    """The database of the page's workspace."""
    return page.context.workspace.store


def window_of(page: ReportsPage) -> MainWindow:
    """The window the page stands in."""
    window = page.window()
    assert isinstance(window, MainWindow)
    return window

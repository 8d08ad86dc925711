"""The page appears when there are units below, and is found by keys, palette and year."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.workflow import units
from tests.ui.consolidation.conftest import KEY, OpenPage, OpenWindow, settled
from tests.workflow import below
from tests.workflow.conftest import WHO
from ui.palette_sources import commands_of


def test_a_commune_gets_the_page_with_its_first_unit_and_loses_it_with_the_last(
    open_window: OpenWindow, empty: Path, qtbot: QtBot
) -> None:
    window = open_window(empty)
    assert not window.rail.button("consolidation").isVisible()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_7, control)
    assert window.current is window.page("settings")
    store = window.context.workspace.store
    units.put(store, below.named(1)[0], who=WHO)
    window.context.catalogues_changed.emit()
    assert window.rail.button("consolidation").isVisible()
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_7, control)
    assert window.current is window.page("consolidation")
    qtbot.keyClick(window, Qt.Key.Key_8, control)
    assert window.current is window.page("settings")
    units.remove(store, "H99.1", who=WHO)
    window.context.catalogues_changed.emit()
    assert not window.rail.button("consolidation").isVisible()


def test_a_province_has_it_at_once(open_window: OpenWindow, empty_province: Path) -> None:
    window = open_window(empty_province)
    assert window.rail.button("consolidation").isVisible()
    assert window.rail.button("consolidation").text() == "Tổng hợp"


def test_the_palette_leads_to_every_view(province: Path, open_page: OpenPage) -> None:
    page = open_page(province)
    window = page.window()
    commands = {one.name: one for one in commands_of(window)}  # type: ignore[arg-type]
    commands["Tổng hợp: đơn vị trực thuộc"].act()
    assert page.view is page.units
    commands["Tổng hợp: số liệu"].act()
    assert page.view is page.figures
    assert "Ghi kho Parquet" in commands and "Lập báo cáo tổng hợp" in commands
    assert page.help_heading == "Trang Tổng hợp"


def test_another_year_shows_its_own_reports(
    province: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(province)
    page.watch.show_term(KEY)
    page.show_year(2025)
    settled(page, qtbot)
    assert page.watch.asked is None
    assert {board.due.year for board in page.watch.year.boards} <= {2025, 2026}
    assert page.watch.year.find(KEY) is None
    assert page.watch.year.find((below.DUTY, below.BEFORE)) is not None
    assert page.first_year() == 2025 and datetime.date.today().year in page.years()

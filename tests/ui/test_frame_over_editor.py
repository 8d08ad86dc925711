"""The frame while a document is open for writing: the rail folds, one status bar says it all.

And the help of each page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.text.fold import fold
from papidesk.workflow import documents
from ui.documents.documents_page import DocumentsPage
from ui.documents.places import INCOMING
from ui.help_text import headings
from ui.main_window import MainWindow
from ui.settings.sections import SETTINGS_SECTIONS
from ui.settings.settings_page import SettingsPage

OpenWindow = Callable[..., MainWindow]


def write(window: MainWindow) -> DocumentsPage:
    """Open the first document for writing."""
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    page.edit(documents.listing(window.context.workspace.store)[0].id)
    QApplication.processEvents()
    return page


def test_the_rail_gives_its_room_to_the_editor_of_a_small_window_and_takes_it_back(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.resize(1366, 768)
    assert not window.rail.collapsed
    page = write(window)
    assert window.rail.collapsed
    qtbot.keyClick(page.editing.view.surface, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not window.rail.collapsed
    assert not window.context.settings.rail_collapsed


def test_a_rail_that_a_person_opened_stays_open_over_the_editor(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.resize(1366, 768)
    write(window)
    qtbot.mouseClick(window.rail.fold_button, Qt.MouseButton.LeftButton)
    assert not window.rail.collapsed
    window.resize(1360, 760)
    assert not window.rail.collapsed


def test_a_broad_window_keeps_the_words_of_the_rail_beside_the_editor(
    open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.resize(1700, 800)
    write(window)
    assert not window.rail.collapsed


def test_page_and_findings_stand_in_the_status_bar_of_the_window_while_one_writes(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.resize(1366, 768)
    assert window.status.office.isVisible()
    page = write(window)
    line = page.editing.view.status
    assert window.status.isAncestorOf(line)
    qtbot.waitUntil(lambda: line.page.text() != "")
    assert line.isVisible()
    assert not window.status.office.isVisible()
    window.show_page("settings")
    assert not line.isVisible()
    assert window.status.office.isVisible()
    window.show_page("documents")
    assert line.isVisible()
    qtbot.keyClick(page.editing.view.surface, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not line.isVisible()


def guided(window: MainWindow) -> str:
    """Return the heading of the guide that F1 shows now, "" when there is none."""
    wanted = fold(window.current.help_heading)
    return next((known for known in headings() if wanted and wanted in fold(known)), "")


def test_f1_opens_what_the_guide_says_of_the_page(open_window: OpenWindow, full: Path) -> None:
    window = open_window(full)
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    assert guided(window) == "3. Tìm và xem"
    page.places.show_place(INCOMING)
    assert guided(window) == "Sổ văn bản đi và sổ văn bản đến"
    page.places.show_place(0)
    write(window)
    assert guided(window) == "4. Soạn thảo văn bản"
    window.show_page("settings")
    settings = window.current
    assert isinstance(settings, SettingsPage)
    for index, section in enumerate(SETTINGS_SECTIONS):
        settings.show_section(index)
        assert guided(window), section.code
    assert guided(window) == "Nhật ký kỹ thuật"


@pytest.mark.parametrize("percent", [100, 150])
def test_the_words_of_the_tabs_are_whole_with_findings_counted(
    qtbot: QtBot, open_window: OpenWindow, full: Path, percent: int
) -> None:
    window = open_window(full)
    window.resize(1366, 768)
    window.context.theme.set_text_size(percent)
    try:
        view = write(window).editing.view
        strip = view.side.strip
        for counts in ((3, 12), (0, 0)):
            strip.show_counts(*counts)
            QApplication.processEvents()
            tabs = strip.tabs
            needed = tabs.fontMetrics().horizontalAdvance
            for index in range(tabs.count()):
                assert tabs.tabRect(index).width() > needed(tabs.tabText(index)), (counts, index)
            assert tabs.sizeHint().width() <= tabs.width()
    finally:
        window.context.theme.set_text_size(100)


def test_bases_and_figures_stand_on_the_strip_of_a_small_window(
    open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    window.resize(1366, 768)
    view = write(window).editing.view
    hidden = view.toolbar.hidden_actions()
    assert view.actions_.bases not in hidden
    assert view.actions_.figure not in hidden

"""Nothing a person does holds the window up: how long the event loop is away is measured."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from tests.ui.person import page_of
from ui.documents.places import DOCUMENTS, INCOMING, OUTGOING
from ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
MOST = 0.5  # s: 0.1 is the aim; a shared machine gets five times that before the test complains
LOOKED = 250  # ms one waits after each act, for what comes later


class Watch:
    """Ticks as often as the loop lets it, and keeps the longest pause."""

    def __init__(self, window: MainWindow) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(2)

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def during(self, qtbot: QtBot, act: Callable[[], object]) -> float:
        """Return the longest pause while ``act`` is done and shortly after."""
        self._on_tick()
        self.longest = 0.0
        act()
        qtbot.wait(LOOKED)
        return self.longest


def test_no_act_among_ten_thousand_documents_holds_the_window_up(
    qtbot: QtBot, open_window: OpenWindow, crowded: Path
) -> None:
    window = open_window(crowded)
    page = page_of(window)
    table = page.list.table
    # What is built on first sight is built before: that is measured where pages are switched.
    for place in (OUTGOING, INCOMING, DOCUMENTS):
        page.places.show_place(place)
    table.selectRow(0)
    qtbot.wait(LOOKED)
    watch = Watch(window)
    taken = {
        name: watch.during(qtbot, act)
        for name, act in (
            ("F5", window.refresh),
            ("search", lambda: window.header.search.setText("duong thon")),
            ("clear", lambda: window.header.search.setText("")),
            ("year", lambda: page.show_year(2024)),
            ("all years", lambda: page.show_year(None)),
            ("end", lambda: qtbot.keyClick(table, Qt.Key.Key_End)),
            ("choose", lambda: table.selectRow(5)),
            (
                "all",
                lambda: qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
            ),
            ("outgoing", lambda: page.places.show_place(OUTGOING)),
            ("incoming", lambda: page.places.show_place(INCOMING)),
            ("documents", lambda: page.places.show_place(DOCUMENTS)),
            ("settings", lambda: window.show_page("settings")),
            ("back", lambda: window.show_page("documents")),
        )
    }
    assert {name: pause for name, pause in taken.items() if pause > MOST} == {}

"""Files dropped on the window are copied: nothing lets their owner delete them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.exchange.exchange_page import ExchangePage
from ui.log.log_page import LogPage
from ui.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


def places(window: MainWindow) -> dict[str, QWidget]:
    """Where files are dropped, by page."""
    log, exchange = window.page("log"), window.page("exchange")
    assert isinstance(log, LogPage) and isinstance(exchange, ExchangePage)
    return {"log": log, "table": log.list.table.viewport(), "exchange": exchange}


@pytest.mark.parametrize("place", ["log", "table", "exchange"])
def test_files_that_a_file_manager_would_move_are_only_copied(
    open_window: OpenWindow, empty: Path, tmp_path: Path, place: str
) -> None:
    window = open_window(empty, page="exchange" if place == "exchange" else "log")
    path = tmp_path / "bảng.csv"
    path.write_text("Ngày\tNội dung\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    widget = places(window)[place]
    how = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    entered = QDragEnterEvent(widget.rect().center(), actions, *how)
    assert entered.proposedAction() == Qt.DropAction.MoveAction
    QApplication.sendEvent(widget, entered)
    dropped = QDropEvent(QPointF(widget.rect().center()), actions, *how)
    QApplication.sendEvent(widget, dropped)
    for event in (entered, dropped):
        assert event.isAccepted() and event.dropAction() == Qt.DropAction.CopyAction

"""The editor in the program's window: over the list, with its keys, closed and opened again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from papidesk.workflow import documents, versions
from tests.ui.conftest import OpenWindow
from tests.ui.person import page_of, type_text
from ui.editor.editor_view import EditorView
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def edit(qtbot: QtBot, window: MainWindow, number: str = "05") -> EditorView:
    """Open a document for writing from the list."""
    store = window.context.workspace.store
    found = next(row for row in documents.listing(store) if row.number == number)
    page_of(window).edit(found.id)
    view = page_of(window).editing.view
    qtbot.waitUntil(view.surface.hasFocus)
    return view


def test_the_header_gives_way_and_comes_back(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    view = edit(qtbot, window)
    assert view.isVisible() and not window.header.isVisible()
    qtbot.keyClick(view.surface, Qt.Key.Key_W, CONTROL)
    assert window.header.isVisible() and not view.isVisible()


def test_ctrl_f_finds_words_here_and_rows_in_the_list(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    view = edit(qtbot, window)
    qtbot.keyClick(view.surface, Qt.Key.Key_F, CONTROL)
    assert view.find_bar.isVisible()
    qtbot.keyClick(view.find_bar.needle, Qt.Key.Key_Escape)
    qtbot.keyClick(view.surface, Qt.Key.Key_W, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert window.header.search.hasFocus()


def test_every_key_of_the_editor_means_one_thing(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    from PySide6.QtGui import QAction, QShortcut

    window = open_window(full)
    view = edit(qtbot, window)
    taken: dict[str, list[str]] = {}
    for made in window.findChildren(QShortcut):
        owner = made.parent()
        if made.isEnabled() and owner in (window, page_of(window)):
            taken.setdefault(made.key().toString(), []).append(made.whatsThis())
    for action in view.findChildren(QAction):
        if action.isEnabled():
            for keys in action.shortcuts():
                taken.setdefault(keys.toString(), []).append(action.text())
    assert {keys: said for keys, said in taken.items() if len(said) > 1} == {}


def test_closing_the_window_keeps_what_was_written(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    window = open_window(full)
    view = edit(qtbot, window)
    id = view.document_id
    type_text(view.surface, "Trước khi đóng ")
    running = view.process._link.process if view.process._link is not None else None
    assert window.close()
    assert running is None or not running.is_alive()
    again = open_window(full)
    store = again.context.workspace.store
    assert documents.get(store, id).blocks[0].text.startswith("Trước khi đóng ")  # type: ignore[union-attr]
    assert len(versions.history(store, id)) == 2
    assert again.recovery is None


def test_no_button_looks_pointed_at_when_the_mouse_has_left_the_strip(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    view = edit(qtbot, open_window(full))
    button = view.toolbar.button(view.actions_.marks["u"])
    # What Qt forgets when a layout moves a button away below a resting mouse.
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(view.toolbar, QEvent(QEvent.Type.Leave))
    assert not button.underMouse()


def test_an_act_leaves_the_text_where_it_was(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    view = edit(qtbot, open_window(full))
    surface = view.surface
    qtbot.keyClick(surface, Qt.Key.Key_End, CONTROL)
    before, scrolled = surface.current_place(), surface.verticalScrollBar().value()
    assert scrolled > 0
    qtbot.mouseClick(view.header.primary, Qt.MouseButton.LeftButton)
    document = view.session.document
    assert document is not None and document.state == "submitted"
    assert surface.isReadOnly()
    assert surface.current_place() == before
    QApplication.processEvents()
    assert abs(surface.verticalScrollBar().value() - scrolled) < 80  # the notice takes some room

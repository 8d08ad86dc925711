"""The whole program is killed while somebody types; the next start gives the words back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from papidesk.domain.document import Document
from papidesk.storage.integrity import verify
from papidesk.workflow import documents, writing
from tests.conftest import ROOT
from tests.ui.conftest import OpenWindow

TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from papidesk.settings import Settings
from papidesk.workflow import documents, workspaces, writing
from ui.ask import Ask
from ui.context import Context
from ui.editor.editor_view import EditorView
from ui.theme import Theme

app = QApplication([])
folder = Path(sys.argv[1])
context = Context(
    workspace=workspaces.open_workspace(folder), settings=Settings(who="x"),
    settings_path=folder / "settings.json", theme=Theme(app, "light", 100), ask=Ask(),
)
store = context.workspace.store
view = EditorView(context)
view.show()
view.open(documents.listing(store)[0].id)
view.session._keep.setInterval(1)  # as after two seconds without a key
typed = 0

def type_on():
    global typed
    typed += 1
    QTest.keyClicks(view.surface, f"_{typed} ")

def tell():
    for found in writing.recoverable(store):
        print(found.document.blocks[0].text.count("_"), flush=True)

timer = QTimer()
timer.timeout.connect(type_on)
timer.timeout.connect(tell)
timer.start(25)
app.exec()
"""


def test_words_typed_before_the_program_was_killed_are_offered_again(
    qtbot: QtBot, open_window: OpenWindow, full: Path
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(full)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QT_LOGGING_RULES": "*=false"},
    )  # fmt: skip
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(6)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=30)
    told += [line for line in rest.splitlines() if line]
    last = max(map(int, told))
    assert last > 0
    window = open_window(full)
    store = window.context.workspace.store
    assert verify(store)[1] == []
    qtbot.waitUntil(lambda: window.recovery is not None)
    assert window.recovery is not None
    (row,) = window.recovery.rows
    qtbot.mouseClick(row.take_button, Qt.MouseButton.LeftButton)
    words = _first_words(documents.get(store, row.recovery.id))
    # Every word up to the last one that was seen kept is there, in order and once.
    assert words[:last] == [f"_{number}" for number in range(1, last + 1)]
    assert writing.recoverable(store) == []


def _first_words(document: Document) -> list[str]:
    return str(getattr(document.blocks[0], "text", "")).split(" ")

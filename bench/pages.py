"""The pages of the chain in the window: switched to and back, filtered while somebody types."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bench import figures, overview, workspaces
from bench.measure import OURS, Row, in_turn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from papidesk.storage.workspace import Workspace
    from ui.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SIZES = (500, 5_000, 50_000)  # entries; a hundredth as many tasks
TASKS = 100
MOST = 0.05  # s for each thing done
PAGES = ("overview", "tasks", "log", "reports")
KEYS = {"tasks": ("t", "tuyen", "tuyen truyen", ""), "log": ("t", "hoat", "hoat dong", "")}


def rows() -> list[Row]:
    """Measure over a workspace that grows in tasks and entries alike."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        begin = 0
        for size in SIZES:
            figures.fill(workspace.store, range(begin, size))
            overview.give_out(workspace.store, range(begin // TASKS, size // TASKS))
            begin = size
            measured += _window(workspace, Path(folder) / "settings.json", size)
        workspace.close()
    return sorted(measured, key=lambda row: row.job)


def _window(workspace: Workspace, settings: Path, size: int) -> list[Row]:
    from PySide6.QtWidgets import QApplication

    from papidesk.settings import Settings
    from ui.ask import Ask
    from ui.context import Context
    from ui.main_window import MainWindow
    from ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    context = Context(
        workspace=workspace,
        settings=Settings(),
        settings_path=settings,
        theme=app.findChild(Theme) or Theme(app, "light", 100),
        ask=Ask(),
    )
    window = MainWindow(context)
    window.show()
    app.processEvents()
    jobs = {
        **{f"Page: {name}, there and back": _switch(app, window, name) for name in PAGES},
        **{f"Page: {name}, four keys of a filter": _type(app, window, name) for name in KEYS},
    }
    shown = f"{size:,} entries, {size // TASKS:,} tasks"
    measured = []
    for job, work in jobs.items():
        times = 4 if "four keys" in job else 2
        measured.append(Row(job, shown, size, in_turn({OURS: work}), most_seconds=MOST * times))
    window.hide()
    return measured


def _switch(app: QApplication, window: MainWindow, name: str) -> Callable[[], None]:
    def work() -> None:
        for shown in (name, "settings"):
            window.show_page(shown)
            app.processEvents()

    return work


def _type(app: QApplication, window: MainWindow, name: str) -> Callable[[], None]:
    def work() -> None:
        window.show_page(name)
        for text in KEYS[name]:
            window.current.show_search(text)
            app.processEvents()

    return work

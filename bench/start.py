"""From start to first paint of the main window: ours on a full workspace, and a bare window."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import figures, overview, workspaces
from bench.measure import OURS, ROOT, Row, processes_in_turn, python

SIZES = (100, 1_000, 10_000)
# Entries of the log for each document, documents for each task.
ENTRIES, TASKS = 5, 20
SCRIPT = ROOT / "bench" / "first_paint.py"


def rows() -> list[Row]:
    """Measure three sizes of the workspace; each start is a process of its own."""
    return [_row(size) for size in SIZES]


def _row(size: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "workspace"
        with workspaces.full(place, size, size * ENTRIES, kilobytes=2) as made:
            overview.give_out(made.store, range(size // TASKS))
            figures.fill(made.store, range(size * ENTRIES))
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": folder,
            "XDG_CONFIG_HOME": folder,
            "XDG_DATA_HOME": folder,
            # As installed: compiled once, then read; the first round makes the cache.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode"),
        }
        sides = processes_in_turn(
            {OURS: python(SCRIPT, place), "bare PySide6 window": python(SCRIPT, "bare")},
            environment=environment,
        )
    return Row(
        "Start to first paint of the main window",
        f"{size:,} documents, {size // TASKS:,} tasks, {size * ENTRIES:,} log entries",
        size,
        sides,
        reach={"bare PySide6 window": 1.5},
        memory_reach={"bare PySide6 window": 1.6},
    )

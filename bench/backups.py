"""A verified backup of a workspace: ours, and VACUUM INTO alone."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from bench import workspaces
from bench.measure import OURS, Row, in_turn
from papidesk.storage import backups
from papidesk.storage.store import Store

# Documents of 5 kB; the database is about three times as large with its index.
SIZES = (2_000, 8_000, 32_000)


def rows() -> list[Row]:
    """Measure three sizes of one growing workspace; ours reads the copy back and hashes it."""
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        begin = 0
        for size in SIZES:
            workspaces.fill(workspace.store, range(begin, size))
            begin = size
            measured.append(_row(workspace.store, Path(folder) / "bare.db"))
        workspace.close()
    return measured


def _row(store: Store, bare: Path) -> Row:
    megabytes = store.path.stat().st_size / 1e6

    def ours() -> None:
        info = backups.make(store, reason="manual")
        made = backups.path_of(store.folder, info)
        made.with_name(f"{made.name}.json").unlink()
        made.unlink()

    def vacuum() -> None:
        connection = sqlite3.connect(store.path)
        connection.execute("VACUUM INTO ?", (str(bare),))
        connection.close()
        bare.unlink()

    sides = in_turn({OURS: ours, "VACUUM INTO alone": vacuum}, rounds=3)
    return Row(
        "A verified backup", f"{megabytes:.0f} MB", megabytes, sides,
        reach={"VACUUM INTO alone": 1.3},
    )  # fmt: skip

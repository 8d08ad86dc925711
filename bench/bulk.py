"""Many rows in one unit of work: ours, bare executemany, and sqlite-utils."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measure import OURS, Row, in_turn
from bench.workspaces import MOMENT
from papidesk.domain.ids import new_id
from papidesk.storage.schema import AUDIT
from papidesk.storage.store import Store, create_database

SIZES = (10_000, 100_000, 1_000_000)
COLUMNS = ("id", "at", "who", "act", "subject", "detail")
BARE = (
    "CREATE TABLE audit (id TEXT PRIMARY KEY NOT NULL, at TEXT, who TEXT, act TEXT, subject TEXT, "
    "detail TEXT) STRICT"
)
BARE_INDEX = "CREATE INDEX audit_by_subject ON audit (subject, at)"
Values = tuple[str, ...]


def rows() -> list[Row]:
    """Measure three sizes; each time the rows go into a new, empty file of each side."""
    return [_row(size) for size in SIZES]


def _row(size: int) -> Row:
    kept = [(new_id(), MOMENT, "văn thư", "save", f"document {n % 999}", "") for n in range(size)]
    with tempfile.TemporaryDirectory() as folder:
        fresh = _files(Path(folder))
        sides = in_turn(
            {
                OURS: lambda: _ours(next(fresh), kept),
                "bare executemany": lambda: _bare(next(fresh), kept),
                "sqlite-utils insert_all": lambda: _utils(next(fresh), kept),
            },
            rounds=5 if size < SIZES[-1] else 3,
        )
    return Row(
        "Rows stored in one unit of work", f"{size:,} rows", size, sides,
        reach={"bare executemany": 2},
    )  # fmt: skip


def _files(folder: Path) -> Iterator[Path]:
    number = 0
    while True:
        (folder / f"{number - 1}.db").unlink(missing_ok=True)
        yield folder / f"{number}.db"
        number += 1


def _ours(path: Path, kept: list[Values]) -> None:
    create_database(path)
    with Store(path) as store, store.unit_of_work():
        store.bulk(AUDIT, COLUMNS, kept)


def _bare(path: Path, kept: list[Values]) -> None:
    _connected(path, lambda c: c.executemany("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)", kept))


def _connected(path: Path, work: Callable[[sqlite3.Connection], object]) -> None:
    connection = sqlite3.connect(path)
    connection.execute(BARE)
    connection.execute(BARE_INDEX)
    with connection:
        work(connection)
    connection.close()


def _utils(path: Path, kept: list[Values]) -> None:
    from sqlite_utils import Database

    records = (dict(zip(COLUMNS, values, strict=True)) for values in kept)
    _connected(path, lambda c: Database(c)["audit"].insert_all(records))

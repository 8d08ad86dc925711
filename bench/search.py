"""Search with and without dấu over many documents of 5 kB: ours, and FTS5 with nothing around."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import workspaces
from bench.measure import OURS, Row, in_turn
from papidesk.storage import indexing, search
from papidesk.storage.store import Store
from papidesk.text.fold import fold

SIZES = (1_000, 10_000, 100_000)
# What is asked for: a word of every document, of one in ten, of twenty in all; typed without dấu.
QUESTIONS = {"in every document": "truyền thông", "in one of ten": "đối ngoại", "rare": "thủy lợi"}
BARE = "CREATE VIRTUAL TABLE bare USING fts5 (folded, content='', columnsize=0)"


def rows() -> list[Row]:
    """Measure each question over three sizes of one growing workspace."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        bare = sqlite3.connect(Path(folder) / "bare.db")
        bare.execute(BARE)
        begin = 0
        for size in SIZES:
            _grow(workspace.store, bare, range(begin, size))
            begin = size
            measured += _questions(workspace.store, bare, size)
        bare.close()
        workspace.close()
    return sorted(measured, key=lambda row: row.job)


def _grow(store: Store, bare: sqlite3.Connection, numbers: range) -> None:
    workspaces.fill(store, numbers)
    with bare:
        for number in numbers:
            text = fold("\n".join(indexing.parts(workspaces.paper(number))))
            bare.execute("INSERT INTO bare (rowid, folded) VALUES (?, ?)", (number + 1, text))


def _questions(store: Store, bare: sqlite3.Connection, size: int) -> list[Row]:
    measured = []
    for said, words in QUESTIONS.items():
        for form, asked in (("with dấu", words), ("without dấu", fold(words))):
            found = in_turn({OURS: _found(store, asked), "bare FTS5": _bare(bare, asked)}, 15)
            shown = in_turn({OURS: _shown(store, asked)}, 15)
            place = f"{size:,} documents"
            measured += [
                Row(
                    f"Search, words {said}, {form}: the 50 newest found",
                    place,
                    size,
                    found,
                    # The goal is for many documents; with few, Python's own time is all.
                    {"bare FTS5": 1.5} if size == SIZES[-1] else {},
                ),
                Row(
                    f"Search, words {said}, {form}: with rows and snippets",
                    place,
                    size,
                    shown,
                    most_seconds=0.1,
                ),
            ]
    return measured


def _found(store: Store, asked: str) -> Callable[[], object]:
    return lambda: search.find_ids(store, asked, limit=50)


def _shown(store: Store, asked: str) -> Callable[[], object]:
    return lambda: search.search(store, asked, limit=50)


def _bare(bare: sqlite3.Connection, asked: str) -> Callable[[], object]:
    sql = "SELECT rowid FROM bare WHERE bare MATCH ? ORDER BY rowid DESC LIMIT 50"
    expression = " ".join(f'"{word}"' for word in fold(asked).split())
    return lambda: bare.execute(sql, (expression,)).fetchall()

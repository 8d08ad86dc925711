"""The list of documents: first rows, filter while typing, sorted in Vietnamese order."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench import workspaces
from bench.measure import OURS, Row, Side, in_turn
from papidesk.storage import listing
from papidesk.storage.listing import DocumentFilter, SortKey
from papidesk.storage.store import Store

SIZES = (1_000, 10_000, 40_000)
PAGE = 200
ORDERS: dict[SortKey, str] = {"updated": "updated_at DESC", "title": "title DESC"}


def rows() -> list[Row]:
    """Measure the first page in two orders, and a filter typed without dấu."""
    measured: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = workspaces.full(Path(folder) / "workspace", 0)
        begin = 0
        for size in SIZES:
            workspaces.fill(workspace.store, range(begin, size), kilobytes=1)
            begin = size
            measured += [_first(workspace.store, size, sort) for sort in ORDERS]
            measured.append(_filtered(workspace.store, size))
        workspace.close()
    return sorted(measured, key=lambda row: row.job)


def _first(store: Store, size: int, sort: SortKey) -> Row:
    bare = (
        "SELECT id, kind, state, number, symbol, date, title FROM documents "
        f"WHERE trashed_at IS NULL ORDER BY {ORDERS[sort]} LIMIT {PAGE}"
    )
    sides = in_turn(
        {
            OURS: lambda: listing.rows(store, sort=sort, limit=PAGE),
            "bare SELECT": lambda: store.rows(bare),
        }
    )
    return _limited(f"List: the first {PAGE} rows by {sort}", size, sides)


def _filtered(store: Store, size: int) -> Row:
    chosen = DocumentFilter(text="cai cach trung nghia")
    bare = (
        "SELECT id, kind, state, number, symbol, date, title FROM documents WHERE "
        "folded LIKE '%cai%' AND folded LIKE '%cach%' AND folded LIKE '%trung%' AND "
        f"folded LIKE '%nghia%' ORDER BY updated_at DESC LIMIT {PAGE}"
    )
    sides = in_turn(
        {
            OURS: lambda: listing.rows(store, chosen, limit=PAGE),
            "bare SELECT": lambda: store.rows(bare),
        }
    )
    return _limited(f"List: filter while typing, {PAGE} rows shown", size, sides)


def _limited(job: str, size: int, sides: dict[str, Side]) -> Row:
    most = 0.05 if size <= 10_000 else None
    return Row(job, f"{size:,} documents", size, sides, most_seconds=most)

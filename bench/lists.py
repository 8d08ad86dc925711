"""The list of documents: first rows, filters, Vietnamese order, its page opened and switched to."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bench import workspaces
from bench.measure import OURS, Row, Side, in_turn
from papidesk.storage import listing
from papidesk.storage.listing import DocumentFilter, SortKey, Wording
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from papidesk.workflow import lists

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
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
            measured.append(_column(workspace.store, size))
            measured.append(_facet(workspace.store, size))
            measured.append(_found(workspace.store, size))
            measured += _window(workspace, Path(folder) / "settings.json", size)
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


def _column(store: Store, size: int) -> Row:
    chosen = DocumentFilter(title=Wording(text="cải cách Trung Nghĩa", marks=True))
    bare = (
        "SELECT id, kind, state, number, symbol, date, title FROM documents WHERE "
        "title LIKE '%cải%' AND title LIKE '%cách%' AND title LIKE '%Trung%' AND "
        f"title LIKE '%Nghĩa%' ORDER BY updated_at DESC LIMIT {PAGE}"
    )

    def ours() -> None:
        listing.rows(store, chosen, limit=PAGE)
        listing.count(store, chosen)

    def theirs() -> None:
        store.rows(bare)
        store.rows(bare.replace("SELECT id, kind, state, number, symbol, date, title", "SELECT 1"))

    sides = in_turn({OURS: ours, "bare SELECT": theirs})
    return _limited("List: a column filtered by words with their marks, and counted", size, sides)


def _facet(store: Store, size: int) -> Row:
    bare = "SELECT issuer, count(*) FROM documents WHERE trashed_at IS NULL GROUP BY issuer"
    sides = in_turn(
        {
            OURS: lambda: listing.facets(store, DocumentFilter(), "issuer"),
            "bare SELECT": lambda: store.rows(bare),
        }
    )
    return _limited("List: the values of a column with their counts", size, sides)


def _found(store: Store, size: int) -> Row:
    """What the palette asks at each key."""
    bare = (
        "SELECT rowid FROM search_typing WHERE search_typing MATCH ? ORDER BY rowid DESC LIMIT 60"
    )
    sides = in_turn(
        {
            OURS: lambda: lists.find(store, "truyen thong tru", limit=60),
            "bare FTS5": lambda: store.rows(bare, ('"truyen" AND "thong" AND "tru" *',)),
        }
    )
    return _limited("Palette: documents found for a key", size, sides)


def _window(workspace: Workspace, settings: Path, size: int) -> list[Row]:
    """Open the page of documents, switch to it, and type into its filter."""
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
    window.show_page("settings")
    app.processEvents()

    def switch() -> None:
        for name in ("documents", "settings"):
            window.show_page(name)
            app.processEvents()

    def type_() -> None:
        window.show_page("documents")
        for text in ("t", "trung", "trung nghia", ""):
            window.current.show_search(text)
            app.processEvents()

    def reload() -> None:
        window.show_page("documents")
        window.refresh()
        app.processEvents()

    rows = [
        _limited(f"Window: {job}", size, in_turn({OURS: work}), times)
        for job, work, times in (
            ("page switch, there and back", switch, 2),
            ("the list read anew and painted", reload, 1),
            ("filter while typing, four keys, painted", type_, 4),
        )
    ]
    window.hide()
    return rows


def _limited(job: str, size: int, sides: dict[str, Side], times: int = 1) -> Row:
    most = 0.05 * times if size <= 10_000 else None
    return Row(job, f"{size:,} documents", size, sides, most_seconds=most)

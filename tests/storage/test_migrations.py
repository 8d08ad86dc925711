"""Databases of released schemas open in this program, with everything that was in them."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from papidesk.domain.document import Filing
from papidesk.domain.record import from_json, to_json
from papidesk.storage import (
    access,
    acts,
    audit,
    backups,
    catalogue,
    catalogue_versions,
    documents,
    drafts,
    header,
    incoming_files,
    incoming_listing,
    links,
    listing,
    offices,
    registers,
    remarks,
    restoring,
    search,
    snapshots,
)
from papidesk.storage.failures import NewerSchemaError
from papidesk.storage.integrity import verify
from papidesk.storage.migrations import migrations
from papidesk.storage.schema import SCHEMA_VERSION
from papidesk.storage.store import Store, create_database
from papidesk.storage.workspace import Workspace
from tests.storage.stored import DUE, NOON, PASSWORD, fill
from tests.storage.stored_chain import chain_of
from tests.storage.stored_exchange import TABLES, exchange_of

STORED = Path(__file__).parent.parent / "data" / "databases"
DATABASES = sorted(STORED.glob("schema_*.db"))


def schema(path: Path) -> set[tuple[str, str, str]]:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    finally:
        connection.close()
    return {(kind, name, " ".join((sql or "").split())) for kind, name, sql in found}


def test_each_migration_has_a_stored_database() -> None:
    assert len(DATABASES) == SCHEMA_VERSION
    assert [path.name for path in DATABASES] == [
        f"schema_{number:03}.db" for number in range(1, SCHEMA_VERSION + 1)
    ]


def test_each_migration_is_numbered_in_order(tmp_path: Path) -> None:
    create_database(tmp_path / "x.db")
    with Store(tmp_path / "x.db") as store:
        applied = [
            name for (name,) in store.rows("SELECT name FROM _sqlite_migrations ORDER BY id")
        ]
    assert len(applied) == SCHEMA_VERSION
    assert [name[:5] for name in applied] == [f"m{n:03}_" for n in range(1, SCHEMA_VERSION + 1)]
    assert migrations.name == "papidesk"


@pytest.mark.parametrize("path", DATABASES, ids=lambda path: path.stem)
def test_a_stored_database_opens_and_has_everything(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    shutil.copy(path, folder / "papidesk.db")
    shutil.copytree(STORED / f"{path.stem}_attachments", folder / "attachments")
    with Workspace.open(folder) as opened:
        store = opened.store
        assert store.value("PRAGMA user_version") == SCHEMA_VERSION
        assert verify(store)[1] == []
        rows = listing.rows(store, sort="title", descending=False)
        assert [row.title for row in rows] == [
            "Phát thanh tuyên truyền PAPI",
            "Tuyên truyền cải cách hành chính, đặc khu và xã, năm 2025",
        ]
        issued, draft = (documents.get(store, row.id) for row in rows)
        assert (issued.number, issued.state, draft.state) == ("01", "issued", "draft")
        assert [v.reason for v in documents.versions(store, draft.id)] == ["edit", "import"]
        snapshot = snapshots.get(store, issued.id)
        assert snapshot is not None
        assert snapshots.issued_document(store, snapshot) == issued
        entry = registers.of_document(store, issued.id)
        assert entry is not None
        assert entry.number == 1
        assert offices.own(store).name == "xã An Hòa"
        assert search.find_ids(store, "dac khu") == [draft.id]
        assert listing.count(store, listing.DocumentFilter(trashed=True)) == 1
        assert audit.entries(store)


@pytest.mark.parametrize("path", DATABASES[1:], ids=lambda path: path.stem)
def test_a_stored_database_has_the_life_of_its_documents(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    shutil.copy(path, folder / "papidesk.db")
    shutil.copytree(STORED / f"{path.stem}_attachments", folder / "attachments")
    with Workspace.open(folder) as opened:
        store = opened.store
        rows = listing.rows(store, sort="title", descending=False)
        issued, draft = (row.id for row in rows)
        (act,) = acts.of_document(store, issued)
        assert (act.name, act.after, act.reason) == ("issue", "issued", "Ban hành gấp")
        (remark,) = remarks.of_document(store, draft)
        assert (remark.place, remark.settled_at) == ("blocks/3", None)
        (link,) = links.of_document(store, draft)
        assert (link.role, link.target_id) == ("basis", issued)
        (written,) = drafts.every(store)
        assert (written.document.id, written.document.filing, written.based_on) == (draft, DUE, 2)
        (came,) = incoming_listing.rows(store)
        assert (came.code, came.arrival_number) == ("12/KH-UBND", 1)
        assert [file.name for file in incoming_files.files(store, came.id)] == ["văn bản đến.pdf"]
        assert catalogue.get(store, "views", "của-tôi", Filing) == Filing(note="mẫu")
        known = access.get(store)
        assert known is not None
        assert access.matches(known, PASSWORD)


@pytest.mark.parametrize("path", DATABASES[2:], ids=lambda path: path.stem)
def test_a_stored_database_has_the_chain(path: Path, tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "new", now=NOON) as made:
        fill(made.store)
        expected = chain_of(made.store)
    folder = tmp_path / "w"
    folder.mkdir()
    shutil.copy(path, folder / "papidesk.db")
    shutil.copytree(STORED / f"{path.stem}_attachments", folder / "attachments")
    with Workspace.open(folder) as opened:
        assert chain_of(opened.store) == expected


@pytest.mark.parametrize("path", DATABASES[3:], ids=lambda path: path.stem)
def test_a_stored_database_has_what_was_exchanged(path: Path, tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "new", now=NOON) as made:
        fill(made.store)
        expected = exchange_of(made.store)
    folder = tmp_path / "w"
    folder.mkdir()
    shutil.copy(path, folder / "papidesk.db")
    shutil.copytree(STORED / f"{path.stem}_attachments", folder / "attachments")
    with Workspace.open(folder) as opened:
        assert exchange_of(opened.store) == expected


def test_what_is_stored_has_something_of_every_table(store: Store) -> None:
    fill(store)
    access.put(store, PASSWORD, who="Nguyễn Văn Mẫu", now=NOON)
    assert verify(store)[1] == []
    tables = [
        name
        for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("sqlite_", "search"))
    ]
    assert [name for name in tables if not store.value(f"SELECT count(*) FROM [{name}]")] == []
    # A column nothing stands in would be carried over by chance.
    blank = [
        (table, column)
        for table in ("tasks", "activities", "activity_series", "evidence", "closings",
                      "corrections", "duty_reports", "catalogue_versions", *TABLES)
        for (column,) in store.rows("SELECT name FROM pragma_table_info(?)", (table,))
        if not store.value(f"SELECT count({column}) FROM {table}")
    ]  # fmt: skip
    assert blank == []


@pytest.mark.parametrize("path", DATABASES[:2], ids=lambda path: path.stem)
def test_a_migration_backs_up_first_and_gives_catalogues_their_first_versions(
    path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    shutil.copy(path, folder / "papidesk.db")
    shutil.copytree(STORED / f"{path.stem}_attachments", folder / "attachments")
    with Workspace.open(folder) as opened:
        store = opened.store
        (info,) = backups.every(folder)
        assert info.reason == "before_migration"
        copy = sqlite3.connect(backups.path_of(folder, info))
        assert copy.execute("PRAGMA user_version").fetchone() == (int(path.stem[-3:]),)
        columns = {name: columns_of(copy, name) for name in tables_of(copy)}
        before = {name: rows(copy, name, columns[name]) for name in columns}
        copy.close()
        after = sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)
        for name, kept in before.items():
            assert set(kept) <= set(rows(after, name, columns[name])), name
        after.close()
        entries = store.rows("SELECT catalogue, id, content FROM catalogue_entries")
        assert entries == store.rows(
            "SELECT catalogue, id, content FROM catalogue_versions WHERE version = 1"
        )
        changed = Filing(note="khác")
        catalogue.put(store, "views", "của-tôi", changed, who="Lê Thị Soạn")
        known = catalogue_versions.every(store, "views", "của-tôi")
        assert len(known) == (2 if path.stem.endswith("002") else 1)
    # Brought back, it is what it was, and is migrated again.
    restoring.restore_into(folder, backups.path_of(folder, info), who="thử")
    with Workspace.open(folder) as opened:
        assert verify(opened.store)[1] == []
        assert listing.count(opened.store) == 2


def tables_of(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' "
        "AND name NOT IN ('workspace', '_sqlite_migrations', 'sqlite_sequence', 'sqlite_stat1')"
    )
    return [name for (name,) in found]


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table but those that are made anew from the others."""
    found = connection.execute(f"PRAGMA table_info({table})")
    return [name for _, name, *_ in found if name not in ("title_key", "folded")]


def rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> list[object]:
    return connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()


def test_the_former_program_refuses_the_new_workspace_as_newer(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(workspace.store)
    workspace.close()
    before = workspace.database.read_bytes()
    # The former program differs here in the number it knows alone.
    monkeypatch.setattr(header, "SCHEMA_VERSION", 2)
    with pytest.raises(NewerSchemaError) as refusal:
        Workspace.open(workspace.folder)
    assert "newer version" in str(refusal.value)
    assert workspace.database.read_bytes() == before


@pytest.mark.parametrize("path", DATABASES, ids=lambda path: path.stem)
def test_a_migrated_database_has_the_schema_of_a_new_one(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "old.db")
    Store(tmp_path / "old.db").close()
    create_database(tmp_path / "new.db")
    assert schema(tmp_path / "old.db") == schema(tmp_path / "new.db")


@pytest.mark.parametrize("path", DATABASES, ids=lambda path: path.stem)
def test_stored_contents_are_written_again_byte_for_byte(path: Path) -> None:
    from papidesk.domain.document import Document

    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    contents = [row[0] for row in connection.execute("SELECT content FROM versions")]
    connection.close()
    for content in contents:
        assert to_json(from_json(Document, content)).decode() == content


def test_a_migration_that_fails_leaves_the_old_database(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 0x50617069")
    # In the way of a later statement of the first migration.
    connection.execute("CREATE TABLE audit (x)")
    connection.commit()
    connection.close()
    before = schema(path)
    with pytest.raises(Exception, match="audit"):
        Store(path)
    assert schema(path) == before

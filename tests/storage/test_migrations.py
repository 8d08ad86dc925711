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
    catalogue,
    documents,
    drafts,
    incoming_files,
    incoming_listing,
    links,
    listing,
    offices,
    registers,
    remarks,
    search,
    snapshots,
)
from papidesk.storage.integrity import verify
from papidesk.storage.migrations import migrations
from papidesk.storage.schema import SCHEMA_VERSION
from papidesk.storage.store import Store, create_database
from papidesk.storage.workspace import Workspace
from tests.storage.stored import DUE, PASSWORD

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

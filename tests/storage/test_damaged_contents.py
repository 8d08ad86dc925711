"""A letter a bad disk changed: told when opened and by the integrity check, with its document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.errors import PapiDeskError
from papidesk.storage import documents, indexing, offices, search, snapshots
from papidesk.storage.content import DamagedContentError, DamagedOfficeError
from papidesk.storage.failures import StorageError
from papidesk.storage.integrity import ListRowError, verify
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.storage.stored import NOON, fill, plan


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged") / "xã An Hòa"
    with Workspace.create(folder, now=NOON) as made:
        fill(made.store)
        # Longer than a page: the greater part of it is on pages of its own.
        documents.save(made.store, plan("Rất dài " + "nâng cao chỉ số " * 800), now=NOON)
    return folder


def put(database: Path, place: int, byte: int) -> None:
    with database.open("r+b") as file:
        file.seek(place)
        file.write(bytes([byte]))


def place_of(database: Path, text: str, nth: int = 0) -> int:
    """Return where ``text`` stands in the file for the ``nth`` time."""
    data, place = database.read_bytes(), -1
    for _ in range(nth + 1):
        place = data.index(text.encode(), place + 1)
    return place


def change(workspace: Workspace, text: str, *, where: str = "content", of: str = "") -> None:
    """Change the first letter of ``text`` in a stored value as a bad disk does."""
    table = "documents" if where != "content" else of or "versions"
    stored = workspace.store.rows(f"SELECT {where} FROM {table}")
    (value,) = {value for (value,) in stored if text in value}
    workspace.store.close()
    database = workspace.database
    place = database.read_bytes().index(value.encode()) + value.encode().index(text.encode())
    put(database, place, ord("X"))
    workspace.store = Store(database)


@given(share=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255), which=st.integers(0, 4))
def test_any_changed_byte_of_a_stored_version_is_told(
    filled: Path, share: float, flip: int, which: int
) -> None:
    database = filled / "papidesk.db"
    whole = database.read_bytes()
    with Store(database, read_only=True) as store:
        rows = store.rows("SELECT document_id, version, content FROM versions ORDER BY 1, 2")
    id, version, content = rows[which]
    # Of a long content, what is on the page of its row; the rest is tried below.
    near = content.encode()[:1500] if len(content) > 3000 else content.encode()
    offset = int(share * len(near))
    start = whole.index(near)
    put(database, start + offset, whole[start + offset] ^ flip)
    try:
        with Store(database) as store:
            told = verify(store)[1]
            assert told
            assert all(str(problem) for problem in told)
            with pytest.raises(PapiDeskError):
                documents.get(store, id, version)
    finally:
        database.write_bytes(whole)


@given(share=st.floats(0, 1, exclude_max=True))
def test_a_changed_letter_on_the_further_pages_of_a_long_content_is_told(
    filled: Path, share: float
) -> None:
    database = filled / "papidesk.db"
    whole = database.read_bytes()
    words = whole.count("nâng cao chỉ số".encode())
    place = place_of(database, "nâng cao chỉ số", int(share * words))
    put(database, place, ord("x"))
    try:
        with Store(database) as store:
            assert verify(store)[1]
    finally:
        database.write_bytes(whole)


def test_the_damaged_version_is_named_and_the_others_open(workspace: Workspace) -> None:
    first, second, _ = fill(workspace.store)
    change(workspace, "đặc khu và xã")
    (problem,) = verify(workspace.store)[1]
    assert isinstance(problem, DamagedContentError)
    assert "Version 2 of “Tuyên truyền cải cách hành chính, đặc khu" in str(problem)
    with pytest.raises(DamagedContentError):
        documents.get(workspace.store, first.id)
    assert documents.get(workspace.store, first.id, 1).abstract.endswith("năm 2025")
    assert documents.get(workspace.store, second.id) == second


def test_the_other_hits_of_a_search_are_found_beside_a_damaged_one(workspace: Workspace) -> None:
    first, second, _ = fill(workspace.store)
    change(workspace, "đặc khu và xã")
    found = [hit.row.id for hit in search.search(workspace.store, "tuyên truyền")]
    assert set(found) == {first.id, second.id}


def test_a_workspace_with_a_damaged_version_opens_though_the_index_is_written_anew(
    workspace: Workspace,
) -> None:
    _, second, _ = fill(workspace.store)
    change(workspace, "đặc khu và xã")
    assert indexing.rebuild(workspace.store) == 1
    assert search.find_ids(workspace.store, "tuyên truyền") == [second.id]


def test_a_damaged_office_is_told(workspace: Workspace) -> None:
    fill(workspace.store)
    change(workspace, "xã An Hòa", of="office_versions")
    (problem,) = verify(workspace.store)[1]
    assert isinstance(problem, DamagedOfficeError)
    with pytest.raises(DamagedOfficeError):
        offices.own(workspace.store)


@pytest.mark.parametrize("column", ["title", "issuer", "symbol", "folded"])
def test_a_list_that_says_otherwise_than_the_document_is_told(
    workspace: Workspace, column: str
) -> None:
    saved = documents.save(workspace.store, plan())
    value = workspace.store.value(f"SELECT {column} FROM documents")
    change(workspace, value[:3], where=column)
    (problem,) = verify(workspace.store)[1]
    assert isinstance(problem, ListRowError)
    assert problem.values["columns"] == column
    assert saved.title in str(problem)


def test_what_was_issued_is_what_is_stored(workspace: Workspace) -> None:
    _, issued, _ = fill(workspace.store)
    with workspace.store.unit_of_work():
        workspace.store.write("UPDATE snapshots SET content_sha256 = ?", ("0" * 64,))
    (problem,) = verify(workspace.store)[1]
    assert isinstance(problem, StorageError)
    assert issued.title in str(problem)
    assert snapshots.get(workspace.store, issued.id) is not None

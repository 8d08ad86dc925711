"""Documents: saved, read, versioned, frozen, trashed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk.domain.document import Document, IssueDate
from papidesk.domain.ids import is_id, new_id
from papidesk.domain.record import replace
from papidesk.storage import (
    attachments,
    audit,
    documents,
    listing,
    registers,
    search,
    snapshots,
    trash,
)
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.storage.stored import NOON, PDF, issue, plan
from tests.strategies import documents as any_documents


@pytest.fixture(scope="module")
def one_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Workspace.create(tmp_path_factory.mktemp("random") / "w").store


@settings(max_examples=40)
@given(document=any_documents(), changed=any_documents())
def test_any_document_survives_storage_unchanged(
    one_store: Store, document: Document, changed: Document
) -> None:
    saved = documents.save(one_store, document)
    assert documents.get(one_store, saved.id) == replace(document, id=saved.id)
    documents.save(one_store, replace(changed, id=saved.id))
    assert documents.get(one_store, saved.id) == replace(changed, id=saved.id)
    assert documents.get(one_store, saved.id, 1) == saved
    # Whatever is in it, its old texts are out of the index again.
    trash.trash(one_store, saved.id)
    assert search.find_ids(one_store, document.title or "không", limit=1000).count(saved.id) == 0


@settings(max_examples=20)
@given(data=st.data())
def test_the_index_is_empty_again_when_all_documents_are_gone(
    one_store: Store, data: st.DataObject
) -> None:
    saved = documents.save(one_store, data.draw(any_documents()))
    trash.trash(one_store, saved.id)
    # An index without a trace of the document has no words at all.
    with one_store.unit_of_work():
        one_store.write("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row)")
    left = one_store.rows("SELECT term FROM temp.words")
    with one_store.unit_of_work():
        one_store.write("DROP TABLE temp.words")
    assert left == []


def test_a_new_document_gets_an_id_and_keeps_the_ids_of_its_blocks(store: Store) -> None:
    block = replace(plan().blocks[0], id="block-7")
    saved = documents.save(store, plan(blocks=(block,)), now=NOON)
    assert is_id(saved.id)
    assert documents.get(store, saved.id).blocks[0].id == "block-7"


def test_each_save_that_changes_something_keeps_a_version(store: Store) -> None:
    saved = documents.save(store, plan(), who="Lê Thị Soạn", reason="import", now=NOON)
    documents.save(store, saved, who="ai đó", reason="nothing new", now=NOON)
    later = NOON + timedelta(hours=1)
    changed = replace(saved, abstract="Trích yếu khác")
    documents.save(store, changed, who="Nguyễn Văn Mẫu", reason="edit", now=later)
    assert [(v.version, v.saved_by, v.reason) for v in documents.versions(store, saved.id)] == [
        (2, "Nguyễn Văn Mẫu", "edit"),
        (1, "Lê Thị Soạn", "import"),
    ]
    assert documents.versions(store, saved.id)[0].saved_at == "2025-08-20T06:00:00Z"
    assert documents.get(store, saved.id, 1) == saved
    restored = documents.restore_version(store, saved.id, 1, who="Lê Thị Soạn")
    assert restored == saved == documents.get(store, saved.id)
    assert documents.current_version(store, saved.id) == 3


def test_an_audit_row_says_who_did_what(store: Store) -> None:
    saved = documents.save(store, plan(), who="Lê Thị Soạn", reason="import", now=NOON)
    trash.trash(store, saved.id, who="Nguyễn Văn Mẫu", now=NOON)
    acts = [(e.act, e.who, e.detail) for e in audit.entries(store, subject=saved.id)]
    assert acts == [
        ("document.trashed", "Nguyễn Văn Mẫu", ""),
        ("document.created", "Lê Thị Soạn", "import"),
    ]


def test_a_change_based_on_an_old_version_is_refused(store: Store) -> None:
    saved = documents.save(store, plan())
    documents.save(store, replace(saved, abstract="của người khác"), based_on=1)
    with pytest.raises(documents.ChangedMeanwhileError):
        documents.save(store, replace(saved, abstract="của tôi"), based_on=1)
    assert documents.get(store, saved.id).abstract == "của người khác"


def test_an_issued_document_is_not_changed_any_more(store: Store) -> None:
    issued = issue(store, documents.save(store, plan()), 1)
    with pytest.raises(documents.FrozenDocumentError):
        documents.save(store, replace(issued, abstract="sửa lén"))
    with pytest.raises(documents.FrozenDocumentError):
        documents.save(store, replace(issued, state="draft"))
    with pytest.raises(documents.FrozenDocumentError):
        trash.trash(store, issued.id)
    with pytest.raises(documents.FrozenDocumentError):
        documents.restore_version(store, issued.id, 1, now=NOON)
    assert documents.get(store, issued.id) == issued


def test_the_state_of_an_issued_document_goes_on_and_its_snapshot_stays(store: Store) -> None:
    issued = issue(store, documents.save(store, plan()), 1)
    sent = documents.save(store, replace(issued, state="sent"))
    cancelled = documents.save(store, replace(sent, state="cancelled"))
    # Cancelled is no frozen state by itself, but it was issued: it stays as it is.
    with pytest.raises(documents.FrozenDocumentError):
        documents.save(store, replace(cancelled, abstract="sửa lén"))
    snapshot = snapshots.get(store, issued.id)
    assert snapshot is not None
    assert snapshots.issued_document(store, snapshot) == issued
    assert attachments.read(store, snapshot.pdf_sha256) == PDF


def test_a_document_is_issued_only_once(store: Store) -> None:
    issued = issue(store, documents.save(store, plan()), 1)
    snapshot = snapshots.get(store, issued.id)
    assert snapshot is not None
    with pytest.raises(snapshots.AlreadyIssuedError):
        snapshots.add(store, issued, snapshot.pdf_sha256, program="0.1.0")


def test_only_the_stored_version_can_be_issued(store: Store) -> None:
    saved = documents.save(store, plan())
    printed = attachments.add_bytes(store, PDF, media_type="application/pdf")
    with pytest.raises(documents.ChangedMeanwhileError):
        snapshots.add(store, replace(saved, place="Nơi khác"), printed.sha256, program="0.1.0")
    assert snapshots.get(store, saved.id) is None


def test_unknown_documents_and_versions_are_refused(store: Store) -> None:
    saved = documents.save(store, plan())
    with pytest.raises(documents.UnknownDocumentError):
        documents.get(store, new_id())
    with pytest.raises(documents.UnknownVersionError):
        documents.get(store, saved.id, 2)
    with pytest.raises(documents.UnknownDocumentError):
        documents.versions(store, "../x")


def test_the_trash_hides_a_document_and_gives_it_back(store: Store) -> None:
    saved = documents.save(store, plan(), now=NOON)
    trash.trash(store, saved.id, now=NOON)
    assert listing.rows(store) == []
    assert search.find_ids(store, "tuyên truyền") == []
    assert [row.id for row in listing.rows(store, listing.DocumentFilter(trashed=True))] == [
        saved.id
    ]
    trash.untrash(store, saved.id)
    assert [row.id for row in listing.rows(store)] == [saved.id]
    assert search.find_ids(store, "tuyên truyền") == [saved.id]


def test_saving_a_trashed_document_does_not_make_it_found(store: Store) -> None:
    saved = documents.save(store, plan())
    trash.trash(store, saved.id)
    changed = documents.save(store, replace(saved, abstract="chỉ số mới"))
    assert search.find_ids(store, "chỉ số mới") == []
    trash.untrash(store, saved.id)
    assert search.find_ids(store, "chỉ số mới") == [changed.id]


def test_the_trash_is_emptied_after_thirty_days(store: Store) -> None:
    old = documents.save(store, plan("cũ"), now=NOON)
    young = documents.save(store, plan("mới"), now=NOON)
    trash.trash(store, old.id, now=NOON)
    trash.trash(store, young.id, now=NOON + timedelta(days=5))
    assert trash.purge(store, now=NOON + timedelta(days=31)) == 1
    with pytest.raises(documents.UnknownDocumentError):
        documents.get(store, old.id)
    assert documents.get(store, young.id).abstract == "mới"
    assert audit.entries(store, subject=old.id)[0].detail == "cũ"


def test_a_document_whose_number_was_cancelled_is_never_purged(store: Store) -> None:
    saved = documents.save(store, plan(), now=NOON)
    entry = registers.RegisterEntry(series="KH", year=2025, date="2025-08-20", document_id=saved.id)
    registers.cancel(store, registers.enter(store, entry).id, reason="ghi nhầm")
    trash.trash(store, saved.id, now=NOON)
    assert trash.purge(store, now=NOON + timedelta(days=31)) == 0
    assert documents.get(store, saved.id) == saved


def test_a_list_is_filtered_by_kind_year_state_and_words_without_marks(store: Store) -> None:
    a = documents.save(store, plan("Kế hoạch phát thanh"))
    b = documents.save(
        store, plan("Báo cáo kết quả", kind="BC", symbol="BC-UBND", date=IssueDate(year=2024))
    )
    c = documents.save(store, plan("Đường giao thông", state="submitted"))

    def ids(**chosen: object) -> set[str]:
        return {row.id for row in listing.rows(store, listing.DocumentFilter(**chosen))}

    assert ids(kinds=("BC",)) == {b.id}
    assert ids(years=(2025,)) == {a.id, c.id}
    assert ids(states=("submitted",)) == {c.id}
    assert ids(text="duong giao") == {c.id}
    assert ids(text="bc-ubnd ket") == {b.id}
    assert ids(text="ubnd % _") == set()
    assert listing.count(store, listing.DocumentFilter(years=(2025,))) == 2
    assert listing.years(store) == [2025, 2024]


def test_a_list_is_sorted_in_vietnamese_order_with_blanks_last(store: Store) -> None:
    for title in ("đường", "dương", "ăn uống", "ân cần", "an toàn", "Ủy ban", "uốn nắn", "bờ"):
        documents.save(store, plan(title))
    titles = [row.title for row in listing.rows(store, sort="title", descending=False)]
    assert titles == [
        "an toàn", "ăn uống", "ân cần", "bờ", "dương", "đường", "uốn nắn", "Ủy ban",
    ]  # fmt: skip


def test_numbers_are_sorted_by_value_and_drafts_come_last_either_way(store: Store) -> None:
    for number in ("9", "10", None, "02"):
        documents.save(store, plan(number=number))

    def numbers(descending: bool) -> list[str | None]:
        return [row.number for row in listing.rows(store, sort="number", descending=descending)]

    assert numbers(False) == ["02", "9", "10", None]
    assert numbers(True) == ["10", "9", "02", None]


def test_a_list_comes_in_pages(store: Store) -> None:
    for index in range(7):
        documents.save(store, plan(f"văn bản {index}"), now=NOON + timedelta(minutes=index))
    pages = [listing.rows(store, limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [row.title[-1] for page in pages for row in page] == list("6543210")


def test_a_worker_thread_opens_its_own_store(workspace: Workspace) -> None:
    from concurrent.futures import ThreadPoolExecutor

    saved = documents.save(workspace.store, plan())

    def read(path: Path) -> str:
        with Store(path) as own:
            return documents.get(own, saved.id).abstract

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(read, workspace.database).result() == saved.abstract

"""Attachments: kept once by content, checked, collected when nothing refers to them."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from papidesk.domain.exchange import Conflict, ReceivedBundle
from papidesk.domain.ids import new_id
from papidesk.storage import (
    attachments,
    backups,
    bundles_received,
    conflicts,
    documents,
    import_journal,
    places,
    trash,
)
from papidesk.storage.failures import StorageError
from papidesk.storage.import_journal import Entry
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.storage.stored import NOON, issue, plan

LATER = NOON + timedelta(days=40)
AT = "2025-08-20T05:00:00Z"


def files(store: Store) -> list[str]:
    return sorted(
        str(path.relative_to(store.folder))
        for path in (store.folder / "attachments").rglob("*")
        if path.is_file()
    )


def test_a_file_is_kept_by_its_content_once(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "ảnh.jpg"
    source.write_bytes(b"\xff\xd8 picture")
    sha256 = hashlib.sha256(b"\xff\xd8 picture").hexdigest()
    first = attachments.add_file(store, source, now=NOON)
    again = attachments.add_bytes(store, b"\xff\xd8 picture", media_type="x/y", now=LATER)
    assert first == again
    assert (first.sha256, first.bytes, first.media_type) == (sha256, 10, "image/jpeg")
    assert files(store) == [f"attachments/{sha256[:2]}/{sha256}"]
    assert attachments.read(store, sha256) == b"\xff\xd8 picture"
    assert list((store.folder / "staging").iterdir()) == []


def test_a_document_has_attachments_under_their_names(store: Store) -> None:
    one, two = (documents.save(store, plan(text)) for text in ("một", "hai"))
    kept = attachments.add_bytes(store, b"x", media_type="text/plain")
    attachments.link(store, kept, one.id, unicodedata.normalize("NFD", "bản thảo.txt"))
    attachments.link(store, kept, one.id, "bản thảo.txt")
    attachments.link(store, kept, two.id, "khác.txt", role="evidence")
    assert [link.name for link in attachments.links(store, one.id)] == ["bản thảo.txt"]
    (link,) = attachments.links(store, two.id)
    assert (link.name, link.role, link.bytes) == ("khác.txt", "evidence", 1)
    attachments.unlink(store, link.id)
    assert attachments.links(store, two.id) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\a\\kế hoạch.docx", "kế hoạch.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.txt", "ab.txt"),
        ("", "tệp"),
        ("d" * 300 + ".docx", "d" * 195 + ".docx"),
        ("đ" * 300, "đ" * 200),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert attachments.kept_name(given) == kept


def test_a_missing_and_a_changed_file_are_told(store: Store) -> None:
    saved = documents.save(store, plan())
    gone = attachments.add_bytes(store, b"gone", media_type="text/plain")
    changed = attachments.add_bytes(store, b"good", media_type="text/plain")
    attachments.link(store, gone, saved.id, "mất.txt")
    attachments.link(store, changed, saved.id, "hỏng.txt")
    places.attachment(store.folder, gone.sha256).unlink()
    places.attachment(store.folder, changed.sha256).write_bytes(b"evil")
    told = {type(error): error.values["name"] for error in attachments.problems(store)}
    assert told == {
        attachments.AttachmentMissingError: "mất.txt",
        attachments.AttachmentChangedError: "hỏng.txt",
    }
    with pytest.raises(attachments.AttachmentMissingError):
        attachments.read(store, gone.sha256)
    with pytest.raises(attachments.AttachmentChangedError):
        attachments.read(store, changed.sha256, "hỏng.txt")
    # Putting the good file in again heals it.
    attachments.add_bytes(store, b"good", media_type="text/plain")
    attachments.add_bytes(store, b"gone", media_type="text/plain")
    assert list(attachments.problems(store)) == []


def test_what_nothing_refers_to_is_collected_after_a_day(store: Store) -> None:
    saved = documents.save(store, plan())
    linked = attachments.add_bytes(store, b"linked", media_type="text/plain", now=NOON)
    attachments.link(store, linked, saved.id, "a.txt")
    attachments.add_bytes(store, b"loose", media_type="text/plain", now=NOON)
    assert attachments.collect_garbage(store, now=NOON + timedelta(hours=1)) == 0
    assert attachments.collect_garbage(store, now=LATER) == 1
    assert len(files(store)) == 1


def test_the_paper_of_an_issued_document_is_never_collected(store: Store) -> None:
    issue(store, documents.save(store, plan()), 1)
    assert attachments.collect_garbage(store, now=LATER) == 0


def test_attachments_of_a_purged_document_go_but_not_while_a_backup_has_them(store: Store) -> None:
    saved = documents.save(store, plan(), now=NOON)
    kept = attachments.add_bytes(store, b"x", media_type="text/plain", now=NOON)
    attachments.link(store, kept, saved.id, "a.txt")
    info = backups.make(store, reason="manual", now=NOON)
    trash.trash(store, saved.id, now=NOON)
    assert trash.purge(store, now=LATER) == 1
    needed = backups.attachments_in_backups(store.folder)
    assert needed == {kept.sha256}
    assert attachments.collect_garbage(store, kept=needed, now=LATER) == 0
    backups.path_of(store.folder, info).unlink()
    needed = backups.attachments_in_backups(store.folder)
    assert attachments.collect_garbage(store, kept=needed, now=LATER) == 1
    assert files(store) == []


def test_a_source_that_cannot_be_read_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        attachments.add_file(store, tmp_path / "none.txt")
    with pytest.raises(StorageError):
        attachments.add_file(store, tmp_path)
    assert files(store) == []
    assert list((store.folder / "staging").iterdir()) == []
    assert store.value("SELECT count(*) FROM attachments") == 0


def test_attachments_of_a_state_that_was_put_aside_stay(workspace: Workspace) -> None:
    empty = backups.make(workspace.store, reason="manual", now=NOON)
    saved = documents.save(workspace.store, plan())
    kept = attachments.add_bytes(workspace.store, b"x", media_type="text/plain", now=NOON)
    attachments.link(workspace.store, kept, saved.id, "a.txt")
    workspace.restore(backups.path_of(workspace.folder, empty), now=NOON)
    assert kept.sha256 in backups.attachments_in_backups(workspace.folder)


def test_what_no_backup_needs_goes_when_the_workspace_is_opened_a_week_later(
    workspace: Workspace, folder: Path
) -> None:
    store = workspace.store
    for content, made in ((b"in a backup", NOON), (b"in none", NOON + timedelta(days=1))):
        attachments.add_bytes(store, content, media_type="text/plain", now=made)
        if content == b"in a backup":
            backups.make(store, reason="manual", now=NOON)
    workspace.close()
    with Workspace.open(folder, now=NOON + timedelta(days=6)) as opened:
        assert len(files(opened.store)) == 2
    with Workspace.open(folder, now=NOON + timedelta(days=8)) as opened:
        assert len(files(opened.store)) == 1
        assert attachments.read(opened.store, hashlib.sha256(b"in a backup").hexdigest())


def test_nothing_is_collected_while_a_backup_cannot_be_read(
    workspace: Workspace, folder: Path
) -> None:
    attachments.add_bytes(workspace.store, b"x", media_type="text/plain", now=NOON)
    info = backups.make(workspace.store, reason="manual", now=NOON)
    backups.path_of(folder, info).write_bytes(b"SQLite format 3\0 hurt")
    workspace.close()
    with Workspace.open(folder, now=NOON + timedelta(days=8)) as opened:
        assert len(files(opened.store)) == 1


def test_what_undoing_an_import_or_deciding_a_conflict_brings_back_is_kept(store: Store) -> None:
    received = bundles_received.put(store, ReceivedBundle(id=new_id(), received_at=AT))
    held = [
        attachments.add_bytes(store, content, media_type="text/plain", now=NOON).sha256
        for content in (b"undone", b"decided", b"nobody's")
    ]
    entry = Entry("evidence", "x", f'{{"sha256":"{held[0]}"}}', "")
    import_journal.add(store, received.id, [entry])
    conflicts.add(
        store,
        Conflict(
            kind="evidence", record="x", received=received.id, other_fields={"sha256": held[1]}
        ),
    )
    assert attachments.unneeded(store, now=LATER) == [held[2]]
    import_journal.forget(store, received.id)
    assert attachments.unneeded(store, now=LATER) == sorted([held[0], held[2]])

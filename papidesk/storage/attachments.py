"""Attachments: files kept once by their content, and how documents refer to them."""

from __future__ import annotations

import json
import mimetypes
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from papidesk.domain.ids import new_id
from papidesk.domain.record import Record
from papidesk.errors import N_
from papidesk.storage import conflicts, import_journal, places, thumbnails
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import StorageError, told
from papidesk.storage.files import chunks, move_into_place, sha256_of, write_hashed
from papidesk.storage.schema import ATTACHMENT_LINKS, ATTACHMENTS
from papidesk.storage.store import Store

Role = Literal["source", "issued", "enclosure", "evidence"]
NAME_LIMIT = 200
# What was added but not linked yet may be part of something a person is still doing.
UNLINKED_KEPT = timedelta(days=1)


class AttachmentMissingError(StorageError):
    """The file of an attachment is gone."""

    message = N_("The file “{name}” is missing from the workspace. Restore it from a backup.")


class AttachmentChangedError(StorageError):
    """The file of an attachment is not what was put in."""

    message = N_(
        "The file “{name}” was changed or damaged since it was put in. Restore it from a backup."
    )


class Attachment(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file kept in the workspace, named by the SHA-256 of its content."""

    sha256: str
    bytes: int
    media_type: str
    added_at: str


class AttachmentLink(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An attachment as a document has it: ``name`` is the file's original name."""

    id: str
    sha256: str
    document_id: str
    role: Role
    name: str
    bytes: int
    media_type: str
    linked_at: str


def add_file(store: Store, source: Path, *, now: datetime | None = None) -> Attachment:
    """Copy the file ``source`` into the workspace and return the attachment."""
    media_type = mimetypes.guess_type(source.name)[0] or "application/octet-stream"
    with told(source):
        return _add(store, chunks(source), media_type, now)


def add_bytes(
    store: Store, data: bytes, *, media_type: str, now: datetime | None = None
) -> Attachment:
    """Keep ``data`` in the workspace and return the attachment."""
    with told(store.folder):
        return _add(store, (data,), media_type, now)


def add_pieces(
    store: Store, pieces: Iterable[bytes], *, media_type: str, now: datetime | None = None
) -> Attachment:
    """Keep what ``pieces`` are together, however large, and return the attachment."""
    with told(store.folder):
        return _add(store, pieces, media_type, now)


def link(
    store: Store,
    attachment: Attachment,
    document_id: str,
    name: str,
    *,
    role: Role = "enclosure",
    now: datetime | None = None,
) -> None:
    """Attach it to a document under its original file name; twice is once."""
    values = {
        "id": new_id(),
        "sha256": attachment.sha256,
        "document_id": document_id,
        "role": role,
        "name": kept_name(name),
        "linked_at": stored_time(now),
    }
    with store.joined():
        known = store.row(
            "SELECT 1 FROM attachment_links WHERE document_id = :document_id "
            "AND sha256 = :sha256 AND role = :role AND name = :name",
            values,
        )
        if known is None:
            store.insert(ATTACHMENT_LINKS, values)


def unlink(store: Store, link_id: str) -> None:
    """Take an attachment off its document; its content goes with the next collection."""
    with store.joined():
        store.write("DELETE FROM attachment_links WHERE id = ?", (link_id,))


def links(store: Store, document_id: str) -> list[AttachmentLink]:
    """Return what is attached to a document, in the order it was attached."""
    found = store.rows(
        "SELECT l.id, l.sha256, l.document_id, l.role, l.name, a.bytes, a.media_type, l.linked_at "
        "FROM attachment_links l JOIN attachments a USING (sha256) WHERE l.document_id = ? "
        "ORDER BY l.id",
        (document_id,),
    )
    names = AttachmentLink.__struct_fields__
    return [AttachmentLink(**dict(zip(names, row, strict=True))) for row in found]


def documents_with(store: Store, attachment: Attachment, *, role: Role) -> list[str]:
    """Return the ids of the documents, trashed ones left out, that have it in this role."""
    found = store.rows(
        "SELECT DISTINCT l.document_id FROM attachment_links l JOIN documents d "
        "ON d.id = l.document_id WHERE l.sha256 = ? AND l.role = ? AND d.trashed_at IS NULL "
        "ORDER BY l.document_id",
        (attachment.sha256, role),
    )
    return [id for (id,) in found]


def path_of(store: Store, sha256: str, name: str = "") -> Path:
    """Return where the content is; raises :class:`AttachmentMissingError`."""
    path = places.attachment(store.folder, sha256)
    if not path.is_file():
        raise AttachmentMissingError(path=path, name=name or sha256[:12])
    return path


def read(store: Store, sha256: str, name: str = "") -> bytes:
    """Return the content, checked against its hash.

    Raises :class:`AttachmentMissingError`, :class:`AttachmentChangedError`.
    """
    path = path_of(store, sha256, name)
    with told(path):
        if sha256_of(path) != sha256:
            raise AttachmentChangedError(path=path, name=name or sha256[:12])
        return path.read_bytes()


def size_of(store: Store, sha256: str) -> int | None:
    """Return how many bytes a content has; None where it was never added."""
    found = store.value("SELECT bytes FROM attachments WHERE sha256 = ?", (sha256,))
    return None if found is None else int(found)


def found(store: Store, hashes: Iterable[str]) -> dict[str, Attachment]:
    """Return the attachments with these contents by their hash; unknown ones are left out."""
    rows = store.rows(
        "SELECT sha256, bytes, media_type, added_at FROM attachments "
        "WHERE sha256 IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(hashes))),),
    )
    names = Attachment.__struct_fields__
    return {row[0]: Attachment(**dict(zip(names, row, strict=True))) for row in rows}


def copy_out(store: Store, sha256: str, target: Path, name: str = "") -> None:
    """Write a copy of the content to ``target``, checked against its hash on the way.

    Raises :class:`AttachmentMissingError`, :class:`AttachmentChangedError`; a copy that is not
    right is deleted. What the file system says about ``target`` is raised as it is.
    """
    path = path_of(store, sha256, name)
    part = target.with_name(f"{target.name[:80]}.{new_id()[:13]}.part")
    try:
        copied, _size = write_hashed(part, chunks(path))
        if copied != sha256:
            raise AttachmentChangedError(path=path, name=name or sha256[:12])
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def problem_of(store: Store, sha256: str, name: str = "") -> StorageError | None:
    """Return what is wrong with a content that was added: gone or changed; None when whole."""
    path = places.attachment(store.folder, sha256)
    shown = name or sha256[:12]
    if not path.is_file():
        return AttachmentMissingError(path=path, name=shown)
    if sha256_of(path) != sha256:
        return AttachmentChangedError(path=path, name=shown)
    return None


def problems(store: Store) -> Iterator[StorageError]:
    """Yield an error for every attachment that is missing or not what was put in."""
    found = store.rows(
        "SELECT a.sha256, coalesce((SELECT name FROM attachment_links l "
        "WHERE l.sha256 = a.sha256 LIMIT 1), (SELECT name FROM incoming_attachments i "
        "WHERE i.sha256 = a.sha256 LIMIT 1), (SELECT name FROM evidence e "
        "WHERE e.sha256 = a.sha256 LIMIT 1), '') FROM attachments a ORDER BY a.sha256"
    )
    for sha256, name in found:
        problem = problem_of(store, sha256, name)
        if problem is not None:
            yield problem


def unneeded(store: Store, *, now: datetime | None = None) -> list[str]:
    """Return the contents nothing refers to: no paper, no evidence, no unit, no import to undo.

    What was added within a day may be part of something a person is still doing.
    """
    before = stored_time((datetime.now(UTC) if now is None else now) - UNLINKED_KEPT)
    found = store.rows(
        "SELECT sha256 FROM attachments a WHERE added_at < ? "
        "AND NOT EXISTS (SELECT 1 FROM attachment_links l WHERE l.sha256 = a.sha256) "
        "AND NOT EXISTS (SELECT 1 FROM incoming_attachments i WHERE i.sha256 = a.sha256) "
        "AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.sha256 = a.sha256) "
        "AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.pdf_sha256 = a.sha256) "
        "AND NOT EXISTS (SELECT 1 FROM received_blobs r WHERE r.sha256 = a.sha256)",
        (before,),
    )
    gone = {sha256 for (sha256,) in found}
    if gone:
        gone -= import_journal.named(store, gone) | conflicts.named(store, gone)
    return sorted(gone)


def collect_garbage(
    store: Store, *, kept: frozenset[str] = frozenset(), now: datetime | None = None
) -> int:
    """Delete contents nothing refers to; return how many.

    ``kept`` are the hashes the backups of the workspace still need
    (:func:`papidesk.storage.backups.attachments_in_backups`). Nobody else may be adding contents.
    """
    with store.joined():
        gone = [sha256 for sha256 in unneeded(store, now=now) if sha256 not in kept]
        for sha256 in gone:
            store.write("DELETE FROM attachments WHERE sha256 = ?", (sha256,))
    for sha256 in gone:
        path = places.attachment(store.folder, sha256)
        with told(path):
            path.unlink(missing_ok=True)
        thumbnails.forget(store.folder, sha256)
    return len(gone)


def kept_name(name: str) -> str:
    """Return a file name as it is stored: NFC, no folders, at most 200 characters, ending kept."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1].strip()
    bare = "".join(letter for letter in bare if letter.isprintable()) or "tệp"
    if len(bare) <= NAME_LIMIT:
        return bare
    ending = Path(bare).suffix[:20]
    return bare[: NAME_LIMIT - len(ending)] + ending


def _add(
    store: Store, pieces: Iterable[bytes], media_type: str, now: datetime | None
) -> Attachment:
    staging = store.folder / places.STAGING
    staging.mkdir(exist_ok=True)
    staged = staging / f"{new_id()}.part"
    try:
        sha256, size = write_hashed(staged, pieces)
        target = places.attachment(store.folder, sha256)
        # What is there already but damaged is healed by the good copy.
        if not (target.is_file() and sha256_of(target) == sha256):
            move_into_place(staged, target)
    finally:
        staged.unlink(missing_ok=True)
    with store.joined():
        known = store.row(
            "SELECT sha256, bytes, media_type, added_at FROM attachments WHERE sha256 = ?",
            (sha256,),
        )
        if known is not None:
            return Attachment(
                sha256=known[0], bytes=known[1], media_type=known[2], added_at=known[3]
            )
        added = Attachment(
            sha256=sha256, bytes=size, media_type=media_type, added_at=stored_time(now)
        )
        names = Attachment.__struct_fields__
        store.insert(ATTACHMENTS, {name: getattr(added, name) for name in names})
    return added

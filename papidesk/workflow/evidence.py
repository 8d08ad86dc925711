"""Evidence of entries, tasks and criteria: attached, opened, looked over, taken away."""

from __future__ import annotations

import datetime
import mimetypes
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from papidesk.domain.activity import Evidence, EvidenceOwner
from papidesk.domain.manuscript import Remark
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.photos import pictures
from papidesk.storage import attachments, documents, thumbnails, trash
from papidesk.storage import evidence as stored
from papidesk.storage.attachments import (
    Attachment,
    AttachmentChangedError,
    AttachmentMissingError,
)
from papidesk.storage.failures import StorageError
from papidesk.storage.files import sha256_of
from papidesk.storage.store import Store
from papidesk.text.clean import clean
from papidesk.workflow.photo_rule import photo_rule

FILE_LIMIT = 2 << 30
URL_LIMIT = 2_000
# Copies that were opened are deleted when another one is opened a day later.
_OPENED_KEPT = 24 * 3600
_MIB = 1 << 20
_NOTE_LIMIT = 500


class EmptyEvidenceError(PapiDeskError):
    """A file with nothing in it."""

    message = N_("“{name}” is empty and proves nothing. Choose another file.")


class LargeEvidenceError(PapiDeskError):
    """A file larger than evidence is."""

    message = N_(
        "“{name}” has {size} MB, more than is kept here ({limit} MB). Cut the recording, or keep "
        "it elsewhere and attach a link to it."
    )


class LinkError(PapiDeskError):
    """A link that leads nowhere on the web."""

    message = N_(
        "“{url}” is no address of the web. Copy it from the browser: it begins with https:// or "
        "http://."
    )


class PaperOfEvidenceError(PapiDeskError):
    """A paper of the workspace that cannot be evidence."""

    message = N_("“{title}” is in the trash. Bring it back first, or choose another paper.")


class Attached(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A file that was attached, and what there is to say about it: that it could not be shrunk."""

    evidence: Evidence
    remark: Remark | None = None


class EvidenceProblem(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of evidence whose file is "missing" or "changed"; ``error`` says what to do."""

    evidence: Evidence
    kind: str
    error: StorageError


# Attaching


def attach_file(
    store: Store,
    owner: EvidenceOwner,
    owner_id: str,
    path: Path,
    *,
    who: str,
    shrink: bool = True,
) -> Evidence:
    """Keep a copy of a file as evidence and return it; the file itself stays as it is.

    A photo is turned upright, shrunk by :mod:`~papidesk.workflow.photo_rule` and rid of place, time
    and camera; what cannot be is kept as it is (:func:`attach` tells why). The same content is
    stored once, and attached to one owner once. Raises :class:`EmptyEvidenceError`,
    :class:`LargeEvidenceError`, :class:`~papidesk.workflow.reading.NotReadError`,
    :class:`~papidesk.storage.evidence.EvidenceOwnerGoneError`.
    """
    return attach(store, owner, owner_id, path, who=who, shrink=shrink).evidence


def attach(
    store: Store,
    owner: EvidenceOwner,
    owner_id: str,
    path: Path,
    *,
    who: str,
    shrink: bool = True,
    today: datetime.date | None = None,
) -> Attached:
    """Do what :func:`attach_file` does and tell of a photo that could not be shrunk."""
    # The slow part comes before the unit of work: others may write meanwhile.
    ready = prepare(store, path, shrink=shrink, today=today)
    return attach_prepared(store, owner, owner_id, ready, who=who)


def prepare(
    store: Store, path: Path, *, shrink: bool = True, today: datetime.date | None = None
) -> Attached:
    """Put a file into the workspace, to be attached by :func:`attach_prepared`.

    What is never attached is collected after a day. Raises as :func:`attach_file` does.
    """
    from papidesk.workflow.reading import ChangedMeanwhileError, file_state

    size, changed = file_state(path)
    if not size:
        raise EmptyEvidenceError(name=path.name)
    if size > FILE_LIMIT:
        raise LargeEvidenceError(name=path.name, size=size // _MIB, limit=FILE_LIMIT // _MIB)
    photo = pictures.is_photo(path)
    day = pictures.day_of_file(path, today=today or datetime.date.today()) if photo else None
    added, name, remark = _kept_file(store, path, photo and shrink, photo)
    if file_state(path) != (size, changed):
        raise ChangedMeanwhileError(name=path.name)
    evidence = Evidence(
        owner_id="", sha256=added.sha256, name=name, media_type=added.media_type,
        bytes=added.bytes,
        taken_on=day.day if day is not None and day.source != "file" else None,
    )  # fmt: skip
    return Attached(evidence=evidence, remark=remark)


def attach_prepared(
    store: Store, owner: EvidenceOwner, owner_id: str, ready: Attached, *, who: str
) -> Attached:
    """Attach what :func:`prepare` put into the workspace."""
    evidence = replace(ready.evidence, owner=owner, owner_id=owner_id)
    return replace(ready, evidence=stored.add(store, evidence, who=who))


def attach_link(
    store: Store, owner: EvidenceOwner, owner_id: str, url: str, *, name: str = "", who: str
) -> Evidence:
    """Attach an address of the web and return it; raises :class:`LinkError`."""
    url = "".join(clean(url).split())
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or len(url) > URL_LIMIT:
        raise LinkError(url=url[:80])
    name = " ".join(clean(name).split()) or url
    evidence = Evidence(owner=owner, owner_id=owner_id, url=url, name=name[:200])
    return stored.add(store, evidence, who=who)


def attach_document(
    store: Store, owner: EvidenceOwner, owner_id: str, document_id: str, *, who: str
) -> Evidence:
    """Attach a paper of the workspace and return it.

    Raises :class:`PaperOfEvidenceError`,
    :class:`~papidesk.storage.documents.UnknownDocumentError`.
    """
    with store.joined():
        document = documents.get(store, document_id)
        title = document.title or document.abstract or document.kind or "?"
        if trash.is_trashed(store, document_id):
            raise PaperOfEvidenceError(title=title[:80])
        number = "/".join(part for part in (document.number, document.symbol) if part)
        name = " ".join(part for part in (number, title) if part)
        evidence = Evidence(
            owner=owner, owner_id=owner_id, document=document_id, name=name[:200],
            taken_on=document.date.date,
        )  # fmt: skip
        return stored.add(store, evidence, who=who)


def attach_again(store: Store, evidence: Evidence, *, who: str) -> Evidence:
    """Attach what was taken away (undo); its file is still there until it is collected."""
    with store.joined():
        if evidence.sha256 and attachments.size_of(store, evidence.sha256) is None:
            raise AttachmentMissingError(path=store.folder, name=evidence.name)
        return stored.add(store, evidence, who=who)


def detach(store: Store, ids: Iterable[str], *, who: str) -> list[Evidence]:
    """Take evidence away and return it, for :func:`attach_again`."""
    return stored.remove(store, ids, who=who)


def _kept_file(
    store: Store, path: Path, shrink: bool, photo: bool
) -> tuple[Attachment, str, Remark | None]:
    """Put a file into the workspace; return it, its name there, and what to say about it."""
    if not photo:
        return attachments.add_file(store, path), path.name, None
    rule = photo_rule(store)
    remark = None
    if shrink and rule.shrink:
        try:
            made = pictures.shrunk(path, longest=rule.longest, quality=rule.quality)
        except pictures.UnreadablePhotoError as error:
            values = {name: str(value) for name, value in error.values.items()}
            remark = Remark(message=error.message, values=dict(values))
        else:
            added = attachments.add_bytes(store, made.data, media_type=made.media_type)
            return added, _with_ending(path, made.ending), None
    pieces = pictures.bare(path)
    if pieces is None:
        return attachments.add_file(store, path), path.name, remark
    media_type = mimetypes.guess_type(path.name)[0] or "image/jpeg"
    return attachments.add_pieces(store, pieces, media_type=media_type), path.name, remark


def _with_ending(path: Path, ending: str) -> str:
    same = {".jpeg": ".jpg", ".jpe": ".jpg"}.get(path.suffix.lower(), path.suffix.lower())
    return path.name if same == ending else path.stem + ending


# Looking


def of(store: Store, owner: EvidenceOwner, owner_id: str) -> list[Evidence]:
    """Return the evidence of an entry, a task or a criterion, in the order it was attached."""
    return stored.of(store, owner, owner_id)


def of_many(store: Store, owner: EvidenceOwner, owner_ids: Sequence[str]) -> list[Evidence]:
    """Return the evidence of all of these, in the order of their ids."""
    return stored.of_many(store, owner, owner_ids)


def counts(store: Store, owner: EvidenceOwner) -> dict[str, int]:
    """Return how many pieces of evidence each owner of this kind has."""
    return stored.counts(store, owner)


def content_path(store: Store, evidence: Evidence) -> Path:
    """Return where the file of a piece of evidence is kept, under its hash and not to be changed.

    Looks only whether it is there and as large as it was (:func:`path_to_open` and
    :func:`missing` read it). Raises
    :class:`~papidesk.storage.attachments.AttachmentMissingError`,
    :class:`~papidesk.storage.attachments.AttachmentChangedError`.
    """
    path = attachments.path_of(store, evidence.sha256, evidence.name)
    if path.stat().st_size != (evidence.bytes or attachments.size_of(store, evidence.sha256)):
        raise AttachmentChangedError(path=path, name=evidence.name)
    return path


def read(store: Store, evidence: Evidence) -> bytes:
    """Return what stands in the file of a piece of evidence, checked against its hash."""
    return attachments.read(store, evidence.sha256, evidence.name)


def path_to_open(store: Store, evidence: Evidence) -> Path:
    """Return a copy of the file under its own name, to be opened in another program.

    The copy is checked against the hash and cannot be written to: what is changed there would not
    be kept. Raises as :func:`content_path`, and
    :class:`~papidesk.workflow.files.NotWrittenError`.
    """
    from papidesk.workflow.files import not_written

    folder = Path(tempfile.gettempdir()) / "PapiDesk-opened"
    target = folder / evidence.sha256[:16] / evidence.name
    problem = attachments.problem_of(store, evidence.sha256, evidence.name)
    if problem is not None:
        raise problem
    try:
        _forget_opened(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (target.is_file() and sha256_of(target) == evidence.sha256):
            target.unlink(missing_ok=True)
            attachments.copy_out(store, evidence.sha256, target, evidence.name)
            target.chmod(0o444)
    except OSError as error:
        raise not_written(error, target) from error
    return target


def missing(
    store: Store, *, told: Callable[[int, int], None] | None = None
) -> list[EvidenceProblem]:
    """Return all evidence whose file is gone or not what it was; every byte is read.

    ``told`` hears how many files of how many were read, and may raise to break off.
    """
    found: list[EvidenceProblem] = []
    files = stored.files(store)
    for number, file in enumerate(files):
        if told is not None:
            told(number, len(files))
        error = attachments.problem_of(store, file.sha256, file.name)
        if error is not None:
            kind = "missing" if isinstance(error, AttachmentMissingError) else "changed"
            found += [
                EvidenceProblem(evidence=one, kind=kind, error=error)
                for one in stored.with_content(store, file.sha256)
            ]
    return found


def heal(store: Store, evidence: Evidence, path: Path) -> bool:
    """Put a lost file back from ``path`` and tell whether it is the very same one."""
    if sha256_of(path) != evidence.sha256:
        return False
    attachments.add_file(store, path)
    return True


def thumbnail(store: Store, sha256: str, size: int) -> bytes | None:
    """Return a picture of an attachment as JPEG, at most ``size`` points wide and high.

    None for what is no picture, is gone, or cannot be shown. Kept for the next time.
    """
    kept = thumbnails.get(store.folder, sha256, size)
    if kept is not None:
        return kept
    try:
        path = attachments.path_of(store, sha256)
        made = pictures.thumbnail(path, size)
    except (AttachmentMissingError, pictures.UnreadablePhotoError, OSError):
        return None
    thumbnails.put(store.folder, sha256, size, made)
    return made


def set_note(store: Store, id: str, note: str, *, who: str) -> Evidence | None:
    """Write a note beside a piece of evidence and return it; None when it is gone."""
    return stored.set_note(store, id, clean(note).strip()[:_NOTE_LIMIT], who=who)


def _forget_opened(folder: Path) -> None:
    if not folder.is_dir():
        return
    before = time.time() - _OPENED_KEPT
    for one in folder.glob("*/*"):
        try:
            if one.stat().st_mtime < before:
                one.chmod(0o644)
                one.unlink()
                one.parent.rmdir()
        except OSError:
            continue  # still open in another program

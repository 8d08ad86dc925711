"""Writing a pack of evidence: as a folder or one ZIP file, whole or not at all."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import shutil
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from papidesk.domain import evidence_index
from papidesk.domain.evidence_pack import INDEX, LINKS, SUMS, PackItem, PackPlan
from papidesk.domain.ids import new_id
from papidesk.domain.record import Record, replace
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import attachments
from papidesk.storage.attachments import AttachmentChangedError, AttachmentMissingError
from papidesk.storage.files import CHUNK, sync_folder
from papidesk.storage.store import Store
from papidesk.workflow.evidence_pack import NothingToPackError, Told
from papidesk.workflow.files import not_written

# What is packed already gains nothing from being packed again.
_STORED = frozenset({
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".pdf", ".zip", ".docx", ".xlsx", ".pptx",
    ".mp3", ".mp4", ".mov", ".avi", ".7z",
})  # fmt: skip


class PackExistsError(PapiDeskError):
    """A place where there is something already."""

    message = N_(
        "There is something called “{name}” already, and it is not written over. Choose another "
        "name."
    )


class WrittenPack(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A pack that was written; ``plan`` is what it really holds."""

    path: Path
    plan: PackPlan
    files: int
    bytes: int


def write_folder(
    store: Store, plan: PackPlan, target: Path, told: Told | None = None
) -> WrittenPack:
    """Write the pack as the new folder ``target``.

    It is made beside and renamed: when it is broken off or the disk is full, nothing is left.
    Raises :class:`PackExistsError`, :class:`~papidesk.workflow.evidence_pack.NothingToPackError`,
    :class:`~papidesk.workflow.files.NotWrittenError`.
    """
    with _beside(target) as part:
        part.mkdir(parents=True)
        written = _fill(store, plan, _Folder(part), told)
        _settle(part, target)
    return replace(written, path=target)


def write_zip(store: Store, plan: PackPlan, target: Path, told: Told | None = None) -> WrittenPack:
    """Write the pack as the new ZIP file ``target``; see :func:`write_folder`."""
    with _beside(target) as part:
        part.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "x", allowZip64=True) as archive:
            written = _fill(store, plan, _Archive(archive), told)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        _settle(part, target)
    return replace(written, path=target)


def free_name(folder: Path, name: str, suffix: str = "") -> Path:
    """Return ``folder`` / ``name`` with a number behind it where that is taken."""
    found, number = folder / f"{name}{suffix}", 2
    while found.exists():
        found, number = folder / f"{name} ({number}){suffix}", number + 1
    return found


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a place beside ``target`` to write to, and leave nothing there whatever happens."""
    part = target.with_name(f".{new_id()[:13]}.part")
    try:
        if target.exists():
            raise PackExistsError(name=target.name)
        yield part
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _settle(part: Path, target: Path) -> None:
    if target.exists():  # somebody was faster
        raise PackExistsError(name=target.name)
    part.rename(target)
    sync_folder(target.parent)


class _Place(ABC):
    """Where files of a pack go."""

    @abstractmethod
    @contextmanager
    def file(self, path: str, size: int, day: datetime.date) -> Iterator[Callable[[bytes], object]]:
        """Open a new file and give what writes to it."""
        yield bytes


class _Folder(_Place):
    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def file(self, path: str, size: int, day: datetime.date) -> Iterator[Callable[[bytes], object]]:
        folder = self._root
        *names, name = path.split("/")
        for each in names:
            folder = folder / each
            # Never the pack's own folder: where the stick is gone, nothing may begin anew.
            folder.mkdir(exist_ok=True)
        with (folder / name).open("xb") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())


class _Archive(_Place):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    @contextmanager
    def file(self, path: str, size: int, day: datetime.date) -> Iterator[Callable[[bytes], object]]:
        # ZIP knows no day before 1980.
        info = zipfile.ZipInfo(path, date_time=(max(1980, day.year), day.month, day.day, 12, 0, 0))
        packed = os.path.splitext(path)[1].lower() in _STORED  # noqa: PTH122 - a name in the ZIP
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        info.file_size = size
        with self._archive.open(info, "w", force_zip64=size > 1 << 30) as file:
            yield file.write


class _Writer:
    """Writes files one after the other, and remembers their hashes."""

    def __init__(self, place: _Place, plan: PackPlan, told: Told | None) -> None:
        self._place, self._plan, self._told = place, plan, told
        self.sums: list[tuple[str, str]] = []
        self.bytes = 0
        self._total = len(plan.files) + 3
        self._done = 0

    def write(self, path: str, pieces: Iterator[bytes], size: int, day: datetime.date) -> None:
        """Write a file from ``pieces``; ``told`` may break it off at each."""
        digest = hashlib.sha256()
        with self._place.file(path, size, day) as write:
            for piece in pieces:
                if self._told is not None:
                    self._told(self._done, self._total)
                digest.update(piece)
                self.bytes += len(piece)
                write(piece)
        self._done += 1
        self.sums.append((digest.hexdigest(), path))

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write a file that is in memory."""
        self.write(path, iter((data,)), len(data), self._plan.made_on)

    @property
    def last_sum(self) -> str:
        """The hash of the file written last."""
        return self.sums[-1][0]


def _fill(store: Store, plan: PackPlan, place: _Place, told: Told | None) -> WrittenPack:
    """Write files, index and hashes, and return the pack (its path is set by the caller)."""
    if not plan.items:
        raise NothingToPackError
    writer = _Writer(place, plan, told)
    made: dict[str, PackItem] = {}
    for item in plan.files:
        made[item.path] = _written(store, item, writer, plan.made_on)
    final = _with_hashes(plan, made)
    if final.links:
        lines = "".join(f"{one.number}\t{one.name}\t{one.url}\r\n" for one in final.links)
        writer.write_bytes(LINKS, "\ufeff".encode() + lines.encode())
    writer.write_bytes(f"{INDEX}.xlsx", _index_sheet(final))
    writer.write_bytes(f"{INDEX}.pdf", _index_pdf(final))
    sums = "".join(f"{digest}  {path}\n" for digest, path in writer.sums)
    files = len(writer.sums)
    writer.write_bytes(SUMS, sums.encode())
    return WrittenPack(path=Path(), plan=final, files=files, bytes=writer.bytes)


def _written(store: Store, item: PackItem, writer: _Writer, day: datetime.date) -> PackItem:
    """Write the file of ``item`` and return it with the hash and size of what was written."""
    if item.kind == "paper":
        data = _paper(store, item)
        if data is None:
            return replace(item, problem="unprintable")
        writer.write_bytes(item.path, data)
        return replace(item, sha256=writer.last_sum, bytes=len(data))
    path = attachments.path_of(store, item.sha256, item.name)
    writer.write(item.path, _chunks(path), item.bytes, item.day or day)
    if writer.last_sum != item.sha256:
        # It was whole when the pack was planned: the pack must not hold what it does not list.
        raise AttachmentChangedError(path=path, name=item.name)
    return item


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece
    except FileNotFoundError as error:
        raise AttachmentMissingError(path=path, name=path.name[:12]) from error


def _paper(store: Store, item: PackItem) -> bytes | None:
    """Return a paper of the workspace as PDF: as it was frozen, else as it would be printed now."""
    from papidesk.storage import documents
    from papidesk.workflow import papers

    frozen = papers.frozen_pdf(store, item.document)
    if frozen is not None:
        return frozen
    try:
        return papers.pdf(documents.get(store, item.document))
    except documents.UnknownDocumentError:
        return None


def _with_hashes(plan: PackPlan, made: dict[str, PackItem]) -> PackPlan:
    """Return the plan with what is known of papers only when they were printed."""

    def known(item: PackItem) -> PackItem:
        written = made.get(item.path) if item.path else None
        if written is None:
            return item
        return replace(
            item, sha256=written.sha256, bytes=written.bytes,
            problem=item.problem or written.problem,
        )  # fmt: skip

    groups = tuple(
        replace(group, items=tuple(known(item) for item in group.items)) for group in plan.groups
    )
    return replace(plan, groups=groups)


def _index_pdf(plan: PackPlan) -> bytes:
    from papidesk.printing.listing import listed
    from papidesk.workflow.papers import real_times

    made = listed(
        evidence_index.parts(plan),
        title=f"Danh mục tài liệu kiểm chứng: {plan.title}",
        author=plan.office,
        fonts=real_times(),
    )
    return made.pdf


def _index_sheet(plan: PackPlan) -> bytes:
    from papidesk.sheets.evidence_index import workbook

    return workbook(plan)

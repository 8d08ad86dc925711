"""Makes a bundle: records streamed, signed, packed, encrypted, read back with our own reader."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from papidesk.bundles import container, encryption, manifest_json, reader, record_lines, signing
from papidesk.bundles.failures import (
    AttachmentLostError,
    BrokenOffError,
    BundleError,
    DiskFullError,
    EntryChangedError,
    NoRoomError,
    ReadBackError,
    SourceGoneError,
    TargetGoneError,
    TooBigToSendError,
    UnsendableRecordError,
)
from papidesk.bundles.file_layer import (
    Cancelled,
    Files,
    Progress,
    Stages,
    Watch,
    need_room,
    sha256_of,
    writing,
)
from papidesk.bundles.json_failures import JsonError
from papidesk.bundles.keys import Signer
from papidesk.bundles.limits import LIMITS, Limits
from papidesk.bundles.record_failures import RecordError, RecordTooLongError
from papidesk.bundles.record_lines import WrittenLines
from papidesk.bundles.totals import Sums
from papidesk.bundles.zip_failures import (
    EntryDamagedError,
)
from papidesk.bundles.zip_writing import Packer, ZipWriter
from papidesk.domain.bundle import (
    MINOR,
    STREAMS,
    Blob,
    BundleRecord,
    DataFile,
    Manifest,
    RecordKind,
)
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.record import Record, replace

_CHANGED = (EntryChangedError, EntryDamagedError)
_DISK = (BrokenOffError, DiskFullError, NoRoomError, SourceGoneError, TargetGoneError)


class BlobSource(Record, frozen=True, kw_only=True):
    """An attachment to send: ``path`` None where the receiver has acknowledged holding it."""

    sha256: str
    bytes: int
    media_type: str = "application/octet-stream"
    path: Path | None = None


class Written(Record, frozen=True, kw_only=True):
    """A finished bundle: its manifest as signed, and size and SHA-256 of the file."""

    manifest: Manifest
    manifest_sha256: str
    bytes: int
    file_sha256: str


def write_bundle(
    target: Path,
    *,
    manifest: Manifest,
    records: Mapping[RecordKind, Iterable[BundleRecord]],
    blobs: Iterable[BlobSource] = (),
    signer: Signer,
    introduction: bytes,
    readme: str,
    encrypt_to: Sequence[str] = (),
    identities: Sequence[str] = (),
    limits: Limits = LIMITS,
    folder: Path | None = None,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Written:
    """Write a bundle to ``target``, whole or not at all, and return what it became.

    Files, blobs and totals of ``manifest`` are filled in here. ``folder`` is where it is put
    together (by default beside ``target``). With ``encrypt_to`` it is encrypted after it was
    signed; what was written is opened with our own reader before it gets its name, through the
    encryption where one of ``identities`` can. Raises :class:`TooBigToSendError`,
    :class:`AttachmentLostError`, :class:`ReadBackError` and what the file system says.
    """
    layer = files or Files()
    with writing(target):
        work = Path(tempfile.mkdtemp(prefix="making-", dir=folder or target.parent))
    try:
        # Packed, encrypted where it is, read back.
        stages = Stages(progress, 3 if encrypt_to else 2)
        making = _Making(work, limits, layer, stages, cancelled)
        plain = making.put_together(
            manifest, records, blobs, signer=signer, introduction=introduction, readme=readme
        )
        ready = plain
        if encrypt_to:
            ready = work / "made.age"
            encryption.encrypt(
                plain, ready, encrypt_to, files=layer,
                progress=stages.stage(1), cancelled=cancelled,
            )  # fmt: skip
            making.check_size(ready)
        judged = ready if identities or not encrypt_to else plain
        making.read_back(judged, signer, identities, stages.stage(2 if encrypt_to else 1))
        with writing(target):
            size, sha256 = layer.size(ready), making.sha256
            if encrypt_to:
                sha256 = sha256_of(ready, files=layer)
            layer.replace(ready, target)
        return Written(
            manifest=making.manifest,
            manifest_sha256=hashlib.sha256(making.said).hexdigest(),
            bytes=size,
            file_sha256=sha256,
        )
    finally:
        shutil.rmtree(work, ignore_errors=True)


class _Making:
    """One bundle while it is put together in the folder ``work``."""

    manifest: Manifest
    said: bytes
    sha256: str

    def __init__(
        self,
        work: Path,
        limits: Limits,
        files: Files,
        stages: Stages,
        cancelled: Cancelled | None,
    ) -> None:
        self._work, self._limits, self._files = work, limits, files
        self._stages, self._cancelled = stages, cancelled
        self._watch = Watch(0, stages.stage(0), cancelled)
        self._sums = Sums()
        self._spools: dict[str, tuple[Path, Packer]] = {}

    def put_together(
        self,
        manifest: Manifest,
        records: Mapping[RecordKind, Iterable[BundleRecord]],
        blobs: Iterable[BlobSource],
        *,
        signer: Signer,
        introduction: bytes,
        readme: str,
    ) -> Path:
        """Return the signed container, plain, forced to the disk."""
        text = readme.encode()
        self._newer = manifest.version.minor > MINOR
        listed = [_listed(container.MIMETYPE_NAME, container.MIMETYPE.encode())]
        if introduction:
            listed.append(_listed(container.INTRODUCTION, introduction))
        for kind, stream in STREAMS.items():
            if kind in records:
                listed.append(self._spool(kind, stream, records[kind]))
        listed.append(_listed(container.README, text))
        sources = sorted({blob.sha256: blob for blob in blobs}.values(), key=lambda b: b.sha256)
        self.manifest = replace(
            manifest,
            files=tuple(listed),
            blobs=tuple(_blob(source) for source in sources),
            totals=self._sums.totals,
        )
        self._check_limits(sources)
        manifest_json.check(self.manifest, limits=self._limits)
        self.said = manifest_json.dumps(self.manifest)
        if len(self.said) > self._limits.manifest:
            raise TooBigToSendError(name=container.MANIFEST)
        plain = self._work / "made"
        self._pack(plain, signing.signed(self.said, signer), introduction, text, sources)
        self.check_size(plain)
        return plain

    def read_back(
        self,
        made: Path,
        signer: Signer,
        identities: Sequence[str],
        progress: Progress | None,
    ) -> None:
        """Open what was written with our own reader; raises when it is not what was meant."""
        own = self.manifest.sender
        key = TrustedKey(
            keyid=signer.keyid, public=signer.public.hex(), unit=own.unit, name=own.name
        )
        folder = self._work / "again" if encryption.is_encrypted(made) else None
        if folder is not None:
            with writing(folder):
                folder.mkdir(mode=0o700)
        try:
            read = reader.open_bundle(
                made,
                folder=folder,
                identities=identities,
                key_of=lambda keyid: key if keyid == key.keyid else None,
                limits=self._limits,
                files=self._files,
                progress=progress,
                cancelled=self._cancelled,
                blobs=False,
            )
        except _DISK:
            raise
        except BundleError as error:
            # Only blobs are taken over unread: they are named by their hash, which is judged here.
            name = str(error.values.get("name", ""))
            if isinstance(error, _CHANGED) and name.startswith(container.BLOBS):
                raise AttachmentLostError(name=name.removeprefix(container.BLOBS)) from error
            raise ReadBackError(name=made.name) from error
        if read.manifest_bytes != self.said:
            raise ReadBackError(name=made.name)

    def check_size(self, made: Path) -> None:
        """Refuse a file above the limit; raises :class:`TooBigToSendError`."""
        with writing(made):
            size = self._files.size(made)
        if size > self._limits.file:
            raise TooBigToSendError(name=made.name)

    def _spool(self, kind: RecordKind, stream: str, records: Iterable[BundleRecord]) -> DataFile:
        spool = self._work / stream
        with writing(spool), self._files.open(spool, "wb") as file:
            packer = Packer(file, self._files)
            lines, size, sha256 = self._lines(records, packer)
            packer.finish()
        path = container.stream_path(stream)
        if size > self._limits.stream:
            raise TooBigToSendError(name=path)
        self._spools[path] = (spool, packer)
        return DataFile(path=path, bytes=size, sha256=sha256, records=lines)

    def _lines(self, records: Iterable[BundleRecord], packer: Packer) -> WrittenLines:
        try:
            return record_lines.write(
                self._summed(records), cast(BinaryIO, packer), newer=self._newer,
                limits=self._limits,
            )  # fmt: skip
        except (JsonError, RecordError) as error:
            if isinstance(error, RecordTooLongError):
                raise
            # It is worded for who receives such a record; here it is our own.
            title = error.values.get("place", "")
            raise UnsendableRecordError(title=title, why=error.code) from error

    def _summed(self, records: Iterable[BundleRecord]) -> Iterator[BundleRecord]:
        for record in records:
            self._watch.went(0)
            self._sums.add(record)
            yield record

    def _check_limits(self, sources: Sequence[BlobSource]) -> None:
        """Refuse what no receiver would take; raises :class:`TooBigToSendError`, NoRoomError."""
        present = [source for source in sources if source.path is not None]
        for source in present:
            if source.bytes > self._limits.blob:
                raise TooBigToSendError(name=source.sha256)
        sizes = sum(source.bytes for source in present)
        total = sizes + sum(file.bytes for file in self.manifest.files)
        if total + self._limits.manifest > self._limits.total:
            raise TooBigToSendError(name=container.BLOBS)
        if len(present) + len(self.manifest.files) + len(container.UNLISTED) > self._limits.entries:
            raise TooBigToSendError(name=container.BLOBS)
        if self._sums.totals.records > self._limits.records:
            raise TooBigToSendError(name=container.DATA)
        self._watch.total = self._stages.size = max(sizes, 1)
        # Encrypted, it stands here three times for a moment: plain, sealed, and read back.
        need_room(self._work, 3 * sizes, files=self._files, spare=self._limits.spare)

    def _pack(
        self,
        made: Path,
        envelope: bytes,
        introduction: bytes,
        readme: bytes,
        sources: Sequence[BlobSource],
    ) -> None:
        with writing(made), self._files.open(made, "wb") as file:
            pack = ZipWriter(file, self._files, self._watch)
            pack.add(container.MIMETYPE_NAME, container.MIMETYPE.encode())
            pack.add(container.MANIFEST, self.said, deflate=True)
            pack.add(container.SIGNATURE, envelope)
            if introduction:
                pack.add(container.INTRODUCTION, introduction)
            for path, (spool, packer) in self._spools.items():
                pack.add_packed(path, spool, packer)
            for source in sources:
                if source.path is not None:
                    self._add_blob(pack, source, source.path)
            pack.add(container.README, readme)
            pack.finish()
            self._files.sync(file)
        self.sha256 = pack.sha256

    def _add_blob(self, pack: ZipWriter, source: BlobSource, path: Path) -> None:
        try:
            pack.add_stored(container.blob_path(source.sha256), path, source.bytes)
        except SourceGoneError as error:
            raise AttachmentLostError(name=path.name) from error


def _listed(path: str, data: bytes) -> DataFile:
    return DataFile(path=path, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def _blob(source: BlobSource) -> Blob:
    return Blob(
        sha256=source.sha256,
        bytes=source.bytes,
        media_type=source.media_type,
        present=source.path is not None,
    )

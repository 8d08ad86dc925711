"""Opens a bundle: copied off the stick, decrypted, judged, verified, laid out; or refused whole."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import field

from papidesk.bundles import (
    container,
    encryption,
    key_file,
    keys,
    manifest_json,
    record_lines,
    signing,
    zip_structure,
)
from papidesk.bundles.failures import (
    EmptyFileError,
    EntryChangedError,
    EntryMissingError,
    EntryNotListedError,
    FileTooBigError,
    IntroductionError,
    KeyMismatchError,
    RevokedKeyError,
    SignatureError,
    TooManyRecordsError,
    UnknownKeyError,
    WeakKeyError,
)
from papidesk.bundles.file_layer import (
    Cancelled,
    Files,
    Progress,
    Stages,
    Watch,
    copy_hashed,
    discard,
    need_room,
    reading,
    writing,
)
from papidesk.bundles.limits import LIMITS, MIB, Limits
from papidesk.bundles.zip_structure import Entry
from papidesk.domain.bundle import STREAMS, BundleRecord, Manifest, RecordKind
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.receiving_steps import Reached, nobody
from papidesk.domain.record import Record

# As many records, and bytes of them, are kept in memory; of a larger bundle none.
_HELD, _HELD_BYTES = 5_000, 8 * MIB
KeyOf = Callable[[str], TrustedKey | None]


class Staged(Record, frozen=True, kw_only=True):
    """A file as it was copied to the staging folder."""

    path: Path
    bytes: int
    sha256: str
    name: str = ""


class ReadBundle(Record, frozen=True, kw_only=True):
    """A bundle of which every byte is verified.

    ``key`` is the known key that signed it, whatever its state (a revoked one is refused); None
    where it is not known here: then ``introduction`` is what the sender says of it, and nobody has
    compared it. ``streams`` and ``blobs`` are files of our own in the staging folder, by stream
    name and by SHA-256.
    """

    manifest: Manifest
    manifest_bytes: bytes
    manifest_sha256: str
    keyid: str
    key: TrustedKey | None = None
    introduction: TrustedKey | None = None
    introduction_bytes: bytes = b""
    encrypted: bool = False
    streams: dict[str, Path]
    blobs: dict[str, Path]
    limits: Limits = LIMITS
    held: dict[RecordKind, list[BundleRecord]] = field(default_factory=dict)

    def records(self, kind: RecordKind | None = None) -> Iterator[BundleRecord]:
        """Yield the records of ``kind``, or all in the order of the streams, each strictly read.

        Those of a small bundle are kept once they were read: they are gone through several times.
        """
        streams = [file for file in self.manifest.files if file.records]
        small = sum(file.records or 0 for file in streams) <= _HELD
        small = small and sum(file.bytes for file in streams) <= _HELD_BYTES
        for each in STREAMS if kind is None else (kind,):
            path = self.streams.get(STREAMS[each])
            if each in self.held:
                yield from self.held[each]
            elif path is not None:
                read = record_lines.read(path, each, self.manifest, limits=self.limits)
                if small:
                    read = iter(self.held.setdefault(each, list(read)))
                yield from read


def stage(
    source: Path,
    folder: Path,
    *,
    limits: Limits = LIMITS,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Staged:
    """Copy ``source`` into ``folder`` (S0): read once, hashed, forced to the disk.

    Raises :class:`~papidesk.bundles.failures.SourceGoneError`, :class:`EmptyFileError`,
    :class:`FileTooBigError`, :class:`~papidesk.bundles.failures.NoRoomError`.
    """
    layer = files or Files()
    with reading(source):
        size = layer.size(source)
    if size > limits.file:
        raise FileTooBigError(limit=limits.file // MIB)
    need_room(folder, size, files=layer, spare=limits.spare)
    target = folder / "came"
    watch = Watch(size, progress, cancelled)
    length, sha256 = copy_hashed(source, target, files=layer, watch=watch, most=limits.file)
    if not 0 < length <= limits.file:
        discard(target, files=layer)
        raise FileTooBigError(limit=limits.file // MIB) if length else EmptyFileError
    return Staged(path=target, bytes=length, sha256=sha256, name=source.name)


def open_bundle(
    staged: Path,
    *,
    folder: Path | None,
    identities: Sequence[str] = (),
    key_of: KeyOf,
    limits: Limits = LIMITS,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    reached: Reached = nobody,
    blobs: bool = True,
) -> ReadBundle:
    """Return the bundle in ``staged``, verified whole (S1 to S5) and laid out in ``folder``.

    ``key_of`` returns the key of an id that is known here. ``folder`` None verifies and lays out
    nothing; an encrypted bundle needs one. ``blobs`` False verifies blobs and lays out streams
    alone. ``reached`` is told each step that begins. Nothing is left in ``folder`` when it is
    refused. Raises a :class:`~papidesk.bundles.failures.BundleError` with the reason.
    """
    layer = files or Files()
    made: list[Path] = []
    try:
        encrypted = encryption.is_encrypted(staged)
        stages = Stages(progress, 2 if encrypted else 1)
        reached("S1")
        with reading(staged):
            stages.size = layer.size(staged)
        if encrypted and folder is not None:
            plain = folder / "opened"
            made.append(plain)
            need_room(folder, stages.size, files=layer, spare=limits.spare)
            encryption.decrypt(
                staged, plain, identities, limits=limits, files=layer,
                progress=stages.stage(0), cancelled=cancelled,
            )  # fmt: skip
            staged = plain
        with reading(staged), layer.open(staged, "rb") as file:
            watch = Watch(0, stages.stage(int(encrypted)), cancelled)
            opening = _Opening(file, folder, limits=limits, files=layer, made=made, watch=watch)
            opening.lays_blobs_out = blobs
            read = opening.read(key_of, reached, encrypted=encrypted)
        if encrypted:
            discard(staged, files=layer)
        return read
    except BaseException:
        for path in reversed(made):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                discard(path, files=layer)
        raise


class _Opening:
    """One bundle while it is opened."""

    lays_blobs_out = True

    def __init__(
        self,
        file: BinaryIO,
        folder: Path | None,
        *,
        limits: Limits,
        files: Files,
        made: list[Path],
        watch: Watch,
    ) -> None:
        self._file, self._folder, self._limits, self._files = file, folder, limits, files
        self._made, self._watch = made, watch

    def read(self, key_of: KeyOf, reached: Reached, *, encrypted: bool) -> ReadBundle:
        """Verify structure, signature, manifest and every entry, in this order."""
        reached("S2")
        entries = zip_structure.check(self._file, self._limits)
        total = sum(entry.size for entry in entries.values())
        if self._folder is not None:
            need_room(self._folder, 2 * total, files=self._files, spare=self._limits.spare)
        self._watch.total = total
        said = zip_structure.content(self._file, entries[container.MANIFEST])
        reached("S3")
        introduction = self._introduction(entries)
        key, keyid = self._verify(entries, said, introduction, key_of)
        reached("S4")
        manifest = manifest_json.loads(said, limits=self._limits)
        _check_introduction(introduction[0], manifest)
        _check_listed(manifest, entries, self._limits)
        reached("S5")
        streams, blobs = self._contents(manifest, entries)
        return ReadBundle(
            manifest=manifest,
            manifest_bytes=said,
            manifest_sha256=hashlib.sha256(said).hexdigest(),
            keyid=keyid,
            key=key,
            introduction=introduction[0],
            introduction_bytes=introduction[1],
            encrypted=encrypted,
            streams=streams,
            blobs=blobs,
            limits=self._limits,
        )

    def _introduction(self, entries: dict[str, Entry]) -> tuple[TrustedKey | None, bytes]:
        entry = entries.get(container.INTRODUCTION)
        if entry is None:
            return None, b""
        said = zip_structure.content(self._file, entry)
        try:
            return key_file.read(said, name=container.INTRODUCTION), said
        except key_file.NotAKeyFileError as error:
            raise IntroductionError(detail=container.INTRODUCTION) from error

    def _verify(
        self,
        entries: dict[str, Entry],
        manifest: bytes,
        introduction: tuple[TrustedKey | None, bytes],
        key_of: KeyOf,
    ) -> tuple[TrustedKey | None, str]:
        """Return the known key (None for an unknown one) and the id of the key that signed (S3)."""
        signature = signing.read(zip_structure.content(self._file, entries[container.SIGNATURE]))
        known, introduced = key_of(signature.keyid), introduction[0]
        if introduced is not None and introduced.keyid != signature.keyid:
            raise KeyMismatchError
        key = known or introduced
        if key is None:
            raise UnknownKeyError
        public = bytes.fromhex(key.public)
        if not keys.proper(public):
            raise WeakKeyError
        if keys.keyid(public) != signature.keyid:
            raise KeyMismatchError
        if not keys.verify(public, signature.value, signing.pae(manifest)):
            raise SignatureError
        if known is not None and known.state == "revoked":
            raise RevokedKeyError(unit=known.name or known.unit)
        return known, signature.keyid

    def _contents(
        self, manifest: Manifest, entries: dict[str, Entry]
    ) -> tuple[dict[str, Path], dict[str, Path]]:
        """Verify every entry (S5) and lay streams and blobs out under names of our own."""
        hashes = {file.path: file.sha256 for file in manifest.files}
        hashes |= {container.blob_path(b.sha256): b.sha256 for b in manifest.blobs if b.present}
        places = {"data": self._place("data")}
        if self.lays_blobs_out:
            places["blobs"] = self._place("blobs")
        laid: dict[str, dict[str, Path]] = {"data": {}, "blobs": {}}
        for name, entry in entries.items():
            if name in container.UNLISTED:
                self._watch.went(entry.size)
                continue
            room, _, own = name.partition("/")
            place = places.get(room)
            # A number, not the name it came with: that may be a device on another system.
            plain = own if room == "blobs" else f"{len(laid['data'])}.jsonl"
            target = place / plain if place is not None else None
            if self._hash(entry, target) != hashes[name]:
                raise EntryChangedError(name=name)
            if target is not None:
                laid[room][own.removesuffix(".jsonl")] = target
        return laid["data"], laid["blobs"]

    def _place(self, name: str) -> Path | None:
        if self._folder is None:
            return None
        place = self._folder / name
        with writing(place):
            place.mkdir(mode=0o700)
        self._made.append(place)
        return place

    def _hash(self, entry: Entry, target: Path | None) -> str:
        """Return the SHA-256 of an entry, which is written to ``target`` on the way."""
        digest = hashlib.sha256()
        if target is None:
            for piece in zip_structure.pieces(self._file, entry):
                digest.update(piece)
                self._watch.went(len(piece))
            return digest.hexdigest()
        with writing(target):
            written = self._files.open(target, "wb")
        with written:
            for piece in zip_structure.pieces(self._file, entry):
                digest.update(piece)
                with writing(target):
                    self._files.write(written, piece)
                self._watch.went(len(piece))
        return digest.hexdigest()


def _check_introduction(introduction: TrustedKey | None, manifest: Manifest) -> None:
    """Refuse a sender who is another one in the manifest than in the introduction."""
    if introduction is None:
        return
    sender = manifest.sender
    if (introduction.unit, introduction.instance) != (sender.unit, sender.instance):
        raise IntroductionError(detail=introduction.unit)


def _check_listed(manifest: Manifest, entries: dict[str, Entry], limits: Limits) -> None:
    """Refuse what is there and not listed, listed and not there, or of another size."""
    listed = {file.path: file.bytes for file in manifest.files}
    listed |= {container.blob_path(b.sha256): b.bytes for b in manifest.blobs if b.present}
    for name in entries:
        if name not in listed and name not in container.UNLISTED:
            raise EntryNotListedError(name=name)
    for name, size in listed.items():
        entry = entries.get(name)
        if entry is None or name in container.UNLISTED:
            raise EntryMissingError(name=zip_structure.printable(name))
        if entry.size != size:
            raise EntryChangedError(name=name)
    if sum(file.records or 0 for file in manifest.files) > limits.records:
        raise TooManyRecordsError(limit=limits.records)

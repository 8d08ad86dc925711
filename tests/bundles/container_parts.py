"""Bundles for the tests of the container: honest ones, and ZIP files built wrong on purpose."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from papidesk.bundles import container, key_file, keys, manifest_json, reader, signing, writer
from papidesk.bundles.limits import Limits
from papidesk.bundles.writer import BlobSource, Written
from papidesk.domain import bundle, record
from papidesk.domain.bundle import BundleRecord, Covers, Manifest, RecordKind
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.version_vector import content_hash

UNIT, NAME, SUPERIOR = "xa-an-hoa", "UBND xã An Hòa", "so-noi-vu"
INSTANCE = "0197f000-0000-7000-8000-000000000001"
DATABASE = "0197f000-0000-7000-8000-000000000002"
BUNDLE = "0197f000-0000-7000-8000-000000000003"
SIGNER = keys.Signer(bytes(range(32)))
STRANGER = keys.Signer(bytes(range(1, 33)))
IDENTITY, RECIPIENT = keys.new_age_identity()
OTHER_IDENTITY, OTHER_RECIPIENT = keys.new_age_identity()
KEY = TrustedKey(
    keyid=SIGNER.keyid, public=SIGNER.public.hex(), unit=UNIT, name=NAME, state="trusted"
)
README = "Gói dữ liệu của PapiDesk.\n"
# No free space is asked for, so that the tests do not depend on the disk they run on.
LIMITS = Limits(spare=0)


def introduction(signer: keys.Signer = SIGNER, **changes: Any) -> bytes:
    """Return META/keys.json of ``signer``, speaking for xã An Hòa unless ``changes`` say else."""
    said = key_file.Introduction(
        public=signer.public.hex(), recipient=RECIPIENT, unit=UNIT, name=NAME, instance=INSTANCE
    )
    return key_file.write(record.replace(said, **changes), signer)


def manifest(**changes: Any) -> Manifest:
    """Return the manifest of a report of xã An Hòa to its superior, files not yet filled in."""
    said = Manifest(
        version=bundle.Version(major=bundle.MAJOR, minor=bundle.MINOR),
        bundle_id=BUNDLE,
        kind="report",
        sender=bundle.Sender(unit=UNIT, name=NAME, instance=INSTANCE, database=DATABASE),
        to=(SUPERIOR,),
        stream=f"report:{SUPERIOR}",
        seq=1,
        covers=Covers(kinds=("channel",), period="2026-Q1"),
        created_at="2026-04-02T01:02:03Z",
        schema=bundle.SchemaName(name=bundle.SCHEMA_NAME, version=bundle.SCHEMA_VERSION),
        files=(),
    )
    return record.replace(said, **changes)


def channels(count: int) -> list[BundleRecord]:
    """Return ``count`` simple records."""
    made = []
    for number in range(count):
        fields = {"name": f"Kênh số {number}"}
        made.append(
            BundleRecord(
                kind="channel",
                id=f"kenh-{number}",
                owner=UNIT,
                vv={DATABASE: 1},
                hash=content_hash(fields),
                fields=fields,
            )
        )
    return made


def blob(folder: Path, data: bytes) -> BlobSource:
    """Return an attachment with the content ``data``, stored in ``folder``."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / sha256
    path.write_bytes(data)
    return BlobSource(sha256=sha256, bytes=len(data), media_type="image/jpeg", path=path)


def evidence(photo: BlobSource) -> BundleRecord:
    """Return the record that says what ``photo`` is evidence of."""
    fields = {
        "owner_id": "0197f002-0000-7000-8000-000000000001",
        "sha256": photo.sha256,
        "name": "ảnh.jpg",
        "media_type": photo.media_type,
        "bytes": photo.bytes,
    }
    return BundleRecord(
        kind="evidence",
        id="0197f002-0000-7000-8000-000000000002",
        owner=UNIT,
        vv={DATABASE: 1},
        hash=content_hash(fields),
        fields=fields,
    )


def write(
    target: Path,
    *,
    records: Mapping[RecordKind, Iterable[BundleRecord]] | None = None,
    blobs: Iterable[BlobSource] = (),
    said: Manifest | None = None,
    **more: Any,
) -> Written:
    """Write an honest bundle, with three channels unless ``records`` says else."""
    more.setdefault("limits", LIMITS)
    more.setdefault("introduction", introduction())
    return writer.write_bundle(
        target,
        manifest=said or manifest(),
        records={"channel": channels(3)} if records is None else records,
        blobs=blobs,
        signer=more.pop("signer", SIGNER),
        readme=README,
        **more,
    )


def trusting(*trusted: TrustedKey) -> Callable[[str], TrustedKey | None]:
    """Return a ``key_of`` that knows these keys."""
    return {key.keyid: key for key in trusted}.get


def receive(path: Path, staging: Path, **more: Any) -> reader.ReadBundle:
    """Stage and open a bundle as a receiver that trusts xã An Hòa does."""
    limits = more.pop("limits", LIMITS)
    staged = reader.stage(path, staging, limits=limits, files=more.get("files"))
    more.setdefault("key_of", trusting(KEY))
    more.setdefault("identities", (IDENTITY,))
    try:
        return reader.open_bundle(staged.path, folder=staging, limits=limits, **more)
    finally:
        staged.path.unlink(missing_ok=True)


@dataclass
class Part:
    """One entry as it is written; what is None is as an honest writer has it."""

    name: bytes
    data: bytes
    method: int = 0
    flags: int = 0
    local_name: bytes | None = None
    crc: int | None = None
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    local_size: int | None = None
    extra: bytes = b""
    local_extra: bytes = b""
    comment: bytes = b""
    made_by: int = 0x0314
    outside: int = 0o100644 << 16
    needs: int = 20
    day: int = 0x21
    at: int | None = None
    before: bytes = b""


@dataclass
class Zip:
    """A ZIP file in parts, to be built wrong in one place."""

    parts: list[Part] = field(default_factory=list)
    before: bytes = b""
    shift: int = 0
    gap: bytes = b""
    comment: bytes = b""
    after: bytes = b""
    count: int | None = None
    directory: list[Part] | None = None

    def built(self) -> bytes:
        """Return the bytes of the file."""
        out = bytearray(self.before)
        heads: dict[int, int] = {}
        for part in self.parts:
            out += part.before
            heads[id(part)] = len(out) - len(self.before) + self.shift
            out += _local(part)
        out += self.gap
        start = len(out) - len(self.before) + self.shift
        listed = self.parts if self.directory is None else self.directory
        lines = b"".join(_central(part, heads.get(id(part), 0)) for part in listed)
        count = len(listed) if self.count is None else self.count
        end = struct.pack(
            "<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(lines), start, len(self.comment)
        )
        return bytes(out) + lines + end + self.comment + self.after

    def part(self, name: str) -> Part:
        """Return the part of that name."""
        return next(part for part in self.parts if part.name == name.encode())

    def swap(self, name: str, /, **changes: Any) -> Zip:
        """Change the part of that name."""
        place = next(at for at, part in enumerate(self.parts) if part.name == name.encode())
        self.parts[place] = replace(self.parts[place], **changes)
        return self

    def insert(self, part: Part, *, before: str = container.README) -> Zip:
        """Put one more part in before the one named."""
        place = next(at for at, one in enumerate(self.parts) if one.name == before.encode())
        self.parts.insert(place, part)
        return self


def _packed(part: Part) -> bytes:
    if part.packed is not None:
        return part.packed
    return deflated(part.data) if part.method == 8 else part.data


def deflated(data: bytes) -> bytes:
    """Return ``data`` as a raw deflate stream."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def _sizes(part: Part) -> tuple[int, int, int]:
    crc = zlib.crc32(part.data) if part.crc is None else part.crc
    packed = len(_packed(part)) if part.packed_size is None else part.packed_size
    return crc, packed, len(part.data) if part.size is None else part.size


def _local(part: Part) -> bytes:
    crc, packed, size = _sizes(part)
    name = part.name if part.local_name is None else part.local_name
    size = size if part.local_size is None else part.local_size
    head = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", part.needs, part.flags, part.method, 0, part.day, crc, packed,
        size, len(name), len(part.local_extra),
    )  # fmt: skip
    return head + name + part.local_extra + _packed(part)


def _central(part: Part, at: int) -> bytes:
    crc, packed, size = _sizes(part)
    head = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", part.made_by, part.needs, part.flags, part.method, 0,
        part.day, crc, packed, size, len(part.name), len(part.extra), len(part.comment), 0, 0,
        part.outside, at if part.at is None else part.at,
    )  # fmt: skip
    return head + part.name + part.extra + part.comment


def taken_apart(data: bytes) -> Zip:
    """Return an honest bundle in parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return Zip([
            Part(info.filename.encode(), found.read(info), method=info.compress_type)
            for info in found.infolist()
        ])  # fmt: skip


def signed_anew(made: Zip, *, signer: keys.Signer = SIGNER) -> Zip:
    """Write manifest and signature anew, so that all else of a changed bundle is in order."""
    said = manifest_json.loads(made.part(container.MANIFEST).data)
    contents = {part.name.decode("latin-1"): part.data for part in made.parts}
    files = tuple(
        record.replace(
            one,
            bytes=len(contents[one.path]),
            sha256=hashlib.sha256(contents[one.path]).hexdigest(),
        )
        for one in said.files
        if one.path in contents
    )
    return with_manifest(made, record.replace(said, files=files), signer=signer)


def with_manifest(made: Zip, said: Manifest | bytes, *, signer: keys.Signer = SIGNER) -> Zip:
    """Put another manifest in, signed."""
    data = said if isinstance(said, bytes) else manifest_json.dumps(said)
    made.swap(container.MANIFEST, data=data)
    return made.swap(container.SIGNATURE, data=signing.signed(data, signer))

"""A commune's year as a bundle: ours, and hashing, copying and inserting the same alone."""

from __future__ import annotations

import datetime
import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
from decimal import Decimal
from pathlib import Path

from bench.measure import OURS, Row, in_turn
from papidesk.bundles import key_file, keys, reader, record_kinds, writer
from papidesk.bundles.writer import BlobSource
from papidesk.domain import bundle
from papidesk.domain.activity import Activity, Amount, Evidence
from papidesk.domain.bundle import BundleRecord, Covers, Manifest, RecordKind
from papidesk.domain.exchange import TrustedKey
from papidesk.domain.ids import new_id
from papidesk.domain.record import Record
from papidesk.domain.task import Task
from papidesk.domain.version_vector import content_hash

# Photos of 300 kB; 600 entries and 60 tasks go with each 200 of them.
PHOTOS = (50, 200, 800)
PHOTO = 300_000
BOUND = "SHA-256, copy and inserts alone"
UNIT, NAME, SUPERIOR = "xa-an-hoa", "UBND xã An Hòa", "so-noi-vu"
_WORDS = (
    "tuyên truyền niêm yết công khai thủ tục hành chính tiếp công dân phát thanh hòa giải cơ sở "
    "thôn tổ dân phố người dân đất đai hộ nghèo giấy chứng nhận đối thoại lấy ý kiến"
)


class Year:
    """A year of entries, tasks and photos in ``folder``, and the keys of the commune."""

    def __init__(self, folder: Path, photos: int) -> None:
        self.folder = folder
        self.signer = keys.Signer(bytes(range(32)))
        _, recipient = keys.new_age_identity()
        self.instance, self.database = new_id(), new_id()
        said = key_file.Introduction(
            public=self.signer.public.hex(), recipient=recipient, unit=UNIT, name=NAME,
            instance=self.instance,
        )  # fmt: skip
        self.introduction = key_file.write(said, self.signer)
        self.blobs = [self._photo() for _ in range(photos)]
        words = random.Random(5)
        self.records: dict[RecordKind, list[BundleRecord]] = {
            "task": [self._record("task", _task(words)) for _ in range(photos * 3 // 10)],
            "activity": [self._record("activity", _entry(words)) for _ in range(photos * 3)],
        }
        entries = self.records["activity"]
        self.records["evidence"] = [
            self._record("evidence", _evidence(entries[number], photo))
            for number, photo in enumerate(self.blobs)
        ]

    def _photo(self) -> BlobSource:
        data = os.urandom(PHOTO)
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.folder / sha256
        path.write_bytes(data)
        return BlobSource(sha256=sha256, bytes=PHOTO, media_type="image/jpeg", path=path)

    def _record(self, kind: RecordKind, said: Record) -> BundleRecord:
        fields = record_kinds.from_domain(said)
        return BundleRecord(
            kind=kind, id=new_id(), owner=UNIT, vv={self.database: 1}, fields=fields,
            hash=content_hash(fields), changed_at="2026-03-31T08:00:00Z",
        )  # fmt: skip

    def manifest(self) -> Manifest:
        """Return the manifest of a half-yearly report."""
        return Manifest(
            version=bundle.Version(major=bundle.MAJOR, minor=bundle.MINOR),
            bundle_id=new_id(),
            kind="report",
            sender=bundle.Sender(
                unit=UNIT, name=NAME, instance=self.instance, database=self.database
            ),
            to=(SUPERIOR,),
            stream=f"report:{SUPERIOR}",
            seq=1,
            covers=Covers(kinds=("task", "activity", "evidence"), period="2026"),
            created_at="2026-12-31T08:00:00Z",
            schema=bundle.SchemaName(name=bundle.SCHEMA_NAME, version=bundle.SCHEMA_VERSION),
            files=(),
        )

    def write(self, target: Path) -> None:
        """Write the bundle, read it back, force it to the disk."""
        writer.write_bundle(
            target, manifest=self.manifest(), records=self.records, blobs=self.blobs,
            signer=self.signer, introduction=self.introduction, readme="PapiDesk\n",
        )  # fmt: skip

    def open(self, source: Path, staging: Path) -> None:
        """Copy the bundle to staging, verify and read all of it."""
        staging.mkdir()
        key = TrustedKey(
            keyid=self.signer.keyid, public=self.signer.public.hex(), unit=UNIT, name=NAME
        )
        staged = reader.stage(source, staging)
        read = reader.open_bundle(staged.path, folder=staging, key_of={key.keyid: key}.get)
        sum(1 for _ in read.records())
        shutil.rmtree(staging)

    def bound(self, place: Path) -> None:
        """Hash every byte once, copy every byte once, insert every record once."""
        place.mkdir()
        for blob in self.blobs:
            assert blob.path is not None
            hashlib.sha256(blob.path.read_bytes()).hexdigest()
            shutil.copyfile(blob.path, place / blob.sha256)
        connection = sqlite3.connect(place / "bare.db")
        connection.execute("CREATE TABLE records (id TEXT PRIMARY KEY, kind TEXT, content TEXT)")
        rows = [(one.id, one.kind, str(one.fields)) for all in self.records.values() for one in all]
        connection.executemany("INSERT INTO records VALUES (?, ?, ?)", rows)
        connection.commit()
        connection.close()
        shutil.rmtree(place)


def rows() -> list[Row]:
    """Measure three sizes of a year: written and read back, then staged, verified and read."""
    measured: list[tuple[Row, Row]] = []
    for photos in PHOTOS:
        with tempfile.TemporaryDirectory() as folder:
            measured.append(_rows(Year(Path(folder), photos), Path(folder), photos))
    return [pair[0] for pair in measured] + [pair[1] for pair in measured]


def _rows(year: Year, folder: Path, photos: int) -> tuple[Row, Row]:
    target, staging, bare = folder / "a.papi", folder / "staging", folder / "bare"

    def bound() -> None:
        year.bound(bare)

    size = f"{photos} photos, {photos * 3} entries"
    written = in_turn({OURS: lambda: year.write(target), BOUND: bound}, rounds=5)
    opened = in_turn({OURS: lambda: year.open(target, staging), BOUND: bound}, rounds=5)
    return (
        Row("A bundle written and read back", size, photos, written, reach={BOUND: 2.0}),
        Row("A bundle staged, verified and read", size, photos, opened, reach={BOUND: 3.0}),
    )


def _entry(words: random.Random) -> Activity:
    return Activity(
        date=datetime.date(2026, 1, 1) + datetime.timedelta(days=words.randrange(365)),
        title=" ".join(words.choices(_WORDS.split(), k=12)),
        amounts=(Amount(counter="buoi-tuyen-truyen", quantity=Decimal(words.randrange(1, 9))),),
        people=words.randrange(200),
        place=f"thôn {words.randrange(12) + 1}",
    )


def _task(words: random.Random) -> Task:
    return Task(text=" ".join(words.choices(_WORDS.split(), k=25)), lead="Văn phòng HĐND và UBND")


def _evidence(entry: BundleRecord, photo: BlobSource) -> Evidence:
    return Evidence(
        owner_id=entry.id, sha256=photo.sha256, name="ảnh.jpg", media_type="image/jpeg",
        bytes=photo.bytes,
    )  # fmt: skip

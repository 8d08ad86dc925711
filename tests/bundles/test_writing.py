"""What is written is read back, is whole or not there, and needs little memory."""

from __future__ import annotations

import errno
import hashlib
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papidesk import i18n
from papidesk.bundles import container, manifest_json
from papidesk.bundles.failures import (
    AttachmentLostError,
    BrokenOffError,
    BundleError,
    ReadBackError,
    TooBigToSendError,
)
from papidesk.bundles.writer import BlobSource
from papidesk.domain.record import replace
from papidesk.domain.version_vector import content_hash
from tests.bundles.container_parts import (
    IDENTITY,
    KEY,
    LIMITS,
    RECIPIENT,
    blob,
    channels,
    receive,
    write,
)
from tests.bundles.failing_files import BadStick, FailingFiles, ShortStick

MIB = 1 << 20


@settings(max_examples=25)
@given(
    count=st.integers(0, 40),
    contents=st.lists(st.binary(max_size=3000), max_size=4),
    sealed=st.booleans(),
)
def test_whatever_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, count: int, contents: list[bytes], sealed: bool
) -> None:
    place = tmp_path_factory.mktemp("any")
    staging = place / "staging"
    staging.mkdir()
    records = channels(count)
    written = write(
        place / "a.papi",
        records={"channel": records},
        blobs=[blob(place, data) for data in contents],
        encrypt_to=[RECIPIENT] if sealed else [],
        identities=[IDENTITY],
    )
    data = (place / "a.papi").read_bytes()
    assert (written.bytes, written.file_sha256) == (len(data), hashlib.sha256(data).hexdigest())
    read = receive(place / "a.papi", staging)
    assert list(read.records()) == records
    assert sorted(path.read_bytes() for path in read.blobs.values()) == sorted(set(contents))
    assert read.manifest == written.manifest
    assert read.manifest_sha256 == written.manifest_sha256
    assert read.manifest.totals.records == count
    assert (read.key, read.encrypted) == (KEY, sealed)


def test_the_same_bundle_is_written_in_the_same_bytes(tmp_path: Path) -> None:
    first = write(tmp_path / "a.papi", blobs=[blob(tmp_path, b"a"), blob(tmp_path, b"b")])
    again = write(tmp_path / "b.papi", blobs=[blob(tmp_path, b"b"), blob(tmp_path, b"a")])
    assert first == again


def test_an_acknowledged_attachment_is_named_but_not_sent(tmp_path: Path) -> None:
    left = BlobSource(sha256="0" * 64, bytes=300_000, media_type="image/jpeg")
    write(tmp_path / "a.papi", blobs=[left, blob(tmp_path, b"a photo")])
    staging = tmp_path / "staging"
    staging.mkdir()
    read = receive(tmp_path / "a.papi", staging)
    assert [(one.sha256[:4], one.present) for one in read.manifest.blobs] == [
        ("0000", False), (hashlib.sha256(b"a photo").hexdigest()[:4], True),
    ]  # fmt: skip
    assert list(read.blobs) == [hashlib.sha256(b"a photo").hexdigest()]


def test_unzip_7zip_and_python_read_what_is_written(tmp_path: Path) -> None:
    photo = bytes(range(256)) * 5000
    written = write(tmp_path / "a.papi", blobs=[blob(tmp_path, photo)])
    for command in (["unzip", "-tqq"], ["7zz", "t", "-bso0"]):
        told = subprocess.run(
            [*command, tmp_path / "a.papi"], capture_output=True, text=True, check=False
        )
        assert (told.returncode, told.stderr) == (0, "")
    with zipfile.ZipFile(tmp_path / "a.papi") as found:
        assert found.testzip() is None
        names = found.namelist()
        assert names[:3] == ["mimetype", "META/manifest.json", "META/manifest.sig"]
        assert names[-1] == "README.txt"
        assert found.comment == b""
        for info in found.infolist():
            assert info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
            assert (info.extra, info.flag_bits, info.comment) == (b"", 0, b"")
        assert found.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        [attachment] = [info for info in found.infolist() if info.filename.startswith("blobs/")]
        assert attachment.compress_type == zipfile.ZIP_STORED
        said = found.read(container.MANIFEST)
        assert manifest_json.loads(said) == written.manifest
        assert hashlib.sha256(said).hexdigest() == written.manifest_sha256
        for one in written.manifest.files:
            data = found.read(one.path)
            assert (len(data), hashlib.sha256(data).hexdigest()) == (one.bytes, one.sha256)


def test_file_tools_know_what_it_is_by_its_first_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a.papi")
    data = (tmp_path / "a.papi").read_bytes()
    assert data[30:73] == b"mimetypeapplication/vnd.papidesk.bundle+zip"


def test_an_attachment_that_is_missing_or_damaged_is_told_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    for data in (b"small", b"big" * MIB):
        good = blob(tmp_path, data)
        assert good.path is not None
        good.path.write_bytes(bytes(len(data)))
        with pytest.raises(AttachmentLostError):
            write(made / "a.papi", blobs=[good])
        good.path.write_bytes(data[:-1])
        with pytest.raises(AttachmentLostError):
            write(made / "a.papi", blobs=[good])
        good.path.unlink()
        with pytest.raises(AttachmentLostError):
            write(made / "a.papi", blobs=[good])
        assert list(made.iterdir()) == []


@pytest.mark.parametrize("name", ["Kên\0h", "Ke\u0302nh", "x" * 70_000, "a\x7fb"])
def test_a_record_no_receiver_would_read_is_told_before_it_is_sent(
    name: str, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    one = channels(1)[0]
    fields = {"name": name}
    wrong = replace(one, fields=fields, hash=content_hash(fields))
    with pytest.raises(BundleError) as caught:
        write(made / "a.papi", records={"channel": [wrong]})
    assert caught.value.code == ("record-too-long" if len(name) > 100 else "record-unsendable")
    assert name[:1] in i18n.say(caught.value)
    assert list(made.iterdir()) == []


@pytest.mark.parametrize(
    "limit", ["file", "manifest", "stream", "total", "entries", "blob", "records"]
)
def test_what_no_receiver_takes_is_not_made(limit: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    low = {"records": 2, "entries": 4}.get(limit, 50)
    with pytest.raises(TooBigToSendError):
        write(
            made / "a.papi",
            blobs=[blob(tmp_path, bytes(100))],
            limits=replace(LIMITS, **{limit: low}),
        )
    assert list(made.iterdir()) == []


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC], ids=errno.errorcode.get)
def test_a_disk_that_fails_at_any_call_leaves_no_bundle_and_no_plain_text(
    error: int, sealed: bool, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    photo = blob(tmp_path, b"x" * 1_200_000)
    to = [RECIPIENT] if sealed else []
    counting = FailingFiles()
    write(made / "a.papi", blobs=[photo], encrypt_to=to, identities=[IDENTITY], files=counting)
    (made / "a.papi").unlink()
    for at in range(1, counting.calls + 1, 1 if counting.calls < 150 else 7):
        with pytest.raises(BundleError):
            write(
                made / "a.papi",
                blobs=[photo],
                encrypt_to=to,
                identities=[IDENTITY],
                files=FailingFiles(at, error),
            )
        assert list(made.iterdir()) == []


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("files", [BadStick, ShortStick])
def test_a_disk_that_keeps_something_else_is_told(
    files: type[BadStick], sealed: bool, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    with pytest.raises(BundleError) as caught:
        write(
            made / "a.papi",
            encrypt_to=[RECIPIENT] if sealed else [],
            identities=[IDENTITY],
            files=files(),
        )
    assert caught.value.code == ReadBackError.code
    assert list(made.iterdir()) == []


def test_breaking_off_leaves_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    photo = blob(tmp_path, b"x" * 3 * MIB)
    for rounds in range(0, 12, 2):
        asked = iter([False] * rounds + [True] * 1000)
        with pytest.raises(BrokenOffError):
            write(made / "a.papi", blobs=[photo], cancelled=lambda asked=asked: next(asked))
        assert list(made.iterdir()) == []


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
def test_progress_is_told_to_the_end(sealed: bool, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write(
        tmp_path / "a.papi",
        blobs=[blob(tmp_path, b"x" * 3 * MIB)],
        encrypt_to=[RECIPIENT] if sealed else [],
        identities=[IDENTITY],
        progress=lambda *at: seen.append(at),
    )
    done = [one[0] for one in seen]
    assert done == sorted(done)
    total = 3 * MIB * (3 if sealed else 2)
    assert {one[1] for one in seen[3:]} == {total}
    assert seen[-1] == (total, total)
    seen.clear()
    staging = tmp_path / "staging"
    staging.mkdir()
    receive(tmp_path / "a.papi", staging, progress=lambda *at: seen.append(at))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_memory_does_not_grow_with_the_attachments(tmp_path: Path) -> None:
    peaks = []
    for count in (2, 8):
        blobs = [blob(tmp_path, bytes([number]) * 6 * MIB) for number in range(count)]
        staging = tmp_path / f"staging-{count}"
        staging.mkdir()
        tracemalloc.start()
        write(tmp_path / "a.papi", blobs=blobs)
        receive(tmp_path / "a.papi", staging)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # A few pieces of 1 MiB at a time, whatever the size.
    assert max(peaks) < 8 * MIB
    assert peaks[1] < peaks[0] + MIB


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    tracemalloc.start()
    write(tmp_path / "a.papi", records={"channel": (one for one in channels(1))})
    before = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    many = 20_000
    made = channels(1)[0]
    stream = (replace(made, id=f"kenh-{number}") for number in range(many))
    written = write(tmp_path / "b.papi", records={"channel": stream})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert written.manifest.totals.records == many
    assert peak < before + 4 * MIB


def test_a_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    # In a process of its own, because what zlib takes is not seen by Python's own measure.
    script = tmp_path / "bomb.py"
    script.write_text(PEAK + BOMB, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    code, before, after = told.stdout.split()
    assert code == "entry-damaged"
    assert int(after) - int(before) < 40 * 1024


def test_a_large_encrypted_bundle_is_made_and_opened_in_little_memory(tmp_path: Path) -> None:
    # In a process of its own, because what age and zlib take is not seen by Python's own measure.
    script = tmp_path / "large.py"
    script.write_text(PEAK + LARGE, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    count, small, large = told.stdout.split()
    assert count == "3"
    assert int(large) - int(small) < 24 * 1024
    assert int(large) < 150 * 1024


# Not getrusage: that remembers the process this one was forked from.
PEAK = """
import re, sys
from pathlib import Path


def peak():
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\\s+(\\d+)", status)[1])
"""
LARGE = """
import sys
from hashlib import sha256
from pathlib import Path
from papidesk.bundles.writer import BlobSource
from tests.bundles.container_parts import IDENTITY, RECIPIENT, receive, write

place = Path(sys.argv[1])
peaks = []


def photo(number, size):
    piece, path, digest = bytes([number]) * 1_000_000, place / f"{number}-{size}", sha256()
    with path.open("wb") as file:
        for _ in range(size // len(piece)):
            file.write(piece)
            digest.update(piece)
    return BlobSource(sha256=digest.hexdigest(), bytes=size, path=path)


for size in (1_000_000, 40_000_000):
    photos = [photo(number, size) for number in range(3)]
    write(place / "a.age", blobs=photos, encrypt_to=[RECIPIENT], identities=[IDENTITY])
    staging = place / str(size)
    staging.mkdir()
    read = receive(place / "a.age", staging)
    peaks.append(peak())
print(len(read.blobs), *peaks)
"""
BOMB = """
import sys, zlib
from pathlib import Path
from papidesk.bundles.failures import BundleError
from tests.bundles.container_parts import receive, taken_apart, write

place = Path(sys.argv[1])
write(place / "a.papi")
made = taken_apart((place / "a.papi").read_bytes())
packer = zlib.compressobj(9, zlib.DEFLATED, -15)
packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1000)) + packer.flush()
made.swap("data/channels.jsonl", method=8, packed=packed)
(place / "bomb.papi").write_bytes(made.built())
staging = place / "staging"
staging.mkdir()
before = peak()
try:
    receive(place / "bomb.papi", staging)
except BundleError as error:
    print(error.code, before, peak())
"""

"""Copied to a stick and off it: whole or not there, whatever fails at whichever call."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from papidesk.bundles import delivery, reader
from papidesk.bundles.failures import BrokenOffError, BundleError, ReadBackError
from papidesk.domain.record import replace
from tests.bundles.container_parts import LIMITS, blob, receive, write
from tests.bundles.failing_files import BadStick, FailingFiles, ShortStick

CODES = {
    errno.EIO: {"source-gone", "target-gone"},
    errno.ENOENT: {"source-gone", "target-gone"},
    errno.ENODEV: {"source-gone", "target-gone"},
    errno.ENOSPC: {"disk-full", "source-gone"},
    errno.EROFS: {"source-gone", "target-gone"},
}


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A file of several pieces."""
    path = tmp_path / "gói.papi"
    path.write_bytes(os.urandom(3_500_000))
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    path = tmp_path / "stick"
    path.mkdir()
    return path


def test_a_copy_is_whole_and_has_its_name(big: Path, stick: Path) -> None:
    seen: list[tuple[int, int]] = []
    target = delivery.copy_out(big, stick, "a.papi", progress=lambda *at: seen.append(at))
    assert target == stick / "a.papi"
    assert target.read_bytes() == big.read_bytes()
    assert [path.name for path in stick.iterdir()] == ["a.papi"]
    assert seen[-1] == (7_000_000, 7_000_000)
    assert seen == sorted(seen)


def test_a_long_vietnamese_name_can_be_saved_to(big: Path, stick: Path) -> None:
    name = "Báo cáo kết quả thực hiện các nội dung nâng cao Chỉ số PAPI của Ủy ban nhân dân xã An "
    name = (name + "Hòa, quý I và phương hướng quý II")[:115] + ".papi"
    assert len(name) == 120
    assert delivery.copy_out(big, stick, name).name == name
    assert [path.name for path in stick.iterdir()] == [name]


def test_a_copy_replaces_an_older_one_only_when_it_is_whole(big: Path, stick: Path) -> None:
    (stick / "a.papi").write_bytes(b"older")
    with pytest.raises(BundleError):
        delivery.copy_out(big, stick, "a.papi", files=FailingFiles(at=12))
    assert (stick / "a.papi").read_bytes() == b"older"
    delivery.copy_out(big, stick, "a.papi")
    assert (stick / "a.papi").read_bytes() == big.read_bytes()


@pytest.mark.parametrize("gone", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("error", CODES, ids=errno.errorcode.get)
def test_a_stick_that_fails_at_any_call_gets_no_half_file(
    error: int, gone: bool, big: Path, stick: Path
) -> None:
    counting = FailingFiles()
    delivery.copy_out(big, stick, "a.papi", files=counting)
    (stick / "a.papi").unlink()
    for at in range(1, counting.calls + 1):
        with pytest.raises(BundleError) as caught:
            delivery.copy_out(big, stick, "a.papi", files=FailingFiles(at, error, gone=gone))
        assert caught.value.code in CODES[error]
        assert list(stick.iterdir()) == []


@pytest.mark.parametrize("files", [BadStick, ShortStick])
def test_a_stick_that_keeps_something_else_is_told_and_the_copy_removed(
    files: type[delivery.Files], big: Path, stick: Path
) -> None:
    with pytest.raises(ReadBackError):
        delivery.copy_out(big, stick, "a.papi", files=files())
    assert list(stick.iterdir()) == []


def test_breaking_off_at_any_piece_leaves_nothing(big: Path, stick: Path) -> None:
    for rounds in range(8):
        asked = iter([False] * rounds + [True] * 100)
        with pytest.raises(BrokenOffError):
            delivery.copy_out(big, stick, "a.papi", cancelled=lambda asked=asked: next(asked))
        assert list(stick.iterdir()) == []


def test_a_folder_that_is_not_there_or_full_is_told(big: Path, stick: Path) -> None:
    class Full(delivery.Files):
        def free(self, folder: Path) -> int:
            return 1 << 20

    with pytest.raises(BundleError) as caught:
        delivery.copy_out(big, stick / "nothing", "a.papi")
    assert caught.value.code == "target-gone"
    with pytest.raises(BundleError) as caught:
        delivery.copy_out(big, stick, "a.papi", files=Full())
    assert caught.value.code == "disk-full"
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("gone", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("error", CODES, ids=errno.errorcode.get)
def test_a_source_that_vanishes_at_any_call_leaves_nothing_in_staging(
    error: int, gone: bool, big: Path, stick: Path
) -> None:
    counting = FailingFiles()
    reader.stage(big, stick, limits=LIMITS, files=counting).path.unlink()
    for at in range(1, counting.calls + 1):
        with pytest.raises(BundleError) as caught:
            reader.stage(big, stick, limits=LIMITS, files=FailingFiles(at, error, gone=gone))
        assert caught.value.code in CODES[error]
        assert list(stick.iterdir()) == []


def test_a_source_that_grows_while_it_is_read_is_not_followed_without_end(
    big: Path, stick: Path
) -> None:
    class Growing(delivery.Files):
        def size(self, path: Path) -> int:
            return 10

    with pytest.raises(BundleError) as caught:
        reader.stage(big, stick, limits=replace(LIMITS, file=1000), files=Growing())
    assert caught.value.code == "file-too-big"
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC], ids=errno.errorcode.get)
def test_a_disk_that_fails_while_a_bundle_is_laid_out_leaves_nothing(
    error: int, tmp_path: Path
) -> None:
    write(tmp_path / "a.papi", blobs=[blob(tmp_path, b"a photo"), blob(tmp_path, b"b" * 2_000_000)])
    staging = tmp_path / "staging"
    staging.mkdir()
    counting = FailingFiles()
    receive(tmp_path / "a.papi", staging, files=counting)
    for at in range(1, counting.calls + 1):
        place = tmp_path / f"staging-{at}"
        place.mkdir()
        with pytest.raises(BundleError):
            receive(tmp_path / "a.papi", place, files=FailingFiles(at, error))
        assert list(place.iterdir()) == []


def test_breaking_off_while_it_is_opened_leaves_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.papi", blobs=[blob(tmp_path, b"b" * 2_000_000)])
    for rounds in range(4):
        staging = tmp_path / f"staging-{rounds}"
        staging.mkdir()
        asked = iter([False] * rounds + [True] * 100)
        with pytest.raises(BrokenOffError):
            receive(tmp_path / "a.papi", staging, cancelled=lambda asked=asked: next(asked))
        assert list(staging.iterdir()) == []

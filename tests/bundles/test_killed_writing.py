"""Killed at every call on a file: the bundle at its name is whole, the older one, or not there."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from papidesk.bundles import delivery
from papidesk.bundles.file_layer import Files
from tests.bundles.container_parts import IDENTITY, RECIPIENT, blob, receive, write
from tests.bundles.failing_files import FailingFiles


class Killing(FailingFiles):
    """Kills the program at the ``at``-th call on a file."""

    def _call(self) -> None:
        self.calls += 1
        if self.calls == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


def in_a_process_of_its_own(work: Callable[[], object]) -> int:
    """Run ``work`` and return the signal it was ended by; 0 when it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def calls_of(work: Callable[[Files], object]) -> int:
    """Return how many calls on files ``work`` makes."""
    counting = FailingFiles()
    work(counting)
    return counting.calls


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("older", [False, True], ids=["new", "over an older one"])
def test_a_bundle_whose_making_is_killed_is_whole_or_not_there(
    older: bool, sealed: bool, tmp_path: Path
) -> None:
    target, staging = tmp_path / "a.papi", tmp_path / "staging"
    staging.mkdir()
    photo = blob(tmp_path, b"x" * 1_500_000)

    def make(files: Files) -> None:
        write(
            target, blobs=[photo], encrypt_to=[RECIPIENT] if sealed else [],
            identities=[IDENTITY], files=files, folder=staging,
        )  # fmt: skip

    calls = calls_of(make)
    first = target.read_bytes()
    for at in range(1, calls + 1, max(1, calls // 40)):
        target.unlink()
        if older:
            target.write_bytes(b"older")
        assert in_a_process_of_its_own(lambda at=at: make(Killing(at))) == signal.SIGKILL
        left = target.read_bytes() if target.exists() else b""
        assert left in {b"", b"older"} or len(left) == len(first)
        if len(left) == len(first):
            place = tmp_path / f"opened-{at}"
            place.mkdir()
            assert len(list(receive(target, place).records())) == 3
        target.touch()
        # Nothing of it lies anywhere but in the staging folder, which the next start empties.
        assert {path.name for path in tmp_path.iterdir()} >= {"a.papi", "staging"}
        assert not [path for path in tmp_path.iterdir() if path.name.startswith("making")]


def test_a_copy_to_a_stick_that_is_killed_is_whole_or_not_there(tmp_path: Path) -> None:
    stick, source = tmp_path / "stick", tmp_path / "a.papi"
    stick.mkdir()
    source.write_bytes(os.urandom(2_500_000))

    def copy(files: Files) -> None:
        delivery.copy_out(source, stick, "a.papi", files=files)

    calls = calls_of(copy)
    (stick / "a.papi").unlink()
    for at in range(1, calls + 1):
        assert in_a_process_of_its_own(lambda at=at: copy(Killing(at))) == signal.SIGKILL
        assert {path.name for path in stick.iterdir()} <= {"a.papi.part"}
    copy(Files())
    # What a killed copy left is written over by the next one.
    assert [path.name for path in stick.iterdir()] == ["a.papi"]
    assert (stick / "a.papi").read_bytes() == source.read_bytes()

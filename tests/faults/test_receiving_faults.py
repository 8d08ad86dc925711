"""A full disk, a stick pulled out, two programs at once while receiving: all or nothing, told."""

from __future__ import annotations

import os
import resource
import shutil
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from papidesk.bundles.failures import BundleError, SourceGoneError
from papidesk.bundles.failures import DiskFullError as NoDiskLeftError
from papidesk.bundles.file_layer import Files
from papidesk.errors import PapiDeskError
from papidesk.storage.failures import DatabaseLockedError, DiskFailureError, DiskFullError
from papidesk.storage.integrity import verify
from papidesk.storage.lock import WorkspaceInUseError
from papidesk.storage.store import Store
from papidesk.workflow import evidence, log, receiving, workspaces
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import NOW, logged, pair, received, report, tables

KIB = 1024
# Looking through the pages says when.
_LOOKED_AT = frozenset({"workspace"})


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Store, Path]]:
    """A superior's store, and a bundle with figures, entries and photos for it."""
    with pair(tmp_path) as (commune, superior):
        logged(commune, 20)
        for number, row in enumerate(log.listing(commune)[:3]):
            photo = tmp_path / f"{number}.jpg"
            photo.write_bytes(bytes([number]) * 700_000)
            evidence.attach_file(commune, "activity", row.activity.id, photo, who=WHO)
        yield superior, report(commune, tmp_path / "USB")


def nothing_came(store: Store, before: dict[str, list[tuple[object, ...]]]) -> None:
    """See that the workspace is as it was: database, contents, staging."""
    assert tables(store, but=_LOOKED_AT) == before
    assert list((store.folder / "staging").iterdir()) == []
    assert not [path for path in (store.folder / "attachments").rglob("*") if path.is_file()]
    assert verify(store)[1] == []


def in_a_process(act: Callable[[], int]) -> int:
    """Run ``act`` in a process of its own and return what it returns."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(act())
        except BaseException:  # noqa: BLE001 - a child must never go on as the test
            traceback.print_exc()
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_the_disk_is_full_while_the_file_is_copied(made: tuple[Store, Path]) -> None:
    store, path = made
    before = tables(store, but=_LOOKED_AT)

    def act() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600 * KIB, 600 * KIB))
        with Store(store.path) as own:
            try:
                received(own, path)
            except NoDiskLeftError:
                return 7
        return 0

    assert in_a_process(act) == 7
    nothing_came(store, before)


def test_the_disk_is_full_inside_the_transaction(made: tuple[Store, Path]) -> None:
    store, path = made
    before = tables(store, but=_LOOKED_AT)
    size = store.path.stat().st_size

    def act() -> int:
        with (
            Store(store.path) as own,
            receiving.look(own, path, who=WHO, now=NOW) as incoming,
        ):
            # A limit on the size of files stands for the disk: the database cannot grow.
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            try:
                receiving.take(own, incoming, who=WHO, backup=False)
            except (DiskFullError, DiskFailureError):
                return 7
        return 0

    assert in_a_process(act) == 7
    nothing_came(store, before)
    assert received(store, path).state == "applied"


class _Failing(Files):
    """Files of which the ``at``-th read or write fails, as when a stick is pulled out."""

    def __init__(self, at: int, call: str) -> None:
        self._at, self._call, self._calls = at, call, 0

    def _count(self, call: str) -> None:
        if call == self._call:
            self._calls += 1
            if self._calls == self._at:
                raise OSError(5, "Input/output error")

    def open(self, path: Path, mode: str) -> BinaryIO:
        self._count("open")
        return super().open(path, mode)

    def read(self, file: BinaryIO, size: int) -> bytes:
        self._count("read")
        return super().read(file, size)

    def size(self, path: Path) -> int:
        self._count("size")
        return super().size(path)


@pytest.mark.parametrize("call", ["open", "read", "size"])
def test_the_stick_vanishes_at_any_read(made: tuple[Store, Path], call: str) -> None:
    store, path = made
    before = tables(store, but=_LOOKED_AT)
    for at in range(1, 50):
        try:
            with receiving.look(store, path, who=WHO, files=_Failing(at, call)):
                break
        except SourceGoneError as error:
            assert error.code == "source-gone"
        except BundleError as error:
            assert error.code in {"target-gone", "source-gone"}
        nothing_came(store, before)
    assert at > 1
    # Nothing is said in the history of a file that was never read to its end.
    assert receiving.history(store) == []


def test_a_file_that_is_not_there_is_told_of(made: tuple[Store, Path], tmp_path: Path) -> None:
    store, _ = made
    before = tables(store, but=_LOOKED_AT)
    with pytest.raises(SourceGoneError), receiving.look(store, tmp_path / "x.papi", who=WHO):
        pass
    nothing_came(store, before)


def test_two_imports_of_one_bundle_at_once_take_it_in_once(made: tuple[Store, Path]) -> None:
    store, path = made
    states: list[str] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        with Store(store.path) as own, receiving.look(own, path, who=WHO) as incoming:
            barrier.wait()
            try:
                states.append(receiving.take(own, incoming, who=WHO, backup=False).state)
            except PapiDeskError as error:
                states.append(type(error).__name__)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(states) == ["PlanChangedError"] * 3 + ["applied"]
    (row,) = receiving.history(store)
    assert row.state == "applied" and verify(store)[1] == []
    assert len([one for one in (store.folder / "attachments").rglob("*") if one.is_file()]) == 3


def test_an_import_that_fails_takes_no_content_from_one_that_came_through(
    made: tuple[Store, Path],
) -> None:
    store, path = made
    with receiving.look(store, path, who=WHO) as late:
        with Store(store.path) as own:
            received(own, path)
        with pytest.raises(PapiDeskError):
            receiving.take(store, late, who=WHO, backup=False)
    assert verify(store)[1] == []


def test_who_cannot_write_now_is_told_and_nothing_is_changed(made: tuple[Store, Path]) -> None:
    store, path = made
    before = tables(store, but=_LOOKED_AT)
    with (
        Store(store.path, busy_seconds=0.05) as own,
        receiving.look(own, path, who=WHO) as incoming,
        store.unit_of_work(),
        pytest.raises(DatabaseLockedError),
    ):
        receiving.take(own, incoming, who=WHO, backup=False)
    nothing_came(store, before)


def test_what_failed_inside_the_transaction_can_be_tried_once_more(
    made: tuple[Store, Path],
) -> None:
    store, path = made
    before = tables(store, but=_LOOKED_AT)

    def failing(step: str) -> None:
        if step == "S8":
            calls.append(step)
            if len(calls) == 2:
                raise OSError(28, "No space left on device")

    calls: list[str] = []
    with receiving.look(store, path, who=WHO, now=NOW) as incoming:
        with pytest.raises(OSError, match="space"):
            receiving.take(store, incoming, who=WHO, backup=False, reached=failing)
        assert tables(store, but=_LOOKED_AT) == before
        assert not [one for one in (store.folder / "attachments").rglob("*") if one.is_file()]
        assert receiving.take(store, incoming, who=WHO, backup=False).state == "applied"
    assert verify(store)[1] == []
    assert len([one for one in (store.folder / "attachments").rglob("*") if one.is_file()]) == 3


def test_a_second_program_says_that_the_workspace_is_in_use(made: tuple[Store, Path]) -> None:
    store, _ = made

    def act() -> int:
        try:
            workspaces.open_workspace(store.folder)
        except WorkspaceInUseError:
            return 7
        return 0

    assert in_a_process(act) == 7


def test_what_a_killed_import_moved_goes_at_the_next_start_and_nothing_else(
    made: tuple[Store, Path], tmp_path: Path
) -> None:
    store, path = made
    received(store, path)
    copy = tmp_path / "bản sao"
    shutil.copytree(store.folder, copy)
    held = sorted(one for one in (copy / "attachments").rglob("*") if one.is_file())
    stray = "ab" * 32
    (copy / "attachments" / "ab").mkdir(exist_ok=True)
    (copy / "attachments" / "ab" / stray).write_bytes(b"x")
    mark = copy / "staging" / "lần dở"
    mark.mkdir()
    lines = [stray, held[0].name, "../../lạ"]
    (mark / "moved-blobs").write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
    with workspaces.open_workspace(copy) as opened:
        assert verify(opened.store)[1] == []
    assert sorted(one for one in (copy / "attachments").rglob("*") if one.is_file()) == held

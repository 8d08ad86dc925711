"""Registers where things go wrong: killed while entering, a full disk, two programs at once."""

from __future__ import annotations

import datetime
import resource as limits
import subprocess
import sys
from pathlib import Path

import pytest

from papidesk.storage.failures import StorageError
from papidesk.storage.integrity import verify
from papidesk.workflow import incoming, workspaces
from papidesk.workflow.demo import sample_offices
from tests.conftest import ROOT

WHO = "Trần Thị Thí Dụ"
_ENTERS = """
import datetime, sys
from pathlib import Path
from papidesk.domain.incoming import Incoming
from papidesk.storage.store import Store
from papidesk.workflow import incoming
today = datetime.date.today()
with Store(Path(sys.argv[1])) as store:
    for number in range(10_000):
        scan = Path(sys.argv[2]) / f"{sys.argv[3]}-{number}.pdf"
        scan.write_bytes(b"%PDF-1.4 " + f"{sys.argv[3]} {number}".encode() * 20_000)
        paper = Incoming(arrived_on=today, year=today.year, author=sys.argv[3],
                         code=f"{number + 1}/X", abstract="x")
        incoming.take_in(store, paper, [scan], today=today, who="x")
        print(number, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "An Hòa"
    workspaces.create(made, sample_offices()[0], who=WHO).close()
    return made


def entering(folder: Path, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _ENTERS, str(folder / "papidesk.db"), str(folder.parent), name],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("after", [1, 4, 7])
def test_a_program_killed_while_entering_leaves_whole_entries_only(
    folder: Path, after: int
) -> None:
    running = entering(folder, "A")
    assert running.stdout is not None
    told = [running.stdout.readline() for _ in range(after)]
    running.kill()
    running.wait(timeout=30)
    workspace = workspaces.open_workspace(folder)
    try:
        entries = incoming.listing(workspace.store)
        assert len(entries) >= len(told)
        assert [entry.arrival_number for entry in entries] == list(range(1, len(entries) + 1))
        for entry in entries:
            [file] = incoming.files(workspace.store, entry.id)
            assert incoming.read_file(workspace.store, file).startswith(b"%PDF-1.4 A")
        assert verify(workspace.store)[1] == []
    finally:
        workspace.close()


def test_two_windows_entering_papers_share_one_run_of_numbers(folder: Path) -> None:
    running = [entering(folder, name) for name in ("A", "B")]
    for one in running:
        assert one.stdout is not None
        for _ in range(5):
            assert one.stdout.readline()
    for one in running:
        one.kill()
        one.wait(timeout=30)
    workspace = workspaces.open_workspace(folder)
    try:
        entries = incoming.listing(workspace.store)
        assert [entry.arrival_number for entry in entries] == list(range(1, len(entries) + 1))
        assert {entry.author for entry in entries} == {"A", "B"}
    finally:
        workspace.close()


def test_a_full_disk_is_told_and_no_number_is_lost(folder: Path, tmp_path: Path) -> None:
    from papidesk.domain.incoming import Incoming

    today = datetime.date.today()
    paper = Incoming(
        arrived_on=today, year=today.year, author="Sở Nội vụ", code="1/SNV", abstract="Đôn đốc"
    )
    scan = tmp_path / "lớn.pdf"
    scan.write_bytes(b"%PDF-1.4 " + b"0" * 2_000_000)
    workspace = workspaces.open_workspace(folder)
    soft, hard = limits.getrlimit(limits.RLIMIT_FSIZE)
    try:
        limits.setrlimit(limits.RLIMIT_FSIZE, (1_000_000, hard))
        with pytest.raises(StorageError):
            incoming.take_in(workspace.store, paper, [scan], today=today, who=WHO)
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, (soft, hard))
    try:
        assert incoming.count(workspace.store) == 0
        made = incoming.take_in(workspace.store, paper, [scan], today=today, who=WHO)
        assert made.arrival_number == 1
        assert verify(workspace.store)[1] == []
    finally:
        workspace.close()

"""The program is killed in the midst of photos, a report, catalogues or a pack: all or nothing."""

from __future__ import annotations

import hashlib
import random
import zipfile
from pathlib import Path

import pytest

from papidesk.domain.document import FROZEN_STATES
from papidesk.domain.filters import ActivityFilter
from papidesk.storage import duty_reports
from papidesk.storage.integrity import verify
from papidesk.workflow import (
    catalogues,
    closings,
    documents,
    evidence,
    log,
    workspaces,
)
from tests.faults.conftest import killed_after
from tests.photos.pictures_made import photo
from tests.workflow.conftest import WHO
from tests.workflow.logged import entry

PHOTOS = """
import datetime, sys
from pathlib import Path
from papidesk.domain.record import replace
from papidesk.workflow import photo_import, workspaces
paths = sorted(Path(sys.argv[1]).parent.glob("*.jpg"))
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    found = photo_import.read(paths, today=datetime.date(2026, 6, 30))
    groups = photo_import.grouped(found, today=datetime.date(2026, 6, 30))
    groups = [replace(one, activity=replace(one.activity, title="Họp")) for one in groups]
    while True:
        print("taking", flush=True)
        photo_import.take(opened.store, groups, who="x")
        print("taken", flush=True)
"""

REPORTING = """
import datetime, sys
from pathlib import Path
from papidesk.workflow import closings, issuing, log, reports, workspaces
from tests.workflow.logged import entry
today = datetime.date(2026, 7, 30)
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    order = reports.ReportOrder(duty=reports.default_duty(store, "2026-H1"), period="2026-H1")
    while True:
        log.add(store, entry(), who="x", reason="sót")
        made = reports.make(store, order, today=today, who="x")
        print("issuing", flush=True)
        issuing.issue(store, made.id, today=today, override="x", who="x")
        print("issued", flush=True)
"""

CATALOGUES = """
import sys
from pathlib import Path
from papidesk.workflow import catalogues, workspaces
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    files = [catalogues.read_file(store, Path(sys.argv[1]).parent / f"{n}.papidm") for n in (0, 1)]
    while True:
        for number in (0, 1):
            print("taking", flush=True)
            catalogues.take(store, files[number], who="x")
            print("taken", flush=True)
"""

PACKING = """
import datetime, sys
from itertools import count
from pathlib import Path
from papidesk.domain.evidence_pack import EntryEvidence
from papidesk.workflow import log, pack_writing, workspaces
from papidesk.workflow.evidence_pack import plan
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    store = opened.store
    ids = tuple(row.activity.id for row in log.listing(store))
    planned = plan(store, EntryEvidence(entries=ids), today=datetime.date(2026, 11, 20))
    for number in count():
        target = Path(sys.argv[1]).parent / "ra" / f"{number}-SUFFIX"
        while target.exists():
            target = target.with_name("x" + target.name)
        pack_writing.WRITE(store, planned, target)
        print(target.name, flush=True)
"""


def test_killed_while_photos_are_taken_each_entry_has_all_of_them_or_is_not_there(
    folder: Path,
) -> None:
    for number in range(4):
        photo(folder.parent / f"{number}.jpg", size=(400 + number, 300))
    rng = random.Random(6)
    for _ in range(3):
        printed = killed_after(PHOTOS, folder, rng.choice([1, 3]), rng.random() * 0.2)
        with workspaces.open_workspace(folder) as opened:
            store = opened.store
            assert verify(store)[1] == [] and evidence.missing(store) == []
            rows = log.listing(store)
            assert len(rows) >= printed.count("taken")
            assert {row.evidence for row in rows} <= {4}
            assert list((folder / "staging").iterdir()) == []
            assert len(log.remove(store, [row.activity.id for row in rows], who=WHO)) == len(rows)


def test_killed_while_a_report_is_issued_its_window_is_closed_with_it_or_not_at_all(
    folder: Path,
) -> None:
    rng = random.Random(7)
    for _ in range(3):
        printed = killed_after(REPORTING, folder, rng.choice([1, 2, 3]), rng.random() * 0.5)
        with workspaces.open_workspace(folder) as opened:
            store = opened.store
            assert verify(store)[1] == []
            issued = {
                row.id for row in documents.listing(store)
                if row.state in FROZEN_STATES and duty_reports.of_document(store, row.id)
            }  # fmt: skip
            assert len(issued) >= printed.count("issued")
            # Each paper that is out closed its window, and nothing else did.
            assert {one.document for one in closings.every(store)} == issued
            told = {one.reported_in for one in closings.corrections(store)}
            assert told - {""} <= issued
            assert log.count(store, ActivityFilter(text="họp")) >= len(issued)


def test_killed_while_catalogues_are_taken_in_all_of_a_file_is_there_or_nothing(
    folder: Path,
) -> None:
    from papidesk.domain.counters import Counter

    with workspaces.open_workspace(folder) as opened:
        for number in (0, 1):
            for index in range(40):
                one = Counter(code=f"m-{index}", name=f"Mẫu {number} {index}", unit="buổi")
                catalogues.put(opened.store, one, who=WHO)
            catalogues.export_file(opened.store, folder.parent / f"{number}.papidm")
    rng = random.Random(8)
    for _ in range(3):
        killed_after(CATALOGUES, folder, rng.choice([1, 3, 5]), rng.random() * 0.1)
        with workspaces.open_workspace(folder) as opened:
            store = opened.store
            assert verify(store)[1] == []
            names = {catalogues.counter(store, f"m-{index}").name.split()[1] for index in range(40)}
            assert len(names) == 1
            versions = {len(catalogues.history(store, "counters", f"m-{n}")) for n in range(40)}
            assert len(versions) == 1


@pytest.mark.parametrize("write", ["write_folder", "write_zip"])
def test_killed_while_a_pack_is_written_what_has_its_name_is_whole(
    folder: Path, write: str
) -> None:
    big = folder.parent / "ảnh.bin"
    hashes = set()
    with workspaces.open_workspace(folder) as opened:
        one = log.add(opened.store, entry(), who=WHO)
        for number in range(4):
            big.write_bytes(bytes([number]) * 800_000)
            hashes.add(hashlib.sha256(big.read_bytes()).hexdigest())
            evidence.attach_file(opened.store, "activity", one.id, big, who=WHO)
    out = folder.parent / "ra"
    out.mkdir()
    suffix = ".zip" if write == "write_zip" else "hồ sơ"
    program = PACKING.replace("WRITE", write).replace("-SUFFIX", suffix)
    rng = random.Random(9)
    for _ in range(3):
        printed = killed_after(program, folder, rng.randint(1, 2), rng.random() * 0.05)
        found = [path for path in out.iterdir() if not path.name.startswith(".")]
        assert {path.name for path in found} >= set(printed)
        for path in found:
            assert hashes <= _hashes_of(path)
        # What a kill leaves beside it is hidden, and stands in nobody's way.
        assert all(path.suffix == ".part" for path in out.iterdir() if path not in found)
    with workspaces.open_workspace(folder) as opened:
        assert verify(opened.store)[1] == []


def _hashes_of(path: Path) -> set[str]:
    if path.is_dir():
        files = [one.read_bytes() for one in path.rglob("*") if one.is_file()]
    else:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            files = [archive.read(name) for name in archive.namelist()]
    return {hashlib.sha256(content).hexdigest() for content in files}

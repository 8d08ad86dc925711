"""The disk is full, or the program is killed, while evidence is packed: nothing half is left."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from papidesk.domain.activity import Activity
from papidesk.workflow import evidence, log, workspaces
from tests.faults.conftest import run
from tests.workflow.conftest import WHO

PACKING = """
import datetime, resource, sys
from pathlib import Path
from papidesk.domain.evidence_pack import EntryEvidence
from papidesk.errors import PapiDeskError
from papidesk.workflow import log, pack_writing, workspaces
from papidesk.workflow.evidence_pack import plan
with workspaces.open_workspace(Path(sys.argv[1])) as opened:
    ids = tuple(row.activity.id for row in log.listing(opened.store))
    planned = plan(opened.store, EntryEvidence(entries=ids), today=datetime.date(2026, 11, 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    try:
        pack_writing.WRITE(opened.store, planned, Path(sys.argv[1]).parent / "ra" / "pack")
    except PapiDeskError as error:
        print(type(error).__name__)
"""


@pytest.mark.parametrize("write", ["write_folder", "write_zip"])
@pytest.mark.parametrize("room", [50_000, 350_000])
def test_a_full_disk_leaves_nothing_of_a_pack(folder: Path, write: str, room: int) -> None:
    big = folder.parent / "ảnh.jpg"
    with workspaces.open_workspace(folder) as opened:
        entry = log.add(
            opened.store, Activity(date=datetime.date(2026, 5, 4), title="Hội nghị"), who=WHO
        )
        for number in range(3):
            big.write_bytes(bytes([number]) * 200_000)
            evidence.attach_file(opened.store, "activity", entry.id, big, who=WHO)
    out = folder.parent / "ra"
    out.mkdir()
    program = PACKING.replace("WRITE", write).replace("ROOM", str(room))
    told = run(program, folder)
    # In a folder each file has the room for itself: with the larger limit it is written whole.
    if write == "write_folder" and room > 200_000:
        assert told == ""
        assert [path.name for path in out.iterdir()] == ["pack"]
    else:
        assert told == "NoSpaceError"
        assert list(out.iterdir()) == []

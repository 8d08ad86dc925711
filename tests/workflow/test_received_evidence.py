"""The evidence of a unit's entries: told by name, saved under names every system takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from papidesk.cli.app import main
from papidesk.domain.activity import Evidence
from papidesk.storage import attachments, evidence, received_records
from papidesk.storage.store import Store
from papidesk.workflow import evidence as attaching
from papidesk.workflow import log, received_evidence
from papidesk.workflow.received_evidence import NoEvidenceError
from tests.workflow.conftest import WHO
from tests.workflow.exchanged import PERIOD, logged, pair, received, report

LONG = "Ảnh hội nghị tuyên truyền cải cách hành chính tại thôn Đông, xã An Hòa, " + "ngày " * 9
NAMES = (
    f"{LONG.strip()}.jpg",
    "CON.jpg",
    "nul.txt",
    "a:b?.png",
    "..",
    "ảnh. ",
    "ảnh.jpg",
    "=1+1.csv",
)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """A commune with files of every name, and its superior."""
    with pair(tmp_path) as (commune, superior):
        logged(commune, 1)
        owner = log.listing(commune)[0].activity.id
        for name in NAMES:
            kept = attachments.add_bytes(commune, name.encode(), media_type="image/jpeg")
            piece = Evidence(owner="activity", owner_id=owner, sha256=kept.sha256, name=name)
            evidence.add(commune, piece, who=WHO)
        attaching.attach_link(commune, "activity", owner, "https://xa.example/tin", who=WHO)
        yield commune, superior


def entries(store: Store, unit: str) -> list[str]:
    """Return the ids of a unit's log entries."""
    return [row.record.id for row in received_records.every(store, unit, "activity")]


def test_copies_have_names_every_system_takes_and_none_is_written_over(
    both: tuple[Store, Store], tmp_path: Path
) -> None:
    commune, superior = both
    row = received(superior, report(commune, tmp_path / "USB"))
    pieces = received_evidence.of_entries(superior, row.unit, entries(superior, row.unit))
    assert len(pieces) == len(NAMES) + 1 and len(NAMES[0]) >= 115
    folder = tmp_path / "xem"
    saved = received_evidence.save(superior, pieces, folder)
    assert len(set(saved)) == len(NAMES) == len(list(folder.iterdir()))
    assert {path.read_bytes() for path in saved} == {name.encode() for name in NAMES}
    (long,) = folder.glob(f"{NAMES[0][:60]}*.jpg")
    assert long.read_bytes() == NAMES[0].encode() and (folder / "_CON.jpg").is_file()
    again = received_evidence.save(superior, pieces, folder)
    assert not set(again) & set(saved)
    assert len(received_evidence.save(superior, pieces, folder, cancelled=lambda: True)) == 0


def test_a_report_without_files_says_so(both: tuple[Store, Store], tmp_path: Path) -> None:
    commune, superior = both
    row = received(superior, report(commune, tmp_path / "USB", evidence="none"))
    pieces = received_evidence.of_entries(superior, row.unit, entries(superior, row.unit))
    with pytest.raises(NoEvidenceError):
        received_evidence.save(superior, pieces, tmp_path / "xem")
    assert not (tmp_path / "xem").exists()


def test_the_command_line_saves_what_is_behind_a_figure(
    both: tuple[Store, Store], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    commune, superior = both
    received(superior, report(commune, tmp_path / "USB"))
    workspace = shutil.copytree(superior.folder, tmp_path / "bản sao")
    code = main([
        "--workspace", str(workspace), "units", "behind", "xa-an-hoa", "hoi-nghi",
        "--period", PERIOD, "--evidence", str(tmp_path / "xem"), "--json",
    ])  # fmt: skip
    told = msgspec.json.decode(capfd.readouterr().out)
    assert code == 0
    assert len(told["evidence"]) == len(NAMES) == len(list((tmp_path / "xem").iterdir()))

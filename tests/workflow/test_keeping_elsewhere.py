"""The second place for backups, the log for who looks after the program, the samples."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from papidesk.storage.backup_file import BackupInsideError
from papidesk.workflow import documents, keeping, logs, samples, second_place, workspaces
from papidesk.workflow.demo import commune_files, sample_offices
from papidesk.workflow.files import NotWrittenError
from papidesk.workflow.workspaces import Workspace

WHO = "Trần Thị Thí Dụ"
NOON = datetime.datetime(2026, 11, 20, 5, tzinfo=datetime.UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspaces.create(tmp_path / "An Hòa", sample_offices()[0], who=WHO)
    documents.import_files(made.store, commune_files(), who=WHO)
    yield made
    made.close()


def test_a_stick_that_is_not_plugged_in_is_told_and_nothing_is_made_in_its_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    gone = tmp_path / "USB"
    assert not second_place.state(workspace.store, gone).there
    with pytest.raises(second_place.SecondPlaceGoneError):
        second_place.copy_to(workspace.store, gone, reason="manual")
    assert not gone.exists()


def test_a_copy_on_the_stick_brings_everything_back_and_old_ones_go(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_place, "KEEP", 2)
    stick = tmp_path / "USB"
    stick.mkdir()
    (stick / "khác.papibackup").write_text("khác", encoding="utf-8")
    assert second_place.state(workspace.store, stick).files == 0
    for hour in range(second_place.KEEP + 2):
        now = NOON + datetime.timedelta(hours=hour)
        made = second_place.copy_to(workspace.store, stick, reason="manual", now=now)
    state = second_place.state(workspace.store, stick)
    assert state.there
    assert state.files == second_place.KEEP
    assert state.latest is not None
    assert state.free > 0
    assert (stick / "khác.papibackup").exists()
    keeping.restore_into(tmp_path / "mới", made.path, who=WHO)
    again = workspaces.open_workspace(tmp_path / "mới")
    assert len(documents.listing(again.store)) == 3
    again.close()


def test_a_second_place_inside_the_workspace_is_refused(workspace: Workspace) -> None:
    with pytest.raises(BackupInsideError):
        second_place.copy_to(workspace.store, workspace.folder / "backups", reason="manual")


REPORT = """PapiDesk 1.0
Python 3.11.7, Windows-10
2026-11-19 09:30:00

Traceback (most recent call last):
  File "C:\\Users\\Nguyen Van Mau\\PapiDesk\\ui\\start.py", line 3, in open
    raise ValueError(text)
ValueError: Kế hoạch nâng cao Chỉ số PAPI của xã An Hòa
và một dòng nữa
papidesk.errors.PapiDeskError: "bí mật"
"""


def test_the_log_tells_where_it_failed_and_no_word_of_any_document(
    workspace: Workspace, tmp_path: Path
) -> None:
    reports = tmp_path / "crash-reports"
    reports.mkdir()
    (reports / "crash-20261119-093000.txt").write_text(REPORT, encoding="utf-8")
    made = logs.export(workspace.store, reports, tmp_path / "nhật ký.zip")
    assert made.reports == 1
    assert made.acts > 3
    with zipfile.ZipFile(made.path) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "start.py" in text
    assert "ValueError" in text
    assert "document" in text
    for secret in ("An Hòa", "bí mật", "một dòng nữa", "Nguyen Van Mau", WHO, "Kế hoạch"):
        assert secret not in text


def test_a_log_without_reports_is_still_a_log(workspace: Workspace, tmp_path: Path) -> None:
    made = logs.export(workspace.store, tmp_path / "none", tmp_path / "a.zip")
    assert made.reports == 0
    far = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=logs.DAYS + 1)
    assert logs.export(workspace.store, tmp_path, tmp_path / "b.zip", now=far).acts == 0


def test_a_log_that_cannot_be_written_is_refused_and_leaves_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(NotWrittenError):
        logs.export(workspace.store, tmp_path, tmp_path / "none" / "a.zip")
    (tmp_path / "d.zip").mkdir()
    with pytest.raises(NotWrittenError):
        logs.export(workspace.store, tmp_path, tmp_path / "d.zip")
    assert not list(tmp_path.glob("*.part"))


def test_samples_go_into_the_trash_at_once_and_own_papers_stay(workspace: Workspace) -> None:
    own = documents.import_text(workspace.store, "KẾ HOẠCH\nCủa cơ quan", "a.txt", who=WHO)
    assert len(samples.present(workspace.store)) == 3
    gone = samples.clear(workspace.store, who=WHO)
    assert samples.present(workspace.store) == []
    assert [row.id for row in documents.listing(workspace.store)] == [own.document.id]
    samples.bring_back(workspace.store, gone, who=WHO)
    assert samples.present(workspace.store) == list(gone.documents)

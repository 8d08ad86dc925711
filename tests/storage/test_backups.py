"""Backups: checked when made, thinned with time, restored whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from papidesk.domain.record import replace
from papidesk.storage import attachments, audit, backup_file, backups, documents, listing, places
from papidesk.storage.backups import BackupInfo, BadBackupError
from papidesk.storage.failures import StorageError
from papidesk.storage.integrity import verify
from papidesk.storage.restoring import restore_into
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace
from tests.conftest import ROOT
from tests.storage.stored import NOON, fill, plan


def titles(store: Store) -> list[str]:
    return sorted(row.title for row in listing.rows(store))


def test_a_backup_says_what_is_in_it_and_is_listed(workspace: Workspace) -> None:
    fill(workspace.store)
    info = backups.make(workspace.store, reason="manual", now=NOON)
    assert backups.every(workspace.folder) == [info]
    path = backups.path_of(workspace.folder, info)
    assert info.name.startswith("2025-08-20T050000Z-")
    assert (info.reason, info.made_at) == ("manual", "2025-08-20T05:00:00Z")
    assert info.bytes == path.stat().st_size
    assert info.counts["documents"] == 3
    assert info.counts["register_outgoing"] == 1
    assert info.database_id == workspace.database_id
    backups.verify(workspace.folder, info)
    assert list((workspace.folder / "staging").iterdir()) == []


def test_a_backup_can_be_made_while_another_connection_writes(workspace: Workspace) -> None:
    documents.save(workspace.store, plan("trước"))
    with Store(workspace.database) as worker, workspace.store.unit_of_work():
        documents.save(workspace.store, plan("đang dở"))
        info = backups.make(worker, reason="daily")
    assert info.counts["documents"] == 1


def test_saving_does_not_wait_for_a_backup_that_is_running(workspace: Workspace) -> None:
    with workspace.store.unit_of_work():
        for index in range(400):
            documents.save(workspace.store, plan(f"{index}", closing="dài " * 5000))
    names: list[str] = []

    def back_up() -> None:
        with Store(workspace.database) as own:
            names.append(backups.make(own, reason="daily").name)

    thread = threading.Thread(target=back_up)
    workspace.store.row("PRAGMA busy_timeout = 2000")
    thread.start()
    longest = 0.0
    for index in range(10):
        began = time.perf_counter()
        documents.save(workspace.store, plan(f"thêm {index}"))
        longest = max(longest, time.perf_counter() - began)
    thread.join()
    (info,) = backups.every(workspace.folder)
    assert [info.name] == names
    backups.verify(workspace.folder, info)
    assert longest < 2


def test_a_damaged_database_gives_no_backup(workspace: Workspace) -> None:
    fill(workspace.store)
    workspace.close()
    content = bytearray(workspace.database.read_bytes())
    content[5 * 4096 : 9 * 4096] = b"\xa5" * 4 * 4096
    workspace.database.write_bytes(bytes(content))
    with Store(workspace.database) as store, pytest.raises(StorageError):
        backups.make(store, reason="manual")
    assert backups.every(workspace.folder) == []
    assert list((workspace.folder / "staging").iterdir()) == []


def test_a_changed_backup_is_found_out(workspace: Workspace) -> None:
    info = backups.make(workspace.store, reason="manual")
    path = backups.path_of(workspace.folder, info)
    content = bytearray(path.read_bytes())
    content[-100] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(BadBackupError):
        backups.verify(workspace.folder, info)
    with pytest.raises(BadBackupError):
        workspace.restore(path)


def test_unreadable_and_lonely_sidecars_are_not_listed(workspace: Workspace) -> None:
    info = backups.make(workspace.store, reason="manual")
    folder = workspace.folder / "backups"
    (folder / "x.db.json").write_text("{")
    (folder / "y.db.json").write_text(json.dumps({"name": "../papidesk.db"}))
    shutil.copy(folder / f"{info.name}.json", folder / "z.db.json")
    assert backups.every(workspace.folder) == [info]


def test_a_backup_is_due_when_something_changed_and_half_an_hour_passed(store: Store) -> None:
    assert backups.is_due(store, now=NOON)
    info = backups.make(store, reason="daily", now=NOON)
    assert not backups.has_changed(store, info)
    assert not backups.is_due(store, now=NOON + timedelta(hours=5))
    documents.save(store, plan())
    assert backups.has_changed(store, info)
    assert not backups.is_due(store, now=NOON + timedelta(minutes=29))
    assert backups.is_due(store, now=NOON + timedelta(minutes=30))


def listed(*made_at: str) -> list[BackupInfo]:
    return [
        BackupInfo(
            name=at, made_at=at, reason="daily", bytes=1, sha256="", counts={},
            database_id="", schema=1,
        )
        for at in made_at
    ]  # fmt: skip


def test_of_many_backups_the_days_weeks_and_months_stay() -> None:
    every_two_hours = [
        (NOON - timedelta(hours=2 * step)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for step in range(12 * 400)
    ]
    kept = [info.made_at for info in backups.to_keep(listed(*every_two_hours))]
    assert kept[:4] == every_two_hours[:4]
    days = {at[:10] for at in kept}
    assert {(NOON - timedelta(days=d)).strftime("%Y-%m-%d") for d in range(12)} <= days
    assert {at[:7] for at in kept} == {f"2025-{m:02}" for m in range(1, 9)} | {"2024-12"}
    assert 25 <= len(kept) <= 4 + 12 + 10 + 9
    assert backups.to_keep(listed(*kept)) == backups.to_keep(listed(*every_two_hours))


def test_few_backups_all_stay() -> None:
    few = listed("2025-01-01T00:00:00Z", "2020-01-01T00:00:00Z")
    assert backups.to_keep(few) == few
    assert backups.to_keep([]) == []


def test_thinning_deletes_files_and_sidecars(workspace: Workspace) -> None:
    for hour in range(7):
        backups.make(workspace.store, reason="daily", now=NOON + timedelta(minutes=hour))
    gone = backups.thin(workspace.folder)
    assert len(gone) == 3
    assert len(list((workspace.folder / "backups").iterdir())) == 2 * 4


def test_restoring_brings_the_old_state_back_and_keeps_the_newer_aside(
    workspace: Workspace,
) -> None:
    saved = documents.save(workspace.store, plan("cũ"))
    old_id = workspace.database_id
    info = backups.make(workspace.store, reason="manual")
    documents.save(workspace.store, plan("mới"))
    done = workspace.restore(
        backups.path_of(workspace.folder, info), who="Nguyễn Văn Mẫu", now=NOON
    )
    assert titles(workspace.store) == ["cũ"]
    assert documents.get(workspace.store, saved.id) == saved
    assert workspace.database_id != old_id
    (entry,) = (e for e in audit.entries(workspace.store) if e.act == "workspace.restored")
    assert (entry.who, entry.detail) == ("Nguyễn Văn Mẫu", info.name)
    with Store(Path(done.aside) / "papidesk.db", read_only=True) as aside:
        assert titles(aside) == ["cũ", "mới"]
    assert verify(workspace.store)[1] == []
    documents.save(workspace.store, plan("tiếp"))
    assert list((workspace.folder / "staging").iterdir()) == []


def test_a_damaged_workspace_can_be_restored_without_opening_it(workspace: Workspace) -> None:
    fill(workspace.store)
    info = backups.make(workspace.store, reason="manual")
    workspace.close()
    workspace.database.write_bytes(b"\x00" * 5000)
    with pytest.raises(StorageError):
        Workspace.open(workspace.folder)
    aside = restore_into(workspace.folder, backups.path_of(workspace.folder, info))
    assert aside is not None
    assert (aside / "papidesk.db").read_bytes() == b"\x00" * 5000
    with Workspace.open(workspace.folder) as opened:
        assert len(titles(opened.store)) == 2
        assert verify(opened.store)[1] == []


def test_one_file_takes_everything_to_another_computer(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second, _ = fill(workspace.store)
    stick = tmp_path / "sao lưu ngày 20-8.papibackup"
    info = backup_file.export(workspace.store, stick, now=NOON)
    assert (info.attachments, info.missing, info.counts["documents"]) == (4, 0, 3)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [stick.name]
    assert backup_file.inspect(stick) == backup_file.verify(stick) == info
    with Workspace.create(tmp_path / "other") as other:
        other.restore(stick)
        assert documents.get(other.store, first.id) == first
        assert documents.get(other.store, second.id) == second
        (link,) = attachments.links(other.store, first.id)
        assert attachments.read(other.store, link.sha256) == "bản thảo\n".encode()
        assert verify(other.store)[1] == []


def test_an_attachment_that_is_gone_is_counted_as_missing(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = fill(workspace.store)[0]
    (link,) = attachments.links(workspace.store, first.id)
    attachments.path_of(workspace.store, link.sha256).unlink()
    info = backup_file.export(workspace.store, tmp_path / "b.papibackup")
    assert (info.attachments, info.missing) == (3, 1)
    assert backup_file.verify(tmp_path / "b.papibackup") == info


def test_a_backup_file_cut_or_changed_anywhere_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace.store)
    good = tmp_path / "good.papibackup"
    backup_file.export(workspace.store, good)
    content = good.read_bytes()
    before = titles(workspace.store)
    bad = tmp_path / "bad.papibackup"
    step = len(content) // 40
    for at in range(0, len(content), step):
        flipped = bytearray(content)
        flipped[at] ^= 0xFF
        for damaged in (content[:at], bytes(flipped)):
            bad.write_bytes(damaged)
            with pytest.raises(StorageError):
                backup_file.verify(bad)
                # A few bytes of a ZIP mean nothing (times, attributes): then nothing is wrong.
                raise BadBackupError(path=bad, detail="")
            with pytest.raises(StorageError):
                workspace.restore(bad)
                raise BadBackupError(path=bad, detail="")
    assert len(before) == len(titles(workspace.store))


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04 not a zip", b"hello" * 500])
def test_a_file_that_is_no_backup_is_refused(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    documents.save(workspace.store, plan())
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(StorageError):
        workspace.restore(tmp_path / "x")
    assert len(titles(workspace.store)) == 1
    assert list((workspace.folder / "staging").iterdir()) == []


def test_a_zip_or_database_of_another_program_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../../evil", b"x")
    other = sqlite3.connect(tmp_path / "x.db")
    other.execute("CREATE TABLE a (b)")
    other.close()
    for name in ("x.zip", "x.db"):
        with pytest.raises(StorageError):
            workspace.restore(tmp_path / name)
    assert not (tmp_path / "evil").exists()


def test_an_export_that_fails_leaves_the_file_that_was_there(
    workspace: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "b.papibackup"
    backup_file.export(workspace.store, target)
    before = target.read_bytes()
    (tmp_path / "b.papibackup.part").mkdir()
    with pytest.raises(StorageError):
        backup_file.export(workspace.store, target)
    assert target.read_bytes() == before


STEPS = """
import os, signal, sys
from pathlib import Path
from papidesk.storage import backups
from papidesk.storage.restoring import restore_into
from papidesk.storage.workspace import Workspace

# Stop at the n-th call that changes something in the file system below the workspace.
folder, name, last, how = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
left = [last]
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "open"}

def stop(event, args):
    if event not in CHANGES or not str(args[0]).startswith(str(folder)):
        return
    if event == "open" and not (args[2] & (os.O_WRONLY | os.O_RDWR)):
        return
    left[0] -= 1
    if left[0] == 0:
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(5, "input/output error")

w = Workspace.open(folder)
sys.addaudithook(stop)
w.restore(folder / "backups" / name)
print("done" if left[0] > 0 else "went on")
"""


@pytest.mark.parametrize("how", ["kill", "fail"])
def test_a_restore_stopped_at_any_step_leaves_the_old_or_the_new_state(
    tmp_path: Path, how: str
) -> None:
    start = tmp_path / "start"
    with Workspace.create(start) as made:
        documents.save(made.store, plan("cũ"))
        info = backups.make(made.store, reason="manual")
        documents.save(made.store, plan("mới"))
    states = []
    for step in range(1, 60):
        folder = tmp_path / f"{how}{step}"
        shutil.copytree(start, folder)
        done = subprocess.run(
            [sys.executable, "-c", STEPS, str(folder), info.name, str(step), how],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        if done.stdout.strip() == "done":
            break
        if done.stdout.strip() == "went on":  # a step that does not matter
            continue
        if how == "kill":
            assert done.returncode == -signal.SIGKILL, done.stderr
        with Workspace.open(folder) as opened:
            assert verify(opened.store)[1] == []
            states.append(titles(opened.store))
            documents.save(opened.store, plan("tiếp"))
    else:
        raise AssertionError("the restore never came to its end")
    assert states.count(["cũ", "mới"]) >= 3
    assert states.count(["cũ"]) >= 2
    assert {tuple(state) for state in states} == {("cũ", "mới"), ("cũ",)}
    # Once new, always new: there is one step that decides.
    assert states == sorted(states, key=len, reverse=True)


def test_restoring_an_older_schema_migrates_it(workspace: Workspace) -> None:
    info = backups.make(workspace.store, reason="manual")
    path = backups.path_of(workspace.folder, info)
    old = sqlite3.connect(path)
    old.execute("PRAGMA user_version = 0")
    old.close()
    (path.parent / f"{path.name}.json").unlink()
    workspace.restore(path)
    assert workspace.store.value("PRAGMA user_version") > 0


def test_a_backup_of_one_moment_is_one_file_with_one_name(workspace: Workspace) -> None:
    names = {backups.make(workspace.store, reason="manual", now=NOON).name for _ in range(3)}
    assert len(names) == 3
    assert all(name == replace(listed(name)[0]).name for name in names)
    assert os.access(places.database(workspace.folder), os.R_OK)

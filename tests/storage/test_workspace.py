"""The workspace folder: made, opened, refused with a sentence, put right after a crash."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from papidesk.errors import PapiDeskError
from papidesk.storage import backups, documents, drives, indexing, listing, places, schema
from papidesk.storage.failures import (
    DamagedDatabaseError,
    ForeignDatabaseError,
    NewerSchemaError,
    NotADatabaseError,
    ReadOnlyError,
)
from papidesk.storage.lock import WorkspaceInUseError
from papidesk.storage.store import Store
from papidesk.storage.workspace import (
    AlreadyAWorkspaceError,
    FolderNotEmptyError,
    NotAWorkspaceError,
    Workspace,
)
from tests.conftest import ROOT
from tests.storage.stored import NOON, fill, plan


def run(code: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own and return what it printed."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, **options
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def damage(path: Path) -> None:
    """Overwrite every page but the first with rubbish."""
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(bytes(content))


def refusal(folder: Path) -> PapiDeskError:
    """Return the error opening raises; nothing of the database may be changed by trying."""
    before = places.database(folder).read_bytes()
    with pytest.raises(PapiDeskError) as caught:
        Workspace.open(folder)
    assert places.database(folder).read_bytes() == before
    assert "{" not in str(caught.value)
    return caught.value


def test_a_new_workspace_has_the_pragmas_marks_and_folders(workspace: Workspace) -> None:
    value = workspace.store.value
    assert value("PRAGMA application_id") == schema.APPLICATION_ID
    assert value("PRAGMA user_version") == schema.SCHEMA_VERSION
    assert value("PRAGMA journal_mode") == "delete"
    assert value("PRAGMA synchronous") == 3
    assert value("PRAGMA foreign_keys") == 1
    assert value("PRAGMA trusted_schema") == 0
    assert value("PRAGMA cell_size_check") == 1
    assert value("PRAGMA mmap_size") == 0
    names = {entry.name for entry in workspace.folder.iterdir()}
    assert names == {"papidesk.db", "attachments", "backups", "staging", "lock"}
    assert list((workspace.folder / "staging").iterdir()) == []


def test_what_was_saved_is_there_when_it_is_opened_again(folder: Path) -> None:
    with Workspace.create(folder) as made:
        saved = documents.save(made.store, plan())
        database_id = made.database_id
    with Workspace.open(folder) as opened:
        assert documents.get(opened.store, saved.id) == saved
        assert opened.database_id == database_id
        assert opened.remarks == ()


def test_a_folder_without_a_workspace_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(NotAWorkspaceError):
            Workspace.open(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_not_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "thư.docx").write_bytes(b"x")
    with pytest.raises(FolderNotEmptyError):
        Workspace.create(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thư.docx"]


def test_a_workspace_is_not_made_over_another(workspace: Workspace) -> None:
    with pytest.raises(AlreadyAWorkspaceError):
        Workspace.create(workspace.folder)


def test_a_folder_that_a_broken_off_creation_left_can_be_used(folder: Path) -> None:
    (folder / "staging").mkdir(parents=True)
    (folder / "staging" / "half.db").write_bytes(b"SQLite format 3\x00half")
    (folder / "lock").write_bytes(b"")
    with Workspace.create(folder) as made:
        assert listing.count(made.store) == 0
        assert list((folder / "staging").iterdir()) == []


def closed(folder: Path) -> Path:
    """Make a workspace with documents, close it, return its database."""
    with Workspace.create(folder, now=NOON) as made:
        fill(made.store)
    return places.database(folder)


def test_a_text_file_is_refused(folder: Path) -> None:
    closed(folder).write_text("Kính gửi các đồng chí\n" * 40, encoding="utf-8")
    assert isinstance(refusal(folder), NotADatabaseError)


def test_an_empty_file_is_refused(folder: Path) -> None:
    closed(folder).write_bytes(b"")
    assert isinstance(refusal(folder), DamagedDatabaseError)


@pytest.mark.parametrize("length", [1, 15, 16, 60, 99, 100, 4096, 20_000])
def test_a_truncated_file_is_refused(folder: Path, length: int) -> None:
    path = closed(folder)
    path.write_bytes(path.read_bytes()[:length])
    assert isinstance(refusal(folder), DamagedDatabaseError)


def test_a_database_of_another_program_is_refused_and_left_alone(folder: Path) -> None:
    path = closed(folder)
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE moz_places (id INTEGER)")
    other.commit()
    other.close()
    (folder / "papidesk.db-journal").write_bytes(b"the other program's")
    assert isinstance(refusal(folder), ForeignDatabaseError)


def test_a_newer_schema_is_refused(folder: Path) -> None:
    path = closed(folder)
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    error = refusal(folder)
    assert isinstance(error, NewerSchemaError)
    assert "999" in str(error)


def test_a_file_damaged_throughout_is_refused(folder: Path) -> None:
    damage(closed(folder))
    assert isinstance(refusal(folder), DamagedDatabaseError)


def test_a_damaged_page_is_found_after_a_program_did_not_end_properly(folder: Path) -> None:
    path = closed(folder)
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    content[(pages - 3) * 4096 : (pages - 2) * 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(content))
    (folder / "lock").write_text('{"host":"pc","user":"ai","pid":1,"since":"?"}')
    assert isinstance(refusal(folder), DamagedDatabaseError)


def test_pages_are_looked_through_every_week(folder: Path) -> None:
    closed(folder)
    with Workspace.open(folder, now=NOON + timedelta(days=6)) as opened:
        assert opened.store.value("SELECT checked_at FROM workspace") == "2025-08-20T05:00:00Z"
    with Workspace.open(folder, now=NOON + timedelta(days=8)) as opened:
        assert opened.store.value("SELECT checked_at FROM workspace") == "2025-08-28T05:00:00Z"


def test_a_clock_set_back_does_not_stop_the_weekly_look(folder: Path) -> None:
    closed(folder)
    with Workspace.open(folder, now=NOON - timedelta(days=9000)) as opened:
        assert opened.store.value("SELECT checked_at FROM workspace") < "2025"


def test_the_second_opener_is_told_who_has_it(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceInUseError) as caught:
        Workspace.open(workspace.folder)
    assert caught.value.values["pid"] == os.getpid()
    other = run(
        "import sys; from pathlib import Path\n"
        "from papidesk.storage.workspace import Workspace\n"
        "from papidesk.storage.lock import WorkspaceInUseError\n"
        "try: Workspace.open(Path(sys.argv[1]))\n"
        "except WorkspaceInUseError as error: print(error)\n",
        workspace.folder,
    )
    assert str(os.getpid()) in other.stdout, other.stderr


def test_the_lock_ends_with_its_process_however_it_ends(folder: Path) -> None:
    closed(folder)
    killed = run(
        "import os, signal, sys; from pathlib import Path\n"
        "from papidesk.storage.workspace import Workspace\n"
        "w = Workspace.open(Path(sys.argv[1]))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n",
        folder,
    )
    assert killed.returncode == -signal.SIGKILL
    assert json.loads((folder / "lock").read_text())["pid"] > 0
    with Workspace.open(folder) as opened:
        assert listing.count(opened.store) == 2
    assert (folder / "lock").read_text() == ""


def test_a_write_ahead_file_beside_a_restored_database_is_moved_away(folder: Path) -> None:
    path = closed(folder)
    before = path.read_bytes()
    # A database in another mode, killed with changes only its write-ahead file had.
    wal = folder.parent / "wal.db"
    shutil.copy(path, wal)
    writer = sqlite3.connect(wal)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE documents SET title = 'nhầm'")
    writer.commit()
    shutil.copy(f"{wal}-wal", f"{path}-wal")
    writer.close()
    with Workspace.open(folder, now=NOON) as opened:
        assert "nhầm" not in {row.title for row in listing.rows(opened.store)}
        assert len(opened.remarks) == 1
    assert path.read_bytes() == before
    assert not Path(f"{path}-wal").exists()


KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from papidesk.storage.workspace import Workspace
w = Workspace.open(Path(sys.argv[1]))
with w.store.unit_of_work():
    w.store.write("PRAGMA cache_size = 1")
    w.store.write("UPDATE documents SET title = 'nửa chừng', folded = ?", ("x" * 100000,))
    w.store.write("UPDATE versions SET reason = ?", ("y" * 100000,))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_journal_of_a_killed_program_is_played_back(folder: Path) -> None:
    path = closed(folder)
    before = path.read_bytes()
    killed = run(KILLED_WHILE_WRITING, folder)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert Path(f"{path}-journal").exists()
    assert path.read_bytes() != before
    with Workspace.open(folder) as opened:
        assert opened.remarks == ()
        assert "nửa chừng" not in {row.title for row in listing.rows(opened.store)}
        assert opened.store.value("PRAGMA integrity_check") == "ok"


def test_a_stale_journal_beside_a_database_copied_over_it_is_moved_away(folder: Path) -> None:
    path = closed(folder)
    older = path.read_bytes()
    with Workspace.open(folder) as opened:
        for index in range(3):
            documents.save(opened.store, plan(f"thêm {index}"))
    assert run(KILLED_WHILE_WRITING, folder).returncode == -signal.SIGKILL
    path.write_bytes(older)  # a person copies an older file over it and forgets the journal
    with Workspace.open(folder) as opened:
        assert len(opened.remarks) == 1
        assert opened.store.value("PRAGMA integrity_check") == "ok"
        assert listing.count(opened.store) == 2


def test_staging_is_empty_after_opening(folder: Path) -> None:
    closed(folder)
    (folder / "staging" / "half.part").write_bytes(b"half")
    (folder / "staging" / "dir").mkdir()
    with Workspace.open(folder):
        assert list((folder / "staging").iterdir()) == []


def test_an_index_written_by_an_older_program_is_written_anew(folder: Path) -> None:
    path = closed(folder)
    with Store(path) as store, store.unit_of_work():
        store.write("UPDATE workspace SET search_scheme = 'older'")
        store.write("DELETE FROM search_documents")
        store.write("INSERT INTO search (search) VALUES ('delete-all')")
    with Workspace.open(folder) as opened:
        assert indexing.check(opened.store) == 0
        assert indexing.is_current(opened.store)


def as_nobody(code: str, folder: Path) -> str:
    """Run code as a user without rights, also where the tests run as root."""
    if os.getuid() == 0:
        code = "import os; os.setgid(65534); os.setuid(65534)\n" + code
    done = run("import papidesk.storage.workspace, papidesk.storage.migrations\n" + code, folder)
    return done.stdout + done.stderr


OPEN_AND_TELL = """
import sys
from pathlib import Path
from papidesk.errors import PapiDeskError
from papidesk.storage.workspace import Workspace
try:
    Workspace.open(Path(sys.argv[1])); print("opened")
except PapiDeskError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A folder below only folders that everybody may enter."""
    for parent in tmp_path.parents:
        if parent.stat().st_uid == os.getuid() and "pytest" in parent.name:
            parent.chmod(0o755)
    tmp_path.chmod(0o755)
    return tmp_path / "w"


def test_a_read_only_folder_is_refused(public: Path) -> None:
    closed(public)
    for path in [*public.rglob("*"), public]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert as_nobody(OPEN_AND_TELL, public).startswith("ReadOnlyError")
    finally:
        for path in [public, *public.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_read_only_database_file_is_refused(public: Path) -> None:
    path = closed(public)
    for entry in [public, *public.rglob("*")]:
        entry.chmod(0o777 if entry.is_dir() else 0o666)
    path.chmod(0o444)
    assert as_nobody(OPEN_AND_TELL, public).startswith("ReadOnlyError")


def test_a_store_opened_for_reading_does_not_write(workspace: Workspace) -> None:
    with (
        Store(workspace.database, read_only=True) as reader,
        pytest.raises(ReadOnlyError),
        reader.unit_of_work(),
    ):
        reader.write("DELETE FROM audit")


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w").write_bytes(b"x")
    with pytest.raises(PapiDeskError):
        Workspace.create(tmp_path / "w")


MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//may-chu/chung /mnt/chung cifs rw 0 0
may-chu:/xuat /mnt/d\\303\\271ng\\040chung nfs4 rw 0 0
tmpfs /mnt/chung/nhanh tmpfs rw 0 0
/dev/sdb1 /media/vanthu/USB vfat rw 0 0
"""


def test_the_mount_of_a_folder_is_the_longest_that_holds_it() -> None:
    def system(path: str) -> str:
        return drives.mount_of(PurePosixPath(path), MOUNTS)[1]

    assert system("/home/a") == "ext4"
    assert system("/mnt/chung/papidesk") == "cifs"
    assert system("/mnt/chungx") == "ext4"
    assert system("/mnt/chung/nhanh/x") == "tmpfs"
    assert system("/media/vanthu/USB/w") == "vfat"


def test_server_paths_of_windows_are_told_apart() -> None:
    assert drives.is_unc(r"\\may-chu\chung\papidesk")
    assert drives.is_unc(r"\\?\UNC\may-chu\chung\papidesk")
    assert drives.is_unc("//may-chu/chung/papidesk")
    assert not drives.is_unc(r"C:\Users\vanthu\papidesk")
    assert not drives.is_unc(r"\\?\C:\Users\vanthu")


def test_network_drives_are_refused(tmp_path: Path) -> None:
    table = f"/dev/sda2 / ext4 rw 0 0\n//may-chu/x {tmp_path} cifs rw 0 0\n"
    with pytest.raises(drives.NetworkDriveError):
        drives.check_drive(tmp_path / "w", mounts=table)
    # A computer whose very root is on the network has no other place.
    assert drives.check_drive(tmp_path, mounts="may-chu:/ / nfs4 rw 0 0\n") == []


def test_a_stick_and_a_synced_folder_are_warned_about(tmp_path: Path) -> None:
    table = f"/dev/sda2 / ext4 rw 0 0\n/dev/sdb1 {tmp_path} exfat rw 0 0\n"
    assert len(drives.check_drive(tmp_path, mounts=table)) == 1
    assert len(drives.check_drive(tmp_path / "OneDrive - UBND" / "w", mounts=table)) == 2
    assert drives.is_synced(PureWindowsPath(r"C:\Users\a\Dropbox\w"))
    assert drives.is_synced(PureWindowsPath(r"C:\Users\a\Google Drive\w"))
    assert not drives.is_synced(PureWindowsPath(r"C:\Users\a\Documents\OneDriver\w"))


def test_opening_warns_about_a_synced_folder(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "OneDrive" / "w") as made:
        assert len(made.remarks) == 1


def test_a_migration_is_preceded_by_a_backup(folder: Path) -> None:
    path = closed(folder)
    old = sqlite3.connect(path)
    # A file from before the first migration was counted: everything but the number is there.
    old.execute("PRAGMA user_version = 0")
    old.close()
    with Workspace.open(folder) as opened:
        assert [info.reason for info in backups.every(folder)] == ["before_migration"]
        assert listing.count(opened.store) == 2

"""Going back to a backup: the old state is kept aside, and a crash leaves the old or the new.

First the new database is made whole in the staging folder; then a note says that it is to be
moved in. Before the note is written nothing has happened; afterwards the moves are done, now or
when the workspace is opened next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from papidesk.domain.ids import is_id, new_id
from papidesk.domain.manuscript import Remark
from papidesk.domain.record import BadRecordError, Record, from_json, to_json
from papidesk.errors import N_
from papidesk.storage import audit, backup_file, backups, leftovers, places
from papidesk.storage.clock import stored_time
from papidesk.storage.drives import check_drive
from papidesk.storage.failures import (
    DamagedDatabaseError,
    ForeignDatabaseError,
    NewerSchemaError,
    NotADatabaseError,
    told,
)
from papidesk.storage.files import chunks, move_into_place, sync_file, sync_folder, write_hashed
from papidesk.storage.header import check_header
from papidesk.storage.lock import WorkspaceLock
from papidesk.storage.store import Store

_ENDINGS = ("", "-journal", "-wal", "-shm")


class PendingRestore(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The note: the new database in the staging folder, and where the old one goes."""

    staged: str
    aside: str


class Restored(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a restore did: the backup, and the folder the old database was put into."""

    backup: backups.BackupInfo
    aside: str


def restore_into(
    folder: Path, path: Path, *, who: str = "", now: datetime | None = None
) -> Path | None:
    """Restore the backup at ``path`` in ``folder``, whose database may be damaged or not there.

    So a backup comes back on a new computer, or when the workspace can no longer be opened.
    Returns the folder the old database was put into, None when there was none. Raises
    :class:`~papidesk.storage.lock.WorkspaceInUseError` while a program has it open.
    """
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    check_drive(folder)
    lock = WorkspaceLock(folder / places.LOCK)
    lock.take(now=now)
    try:
        with told(folder):
            places.make_folders(folder)
            try:
                finish_pending(folder)
            except BadRecordError:
                # A note that says nothing any more must not keep a backup from being put in.
                note = folder / places.PENDING_RESTORE
                note.replace(leftovers.aside_folder(folder) / note.name)
        had_one = places.database(folder).exists()
        done = replace_database(folder, path, who=who, now=now)
    finally:
        lock.release()
    return Path(done.aside) if had_one else None


def replace_database(
    folder: Path,
    path: Path,
    *,
    who: str = "",
    now: datetime | None = None,
    database_closed: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Restored:
    """Put the backup at ``path`` in place of the database in ``folder``, under the caller's lock.

    ``path`` is one of ``backups/``, or a backup file. It is checked in a copy first; the old
    database is moved to ``backups/aside/``; the restored one gets a new id and an audit entry.
    ``database_closed`` holds the database closed while the files are exchanged. Raises
    :class:`~papidesk.storage.backups.BadBackupError` and leaves everything as it was.
    """
    staged = folder / places.STAGING / f"{new_id()}.db"
    try:
        info = _stage(folder, path, staged)
        _make_own(staged, info, who, now)
        with told(folder):
            sync_file(staged)
            aside = leftovers.aside_folder(folder)
            pending = PendingRestore(staged=staged.name, aside=aside.name)
            with database_closed():
                _note(folder, pending)
                _carry_out(folder, pending)
    finally:
        if not is_pending(folder):
            staged.unlink(missing_ok=True)
    return Restored(backup=info, aside=str(aside))


def is_pending(folder: Path) -> bool:
    """Tell whether a restore was broken off after its note was written."""
    return (folder / places.PENDING_RESTORE).exists()


def finish_pending(folder: Path) -> list[Remark]:
    """Do what is left of a restore that was broken off; return a remark about it."""
    if not is_pending(folder):
        return []
    note = folder / places.PENDING_RESTORE
    pending = from_json(PendingRestore, note.read_bytes())
    _carry_out(folder, pending)
    return [
        Remark(
            message=N_(
                "A restore that was broken off has been finished. The old data is in {path}."
            ),
            values={"path": str(folder / places.BACKUPS / places.ASIDE / pending.aside)},
        )
    ]


def _stage(folder: Path, path: Path, staged: Path) -> backups.BackupInfo:
    """Copy the backup to ``staged`` and return what is in it, all checked."""
    if backup_file.is_backup_file(path):
        with _told_of(path):
            return backup_file.unpack(path, folder, staged)
    listed = next((info for info in backups.every(folder) if info.name == path.name), None)
    with told(path):
        sha256, _ = write_hashed(staged, chunks(path))
    if listed is not None and sha256 != listed.sha256:
        raise backups.ChangedBackupError(path=path)
    with _told_of(path):
        check_header(staged)
        return backups.describe(
            staged,
            name=path.name,
            reason=listed.reason if listed else "",
            made_at=listed.made_at if listed else stored_time(),
        )


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Tell what is wrong with a staged copy as being wrong with the backup a person chose."""
    try:
        yield
    except (backups.NotABackupError, backups.ChangedBackupError):
        raise  # these name it already
    except NewerSchemaError as error:
        raise NewerSchemaError(**error.values | {"path": path}) from error
    except (NotADatabaseError, ForeignDatabaseError) as error:
        raise backups.NotABackupError(path=path) from error
    except (DamagedDatabaseError, backups.BadBackupError) as error:
        raise backups.ChangedBackupError(path=path) from error


def _make_own(staged: Path, info: backups.BackupInfo, who: str, now: datetime | None) -> None:
    """Bring the copy to the present schema and give it an id of its own."""
    with Store(staged) as store, store.unit_of_work():
        store.write(
            "UPDATE workspace SET database_id = ?, checked_at = ?", (new_id(), stored_time(now))
        )
        audit.add(store, "workspace.restored", who=who, detail=info.name, now=now)


def _note(folder: Path, pending: PendingRestore) -> None:
    written = folder / places.STAGING / f"{new_id()}.json"
    write_hashed(written, (to_json(pending),))
    move_into_place(written, folder / places.PENDING_RESTORE)


def _carry_out(folder: Path, pending: PendingRestore) -> None:
    """Move the old database and its side files aside, the new one in; may be done again."""
    staged = folder / places.STAGING / Path(pending.staged).name
    path = places.database(folder)
    if is_id(staged.stem) and staged.exists():
        aside = folder / places.BACKUPS / places.ASIDE / Path(pending.aside).name
        aside.mkdir(parents=True, exist_ok=True)
        for ending in _ENDINGS:
            old = path.with_name(path.name + ending)
            if old.exists():
                old.replace(aside / old.name)
        sync_folder(aside)
        move_into_place(staged, path)
    (folder / places.PENDING_RESTORE).unlink(missing_ok=True)
    sync_folder(folder)

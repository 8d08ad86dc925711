"""Backups in the workspace: checked copies of the database with a sidecar, thinned with time.

Attachments are not copied: they never change, and what a backup refers to is not collected. The
one file to take away, with the attachments in it, is made by
:mod:`papidesk.storage.backup_file`.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from papidesk import __version__
from papidesk.domain.ids import new_id
from papidesk.domain.record import BadRecordError, Record, from_json, to_json
from papidesk.errors import N_
from papidesk.storage import places
from papidesk.storage.clock import moment, stored_time
from papidesk.storage.failures import (
    BrokenOffError,
    DamagedDatabaseError,
    DiskFullError,
    StorageError,
    told,
)
from papidesk.storage.files import move_into_place, sha256_of, sync_file, write_hashed
from papidesk.storage.header import change_counter
from papidesk.storage.schema import COUNTED
from papidesk.storage.store import Store

EVERY = timedelta(minutes=30)
KEEP_LATEST, KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY = 4, 12, 10, 9
# Room that must stay beside a copy of the database.
_SPARE_BYTES = 8 << 20
# Seconds between the tries that give way to somebody who saves.
_PAUSES = (0.1, 0.2, 0.4, 0.8)


class BadBackupError(StorageError):
    """A backup in which SQLite or this program finds a fault; ``detail`` is the error."""

    message = N_("The backup {path} cannot be used. {detail} Choose another backup.")


class ChangedBackupError(BadBackupError):
    """A backup whose content is not what was written."""

    message = N_(
        "The backup {path} is damaged: its content is not what was written. Choose another backup."
    )


class NotABackupError(BadBackupError):
    """A file that is no backup."""

    message = N_("{path} is not a PapiDesk backup. Choose another file.")


class UnreadableBackupError(BadBackupError):
    """A backup the file system does not give."""

    message = N_(
        "The backup {path} cannot be opened ({detail}). Check that it is there and may be read."
    )


class BackupInfo(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is known about a backup: the sidecar beside it, and the list a person chooses from.

    ``bytes`` and ``sha256`` are those of the database file; ``counts`` the rows by table;
    ``changes`` SQLite's change counter of the original. ``missing`` counts attachments that could
    not be taken along. ``reason`` is a code: "manual", "daily", "before_import" …
    """

    name: str
    made_at: str
    reason: str
    bytes: int
    sha256: str
    counts: dict[str, int]
    database_id: str
    schema: int
    program: str = ""
    changes: int = 0
    attachments: int = 0
    missing: int = 0


def make(store: Store, *, reason: str, now: datetime | None = None) -> BackupInfo:
    """Write a checked copy of the database to ``backups/`` and return what is in it.

    The copy is opened and looked through before it gets its name. Raises
    :class:`~papidesk.storage.failures.DiskFullError`, :class:`BadBackupError`.
    """
    folder = store.folder / places.BACKUPS
    made_at = stored_time(now)
    name = f"{made_at.replace(':', '')}-{new_id()[-4:]}-{reason}.db"
    changes = change_counter(store.path)
    staged = copy_database(store)
    try:
        info = describe(staged, name=name, reason=reason, made_at=made_at, changes=changes)
        with told(folder):
            sidecar = staged.with_suffix(".json")
            write_hashed(sidecar, (to_json(info),))
            # The sidecar first: a copy without one is not listed, one without a copy neither.
            move_into_place(sidecar, folder / f"{name}.json")
            move_into_place(staged, folder / name)
    finally:
        staged.unlink(missing_ok=True)
    return info


def copy_database(store: Store) -> Path:
    """Write a compact copy of the database to the staging folder and return its path.

    ``VACUUM INTO`` reads one state of the database, whatever else is going on. Who saves meanwhile
    would have to wait for its end, so it gives way a few times to a journal that shows up. The
    copy is not forced to the disk yet: :func:`describe` does that while it looks through it.
    """
    staging = store.folder / places.STAGING
    with told(staging):
        staging.mkdir(exist_ok=True)
        needed = store.path.stat().st_size + _SPARE_BYTES
        if shutil.disk_usage(staging).free < needed:
            raise DiskFullError(path=staging)
    copy = staging / f"{new_id()}.db"
    journal = store.path.with_name(f"{store.path.name}-journal")
    for pause in _PAUSES:
        try:
            with store.stopped_when(journal.exists):
                _vacuum_into(store, copy)
            return copy
        except BrokenOffError:
            time.sleep(pause)
    _vacuum_into(store, copy)
    return copy


def _vacuum_into(store: Store, copy: Path) -> None:
    try:
        # It is a copy of something that stays: forced to the disk once, at its end.
        store.outside_transaction("PRAGMA synchronous = OFF")
        try:
            store.outside_transaction("VACUUM INTO ?", (str(copy),))
        finally:
            store.outside_transaction("PRAGMA synchronous = EXTRA")
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def describe(
    copy: Path, *, name: str, reason: str, made_at: str, changes: int | None = None
) -> BackupInfo:
    """Look through a copied database from end to end and return what is in it.

    ``changes`` is given for a fresh copy, which is forced to the disk meanwhile: the change
    counter the original had before. Raises :class:`BadBackupError` when SQLite finds fault with
    it or it is no database of ours.
    """
    try:
        # Hashing, writing and checking take their time each and do not get in each other's way.
        with ThreadPoolExecutor(2) as pool, Store(copy, read_only=True) as store:
            sha256 = pool.submit(sha256_of, copy)
            synced = pool.submit(sync_file, copy) if changes is not None else None
            _check(store)
            if synced is not None:
                synced.result()
            return BackupInfo(
                name=name,
                made_at=made_at,
                reason=reason,
                bytes=copy.stat().st_size,
                sha256=sha256.result(),
                counts=_counts(store),
                database_id=str(store.value("SELECT database_id FROM workspace")),
                schema=int(store.value("PRAGMA user_version")),
                program=__version__,
                changes=changes or 0,
            )
    except BadBackupError:
        raise
    except StorageError as error:
        raise BadBackupError(path=copy, detail=error) from error


def _counts(store: Store) -> dict[str, int]:
    # A backup of an earlier schema is not migrated while it is looked at: it has fewer tables.
    known = {name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: int(store.value(f"SELECT count(*) FROM {table}"))
        for table in COUNTED
        if table in known
    }


def every(folder: Path) -> list[BackupInfo]:
    """Return the backups in a workspace folder, the latest first; unreadable sidecars left out."""
    found = []
    for sidecar in (folder / places.BACKUPS).glob("*.db.json"):
        try:
            info = from_json(BackupInfo, sidecar.read_bytes())
        except (BadRecordError, OSError):
            continue
        if (sidecar.parent / info.name).is_file() and sidecar.name == f"{info.name}.json":
            found.append(info)
    return sorted(found, key=lambda info: (info.made_at, info.name), reverse=True)


def path_of(folder: Path, info: BackupInfo) -> Path:
    """Return where the database of a listed backup is."""
    return folder / places.BACKUPS / info.name


def verify(folder: Path, info: BackupInfo) -> None:
    """Read a backup from end to end; raises :class:`BadBackupError` when it is not as it was."""
    path = path_of(folder, info)
    if sha256_of(path) != info.sha256:
        raise ChangedBackupError(path=path)
    describe(path, name=info.name, reason=info.reason, made_at=info.made_at)


def is_due(store: Store, *, now: datetime | None = None) -> bool:
    """Tell whether there is something new and the last backup is half an hour old."""
    latest = next(iter(every(store.folder)), None)
    if latest is None:
        return True
    present = datetime.now(UTC) if now is None else now
    return has_changed(store, latest) and abs(present - moment(latest.made_at)) >= EVERY


def has_changed(store: Store, info: BackupInfo) -> bool:
    """Tell whether the database was changed since ``info`` was made: a backup on exit is due."""
    return info.changes != change_counter(store.path)


def thin(folder: Path) -> list[BackupInfo]:
    """Delete backups nobody will miss and return them.

    The latest 4 stay, the last of each of the latest 12 days, 10 weeks and 9 months that have one.
    """
    found = every(folder)
    kept = {info.name for info in to_keep(found)}
    gone = [info for info in found if info.name not in kept]
    for info in gone:
        path = path_of(folder, info)
        with told(path):
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}.json").unlink(missing_ok=True)
    return gone


def to_keep(found: Iterable[BackupInfo]) -> list[BackupInfo]:
    """Return the backups that stay, the latest first."""
    latest_first = sorted(found, key=lambda info: (info.made_at, info.name), reverse=True)
    kept = {info.name for info in latest_first[:KEEP_LATEST]}
    for form, most in (("%Y-%m-%d", KEEP_DAILY), ("%G-%V", KEEP_WEEKLY), ("%Y-%m", KEEP_MONTHLY)):
        seen: set[str] = set()
        for info in latest_first:
            stretch = moment(info.made_at).strftime(form)
            if stretch not in seen and len(seen) < most:
                seen.add(stretch)
                kept.add(info.name)
    return [info for info in latest_first if info.name in kept]


def attachments_in_backups(folder: Path) -> frozenset[str]:
    """Return the hashes of all attachments that a backup in ``folder`` refers to.

    Databases that a restore put aside count too, as far as they can be read. Raises
    :class:`~papidesk.storage.failures.StorageError` for a backup that cannot be read: then nothing
    may be collected.
    """
    needed: set[str] = set()
    for info in every(folder):
        needed |= _attachments(path_of(folder, info))
    for aside in (folder / places.BACKUPS / places.ASIDE).glob(f"*/{places.DATABASE}"):
        with contextlib.suppress(StorageError):
            needed |= _attachments(aside)
    return frozenset(needed)


def _attachments(path: Path) -> set[str]:
    with Store(path, read_only=True) as store:
        return {sha256 for (sha256,) in store.rows("SELECT sha256 FROM attachments")}


def _check(store: Store) -> None:
    result = store.value("PRAGMA integrity_check(1)")
    if result != "ok":
        raise DamagedDatabaseError(path=store.path, detail=result)
    broken = store.row("PRAGMA foreign_key_check")
    if broken is not None:
        raise DamagedDatabaseError(path=store.path, detail=f"{broken[0]} → {broken[2]}")

"""A backup to take away: one file with the database and the attachments, for one's own restore.

An ordinary ZIP without compression: ``backup.json`` (what is in it), ``papidesk.db``,
``attachments/<sha256>``. It is written beside its place, read back, and renamed.
"""

from __future__ import annotations

import contextlib
import hashlib
import lzma
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from papidesk.domain.ids import new_id
from papidesk.domain.record import BadRecordError, from_json, replace, to_json
from papidesk.errors import N_
from papidesk.storage import places
from papidesk.storage.backups import (
    BackupInfo,
    ChangedBackupError,
    NotABackupError,
    UnreadableBackupError,
    copy_database,
    describe,
)
from papidesk.storage.clock import stored_time
from papidesk.storage.failures import DiskFullError, StorageError, told
from papidesk.storage.files import CHUNK, move_into_place, sha256_of, sync_file, write_hashed
from papidesk.storage.header import change_counter
from papidesk.storage.store import Store
from papidesk.system_words import said

SUFFIX = ".papibackup"
_INFO, _DATABASE = "backup.json", "papidesk.db"
_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{64})")
_INFO_LIMIT = 1 << 20
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError,
    RuntimeError, OverflowError,
)  # fmt: skip


class BackupInsideError(StorageError):
    """A backup that should be written into the workspace it is of."""

    message = N_(
        "{path} is inside the workspace itself, where a backup is lost together with it. Choose a "
        "place outside, best on another drive."
    )


class NoBackupTargetError(StorageError):
    """A folder or a device where the backup file should be made."""

    message = N_("{path} is a folder or a device and no file. Choose another name.")


def export(
    store: Store, target: Path, *, reason: str = "manual", now: datetime | None = None
) -> BackupInfo:
    """Write everything the workspace holds into the one file ``target``; return what is in it.

    What stood at ``target`` is replaced when the new file is whole and was read back. Attachments
    whose file is gone or changed are left out and counted as ``missing``. Raises
    :class:`~papidesk.storage.failures.DiskFullError`,
    :class:`~papidesk.storage.backups.BadBackupError`.
    """
    with told(target):
        _must_be_outside(store.folder, target)
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
    changes = change_counter(store.path)
    staged = copy_database(store)
    part = target.with_name(f"{target.name}.part")
    try:
        info = describe(
            staged, name=target.name, reason=reason, made_at=stored_time(now), changes=changes
        )
        attachments, missing = _attachments(store.folder, staged)
        info = replace(info, attachments=len(attachments), missing=missing)
        with told(target):
            needed = staged.stat().st_size + sum(path.stat().st_size for path in attachments)
            if shutil.disk_usage(target.absolute().parent).free < needed:
                raise DiskFullError(path=target)
            _write(part, info, staged, attachments)
            sync_file(part)
        _read_back(part, info)
        with told(target):
            move_into_place(part, target)
    finally:
        # The reason why it failed is told, not that its remains could not be cleared away.
        with contextlib.suppress(OSError):
            staged.unlink(missing_ok=True)
            part.unlink(missing_ok=True)
    return info


def _must_be_outside(folder: Path, target: Path) -> None:
    """Refuse a place inside the workspace, whose own files would be replaced, and a device."""
    if folder.resolve() in target.resolve().parents:
        raise BackupInsideError(path=target)
    if target.exists() and not target.is_file():
        raise NoBackupTargetError(path=target)


def is_backup_file(path: Path) -> bool:
    """Tell whether ``path`` is a ZIP, as backup files are, and not a database."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotABackupError(path=path)
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError as error:
        raise UnreadableBackupError(path=path, detail=said(error)) from error


def inspect(path: Path) -> BackupInfo:
    """Return what a backup file says is in it; raises :class:`BadBackupError`."""
    with _opened(path) as archive:
        return _info(path, archive)


def verify(path: Path) -> BackupInfo:
    """Read a backup file from end to end; raises :class:`BadBackupError` when it is damaged."""
    info = inspect(path)
    _read_back(path, info)
    return info


def unpack(path: Path, folder: Path, staged: Path) -> BackupInfo:
    """Write the database of a backup file to ``staged`` and its attachments into ``folder``.

    Attachments go to their place by content, which disturbs nothing. All is checked against its
    hash. Raises :class:`BadBackupError`.
    """
    with _opened(path) as archive, told(path):
        info = _info(path, archive)
        try:
            with archive.open(_DATABASE) as member:
                sha256, _ = write_hashed(staged, _pieces(member))
            if sha256 != info.sha256:
                raise ChangedBackupError(path=path)
            for name in _attachment_names(path, archive, info):
                _unpack_attachment(path, archive, name, folder)
        except (*_BROKEN, KeyError) as error:
            raise ChangedBackupError(path=path) from error
    describe(staged, name=info.name, reason=info.reason, made_at=info.made_at)
    return info


def _attachment_names(path: Path, archive: zipfile.ZipFile, info: BackupInfo) -> list[str]:
    """Return the attachments' names: as many as were put in, and nothing else beside them."""
    names = set(archive.namelist()) - {_INFO, _DATABASE}
    whole = len(names) == info.attachments and all(map(_ATTACHMENT.fullmatch, names))
    if not whole or len(archive.namelist()) != len(names) + 2:
        raise ChangedBackupError(path=path)
    return sorted(names)


def _unpack_attachment(path: Path, archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    expected = name.rpartition("/")[2]
    target = places.attachment(folder, expected)
    if target.is_file() and sha256_of(target) == expected:
        return
    staged = folder / places.STAGING / f"{new_id()}.part"
    try:
        with archive.open(name) as member:
            sha256, _ = write_hashed(staged, _pieces(member))
        if sha256 != expected:
            raise ChangedBackupError(path=path)
        move_into_place(staged, target)
    finally:
        staged.unlink(missing_ok=True)


def _attachments(folder: Path, copy: Path) -> tuple[list[Path], int]:
    """Return the files of all attachments the copied database knows, and how many are bad."""
    good, missing = [], 0
    with Store(copy, read_only=True) as store:
        known = store.rows("SELECT sha256 FROM attachments ORDER BY sha256")
    for (sha256,) in known:
        path = places.attachment(folder, sha256)
        if path.is_file() and sha256_of(path) == sha256:
            good.append(path)
        else:
            missing += 1
    return good, missing


def _write(part: Path, info: BackupInfo, database: Path, attachments: list[Path]) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_INFO, to_json(info))
        archive.write(database, _DATABASE)
        for path in attachments:
            archive.write(path, f"attachments/{path.name}")


def _read_back(path: Path, info: BackupInfo) -> None:
    with _opened(path) as archive, told(path):
        try:
            hashes = {name: _hash(archive, name) for name in archive.namelist() if name != _INFO}
        except _BROKEN as error:
            raise ChangedBackupError(path=path) from error
    if hashes.pop(_DATABASE, None) != info.sha256:
        raise ChangedBackupError(path=path)
    good = sum(name == f"attachments/{sha256}" for name, sha256 in hashes.items())
    if good != len(hashes) or good != info.attachments:
        raise ChangedBackupError(path=path)


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        for piece in _pieces(member):
            digest.update(piece)
    return digest.hexdigest()


def _opened(path: Path) -> zipfile.ZipFile:
    with told(path):
        try:
            return zipfile.ZipFile(path)
        except _BROKEN as error:
            raise ChangedBackupError(path=path) from error


def _info(path: Path, archive: zipfile.ZipFile) -> BackupInfo:
    with told(path):
        try:
            with archive.open(_INFO) as member:
                return from_json(BackupInfo, member.read(_INFO_LIMIT))
        except BadRecordError as error:
            raise ChangedBackupError(path=path) from error
        except (*_BROKEN, KeyError) as error:
            raise NotABackupError(path=path) from error


def _pieces(member: IO[bytes]) -> Iterator[bytes]:
    while piece := member.read(CHUNK):
        yield piece

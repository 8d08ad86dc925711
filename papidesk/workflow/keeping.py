"""Keeping the workspace safe: backups, restore, verification."""

from __future__ import annotations

from pathlib import Path

from papidesk.domain.record import Record
from papidesk.errors import PapiDeskError
from papidesk.storage import backup_file, backups, integrity, restoring
from papidesk.storage.backups import BackupInfo
from papidesk.storage.store import Store
from papidesk.storage.workspace import Workspace

__all__ = [
    "Backup", "BackupInfo", "backup", "backup_if_changed", "backup_store",
    "backup_store_if_changed", "backups_of", "is_due", "restore",
    "restore_into", "verify", "verify_backup", "verify_store",
]  # fmt: skip


class Backup(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A backup that was made and checked, and where it is."""

    path: Path
    info: BackupInfo


def backup(workspace: Workspace, target: Path | None = None, *, reason: str = "manual") -> Backup:
    """Back the workspace up: into the one file ``target``, or among its own backups without it.

    The copy is read back and checked before it counts.
    """
    return backup_store(workspace.store, target, reason=reason)


def backup_store(store: Store, target: Path | None = None, *, reason: str = "manual") -> Backup:
    """Back up as :func:`backup` does, through the store of the thread that does it."""
    if target is not None:
        info = backup_file.export(store, target, reason=reason)
        return Backup(path=target, info=info)
    info = backups.make(store, reason=reason)
    backups.thin(store.folder)
    return Backup(path=backups.path_of(store.folder, info), info=info)


def backup_if_changed(workspace: Workspace, *, reason: str) -> Backup | None:
    """Back up when something changed since the last backup; None when nothing did."""
    return backup_store_if_changed(workspace.store, reason=reason)


def backup_store_if_changed(store: Store, *, reason: str) -> Backup | None:
    """Do what :func:`backup_if_changed` does, through the store of the thread that does it."""
    known = backups.every(store.folder)
    if known and not backups.has_changed(store, known[0]):
        return None
    return backup_store(store, reason=reason)


def is_due(workspace: Workspace) -> bool:
    """Tell whether something changed and the last backup is half an hour old, or there is none."""
    return backups.is_due(workspace.store)


def backups_of(workspace: Workspace) -> list[BackupInfo]:
    """Return the workspace's own backups, the latest first."""
    return backups.every(workspace.folder)


def verify_backup(workspace: Workspace, info: BackupInfo) -> None:
    """Read one of the workspace's backups from end to end; raises when it is not as it was."""
    backups.verify(workspace.folder, info)


def restore(workspace: Workspace, path: Path, *, who: str) -> Path:
    """Put the backup at ``path`` in place of the open workspace; return where the old one is."""
    return Path(workspace.restore(path, who=who).aside)


def restore_into(folder: Path, path: Path, *, who: str) -> Path | None:
    """Put the backup at ``path`` into ``folder``, whose workspace may be damaged or not be there.

    Return where the old database was put, None when there was none.
    """
    return restoring.restore_into(folder, path, who=who)


def verify(workspace: Workspace) -> list[PapiDeskError]:
    """Return what is damaged or missing in the workspace, each as its error; empty when whole."""
    return verify_store(workspace.store)


def verify_store(store: Store) -> list[PapiDeskError]:
    """Return what :func:`verify` does, through the store of the thread that does it."""
    return [*integrity.verify(store)[1]]

"""A second place for backups, best on another disk or a stick: its state, and copying to it."""

from __future__ import annotations

import contextlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.storage import backup_file
from papidesk.storage.backups import BackupInfo
from papidesk.storage.failures import StorageError
from papidesk.storage.store import Store
from papidesk.text.fold import fold
from papidesk.workflow.keeping import Backup

KEEP = 6  # files of one workspace


class SecondPlaceGoneError(PapiDeskError):
    """A folder that is not there now: the stick is not plugged in."""

    message = N_(
        "The second place {folder} is not there. Plug the stick or disk in, then back up again; "
        "the backup in the workspace itself was made."
    )


class SecondPlace(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of the second place; ``files`` counts this workspace's backups in it."""

    folder: Path
    there: bool = False
    free: int = 0  # bytes
    files: int = 0
    latest: BackupInfo | None = None


def state(store: Store, folder: Path) -> SecondPlace:
    """Return whether ``folder`` is there, and what it holds of this workspace."""
    try:
        if not folder.is_dir():
            return SecondPlace(folder=folder)
        free = shutil.disk_usage(folder).free
        known = _own(store, folder)
    except OSError:  # pulled out while it was looked at
        return SecondPlace(folder=folder)
    latest = known[0][1] if known else None
    return SecondPlace(folder=folder, there=True, free=free, files=len(known), latest=latest)


def copy_to(store: Store, folder: Path, *, reason: str, now: datetime | None = None) -> Backup:
    """Write one verified backup file into ``folder`` and return it; the oldest ones go.

    Raises :class:`SecondPlaceGoneError` and what
    :func:`papidesk.storage.backup_file.export` refuses with. The folder is never made: an empty
    one where the stick should be would only pretend.
    """
    if not folder.is_dir():
        raise SecondPlaceGoneError(folder=folder)
    moment = (now or datetime.now(UTC)).astimezone()
    target = folder / f"{_name(store)}-{moment:%Y-%m-%d-%H%M%S}{backup_file.SUFFIX}"
    info = backup_file.export(store, target, reason=reason)
    for path, _info in _own(store, folder)[KEEP:]:
        with contextlib.suppress(OSError):
            path.unlink()
    return Backup(path=target, info=info)


def _name(store: Store) -> str:
    from papidesk.storage import offices

    bare = fold(offices.own(store).name)
    return "-".join("".join(sign if sign.isalnum() else " " for sign in bare).split())[:60]


def _own(store: Store, folder: Path) -> list[tuple[Path, BackupInfo]]:
    """Return this workspace's backup files in ``folder``, the latest first."""
    database = str(store.value("SELECT database_id FROM workspace"))
    found = []
    for path in folder.glob(f"*{backup_file.SUFFIX}"):
        with contextlib.suppress(StorageError):
            info = backup_file.inspect(path)
            if info.database_id == database:
                found.append((path, info))
    return sorted(found, key=lambda pair: (pair[1].made_at, pair[0].name), reverse=True)

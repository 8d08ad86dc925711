"""One program at a time: a lock the operating system holds and gives up with the process."""

from __future__ import annotations

import getpass
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

from papidesk.domain.record import BadRecordError, Record, from_json, to_json
from papidesk.errors import N_
from papidesk.storage.clock import moment, stored_time
from papidesk.storage.failures import StorageError, told

# Windows keeps a locked stretch from being read, so one far behind the text is locked there.
_FAR = 1 << 30
_TEXT_LIMIT = 4096


class WorkspaceInUseError(StorageError):
    """Another program has the workspace open."""

    message = N_(
        "This workspace is open already: by {user} on {host}, since {since} (process {pid}). "
        "Close PapiDesk there first."
    )


class Holder(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Who has the workspace open."""

    host: str = "?"
    user: str = "?"
    pid: int = 0
    since: str = "?"


class WorkspaceLock:
    """The lock of one workspace, held from :meth:`take` to :meth:`release`.

    The file stays; that it exists means nothing. Text left in it after the lock is free means
    that the last program did not end properly: ``left_by`` is its holder then.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.left_by: Holder | None = None
        self._handle: int | None = None

    def take(self, *, now: datetime | None = None) -> None:
        """Take the lock; raises :class:`WorkspaceInUseError` when it is held."""
        with told(self.path):
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            _lock(handle)
        except OSError as error:
            holder = _read(handle) or Holder()
            os.close(handle)
            raise WorkspaceInUseError(
                path=self.path,
                user=holder.user,
                host=holder.host,
                since=_local(holder.since),
                pid=holder.pid,
            ) from error
        self._handle = handle
        self.left_by = _read(handle)
        holder = Holder(
            host=platform.node() or "?", user=_user(), pid=os.getpid(), since=stored_time(now)
        )
        self._write(to_json(holder))

    def release(self) -> None:
        """Give the lock up, saying that all ended properly; may be called twice."""
        if self._handle is None:
            return
        self._write(b"")
        _unlock(self._handle)
        os.close(self._handle)
        self._handle = None

    def _write(self, text: bytes) -> None:
        if self._handle is None:
            return
        with told(self.path):
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.truncate(self._handle, 0)
            os.write(self._handle, text)
            os.fsync(self._handle)


def _read(handle: int) -> Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    text = os.read(handle, _TEXT_LIMIT)
    if not text:
        return None
    try:
        return from_json(Holder, text)
    except BadRecordError:
        return Holder()


def _local(stored: str) -> str:
    """Return a stored time as a person reads it, in the computer's time zone."""
    try:
        return f"{moment(stored).astimezone():%H:%M %d/%m/%Y}"
    except ValueError:
        return stored


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "?"


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

"""What bundles ask of files, in one place; and who is told how far a long read has come."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from papidesk.bundles.failures import (
    BrokenOffError,
    DiskFullError,
    NoRoomError,
    SourceGoneError,
    TargetGoneError,
)
from papidesk.bundles.limits import LIMITS, MIB
from papidesk.system_words import said

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
CHUNK = 1 << 20


class Files:
    """The calls on files that can fail when a disk is full or a stick is pulled out."""

    def open(self, path: Path, mode: str) -> BinaryIO:
        """Open ``path`` in a binary mode."""
        return path.open(mode)  # type: ignore[return-value]

    def read(self, file: BinaryIO, size: int) -> bytes:
        """Return at most ``size`` bytes of ``file``."""
        return file.read(size)

    def write(self, file: BinaryIO, piece: bytes) -> None:
        """Write ``piece`` to ``file``."""
        file.write(piece)

    def sync(self, file: BinaryIO) -> None:
        """Force what was written to the disk."""
        file.flush()
        os.fsync(file.fileno())

    def forget(self, path: Path) -> None:
        """Let the system forget what it holds of ``path``, so that the next read asks the disk."""
        if sys.platform != "linux":
            return
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def size(self, path: Path) -> int:
        """Return how many bytes ``path`` has; a pipe or a device, which may never end, has none."""
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return found.st_size

    def replace(self, source: Path, target: Path) -> None:
        """Rename ``source`` to ``target`` in one step, and force the name to the disk."""
        source.replace(target)
        if sys.platform == "win32":
            return
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Remove ``path`` where it is there."""
        path.unlink(missing_ok=True)

    def free(self, folder: Path) -> int:
        """Return how many bytes are free where ``folder`` is."""
        return shutil.disk_usage(folder).free


class Watch:
    """Tells ``progress`` how many of ``total`` bytes are done, and asks whether to go on."""

    def __init__(
        self,
        total: int = 0,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        self.total, self.done = total, 0
        self._progress, self._cancelled = progress, cancelled

    def went(self, count: int) -> None:
        """Say that ``count`` more bytes are done; raises :class:`BrokenOffError`."""
        self.done += count
        if self._cancelled is not None and self._cancelled():
            raise BrokenOffError
        if self._progress is not None:
            self._progress(min(self.done, self.total), self.total)


class Stages:
    """Several works one after the other told as one: each counts ``size`` bytes of the whole."""

    def __init__(self, progress: Progress | None, count: int, size: int = 1) -> None:
        self._progress, self._count, self.size = progress, count, size

    def stage(self, at: int) -> Progress | None:
        """Return whom the work at place ``at`` (from 0) tells how far it is."""
        progress = self._progress
        if progress is None:
            return None

        def tell(done: int, total: int) -> None:
            part = self.size * done // total if total else 0
            progress(at * self.size + part, self._count * self.size)

        return tell


def sha256_of(path: Path, *, files: Files | None = None, watch: Watch | None = None) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; raises OSError."""
    layer, digest = files or Files(), hashlib.sha256()
    with layer.open(path, "rb") as file:
        while piece := layer.read(file, CHUNK):
            digest.update(piece)
            if watch is not None:
                watch.went(len(piece))
    return digest.hexdigest()


def copy_hashed(
    source: Path, target: Path, *, files: Files, watch: Watch, most: int | None = None
) -> tuple[int, str]:
    """Copy ``source`` to a new file, forced to the disk, and return (bytes, SHA-256).

    At most ``most`` + 1 bytes are read. Nothing is left of ``target`` when it fails. Raises
    :class:`SourceGoneError`, :class:`TargetGoneError`, :class:`BrokenOffError`.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with reading(source), files.open(source, "rb") as read:
            with writing(target):
                written = files.open(target, "wb")
            with written:
                while piece := _piece(files, read, most, size):
                    digest.update(piece)
                    size += len(piece)
                    with writing(target):
                        files.write(written, piece)
                    watch.went(len(piece))
                with writing(target):
                    files.sync(written)
    except BaseException:
        discard(target, files=files)
        raise
    return size, digest.hexdigest()


def discard(path: Path, *, files: Files | None = None) -> None:
    """Remove what is half written; where that fails as well the disk is gone with it."""
    with suppress(OSError):
        (files or Files()).remove(path)


def _piece(files: Files, file: BinaryIO, most: int | None, size: int) -> bytes:
    return files.read(file, CHUNK if most is None else min(CHUNK, max(0, most + 1 - size)))


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system says while ``path`` is read into a :class:`SourceGoneError`."""
    try:
        yield
    except OSError as error:
        raise SourceGoneError(name=path.name, detail=said(error)) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says while ``path`` is written into a refusal.

    Raises :class:`DiskFullError` where the disk is full, else :class:`TargetGoneError`.
    """
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise DiskFullError(name=path.name) from error
        raise TargetGoneError(name=path.name, detail=said(error)) from error


def need_room(folder: Path, size: int, *, files: Files, spare: int = LIMITS.spare) -> None:
    """Refuse when fewer than ``size`` + ``spare`` bytes are free; raises NoRoomError."""
    with writing(folder):
        free = files.free(folder)
    if free < size + spare:
        raise NoRoomError(needed=-(-(size + spare) // MIB), free=free // MIB)

"""Files that are whole or not there: written aside, forced to the disk, renamed into place."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from papidesk.storage.failures import told

CHUNK = 1 << 20


def chunks(path: Path) -> Iterator[bytes]:
    """Yield the content of a file in pieces of at most 1 MiB."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with told(path):
        digest = hashlib.sha256()
        for piece in chunks(path):
            digest.update(piece)
        return digest.hexdigest()


def write_hashed(path: Path, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write ``pieces`` to a new file, force it to the disk, return (SHA-256, bytes)."""
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def move_into_place(source: Path, target: Path) -> None:
    """Rename ``source`` to ``target`` in one step, replacing what was there, durably."""
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Force a file that was written elsewhere to the disk."""
    with told(path), path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A file layer whose calls fail as a full disk or a stick that was pulled out lets them fail."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import BinaryIO

from papidesk.bundles.file_layer import Files


class FailingFiles(Files):
    """Fails at the ``at``-th call; with ``gone`` at every later one, too. ``calls`` counts them."""

    def __init__(self, at: int = 0, error: int = errno.EIO, *, gone: bool = False) -> None:
        self._at, self._error, self._gone = at, error, gone
        self.calls = 0

    def _call(self) -> None:
        self.calls += 1
        if self._at and (self.calls == self._at or (self._gone and self.calls > self._at)):
            raise OSError(self._error, "the test pulled it out")

    def open(self, path: Path, mode: str) -> BinaryIO:
        self._call()
        return super().open(path, mode)

    def read(self, file: BinaryIO, size: int) -> bytes:
        self._call()
        return super().read(file, size)

    def write(self, file: BinaryIO, piece: bytes) -> None:
        self._call()
        super().write(file, piece)

    def sync(self, file: BinaryIO) -> None:
        self._call()
        super().sync(file)

    def size(self, path: Path) -> int:
        self._call()
        return super().size(path)

    def forget(self, path: Path) -> None:
        self._call()
        super().forget(path)

    def replace(self, source: Path, target: Path) -> None:
        self._call()
        super().replace(source, target)

    def free(self, folder: Path) -> int:
        self._call()
        return super().free(folder)


class BadStick(Files):
    """Takes everything and keeps one bit of the second piece wrong."""

    def __init__(self) -> None:
        self._pieces = 0

    def write(self, file: BinaryIO, piece: bytes) -> None:
        self._pieces += 1
        if self._pieces == 2:
            piece = bytes([piece[0] ^ 1]) + piece[1:]
        super().write(file, piece)


class ShortStick(Files):
    """Takes everything and forgets the end, as sticks do that say they are bigger than they are."""

    def sync(self, file: BinaryIO) -> None:
        super().sync(file)
        file.truncate(max(0, file.tell() - 100))

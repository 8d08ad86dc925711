"""The age envelope around a bundle: to several recipients, in bounded memory, nothing left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from papidesk.bundles.failures import (
    ArmoredError,
    EncryptionDamagedError,
    FileTooBigError,
    NotForUsError,
    RecipientError,
)
from papidesk.bundles.file_layer import (
    Cancelled,
    Files,
    Progress,
    Watch,
    discard,
    reading,
    writing,
)
from papidesk.bundles.limits import LIMITS, MIB, Limits

_START = b"age-encryption.org/"
_VERSION = b"age-encryption.org/v1\n"
_ARMORED = b"-----BEGIN AGE ENCRYPTED FILE-----"
_HEADER_END = b"\n--- "


def is_encrypted(path: Path) -> bool:
    """Tell whether a file begins as age files do, whatever it is called."""
    with reading(path), path.open("rb") as file:
        head = file.read(len(_ARMORED))
    return head.startswith((_START, _ARMORED))


def encrypt(
    source: Path,
    target: Path,
    recipients: Sequence[str],
    *,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write ``source`` encrypted to all of ``recipients`` to ``target``, forced to the disk.

    Nothing is left of ``target`` when it fails. Raises :class:`RecipientError`,
    :class:`~papidesk.bundles.failures.TargetGoneError` and as reading does.
    """
    import pyrage

    chosen = _recipients(recipients)
    layer = files or Files()
    watch = Watch(_size(source, layer), progress, cancelled)

    def run(read: _Pipe, written: _Pipe) -> None:
        pyrage.encrypt_io(read, written, chosen)

    _through(source, target, run, layer, watch, most=None)


def decrypt(
    source: Path,
    target: Path,
    identities: Sequence[str],
    *,
    limits: Limits = LIMITS,
    files: Files | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write ``source`` decrypted to ``target``; nothing is left of ``target`` when it fails.

    What came out before a damaged place was verified piece by piece, but is removed all the same:
    half a bundle is none. Raises :class:`NotForUsError`, :class:`EncryptionDamagedError`,
    :class:`ArmoredError`, :class:`FileTooBigError`, :class:`RecipientError`.
    """
    import pyrage

    chosen = _identities(identities)
    layer = files or Files()
    _check_header(source, limits)
    if not chosen:
        raise NotForUsError
    watch = Watch(_size(source, layer), progress, cancelled)

    def run(read: _Pipe, written: _Pipe) -> None:
        try:
            pyrage.decrypt_io(read, written, chosen)
        except pyrage.DecryptError as error:
            if read.failure is not None or written.failure is not None:
                raise
            if "No matching keys" in str(error):
                raise NotForUsError from error
            raise EncryptionDamagedError from error
        except OSError as error:
            if read.failure is not None or written.failure is not None:
                raise
            raise EncryptionDamagedError from error

    _through(source, target, run, layer, watch, most=limits.file)


class _Pipe:
    """One end of the envelope: bounded, watched, and remembering what the file system said."""

    def __init__(self, file: BinaryIO, files: Files, watch: Watch, most: int | None) -> None:
        self._file, self._files, self._watch = file, files, watch
        self._most, self._went = most, 0
        # The library turns what is raised here into its own; so the first one is kept.
        self.failure: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes of the source."""
        return self._kept(self._read, size)  # type: ignore[no-any-return]

    def write(self, piece: bytes) -> int:
        """Take the next bytes of the target; raises FileTooBigError."""
        return self._kept(self._write, piece)  # type: ignore[no-any-return]

    def flush(self) -> None:
        """Do nothing: the file is forced to the disk at the end."""

    def _read(self, size: int) -> bytes:
        piece = self._files.read(self._file, size)
        self._watch.went(len(piece))
        return piece

    def _write(self, piece: bytes) -> int:
        self._went += len(piece)
        if self._most is not None and self._went > self._most:
            raise FileTooBigError(limit=self._most // MIB)
        self._files.write(self._file, piece)
        return len(piece)

    def _kept(self, act: Callable[[Any], Any], value: object) -> Any:
        try:
            return act(value)
        except BaseException as error:
            self.failure = self.failure or error
            raise


def _through(
    source: Path,
    target: Path,
    run: Callable[[_Pipe, _Pipe], None],
    files: Files,
    watch: Watch,
    *,
    most: int | None,
) -> None:
    pipes: list[_Pipe] = []
    try:
        with reading(source):
            read_file = files.open(source, "rb")
        with read_file, writing(target), files.open(target, "wb") as written_file:
            pipes.append(_Pipe(read_file, files, watch, None))
            pipes.append(_Pipe(written_file, files, Watch(), most))
            run(pipes[0], pipes[1])
            files.sync(written_file)
    except BaseException as error:
        discard(target, files=files)
        failure = next((pipe.failure for pipe in pipes if pipe.failure is not None), None)
        if failure is None:
            raise
        _raise_failure(failure, source, target, read=failure is pipes[0].failure, seen=error)


def _raise_failure(
    failure: BaseException, source: Path, target: Path, *, read: bool, seen: BaseException
) -> None:
    """Raise what really happened at one end, not what the library made of it."""
    with reading(source) if read else writing(target):
        raise failure from (None if seen is failure else seen)


def _check_header(source: Path, limits: Limits) -> None:
    """Refuse a header that is none or that would have to be kept in memory without an end."""
    with reading(source), source.open("rb") as file:
        head = file.read(limits.age_header)
    if head.startswith(_ARMORED):
        raise ArmoredError
    if not head.startswith(_VERSION) or _HEADER_END not in head:
        raise EncryptionDamagedError


def _size(path: Path, files: Files) -> int:
    with reading(path):
        return files.size(path)


def _recipients(texts: Sequence[str]) -> list[Any]:
    from pyrage import RecipientError as Refused
    from pyrage import x25519

    if not texts:
        raise RecipientError
    try:
        return [x25519.Recipient.from_str(text) for text in dict.fromkeys(texts)]
    except Refused as error:
        raise RecipientError from error


def _identities(texts: Sequence[str]) -> list[Any]:
    from pyrage import IdentityError, x25519

    try:
        return [x25519.Identity.from_str(text) for text in dict.fromkeys(texts)]
    except IdentityError as error:
        raise RecipientError from error

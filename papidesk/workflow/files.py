"""Files a person asked for: written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from papidesk.errors import N_, PapiDeskError
from papidesk.system_words import said


class NotWrittenError(PapiDeskError):
    """A file could not be written."""

    message = N_(
        "“{name}” could not be written: {detail}. Nothing was changed; choose another place."
    )


class NoSpaceError(NotWrittenError):
    """The disk is full."""

    message = N_("There is no space left on the disk for “{name}”. Make space, then try again.")


class NotAFileError(NotWrittenError):
    """A folder or a device where a file should be made."""

    message = N_("“{name}” is a folder or a device and no file. Choose another name.")


class NoPermissionError(NotWrittenError):
    """The place is read-only, or the file is open elsewhere."""

    message = N_(
        "“{name}” cannot be written there: the folder is read-only, or the file is open in another "
        "program. Close it there or choose another place."
    )


class WrongEndingError(NotWrittenError):
    """A name that tells of another form than the file has."""

    message = N_("“{name}” must end in {ending}. Choose such a name.")


def must_end(target: Path, ending: str) -> None:
    """Refuse a name that does not end in ``ending`` (".xml"): nobody could open the file by it."""
    if target.suffix.lower() != ending:
        raise WrongEndingError(name=target.name, ending=ending)


def write_whole(target: Path, data: bytes) -> Path:
    """Write ``data`` to ``target`` and return it: an old file stays until the new one is complete.

    Raises :class:`NotWrittenError` or one of its kinds; nothing is left behind then.
    """
    temporary = target.with_name(f".{_beginning(target.name)}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            raise NotAFileError(name=target.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return target


def _beginning(name: str) -> str:
    """Return as much of a file name as leaves room for more: systems count up to 255 bytes."""
    return name.encode(errors="replace")[:200].decode(errors="ignore")


def not_written(error: OSError, target: Path) -> NotWrittenError:
    """Return the sentence for what the file system said about ``target``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoSpaceError(name=target.name)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return NoPermissionError(name=target.name)
    return NotWrittenError(name=target.name, detail=said(error))

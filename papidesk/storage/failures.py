"""What can go wrong with the database, each with its sentence; SQLite's errors end here."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from papidesk.errors import N_, PapiDeskError
from papidesk.system_words import said


class StorageError(PapiDeskError):
    """Anything else SQLite refuses."""

    message = N_(
        "The database {path} could not do this ({detail}). Nothing was changed. "
        "Run the integrity check, and restore a backup if it reports damage."
    )


class NotADatabaseError(StorageError):
    """A file that is no SQLite database at all."""

    message = N_(
        "{path} is not a PapiDesk database. Choose the folder of the workspace, "
        "or restore a backup."
    )


class ForeignDatabaseError(StorageError):
    """A SQLite database of another program."""

    message = N_(
        "{path} belongs to another program. PapiDesk does not open it and has changed nothing in "
        "it. Choose another folder."
    )


class NewerSchemaError(StorageError):
    """A database that a newer version of the program wrote."""

    message = N_(
        "{path} was written by a newer version of PapiDesk (data version {found}, this program "
        "knows {known}). Install the newer version on this computer."
    )


class DamagedDatabaseError(StorageError):
    """A file that is ours but can no longer be read as a whole."""

    message = N_(
        "The database {path} is damaged ({detail}). Do not go on working with it: "
        "restore the latest backup."
    )


class DiskFullError(StorageError):
    """No room for what should be written."""

    message = N_(
        "The disk with {path} is full. Nothing was changed. Free some space, then do it again."
    )


class DatabaseLockedError(StorageError):
    """Another program holds the database and did not let go in time."""

    message = N_(
        "The database {path} is in use by another program. Nothing was changed. "
        "Close the other program, or wait a moment, then do it again."
    )


class ReadOnlyError(StorageError):
    """The folder or the file may not be written to."""

    message = N_(
        "{path} is write-protected. Nothing was changed. Ask for the right to write there, "
        "or move the workspace to a folder of your own."
    )


class CannotOpenError(StorageError):
    """The file is not there or the system refuses it."""

    message = N_(
        "The database {path} cannot be opened ({detail}). Check that the file is there and that "
        "you may read it."
    )


class DiskFailureError(StorageError):
    """The disk reports an error while reading or writing."""

    message = N_(
        "Reading or writing {path} failed ({detail}). Nothing was changed. Check the disk; "
        "make a backup to another one as soon as possible."
    )


class UnitOfWorkError(StorageError):
    """A unit of work that cannot begin, or cannot be kept."""

    message = N_(
        "Saving to {path} was broken off ({detail}). Nothing was changed. Do it once more."
    )


class InconsistentDataError(StorageError):
    """What should be saved breaks a rule of the database."""

    message = N_(
        "This cannot be saved in {path}: it breaks a rule of the data ({detail}). "
        "Nothing was changed."
    )


class BrokenOffError(StorageError):
    """A long statement that was stopped from outside."""

    message = N_("Reading {path} was broken off. Nothing was changed.")


# By the primary result code: the extended ones have it in their last eight bits.
_BY_CODE: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_BUSY: DatabaseLockedError,
    sqlite3.SQLITE_LOCKED: DatabaseLockedError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
    sqlite3.SQLITE_CORRUPT: DamagedDatabaseError,
    sqlite3.SQLITE_NOTADB: NotADatabaseError,
    sqlite3.SQLITE_CANTOPEN: CannotOpenError,
    sqlite3.SQLITE_IOERR: DiskFailureError,
    sqlite3.SQLITE_CONSTRAINT: InconsistentDataError,
    sqlite3.SQLITE_MISMATCH: InconsistentDataError,
    sqlite3.SQLITE_INTERRUPT: BrokenOffError,
}
_BY_ERRNO: dict[int, type[StorageError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,  # the person's share of the disk is used up
    errno.EFBIG: DiskFullError,
    errno.EROFS: ReadOnlyError,
    errno.EACCES: ReadOnlyError,
    errno.EPERM: ReadOnlyError,
}


def storage_error(error: sqlite3.Error | OSError, path: Path) -> StorageError:
    """Return the sentence for an error of SQLite or of the file system at ``path``."""
    if isinstance(error, OSError):
        kind = _BY_ERRNO.get(error.errno or 0, DiskFailureError)
        return kind(path=path, detail=said(error))
    # Errors of the Python module itself (a closed connection, a wrong thread) have no code.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _BY_CODE.get(code, StorageError)(path=path, detail=str(error))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite or the file system raises inside into a :class:`StorageError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise storage_error(error, path) from error

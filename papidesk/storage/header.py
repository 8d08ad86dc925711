"""The first 100 bytes of a SQLite file, read before SQLite touches it."""

from __future__ import annotations

from pathlib import Path

from papidesk.storage.failures import (
    CannotOpenError,
    DamagedDatabaseError,
    ForeignDatabaseError,
    NewerSchemaError,
    NotADatabaseError,
    told,
)
from papidesk.storage.schema import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100


def check_header(path: Path) -> None:
    """Refuse a file that is not a database of ours, without changing or locking it.

    Reads only (https://www.sqlite.org/fileformat2.html, section 1.3): another program's database
    may have a journal that merely opening it would play back. Raises
    :class:`CannotOpenError`, :class:`DamagedDatabaseError`, :class:`NotADatabaseError`,
    :class:`ForeignDatabaseError`, :class:`NewerSchemaError`.
    """
    if not path.is_file():
        raise CannotOpenError(path=path, detail="no such file")
    with told(path), path.open("rb") as file:
        head = file.read(_LENGTH)
    if not head.startswith(_MAGIC):
        if _MAGIC.startswith(head[: len(_MAGIC)]):
            raise DamagedDatabaseError(path=path, detail=f"{len(head)} bytes")
        raise NotADatabaseError(path=path)
    if len(head) < _LENGTH:
        raise DamagedDatabaseError(path=path, detail=f"{len(head)} bytes")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise ForeignDatabaseError(path=path)
    found = int.from_bytes(head[60:64], "big")
    if found > SCHEMA_VERSION:
        raise NewerSchemaError(path=path, found=found, known=SCHEMA_VERSION)


def change_counter(path: Path) -> int:
    """Return the number that grows with each commit to the file (bytes 24 to 27)."""
    with told(path), path.open("rb") as file:
        return int.from_bytes(file.read(_LENGTH)[24:28], "big")


def schema_version(path: Path) -> int:
    """Return the schema a file of ours has (bytes 60 to 63)."""
    with told(path), path.open("rb") as file:
        return int.from_bytes(file.read(_LENGTH)[60:64], "big")

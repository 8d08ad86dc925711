"""The ZIP of a bundle judged on its raw bytes: one way to build it, everything else is refused.

Readers of ZIP files differ in what they forgive: bytes before and after, names twice, entries over
each other, names cut at NUL, a directory that disagrees with the heads. A bundle has none of it,
so there is one way to read it. Only stored and deflate, no ZIP64, no comments, no extra fields, no
data descriptors, entries one after the other from the first byte in the order of the directory,
and constants for everything a bundle has no use for.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NoReturn

from papidesk.bundles import container
from papidesk.bundles.failures import (
    CutOffError,
    EmptyFileError,
    NotABundleError,
    UnsignedError,
)
from papidesk.bundles.file_layer import CHUNK
from papidesk.bundles.limits import MIB, Limits
from papidesk.bundles.zip_failures import (
    ContainerError,
    DuplicateNameError,
    EncryptedEntryError,
    EntryDamagedError,
    EntryNameError,
    EntryTooBigError,
    ExtraBytesError,
    HeadersDifferError,
    NotAPlainEntryError,
    OverlapError,
    TooManyEntriesError,
    UnknownMethodError,
    Zip64Error,
)
from papidesk.domain.record import Record

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
STORED, DEFLATED = 0, 8
LONGEST_NAME = 80
_ENCRYPTED_FLAGS = 0x0001 | 0x0040 | 0x2000
# What a head says beside name, method, checksum, sizes and place is the same in every bundle, so
# that no bit of it can change unseen: version needed, flags, time, day (1980-01-01).
HEAD = (20, 0, 0, 0x21)
# Made by Unix, version 2.0; a plain file that its owner may write and all may read.
MADE_BY, INSIDE, OUTSIDE = 0x0314, 0, 0o100644 << 16
_CONSTANT = (MADE_BY, INSIDE, OUTSIDE)
_FIRST_ENTRY = container.MIMETYPE_NAME.encode()


class Entry(Record, frozen=True, kw_only=True):
    """One part: its name, where its bytes begin, how many they are packed and unpacked."""

    name: str
    start: int
    packed: int
    size: int
    crc: int
    method: int


def check(file: BinaryIO, limits: Limits) -> dict[str, Entry]:
    """Return the entries of the ZIP in ``file`` by name, in their order.

    Raises a :class:`~papidesk.bundles.failures.BundleError` for everything that is not exactly a
    bundle's container, before any content is unpacked.
    """
    length = file.seek(0, 2)
    count, start = _end_record(file, length, limits)
    file.seek(start)
    directory = file.read(length - END.size - start)
    if not directory[CENTRAL.size :].startswith(_FIRST_ENTRY):
        raise NotABundleError
    entries: dict[str, Entry] = {}
    at = expected = total = 0
    for _ in range(count):
        entry, at, offset = _central(directory, at, entries, limits)
        if offset != expected:
            _misplaced(offset, expected)
        expected = entry.start + entry.packed
        if expected > start:
            raise OverlapError
        total += entry.size
        if total > limits.total:
            raise EntryTooBigError(name=entry.name, limit=limits.total // MIB)
        _check_local(file, entry, offset)
        entries[entry.name] = entry
    if at != len(directory):
        raise ContainerError(detail="directory")
    if expected != start:
        raise ExtraBytesError
    _check_order(file, entries)
    return entries


def pieces(file: BinaryIO, entry: Entry, *, chunk: int = CHUNK) -> Iterator[bytes]:
    """Yield the unpacked content of ``entry`` in pieces of at most ``chunk`` bytes.

    At most as many bytes as the head declares are given out. Raises :class:`EntryDamagedError`
    when there are fewer or more, or the checksum is another.
    """
    source = (
        _stored(file, entry, chunk) if entry.method == STORED else _inflated(file, entry, chunk)
    )
    size = crc = 0
    for piece in source:
        size += len(piece)
        if size > entry.size:
            raise EntryDamagedError(name=entry.name)
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != entry.size or crc != entry.crc:
        raise EntryDamagedError(name=entry.name)


def content(file: BinaryIO, entry: Entry) -> bytes:
    """Return the whole content of a small entry."""
    return b"".join(pieces(file, entry))


def _stored(file: BinaryIO, entry: Entry, chunk: int) -> Iterator[bytes]:
    file.seek(entry.start)
    left = entry.packed
    while left:
        piece = file.read(min(chunk, left))
        if not piece:
            raise EntryDamagedError(name=entry.name)
        left -= len(piece)
        yield piece


def _inflated(file: BinaryIO, entry: Entry, chunk: int) -> Iterator[bytes]:
    """Unpack, never more at a time than ``chunk``; the stream must end with the entry."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    given = 0
    try:
        for packed in _stored(file, entry, min(chunk, 1 << 16)):
            rest, most, piece = packed, 1, b"?"
            # All input may be taken in while output waits: until less comes than was asked for.
            while not unpacker.eof and (rest or len(piece) == most):
                most = min(chunk, entry.size + 1 - given)
                piece = unpacker.decompress(rest, most)
                rest = unpacker.unconsumed_tail
                given += len(piece)
                if given > entry.size:
                    raise EntryDamagedError(name=entry.name)
                if piece:
                    yield piece
            if unpacker.unused_data or (rest and unpacker.eof):
                raise EntryDamagedError(name=entry.name)
        if not unpacker.eof:
            raise EntryDamagedError(name=entry.name)
    except zlib.error as error:
        raise EntryDamagedError(name=entry.name) from error


def _end_record(file: BinaryIO, length: int, limits: Limits) -> tuple[int, int]:
    """Return how many entries there are and where their directory starts."""
    if length == 0:
        raise EmptyFileError
    file.seek(0)
    first = file.read(LOCAL.size + len(_FIRST_ENTRY))
    file.seek(max(0, length - END.size))
    tail = file.read(END.size)
    if len(tail) < END.size or not tail.startswith(END_MARK):
        _no_end(file, first, length)
    _, disk, first_disk, here, count, size, start, comment = END.unpack(tail)
    if 0xFFFF in {here, count} or 0xFFFFFFFF in {size, start}:
        raise Zip64Error
    if count > limits.entries:
        raise TooManyEntriesError(limit=limits.entries)
    if disk or first_disk or here != count or comment:
        raise ContainerError(detail="end record")
    if start + size != length - END.size:
        _no_directory(first, start + size, length)
    if size > count * (CENTRAL.size + LONGEST_NAME):
        raise ContainerError(detail="directory")
    if not count:
        raise NotABundleError
    return count, start


def _no_end(file: BinaryIO, first: bytes, length: int) -> NoReturn:
    """Say what it is when the end record does not stand at the end."""
    reach = min(length, END.size + 0xFFFF + CHUNK)
    file.seek(length - reach)
    found = file.read(reach)
    if first.startswith(LOCAL_MARK) and not _begins(first):
        raise NotABundleError
    at = found.rfind(END_MARK)
    if 0 <= at <= reach - END.size:
        raise ExtraBytesError
    # However short it was cut, it began as a bundle does.
    raise CutOffError if _begins(first) else NotABundleError


def _begins(first: bytes) -> bool:
    mark, name = first[: len(LOCAL_MARK)], first[LOCAL.size :]
    return len(first) > 1 and LOCAL_MARK.startswith(mark) and _FIRST_ENTRY.startswith(name)


def _no_directory(first: bytes, said: int, length: int) -> NoReturn:
    if said < length - END.size:
        raise ExtraBytesError
    raise CutOffError if _begins(first) else ContainerError(detail="end record")


def _central(
    directory: bytes, at: int, entries: dict[str, Entry], limits: Limits
) -> tuple[Entry, int, int]:
    """Return the entry whose line of the directory begins at ``at``, where that ends, its head."""
    if at + CENTRAL.size > len(directory):
        raise ContainerError(detail="directory")
    (mark, made, needs, flags, method, time, day, crc, packed, size, length, extra, comment, disk,
     inside, outside, offset) = CENTRAL.unpack_from(directory, at)  # fmt: skip
    end = at + CENTRAL.size + length
    raw = directory[at + CENTRAL.size : end]
    if mark != CENTRAL_MARK or len(raw) != length:
        raise ContainerError(detail="directory")
    name = raw[:LONGEST_NAME].decode("ascii", "backslashreplace")
    if not container.allowed(raw):
        raise EntryNameError(name=printable(name))
    if name in entries:
        raise DuplicateNameError(name=name)
    if 0xFFFFFFFF in {packed, size, offset}:
        raise Zip64Error
    _check_kind(name, flags, method, outside)
    constant = (needs, flags, time, day) == HEAD and (made, inside, outside) == _CONSTANT
    if not constant or extra or comment or disk:
        raise ContainerError(detail=name)
    if size > container.most(name, limits):
        raise EntryTooBigError(name=name, limit=container.most(name, limits) // MIB)
    if method == STORED and packed != size:
        raise HeadersDifferError(name=name)
    start = offset + LOCAL.size + length
    entry = Entry(name=name, start=start, packed=packed, size=size, crc=crc, method=method)
    return entry, end, offset


def _check_kind(name: str, flags: int, method: int, outside: int) -> None:
    """Refuse what is locked, packed another way, or no plain file (a link, a folder, a device)."""
    if flags & _ENCRYPTED_FLAGS:
        raise EncryptedEntryError(name=name)
    if method not in {STORED, DEFLATED}:
        raise UnknownMethodError(name=name, method=method)
    if outside >> 28 not in {0, OUTSIDE >> 28} or outside & 0x10:
        raise NotAPlainEntryError(name=name)


def _check_local(file: BinaryIO, entry: Entry, offset: int) -> None:
    """Refuse a head that says anything else than the directory."""
    raw = entry.name.encode()
    file.seek(offset)
    head = file.read(LOCAL.size + len(raw))
    if len(head) != LOCAL.size + len(raw) or not head.startswith(LOCAL_MARK):
        raise HeadersDifferError(name=entry.name)
    _, needs, flags, method, time, day, crc, packed, size, length, extra = LOCAL.unpack_from(head)
    found = (method, crc, packed, size, length, head[LOCAL.size :])
    said = (entry.method, entry.crc, entry.packed, entry.size, len(raw), raw)
    if found != said or extra or (needs, flags, time, day) != HEAD:
        raise HeadersDifferError(name=entry.name)


def _misplaced(offset: int, expected: int) -> NoReturn:
    if offset < expected:
        raise OverlapError
    raise ExtraBytesError


def _check_order(file: BinaryIO, entries: dict[str, Entry]) -> None:
    """Refuse entries in another order, and a container that says it is of another kind."""
    names = list(entries)
    first = entries[names[0]]
    if first.name != container.MIMETYPE_NAME or first.method != STORED:
        raise NotABundleError
    if first.size != len(container.MIMETYPE) or content(file, first) != container.MIMETYPE.encode():
        raise NotABundleError
    for needed in (container.MANIFEST, container.SIGNATURE):
        if needed not in entries:
            raise UnsignedError(name=needed)
    ranks = [container.rank(name) for name in names]
    if ranks != sorted(ranks):
        raise ContainerError(detail="order")


def printable(name: str) -> str:
    """Return a name out of a file nobody vouches for so that it can be shown in a sentence."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:LONGEST_NAME]

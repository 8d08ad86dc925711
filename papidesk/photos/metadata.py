"""What a photo's file says of itself beside the picture: its day, its side up, and its removal."""

from __future__ import annotations

import datetime
import mmap
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from papidesk.domain.record import Record

DaySource = Literal["", "exif", "name", "file"]
# Digital cameras; what lies before is the clock of a camera that was never set.
_FIRST_YEAR = 1995
# Clocks that were reset begin on these days.
_RESET = frozenset(
    {
        datetime.date(1970, 1, 1), datetime.date(1980, 1, 1), datetime.date(2000, 1, 1),
        datetime.date(2001, 1, 1), datetime.date(2002, 1, 1), datetime.date(2010, 1, 1),
    }
)  # fmt: skip
_ORIGINAL, _DIGITIZED, _CHANGED, _EXIF_PART, _GPS_PART, _GPS_DAY = (
    0x9003, 0x9004, 0x0132, 0x8769, 0x8825, 0x001D,
)  # fmt: skip
_IN_EXIF = re.compile(r"\s*(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})")
_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d|19\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_BACKWARDS = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.](20\d\d)(?!\d)")
_CHUNK = 1 << 20
# In the data of a picture: neither a stuffed byte nor a restart nor filling.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Segments of a JPEG that belong to the picture: JFIF, colour profile, Adobe's colour transform.
_KEPT_SEGMENTS = {0xE0, 0xE2, 0xEE}
_PNG_PERSONAL = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"


class PhotoDay(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The day a photo was taken and what says so: "file" is only its time of change."""

    day: datetime.date | None = None
    source: DaySource = ""


def day_of(exif: object, path: Path, today: datetime.date) -> PhotoDay:
    """Return the day of a photo: what its camera wrote, else its name, else its file's time.

    ``exif`` is Pillow's table of tags. Days before there were such cameras, after ``today`` and
    those a clock that was reset begins with are passed over.
    """
    for text in _exif_days(exif):
        day = _sensible(_IN_EXIF.match(text), today)
        if day is not None:
            return PhotoDay(day=day, source="exif")
    stem = path.stem
    for found in _IN_NAME.finditer(stem):
        day = _sensible(found, today)
        if day is not None:
            return PhotoDay(day=day, source="name")
    for found in _BACKWARDS.finditer(stem):
        day = _checked(int(found[3]), int(found[2]), int(found[1]), today)
        if day is not None:
            return PhotoDay(day=day, source="name")
    try:
        changed = datetime.datetime.fromtimestamp(path.stat().st_mtime).date()
    except (OSError, OverflowError, ValueError):
        return PhotoDay()
    if changed.year >= _FIRST_YEAR and changed <= today:
        return PhotoDay(day=changed, source="file")
    return PhotoDay()


def _exif_days(exif: object) -> Iterator[str]:
    """Yield what the tags say of the day, the surest first."""
    get, part = getattr(exif, "get", None), getattr(exif, "get_ifd", None)
    if get is None or part is None:
        return
    inner, gps = part(_EXIF_PART), part(_GPS_PART)
    for value in (inner.get(_ORIGINAL), inner.get(_DIGITIZED), gps.get(_GPS_DAY), get(_CHANGED)):
        if isinstance(value, bytes):
            yield value.decode("ascii", "replace")
        elif isinstance(value, str):
            yield value


def _sensible(found: re.Match[str] | None, today: datetime.date) -> datetime.date | None:
    if found is None:
        return None
    return _checked(int(found[1]), int(found[2]), int(found[3]), today)


def _checked(year: int, month: int, day: int, today: datetime.date) -> datetime.date | None:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return None
    if found.year < _FIRST_YEAR or found > today or found in _RESET:
        return None
    return found


def without_personal_data(path: Path, orientation: int = 1) -> Iterator[bytes] | None:
    """Yield the bytes of a JPEG or PNG without what tells of place, time, camera and person.

    The picture itself is not written anew. A side up other than 1 is kept, or the picture would
    lie. None for other forms and for a head that cannot be followed.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"\xff\xd8\xff"):
        return _bare_jpeg(path, orientation) if _follows(path) else None
    if head == _PNG_SIGN:
        return _bare_png(path)
    return None


def _follows(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(2)
        return any(marker == 0xDA for marker, _ in _segments(file))


def _segments(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield (marker, content) of a JPEG's segments up to the picture's data (0xDA, empty)."""
    while True:
        sign = file.read(2)
        while len(sign) == 2 and sign[0] == 0xFF and sign[1] == 0xFF:
            sign = sign[1:] + file.read(1)
        if len(sign) < 2 or sign[0] != 0xFF:
            return
        if sign[1] == 0xDA:
            yield 0xDA, b""
            return
        size = file.read(2)
        if len(size) < 2 or int.from_bytes(size, "big") < 2:
            return
        content = file.read(int.from_bytes(size, "big") - 2)
        yield sign[1], content


def _bare_jpeg(path: Path, orientation: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(2)
        yield b"\xff\xd8"
        if orientation in range(2, 9):
            yield _orientation_segment(orientation)
        for marker, content in _segments(file):
            if marker == 0xDA:
                break
            personal = 0xE0 <= marker <= 0xEF and marker not in _KEPT_SEGMENTS
            # A second picture of the camera (MPF) stands behind the first with tags of its own.
            personal = personal or marker == 0xFE or content.startswith(b"MPF\0")
            if not personal:
                yield bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content
        yield b"\xff\xda"
        yield from _picture_data(file)


def _picture_data(file: BinaryIO) -> Iterator[bytes]:
    """Yield what follows the first 0xFFDA up to the end of the picture.

    What is behind the end may be anything, a second picture with tags of its own too.
    """
    start = file.tell()
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        end = at = start
        while found := _MARKER.search(data, at):
            at = end = found.end()
            if found[0] == b"\xff\xd9":
                break
            # Tables between the scans of a progressive JPEG: their bytes are no markers.
            at += max(2, int.from_bytes(data[at : at + 2], "big"))
        else:
            end = len(data)  # broken off: all of it is picture
        for place in range(start, end, _CHUNK):
            yield data[place : min(end, place + _CHUNK)]


def _orientation_segment(orientation: int) -> bytes:
    """Return an Exif segment that says nothing but which side is up."""
    tags = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    content = b"Exif\0\0" + tags
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


def _bare_png(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield file.read(8)
        while len(head := file.read(8)) == 8:
            length, name = int.from_bytes(head[:4], "big"), head[4:]
            left = length + 4
            kept = name not in _PNG_PERSONAL
            if kept:
                yield head
            while left > 0 and (piece := file.read(min(_CHUNK, left))):
                left -= len(piece)
                if kept:
                    yield piece
            if name == b"IEND":
                return

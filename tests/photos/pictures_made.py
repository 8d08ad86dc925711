"""Photos made for tests: with tags of a camera, of any size, damaged."""

from __future__ import annotations

import io
from pathlib import Path

import PIL.Image
from PIL.Image import Image

HEIC = b"\0\0\0\x18ftypheic" + b"x" * 200


def noise(width: int = 800, height: int = 600) -> Image:
    """Return a picture with something in it."""
    return PIL.Image.effect_noise((width, height), 40).convert("RGB")


def photo(
    path: Path,
    *,
    size: tuple[int, int] = (800, 600),
    taken: str = "2026:03:05 08:30:00",
    orientation: int = 1,
    place: bool = True,
    **options: object,
) -> Path:
    """Write a JPEG as a telephone does: camera, day, side up, place."""
    tags = PIL.Image.Exif()
    tags[0x010F] = "CameraMaker"
    tags[0x0112] = orientation
    tags.get_ifd(0x8769)[0x9003] = taken
    if place:
        tags.get_ifd(0x8825)[1] = "N"
        tags.get_ifd(0x8825)[2] = (20.0, 39.0, 12.0)
    picture = noise(*size)
    # The upper left corner is white: it tells which side is up.
    picture.paste("white", (0, 0, size[0] // 4, size[1] // 4))
    picture.save(path, "JPEG", exif=tags, comment=b"personal words", **options)
    return path


def huge_jpeg(path: Path, side: int = 22_400, *, progressive: bool = False) -> Path:
    """Write a JPEG of ``side`` × ``side`` points without ever holding them: one strip, repeated."""
    strip = PIL.Image.effect_noise((side, 32), 30).convert("RGB")
    stream = io.BytesIO()
    strip.save(stream, "JPEG", quality=60, subsampling=2, restart_marker_rows=1)
    data = stream.getvalue()
    frame = data.index(b"\xff\xc0")
    scan = data.index(b"\xff\xda")
    begin = scan + 2 + int.from_bytes(data[scan + 2 : scan + 4], "big")
    row = data[begin : data.index(b"\xff\xd0", begin)]
    head = bytearray(data[:begin])
    head[frame + 5 : frame + 7] = side.to_bytes(2, "big")
    if progressive:
        head[frame + 1] = 0xC2
    with path.open("wb") as file:
        file.write(head)
        for number in range(side // 16):
            file.write(row)
            if number < side // 16 - 1:
                file.write(bytes((0xFF, 0xD0 + number % 8)))
        file.write(b"\xff\xd9")
    return path

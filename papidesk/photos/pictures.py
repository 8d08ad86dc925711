"""Photos made small: turned upright, shrunk, without personal data; never more memory than set."""

from __future__ import annotations

import datetime
import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from papidesk.domain.record import Record
from papidesk.errors import N_, PapiDeskError
from papidesk.photos.metadata import PhotoDay, day_of, without_personal_data

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST, QUALITY = 1920, 82
ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif",
     ".avif", ".mpo"}
)  # fmt: skip
# Pixels that are held in memory at once, three bytes each. A JPEG is read at an eighth of its size,
# other forms whole.
PIXELS_AT_ONCE = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
_SIDES = 65_535
_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_ORIENTATION = 0x0112
# What is re-encoded although nothing is to be shrunk loses as little as can be.
_TURNED_QUALITY = 90


class UnreadablePhotoError(PapiDeskError):
    """A picture that cannot be shown or shrunk here; it can be kept as a file all the same."""

    message = N_("“{name}” is kept as it is: it is no picture that can be shown here.")


class HeicPhotoError(UnreadablePhotoError):
    """A picture of an iPhone's own form."""

    message = N_(
        "“{name}” is kept as it is: pictures of the form HEIC cannot be shown or shrunk here, and "
        "the place it was taken may still be in it. Set the telephone to “Most compatible”, or "
        "save it as JPEG."
    )


class DamagedPhotoError(UnreadablePhotoError):
    """A picture that breaks off or has nonsense in it."""

    message = N_(
        "“{name}” is kept as it is: the picture is damaged and cannot be shown. Copy it from the "
        "camera or the telephone once more."
    )


class HugePhotoError(UnreadablePhotoError):
    """A picture that would need too much memory."""

    message = N_(
        "“{name}” is kept as it is: it has {width} × {height} points, too many to be shown or "
        "shrunk here."
    )


class PhotoInfo(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a photo: points upright, its day, whether it tells where it was taken."""

    format: str
    width: int
    height: int
    day: PhotoDay = PhotoDay()
    has_place: bool = False
    orientation: int = 1


class Shrunk(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A photo as it is kept; ``ending`` is its file's (".jpg")."""

    data: bytes
    media_type: str
    ending: str


def is_photo(path: Path) -> bool:
    """Tell whether a file's name is one of a picture."""
    return path.suffix.lower() in ENDINGS


def look(path: Path, *, today: datetime.date) -> PhotoInfo:
    """Return what is known of a photo without reading its points.

    Raises :class:`UnreadablePhotoError` or one of its kinds.
    """
    with _opened(path) as image:
        exif = image.getexif()
        orientation = _orientation(image)
        width, height = image.size if orientation < 5 else image.size[::-1]
        return PhotoInfo(
            format=image.format or "",
            width=width,
            height=height,
            day=day_of(exif, path, today),
            has_place=bool(exif.get_ifd(0x8825)),
            orientation=orientation,
        )


def day_of_file(path: Path, *, today: datetime.date) -> PhotoDay:
    """Return the day of any file: of a photo that cannot be read by its name and time."""
    try:
        return look(path, today=today).day
    except UnreadablePhotoError:
        return day_of(None, path, today)


def shrunk(path: Path, *, longest: int = LONGEST, quality: int = QUALITY) -> Shrunk:
    """Return a photo upright, at most ``longest`` points on its longer side, without tags.

    The file at ``path`` stays as it is. A photo small enough keeps its very points. Raises
    :class:`UnreadablePhotoError` or one of its kinds.
    """
    with _opened(path) as image:
        orientation = _orientation(image)
        small = max(image.size) <= longest
        if small and orientation == 1 and image.format in ("JPEG", "PNG"):
            _check_pixels(image, image.size, path.name)
            image.load()  # a damaged one is told of now, not when it is wanted
            same = without_personal_data(path)
            if same is not None:
                return _kept(b"".join(same), image.format)
        if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
            raise UnreadablePhotoError(name=path.name)
        made = _reduced(image, path, longest)
        profile = image.info.get("icc_profile")
        return _encoded(made, profile, _TURNED_QUALITY if small else quality)


def bare(path: Path) -> Iterator[bytes] | None:
    """Yield a photo's bytes without personal data, its points untouched; None where that fails.

    For what cannot be shrunk, or shall not be.
    """
    try:
        with _opened(path) as image:
            orientation = _orientation(image)
    except UnreadablePhotoError:
        orientation = 1
    return without_personal_data(path, orientation)


def thumbnail(path: Path, size: int, *, name: str = "") -> bytes:
    """Return a picture as JPEG of at most ``size`` points on its longer side, upright.

    Raises :class:`UnreadablePhotoError` or one of its kinds.
    """
    with _opened(path, name) as image:
        made = _reduced(image, path, size, name)
        return _encoded(made, None, 80, jpeg=True).data


@contextmanager
def _opened(path: Path, name: str = "") -> Iterator[Image]:
    """Open a picture without reading its points; what a broken one raises becomes a sentence."""
    import PIL.Image

    name = name or path.name
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        raise DamagedPhotoError(name=name) from error
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise HeicPhotoError(name=name)
    # Our own limit goes by what is held in memory, not by what a JPEG says it would be.
    PIL.Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PIL.Image.open(path, formats=_FORMATS) as image:
                yield image
    except PIL.UnidentifiedImageError as error:
        known = head.startswith((b"\xff\xd8\xff", b"\x89PNG"))
        kind = DamagedPhotoError if known else UnreadablePhotoError
        raise kind(name=name) from error
    except (
        OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, AttributeError,
        ArithmeticError, EOFError, RuntimeError, MemoryError, struct.error,
    ) as error:  # fmt: skip
        # Pillow lets through whatever a broken file makes its readers stumble over.
        raise DamagedPhotoError(name=name) from error


def _orientation(image: Image) -> int:
    value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) and value in range(1, 9) else 1


def _check_pixels(image: Image, whole: tuple[int, int], name: str) -> None:
    """Raise :class:`HugePhotoError` for what would not fit into the memory set for it.

    ``whole`` is the size the file tells, ``image.size`` the one it is read at.
    """
    # A progressive JPEG holds all of its data at once, whatever size it is read at.
    width, height = whole if image.info.get("progressive") else image.size
    if width * height > PIXELS_AT_ONCE or max(whole) > _SIDES:
        raise HugePhotoError(name=name, width=whole[0], height=whole[1])


def _reduced(image: Image, path: Path, longest: int, name: str = "") -> Image:
    """Return the picture upright, at most ``longest`` points on its longer side."""
    import PIL.Image
    from PIL import ImageOps

    whole = image.size
    if image.format in ("JPEG", "MPO"):
        scale = min(1.0, 2 * longest / max(whole))
        image.draft(None, (max(1, int(whole[0] * scale)), max(1, int(whole[1] * scale))))
    _check_pixels(image, whole, name or path.name)
    image.load()
    made = image
    if made.mode not in ("RGB", "L", "RGBA"):
        made = made.convert("RGBA" if "A" in made.getbands() or "transparency" in made.info
                            else "RGB")  # fmt: skip
    if max(made.size) > longest:
        made.thumbnail((longest, longest), PIL.Image.Resampling.LANCZOS, reducing_gap=2.0)
    return ImageOps.exif_transpose(made) or made


def _encoded(image: Image, profile: bytes | None, quality: int, *, jpeg: bool = False) -> Shrunk:
    stream = io.BytesIO()
    if image.mode == "RGBA" and not jpeg:
        image.info.clear()
        image.save(stream, "PNG", optimize=True)
        return _kept(stream.getvalue(), "PNG")
    if image.mode == "RGBA":
        import PIL.Image

        paper = PIL.Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    image.info.clear()
    options = {"icc_profile": profile} if profile else {}
    image.save(stream, "JPEG", quality=quality, optimize=True, exif=b"", **options)
    return _kept(stream.getvalue(), "JPEG")


def _kept(data: bytes, form: str) -> Shrunk:
    if form == "PNG":
        return Shrunk(data=data, media_type="image/png", ending=".png")
    return Shrunk(data=data, media_type="image/jpeg", ending=".jpg")

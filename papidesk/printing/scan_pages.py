"""Pictures of a paper (JPEG, PNG, TIFF) as the pages of a PDF, in their real size where known."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from papidesk.errors import N_, PapiDeskError

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.pdfgen.canvas import Canvas

_POINTS_PER_INCH = 72
# A4 in points: what a picture without a plausible resolution is fitted onto.
_SHORT, _LONG = 595.276, 841.89
_ORIENTATION = 0x0112  # EXIF
_LEAST_DPI, _MOST_DPI = 90, 1300
# Twice an A3 page at 600 dpi: a larger picture is no scan of a letter.
_MOST_PIXELS = 140_000_000


class BadPictureError(PapiDeskError):
    """A picture that cannot be read."""

    message = N_(
        "“{name}” cannot be read as a picture: it is damaged or of another kind. Scan the paper "
        "again, as PDF or JPEG."
    )


class HugePictureError(PapiDeskError):
    """A picture larger than any scan of a letter."""

    message = N_("“{name}” is too large for a scanned page. Scan it again with 300 dots per inch.")


def picture_pdf(data: bytes, name: str) -> bytes:
    """Return the picture ``data`` as a PDF, one page for each of its frames.

    A turned photograph stands upright (EXIF). A JPEG is put in as it is, without loss. Raises
    :class:`BadPictureError`, :class:`HugePictureError`.
    """
    from PIL import Image, UnidentifiedImageError
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=1, invariant=1)
    try:
        with _unwarned(), Image.open(io.BytesIO(data)) as picture:
            for frame in range(getattr(picture, "n_frames", 1)):
                picture.seek(frame)
                if picture.width * picture.height > _MOST_PIXELS:
                    raise HugePictureError(name=name)
                _page(canvas, picture, data)
    except Image.DecompressionBombError as error:
        raise HugePictureError(name=name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise BadPictureError(name=name) from error
    canvas.save()
    return stream.getvalue()


@contextmanager
def _unwarned() -> Iterator[None]:
    """Let nothing be said about large pictures: what is too large is refused here."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        yield


def _page(canvas: Canvas, picture: Image, data: bytes) -> None:
    from PIL import ImageOps
    from reportlab.lib.utils import ImageReader

    upright = ImageOps.exif_transpose(picture)
    width, height = _size(upright)
    canvas.setPageSize((width, height))
    plain = picture.format == "JPEG" and picture.mode in ("RGB", "L")
    as_it_is = plain and picture.getexif().get(_ORIENTATION, 1) == 1
    source = io.BytesIO(data) if as_it_is else _flat(upright)
    canvas.drawImage(ImageReader(source), 0, 0, width, height)
    canvas.showPage()


def _flat(picture: Image) -> io.BytesIO:
    """Return a picture on white, without transparency, as PNG."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        ground = Image.new("RGB", whole.size, "white")
        ground.paste(whole, mask=whole.getchannel("A"))
        picture = ground
    elif picture.mode not in ("1", "L", "RGB"):
        picture = picture.convert("L" if picture.mode.startswith("I") else "RGB")
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    stream.seek(0)
    return stream


def _size(picture: Image) -> tuple[float, float]:
    """Return width and height in points: by its resolution, else as large as A4 allows."""
    x, y = picture.info.get("dpi", (0, 0))[:2]
    if _LEAST_DPI <= x <= _MOST_DPI and _LEAST_DPI <= y <= _MOST_DPI:
        return (
            float(picture.width / x * _POINTS_PER_INCH),
            float(picture.height / y * _POINTS_PER_INCH),
        )
    wide = picture.width > picture.height
    room = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    return picture.width * scale, picture.height * scale

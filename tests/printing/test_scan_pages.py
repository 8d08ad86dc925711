"""Pictures of papers as PDF: upright, in their real size, or refused with a sentence."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from papidesk.printing.scan_pages import BadPictureError, HugePictureError, picture_pdf
from tests.printing.measured import Measured


def picture(size: tuple[int, int], form: str, **options: object) -> bytes:
    stream = io.BytesIO()
    mode = str(options.pop("mode", "RGB"))
    Image.new(mode, size, options.pop("color", "white")).save(stream, form, **options)
    return stream.getvalue()


def test_a_scan_with_a_resolution_keeps_its_real_size() -> None:
    made = picture_pdf(picture((1240, 1754), "JPEG", dpi=(150, 150)), "quét.jpg")
    [(width, height)] = Measured(made).sizes
    assert (round(width), round(height)) == (210, 297)


@pytest.mark.parametrize(("size", "across"), [((900, 1200), False), ((1200, 900), True)])
def test_a_photograph_without_one_is_fitted_onto_a4(size: tuple[int, int], across: bool) -> None:
    [(width, height)] = Measured(picture_pdf(picture(size, "PNG"), "a.png")).sizes
    assert max(width, height) <= 297.1
    assert (width > height) == across


def test_a_turned_photograph_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = picture_pdf(picture((1200, 900), "JPEG", exif=exif), "ảnh.jpg")
    [(width, height)] = Measured(made).sizes
    assert height > width


@pytest.mark.parametrize("mode", ["1", "L", "RGBA", "P", "CMYK", "LA", "I;16"])
def test_every_kind_of_picture_becomes_a_page(mode: str) -> None:
    form = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    data = picture((300, 400), form, mode=mode, color=0)
    assert len(Measured(picture_pdf(data, "x")).sizes) == 1


def test_a_tiff_of_several_pages_keeps_them_all() -> None:
    frames = [Image.new("L", (300, 400), shade) for shade in (0, 128, 255)]
    stream = io.BytesIO()
    frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:])
    assert len(Measured(picture_pdf(stream.getvalue(), "fax.tif")).sizes) == 3


@pytest.mark.parametrize("cut", [10, 200, 800])
def test_a_damaged_picture_is_told_by_its_name(cut: int) -> None:
    data = picture((1200, 900), "JPEG")[:cut]
    with pytest.raises(BadPictureError) as told:
        picture_pdf(data, "hỏng.jpg")
    assert "hỏng.jpg" in str(told.value)


def test_a_picture_larger_than_any_scan_is_refused() -> None:
    with pytest.raises(HugePictureError):
        picture_pdf(picture((13_000, 13_000), "PNG", mode="1", color=1), "lớn.png")

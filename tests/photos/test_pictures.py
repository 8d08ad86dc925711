"""Photos: their day, made small and upright, nothing personal left, memory bounded."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import sys
from pathlib import Path

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papidesk.photos import pictures
from papidesk.photos.metadata import day_of
from tests.conftest import ROOT
from tests.photos.pictures_made import HEIC, huge_jpeg, noise, photo

TODAY = datetime.date(2026, 6, 30)


def opened(data: bytes) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(data))


def day(path: Path) -> tuple[datetime.date | None, str]:
    found = pictures.day_of_file(path, today=TODAY)
    return found.day, found.source


def test_the_camera_says_the_day(tmp_path: Path) -> None:
    path = photo(tmp_path / "IMG_20250101_1.jpg")
    assert day(path) == (datetime.date(2026, 3, 5), "exif")


@pytest.mark.parametrize(
    "wrong",
    ["0000:00:00 00:00:00", "    :  :     :  :  ", "2000:01:01 00:00:00", "2031:05:01 10:00:00",
     "1975:02:03 10:00:00", "2026:13:45 99:99:99", "rác", ""],
)  # fmt: skip
def test_a_clock_nobody_set_gives_way_to_the_name_of_the_file(tmp_path: Path, wrong: str) -> None:
    assert day(photo(tmp_path / "IMG_20260402_101500.jpg", taken=wrong)) == (
        datetime.date(2026, 4, 2), "name",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("IMG-20260402-WA0001.jpg", (2026, 4, 2)), ("2026-04-02 10.15.jpg", (2026, 4, 2)),
        ("02-04-2026 họp.jpg", (2026, 4, 2)), ("Screenshot_20260402.png", (2026, 4, 2)),
    ],
)  # fmt: skip
def test_names_of_photos_say_their_day(tmp_path: Path, name: str, wanted: tuple[int, ...]) -> None:
    assert day_of(None, tmp_path / name, TODAY).day == datetime.date(*wanted)


def test_the_time_of_the_file_is_the_last_to_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "z5123456789012_abc.jpg"
    noise().save(path)
    stamp = datetime.datetime(2026, 2, 3, 12).timestamp()
    os.utime(path, (stamp, stamp))
    assert day(path) == (datetime.date(2026, 2, 3), "file")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("longest", [200, 5000])
def test_a_photo_is_upright_small_and_says_nothing_of_anybody(
    tmp_path: Path, orientation: int, longest: int
) -> None:
    path = photo(tmp_path / "a.jpg", orientation=orientation)
    before = path.read_bytes()
    made = pictures.shrunk(path, longest=longest)
    picture = opened(made.data)
    upright = (800, 600) if orientation < 5 else (600, 800)
    assert max(picture.size) == min(longest, 800)
    assert (picture.width > picture.height) == (upright[0] > upright[1])
    # Where the white corner is when the telephone's side up is followed.
    corner = {
        1: (0, 0),
        2: (1, 0),
        3: (1, 1),
        4: (0, 1),
        5: (0, 0),
        6: (1, 0),
        7: (1, 1),
        8: (0, 1),
    }
    x, y = corner[orientation]
    box = (x * picture.width * 7 // 8 + 4 * (1 - x), y * picture.height * 7 // 8 + 4 * (1 - y))
    point = picture.convert("L").getpixel(box)
    assert isinstance(point, int) and point > 230
    assert len(picture.getexif()) == 0
    for word in (b"CameraMaker", b"personal words", b"2026:03:05", b"Exif\0\0MM"):
        assert word not in made.data
    assert path.read_bytes() == before


def test_a_photo_that_is_small_already_keeps_its_points(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    made = opened(pictures.shrunk(path).data)
    assert made.tobytes() == PIL.Image.open(path).tobytes()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_tags_go_and_points_stay_when_nothing_is_shrunk(
    tmp_path: Path, options: dict[str, object]
) -> None:
    path = photo(tmp_path / "a.jpg", orientation=6, **options)
    whole = path.read_bytes()
    path.write_bytes(whole + b"a second picture with a place")
    bare = b"".join(pictures.bare(path) or ())
    assert bare.endswith(b"\xff\xd9") and b"CameraMaker" not in bare and b"second" not in bare
    assert opened(bare).tobytes() == opened(whole).tobytes()
    assert opened(bare).getexif()[0x0112] == 6  # or it would lie on its side


def test_a_screenshot_loses_its_words_and_a_transparent_one_its_size_only(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Nguyen Van Mau")
    noise(300, 200).save(tmp_path / "a.png", pnginfo=words)
    assert b"Nguyen" not in pictures.shrunk(tmp_path / "a.png").data
    clear = noise(900, 300)
    clear.putalpha(120)
    clear.save(tmp_path / "b.png")
    made = pictures.shrunk(tmp_path / "b.png", longest=300)
    assert (made.ending, opened(made.data).size) == (".png", (300, 100))
    assert opened(pictures.thumbnail(tmp_path / "b.png", 90)).size == (90, 30)


DAMAGED = {
    "a.heic": HEIC, "b.jpg": b"", "c.jpg": b"\xff\xd8\xff\xe0 nonsense",
    "d.png": b"\x89PNG\r\n\x1a\n", "e.jpg": b"MZ" * 100,
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_what_cannot_be_shown_is_told_with_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(DAMAGED[name])
    for act in (pictures.shrunk, lambda one: pictures.thumbnail(one, 90)):
        with pytest.raises(pictures.UnreadablePhotoError) as refusal:
            act(path)
        assert name in str(refusal.value)
    if name == "a.heic":
        assert "HEIC" in str(refusal.value)


@given(cut=st.integers(1, 30_000), flips=st.lists(st.integers(0, 30_000), max_size=4))
def test_a_damaged_jpeg_is_read_or_refused_and_never_breaks_the_program(
    tmp_path_factory: pytest.TempPathFactory, cut: int, flips: list[int]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    whole = folder / "whole.jpg"
    if not whole.exists():
        photo(whole, size=(240, 160))
    data = bytearray(whole.read_bytes()[:cut])
    for at in flips:
        if at < len(data):
            data[at] ^= 0x55
    path = folder / "broken.jpg"
    path.write_bytes(data)
    for act in (pictures.shrunk, lambda one: pictures.thumbnail(one, 60)):
        try:
            act(path)
        except pictures.UnreadablePhotoError:
            continue
    bare = pictures.bare(path)
    if bare is not None:
        assert b"".join(bare)


MEASURED = """
import resource, sys
from pathlib import Path
from papidesk.photos import pictures
import PIL.Image, PIL.ImageOps, PIL.JpegImagePlugin
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    made = pictures.shrunk(Path(sys.argv[1]))
    print(len(made.data))
except pictures.UnreadablePhotoError as error:
    print(type(error).__name__)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(("progressive", "wanted"), [(False, ""), (True, "HugePhotoError")])
def test_a_photo_of_500_million_points_needs_little_memory(
    tmp_path: Path, progressive: bool, wanted: str
) -> None:
    path = huge_jpeg(tmp_path / "huge.jpg", progressive=progressive)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    made, mebibytes = done.stdout.split()
    assert made == wanted or (not wanted and int(made) > 10_000)
    assert int(mebibytes) < 250  # the points alone would be 1,435


def test_a_bomb_of_a_png_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    PIL.Image.new("1", (20_000, 20_000)).save(path)
    assert path.stat().st_size < 200_000
    with pytest.raises(pictures.HugePhotoError):
        pictures.shrunk(path)

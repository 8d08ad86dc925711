"""Windows' own Times New Roman: taken where it is complete and sound, else Tinos prints."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

import pytest

from papidesk.paths import resource
from papidesk.printing import fonts
from papidesk.printing.render import printed, render
from tests.printing.measured import Measured
from tests.printing.papers import annexed, plan

FILES = {"times": "Regular", "timesbd": "Bold", "timesi": "Italic", "timesbi": "BoldItalic"}


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    """A folder as Windows has it; a twin of the real font stands in for it."""
    for name, style in FILES.items():
        shutil.copy(resource("fonts", f"Tinos-{style}.ttf"), tmp_path / f"{name}.ttf")
    return tmp_path


def test_the_folder_is_found_only_when_all_four_files_are_there(windows: Path) -> None:
    assert fonts.windows_fonts(windows) == windows
    (windows / "timesbi.ttf").unlink()
    assert fonts.windows_fonts(windows) is None


def test_other_systems_are_not_searched_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    assert fonts.windows_fonts() is None


def test_windows_is_asked_in_its_own_folder(windows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    monkeypatch.setenv("WINDIR", str(windows))
    assert fonts.windows_fonts() is None
    (windows / "Fonts").mkdir()
    for file in windows.glob("*.ttf"):
        shutil.move(file, windows / "Fonts" / file.name)
    assert fonts.windows_fonts() == windows / "Fonts"


def test_the_same_lines_and_pages_come_out_and_the_font_is_embedded(windows: Path) -> None:
    own, real = Measured(render(annexed())), Measured(render(annexed(), fonts=windows))
    assert [(x.text, x.page, x.left, x.baseline) for x in real.lines] == [
        (x.text, x.page, x.left, x.baseline) for x in own.lines
    ]
    listing = real.tool("pdffonts", "-").splitlines()[2:]
    assert len(listing) == 4
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in listing)


def test_the_choice_ends_with_the_paper(windows: Path) -> None:
    before = render(plan())
    with fonts.printing_with(windows):
        assert fonts.face(False, False).name == "R-times"
    assert fonts.face(False, False).name == "T-Tinos-Regular"
    render(plan(), fonts=windows)
    assert render(plan()) == before


def test_a_damaged_or_foreign_file_does_not_stop_printing(windows: Path) -> None:
    (windows / "timesi.ttf").write_bytes(b"no font at all")
    assert printed(plan(), fonts=windows).pdf == render(plan())

"""Conversions by LibreOffice, each format once per test run because starting it takes seconds."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from papidesk.paths import resource

# The machine may lack Times New Roman and any font of its widths with Vietnamese letters: then
# LibreOffice would set the paper in whatever it finds. So it is given the font we print with.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>Times New Roman</family>
<prefer><family>Tinos</family></prefer></alias>
</fontconfig>"""
Convert = Callable[[Iterable[Path], str], dict[str, Path]]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Return a function that turns files into another format with one start of LibreOffice."""
    profile = tmp_path_factory.mktemp("office")
    fonts = profile / "fonts.conf"
    fonts.write_text(FONTS.format(folder=resource("fonts"), cache=profile / "fonts"))
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}

    def run(files: Iterable[Path], form: str) -> dict[str, Path]:
        out = tmp_path_factory.mktemp("converted")
        program = shutil.which("soffice")
        assert program is not None, "the tests of Word files compare with LibreOffice"
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation={profile.as_uri()}",
             "--convert-to", form, "--outdir", str(out), *map(str, files)],
            check=True, capture_output=True, timeout=180, env=environment,
        )  # fmt: skip
        return {path.stem: path for path in out.iterdir()}

    return run

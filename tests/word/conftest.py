"""Conversions by LibreOffice, each format once per test run because starting it takes seconds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

Convert = Callable[[Iterable[Path], str], dict[str, Path]]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Return a function that turns files into another format with one start of LibreOffice."""
    profile = tmp_path_factory.mktemp("office")

    def run(files: Iterable[Path], form: str) -> dict[str, Path]:
        out = tmp_path_factory.mktemp("converted")
        program = shutil.which("soffice")
        assert program is not None, "the tests of Word files compare with LibreOffice"
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation={profile.as_uri()}",
             "--convert-to", form, "--outdir", str(out), *map(str, files)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return {path.stem: path for path in out.iterdir()}

    return run

"""What is installed is whole: the wheel, the Windows installer, the version it shows."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import papidesk
from installer import windows_version
from tests.house.tree import ROOT, files, name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from a copy of what is, or would be, committed."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for path in files():
        target = source / name(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_module_and_resource(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    needed = {name(path) for path in files("papidesk/**.py", "ui/**.py", "main.py", "resources")}
    assert needed - inside == set()
    assert "resources/locale/vi/LC_MESSAGES/papidesk.mo" in inside
    assert not [entry for entry in inside if entry.startswith(("tests/", "bench/", "installer/"))]


def test_the_program_installed_from_the_wheel_is_sound(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", "import sys, main; sys.exit(main.main())", "self-check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_windows_programs_show_the_version_of_the_program(tmp_path: Path) -> None:
    written = windows_version.write(ROOT, tmp_path / "new").read_text(encoding="utf-8")
    ast.parse(written)
    numbers = ", ".join([*papidesk.__version__.split("."), "0"])
    assert f"filevers=({numbers})" in written
    assert f'StringStruct("ProductVersion", "{papidesk.__version__}")' in written


def test_removing_the_program_does_not_remove_folders_it_did_not_make() -> None:
    script = (ROOT / "installer" / "papidesk.nsi").read_text(encoding="utf-8")
    removed = re.findall(r"RMDir /r (.+)", script)
    assert removed == ['"$INSTDIR\\_internal"', '"${DATA}"']
    data = script.split('Section /o "un.$(SectionData)"')[1].split("SectionEnd")[0]
    assert "${DATA}" in data, "data goes only when its box is ticked"


def test_every_step_of_the_windows_workflow_is_pinned() -> None:
    workflow = (ROOT / ".github" / "workflows" / "windows.yml").read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", workflow)
    assert used and all(re.search(r"@v\d+\.\d+\.\d+$", action) for action in used)
    assert "--version" in workflow and "runs-on: windows-2022" in workflow

"""What the documentation says can be done, can be done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from papidesk.cli.app import cli
from tests.house.test_catalogues import catalogue
from tests.house.tree import ROOT, files, name

DOCUMENTS = files("*.md")
BLOCKS = re.compile(r"^```sh\n(.*?)^```", re.M | re.S)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.M))


def test_every_make_command_that_is_named_exists() -> None:
    named = {
        command
        for path in DOCUMENTS
        for command in re.findall(r"(?:`|^)make ([a-z]+)", path.read_text("utf-8"), re.M)
    }
    assert {"demo", "test"} <= named
    assert named - targets() == set()


def test_the_first_two_commands_are_the_main_job_and_the_tests() -> None:
    first = BLOCKS.search(README)
    assert first is not None
    assert first[1].split("\n") == ["make demo", "make test", ""]


def test_every_command_of_the_command_line_is_named_in_the_readme() -> None:
    words = set(re.findall(r"[a-z][a-z-]+", README))
    assert set(cli.list_commands(click.Context(cli))) - words == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_file_that_is_linked_exists(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_journey_of_the_readme_can_be_walked(tmp_path: Path) -> None:
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    journey = BLOCKS.findall(README)[1]
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f'papidesk() {{ "$PROGRAM" "$MAIN" "$@"; }}\n{journey}'],
        cwd=tmp_path,
        env={**os.environ, "PROGRAM": sys.executable, "MAIN": str(ROOT / "main.py"),
             "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "ke-hoach.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "an-hoa.papibackup").stat().st_size > 0


def test_the_guide_names_things_as_the_window_does() -> None:
    guide = (ROOT / "resources" / "help" / "huong-dan.md").read_text(encoding="utf-8")
    said = {str(message.string) for message in catalogue("vi")}
    named = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", guide)}
    assert named - said - {"F1", "Ctrl+K"} == set()


def test_what_has_to_pass_before_a_change_is_taken_in_is_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")

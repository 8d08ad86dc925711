"""Arrows between rooms only point down, and no room is left out of the rule."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from tests.house.tree import ROOT, program_modules


def test_every_contract_between_rooms_is_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_of_the_program_is_named_in_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {room.strip(" ()") for layer in layers for room in layer.split("|")}
    rooms = {module for module in program_modules() if module.count(".") == 1}
    assert rooms - named == set()

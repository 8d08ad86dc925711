"""Arrows between rooms only point down, and no room is left out of the rule."""

from __future__ import annotations

import ast
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


def test_main_knows_only_the_window_and_the_command_line() -> None:
    tree = ast.parse((ROOT / "main.py").read_text(encoding="utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    rooms = {module for module in named if module and module.split(".")[0] in {"ui", "papidesk"}}
    assert rooms == {"ui.app", "papidesk.cli.app"}

"""The program works on a machine that has no Qt."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.house.tree import ROOT, program_modules

IMPORT_ALL = """
import importlib, json, sys
for name in ("PySide6", "shiboken6", "pypdfium2", "ui"):
    sys.modules[name] = None
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
"""


def test_every_module_of_papidesk_can_be_imported_where_qt_is_missing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, json.dumps(program_modules())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_nothing_heavy_is_imported_before_a_command_is_chosen() -> None:
    heavy = ["PySide6", "reportlab", "docx", "lxml", "pikepdf", "sqlite_utils", "pypdfium2"]
    program = f"import main, papidesk.cli, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
